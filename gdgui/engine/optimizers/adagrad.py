"""G ← G + g², x ← x − η·g/(√G + ε), coordinate by coordinate.

Duchi, Hazan, Singer: Adaptive subgradient methods, Journal of Machine Learning Research 12 (2011);
PyTorch's Adagrad.  G starts at 0, and ε stands outside the root.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import small
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


class AdagradState(NamedTuple):
    """`squares` (dim, n): the sum of all squared gradients so far."""

    squares: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return AdagradState(np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    squares = state.squares + step.gradient * step.gradient
    direction = quotient(step.gradient, np.sqrt(squares) + parameters["epsilon"])
    return direction * rate, AdagradState(squares)


ENTRY = Optimizer(
    key="adagrad",
    title=Message("Adagrad"),
    help=Message("Divides by the root of all squared gradients so far: a rate for each coordinate."),
    fails=Message("It forgets nothing, so its steps only ever shrink, and it may never arrive."),
    update=update,
    init=init,
    formula=r"G \leftarrow G + g^2,\quad x \leftarrow x - \eta\, \frac{g}{\sqrt{G} + \varepsilon}",
    parameters=(small(1e-10),),
    family=Message("Adaptive"),
    suggested_rate=0.01,
    source="Duchi, Hazan and Singer 2011",
    worked=Worked(
        ("squares = squares + g**2", "x = x - eta * (g / (sqrt(squares) + epsilon))"), {"squares": "G"}
    ),
)
