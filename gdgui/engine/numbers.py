"""Arithmetic that several rules share, made so that a batch gives the bits of its single descents."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdgui.engine.types import Positions, Rate, Values


def power(base: ArrayLike, exponent: ArrayLike) -> Rate:
    """base^exponent element by element, the same bits whether the exponent is a number or an array.

    numpy takes a product, a root or a quotient for the exponents 2, ½ and −1, but only where the
    exponent is one number for all elements; in an array of them it computes powers that may differ
    in the last digit.  A descent out of a sweep over an exponent would not be that descent on its own.
    The base is not negative.
    """
    base = np.asarray(base, dtype=np.float64)
    exponent = np.asarray(exponent, dtype=np.float64)
    result: Rate = np.power(base, exponent)
    if exponent.ndim == 0:
        return result
    result = np.where(exponent == 2.0, base * base, result)
    result = np.where(exponent == 0.5, np.sqrt(base), result)
    with np.errstate(divide="ignore"):
        return np.where(exponent == -1.0, 1.0 / base, result)


def dot(first: Positions, second: Positions) -> Values:
    """v·w, shape (n,), summed over the coordinates in their order."""
    result: Values = first[0] * second[0]
    for a, b in zip(first[1:], second[1:], strict=True):
        result = result + a * b
    return result


def quotient(above: Positions, below: Positions) -> Positions:
    """above/below element by element, and 0 where `above` is 0.

    So a descent that has arrived stays where it is, even where nothing keeps its divisor from 0.
    """
    none = above == 0
    result: Positions = np.where(none, 0.0, above / np.where(none, 1.0, below))
    return result
