"""A rectangle that is drawn with the mouse over a plot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsRectItem

from gdgui.ui import theme
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot, View

SMALLEST = 5.0
"""Pixels; who draws less has slipped."""


class ZoomRectangle(QObject):
    """While it is active, a drag draws; `drawn` carries the rectangle in the plot's coordinates."""

    drawn = Signal(QRectF)

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._view: View = plot.getViewBox()
        self.item = QGraphicsRectItem()
        self.item.setZValue(30)
        self.item.hide()
        plot.addItem(self.item, ignoreBounds=True)
        self.restyle()

    def set_active(self, active: bool) -> None:
        """Whether a drag draws a rectangle, or moves the view as ever."""
        self._view.take_drag = self._drag if active else None
        if active:
            self._view.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self._view.unsetCursor()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.item.setPen(pen(look.accent, 1))
        veil = QColor(look.accent)
        veil.setAlphaF(0.2)
        self.item.setBrush(veil)

    def _drag(self, event: Any) -> None:
        first, last = event.buttonDownScenePos(), event.scenePos()
        area = QRectF(self._place(first), self._place(last)).normalized()
        self.item.setRect(area)
        self.item.setVisible(not event.isFinish())
        if event.isFinish() and (last - first).manhattanLength() > SMALLEST:
            self.drawn.emit(area)

    def _place(self, position: QPointF) -> QPointF:
        place: QPointF = self._view.mapSceneToView(position)
        return place
