"""Where beside a point a label covers as little as possible."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdgui.ui.snapshot import Array

DISTANCES = (12.0, 32.0, 60.0)
"""Pixels between the point and the label."""

DIRECTIONS = tuple((across, down) for across in (-1, 0, 1) for down in (-1, 0, 1) if across or down)

MARGIN = 4.0
"""Pixels that a label keeps from what it shall not touch."""

NEARER = 0.06
"""What a pixel of distance costs, where to cover a point of a line costs 1."""

STAY = 6.0
"""What it costs to jump to another side: a label that rides along shall not dance."""

ENOUGH = 500
"""So many points of lines tell where they run."""

COVERED = 200.0
"""What it costs to cover other words, or the point itself."""

_WAYS = np.array([direction for _ in DISTANCES for direction in DIRECTIONS], dtype=np.float64)
_GAPS = np.array([(a * d, b * d) for d in DISTANCES for a, b in DIRECTIONS])
"""From the point to the middle of each place: so many halves of the label, and so many pixels."""

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels, y downwards."""


def free_place(
    point: tuple[float, float],
    size: tuple[float, float],
    room: tuple[float, float],
    lines: Array,
    words: Sequence[Rectangle],
    former: int,
) -> tuple[int, float, float]:
    """Which of the places is best, and its left upper corner.

    All in pixels, y downwards: `room` is the width and height of the view, `lines` are points (k, 2) of
    what shall not be covered, `words` other labels, and `former` is the number of the place before.
    """
    corners = _corners(point, size, room)
    (width, height), (x, y) = size, point
    lines = lines[:: 1 + len(lines) // ENOUGH]
    left, top = corners[:, 0] - MARGIN, corners[:, 1] - MARGIN
    right, bottom = left + (width + 2 * MARGIN), top + (height + 2 * MARGIN)
    # An axis for each coordinate: to go over one of pairs would take several times as long.
    across, down = lines[:, :1], lines[:, 1:]
    inside = (across > left) & (across < right) & (down > top) & (down < bottom)
    cost = np.count_nonzero(inside, axis=0).astype(np.float64)
    aside = np.maximum(np.abs(corners[:, 0] + width / 2 - x) - width / 2, 0.0)
    above = np.maximum(np.abs(corners[:, 1] + height / 2 - y) - height / 2, 0.0)
    cost += NEARER * np.hypot(aside, above)
    lefts, tops, rights, bottoms = np.array([*words, (x, y, x, y)]).T[:, :, np.newaxis]
    beside = (rights < left) | (lefts > right) | (bottoms < top) | (tops > bottom)
    cost += COVERED * np.count_nonzero(~beside, axis=0)
    if 0 <= former < len(cost):
        cost[former] -= STAY
    best = int(np.argmin(cost))
    return best, float(corners[best, 0]), float(corners[best, 1])


def reach(size: tuple[float, float]) -> tuple[float, float]:
    """How far from its point a label of this size can cover anything, to the side and upright."""
    width, height = size
    return width + DISTANCES[-1] + 2 * MARGIN, height + DISTANCES[-1] + 2 * MARGIN


def _corners(point: tuple[float, float], size: tuple[float, float], room: tuple[float, float]) -> Array:
    """The left upper corners of all places, pushed into the view, (24, 2)."""
    half = np.array(size) / 2
    centers = np.array(point) + _WAYS * half + _GAPS
    most = np.maximum(np.array(room) - size - MARGIN, MARGIN)
    clipped: Array = np.minimum(np.maximum(centers - half, MARGIN), most)
    return clipped
