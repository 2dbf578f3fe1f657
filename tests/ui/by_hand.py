"""Gradient descent as one would write it on one's first day: what the charts have to agree with.

Nothing of the engine is used.  The functions are written out again, in the order of operations that the
catalogue names, so that the numbers have to be equal and not only near.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

Number = np.float64


def gaussian_sine(x: Number) -> Number:
    return np.sin(x) * np.exp(-(x * x) * 0.05)


def gaussian_sine_slope(x: Number) -> Number:
    e = np.exp(-(x * x) * 0.05)
    return np.cos(x) * e - np.sin(x) * 0.1 * x * e


def gaussian_sine_as_printed(x: Number) -> Number:
    e = np.exp(-(x * x) * 0.05)
    return np.cos(x) * e - np.sin(x) * 0.1 * e


def parabola(x: Number) -> Number:
    return 3 * (x * x) - 3 * x + 4


def parabola_slope(x: Number) -> Number:
    return 6 * x - 3


VALUES = {"gaussian_sine": gaussian_sine, "parabola": parabola}

SLOPES = {
    ("gaussian_sine", "exact"): gaussian_sine_slope,
    ("gaussian_sine", "as_printed"): gaussian_sine_as_printed,
    ("parabola", "exact"): parabola_slope,
}

RATES: dict[str, Callable[[float, int, int, Number, Number, Number], Number]] = {
    "constant": lambda rate, t, n, x, g, f: Number(rate),
    "gradient": lambda rate, t, n, x, g, f: rate * np.abs(g),
    "linear_to_zero": lambda rate, t, n, x, g, f: Number(rate * (1.0 - (t + 1) / n)),
    "loss": lambda rate, t, n, x, g, f: rate * f,
    "position": lambda rate, t, n, x, g, f: rate * np.abs(x - 0.0),
}
"""The rate at epoch t of n, at x with the gradient g and the value f."""


@dataclass
class Record:
    """Positions x_0 … x_N, and what held in each epoch."""

    position: list[Number]
    gradient: list[Number] = field(default_factory=list)
    learning_rate: list[Number] = field(default_factory=list)
    value: list[Number] = field(default_factory=list)
    displacement: list[Number] = field(default_factory=list)


def descend(
    objective: str,
    source: str,
    schedule: str,
    rate: float,
    start: float,
    epochs: int,
) -> Record:
    """One descent, epoch by epoch."""
    value, slope, rule = VALUES[objective], SLOPES[objective, source], RATES[schedule]
    x = Number(start)
    record = Record([x])
    with np.errstate(all="ignore"):
        for t in range(epochs):
            g, f = slope(x), value(x)
            eta = rule(rate, t, epochs, x, g, f)
            record.displacement.append(-(g * eta))
            x = x - g * eta
            record.position.append(x)
            record.gradient.append(g)
            record.learning_rate.append(eta)
            record.value.append(f)
    return record


def final(objective: str, source: str, rate: float, start: float, epochs: int) -> Number:
    """Where a descent at a constant rate ends."""
    return descend(objective, source, "constant", rate, start, epochs).position[-1]


def same(drawn: object, expected: object) -> bool:
    """Whether a chart holds these very numbers; a number that is none is none there too."""
    return np.array_equal(np.asarray(drawn, float), np.asarray(expected, float), equal_nan=True)
