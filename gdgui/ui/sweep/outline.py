"""What a screen can show of a long line, and no more.

Of each column of pixels the first, the least, the greatest and the last value are drawn: lines through
them cover the same pixels as lines through all values (M4; Jugel et al., PVLDB 7(10), 2014).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.ui.snapshot import Array

Starts = NDArray[np.intp]

PER_COLUMN = 4
"""Values that are drawn of a column."""


def in_view(x: Array, low: float, high: float) -> slice:
    """Which of the rising x (n,) lie from `low` to `high`, and one more at either end."""
    first = int(np.searchsorted(x, low, "left")) - 1
    last = int(np.searchsorted(x, high, "right")) + 1
    return slice(max(first, 0), min(last, len(x)))


def outline(x: Array, y: Array, columns: int) -> tuple[Array, Array]:
    """The line through x (n,), which rise, and y (n,), as `columns` columns of pixels show it.

    A value that is not defined (NaN) breaks the line.  It hides none of its neighbours: of the defined
    values of a column the least and the greatest are drawn whatever else is in it.
    """
    if len(x) <= PER_COLUMN * max(columns, 1):
        return x, y
    starts = _starts(x, columns)
    lasts = np.append(starts[1:], len(x)) - 1
    with np.errstate(invalid="ignore"):
        least, greatest = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    rows = np.stack([y[starts], least, greatest, y[lasts]], axis=1)
    middle = (x[starts] + x[lasts]) / 2
    places = np.stack([x[starts], middle, middle, x[lasts]], axis=1)
    return places.ravel(), rows.ravel()


def _starts(x: Array, columns: int) -> Starts:
    """Where each column begins, as far as something lies in it."""
    edges = np.linspace(x[0], x[-1], columns + 1)[:-1]
    starts = np.unique(np.searchsorted(x, edges, "left"))
    return starts[starts < len(x)]


def stretches(missing: NDArray[np.bool_]) -> tuple[Starts, Starts]:
    """Where runs of True begin, and behind which places they end, each (runs,)."""
    padded = np.zeros(len(missing) + 2, dtype=np.int8)
    padded[1:-1] = missing
    change = np.diff(padded)
    return np.flatnonzero(change == 1), np.flatnonzero(change == -1)


def joined(first: Array, last: Array) -> tuple[Array, Array]:
    """Stretches from `first` to `last`, both rising, with those that touch or overlap made one."""
    if not len(first):
        return first, last
    new = np.append(True, first[1:] > np.maximum.accumulate(last)[:-1])
    ends = np.append(np.flatnonzero(new)[1:], len(first)) - 1
    return first[new], np.maximum.accumulate(last)[ends]
