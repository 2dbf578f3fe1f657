"""Unsaved work is kept, found after a kill, and offered until it is opened or discarded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox
from stage import working

from gdgui.document import changes, file, recovery
from gdgui.engine.message import Message
from gdgui.ui import recovery as keeping
from gdgui.ui.app import Application
from gdgui.ui.recovered import Recovered
from gdgui.ui.recovery import Shelf
from gdgui.ui.settings import Settings

KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from gdgui.document import changes, recovery
from gdgui.engine.message import Message
from gdgui.ui import recovery as keeping
from gdgui.ui.app import Application, Program
from gdgui.ui.settings import Settings

keeping.SOON = 1
app = Program(["gdgui"])
store = QSettings(sys.argv[1] + "/settings.ini", QSettings.Format.IniFormat)
application = Application(app, Settings(store), None, Path(sys.argv[1]) / "unsaved")
window = application.window
window.show()
if len(sys.argv) > 2:
    window.files.open_path(Path(sys.argv[2]))
window.intents.edit(Message("Change"), lambda d: changes.with_start(d, 0, [-2.5]))

def look():
    if list(Path(sys.argv[1]).glob("unsaved/*/*.json")):
        print("kept", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
app.exec()
"""


def killed(folder: Path, *arguments: Path) -> None:
    """Another copy of the program changes something, and is killed once that is kept."""
    words = [sys.executable, "-c", KILLED, str(folder), *map(str, arguments)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.stdout == "kept\n", done.stderr
    assert done.returncode != 0


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable]:
    """Starts the program in this process, as often as it is asked for."""
    monkeypatch.setattr(keeping, "SOON", 1)
    running: list[Application] = []

    def make() -> Application:
        store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        application = Application(qapp, Settings(store), "en", tmp_path / "unsaved")
        application.window.show()
        application.offer_recovered()
        running.append(application)
        return application

    yield make
    for application in running:
        application.dispose()


def edit(window, start: float) -> None:
    window.intents.edit(Message("Change"), lambda d: changes.with_start(d, 0, [start]))


def records(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.glob("unsaved/*/*.json"))


def answer(monkeypatch, button) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: button)


def list_of(application: Application) -> Recovered:
    (button,) = application.window.news.choices
    button.click()
    (found,) = [w for w in application.app.topLevelWidgets() if isinstance(w, Recovered)]
    assert not found.isModal()
    return found


def click(row, title: str) -> None:
    from PySide6.QtWidgets import QPushButton

    (button,) = [b for b in row.findChildren(QPushButton) if b.text() == title]
    button.click()


def test_nothing_is_kept_of_what_is_saved(start, qtbot, tmp_path):
    window = start().window
    edit(window, -2.5)
    qtbot.waitUntil(lambda: len(records(tmp_path)) == 1)
    work = recovery.Kept(records(tmp_path)[0]).load()
    assert work.document == window.controller.document
    assert work.path is None
    qtbot.waitUntil(lambda: not working(window))
    assert recovery.Kept(records(tmp_path)[0]).picture.read_bytes().startswith(b"\x89PNG")
    window.files.write(tmp_path / "a.gdlab")
    qtbot.waitUntil(lambda: records(tmp_path) == [])
    edit(window, -1.5)
    qtbot.waitUntil(lambda: len(records(tmp_path)) == 1)
    window.controller.undo()
    qtbot.waitUntil(lambda: records(tmp_path) == [])


def test_the_latest_change_is_kept(start, qtbot, tmp_path):
    window = start().window
    for start_at in (-2.5, -1.5, 2.0):
        edit(window, start_at)
        qtbot.waitUntil(lambda: len(records(tmp_path)) == 1)
        qtbot.waitUntil(
            lambda: recovery.Kept(records(tmp_path)[0]).load().document == window.controller.document
        )


@pytest.mark.parametrize("button", ["Discard", "Save"])
def test_a_window_that_closes_in_order_leaves_nothing(start, qtbot, tmp_path, monkeypatch, button):
    application = start()
    window = application.window
    window.files.write(tmp_path / "a.gdlab")
    qtbot.waitUntil(lambda: not working(window))
    edit(window, -2.5)
    qtbot.waitUntil(lambda: len(records(tmp_path)) == 1)
    answer(monkeypatch, QMessageBox.StandardButton[button])
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    application.dispose()
    assert list(tmp_path.glob("unsaved/*")) == []


def test_work_of_a_copy_that_was_killed_is_offered_and_opened(start, qtbot, tmp_path):
    path = tmp_path / "강의 하나.gdlab"
    file.write(path, changes.with_epochs(start().window.controller.document, 0, 60))
    before = path.read_bytes()
    killed(tmp_path, path)
    assert path.read_bytes() == before
    application = start()
    assert application.window.news.isVisible()
    dialog = list_of(application)
    (row,) = dialog.rows.values()
    texts = [label.text() for label in row.findChildren(type(application.window.news.words))]
    assert "강의 하나" in texts
    assert str(path) in texts
    click(row, "Open")
    window = application.window
    qtbot.waitUntil(lambda: window.controller.document.descents[0].start == [-2.5])
    assert window.controller.document.descents[0].epochs == 60
    assert window.files.path == path
    assert window.isWindowModified()
    assert not dialog.isVisible()
    # It is kept on, in our own folder, and no more in that of the copy which was killed.
    qtbot.waitUntil(lambda: len(records(tmp_path)) == 1)
    qtbot.waitUntil(lambda: not working(window))
    window.files.save()
    qtbot.waitUntil(lambda: records(tmp_path) == [])
    assert file.read(path) == window.controller.document


def test_work_that_was_recovered_does_not_overwrite_what_was_saved_since(
    start, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "a.gdlab"
    file.write(path, start().window.controller.document)
    killed(tmp_path, path)
    path.write_bytes(path.read_bytes() + b"\n")
    application = start()
    click(next(iter(list_of(application).rows.values())), "Open")
    window = application.window
    qtbot.waitUntil(lambda: window.files.path == path)
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: None)
    window.files.save()
    qtbot.waitUntil(lambda: not working(window))
    assert asked == ["a.gdlab was changed by another program. Overwrite it?"]
    assert path.read_bytes().endswith(b"\n\n")


def test_who_declines_is_offered_it_again_until_it_is_discarded(start, tmp_path):
    killed(tmp_path)
    application = start()
    list_of(application).close()
    application.dispose()
    assert len(records(tmp_path)) == 1
    application = start()
    dialog = list_of(application)
    click(next(iter(dialog.rows.values())), "Discard")
    assert records(tmp_path) == []
    assert not dialog.isVisible()
    application.dispose()
    application = start()
    assert not application.window.news.isVisible()
    application.window.recovery_asked.emit()
    assert "no work that was not saved" in application.window.notice.words.text()


def test_a_second_window_is_opened_where_somebody_works_in_the_first(start, qtbot, tmp_path):
    killed(tmp_path)
    application = start()
    dialog = list_of(application)
    edit(application.window, 1.5)
    click(next(iter(dialog.rows.values())), "Open")
    assert len(application.windows) == 2
    second = application.windows[1]
    qtbot.waitUntil(lambda: second.controller.document.descents[0].start == [-2.5])
    assert application.windows[0].controller.document.descents[0].start == [1.5]
    for window in application.windows:
        window.controller.mark_saved()


def test_two_copies_do_not_take_each_others_work(qapp, tmp_path):
    one, other = Shelf(tmp_path), Shelf(tmp_path)
    place = one.place()
    recovery.keep(place, recovery.Work(changes_of(), "", None, None, 0.0), b"")
    assert other.left_behind() == []
    one.close()
    assert [kept.record for kept in other.left_behind()] == [place]
    third = Shelf(tmp_path)
    assert third.left_behind() == []  # it is being offered already
    other.close()
    assert [kept.record for kept in third.left_behind()] == [place]
    third.left_behind()[0].discard()
    third.close()
    assert list(tmp_path.iterdir()) == []


def changes_of():
    from gdgui.document import model

    return model.default()


def test_a_damaged_record_is_shown_and_can_only_be_discarded(start, tmp_path):
    killed(tmp_path)
    records(tmp_path)[0].write_bytes(b"{")
    dialog = list_of(start())
    (row,) = dialog.rows.values()
    from PySide6.QtWidgets import QLabel, QPushButton

    assert any("cannot be read" in label.text() for label in row.findChildren(QLabel))
    enabled = {b.text(): b.isEnabled() for b in row.findChildren(QPushButton)}
    assert enabled == {"Open": False, "Discard": True}


def test_where_nothing_can_be_kept_nobody_is_disturbed(open_window, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "SOON", 1)
    (tmp_path / "unsaved").write_text("a file and no folder")
    window = open_window()
    keeper = keeping.Keeper(window, window._queue, Shelf(tmp_path / "unsaved"))
    edit(window, -2.5)
    keeper.keep()
    assert not window.notice.isVisible()
    assert keeper._soon.remainingTime() > keeping.SOON  # it is tried again, later
    keeper.shutdown()


def test_what_could_not_be_kept_is_kept_at_the_next_try(start, qtbot, tmp_path, monkeypatch):
    window = start().window
    keep, failed = recovery.keep, []

    def full(*words):
        if not failed:
            failed.append(words)
            raise OSError(28, "No space left on device")
        keep(*words)

    monkeypatch.setattr(recovery, "keep", full)
    monkeypatch.setattr(keeping, "LATER", 5)
    edit(window, -2.5)
    qtbot.waitUntil(lambda: len(records(tmp_path)) == 1)
    assert len(failed) == 1
