"""Windows that are shut down and deleted, whatever becomes of the test.

Most tests share a window of their module, which is put back to the first document for each: to make one
takes longer than most tests do.  What a test does to the window itself (its language, its docks, closing
it) needs `open_window`, whose windows belong to that test alone.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication

from gdgui.document import model
from gdgui.document.model import Document
from gdgui.ui import language, theme
from gdgui.ui.settings import Settings
from gdgui.ui.window import Window

SIZE = (1366, 768)
"""The laptop screen on which everything has to be in its place."""

OpenWindow = Callable[..., Window]


def make_window(path: Path, document: Document | None = None, size: tuple[int, int] = SIZE) -> Window:
    """A shown window of a given size, with settings of its own."""
    window = Window(Settings(QSettings(str(path), QSettings.Format.IniFormat)), document)
    # The screen of the tests is so small that a window takes all of it.
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*size)
    window.show()
    return window


def end_window(window: Window) -> None:
    """Shuts a window down and deletes it, now."""
    window.shutdown()
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at_rest(window: Window) -> bool:
    """Whether all descents and sweeps are computed, and shown."""
    controller = window.controller
    busy = controller._descents.busy or controller._sweeps.busy or controller._refresh.isActive()
    return not busy and window._snapshot is not None and window._snapshot.chosen.current


@pytest.fixture(scope="module")
def plain_look(qapp: QApplication) -> Iterator[None]:
    """English and light, whatever a test before has chosen."""
    theme.apply(qapp, "light")
    language.install("en")
    yield
    theme.apply(qapp, "light")
    language.install("en")


@pytest.fixture(scope="module")
def module_window(
    qapp: QApplication, plain_look: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    # Beside a worker thread the collector must not run; see gdgui.jobs.collector.
    collecting = gc.isenabled()
    gc.disable()
    window = make_window(tmp_path_factory.mktemp("window") / "settings.ini")
    yield window
    end_window(window)
    gc.collect()
    if collecting:
        gc.enable()


@pytest.fixture
def window(module_window: Window, qtbot: object) -> Iterator[Window]:
    """A shown window with the first document, computed and at epoch 0."""
    made = module_window
    made._chart_wishes.clear()
    made._begin(model.default(), None)
    made.tell(None)
    qtbot.waitUntil(lambda: at_rest(made), timeout=10_000)
    made.across.setFocus()
    yield made
    made.player.pause()
    made.controller._sweeps.cancel()
    made.controller._descents.cancel()
    made.controller._history.saved()
    qtbot.waitUntil(lambda: quiet(made), timeout=10_000)


def quiet(window: Window) -> bool:
    """Whether no timer of the window runs any more."""
    controller = window.controller
    pauses = (controller._descents._pause, controller._sweeps._pause, controller._refresh)
    return not any(timer.isActive() for timer in pauses)


@pytest.fixture
def open_window(qapp: QApplication, plain_look: None, tmp_path: Path) -> Iterator[OpenWindow]:
    """Makes windows that belong to this test."""
    made: list[Window] = []

    def make(document: Document | None = None, size: tuple[int, int] = SIZE) -> Window:
        made.append(make_window(tmp_path / f"settings-{len(made)}.ini", document, size))
        return made[-1]

    yield make
    for window in made:
        end_window(window)
    theme.apply(qapp, "light")
    language.install("en")
