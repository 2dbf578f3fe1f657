"""A stroke of the mouse made into the points of a drawn curve."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

Points = Sequence[tuple[float, float]]

COLUMNS = 32
"""The domain has so many evenly spaced columns, with one point each at most: a smooth curve through
more of them would follow every tremor of the hand."""


def redraw(points: Points, stroke: Points, low: float, high: float) -> tuple[tuple[float, float], ...]:
    """`points` with the part under the `stroke` drawn anew, from left to right.

    The stroke is followed in the order in which it was drawn, straight from place to place; where it
    passes the same column twice, the later one holds.  It reaches from `low` to `high` at most.  A
    stroke over less than one column changes the nearest one.
    """
    columns = np.linspace(low, high, COLUMNS + 1)
    heights = np.full(columns.shape, np.nan)
    places = [(min(max(x, low), high), y) for x, y in stroke]
    for (x0, y0), (x1, y1) in pairwise(places):
        left, right = min(x0, x1), max(x0, x1)
        passed = (columns >= left) & (columns <= right)
        share = (columns[passed] - x0) / (x1 - x0) if x1 != x0 else 1.0
        heights[passed] = y0 + (y1 - y0) * share
    if np.isnan(heights).all() and places:
        x, y = places[-1]
        heights[np.argmin(np.abs(columns - x))] = y
    drawn = ~np.isnan(heights)
    if not drawn.any():
        return tuple((float(x), float(y)) for x, y in points)
    gap = columns[1] - columns[0]
    left, right = columns[drawn].min() - gap / 2, columns[drawn].max() + gap / 2
    kept = [(float(x), float(y)) for x, y in points if not left <= x <= right]
    fresh = [
        (float(f"{x:.6g}"), float(f"{y:.6g}"))
        for x, y in zip(columns[drawn], heights[drawn], strict=True)
    ]
    return tuple(sorted([*kept, *fresh]))
