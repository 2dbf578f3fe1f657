"""The measure of a sweep's cells as numbers, for as many cells as are to be seen and no more."""

from __future__ import annotations

from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdgui.ui.snapshot import Array, SweepView

SAMPLE = 10_000
"""About so many cells speak for all of them: to look at a million takes longer than a frame may."""


def grid_values(view: SweepView) -> NDArray[Any]:
    """The measure as it was computed, of the shape of the grid, without a copy.

    Of a position it is the first coordinate.
    """
    assert view.values is not None
    values = view.values[:, 0] if view.values.ndim == 2 else view.values
    return values.reshape(view.plan.grid.shape)


def numbers(values: NDArray[Any]) -> Array:
    """Values of a measure as numbers; NaN where it is not defined or not yet known."""
    found = np.asarray(values, dtype=np.float64)
    # −1 stands for none among whole numbers.
    defined = values >= 0 if values.dtype.kind in "iu" else np.isfinite(found)
    return np.where(defined, found, np.nan)


def sample(values: NDArray[Any]) -> Array:
    """The numbers among the values: SAMPLE of many, evenly spread, and all where these are none."""
    flat, step = values.reshape(-1), 1
    if flat.size > SAMPLE:
        step = flat.size // SAMPLE
        while gcd(step, values.shape[-1]) > 1:  # or it would pass through a few columns only
            step += 1
    found = numbers(flat[::step])
    finite: Array = found[np.isfinite(found)]
    if finite.size == 0 and step > 1:
        found = numbers(flat)
        finite = found[np.isfinite(found)]
    return finite
