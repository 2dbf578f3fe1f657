"""The ways of the descents along the curve, and the points at their heads."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.ink import GrowingInk, Stroke
from gdgui.ui.naming import run_style
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array, Run, Snapshot, without_first
from gdgui.ui.theme import Series

RECENT = 30
"""So many points of a way are looked at where words are placed."""

SHARES = np.linspace(0.0, 1.0, 12)
"""And so much of each of its segments."""

MARKERS = 200
"""A trail has markers as long as it has at most so many points."""


class Trails:
    """A stroke and a point for each run that is shown, in the order of the snapshot."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._paths: dict[Run, Array] = {}
        self._looks: object = None
        self.strokes: list[Stroke] = []
        self.points: list[pg.ScatterPlotItem] = []
        self.ink = GrowingInk()
        self.ink.setZValue(3)
        plot.addItem(self.ink, ignoreBounds=True)

    def draw(self, snapshot: Snapshot, epoch: int) -> None:
        """Other runs, or other results of them."""
        shown = snapshot.shown
        self._paths = {run: self._paths[run] for run in shown if run in self._paths}
        while len(self.points) > len(shown):
            self._plot.removeItem(self.points.pop())
        while len(self.points) < len(shown):
            point = pg.ScatterPlotItem()
            self._plot.addItem(point, ignoreBounds=True)
            self.points.append(point)
        self.strokes = [self._stroke(snapshot, run, epoch) for run in shown]
        self.ink.strokes = self.strokes
        self.ink.touch()
        looks = [(run_style(run), run is snapshot.chosen, theme.current().name) for run in shown]
        if looks != self._looks:
            self._looks = looks
            for (style, chosen, _), point in zip(looks, self.points, strict=True):
                _style(point, style, chosen)

    def show_epoch(self, snapshot: Snapshot, epoch: int) -> None:
        """How much of each way is past."""
        for stroke, point in zip(self.strokes, self.points, strict=True):
            x, y = stroke.x, stroke.y
            last = min(epoch, len(x) - 1)
            stroke.length = last + 1
            # A point at NaN would make pyqtgraph warn about the bounds of nothing.
            there = bool(np.isfinite(x[last]) and np.isfinite(y[last]))
            point.setData([x[last]] if there else [], [y[last]] if there else [])
        self.ink.grow()

    def spots(self) -> list[Array]:
        """Points (2, k) along the ways that are past, the last part of each."""
        found = []
        for stroke in self.strokes:
            ends = np.array([stroke.xData[-RECENT:], stroke.yData[-RECENT:]])
            begins = ends[:, :-1, np.newaxis]
            along = begins + (ends[:, 1:, np.newaxis] - begins) * SHARES
            found.append(along.reshape(2, -1))
        return found

    def _stroke(self, snapshot: Snapshot, run: Run, epoch: int) -> Stroke:
        x, y = self._path(snapshot, run)
        return Stroke(
            x=x,
            y=without_first(y, snapshot.own_from(run)),
            length=min(epoch + 1, len(x)),
            color=run_style(run).color,
            alpha=0.75,
            markers=run.epochs <= MARKERS,
            filling=theme.current().background,
            above=run is snapshot.chosen,
        )

    def _path(self, snapshot: Snapshot, run: Run) -> Array:
        """The points of a run on the curve, shape (2, k + 1), computed once for each record."""
        path = self._paths.get(run)
        if path is None:
            x = np.ascontiguousarray(run.path[:, 0])
            with np.errstate(all="ignore"):
                y = snapshot.plan.bound.value(x[np.newaxis])
            path = self._paths[run] = np.array([x, y])
        return path


def _style(point: pg.ScatterPlotItem, style: Series, chosen: bool) -> None:
    """Colours and symbols of one run; costly, and so done only where one of them changed."""
    look = theme.current()
    point.setSymbol(style.symbol)
    point.setSize(13 if chosen else 10)
    point.setBrush(pg.mkBrush(style.color))
    point.setPen(pen(look.outline, 1))
    point.setZValue(12 if chosen else 10)
