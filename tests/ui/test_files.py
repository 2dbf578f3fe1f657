"""Documents and files in the window: opened, saved, watched, and never lost."""

from __future__ import annotations

import errno
import json
import os
import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from stage import at_rest, working

from gdgui.document import changes, file
from gdgui.document.check import check
from gdgui.document.model import Choice, Document
from gdgui.engine.message import Message

Key = Qt.Key


def edit(window, change, merge: str = "") -> None:
    window.intents.edit(Message("Change"), change, merge)


def wait(window, qtbot, timeout: int = 20_000) -> None:
    qtbot.waitUntil(lambda: at_rest(window), timeout=timeout)


def at_peace(window, qtbot) -> None:
    """Waits until nothing is being written or looked at."""
    qtbot.waitUntil(lambda: not working(window))


def write(window, qtbot, path) -> bool:
    """Writes the window's document to a file; whether that went well."""
    window.files.write(path)
    at_peace(window, qtbot)
    return not window.isWindowModified() and window.files.path == path


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing", None, "no such file"),
        ("empty", b"", "empty"),
        ("no json", b"{", "missing.gdlab"),
        ("later", b'{"version": 99, "objective": {"key": "parabola"}}', "version 99"),
        ("unknown", b'{"version": 1, "objective": {"key": "parabola"}, "colour": 1}', "colour"),
        ("bad number", b'{"version": 1, "objective": {"key": "parabola"}, "seed": -1}', "seed"),
    ],
)
def test_a_bad_file_is_a_sentence_and_the_document_stays(window, tmp_path, name, content, told):
    path = tmp_path / "missing.gdlab"
    if content is not None:
        path.write_bytes(content)
    before = window.controller.document
    assert window.files.open_path(path) is False
    assert window.notice.isVisible()
    sentence = window.notice.words.text()
    assert sentence.startswith("missing.gdlab: ")
    assert told in sentence
    assert "Traceback" not in sentence
    assert window.controller.document is before
    assert window.files.path is None
    assert window.settings.recent == ()
    edit(window, lambda d: changes.with_start(d, 0, [2.0]))
    assert not window.notice.isVisible()


def test_a_document_is_saved_and_opened_again(window, qtbot, tmp_path, monkeypatch):
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    edit(window, changes.add_descent)
    assert window.isWindowModified()
    path = tmp_path / "경사 하강"
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *a: asked.append(a[1]) or (str(path), "")
    )
    QTest.keyClick(window, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at_peace(window, qtbot)
    saved = path.with_suffix(file.SUFFIX)
    assert asked == ["Save as"]
    assert not window.isWindowModified()
    assert "경사 하강" in window.windowTitle()
    document = window.controller.document
    assert file.read(saved) == document

    edit(window, lambda d: changes.with_epochs(d, 0, 60))
    assert window.isWindowModified()
    QTest.keyClick(window, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at_peace(window, qtbot)
    assert asked == ["Save as"]
    assert file.read(saved).descents[0].epochs == 60

    window.files.new()
    assert window.files.path is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(saved), ""))
    QTest.keyClick(window, Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    wait(window, qtbot)
    assert window.controller.document == changes.with_epochs(document, 0, 60)
    assert window.files.path == saved
    assert window.settings.recent[0] == saved


def test_undo_back_to_what_was_saved_is_no_change(window, qtbot, tmp_path):
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    assert write(window, qtbot, tmp_path / "a.gdlab")
    edit(window, lambda d: changes.with_start(d, 0, [1.5]))
    assert window.isWindowModified()
    window.controller.undo()
    assert not window.isWindowModified()
    edit(window, lambda d: changes.with_view(d, traces=["value"]))
    assert not window.isWindowModified()


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else False, reason="root may write")
def test_a_folder_that_cannot_be_written_is_a_sentence(window, qtbot, tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert not write(window, qtbot, folder / "a.gdlab")
    assert "could not be written" in window.notice.words.text()


def test_a_file_that_cannot_be_written_is_a_sentence_and_nothing_is_lost(window, qtbot, tmp_path):
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    before = window.controller.document
    assert not write(window, qtbot, tmp_path / "no such folder" / "a.gdlab")
    assert window.notice.isVisible()
    assert "could not be written" in window.notice.words.text()
    assert window.isWindowModified()
    assert window.controller.document is before
    (tmp_path / "a.gdlab").mkdir()
    assert not write(window, qtbot, tmp_path / "a.gdlab")


@pytest.fixture
def answer(monkeypatch):
    """Answers the question whether to save, and counts how often it is asked."""
    asked: list[str] = []

    def give(button):
        monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or button)
        return asked

    return give


def test_closing_asks_once_where_something_is_unsaved(
    open_window, qtbot, answer, tmp_path, monkeypatch
):
    window = open_window()
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    asked = answer(QMessageBox.StandardButton.Cancel)
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert asked == ["Save the changes to this document?"]
    edit(window, lambda d: changes.with_start(d, 0, [-1.5]))  # all goes on as before
    wait(window, qtbot)

    path = tmp_path / "kept.gdlab"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    answer(QMessageBox.StandardButton.Save)
    assert not window.close()  # the file is written first, and the window closes by itself
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(asked) == 2
    assert file.read(path).descents[0].start == [-1.5]


def test_a_save_that_is_called_off_does_not_close(open_window, answer, monkeypatch):
    window = open_window()
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    asked = answer(QMessageBox.StandardButton.Save)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert not window.close()
    assert len(asked) == 1
    answer(QMessageBox.StandardButton.Discard)
    assert window.close()


def test_an_unchanged_document_is_left_without_a_question(window, answer):
    asked = answer(QMessageBox.StandardButton.Cancel)
    window.open_lesson("parabola")
    window.files.new()
    assert asked == []


@pytest.mark.parametrize("way", ["new", "open", "recent", "drop"])
def test_no_way_to_another_document_loses_what_is_unsaved(window, answer, tmp_path, monkeypatch, way):
    path = tmp_path / "other.gdlab"
    file.write(path, check(Document(objective=Choice(key="parabola"))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    before = window.controller.document
    asked = answer(QMessageBox.StandardButton.Cancel)
    if way == "drop":
        drop(window, path)
    elif way == "recent":
        window.settings.add_recent(path)
        window.menus.show_recent()
        window.menus.recent.actions()[0].trigger()
    else:
        getattr(window.files, way)()
    assert len(asked) == 1
    assert window.controller.document is before
    answer(QMessageBox.StandardButton.Discard)
    if way == "recent":
        window.menus.recent.actions()[0].trigger()
    elif way == "drop":
        drop(window, path)
    else:
        getattr(window.files, way)()
    assert window.controller.document != before
    window.settings.clear_recent()
    window.menus.show_recent()


def drop(window, path) -> None:
    """Lets a file fall onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), action, data, Qt.MouseButton.LeftButton, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), action, data, Qt.MouseButton.LeftButton, none))


def test_the_list_of_recent_files_can_be_cleared(window, tmp_path):
    for name in ("one.gdlab", "two.gdlab"):
        window.settings.add_recent(tmp_path / name)
    window.menus.show_recent()
    assert window.menus.recent.isEnabled()
    window.menus.recent.actions()[-1].trigger()
    assert window.settings.recent == ()
    assert not window.menus.recent.isEnabled()


def test_a_recent_file_that_is_gone_is_forgotten(window, tmp_path):
    window.settings.add_recent(tmp_path / "gone.gdlab")
    window.menus.show_recent()
    window.menus.recent.actions()[0].trigger()
    assert "no such file" in window.notice.words.text()
    assert window.settings.recent == ()
    assert not window.menus.recent.isEnabled()


def test_a_file_is_what_show_prints(window, qtbot, tmp_path):
    assert write(window, qtbot, tmp_path / "a.gdlab")
    plain = json.loads((tmp_path / "a.gdlab").read_text(encoding="utf-8"))
    assert plain["version"] == 1
    assert plain["descents"][0]["schedule"]["parameters"]["rate"] == 0.05
    assert window.controller.document == file.read(tmp_path / "a.gdlab")


# Off the GUI thread


@pytest.fixture
def slow_disk(monkeypatch):
    """Holds every write back until `set`, and says in which threads they were."""
    released, threads = threading.Event(), []
    write_bytes = file.write_bytes

    def held_back(path, content):
        threads.append(threading.current_thread())
        assert released.wait(60)
        write_bytes(path, content)

    monkeypatch.setattr(file, "write_bytes", held_back)
    released.threads = threads
    yield released
    released.set()


def test_a_slow_disk_stops_nobody_and_closing_waits_for_it(
    open_window, qtbot, slow_disk, tmp_path, answer
):
    window = open_window()
    asked = answer(QMessageBox.StandardButton.Cancel)
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    path = tmp_path / "slow.gdlab"
    window.files.write(path)
    qtbot.waitUntil(lambda: len(slow_disk.threads) == 1)
    assert slow_disk.threads[0] is not threading.main_thread()
    assert window.files.busy
    assert not window.close()
    assert window.isVisible()
    slow_disk.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert asked == []
    assert file.read(path).descents[0].start == [-2.5]


def test_what_changes_while_it_is_saved_is_still_unsaved(window, qtbot, slow_disk, tmp_path):
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    window.files.write(tmp_path / "a.gdlab")
    edit(window, lambda d: changes.with_start(d, 0, [-1.5]))
    slow_disk.set()
    at_peace(window, qtbot)
    assert file.read(tmp_path / "a.gdlab").descents[0].start == [-2.5]
    assert window.isWindowModified()
    window.controller.undo()
    assert not window.isWindowModified()


def test_two_saves_in_a_row_both_end_in_the_file(window, qtbot, slow_disk, tmp_path):
    path = tmp_path / "a.gdlab"
    for start in (-2.5, -1.5):
        edit(window, lambda d, start=start: changes.with_start(d, 0, [start]))
        window.files.write(path)
    slow_disk.set()
    at_peace(window, qtbot)
    assert len(slow_disk.threads) == 2
    assert file.read(path).descents[0].start == [-1.5]
    assert not window.isWindowModified()


def test_a_window_that_is_shut_down_has_written_what_it_was_told_to(open_window, tmp_path):
    window = open_window()
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    paths = [tmp_path / name for name in ("a.gdlab", "b.gdlab", "c.gdlab")]
    for path in paths:
        window.files.write(path)
    window.shutdown()
    assert [file.read(path).descents[0].start for path in paths] == [[-2.5]] * 3


# Faults


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_full_or_broken_disk_is_a_sentence_and_the_old_file_stays(
    window, qtbot, tmp_path, monkeypatch, fault
):
    path = tmp_path / "강의 1.gdlab"
    assert write(window, qtbot, path)
    before = path.read_bytes()
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))

    def full(_: int) -> None:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as patch:
        patch.setattr(file.os, "fsync", full)
        assert not write(window, qtbot, path)
    assert os.strerror(fault) in window.notice.words.text()
    assert "강의 1.gdlab" in window.notice.words.text()
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    assert write(window, qtbot, path)
    assert not window.notice.isVisible()


def test_a_name_with_spaces_and_korean_letters_through_a_link(window, qtbot, tmp_path):
    folder = tmp_path / "경사 하강법 강의"
    folder.mkdir()
    target = folder / "첫 시간 (1.2).gdlab"
    assert write(window, qtbot, target)
    link = tmp_path / "오늘의 강의.gdlab"
    link.symlink_to(target)
    assert window.files.open_path(link)
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    assert write(window, qtbot, link)
    assert link.is_symlink()
    assert file.read(target).descents[0].start == [-2.5]


def test_a_name_without_the_suffix_gets_it_and_overwrites_nothing_unasked(
    window, qtbot, tmp_path, monkeypatch, choose
):
    there = tmp_path / "lesson 1.2.gdlab"
    there.write_text("somebody's")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "lesson 1.2"), ""))
    asked = choose("Cancel")
    window.files.save_as()
    at_peace(window, qtbot)
    assert asked == ["lesson 1.2.gdlab is there already. Overwrite it?"]
    assert there.read_text() == "somebody's"
    assert window.files.path is None
    choose("Overwrite")
    window.files.save_as()
    at_peace(window, qtbot)
    assert file.read(there) == window.controller.document


# Other programs


@pytest.fixture
def choose(monkeypatch):
    """Clicks a button of the question whether to overwrite, and notes what was asked."""
    asked: list[str] = []

    def give(title: str):
        def run(box) -> None:
            asked.append(box.text())
            (button,) = [b for b in box.buttons() if b.text().replace("&", "") == title]
            button.click()

        monkeypatch.setattr(QMessageBox, "exec", run)
        return asked

    return give


def change(path, start: float) -> Document:
    """Another program writes the file, in its own way."""
    other = check(changes.with_start(Document(objective=Choice(key="parabola")), 0, [start]))
    path.write_bytes(file.encode(other))
    return other


def test_a_file_that_another_program_changed_is_told_of_and_loaded_when_asked(window, qtbot, tmp_path):
    path = tmp_path / "a.gdlab"
    assert write(window, qtbot, path)
    other = change(path, 2.25)
    qtbot.waitUntil(window.news.isVisible)
    assert window.news.words.text() == "a.gdlab was changed by another program."
    assert window.controller.document != other
    load, keep = window.news.choices
    assert (load.text(), keep.text()) == ("Load it", "Keep what is here")
    load.click()
    wait(window, qtbot)
    assert window.controller.document == other
    assert not window.isWindowModified()
    assert not window.news.isVisible()
    window.controller.undo()
    assert window.controller.document != other


def test_what_another_program_wrote_is_not_overwritten_unasked(window, qtbot, tmp_path, choose):
    path = tmp_path / "a.gdlab"
    assert write(window, qtbot, path)
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    theirs = change(path, 2.25)
    asked = choose("Cancel")
    window.files.save()
    at_peace(window, qtbot)
    assert asked == ["a.gdlab was changed by another program. Overwrite it?"]
    assert file.read(path) == theirs
    assert window.isWindowModified()
    choose("Overwrite")
    window.files.save()
    at_peace(window, qtbot)
    assert file.read(path) == window.controller.document
    assert not window.isWindowModified()


@pytest.mark.parametrize("how", ["too large", "no document"])
def test_what_is_there_and_cannot_be_read_is_not_overwritten_unasked(
    window, qtbot, tmp_path, choose, how
):
    path = tmp_path / "a.gdlab"
    assert write(window, qtbot, path)
    asked = choose("Cancel")
    path.write_bytes(b"x" * (file.LARGEST_FILE + 1 if how == "too large" else 9))
    window.files.look()
    qtbot.waitUntil(window.news.isVisible)
    assert "was changed by another program" in window.news.words.text()
    window.files.save()
    at_peace(window, qtbot)
    assert asked == ["a.gdlab was changed by another program. Overwrite it?"]
    assert path.read_bytes().startswith(b"x")


def test_what_stands_in_no_file_any_more_is_not_left_unasked(window, qtbot, tmp_path, answer):
    path = tmp_path / "a.gdlab"
    assert write(window, qtbot, path)
    change(path, 2.25)
    qtbot.waitUntil(window.news.isVisible)
    asked = answer(QMessageBox.StandardButton.Cancel)
    window.files.new()
    assert len(asked) == 1


def test_a_file_that_is_protected_stays_as_it_is(window, qtbot, tmp_path):
    path = tmp_path / "a.gdlab"
    assert write(window, qtbot, path)
    before = path.read_bytes()
    path.chmod(0o444)
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    assert not write(window, qtbot, path)
    assert "could not be written" in window.notice.words.text()
    assert path.read_bytes() == before


def test_who_keeps_what_is_here_saves_without_being_asked(window, qtbot, tmp_path, choose):
    path = tmp_path / "a.gdlab"
    assert write(window, qtbot, path)
    change(path, 2.25)
    qtbot.waitUntil(window.news.isVisible)
    window.news.choices[1].click()
    assert window.isWindowModified()
    asked = choose("Cancel")
    window.files.save()
    at_peace(window, qtbot)
    assert asked == []
    assert file.read(path) == window.controller.document


def test_a_file_that_disappears_is_told_of_and_saved_again(window, qtbot, tmp_path):
    path = tmp_path / "a.gdlab"
    assert write(window, qtbot, path)
    path.unlink()
    qtbot.waitUntil(window.news.isVisible)
    assert "is not there any more" in window.news.words.text()
    assert window.isWindowModified()
    assert write(window, qtbot, path)
    assert path.exists()
    assert not window.news.isVisible()


def test_our_own_saves_are_no_news(window, qtbot, tmp_path):
    path = tmp_path / "a.gdlab"
    for start in (-2.5, -1.5, 2.0):
        edit(window, lambda d, start=start: changes.with_start(d, 0, [start]))
        assert write(window, qtbot, path)
        window.files.look()
        at_peace(window, qtbot)
        assert not window.news.isVisible()
