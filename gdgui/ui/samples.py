"""Small samples of a line, for lists and legends: colour, dash and symbol as in the charts."""

from __future__ import annotations

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap

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
    paint_sample(painter, style, SHARPNESS, SAMPLE.height() / 2)
    painter.end()
    return picture


def paint_sample(painter: QPainter, style: Series, width: float, middle: float) -> None:
    """Draws the sample from the painter's origin on, its line at this height and so wide."""
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
