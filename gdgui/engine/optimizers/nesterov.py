"""Momentum that looks ahead, in one of two forms (Nesterov 1983; Sutskever et al. 2013).

PyTorch's: v ← μ·v + g, x ← x − η·(g + μ·v).  Sutskever's: v ← μ·v − η·∇f(x + μ·v), x ← x + v, with
a gradient at another place than x.  Both start at v = 0.  PyTorch's x is the point ahead, x + μ·v, of
Sutskever's, once η is constant; its first step is (1 + μ) times as long.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.step import Step
from gdgui.engine.types import Option, Parameter, Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


class NesterovState(NamedTuple):
    """`velocity` (dim, n): what the descent carries on from epoch to epoch."""

    velocity: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return NesterovState(np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    momentum = parameters["momentum"]
    if parameters["form"] == "classical":
        carried = momentum * state.velocity
        velocity = carried - step.gradient_at(step.positions + carried) * rate
        return -velocity, NesterovState(velocity)
    velocity = momentum * state.velocity + step.gradient
    return (step.gradient + momentum * velocity) * rate, NesterovState(velocity)


def stability(parameters: Parameters) -> float:
    """η·g′ = 2(1 + μ)/(1 + 2μ) in both forms: at the root −1 of z² − (1 − η·g′)·((1 + μ)·z − μ)."""
    momentum = parameters["momentum"]
    return float(2.0 * (1.0 + momentum) / (1.0 + 2.0 * momentum))


def _lines(parameters: Parameters) -> tuple[str, ...]:
    if parameters["form"] == "classical":
        return (
            "ahead = x + momentum * velocity",
            "slope_ahead = slope(ahead)",
            "velocity = momentum * velocity - eta * slope_ahead",
            "x = x + velocity",
        )
    return ("velocity = momentum * velocity + g", "x = x - eta * (g + momentum * velocity)")


def _formula(parameters: Parameters) -> str:
    if parameters["form"] == "classical":
        return r"v \leftarrow \mu v - \eta\, f'(x + \mu v),\quad x \leftarrow x + v"
    return r"v \leftarrow \mu v + g,\quad x \leftarrow x - \eta\, (g + \mu v)"


ENTRY = Optimizer(
    key="nesterov",
    title=Message("Nesterov"),
    help=Message("Momentum that takes the gradient where it is about to be, and so brakes in time."),
    fails=Message("Swings less than plain momentum, but too much of it still rolls past the minimum."),
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
            help=Message("PyTorch's form stays with the gradient at x; the classical one looks ahead."),
            kind="choice",
            default="pytorch",
            options=(
                Option("pytorch", Message("PyTorch")),
                Option("classical", Message("classical")),
            ),
        ),
    ),
    family=Message("With momentum"),
    gradients_per_epoch=2,
    source="Nesterov 1983; Sutskever et al. 2013",
    worked=Worked(_lines, {"velocity": "v", "ahead": r"\tilde{x}", "slope_ahead": r"\tilde{g}"}),
)
