"""Several windows, each with a document of its own, in one program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from stage import working

from gdgui.document import changes, file, model
from gdgui.engine.message import Message
from gdgui.ui import language, theme
from gdgui.ui.app import Application
from gdgui.ui.settings import Settings


@pytest.fixture
def application(qapp: QApplication, tmp_path: Path) -> Iterator[Application]:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    made = Application(qapp, Settings(store), "en", tmp_path / "unsaved")
    made.window.show()
    yield made
    made.dispose()
    theme.apply(qapp, "light")
    language.install("en")


def edit(window, start: float) -> None:
    window.intents.edit(Message("Change"), lambda d: changes.with_start(d, 0, [start]))


def trigger(window, title: str) -> None:
    (action,) = [
        action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if action.text().replace("&", "") == title
    ]
    action.trigger()


def test_a_window_more_has_a_document_and_an_undo_of_its_own(application):
    first = application.window
    trigger(first, "New window")
    assert len(application.windows) == 2
    second = application.windows[1]
    assert second.isVisible()
    edit(second, -2.5)
    assert second.isWindowModified()
    assert not first.isWindowModified()
    assert first.controller.document == model.default()
    second.controller.undo()
    assert not second.isWindowModified()


def test_language_and_theme_are_those_of_all_windows(application, qtbot):
    first = application.window
    trigger(first, "New window")
    second = application.windows[1]
    second.language_asked.emit("ko")
    qtbot.waitUntil(lambda: first.menuBar().actions()[0].text() == second.menuBar().actions()[0].text())
    qtbot.waitUntil(lambda: "File" not in first.menuBar().actions()[0].text())
    first.theme_asked.emit("dark")
    assert first.palette().window() == second.palette().window()
    application._change_language("en")
    qtbot.waitUntil(lambda: "File" in first.menuBar().actions()[0].text())


def test_a_window_that_is_closed_is_gone_and_the_others_go_on(application, qtbot):
    first = application.window
    trigger(first, "New window")
    second = application.windows[1]
    first.close()
    assert application.windows == [second]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(first)
    edit(second, -2.5)
    qtbot.waitUntil(lambda: not working(second.controller))
    assert application.window is second
    second.controller.mark_saved()


def test_quit_asks_each_window_and_stops_where_somebody_stays(
    application, tmp_path, qtbot, monkeypatch
):
    for _ in range(2):
        trigger(application.windows[0], "New window")
    _, second, third = application.windows
    edit(second, -2.5)
    asked = []
    button = QMessageBox.StandardButton.Cancel
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[0]) or button)
    trigger(third, "Quit")
    assert asked == [second]
    assert application.windows == [second, third]
    assert third.isVisible()
    second.files.write(tmp_path / "a.gdlab")
    qtbot.waitUntil(lambda: not working(second))
    trigger(third, "Quit")
    assert asked == [second]
    assert not third.isVisible()
    assert not second.isVisible() if shiboken6.isValid(second) else True


def test_quit_waits_for_what_is_saved_first(application, tmp_path, qtbot, monkeypatch):
    window = application.window
    window.files.write(tmp_path / "a.gdlab")
    qtbot.waitUntil(lambda: not working(window))
    edit(window, -2.5)
    button = QMessageBox.StandardButton.Save
    monkeypatch.setattr(QMessageBox, "question", lambda *_: button)
    trigger(window, "Quit")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert file.read(tmp_path / "a.gdlab").descents[0].start == [-2.5]


def test_a_file_that_the_system_opens_disturbs_nobodys_work(application, tmp_path, qtbot):
    path, other = tmp_path / "one.gdlab", tmp_path / "other.gdlab"
    for made in (path, other):
        file.write(made, model.default())

    def ask(asked: Path) -> None:
        event = QFileOpenEvent(QUrl.fromLocalFile(str(asked)))
        QCoreApplication.sendEvent(application.app, event)

    ask(path)  # nobody has worked in the first window
    assert [window.files.path for window in application.windows] == [path]
    ask(other)
    assert [window.files.path for window in application.windows] == [path, other]
    ask(path)  # it is open already
    assert len(application.windows) == 2


def test_files_that_are_dropped_together_get_a_window_each(application, tmp_path):
    paths = [tmp_path / f"{name}.gdlab" for name in ("one", "two", "three")]
    for path in paths:
        file.write(path, model.default())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), action, data, Qt.MouseButton.LeftButton, none)
    application.window.dropEvent(drop)
    assert [window.files.path for window in application.windows] == paths
