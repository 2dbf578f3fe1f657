"""Documents that come by the clipboard, from the file once more, and from earlier in the history."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from stage import at_rest

from gdgui.document import changes, file, lesson, sharing
from gdgui.document.check import check
from gdgui.engine.message import Message
from gdgui.ui.menus import LISTED


@pytest.fixture
def rest(window, qtbot):
    def wait():
        qtbot.waitUntil(lambda: at_rest(window))
        return window.controller.document

    return wait


def edit(window, change) -> None:
    window.intents.edit(Message("Change of epochs"), change)
    window.intents.released.emit()


def test_a_document_goes_by_the_clipboard_into_another_window(window, rest):
    edit(window, lambda d: changes.with_epochs(d, 0, 33))
    copied = rest()
    window.sharing.copy()
    assert QGuiApplication.clipboard().text() == sharing.to_text(copied)
    window.controller.mark_saved()
    window.files.new()
    before = rest()
    assert before.descents[0].epochs != 33
    window.sharing.paste()
    assert rest() == copied
    assert window.controller.history.modified
    window.controller.undo()
    assert rest() == before


def test_a_text_that_is_no_document_is_told_and_changes_nothing(window, rest):
    before = rest()
    for text, words in (("hello", "no shared document"), ("gdlab1:AAAA", "not whole")):
        QGuiApplication.clipboard().setText(text)
        window.sharing.paste()
        assert words in window.notice.words.text()
        assert rest() is before


def test_a_window_goes_back_to_its_file_and_that_can_be_undone(window, rest, tmp_path):
    document = check(lesson.load("parabola").scenes[0].document)
    path = tmp_path / "mine.gdlab"
    file.write(path, document)
    assert not window.menus.revert.isEnabled()
    window.files.open_path(path)
    rest()
    assert not window.menus.revert.isEnabled()
    edit(window, lambda d: changes.with_epochs(d, 0, 7))
    changed = rest()
    assert window.menus.revert.isEnabled()
    window.files.revert()
    assert rest() == document
    assert not window.controller.history.modified
    window.controller.undo()
    assert rest() == changed
    assert window.controller.history.modified
    path.unlink()
    window.files.revert()
    assert "no such file" in window.notice.words.text()
    assert rest() == changed


def test_the_list_of_the_history_goes_to_any_change(window, rest):
    first = rest()
    for epochs in (11, 12, 13):
        edit(window, lambda d, n=epochs: changes.with_epochs(d, 0, n))
        rest()
    menu = window.menus.history
    menu.aboutToShow.emit()
    titles = [action.text() for action in menu.actions()]
    assert titles == ["Change of epochs"] * 3 + ["At the beginning"]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False]
    menu.actions()[2].trigger()
    assert rest().descents[0].epochs == 11
    menu.aboutToShow.emit()
    assert [action.isChecked() for action in menu.actions()] == [False, False, True, False]
    menu.actions()[3].trigger()
    assert rest() == first
    for _ in range(3):
        window.controller.redo()
    assert rest().descents[0].epochs == 13


def test_all_changes_can_be_reached_however_many_there_are(window, rest):
    for epochs in range(11, 11 + 2 * LISTED + 5):
        edit(window, lambda d, n=epochs: changes.with_epochs(d, 0, n))
    rest()
    menu = window.menus.history
    menu.aboutToShow.emit()
    counts = []
    while menu is not None:
        actions = menu.actions()
        counts.append(sum(action.menu() is None for action in actions))
        menu = actions[-1].menu()
        if menu is not None:
            menu.aboutToShow.emit()
    assert counts == [LISTED, LISTED, 6]
    actions[-1].trigger()
    assert rest().descents[0].epochs == 120
