"""η(t) = |Δx·Δg|/|Δg|², with Δ the change since the epoch before; η₀ in the first epoch.

Barzilai and Borwein: Two-point step size gradient methods, IMA Journal of Numerical Analysis 8 (1988),
the shorter of their two steps.  In one dimension both are |Δx/Δg|, the secant method's.  The
size is taken, so that the descent goes down where the curvature is negative too.  Where Δg = 0 the
last rate is kept.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import dot
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Facts, Told, Worked


class BarzilaiBorweinState(NamedTuple):
    """`positions` and `gradient` (dim, n) of the epoch before, no numbers at first; `rate` (n,)."""

    positions: Positions
    gradient: Positions
    rate: Values


def init(positions: Positions, parameters: Parameters) -> State:
    unknown = np.full_like(positions, np.nan)
    first = np.full(positions.shape[1], parameters["rate"], dtype=np.float64)
    return BarzilaiBorweinState(unknown, unknown, first)


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    moved = step.positions - state.positions
    changed = step.gradient - state.gradient
    below = dot(changed, changed)
    known = below > 0
    secant = np.abs(dot(moved, changed)) / np.where(known, below, 1.0)
    new = np.where(known, secant, state.rate)
    return new, BarzilaiBorweinState(step.positions, step.gradient, new)


def _told(parameters: Parameters, facts: Facts) -> Told:
    changed = facts.values["g"] - facts.values["gradient"]
    if not np.sum(changed * changed) > 0:  # the first epoch too, where nothing is known yet
        return Told(("eta = rate",))
    return Told(("eta = abs(dot(x - positions, g - gradient)) / size(g - gradient) ** 2",))


ENTRY = Schedule(
    key="barzilai_borwein",
    title=Message("Barzilai and Borwein"),
    help=Message(
        "Guesses the curvature from the last two gradients, and takes the rate that suits it."
    ),
    fails=Message("Where the slope hardly changes the rate is huge, and the next step leaps anywhere."),
    rate=rate,
    init=init,
    formula=r"\eta = \frac{|\Delta x \cdot \Delta g|}{|\Delta g|^2},\quad \eta_{t=0} = \eta_0",
    parameters=(base_rate(),),
    family=Message("By derivative"),
    uses_epoch=False,
    source="Barzilai and Borwein 1988",
    worked=Worked(
        told=_told,
        symbols={
            "positions": r"x_{\mathrm{old}}",
            "gradient": r"g_{\mathrm{old}}",
            "rate": r"\eta_{\mathrm{old}}",
        },
    ),
)
