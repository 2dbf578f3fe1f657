"""An arrow at the edge of the view where the chosen point has left it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui.landscape.stand import Stand
from gdgui.ui.naming import run_style
from gdgui.ui.plot import Plot


class EdgeArrow(pg.ArrowItem):
    """The arrow; see the module."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(headLen=12, pen=None)
        self._plot = plot
        self.hide()
        self.setZValue(30)
        plot.addItem(self, ignoreBounds=True)

    def show_stand(self, at: Stand) -> None:
        """Points to a place outside; inside there is no arrow."""
        inside = at.is_inside(self._plot)
        self.setVisible(not inside)
        if inside:
            return
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        angle = 180.0 if at.x > x1 else 0.0 if at.x < x0 else 90.0 if not at.y < y0 else 270.0
        at_x = min(max(at.x, x0), x1) if np.isfinite(at.x) else x1
        at_y = min(max(at.y, y0), y1) if np.isfinite(at.y) else y1
        self.setStyle(angle=angle, brush=pg.mkBrush(run_style(at.run).color))
        self.setPos(at_x, at_y)
