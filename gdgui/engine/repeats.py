"""Cells that are run again and again, each time under random numbers of their own."""

from __future__ import annotations

import numpy as np

from gdgui.engine import batch
from gdgui.engine.descent import Token
from gdgui.engine.grid import Grid, cells_setup
from gdgui.engine.types import Integers, Positions, Values

SPREAD = "spread"
"""What is seen of the repeats of a cell, among what is seen of its epochs."""

TOGETHER = 500_000
"""Positions, of all repeats of some cells, that are held at once: 4 MB for each core."""


def needs_repeats(grid: Grid) -> bool:
    """Whether the spread is known only after other descents than those of the cells themselves."""
    return grid.repeats > 1 and grid.chance


def spread(
    grid: Grid, cells: Integers, ends: Positions | None = None, token: Token | None = None
) -> Values:
    """√(Σ|x_r − x̄|²/R) over the ends x_r of the R repeats of each of some cells (k,); NaN without any.

    `ends` (dim, k) are those of the cells themselves; None: they are run here, too.  Raises Cancelled
    when `token` is set.
    """
    found = np.full(len(cells), np.nan)
    if grid.repeats == 1:
        return found
    size = _cells_together(grid)
    for first in range(0, len(cells), size):
        part = slice(first, first + size)
        known = None if ends is None else ends[:, part]
        found[part] = _deviation(_ends(grid, cells[part], known, token))
    return found


def batches(grid: Grid, cells: int, ends_known: bool) -> int:
    """How many batches of descents are run for the spread of so many cells."""
    if not needs_repeats(grid):
        return 0
    return -(-cells // _cells_together(grid)) * (grid.repeats - ends_known)


def _cells_together(grid: Grid) -> int:
    return max(1, TOGETHER // (grid.repeats * len(grid.base.start)))


def _ends(grid: Grid, cells: Integers, known: Positions | None, token: Token | None) -> list[Positions]:
    """The ends of all repeats; where nothing is random, those of the cells alone."""
    ends = [] if known is None else [known]
    for repeat in range(len(ends), grid.repeats if grid.chance else 1):
        ends.append(batch.finals(cells_setup(grid, cells, repeat), token).positions[:, 0])
    return ends


def _deviation(ends: list[Positions]) -> Values:
    """The standard deviation; in two dimensions the root of the sum of both variances."""
    with np.errstate(all="ignore"):
        mean = sum(ends) / len(ends)
        variance = sum((x - mean) * (x - mean) for x in ends) / len(ends)
        deviation: Values = np.sqrt(np.sum(variance, axis=0))
    return deviation
