"""Whether a descent goes round: |x_N − x_{N−p}| ≤ 10⁻⁹ domain widths for a period p from 2 to 64.

Only the last 64 epochs are looked at.  A descent that walks in one direction all that time, or stands
still, is on no orbit, however slowly it moves; nor is one that swings wider and wider, and so is on its
way out of all bounds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SAME = 1e-9
"""Nearer than so many domain widths, two points are the same."""

WINDOW = 64
"""The longest period that is looked for, in epochs."""

NONE, TURNED = 0, 1
"""Codes below the shortest period: stands still, walks one way or swings wider and wider; turned back,
and never returned."""

COLUMNS = 1024
"""Descents that are looked at together: their last epochs stay in the processor's cache."""

Codes = NDArray[np.int8]
"""For each descent NONE, TURNED, or the period, from 2 to 64."""


def orbit_of(history: NDArray[np.float64], widths: tuple[float, ...]) -> Codes:
    """The code of each descent, (n,), at the end of `history`, of shape (epochs + 1, dim, n).

    `widths` are those of the domain.  Of a longer history only the last 64 epochs count.
    """
    history = history[-WINDOW - 1 :]
    codes = np.zeros(history.shape[2], dtype=np.int8)
    if len(history) < 3:
        return codes
    near = SAME * np.array(widths)[:, np.newaxis]
    last = history[-1]
    moved = (np.abs(last - history[-2]) > near).any(axis=0)
    chosen = np.flatnonzero(moved & turns(history))
    if len(chosen):
        back = (np.abs(history[:-2, :, chosen] - last[:, chosen]) <= near).all(axis=1)[::-1]
        # The rows of `back` are now the periods 2, 3 … and argmax finds the first that holds.
        turned = np.where(swings_wider(history[:, :, chosen]), NONE, TURNED)
        codes[chosen] = np.where(back.any(axis=0), back.argmax(axis=0) + 2, turned)
    return codes


def swings_wider(history: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where the last two epochs of `history` (k, dim, n) went further to either side than all before
    them, in some coordinate, (n,)."""
    before, one, other = history[:-2], history[-2], history[-1]
    low, high = before.min(axis=0), before.max(axis=0)
    wider = ((one < low) & (other > high)) | ((one > high) & (other < low))
    return np.asarray(wider.any(axis=0))


def turns(history: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where a coordinate rises in one epoch of `history` (k, dim, n) and falls in another, (n,)."""
    before, after = history[:-1], history[1:]
    rises, falls = after > before, after < before
    if not (rises.any() and falls.any()):  # all go one way, which is quick to see
        return np.zeros(history.shape[2], dtype=np.bool_)
    both = rises.any(axis=0) & falls.any(axis=0)
    return np.asarray(both.any(axis=0))


def orbit_in_parts(history: NDArray[np.float64], widths: tuple[float, ...]) -> Codes:
    """As `orbit_of`, for so many descents that they are better looked at in parts."""
    count = history.shape[2]
    if count <= COLUMNS:
        return orbit_of(history, widths)
    parts = [
        orbit_of(np.ascontiguousarray(history[-WINDOW - 1 :, :, first : first + COLUMNS]), widths)
        for first in range(0, count, COLUMNS)
    ]
    return np.concatenate(parts)
