"""How long a sweep takes on this machine, found out by running a little of it.  No Qt.

An epoch of a block of n descents takes a + b·n seconds: a is Python's share, during which the other
threads wait, and b numpy's, during which they run.  With K epochs over all blocks, W epochs over all
descents, and c threads, the epochs of a sweep take a·K + b·W/c.  What else is done, its measure and
looks at every epoch among it, is found from a small grid in place of the large one.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable
from time import perf_counter, thread_time
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.engine import sweep
from gdgui.engine.descent import Loop
from gdgui.engine.field import Field
from gdgui.engine.grid import Axis, Grid, cells_setup
from gdgui.engine.measures import MEASURES
from gdgui.engine.setup import prepare
from gdgui.engine.types import Integers

T = TypeVar("T")

_clock = perf_counter if sys.platform == "win32" else thread_time
"""What others do meanwhile is not counted: a program that starts has threads that import.  On Windows
the time of a thread goes in steps of a sixtieth of a second."""

SMALLEST_BLOCK = 4096
"""Descents in the smallest block: smaller ones lose more to Python than a second core gains."""

ROUNDS = 8
"""How many blocks each core gets at least, in a large grid, so that the picture fills bit by bit."""

FEW, MANY = 64, 2048
"""Descents in the two samples; the sample of a smaller grid is the grid."""

EPOCHS = 3
"""Epochs of a sample that are timed together; the first epoch goes before and is not timed."""

SHORT = 80
"""So many epochs at most have the descents that show what is done besides: there may be orbits."""

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


def estimate(grid: Grid, measure: str = "final_position") -> Estimate:
    """What a sweep of a measure will take.  Takes some 20 ms itself, more where a rule is slow.

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
    if grid.size > many:  # a smaller one is over before anybody has read how long it takes
        seconds += _besides(grid, measure, fixed, slope)
    return Estimate(grid.descents, work, seconds)


def seconds_for(grid: Grid, measure: str = "final_position") -> float:
    """The seconds that a sweep of a measure will take here; see `estimate`."""
    return estimate(grid, measure).seconds


def _besides(grid: Grid, measure: str, fixed: float, slope: float) -> float:
    """The seconds that all but the epochs themselves takes: ends, looks at every epoch, the measure."""
    few = min(SHORT, max(1, int(BUDGET / (fixed + slope * MANY))))
    sample = _sample(grid, few)
    entry = MEASURES[measure]
    run, sight, told = _seconds_of_steps(sample, measure)
    epochs = total_epochs(sample)
    ends = max(0.0, run - fixed * sample.base.longest - slope * epochs) / sample.size
    seconds = ends * grid.size / cores()
    if entry.watches:
        seconds += max(0.0, sight - run) / epochs * total_epochs(grid) / cores()
    return seconds + told / sample.size * grid.size


def _seconds_of_steps(sample: Grid, measure: str) -> tuple[float, float, float]:
    """The time of running a small grid, of running and watching it, and of computing its measure."""
    watch = (measure,) if MEASURES[measure].watches else ()
    (block,) = sweep.blocks(sample, sample.descents)
    ran, ends = _shortest(lambda: sweep.run_block(block))
    watched, seen = ran, ends
    if watch:
        watched, seen = _shortest(lambda: sweep.run_block(replace(block, watch=watch)))
    field = Field(sample)
    field.add(ends)
    for key, values in seen.watched.items():
        field.watched[key] = np.empty(sample.size, dtype=values.dtype)
        field.watched[key][ends.cells] = values
    with np.errstate(all="ignore"):
        told, _ = _shortest(lambda: MEASURES[measure].compute(field.ends()))
    return ran, watched, told


def _shortest(work: Callable[[], T]) -> tuple[float, T]:
    """The shorter time of two, and what came of it: the first may have to load what it needs."""
    times = []
    for _ in range(2):
        began = _clock()
        found = work()
        times.append(_clock() - began)
    return min(times), found


def _sample(grid: Grid, epochs: int) -> Grid:
    """A grid of at most MANY cells, taken evenly from a large one, with at most so many epochs."""
    shorter = min(grid.shape)
    few = min(shorter, math.isqrt(MANY) if len(grid.shape) == 2 else MANY)
    begun = 0 if grid.base.past is None else grid.base.past.epoch
    axes = []
    for axis in grid.axes:
        size = len(axis.values)
        count = few if size == shorter else min(size, MANY // few)
        values = axis.values[np.linspace(0, size - 1, count).astype(np.int64)]
        if axis.path == "epochs":
            values = np.minimum(values, begun + epochs)
        axes.append(Axis(axis.path, values))
    base = replace(grid.base, epochs=min(grid.base.longest, begun + epochs))
    return replace(grid, base=base, axes=tuple(axes), repeats=1)


def _seconds_per_epoch(grid: Grid, count: int) -> float:
    """The time of one epoch of `count` descents, taken evenly from the whole grid."""
    cells = np.linspace(0, grid.size - 1, count).astype(np.int64)
    setup = cells_setup(grid, cells)
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
