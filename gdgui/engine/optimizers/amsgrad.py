"""Adam with the largest s so far in place of s: x ← x − η·m̂/(√(max s/(1−β₂^k)) + ε).

Reddi, Kale, Kumar, arXiv 1904.09237, algorithm 2, which corrects no bias and has no ε; PyTorch's Adam
with amsgrad, which does and has.  In both the largest of the uncorrected s is kept.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import (
    MEAN,
    MEAN_HAT,
    SQUARE,
    Moments,
    adam_parameters,
    corrected,
    equations,
    follow,
    no_moments,
)
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Worked


class AmsgradState(NamedTuple):
    """Adam's moments, and `largest` (dim, n): the largest average square so far."""

    mean: Positions
    square: Positions
    mean_weight: Values
    square_weight: Values
    largest: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return AmsgradState(*no_moments(positions), np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    moments = follow(step.gradient, parameters, Moments(*state[:-1]))
    largest = np.maximum(state.largest, moments.square)
    mean = corrected(moments.mean, moments.mean_weight, parameters)
    square = corrected(largest, moments.square_weight, parameters)
    direction = quotient(mean, np.sqrt(square) + parameters["epsilon"])
    return direction * rate, AmsgradState(*moments, largest)


def _formula(parameters: Parameters) -> str:
    averages = (MEAN, SQUARE, r"u \leftarrow \max(u, s)")
    if not parameters["correction"]:
        return equations(*averages, r"x \leftarrow x - \eta\, \frac{m}{\sqrt{u} + \varepsilon}")
    size = r"\hat{u} = \frac{u}{1 - \beta_2^k}"
    step = r"x \leftarrow x - \eta\, \frac{\hat{m}}{\sqrt{\hat{u}} + \varepsilon}"
    return equations(*averages, MEAN_HAT, size, step)


def _lines(parameters: Parameters) -> tuple[str, ...]:
    averages = (
        "mean = beta1 * mean + (1 - beta1) * g",
        "square = beta2 * square + (1 - beta2) * g**2",
        "largest = max(largest, square)",
    )
    if not parameters["correction"]:
        return (*averages, "x = x - eta * (mean / (sqrt(largest) + epsilon))")
    return (
        *averages,
        "mhat = mean / (1 - beta1**k)",
        "shat = largest / (1 - beta2**k)",
        "x = x - eta * (mhat / (sqrt(shat) + epsilon))",
    )


ENTRY = Optimizer(
    key="amsgrad",
    title=Message("AMSGrad"),
    help=Message("Adam that never forgets its steepest slope, so that its steps cannot grow again."),
    fails=Message("One steep place on the way, and it creeps through all the rest."),
    update=update,
    init=init,
    formula=_formula({"correction": True}),
    variant=_formula,
    parameters=adam_parameters(),
    family=Message("Adaptive"),
    suggested_rate=0.001,
    source="arXiv 1904.09237",
    worked=Worked(
        _lines,
        {"mean": "m", "square": "s", "largest": "L", "mhat": r"\hat{m}", "shat": r"\hat{L}"},
    ),
)
