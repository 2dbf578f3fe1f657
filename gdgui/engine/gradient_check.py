"""Compares the gradient that descents believe with the exact one, over the domain.

The check looks at one variable.  A difference counts as an error where it exceeds what rounding
explains; the verdict is a sentence.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.types import Flags, Parameters, Values

SAMPLES = 1001

ROUNDING = 1e-12
"""Relative to the largest slope, two gradients that differ by less are the same."""

SMALL = 1e-4
"""Relative to the largest slope, a difference below this does not bend a descent that can be seen."""


class GradientCheck(Struct, frozen=True, eq=False):
    """Both gradients over the domain: `x`, `exact`, `believed` and `error` = believed − exact, (n,).

    `largest` is the largest |error| and `at` where it is; `verdict` says what that means.
    """

    x: Values
    exact: Values
    believed: Values
    error: Values
    largest: float
    at: float
    verdict: Message


def check_gradient(bound: Bound, gradient: Gradient, parameters: Parameters) -> GradientCheck:
    """The check of `gradient` over the domain of an objective of one variable."""
    low, high = bound.objective.domain[0]
    x = np.linspace(low, high, SAMPLES)
    with np.errstate(all="ignore"):
        exact = bound.gradient(x[np.newaxis])[0]
        believed = gradient.build(bound, parameters)(x[np.newaxis])[0]
        error = believed - exact
    finite = np.isfinite(error)
    worst = int(np.argmax(np.where(finite, np.abs(error), -1.0))) if finite.any() else 0
    largest = float(abs(error[worst])) if finite.any() else float("nan")
    scale = float(np.max(np.abs(exact[np.isfinite(exact)]), initial=0.0)) or 1.0
    return GradientCheck(
        x, exact, believed, error, largest, float(x[worst]), _verdict(finite, largest, x[worst], scale)
    )


def _verdict(finite: Flags, largest: float, at: float, scale: float) -> Message:
    values = {"error": largest, "x": float(at), "share": largest / scale}
    if not finite.all():
        return Message("The believed gradient is not a finite number everywhere on the domain.")
    if largest == 0.0:
        return Message("The two agree to the last bit.")
    if largest <= ROUNDING * scale:
        return Message("The two agree but for rounding: at most {error:.2g} apart.", values)
    if largest <= SMALL * scale:
        return Message(
            "The two agree closely: at most {error:.2g} apart, at x = {x:.4g}; no descent shows it.",
            values,
        )
    return Message(
        "They are not the same gradient: at x = {x:.4g} they are {error:.3g} apart, {share:.0%} of the "
        "steepest slope.",
        values,
    )


def error_by_parameter(
    bound: Bound, gradient: Gradient, parameters: Parameters, key: str, values: Values
) -> Values:
    """The largest |error| over the domain for each of `values` of the parameter `key`, (k,).

    For a finite difference this is the trough between truncation, on the right, and cancellation.
    """
    low, high = bound.objective.domain[0]
    x = np.linspace(low, high, 201)[np.newaxis]
    errors = np.empty(len(values))
    with np.errstate(all="ignore"):
        exact = bound.gradient(x)
        for k, value in enumerate(values):
            believed = gradient.build(bound, {**parameters, key: float(value)})(x)
            error = np.abs(believed - exact)
            errors[k] = np.max(error[np.isfinite(error)], initial=0.0)
    return errors
