"""The function, its derivative, and the derivative that is believed where that is another one."""

from __future__ import annotations

import numpy as np

from gdgui.ui import theme
from gdgui.ui.kept import keep
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array, Snapshot

SAMPLES = 1201
"""Points of the curve over its domain; as many again on either side."""

DERIVATIVE_DASH = (5.0, 4.0)
BELIEVED_DASH = (2.0, 3.0)

SPARSE = 4
"""Every so many points of a line are looked at where words are placed."""

ROOM_BELOW = 0.1
"""The share of the height that is left free below the curve: the numbers of the minima stand there."""


class Curves:
    """The three lines; drawing them also tells the plot what there is to be seen."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.function = plot.plot()
        self.derivative = plot.plot()
        self.believed = plot.plot()
        self.doubtful = False
        self._reach = (0.0, 0.0)
        self._spots: list[Array] = []
        for item in (self.function.curve, self.derivative.curve, self.believed.curve):
            keep(item)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.function.setPen(pen(look.curve, 1.6))
        self.derivative.setPen(pen(look.derivative, 1, DERIVATIVE_DASH))
        self.believed.setPen(pen(look.warning, 1.2, BELIEVED_DASH))

    def draw(self, snapshot: Snapshot) -> None:
        """Another function, or another belief about its derivative."""
        (low, high) = snapshot.plan.objective.domain[0]
        width = high - low
        x, y, slope = self._trace(snapshot, low - width, high + width)
        inside = (x >= low) & (x <= high)
        self._set_limits((low, high), y[inside], slope[inside])

    def spots(self, low: float, high: float) -> list[Array]:
        """Points (2, k) on the lines between two places, as dense as words need to keep off."""
        if not self._spots:
            return []
        first, last = np.searchsorted(self._spots[0][0], (low, high))
        return [line[:, first:last] for line in self._spots]

    def cover(self, snapshot: Snapshot) -> None:
        """Draws the lines as far as the view reaches, where it has gone beyond their ends."""
        (x0, x1), _ = self._plot.getViewBox().viewRange()
        low, high = self._reach
        if x0 < low or x1 > high:
            self._trace(snapshot, min(low, x0 - (x1 - x0)), max(high, x1 + (x1 - x0)))

    def _trace(self, snapshot: Snapshot, low: float, high: float) -> tuple[Array, Array, Array]:
        bound = snapshot.plan.bound
        self._reach = (low, high)
        x = np.linspace(low, high, 3 * SAMPLES)
        with np.errstate(all="ignore"):
            y = bound.value(x[np.newaxis])
            slope = bound.gradient(x[np.newaxis])[0]
            believed = snapshot.plan.believed(x[np.newaxis])[0]
        self.function.setData(x, y, connect="finite")
        self.derivative.setData(x, slope, connect="finite")
        self.doubtful = not np.array_equal(believed, slope, equal_nan=True)
        shown = (x, believed) if self.doubtful else ([], [])
        self.believed.setData(*shown, connect="finite")
        lines = (y, slope, believed) if self.doubtful else (y, slope)
        self._spots = [np.array([x[::SPARSE], line[::SPARSE]]) for line in lines]
        return x, y, slope

    def _set_limits(self, domain: tuple[float, float], y: Array, slope: Array) -> None:
        values = np.concatenate([y[np.isfinite(y)], *_slopes_in_view(y, slope)])
        bottom, top = float(values.min()), float(values.max())
        self._plot.set_limits(domain, (bottom - (top - bottom) * ROOM_BELOW, top))
        self._plot.begin()


def _slopes_in_view(y: Array, slope: Array) -> list[Array]:
    """The part of f′ that fits beside f: a steep derivative must not flatten the curve."""
    finite = y[np.isfinite(y)]
    room = float(finite.max() - finite.min()) * 0.5
    near = slope[(slope > finite.min() - room) & (slope < finite.max() + room)]
    return [near] if near.size else []
