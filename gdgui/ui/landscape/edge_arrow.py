"""An arrow at the edge of the view where the chosen point has left it, with how far away it is."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.landscape.riding_label import veil
from gdgui.ui.landscape.stand import Stand
from gdgui.ui.language import number, tr
from gdgui.ui.naming import run_style
from gdgui.ui.plot import Plot

INSET = 8
"""Pixels between the edge of the view and the tip of the arrow, which would else be cut off there."""

GAP = 16
"""Pixels between the edge and the words beside the arrow."""


class EdgeArrow(pg.ArrowItem):
    """The arrow and its words; see the module."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(headLen=12, pen=None)
        self._plot = plot
        self.words = pg.TextItem()
        for item in (self, self.words):
            item.hide()
            item.setZValue(30)
            plot.addItem(item, ignoreBounds=True)

    def show_stand(self, at: Stand) -> None:
        """Points to a place outside; inside there is no arrow."""
        inside = at.is_inside(self._plot)
        self.setVisible(not inside)
        self.words.setVisible(not inside)
        if inside:
            return
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        angle = 180.0 if at.x > x1 else 0.0 if at.x < x0 else 90.0 if not at.y < y0 else 270.0
        dx, dy = (size * INSET for size in self._plot.getViewBox().viewPixelSize())
        at_x = min(max(at.x, x0 + dx), x1 - dx) if np.isfinite(at.x) else x1 - dx
        at_y = min(max(at.y, y0 + dy), y1 - dy) if np.isfinite(at.y) else y1 - dy
        color = run_style(at.run).color
        self.setStyle(angle=angle, brush=pg.mkBrush(color))
        self.setPos(at_x, at_y)
        self._tell(at, angle, (at_x, at_y), color)

    def _away(self, at: Stand, sideways: bool) -> float:
        """How far beyond the edge of the view the point is."""
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        if sideways:
            return float(max(x0 - at.x, at.x - x1))
        return float(max(y0 - at.y, at.y - y1)) if np.isfinite(at.y) else np.inf

    def _tell(self, at: Stand, angle: float, edge: tuple[float, float], color: str) -> None:
        """How far beyond the edge the point is: along x where it left sideways, else along f."""
        sideways = angle in (0.0, 180.0)
        away = self._away(at, sideways)
        name = "x" if sideways else "f(x)"
        self.words.setText(
            tr("{distance} further in {name}", distance=number(away, 3), name=name)
            if np.isfinite(away)
            else tr("no number any more"),
            color=color,
        )
        self.words.setFont(theme.chart_font())
        self.words.fill = pg.mkBrush(veil())
        dx, dy = self._plot.getViewBox().viewPixelSize()
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        x, y = edge
        # Beside the arrow, and into the view.
        right, upper = x > (x0 + x1) / 2, y > (y0 + y1) / 2
        self.words.setAnchor((1.0 if right else 0.0, 0.0 if upper else 1.0))
        self.words.setPos(x + (-GAP if right else GAP) * dx, y + (INSET if upper else -INSET) * dy)
