"""A ring that lights up at a place of a chart for a moment: there is what a sentence speaks of."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QTimer

from gdgui.ui import theme
from gdgui.ui.pens import pen

SECONDS = 3.0
"""How long it is to be seen."""


class Beacon(pg.ScatterPlotItem):
    """The ring; see the module."""

    def __init__(self, plot: pg.PlotItem) -> None:
        super().__init__(size=28, brush=None)
        self.setZValue(35)
        plot.addItem(self, ignoreBounds=True)
        self._timer = QTimer(plot)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    def light(self, x: float, y: float) -> None:
        """Shows the ring at a place; it goes out by itself."""
        look = theme.current()
        self.setData([x], [y], pen=pen(look.accent, 3), brush=None)
        self._timer.start(round(SECONDS * 1000))
