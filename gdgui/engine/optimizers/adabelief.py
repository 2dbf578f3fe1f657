"""m ← β₁m + (1−β₁)g, s ← β₂s + (1−β₂)(g − m)² + ε, x ← x − η·m̂/(√ŝ + ε), coordinate by coordinate.

Zhuang et al., arXiv 2010.07468, algorithm 2: ε stands in both places, and m is the new average.
m̂ = m/(1−β₁^k) and ŝ = s/(1−β₂^k) in the k-th update, k from 1.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import (
    MEAN,
    MEAN_HAT,
    SQUARE_HAT,
    Moments,
    adam_parameters,
    average,
    corrected,
    equations,
    no_moments,
)
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


def init(positions: Positions, parameters: Parameters) -> State:
    return no_moments(positions)


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    beta1, beta2, epsilon = parameters["beta1"], parameters["beta2"], parameters["epsilon"]
    mean = average(state.mean, step.gradient, beta1)
    surprise = step.gradient - mean
    moments = Moments(
        mean=mean,
        square=average(state.square, surprise * surprise, beta2) + epsilon,
        mean_weight=average(state.mean_weight, 1.0, beta1),
        square_weight=average(state.square_weight, 1.0, beta2),
    )
    expected = corrected(mean, moments.mean_weight, parameters)
    square = corrected(moments.square, moments.square_weight, parameters)
    return quotient(expected, np.sqrt(square) + epsilon) * rate, moments


def _lines(parameters: Parameters) -> tuple[str, ...]:
    averages = (
        "mean = beta1 * mean + (1 - beta1) * g",
        "square = beta2 * square + (1 - beta2) * (g - mean) ** 2 + epsilon",
    )
    if not parameters["correction"]:
        return (*averages, "x = x - eta * (mean / (sqrt(square) + epsilon))")
    return (
        *averages,
        "mhat = mean / (1 - beta1**k)",
        "shat = square / (1 - beta2**k)",
        "x = x - eta * (mhat / (sqrt(shat) + epsilon))",
    )


def _formula(parameters: Parameters) -> str:
    averages = (MEAN, r"s \leftarrow \beta_2 s + (1 - \beta_2)(g - m)^2 + \varepsilon")
    if not parameters["correction"]:
        return equations(*averages, r"x \leftarrow x - \eta\, \frac{m}{\sqrt{s} + \varepsilon}")
    step = r"x \leftarrow x - \eta\, \frac{\hat{m}}{\sqrt{\hat{s}} + \varepsilon}"
    return equations(*averages, MEAN_HAT, SQUARE_HAT, step)


ENTRY = Optimizer(
    key="adabelief",
    title=Message("AdaBelief"),
    help=Message("Adam that divides by the surprise: long steps where the gradient is as expected."),
    fails=Message("On an even slope nothing surprises it, and its steps grow beyond all measure."),
    update=update,
    init=init,
    formula=_formula({"correction": True}),
    variant=_formula,
    parameters=adam_parameters(),
    family=Message("Adaptive"),
    suggested_rate=0.001,
    source="arXiv 2010.07468",
    worked=Worked(_lines, {"mean": "m", "square": "s", "mhat": r"\hat{m}", "shat": r"\hat{s}"}),
)
