"""Small samples of a line, for lists and legends: colour, dash and symbol as in the charts."""

from __future__ import annotations

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from gdgui.ui.pens import pen
from gdgui.ui.theme import Series

SAMPLE = QSize(30, 14)
"""Pixels, before the screen's scaling."""

SHARPNESS = 2.0
"""Pixels of the picture for each of them, so that it is crisp on fine screens too."""


def sample(style: Series) -> QPixmap:
    """A piece of a series' line with its symbol, if it has one, in the middle."""
    picture = QPixmap(SAMPLE * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _paint(painter, style, SHARPNESS, SAMPLE.height() / 2)
    painter.end()
    return picture


class Sample(QWidget):
    """The sample as a part of a legend: drawn, and no picture, so that it is sharp in any size."""

    def __init__(self, style: Series) -> None:
        super().__init__()
        self._style = style
        self.setFixedSize(SAMPLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Half a pixel higher a line of one pixel falls on one row.
        _paint(painter, self._style, 1.0, SAMPLE.height() / 2 - 0.5)
        painter.end()


def _paint(painter: QPainter, style: Series, width: float, middle: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen(style.color, width, style.dash))
    painter.drawLine(QLineF(0, middle, SAMPLE.width(), middle))
    if not style.symbol:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.color))
    painter.translate(SAMPLE.width() / 2, middle)
    painter.scale(9, 9)
    painter.drawPath(symbol_path(style.symbol))


def sample_icon(style: Series) -> QIcon:
    """The sample as an icon that keeps its colour where its row is selected."""
    picture = sample(style)
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)
    return made


def symbol_path(symbol: str) -> QPainterPath:
    """pyqtgraph's own path of a symbol, one unit wide."""
    path: QPainterPath = Symbols[symbol]
    return path
