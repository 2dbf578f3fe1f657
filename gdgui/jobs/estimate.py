"""How long a sweep takes on this machine, found out by running a little of it.  No Qt.

An epoch of a block of n descents takes a + b·n seconds: a is Python's share, during which the other
threads wait, and b numpy's, during which they run.  With K epochs over all blocks, W epochs over all
descents, and c threads, the epochs of a sweep take a·K + b·W/c.  How a and b change on the way, and how
many descents are still there, a few descents tell that go ahead.  What else is done, its measure and
looks at every epoch among it, is found from a small grid in place of the large one.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine import sweep
from gdgui.engine.descent import Token
from gdgui.engine.field import Field
from gdgui.engine.grid import Axis, Grid, cells_setup
from gdgui.engine.measures import MEASURES
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import Integers
from gdgui.jobs.pilot import Pilot, Way, clock

T = TypeVar("T")

SMALLEST_BLOCK = 4096
"""Descents in the smallest block: smaller ones lose more to Python than a second core gains."""

ROUNDS = 8
"""How many blocks each core gets at least, in a large grid, so that the picture fills bit by bit."""

FEW, MANY = 64, 2048
"""Descents in the two samples from which is told what an epoch takes."""

AHEAD, TOGETHER = 0.009, 0.003
"""Seconds in which the few go ahead, and in which the many begin."""

SMALL, SHORT = 1024, 80
"""Cells of the small grid that shows what is done besides, and its epochs: there may be orbits."""

BUDGET = 0.002
"""Seconds that the epochs of the small grid may take."""


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
    epochs, axis = _epochs_along(grid), grid.epochs_axis
    along = [len(epochs) if k == axis else 1 for k in range(len(grid.descents_shape))]
    return np.broadcast_to(epochs.reshape(along), grid.descents_shape).ravel()


def total_epochs(grid: Grid) -> int:
    """How many epochs all descents of the grid have together."""
    epochs = _epochs_along(grid)
    return int(epochs.sum()) * (grid.descents // len(epochs))


def _epochs_along(grid: Grid) -> Integers:
    """The numbers of epochs that descents are run: those along their axis, or the one of all."""
    axis = grid.epochs_axis
    if axis is None:
        return np.array([grid.base.longest])
    epochs = grid.axes[axis].values.astype(np.int64)
    return np.array([epochs.max()]) if grid.shares_descents else epochs


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

LOOK = 0.1
"""No look at the function takes so large a part of these."""


def at_most(grid: Grid) -> float:
    """Seconds that a sweep certainly does not exceed here; costs nothing to ask.

    While a slider is dragged, only a sweep that may be long is worth an `estimate`.
    """
    blocks = epochs_of_blocks(grid, block_size(grid))
    seconds = SLOWEST_EPOCH * int(blocks.sum()) + SLOWEST_DESCENT * total_epochs(grid)
    return seconds * (1 + LOOK * SCHEDULES[grid.base.schedule.key].looks)


def estimate(grid: Grid, measure: str = "final_position") -> Estimate:
    """What a sweep of a measure will take.  Takes some 20 ms itself, more where a rule is slow.

    Raises InputError where rules do not fit together.  Mostly within a factor of 2; what happens only
    after the few that go ahead have stopped is not foreseen.
    """
    pace = _pace(grid)
    size = block_size(grid)
    blocks = epochs_of_blocks(grid, size)
    seconds = pace.seconds(grid, blocks, min(cores(), len(blocks)))
    if grid.size > MANY:  # a smaller one is over before anybody has read how long it takes
        seconds += _besides(grid, measure, pace)
    return Estimate(grid.descents, total_epochs(grid), seconds)


def seconds_for(grid: Grid, measure: str = "final_position") -> float:
    """The seconds that a sweep of a measure will take here; see `estimate`."""
    return estimate(grid, measure).seconds


class Pace(Struct, frozen=True):
    """How long an epoch takes: `fixed` seconds for a block and `slope` for each descent at the start,
    and on the way in proportion to what the legs of `way` take, the first of which take `short`."""

    fixed: float
    slope: float
    short: float
    way: Way

    def seconds(self, grid: Grid, blocks: Integers, threads: int) -> float:
        """The time of all epochs of a grid, cut into blocks of so many epochs each."""
        until, cost, running = (np.array(part) for part in zip(*self.way.legs, strict=True))
        epochs = _epochs_along(grid)
        here = np.diff(_epochs_before(until, blocks), prepend=0)
        work = np.diff(_epochs_before(until, epochs), prepend=0) * (grid.descents // len(epochs))
        spent = self.fixed * here + self.slope * running * work / threads
        return float((spent * cost).sum()) / self.short


def _epochs_before(until: Integers, epochs: Integers) -> Integers:
    """How many epochs have all that last so many `epochs`, as far as they lie before each `until`."""
    ordered = np.sort(epochs)
    over = np.searchsorted(ordered, until)
    ended = np.concatenate([[0], np.cumsum(ordered)])[over]
    return np.asarray(ended + until * (len(ordered) - over))


def _pace(grid: Grid) -> Pace:
    """What the epochs of a grid take, from a few descents and from many of it."""
    cells = np.linspace(0, grid.size - 1, min(FEW, grid.size)).astype(np.int64)
    way = Pilot(cells_setup(grid, cells)).go(AHEAD)
    # The same descents many times over: what a rule does, as often as it does it for the few.
    many = np.resize(cells, MANY)
    crowd = Pilot(cells_setup(grid, many), leave=False).go(TOGETHER)
    together = min(len(way.seen), len(crowd.seen))
    short, long = (
        float(np.quantile([leg.seconds for leg in part.seen[:together]] or [0.0], 0.25))
        for part in (way, crowd)
    )
    slope = max(0.0, (long - short) / (len(many) - len(cells)))
    return Pace(max(0.0, short - slope * len(cells)), slope, max(short, 1e-9), way)


def _besides(grid: Grid, measure: str, pace: Pace) -> float:
    """The seconds that all but the epochs themselves takes: ends, looks at every epoch, the measure."""
    few = min(SHORT, max(1, int(BUDGET / max(pace.fixed + pace.slope * SMALL, 1e-9))))
    sample = _sample(grid, few)
    steps = _steps(sample, measure)
    more = total_epochs(grid) / max(1, total_epochs(sample))
    epochs = pace.seconds(sample, np.array([sample.base.longest]), 1)
    ends = max(0.0, steps.ran - epochs) * grid.size / sample.size
    watched = max(0.0, steps.watched - steps.ran) * more
    told = (steps.told - steps.looked) * grid.size / sample.size
    # Most of those that are looked at so early come to rest, and nobody has to look at them.
    left = min(1.0, pace.way.turning / steps.share) if steps.share else 0.0
    looked = steps.looked * more * left
    return (ends + watched) / cores() + told + looked


class _Steps(Struct, frozen=True):
    """The seconds of running a small grid, of running and watching it, and of computing its measure;
    of these, the seconds in which some of its cells are run once more, and which share of them."""

    ran: float
    watched: float
    told: float
    looked: float = 0.0
    share: float = 0.0


class _Field(Field):
    """A field that counts what it takes to run its cells once more."""

    looked, cells = 0.0, 0

    def _look(self, key: str, cells: Integers, token: Token | None) -> NDArray[Any]:
        began = clock()
        found = super()._look(key, cells, token)
        self.looked, self.cells = clock() - began, len(cells)
        return found


def _steps(sample: Grid, measure: str) -> _Steps:
    """What is done besides the epochs, measured on a small grid."""
    watch = (measure,) if MEASURES[measure].watches else ()
    (block,) = sweep.blocks(sample, sample.descents)
    ran, ends = _shortest(lambda: sweep.run_block(block))
    watched, seen = ran, ends
    if watch:
        watched, seen = _shortest(lambda: sweep.run_block(replace(block, watch=watch)))
    field = _Field(sample)
    field.add(ends)
    for key, values in seen.watched.items():
        field.watched[key] = np.empty(sample.size, dtype=values.dtype)
        field.watched[key][ends.cells] = values
    with np.errstate(all="ignore"):
        told, _ = _shortest(lambda: MEASURES[measure].compute(field.ends()))
    return _Steps(ran, watched, told, min(field.looked, told), field.cells / sample.size)


def _shortest(work: Callable[[], T]) -> tuple[float, T]:
    """The shorter time of two, and what came of it: the first may have to load what it needs."""
    times = []
    for _ in range(2):
        began = clock()
        found = work()
        times.append(clock() - began)
    return min(times), found


def _sample(grid: Grid, epochs: int) -> Grid:
    """A grid of at most SMALL cells, taken evenly from a large one, with at most so many epochs."""
    shorter = min(grid.shape)
    few = min(shorter, math.isqrt(SMALL) if len(grid.shape) == 2 else SMALL)
    begun = 0 if grid.base.past is None else grid.base.past.epoch
    axes = []
    for axis in grid.axes:
        size = len(axis.values)
        count = few if size == shorter else min(size, SMALL // few)
        values = axis.values[np.linspace(0, size - 1, count).astype(np.int64)]
        if axis.path == "epochs":
            values = np.minimum(values, begun + epochs)
        axes.append(Axis(axis.path, values))
    base = replace(grid.base, epochs=min(grid.base.longest, begun + epochs))
    return replace(grid, base=base, axes=tuple(axes), repeats=1)
