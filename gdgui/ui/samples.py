"""Small samples of a line, for lists and legends: colour, dash and symbol as in the charts."""

from __future__ import annotations

from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import QSize, Qt
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
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = SAMPLE.height() / 2
    painter.setPen(pen(style.color, 2, style.dash))
    painter.drawLine(0, round(middle), SAMPLE.width(), round(middle))
    if not style.symbol:
        painter.end()
        return picture
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(style.color))
    painter.translate(SAMPLE.width() / 2, middle)
    painter.scale(9, 9)
    painter.drawPath(symbol_path(style.symbol))
    painter.end()
    return picture


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
