"""One step at the best rate, 1/f″ of the nearest minimum, and Newton's step beside it.

Newton's step divides by the curvature where the point stands, x − f′(x)/f″(x): on a parabola the two
are one and the same, elsewhere they part.
"""

from __future__ import annotations

import numpy as np

from gdgui.ui import theme
from gdgui.ui.landscape.displacement import Arrow
from gdgui.ui.landscape.stand import Stand, height, slope
from gdgui.ui.language import number, tr
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Snapshot

APART = 30.0
"""Pixels from the point to Newton's arrow, and from this to the other."""


class BestStep:
    """The two arrows; see the module."""

    def __init__(self, plot: Plot) -> None:
        self.active = False
        self.best = Arrow(plot, level=17, above=2 * APART)
        self.newton = Arrow(plot, level=17, above=APART)

    def show(self, snapshot: Snapshot, at: Stand) -> None:
        """The steps from another place; none where they are not asked for."""
        if not self.active or not at.is_number:
            self.best.hide()
            self.newton.hide()
            return
        look = theme.current()
        rate = _best_rate(snapshot, at.x)
        if rate is None:
            self.best.hide()
        else:
            name = tr("best rate {rate}", rate=f"1/f″(x*) = {number(rate, 4)}")
            self._draw(self.best, look.accent, snapshot, at, rate, name)
        bend = _bend(snapshot, at.x)
        if bend == 0.0 or not np.isfinite(bend):
            self.newton.hide()
            return
        name = tr("Newton {rate}", rate=f"1/f″(x) = {number(1.0 / bend, 4)}")
        if bend < 0:
            name += tr(": climbs, since f″ < 0")
        self._draw(self.newton, look.warning, snapshot, at, 1.0 / bend, name)

    def _draw(
        self,
        arrow: Arrow,
        color: str,
        snapshot: Snapshot,
        at: Stand,
        rate: float,
        name: str,
    ) -> None:
        """An arrow to x − rate·g, named with where it leads."""
        end = at.x - rate * slope(snapshot, at.x)
        named = f"{name} → {number(end, 4)}"
        arrow.show(color, (at.x, at.y), (end, height(snapshot, end)), named)


def _best_rate(snapshot: Snapshot, x: float) -> float | None:
    """1/f″ of the minimum that is nearest to x; None where none is known, or it is not curved."""
    known = snapshot.theory.known
    if known is None or not known.land.minima.size:
        return None
    nearest = float(known.land.minima[np.argmin(np.abs(known.land.minima - x))])
    bend = _bend(snapshot, nearest)
    return 1.0 / bend if bend > 0 and np.isfinite(bend) else None


def _bend(snapshot: Snapshot, x: float) -> float:
    """f″(x)."""
    with np.errstate(all="ignore"):
        return float(snapshot.plan.bound.hessian(np.array([[x]]))[0, 0, 0])
