"""Adam that waits until it can trust its average square: x ← x − η·r·m̂/(√ŝ + ε), and x − η·m̂ before.

Liu et al., arXiv 1908.03265, algorithm 2; PyTorch's RAdam.  In the k-th update, k from 1, with
ρ∞ = 2/(1−β₂) − 1 and ρ = ρ∞ − 2k·β₂^k/(1−β₂^k), the average square is trusted where ρ > 5 (PyTorch)
or ρ > 4 (the paper), and then r = √((ρ−4)(ρ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρ)).  PyTorch adds ε to √s before its
bias is corrected, where the paper has none.  Where β₂ is below 0.6 (PyTorch: 2/3), ρ never gets there.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import power, quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.optimizers._adam import (
    MEAN,
    MEAN_HAT,
    SQUARE,
    adam_parameters,
    average,
    equations,
)
from gdgui.engine.step import Step
from gdgui.engine.types import Option, Parameter, Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Facts, Told, Worked

TRUSTED = {"pytorch": 5.0, "paper": 4.0}


class RadamState(NamedTuple):
    """`mean` and `square` (dim, n): running averages of g and g²; `updates` (n,): their number."""

    mean: Positions
    square: Positions
    updates: Values


def init(positions: Positions, parameters: Parameters) -> State:
    empty = np.zeros_like(positions)
    return RadamState(empty, empty, np.zeros(positions.shape[1]))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    g, beta1, beta2 = step.gradient, parameters["beta1"], parameters["beta2"]
    updates = state.updates + 1.0
    mean = average(state.mean, g, beta1)
    square = average(state.square, g * g, beta2)
    # ρ is a small difference of large numbers, so the sum of the weights will not do here: it has to
    # be 1 − β^k with the very same β^k.
    kept = power(beta2, updates)
    longest = 2.0 / (1.0 - beta2) - 1.0
    length = longest - 2.0 * updates * kept / (1.0 - kept)
    trusted = length > TRUSTED[parameters["form"]]
    rho = np.where(trusted, length, longest)
    above = (rho - 4.0) * (rho - 2.0) * longest
    below = (longest - 4.0) * (longest - 2.0) * rho
    rectified = np.sqrt(np.where(trusted, above / np.where(below == 0, 1.0, below), 1.0))
    scale = np.sqrt(square) + parameters["epsilon"]
    if parameters["correction"]:
        mean_now, scale = mean / (1.0 - power(beta1, updates)), scale / np.sqrt(1.0 - kept)
    else:
        mean_now = mean
    direction = np.where(trusted, rectified * quotient(mean_now, scale), mean_now)
    return direction * rate, RadamState(mean, square, updates)


def _formula(parameters: Parameters) -> str:
    bar = f"{TRUSTED[parameters['form']]:g}"
    trust = (
        r"\rho_\infty = \frac{2}{1 - \beta_2} - 1",
        r"\rho = \rho_\infty - \frac{2k\, \beta_2^k}{1 - \beta_2^k}",
        r"r = \sqrt{\frac{(\rho - 4)(\rho - 2)\, \rho_\infty}"
        r"{(\rho_\infty - 4)(\rho_\infty - 2)\, \rho}}",
    )
    mean, bias = (r"\hat{m}", r"\sqrt{1 - \beta_2^k}") if parameters["correction"] else ("m", "1")
    scale = rf"\frac{{{bias}}}{{\sqrt{{s}} + \varepsilon}}"
    steps = (
        rf"x \leftarrow x - \eta\, {mean}\ \ (\rho \leq {bar})",
        rf"x \leftarrow x - \eta\, r\, {mean}\, {scale}\ \ (\rho > {bar})",
    )
    hat = (MEAN_HAT,) if parameters["correction"] else ()
    return equations(MEAN, SQUARE, *hat, *trust, *steps)


def _told(parameters: Parameters, facts: Facts) -> Told:
    k, beta2 = facts["k"], parameters["beta2"]
    kept = np.power(beta2, k)
    longest = 2.0 / (1.0 - beta2) - 1.0
    trusted = longest - 2.0 * k * kept / (1.0 - kept) > TRUSTED[parameters["form"]]
    correction = parameters["correction"]
    mean = "mhat" if correction else "mean"
    lines = [
        "mean = beta1 * mean + (1 - beta1) * g",
        "square = beta2 * square + (1 - beta2) * g**2",
        "longest = 2 / (1 - beta2) - 1",
        "rho = longest - 2 * k * beta2**k / (1 - beta2**k)",
    ]
    if correction:
        lines.append("mhat = mean / (1 - beta1**k)")
    if not trusted:
        return Told((*lines, f"x = x - eta * {mean}"))
    root = "(sqrt(square) + epsilon)" + (" / sqrt(1 - beta2**k)" if correction else "")
    return Told(
        (
            *lines,
            "r = sqrt((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho))",
            f"scale = {root}",
            f"x = x - eta * r * ({mean} / scale)",
        )
    )


ENTRY = Optimizer(
    key="radam",
    title=Message("RAdam"),
    help=Message("Adam with a warm-up of its own: plain momentum until its average can be trusted."),
    fails=Message("In the first epochs it takes the bare gradient, and may leap where that is large."),
    update=update,
    init=init,
    formula=_formula({"form": "pytorch", "correction": True}),
    variant=_formula,
    parameters=(
        *adam_parameters(),
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
    suggested_rate=0.001,
    source="arXiv 1908.03265",
    worked=Worked(
        told=_told,
        symbols={
            "mean": "m",
            "square": "s",
            "longest": r"\rho_{\infty}",
            "rho": r"\rho",
            "mhat": r"\hat{m}",
            "r": "r",
            "scale": "d",
        },
    ),
)
