"""The descent behind the cell under the pointer, faint, before anybody clicks on it."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.ink import GrowingInk, Stroke
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Run, Snapshot

ALPHA = 0.55
"""How strong it is beside the descents that were asked for."""


class GhostTrail:
    """The whole way of the ghost along the curve, and a ring where it ends."""

    def __init__(self, plot: Plot) -> None:
        self._run: Run | None = None
        self.ink = GrowingInk()
        self.ink.setZValue(2)
        self.end = pg.ScatterPlotItem(size=11, symbol="o", brush=pg.mkBrush(None))
        self.end.setZValue(9)
        for item in (self.ink, self.end):
            plot.addItem(item, ignoreBounds=True)
            item.hide()

    def draw(self, snapshot: Snapshot) -> None:
        """Another ghost, or none any more."""
        run = snapshot.ghost
        if run is self._run:
            return
        self._run = run
        self.ink.strokes = []
        self.end.setData([], [])
        # What is empty would be painted all the same, and that in every frame.
        self.ink.setVisible(run is not None)
        self.end.setVisible(run is not None)
        if run is not None:
            self._draw(snapshot, run)
        self.ink.touch()
        self.ink.grow()

    def restyle(self) -> None:
        """Takes on the colours of the theme, when it is drawn again."""
        self._run = None

    def _draw(self, snapshot: Snapshot, run: Run) -> None:
        look = theme.current()
        x = np.ascontiguousarray(run.path[:, 0])
        with np.errstate(all="ignore"):
            y = snapshot.plan.bound.value(x[np.newaxis])
        stroke = Stroke(x=x, y=y, length=len(x), color=look.replay, dash=(3.0, 2.0), alpha=ALPHA)
        self.ink.strokes = [stroke]
        last = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        if len(last):
            self.end.setPen(pg.mkPen(look.replay, width=1.5))
            self.end.setData([x[last[-1]]], [y[last[-1]]])
