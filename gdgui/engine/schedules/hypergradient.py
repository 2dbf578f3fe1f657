"""η(t) = η(t−1) + β·g_t·g_{t−1}; η₀ in the first epoch.

Baydin et al., arXiv 1703.04782: gradient descent on the learning rate itself.  The rate grows
while two gradients in a row agree, and shrinks when they differ in sign; nothing keeps it above 0.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import dot
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Worked


class HypergradientState(NamedTuple):
    """`rate` (n,) and `gradient` (dim, n) of the epoch before; at first η₀ and 0."""

    rate: Values
    gradient: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    first = np.full(positions.shape[1], parameters["rate"], dtype=np.float64)
    return HypergradientState(first, np.zeros_like(positions))


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    new = state.rate + parameters["beta"] * dot(step.gradient, state.gradient)
    return new, HypergradientState(new, step.gradient)


ENTRY = Schedule(
    key="hypergradient",
    title=Message("Hypergradient"),
    help=Message("Learns its own rate: up while gradients agree, down when they change their sign."),
    fails=Message("One more rate to choose, β; on steep ground the rate overshoots or turns negative."),
    rate=rate,
    init=init,
    formula=r"\eta_t = \eta_{t-1} + \beta\, g_t \cdot g_{t-1},\quad \eta_{t=0} = \eta_0",
    parameters=(
        base_rate(),
        Parameter(
            key="beta",
            title=Message("Rate of the rate"),
            help=Message("How strongly β the rate follows the product of two gradients."),
            default=1e-4,
            low=0.0,
            slider_low=1e-8,
            slider_high=1e-1,
            log=True,
            symbol=r"\beta",
        ),
    ),
    family=Message("By derivative"),
    uses_epoch=False,
    never_negative=False,
    source="arXiv 1703.04782",
    worked=Worked(
        ("eta = rate + beta * dot(g, gradient)",),
        {"rate": r"\eta_{\mathrm{old}}", "gradient": r"g_{\mathrm{old}}"},
    ),
)
