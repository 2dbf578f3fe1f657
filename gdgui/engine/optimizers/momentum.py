"""Gradient descent with momentum, in one of two forms (Polyak 1964).

PyTorch's: v ← μ·v + g, x ← x − η·v.  The classical one: v ← μ·v − η·g, x ← x + v.  Both start at
v = 0, and they part as soon as η varies: PyTorch's scales the whole velocity by the new rate.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.step import Step
from gdgui.engine.types import Option, Parameter, Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


class MomentumState(NamedTuple):
    """`velocity` (dim, n): what the descent carries on from epoch to epoch."""

    velocity: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return MomentumState(np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    momentum = parameters["momentum"]
    if parameters["form"] == "classical":
        velocity = momentum * state.velocity - step.gradient * rate
        return -velocity, MomentumState(velocity)
    velocity = momentum * state.velocity + step.gradient
    return velocity * rate, MomentumState(velocity)


def stability(parameters: Parameters) -> float:
    """η·g′ = 2(1 + μ) in both forms, which are one while the rate is constant (Polyak 1964)."""
    return float(2.0 * (1.0 + parameters["momentum"]))


def _lines(parameters: Parameters) -> tuple[str, ...]:
    if parameters["form"] == "classical":
        return ("velocity = momentum * velocity - eta * g", "x = x + velocity")
    return ("velocity = momentum * velocity + g", "x = x - eta * velocity")


def _formula(parameters: Parameters) -> str:
    if parameters["form"] == "classical":
        return r"v \leftarrow \mu v - \eta\, g,\quad x \leftarrow x + v"
    return r"v \leftarrow \mu v + g,\quad x \leftarrow x - \eta\, v"


ENTRY = Optimizer(
    key="momentum",
    title=Message("Momentum"),
    help=Message("Keeps a part of its velocity, as a heavy ball does."),
    fails=Message("Rolls past the minimum and comes back; too much momentum and it swings for long."),
    update=update,
    init=init,
    stability=stability,
    formula=_formula({"form": "pytorch"}),
    variant=_formula,
    parameters=(
        Parameter(
            key="momentum",
            title=Message("Momentum"),
            help=Message("The share μ of the velocity that is kept from one epoch to the next."),
            default=0.9,
            low=0.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol=r"\mu",
        ),
        Parameter(
            key="form",
            title=Message("Form"),
            help=Message(
                "PyTorch's form scales the velocity by the rate; the classical one adds to it."
            ),
            kind="choice",
            default="pytorch",
            options=(
                Option("pytorch", Message("PyTorch")),
                Option("classical", Message("classical")),
            ),
        ),
    ),
    family=Message("With momentum"),
    source="Polyak 1964",
    worked=Worked(_lines, {"velocity": "v"}),
)
