"""The upright line through a trace at the epoch that is shown; it can be dragged.

An infinite line of pyqtgraph works its bounds out anew wherever it goes: six of them cost as much in a
frame as all the lines of the descents.  The bounds of this one are always the whole view.
"""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdgui.ui import theme
from gdgui.ui.guarded import guarded
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot

REACH = 5.0
"""Pixels beside the line at which it can still be taken hold of."""

INK = 2.0
"""Pixels beside the line that it may cover itself."""


class Cursor(pg.GraphicsObject):
    """The line; see the module."""

    dragged = Signal(float)
    """Where along x a person has dragged it."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._at = 0.0
        self._offset = 0.0
        self._held = False
        self.setZValue(20)
        plot.addItem(self, ignoreBounds=True)
        self.restyle()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self._pens = (pen(look.cursor, 1), pen(look.accent, 2))
        self.update()

    def value(self) -> float:
        """Where along x it stands."""
        return self._at

    def set_value(self, at: float) -> None:
        """Puts it elsewhere; emits nothing."""
        if at != self._at:
            low, high = sorted((self._at, at))
            self._at = at
            self.update(self._around(low, high, INK))

    def boundingRect(self) -> QRectF:
        rectangle = self.viewRect()
        return QRectF() if rectangle is None else QRectF(rectangle)

    def shape(self) -> QPainterPath:
        """Where it can be taken hold of."""
        path = QPainterPath()
        path.addRect(self._around(self._at, self._at, REACH))
        return path

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        view = self.boundingRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._pens[self._held])
        painter.drawLine(QPointF(self._at, view.top()), QPointF(self._at, view.bottom()))

    def _around(self, low: float, high: float, pixels: float) -> QRectF:
        """The part of the view from `low` to `high`, and some pixels beyond."""
        view, box = self.boundingRect(), self.getViewBox()
        beyond = pixels * (0.0 if box is None else box.viewPixelSize()[0])
        return QRectF(low - beyond, view.top(), high - low + 2 * beyond, view.height())

    # What pyqtgraph's scene asks

    def hoverEvent(self, event: Any) -> None:
        held = not event.isExit() and bool(event.acceptDrags(Qt.MouseButton.LeftButton))
        if held != self._held:
            self._held = held
            self.update(self._around(self._at, self._at, REACH))

    def mouseDragEvent(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        if event.isStart():
            self._offset = self._at - event.buttonDownPos().x()
        self.dragged.emit(float(event.pos().x()) + self._offset)
