"""m ← β₁m + (1−β₁)g, u ← max(β₂u, |g| + ε), x ← x − η·m̂/u, coordinate by coordinate.

Kingma and Ba, arXiv 1412.6980, algorithm 2, which has no ε (set it to 0); PyTorch's Adamax, which has
it there.  u starts at 0 and has no bias to correct; m̂ = m/(1−β₁^k) in the k-th update, k from 1.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import (
    MEAN,
    MEAN_HAT,
    adam_parameters,
    average,
    corrected,
    equations,
)
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Worked


class AdamaxState(NamedTuple):
    """`mean` and `largest` (dim, n): the average gradient, the fading largest; the weights, (n,)."""

    mean: Positions
    largest: Positions
    mean_weight: Values


def init(positions: Positions, parameters: Parameters) -> State:
    empty = np.zeros_like(positions)
    return AdamaxState(empty, empty, np.zeros(positions.shape[1]))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    beta1 = parameters["beta1"]
    mean = average(state.mean, step.gradient, beta1)
    weight = average(state.mean_weight, 1.0, beta1)
    faded = parameters["beta2"] * state.largest
    largest = np.maximum(faded, np.abs(step.gradient) + parameters["epsilon"])
    direction = quotient(corrected(mean, weight, parameters), largest)
    return direction * rate, AdamaxState(mean, largest, weight)


def _lines(parameters: Parameters) -> tuple[str, ...]:
    averages = (
        "mean = beta1 * mean + (1 - beta1) * g",
        "largest = max(beta2 * largest, abs(g) + epsilon)",
    )
    if not parameters["correction"]:
        return (*averages, "x = x - eta * (mean / largest)")
    return (*averages, "mhat = mean / (1 - beta1**k)", "x = x - eta * (mhat / largest)")


def _formula(parameters: Parameters) -> str:
    averages = (MEAN, r"u \leftarrow \max(\beta_2 u,\ |g| + \varepsilon)")
    if not parameters["correction"]:
        return equations(*averages, r"x \leftarrow x - \eta\, \frac{m}{u}")
    return equations(*averages, MEAN_HAT, r"x \leftarrow x - \eta\, \frac{\hat{m}}{u}")


ENTRY = Optimizer(
    key="adamax",
    title=Message("Adamax"),
    help=Message("Adam with the largest recent slope in place of the average square."),
    fails=Message("After one steep place it stays slow for some thousand epochs."),
    update=update,
    init=init,
    formula=_formula({"correction": True}),
    variant=_formula,
    parameters=adam_parameters(),
    family=Message("Adaptive"),
    suggested_rate=0.002,
    source="arXiv 1412.6980",
    worked=Worked(_lines, {"mean": "m", "largest": "u", "mhat": r"\hat{m}"}),
)
