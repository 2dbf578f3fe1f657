"""Patterns that tell classes apart where colours do not, and mark what has no value.

Each is a small tile of pixels, True where a line or a dot is.  They stay the same size on screen,
however far the field is zoomed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

TILE = 8
"""Pixels of a tile's side."""

Tile = NDArray[np.bool_]

_Y, _X = np.mgrid[0:TILE, 0:TILE]

PATTERNS: tuple[Tile, ...] = (
    (_X + _Y) % TILE == 0,  # rising lines
    np.zeros((TILE, TILE), dtype=np.bool_),  # plain
    (_X - _Y) % TILE == 0,  # falling lines
    _Y % TILE == 0,  # level lines
    _X % TILE == 0,  # upright lines
    (_X % 4 == 0) & (_Y % 4 == 0),  # dots
    ((_X + _Y) % TILE == 0) | ((_X - _Y) % TILE == 0),  # a lattice
    (_X % TILE == 0) | (_Y % TILE == 0),  # a grid
)

UNDEFINED: Tile = (_X + _Y) % 4 == 0


def pattern(k: int) -> Tile:
    """The pattern of the k-th class, from 0."""
    return PATTERNS[k % len(PATTERNS)]


def spread(tile: Tile, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Tile:
    """The pattern at these rows and columns of the screen, shape (len(rows), len(columns))."""
    return tile[np.ix_(rows % TILE, columns % TILE)]
