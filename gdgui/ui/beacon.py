"""A ring that lights up at a place of a chart: there is what a sentence speaks of."""

from __future__ import annotations

import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot


class Beacon(pg.ScatterPlotItem):
    """The ring; see the module.  It is cleared when another epoch is shown."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(size=28, brush=None)
        self.setZValue(35)
        plot.addItem(self, ignoreBounds=True)
        self.hide()

    def clear(self) -> None:
        """Takes the ring away."""
        # An item without points is painted all the same, and that in every frame.
        if self.isVisible():
            super().clear()
            self.hide()

    def light(self, x: float, y: float) -> None:
        """Shows the ring at a place."""
        self.setData([x], [y], pen=pen(theme.current().accent, 3), brush=None)
        self.show()
