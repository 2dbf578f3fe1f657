"""Whether a point counts as a minimum at which a descent has arrived."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.objectives import Bound, Objective
from gdgui.engine.orbit import SAME
from gdgui.engine.setup import take_parameters
from gdgui.engine.types import Flags, Positions, Values, size

BESIDE = 1e-3
"""A minimum is where the function is higher so many domain widths away on every side."""


def nearest_minimum(objective: Objective, positions: Positions) -> tuple[NDArray[np.intp], Values]:
    """Index of the nearest known minimum (−1: none is known) and its distance in domain widths."""
    shape = positions.shape[1:]
    index = np.full(shape, -1, dtype=np.intp)
    nearest: Values = np.full(shape, np.inf)
    for k, minimum in enumerate(objective.minima):
        distance: Values = np.zeros(shape)
        for row, at, width in zip(positions, minimum, objective.widths, strict=True):
            distance = np.maximum(distance, np.abs(row - at) / width)
        index[distance < nearest] = k
        nearest = np.minimum(distance, nearest)
    return index, nearest


def has_arrived(bound: Bound, positions: Positions, tolerance: float) -> Flags:
    """Where the exact gradient is at most `tolerance`, or the point is a known minimum, and the
    function is higher on every side, (n,)."""
    flat = size(bound.gradient(positions)) <= tolerance
    flat |= nearest_minimum(bound.objective, positions)[1] <= SAME
    index = np.flatnonzero(flat)
    if len(index):
        flat[index] = lowest_nearby(bound, positions, index)
    return flat


def lowest_nearby(bound: Bound, positions: Positions, index: NDArray[np.intp]) -> Flags:
    """Whether f is higher on every side of the positions at `index`."""
    objective = bound.objective
    parameters = take_parameters(bound.parameters, index)
    chosen = positions[:, index]
    value = objective.value(chosen, parameters)
    lowest = np.ones(len(index), dtype=np.bool_)
    for signs in product((-1.0, 0.0, 1.0), repeat=objective.dimension):
        if any(signs):
            step = [[s * BESIDE * w] for s, w in zip(signs, objective.widths, strict=True)]
            lowest &= objective.value(chosen + np.array(step), parameters) > value
    return lowest
