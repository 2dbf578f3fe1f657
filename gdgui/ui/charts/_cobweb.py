"""The cobweb of x ↦ x − η·f′(x): the path between the map and the diagonal, up to an epoch."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.document.plan import Plan
from gdgui.engine import iterated
from gdgui.engine.theory import surroundings
from gdgui.ui import theme
from gdgui.ui.ink import GrowingInk, Stroke
from gdgui.ui.language import tr
from gdgui.ui.naming import run_style
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array, Run

SAMPLES = 2401
"""Points of the map's curve."""


class Cobweb:
    """The map, the diagonal and the path of one descent, in a plot of their own."""

    def __init__(self) -> None:
        self.plot = Plot()
        self.curve, self.diagonal = pg.PlotDataItem(), pg.InfiniteLine((0, 0), angle=45)
        self.ink = GrowingInk()
        self.point = pg.ScatterPlotItem(size=9)
        for item in (self.diagonal, self.curve, self.ink, self.point):
            self.plot.addItem(item, ignoreBounds=True)
        self._plan_key: bytes | None = None
        self._path: Array = np.empty(0)
        self._first = 0

    def show(self, plan: Plan, run: Run) -> None:
        """The map that the descent follows, and its path."""
        setup = run.plan.setup
        if run.plan.key != self._plan_key:
            self._plan_key = run.plan.key
            x = np.linspace(*surroundings(plan.bound), SAMPLES)
            self.curve.setData(x, iterated.mapped(setup, x), connect="finite")
        # What a branch shares with another descent did not follow this map.
        self._first = min(run.begins, run.epochs)
        self._path = run.path[self._first :, 0]
        corners = iterated.cobweb(self._path)
        style = run_style(run)
        self.ink.strokes = [Stroke(corners[0], corners[1], 0, style.color, alpha=0.9)]
        self.ink.touch()
        self.point.setSymbol(style.symbol)
        self.point.setBrush(pg.mkBrush(style.color))
        self.point.setPen(pen(theme.current().outline, 1))
        stretch = _stretch(self._path, plan.objective.domain[0])
        self.plot.set_limits(stretch, stretch)

    def clear(self) -> None:
        """There is no such map."""
        self.ink.strokes = []

    def show_epoch(self, epoch: int) -> None:
        """The path as far as an epoch."""
        if not self.ink.strokes:
            return
        last = min(max(epoch - self._first, 0), len(self._path) - 1)
        self.ink.strokes[0].length = 2 * last + 1
        self.ink.grow()
        x = float(self._path[last])
        self.point.setData([x] if np.isfinite(x) else [], [x] if np.isfinite(x) else [])

    def restyle(self) -> None:
        """Takes on the colours of the theme; those of the path come with `show`."""
        look = theme.current()
        self.plot.restyle()
        self.plot.name_axes(tr("x now"), tr("x next"))
        self.curve.setPen(pen(look.curve, 1.4))
        self.diagonal.setPen(pen(look.minimum, 1, (4, 3)))


def _stretch(path: Array, domain: tuple[float, float]) -> tuple[float, float]:
    """The part of the axis that holds the path with some room, as far as that stays near."""
    low, high = domain
    width = high - low
    near = path[(path > low - width) & (path < high + width)]
    if near.size == 0:
        return domain
    least, most = float(near.min()), float(near.max())
    room = max((most - least) * 0.15, (0.3 * width - (most - least)) / 2)
    return least - room, most + room
