"""s ← ρs + (1−ρ)g², Δ = g·√(u+ε)/√(s+ε), u ← ρu + (1−ρ)Δ², x ← x − η·Δ, coordinate by coordinate.

Zeiler, arXiv 1212.5701, algorithm 1, where η = 1; PyTorch's Adadelta.  s and u start at 0, and ε stands
inside the roots: it is what the first step is made of.
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


class AdadeltaState(NamedTuple):
    """`square` and `moved` (dim, n): the running averages of g² and of Δ²."""

    square: Positions
    moved: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return AdadeltaState(np.zeros_like(positions), np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    rho, epsilon = parameters["rho"], parameters["epsilon"]
    square = average(state.square, step.gradient * step.gradient, rho)
    direction = step.gradient * quotient(np.sqrt(state.moved + epsilon), np.sqrt(square + epsilon))
    moved = average(state.moved, direction * direction, rho)
    return direction * rate, AdadeltaState(square, moved)


ENTRY = Optimizer(
    key="adadelta",
    title=Message("Adadelta"),
    help=Message("Finds the length of its steps from the steps before: the learning rate is just 1."),
    fails=Message("Its first steps are tiny, about √ε long, and it takes many epochs to gather speed."),
    update=update,
    init=init,
    formula=r"s \leftarrow \rho s + (1 - \rho)\, g^2,\quad "
    r"\Delta = g\, \frac{\sqrt{u + \varepsilon}}{\sqrt{s + \varepsilon}},\quad "
    r"u \leftarrow \rho u + (1 - \rho)\, \Delta^2,\quad x \leftarrow x - \eta\, \Delta",
    parameters=(
        share(
            "rho",
            Message("Memory of the square"),
            Message("The share ρ that the average squares keep from one epoch to the next."),
            default=0.9,
            symbol=r"\rho",
        ),
        small(1e-6),
    ),
    family=Message("Adaptive"),
    suggested_rate=1.0,
    source="arXiv 1212.5701",
    worked=Worked(
        (
            "square = rho * square + (1 - rho) * g**2",
            "delta = g * (sqrt(moved + epsilon) / sqrt(square + epsilon))",
            "moved = rho * moved + (1 - rho) * delta**2",
            "x = x - eta * delta",
        ),
        {"square": "s", "moved": "u", "delta": r"\Delta x"},
    ),
)
