"""x ← x − η·sign(β₁m + (1−β₁)g), then m ← β₂m + (1−β₂)g, coordinate by coordinate.

Chen et al., arXiv 2302.06675, algorithm 2, without its weight decay.  m starts at 0.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import average, share
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


class LionState(NamedTuple):
    """`mean` (dim, n): the running average of the gradient."""

    mean: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return LionState(np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    direction = np.sign(average(state.mean, step.gradient, parameters["beta1"]))
    mean = average(state.mean, step.gradient, parameters["beta2"])
    return direction * rate, LionState(mean)


ENTRY = Optimizer(
    key="lion",
    title=Message("Lion"),
    help=Message("Takes only the sign of its momentum: every step is exactly η long."),
    fails=Message("Its steps never get shorter, so it swings about the minimum unless η falls."),
    update=update,
    init=init,
    formula=r"x \leftarrow x - \eta\, \mathrm{sign}(\beta_1 m + (1 - \beta_1)\, g),\quad "
    r"m \leftarrow \beta_2 m + (1 - \beta_2)\, g",
    parameters=(
        share(
            "beta1",
            Message("Share of the memory"),
            Message("The share β₁ that the average has in this epoch's direction."),
            default=0.9,
            symbol=r"\beta_1",
        ),
        share(
            "beta2",
            Message("Memory of the gradient"),
            Message("The share β₂ that the average gradient keeps from one epoch to the next."),
            default=0.99,
            symbol=r"\beta_2",
        ),
    ),
    family=Message("By sign"),
    suggested_rate=1e-4,
    source="arXiv 2302.06675",
    worked=Worked(
        (
            "c = beta1 * mean + (1 - beta1) * g",
            "mean = beta2 * mean + (1 - beta2) * g",
            "x = x - eta * sign(c)",
        ),
        {"mean": "m", "c": "c"},
    ),
)
