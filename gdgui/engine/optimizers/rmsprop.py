"""s ← α·s + (1−α)·g², x ← x − η·g/(√s + ε), coordinate by coordinate.

Tieleman and Hinton: Neural networks for machine learning, lecture 6.5 (2012), with α = 0.9 and no ε;
PyTorch's RMSprop, with α = 0.99 and ε outside the root.  s starts at 0 and its bias is not corrected,
so the first steps are up to 1/√(1−α) times as long as η.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import average, share, small
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


class RmspropState(NamedTuple):
    """`square` (dim, n): the running average of the squared gradient."""

    square: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return RmspropState(np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    square = average(state.square, step.gradient * step.gradient, parameters["alpha"])
    direction = quotient(step.gradient, np.sqrt(square) + parameters["epsilon"])
    return direction * rate, RmspropState(square)


ENTRY = Optimizer(
    key="rmsprop",
    title=Message("RMSprop"),
    help=Message("Divides by the gradient's recent size: the same pace on flat and on steep ground."),
    fails=Message("At a fixed rate it does not settle: near the minimum it trembles by about η."),
    update=update,
    init=init,
    formula=r"s \leftarrow \alpha s + (1 - \alpha)\, g^2,\quad "
    r"x \leftarrow x - \eta\, \frac{g}{\sqrt{s} + \varepsilon}",
    parameters=(
        share(
            "alpha",
            Message("Memory of the square"),
            Message("The share α that the average square keeps from one epoch to the next."),
            default=0.99,
            symbol=r"\alpha",
        ),
        small(1e-8),
    ),
    family=Message("Adaptive"),
    suggested_rate=0.01,
    source="Tieleman and Hinton 2012",
    worked=Worked(
        (
            "square = alpha * square + (1 - alpha) * g**2",
            "x = x - eta * (g / (sqrt(square) + epsilon))",
        ),
        {"square": "s"},
    ),
)
