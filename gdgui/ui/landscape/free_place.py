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
    # Most points are far from all places: what is near is asked 24 times.
    reach = np.array(size) + (DISTANCES[-1] + 2 * MARGIN)
    with np.errstate(invalid="ignore"):
        near = np.abs(lines - np.clip(point, 0.0, room)) <= 2 * reach
    lines = lines[near[:, 0] & near[:, 1]]
    lines = lines[:: 1 + len(lines) // ENOUGH]
    low, high = corners - MARGIN, corners + np.array(size) + MARGIN
    inside = (lines[:, np.newaxis] > low) & (lines[:, np.newaxis] < high)
    cost = np.count_nonzero(inside.all(axis=2), axis=0).astype(np.float64)
    center = corners + np.array(size) / 2
    gap = np.maximum(np.abs(center - np.array(point)) - np.array(size) / 2, 0.0)
    cost += NEARER * np.hypot(gap[:, 0], gap[:, 1])
    for left, top, right, bottom in (*words, (*point, *point)):
        beside = (right < low[:, 0]) | (left > high[:, 0]) | (bottom < low[:, 1]) | (top > high[:, 1])
        cost += COVERED * ~beside
    if 0 <= former < len(cost):
        cost[former] -= STAY
    best = int(np.argmin(cost))
    return best, float(corners[best, 0]), float(corners[best, 1])


def _corners(point: tuple[float, float], size: tuple[float, float], room: tuple[float, float]) -> Array:
    """The left upper corners of all places, pushed into the view."""
    (x, y), (width, height) = point, size
    found = [
        (
            x - width / 2 + across * (distance + width / 2),
            y - height / 2 + down * (distance + height / 2),
        )
        for distance in DISTANCES
        for across, down in DIRECTIONS
    ]
    most = np.maximum(np.array(room) - np.array(size) - MARGIN, MARGIN)
    clipped: Array = np.clip(np.array(found), MARGIN, most)
    return clipped
