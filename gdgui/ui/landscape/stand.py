"""Where the chosen descent stands at the epoch that is shown."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Run, Snapshot


class Stand(Struct, frozen=True, eq=False):
    """The chosen run, its epoch that is shown (the last one, where it has ended), and (x, f(x))."""

    run: Run
    epoch: int
    x: float
    y: float

    @property
    def is_number(self) -> bool:
        """Whether there is such a place."""
        return bool(np.isfinite(self.x) and np.isfinite(self.y))

    def is_inside(self, plot: Plot) -> bool:
        """Whether the place is in the view of a plot."""
        (x0, x1), (y0, y1) = plot.getViewBox().viewRange()
        return bool(x0 <= self.x <= x1 and y0 <= self.y <= y1)


def stand(snapshot: Snapshot, epoch: int) -> Stand:
    """Where the chosen descent of a snapshot stands."""
    run = snapshot.chosen
    last = min(epoch, len(run.path) - 1)
    x = float(run.path[last, 0])
    return Stand(run, last, x, height(snapshot, x))


def height(snapshot: Snapshot, x: float) -> float:
    """f(x)."""
    with np.errstate(all="ignore"):
        return float(snapshot.plan.bound.value(np.array([[x]]))[0])


def slope(snapshot: Snapshot, x: float) -> float:
    """The slope at x that the descents believe in."""
    with np.errstate(all="ignore"):
        return float(snapshot.plan.believed(np.array([[x]]))[0, 0])
