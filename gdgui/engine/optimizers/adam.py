"""m ← β₁m + (1−β₁)g, s ← β₂s + (1−β₂)g², x ← x − η·m̂/(√ŝ + ε), coordinate by coordinate.

Kingma and Ba, arXiv 1412.6980, algorithm 1; PyTorch's Adam.  m̂ = m/(1−β₁^k) and ŝ = s/(1−β₂^k) in the
k-th update, k from 1; without the correction they are m and s.  ε stands outside the root, and after
the correction.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import (
    MEAN,
    MEAN_HAT,
    SQUARE,
    SQUARE_HAT,
    adam_parameters,
    corrected,
    equations,
    follow,
    no_moments,
)
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


def init(positions: Positions, parameters: Parameters) -> State:
    return no_moments(positions)


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    moments = follow(step.gradient, parameters, state)
    mean = corrected(moments.mean, moments.mean_weight, parameters)
    square = corrected(moments.square, moments.square_weight, parameters)
    return quotient(mean, np.sqrt(square) + parameters["epsilon"]) * rate, moments


def _lines(parameters: Parameters) -> tuple[str, ...]:
    averages = ("mean = beta1 * mean + (1 - beta1) * g", "square = beta2 * square + (1 - beta2) * g**2")
    if not parameters["correction"]:
        return (*averages, "x = x - eta * (mean / (sqrt(square) + epsilon))")
    return (
        *averages,
        "mhat = mean / (1 - beta1**k)",
        "shat = square / (1 - beta2**k)",
        "x = x - eta * (mhat / (sqrt(shat) + epsilon))",
    )


def _formula(parameters: Parameters) -> str:
    if not parameters["correction"]:
        return equations(MEAN, SQUARE, r"x \leftarrow x - \eta\, \frac{m}{\sqrt{s} + \varepsilon}")
    step = r"x \leftarrow x - \eta\, \frac{\hat{m}}{\sqrt{\hat{s}} + \varepsilon}"
    return equations(MEAN, SQUARE, MEAN_HAT, SQUARE_HAT, step)


ENTRY = Optimizer(
    key="adam",
    title=Message("Adam"),
    help=Message("Momentum, divided by the gradient's recent size: steps of about η, wherever it is."),
    fails=Message("Far from the minimum it only walks; near it, it swings, and it may never settle."),
    update=update,
    init=init,
    formula=_formula({"correction": True}),
    variant=_formula,
    parameters=adam_parameters(),
    family=Message("Adaptive"),
    suggested_rate=0.001,
    source="arXiv 1412.6980",
    worked=Worked(_lines, {"mean": "m", "square": "s", "mhat": r"\hat{m}", "shat": r"\hat{s}"}),
)
