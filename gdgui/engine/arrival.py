"""Whether a point counts as a minimum at which a descent has arrived."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.objectives import Bound, Objective
from gdgui.engine.orbit import SAME
from gdgui.engine.setup import take_parameters
from gdgui.engine.types import Flags, Positions, Values, size

NEAR = 0.01
"""What has come to a minimum so many domain widths away from a known one is at that: valleys are flat.
Beyond lies another minimum, one that is not known."""

BESIDE = 1e-3
"""A minimum is where the function is higher so many domain widths away on every side."""


def nearest_minimum(objective: Objective, positions: Positions) -> tuple[NDArray[np.intp], Values]:
    """Index of the nearest known minimum (−1: none is known) and its distance in domain widths."""
    index = np.full(positions.shape[1:], -1, dtype=np.intp)
    nearest: Values = np.full(positions.shape[1:], np.inf)
    for k, minimum in enumerate(objective.minima):
        distance = _distance(positions, minimum, objective.widths)
        index[distance < nearest] = k
        nearest = np.minimum(distance, nearest)
    return index, nearest


def at_minimum(objective: Objective, positions: Positions) -> Flags:
    """Where a position is a known minimum, (n,): nearer than SAME domain widths."""
    there: Flags = np.zeros(positions.shape[1:], dtype=np.bool_)
    for minimum in objective.minima:
        there |= _distance(positions, minimum, objective.widths) <= SAME
    return there


def _distance(positions: Positions, point: Sequence[float], widths: Sequence[float]) -> Values:
    """How far the positions are from a point, (n,), along the axis where it is farthest, in widths."""
    distance: Values = np.abs(positions[0] - point[0])
    distance /= widths[0]
    for row, at, width in zip(positions[1:], point[1:], widths[1:], strict=True):
        distance = np.maximum(distance, np.abs(row - at) / width)
    return distance


def has_arrived(bound: Bound, positions: Positions, tolerance: float) -> Flags:
    """Where the exact gradient is at most `tolerance`, or the point is a known minimum, and the
    function is higher on every side, (n,)."""
    flat = size(bound.gradient(positions)) <= tolerance
    flat |= at_minimum(bound.objective, positions)
    index = np.flatnonzero(flat)
    if len(index):
        flat[index] = lowest_nearby(bound, positions, index)
    return flat


def lowest_nearby(
    bound: Bound, positions: Positions, index: NDArray[np.intp], values: Values | None = None
) -> Flags:
    """Whether f is higher on every side of the positions at `index`; `values` are f at all positions,
    where they are at hand."""
    objective = bound.objective
    parameters = take_parameters(bound.parameters, index)
    chosen = positions.take(index, axis=1)
    value = objective.value(chosen, parameters) if values is None else values[index]
    lowest = np.ones(len(index), dtype=np.bool_)
    for signs in product((-1.0, 0.0, 1.0), repeat=objective.dimension):
        if any(signs):
            step = [[s * BESIDE * w] for s, w in zip(signs, objective.widths, strict=True)]
            lowest &= objective.value(chosen + np.array(step), parameters) > value
    return lowest
