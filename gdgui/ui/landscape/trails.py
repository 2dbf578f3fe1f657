"""The ways of the descents along the curve, and the points at their heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdgui.ui import theme
from gdgui.ui.ink import GrowingInk, Stroke
from gdgui.ui.landscape.free_place import Rectangle
from gdgui.ui.landscape.heads import Head, Heads
from gdgui.ui.naming import run_style
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array, Run, Snapshot, without_first

RECENT = 60
"""So many points of a way are looked at where words are placed."""

SHARES, OTHERS = np.linspace(0.0, 1.0, 24), np.linspace(0.0, 1.0, 5)
"""And so much of each segment of the chosen one, and of the others."""

MARKERS = 200
"""A trail has markers as long as it has at most so many points."""


class Trails:
    """A stroke and a point for each run that is shown, in the order of the snapshot."""

    def __init__(self, plot: Plot) -> None:
        self._paths: dict[Run, Array] = {}
        self.strokes: list[Stroke] = []
        self.heads = Heads(plot)
        self.ink = GrowingInk()
        self.ink.setZValue(3)
        plot.addItem(self.ink, ignoreBounds=True)

    @property
    def points(self) -> list[Head]:
        """The points, in the order of the snapshot."""
        return self.heads.heads

    def draw(self, snapshot: Snapshot, epoch: int) -> None:
        """Other runs, or other results of them."""
        shown = snapshot.shown
        self._paths = {run: self._paths[run] for run in shown if run in self._paths}
        self.strokes = [self._stroke(snapshot, run, epoch) for run in shown]
        self.ink.strokes = self.strokes
        self.ink.touch()
        styles = [run_style(run) for run in shown]
        self.heads.heads = [
            Head(style.color, style.symbol, run is snapshot.chosen)
            for style, run in zip(styles, shown, strict=True)
        ]
        self.heads.update()

    def show_epoch(self, snapshot: Snapshot, epoch: int) -> None:
        """How much of each way is past."""
        places = []
        for stroke in self.strokes:
            x, y = stroke.x, stroke.y
            last = min(epoch, len(x) - 1)
            stroke.length = last + 1
            places.append((float(x[last]), float(y[last])))
        self.heads.move(places)
        self.ink.grow()

    def spots(self, near: Rectangle) -> list[Array]:
        """Points (2, k) along the last part of the ways that are past, as far as they come near.

        `near` is given by its left, lower, right and upper end.
        """
        return [
            _spots([stroke for stroke in self.strokes if stroke.above == above], near, shares)
            for above, shares in ((True, SHARES), (False, OTHERS))
        ]

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


def _spots(strokes: Sequence[Stroke], near: Rectangle, shares: Array) -> Array:
    """Points (2, k) at these shares of the last segments of some strokes."""
    parts = [slice(max(stroke.length - RECENT, 0), stroke.length) for stroke in strokes]
    x = np.concatenate([np.empty(0), *(s.x[part] for s, part in zip(strokes, parts, strict=True))])
    y = np.concatenate([np.empty(0), *(s.y[part] for s, part in zip(strokes, parts, strict=True))])
    if len(x) < 2:
        return np.empty((2, 0))
    ends = np.cumsum([part.stop - part.start for part in parts])[:-1] - 1
    left, low, right, high = near
    x0, x1, y0, y1 = x[:-1], x[1:], y[:-1], y[1:]
    close = (np.minimum(x0, x1) <= right) & (np.maximum(x0, x1) >= left)
    close &= (np.minimum(y0, y1) <= high) & (np.maximum(y0, y1) >= low)
    close[ends] = False  # from one stroke to the next there is no segment
    begins = np.array([x0[close], y0[close]])[:, :, np.newaxis]
    ways = np.array([x1[close], y1[close]])[:, :, np.newaxis] - begins
    found: Array = (begins + ways * shares).reshape(2, -1)
    return found
