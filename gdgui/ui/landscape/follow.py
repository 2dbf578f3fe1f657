"""The view goes along with a point that leaves it, and comes back with it."""

from __future__ import annotations

import numpy as np

from gdgui.ui.landscape.stand import Stand
from gdgui.ui.plot import LARGEST, Plot

MARGIN = 0.25
"""The room beyond the point, as a share of the view: so the view needs not change in every frame."""

Ranges = list[list[float]]


class Follower:
    """Stretches the view of a plot; see the module."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._before: Ranges | None = None
        self._stretched: Ranges | None = None
        self.active = False

    def show_stand(self, at: Stand) -> None:
        """Brings the place into the view, and the former view back where it is wide enough again."""
        view = self._plot.getViewBox().viewRange()
        if self._before is not None and view != self._stretched:
            self._before = None  # somebody has moved the view since
        if self._before is not None and (not self.active or _holds(self._before, at)):
            self._set(self._before)
            self._before = None
        elif self.active and at.is_number and not at.is_inside(self._plot):
            if max(abs(at.x), abs(at.y)) >= LARGEST / 10:
                return
            before = self._before or [list(part) for part in view]
            self._set([_reaching(view[0], at.x), _reaching(view[1], at.y)])
            self._before = before

    def _set(self, ranges: Ranges) -> None:
        x, y = ranges
        self._plot.setRange(xRange=x, yRange=y, padding=0)
        self._stretched = self._plot.getViewBox().viewRange()


def _holds(ranges: Ranges, at: Stand) -> bool:
    (x0, x1), (y0, y1) = ranges
    return bool(x0 <= at.x <= x1 and y0 <= at.y <= y1)


def _reaching(part: list[float], value: float) -> list[float]:
    """The range, as far as a value outside of it and a margin beyond."""
    low, high = part
    reached_low, reached_high = min(low, value), max(high, value)
    margin = MARGIN * float(np.float64(reached_high) - reached_low)
    return [
        reached_low - (margin if value < low else 0.0),
        reached_high + (margin if value > high else 0.0),
    ]
