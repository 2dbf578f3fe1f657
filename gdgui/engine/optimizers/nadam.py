"""Adam that looks ahead: x ← x − η·(μ_{k+1}·m/(1−Π_{k+1}) + (1−μ_k)·g/(1−Π_k))/(√ŝ + ε).

Dozat: Incorporating Nesterov momentum into Adam, ICLR workshop 2016, algorithm 2; PyTorch's NAdam.  In
the k-th update, k from 1, μ_k = β₁·(1 − ½·0.96^(ψk)) and Π_k = μ₁·…·μ_k.  PyTorch keeps the average
with β₁, m ← β₁m + (1−β₁)g, and takes ŝ = s/(1−β₂^k); the paper keeps it with μ_k and takes
ŝ = β₂·s/(1−β₂^k).  Without the correction the divisors 1−Π and 1−β₂^k are left out.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import power, quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import (
    MEAN,
    SQUARE,
    SQUARE_HAT,
    adam_parameters,
    average,
    equations,
)
from gdgui.engine.step import Step
from gdgui.engine.types import Option, Parameter, Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Worked

HELD = 0.96
"""The number under the power in μ_k, which paper and PyTorch share."""


class NadamState(NamedTuple):
    """`mean` and `square` (dim, n); the weights of the square, k, and Π_k, each (n,)."""

    mean: Positions
    square: Positions
    square_weight: Values
    updates: Values
    product: Values


def init(positions: Positions, parameters: Parameters) -> State:
    empty, none = np.zeros_like(positions), np.zeros(positions.shape[1])
    return NadamState(empty, empty, none, none, np.ones_like(none))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    g = step.gradient
    beta1, beta2, fade = parameters["beta1"], parameters["beta2"], parameters["momentum_decay"]
    paper, correction = parameters["form"] == "paper", parameters["correction"]
    updates = state.updates + 1.0
    now = beta1 * (1.0 - 0.5 * power(HELD, updates * fade))
    then = beta1 * (1.0 - 0.5 * power(HELD, (updates + 1.0) * fade))
    product = state.product * now
    mean = average(state.mean, g, now if paper else beta1)
    square = average(state.square, g * g, beta2)
    weight = average(state.square_weight, 1.0, beta2)
    ahead, here = then * mean, (1.0 - now) * g
    size = beta2 * square if paper else square
    if correction:
        ahead, here = ahead / (1.0 - product * then), here / (1.0 - product)
        size = size / weight
    direction = quotient(ahead + here, np.sqrt(size) + parameters["epsilon"])
    return direction * rate, NadamState(mean, square, weight, updates, product)


def _formula(parameters: Parameters) -> str:
    paper, correction = parameters["form"] == "paper", parameters["correction"]
    fading = r"\mu_k = \beta_1 \left(1 - \tfrac{1}{2}\, 0.96^{k \psi}\right)"
    mean = r"m \leftarrow \mu_k m + (1 - \mu_k)\, g" if paper else MEAN
    size = r"\hat{s} = \beta_2 s" if paper else r"\hat{s} = s"
    ahead, here = r"\mu_{k+1} m", r"(1 - \mu_k)\, g"
    products: tuple[str, ...] = ()
    if correction:
        size = r"\hat{s} = \frac{\beta_2 s}{1 - \beta_2^k}" if paper else SQUARE_HAT
        products = (r"\Pi_k = \mu_1 \cdots \mu_k",)
        ahead, here = rf"\frac{{{ahead}}}{{1 - \Pi_{{k+1}}}}", rf"\frac{{{here}}}{{1 - \Pi_k}}"
    scale = r"\frac{\eta}{\sqrt{\hat{s}} + \varepsilon}"
    step = rf"x \leftarrow x - {scale}\left({ahead} + {here}\right)"
    return equations(fading, *products, mean, SQUARE, size, step)


def _lines(parameters: Parameters) -> tuple[str, ...]:
    paper, correction = parameters["form"] == "paper", parameters["correction"]
    share, size = ("now", "beta2 * square") if paper else ("beta1", "square")
    return (
        f"now = beta1 * (1 - 0.5 * {HELD} ** (momentum_decay * k))",
        f"then = beta1 * (1 - 0.5 * {HELD} ** (momentum_decay * (k + 1)))",
        "product = product * now",
        f"mean = {share} * mean + (1 - {share}) * g",
        "square = beta2 * square + (1 - beta2) * g**2",
        f"shat = {size} / (1 - beta2**k)" if correction else f"shat = {size}",
        "ahead = then * mean / (1 - product * then)" if correction else "ahead = then * mean",
        "here = (1 - now) * g / (1 - product)" if correction else "here = (1 - now) * g",
        "x = x - eta * ((ahead + here) / (sqrt(shat) + epsilon))",
    )


ENTRY = Optimizer(
    key="nadam",
    title=Message("NAdam"),
    help=Message("Adam with Nesterov's look ahead: it brakes a little sooner."),
    fails=Message("As Adam: near the minimum it may not settle; and one more number to choose."),
    update=update,
    init=init,
    formula=_formula({"form": "pytorch", "correction": True}),
    variant=_formula,
    parameters=(
        *adam_parameters(),
        Parameter(
            key="momentum_decay",
            title=Message("Momentum decay"),
            help=Message("How fast ψ the momentum climbs from half of β₁ to all of it."),
            default=4e-3,
            low=0.0,
            slider_low=0.0,
            slider_high=0.1,
            symbol=r"\psi",
        ),
        Parameter(
            key="form",
            title=Message("Form"),
            help=Message("PyTorch's form, or that of the paper."),
            kind="choice",
            default="pytorch",
            options=(
                Option("pytorch", Message("PyTorch")),
                Option("paper", Message("paper")),
            ),
        ),
    ),
    family=Message("Adaptive"),
    suggested_rate=0.002,
    source="Dozat 2016",
    worked=Worked(
        _lines,
        {
            "now": r"\mu_k",
            "then": r"\mu_{k+1}",
            "product": r"\Pi",
            "mean": "m",
            "square": "s",
            "shat": r"\hat{s}",
            "ahead": "a",
            "here": "b",
        },
    ),
)
