"""Whether a descent goes round: |x_N − x_{N−p}| ≤ 10⁻⁹ domain widths for a period p from 2 to 64.

Only the last 64 epochs are looked at.  A descent that walks in one direction all that time, or stands
still, is on no orbit, however slowly it moves.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.types import Positions

SAME = 1e-9
"""Nearer than so many domain widths, two points are the same."""

WINDOW = 64
"""The longest period that is looked for, in epochs."""

NONE, TURNED = 0, 1
"""Codes below the shortest period: stands still or walks one way; turned back, and never returned."""

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
        codes[chosen] = np.where(back.any(axis=0), back.argmax(axis=0) + 2, TURNED)
    return codes


def turns(history: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where a coordinate rises in one epoch of `history` (k, dim, n) and falls in another, (n,)."""
    before, after = history[:-1], history[1:]
    both = (after > before).any(axis=0) & (after < before).any(axis=0)
    return np.asarray(both.any(axis=0))


def orbit_of_trail(trail: Sequence[Positions], widths: tuple[float, ...]) -> Codes:
    """As `orbit_of`, from one array of positions (dim, n) for each epoch."""
    trail = trail[-WINDOW - 1 :]
    count = trail[-1].shape[1]
    parts = [
        orbit_of(np.array([row[:, first : first + COLUMNS] for row in trail]), widths)
        for first in range(0, count, COLUMNS)
    ]
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
