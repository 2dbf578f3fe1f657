"""What Adam and its relatives share: running averages of the gradient and of its square.

An average starts at 0, so after k updates its weights add up to 1 − β^k, and not to 1: that is its
bias.  The sum of the weights is carried along, and dividing by it is the correction.  So k counts the
updates that were made: a step which a schedule refused, and t itself, change nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.types import Parameter, Parameters, Positions, Values

NEARLY_ONE = 0.999999
"""The largest share that an average keeps; with 1 it would never see a gradient."""


class Moments(NamedTuple):
    """`mean` and `square` (dim, n): running averages of g and g²; the weights that each has, (n,)."""

    mean: Positions
    square: Positions
    mean_weight: Values
    square_weight: Values


def no_moments(positions: Positions) -> Moments:
    """The averages before the first update: of nothing, with no weight."""
    empty, none = np.zeros_like(positions), np.zeros(positions.shape[1])
    return Moments(empty, empty, none, none)


def follow(gradient: Positions, parameters: Parameters, moments: Moments) -> Moments:
    """m ← β₁m + (1−β₁)g and s ← β₂s + (1−β₂)g², and the sums of the weights by the same rule."""
    beta1, beta2 = parameters["beta1"], parameters["beta2"]
    return Moments(
        mean=average(moments.mean, gradient, beta1),
        square=average(moments.square, gradient * gradient, beta2),
        mean_weight=average(moments.mean_weight, 1.0, beta1),
        square_weight=average(moments.square_weight, 1.0, beta2),
    )


def average(old: Values, new: Values | float, share: Values | float) -> Values:
    """share·old + (1 − share)·new."""
    result: Values = share * old + (1.0 - share) * new
    return result


def corrected(mean: Positions, weight: Values, parameters: Parameters) -> Positions:
    """The average without its bias, where the correction is asked for."""
    return mean / weight if parameters["correction"] else mean


MEAN = r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g"
SQUARE = r"s \leftarrow \beta_2 s + (1 - \beta_2)\, g^2"
MEAN_HAT = r"\hat{m} = \frac{m}{1 - \beta_1^k}"
SQUARE_HAT = r"\hat{s} = \frac{s}{1 - \beta_2^k}"


def equations(*equations: str) -> str:
    """Several equations as one formula in LaTeX."""
    return r",\quad ".join(equations)


def adam_parameters() -> tuple[Parameter, ...]:
    """β₁, β₂, ε, and whether the bias is corrected."""
    return (
        share(
            "beta1",
            Message("Memory of the gradient"),
            Message("The share β₁ that the average gradient keeps from one epoch to the next."),
            default=0.9,
            symbol=r"\beta_1",
        ),
        share(
            "beta2",
            Message("Memory of the square"),
            Message("The share β₂ that the average square keeps from one epoch to the next."),
            default=0.999,
            symbol=r"\beta_2",
        ),
        small(1e-8),
        Parameter(
            key="correction",
            title=Message("Bias correction"),
            help=Message("Make up for the averages' start at zero."),
            kind="flag",
            default=True,
        ),
    )


def share(key: str, title: Message, text: Message, *, default: float, symbol: str) -> Parameter:
    """A parameter that says how much of an average is kept from one epoch to the next."""
    return Parameter(
        key=key,
        title=title,
        help=text,
        default=default,
        low=0.0,
        high=NEARLY_ONE,
        slider_low=0.0,
        slider_high=NEARLY_ONE,
        symbol=symbol,
    )


def small(default: float) -> Parameter:
    """The parameter `epsilon`, ε."""
    return Parameter(
        key="epsilon",
        title=Message("Epsilon"),
        help=Message("A small number ε that keeps the divisor from being zero."),
        default=default,
        low=0.0,
        slider_low=1e-12,
        slider_high=1.0,
        log=True,
        symbol=r"\varepsilon",
    )
