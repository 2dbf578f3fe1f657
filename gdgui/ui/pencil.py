"""Drawing in a plot with the mouse: a drag leaves a stroke instead of moving the view."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal

from gdgui.ui import theme
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot


class Pencil(QObject):
    """Draws in `plot` while it is active, and tells of every stroke when the button is let go."""

    drawn = Signal(object)
    """A tuple of (x, y), in the order in which the mouse passed them."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._plot = plot
        self._stroke: list[tuple[float, float]] = []
        self._line = pg.PlotDataItem()
        self._line.setZValue(50)
        plot.addItem(self._line, ignoreBounds=True)
        self.active = False

    def set_active(self, active: bool) -> None:
        """Takes the pencil up, or puts it away."""
        self.active = active
        view = self._plot.getViewBox()
        view.take_drag = self._drag if active else None
        view.setCursor(Qt.CursorShape.CrossCursor if active else Qt.CursorShape.ArrowCursor)

    def _drag(self, event: Any) -> None:
        point = self._plot.getViewBox().mapSceneToView(event.scenePos())
        if event.isStart():
            start = self._plot.getViewBox().mapSceneToView(event.buttonDownScenePos())
            self._stroke = [(start.x(), start.y())]
            self._line.setPen(pen(theme.current().accent, 2))
        self._stroke.append((point.x(), point.y()))
        self._line.setData([x for x, _ in self._stroke], [y for _, y in self._stroke])
        if event.isFinish():
            self._line.clear()
            self.drawn.emit(tuple(self._stroke))
