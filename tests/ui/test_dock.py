"""A dock's title and the band on which it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from gdgui.ui import theme
from gdgui.ui.dock import INDENT, Dock


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dock(window: QMainWindow) -> Dock:
    window.resize(300, 200)
    made = Dock("Title", window)
    made.setWidget(QWidget())
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, made)
    window.setCentralWidget(QWidget())
    window.show()
    return made


def column(dock: Dock, x: int) -> set[int]:
    """The greys of what lies above the panel, `x` pixels from the left."""
    picture = dock.grab().toImage()
    return {picture.pixelColor(x, y).lightness() for y in range(2, dock.widget().y() - 2)}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_title_stands_on_a_band_above_what_the_panel_holds(
    qapp: QApplication, dock: Dock, name: str
) -> None:
    look = theme.apply(qapp, name)
    assert dock.widget().y() > 10
    (band,) = column(dock, INDENT - 1)
    window = QColor(look.window).lightness()
    assert abs(band - QColor(look.alternate).lightness()) < abs(band - window)
    words = [x for x in range(80) if len(column(dock, x)) > 1]
    assert words[0] > INDENT


def test_without_a_panel_it_can_be_painted(window: QMainWindow) -> None:
    empty = Dock("Title", window)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, empty)
    window.show()
    assert not empty.grab().isNull()
