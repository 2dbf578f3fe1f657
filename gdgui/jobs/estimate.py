"""How long a sweep takes on this machine, found out by running a little of it.  No Qt.

An epoch of a block of n descents takes a + b·n seconds: a is Python's share, during which the other
threads wait, and b numpy's, during which they run.  With K epochs over all blocks, W epochs over all
descents, and c threads, a sweep takes a·K + b·W/c.
"""

from __future__ import annotations

import os
from time import perf_counter

import numpy as np
from msgspec import Struct

from gdgui.engine import sweep
from gdgui.engine.descent import Loop
from gdgui.engine.setup import prepare
from gdgui.engine.sweep import Grid
from gdgui.engine.types import Integers

SMALLEST_BLOCK = 4096
"""Descents in the smallest block: smaller ones lose more to Python than a second core gains."""

ROUNDS = 8
"""How many blocks each core gets at least, in a large grid, so that the picture fills bit by bit."""

FEW, MANY = 64, 2048
"""Descents in the two samples; the sample of a smaller grid is the grid."""

EPOCHS = 3
"""Epochs of a sample that are timed together; the first epoch goes before and is not timed."""

BUDGET = 0.004
"""Seconds for which a sample is timed again and again, since the shortest time is the truest."""


class Estimate(Struct, frozen=True):
    """How many descents a sweep has, how many epochs these have in all, and the seconds here."""

    descents: int
    epochs: int
    seconds: float


def cores() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # not on Windows, nor on macOS
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def block_size(grid: Grid) -> int:
    """How many descents go into a block here, so that all cores have work and cells come soon."""
    return min(max(grid.descents // (ROUNDS * cores()), SMALLEST_BLOCK), sweep.BLOCK)


def epochs_of(grid: Grid) -> Integers:
    """How many epochs each of the grid's descents is run, (grid.descents,)."""
    axis = grid.epochs_axis
    if axis is None:
        return np.full(grid.descents, grid.base.longest)
    epochs = grid.axes[axis].values.astype(np.int64)
    if grid.shares_descents:
        return np.full(grid.descents, epochs.max())
    along = [len(epochs) if k == axis else 1 for k in range(len(grid.shape))]
    return np.broadcast_to(epochs.reshape(along), grid.shape).ravel()


def total_epochs(grid: Grid) -> int:
    """How many epochs all descents of the grid have together."""
    axis = grid.epochs_axis
    if axis is None:
        return grid.base.longest * grid.descents
    epochs = grid.axes[axis].values.astype(np.int64)
    if grid.shares_descents:
        return int(epochs.max()) * grid.descents
    return int(epochs.sum()) * (grid.descents // len(epochs))


COUNTED = 65_536
"""Up to so many descents the blocks are made to see which is their longest descent."""


def epochs_of_blocks(grid: Grid, size: int) -> Integers:
    """How many epochs each block of at most `size` descents is run: those of its longest.

    In a large grid every block is taken to have one of the longest descents, and nearly all do.
    """
    axis = grid.epochs_axis
    if axis is not None and not grid.shares_descents and grid.descents <= COUNTED:
        each = epochs_of(grid)
        return np.array([each[block.descents].max() for block in sweep.blocks(grid, size)])
    longest = grid.base.longest if axis is None else int(grid.axes[axis].values.max())
    return np.full(sweep.block_count(grid, size), longest)


SLOWEST_EPOCH, SLOWEST_DESCENT = 2e-4, 1e-6
"""No rule is so slow: the seconds of an epoch of a block, and of one descent in it."""


def at_most(grid: Grid) -> float:
    """Seconds that a sweep certainly does not exceed here; costs nothing to ask.

    While a slider is dragged, only a sweep that may be long is worth an `estimate`.
    """
    blocks = epochs_of_blocks(grid, block_size(grid))
    return SLOWEST_EPOCH * int(blocks.sum()) + SLOWEST_DESCENT * total_epochs(grid)


def estimate(grid: Grid) -> Estimate:
    """What a sweep will take.  Takes some 10 ms itself, more where a rule is slow.

    Raises InputError where rules do not fit together.  A sweep whose descents come to rest early may
    be faster, and one whose numbers overflow slower.
    """
    few = min(FEW, grid.size)
    many = min(MANY, grid.size)
    short = _seconds_per_epoch(grid, few)
    slope = 0.0
    if many > few:
        slope = max(0.0, (_seconds_per_epoch(grid, many) - short) / (many - few))
    fixed = max(0.0, short - slope * few)
    size = block_size(grid)
    blocks = epochs_of_blocks(grid, size)
    work = total_epochs(grid)
    seconds = fixed * int(blocks.sum()) + slope * work / min(cores(), len(blocks))
    return Estimate(grid.descents, work, seconds)


def seconds_for(grid: Grid) -> float:
    """The seconds that a sweep will take here; see `estimate`."""
    return estimate(grid).seconds


def _seconds_per_epoch(grid: Grid, count: int) -> float:
    """The time of one epoch of `count` descents, taken evenly from the whole grid."""
    cells = np.linspace(0, grid.size - 1, count).astype(np.int64)
    setup = sweep.cells_setup(grid, cells)
    loop = Loop(prepare(setup), setup.start)
    shortest = np.inf
    with np.errstate(all="ignore"):
        loop.run(1)
        began = now = perf_counter()
        while now - began < BUDGET:
            loop.run(loop.epoch + EPOCHS)
            shortest = min(shortest, perf_counter() - now)
            now = perf_counter()
    return float(shortest) / EPOCHS
