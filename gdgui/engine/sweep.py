"""A grid of descents.  A heatmap is one batch of descents, cut into blocks, and never a nested loop.

Cells are numbered row by row, the first axis slowest.  A block is a pure, picklable task: which of
the grid's descents it takes, and nothing else; the results do not depend on how the grid is cut, nor
on the order in which blocks finish.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine import batch
from gdgui.engine.descent import Cancelled, Token
from gdgui.engine.ends import Ends
from gdgui.engine.message import InputError, Message
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.orbit import Codes
from gdgui.engine.setup import (
    Choice,
    Setup,
    looks_at_epochs,
    prepare,
    random_start,
    resolve_objective,
)
from gdgui.engine.types import Flags, Integers, Positions
from gdgui.engine.watch import watch_at, watch_own

BLOCK = 16_384
"""Descents in a block: their arrays stay in the processor's cache."""

FEWEST = 2048
"""At most so many descents make the first, coarse picture: it takes some ten milliseconds."""

FIRST = 2
"""Blocks of the first, coarse picture, so that more than one core paints it."""

START_PATHS = ("start.x", "start.y")

FOR_ALL = ("objective.", "gradient.")
"""What these paths change holds for all descents, and so in the past of a branch too."""


class Axis(Struct, frozen=True, eq=False):
    """What is swept, as a path (`schedule.rate`, `start.x`, `epochs` …), and its values."""

    path: str
    values: NDArray[Any]


class Grid(Struct, frozen=True, eq=False, dict=True):
    """A descent and one or two axes along which it changes.

    `base` has n = 1.  With `random_start`, every cell draws its own start under the seed, with its
    own number as the stream, and `base.start` is not used.  Repeat r of a cell, counted from 0, has the
    stream of the cell plus r times the number of cells, and so draws and noise of its own.

    Where `base` is a branch, all cells go the way of the same descent before it turns off: neither an
    axis nor a stream of a cell changes anything there, but what holds for all descents alike, the
    objective, the gradient and the seed.
    """

    base: Setup
    axes: tuple[Axis, ...]
    random_start: bool = False
    repeats: int = 1

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many values each axis has."""
        return tuple(len(axis.values) for axis in self.axes)

    @cached_property
    def size(self) -> int:
        """How many cells there are."""
        return math.prod(self.shape)

    @cached_property
    def epochs_axis(self) -> int | None:
        """Which axis is the number of epochs, if any."""
        paths = [axis.path for axis in self.axes]
        return paths.index("epochs") if "epochs" in paths else None

    @property
    def chance(self) -> bool:
        """Whether two repeats of a cell differ."""
        return self.random_start or OPTIMIZERS[self.base.optimizer.key].random

    @cached_property
    def shares_descents(self) -> bool:
        """Whether the cells along the epochs axis are snapshots of one longer descent.

        Not where the schedule looks at N, where each cell has a start of its own, or where each
        has noise of its own.
        """
        return (
            self.epochs_axis is not None
            and not self.chance
            and not looks_at_epochs(self.base.schedule)
        )

    @cached_property
    def descents_shape(self) -> tuple[int, ...]:
        """The shape without the axis along which the cells are snapshots of one descent."""
        if not self.shares_descents:
            return self.shape
        axis = self.epochs_axis or 0
        return self.shape[:axis] + self.shape[axis + 1 :]

    @property
    def descents(self) -> int:
        """How many descents have to be run for all cells."""
        return math.prod(self.descents_shape)

    @cached_property
    def strides(self) -> tuple[tuple[int, ...], ...]:
        """How coarse the levels of the picture are, the coarsest first; the last is one cell wide.

        Every level halves the one before along each axis that has descents of its own.
        """
        stride = 1
        while math.prod(-(-count // stride) for count in self.descents_shape) > FEWEST:
            stride *= 2
        single = self.epochs_axis if self.shares_descents else None
        axes = range(len(self.shape))
        return tuple(
            tuple(1 if k == single else 2**p for k in axes)
            for p in range(stride.bit_length() - 1, -1, -1)
        )


def with_value(setup: Setup, path: str, values: NDArray[Any]) -> Setup:
    """The same descents with `values`, one for each, at `path`."""
    if path in START_PATHS:
        row = START_PATHS.index(path)
        if row >= len(setup.start):
            raise InputError(Message("this function has one variable, so there is no start.y"))
        start = setup.start.copy()
        start[row] = values
        return replace(setup, start=start)
    whole = {"epochs": "epochs", "seed": "seed", "schedule.warmup": "warmup"}
    change: dict[str, Any]
    if path in whole:
        change = {whole[path]: values.astype(np.int64)}
    else:
        part, _, key = path.partition(".")
        choice: Choice = getattr(setup, part)
        change = {part: Choice(choice.key, {**choice.parameters, key: values})}
    if setup.past is not None and (path == "seed" or path.startswith(FOR_ALL)):
        change["past"] = replace(setup.past, setup=with_value(setup.past.setup, path, values))
    return replace(setup, **change)


def value_at(setup: Setup, path: str) -> float | None:
    """The number that one descent has at `path` by itself; None where it has none.

    What follows from others, as a duration from the number of epochs, is what follows.
    """
    if path in START_PATHS:
        row = START_PATHS.index(path)
        return float(setup.start[row, 0]) if row < len(setup.start) else None
    rules = prepare(setup)
    part, _, key = path.rpartition(".")
    values: dict[str, Mapping[str, Any]] = {
        "": {"epochs": setup.epochs, "seed": setup.seed},
        "objective": rules.bound.parameters,
        "gradient": rules.gradient_key.parameters,
        "schedule": {**rules.schedule_parameters, "warmup": setup.warmup},
        "optimizer": rules.optimizer_parameters,
    }
    value = values[part][key]
    return None if value is None else float(np.ravel(value)[0])


def cells_setup(grid: Grid, cells: Integers, repeat: int = 0) -> Setup:
    """The setup of some cells, in the order in which they are given: how a cell is replayed.

    `repeat` is which of a cell's repeats, from 0.
    """
    dimension = len(grid.base.start)
    setup = replace(
        grid.base,
        start=np.repeat(grid.base.start, len(cells), axis=1),
        stream=np.asarray(cells, dtype=np.int64) + repeat * grid.size,
    )
    indices = np.unravel_index(cells, grid.shape)
    for axis, index in zip(grid.axes, indices, strict=True):
        if axis.path not in START_PATHS:
            setup = with_value(setup, axis.path, axis.values[index])
    if grid.random_start:
        objective = resolve_objective(grid.base.objective).objective
        drawn = random_start(objective, setup.seed, setup.stream)
        setup = replace(setup, start=np.broadcast_to(drawn, (dimension, len(cells))).copy())
    for axis, index in zip(grid.axes, indices, strict=True):
        if axis.path in START_PATHS:
            setup = with_value(setup, axis.path, axis.values[index])
    return setup


class Block(Struct, frozen=True, eq=False):
    """A part of a grid: some of its descents, by their numbers, (k,).

    `stride` tells how coarse this part of the picture is: until finer blocks come, a cell may stand for
    as many cells along each axis.  `watch` names what is to be seen of every epoch; where `ends` is
    false, that alone.
    """

    grid: Grid
    descents: Integers
    stride: tuple[int, ...]
    watch: tuple[str, ...] = ()
    ends: bool = True


class BlockEnds(Struct, frozen=True, eq=False):
    """What a block found: cells (k,), start and positions (dim, k), halted and orbit (k,).

    Without ends the last four are of length 0.  `watched` has an array (k,) for each of the block's
    `watch`.
    """

    cells: Integers
    start: Positions
    positions: Positions
    halted: Flags
    orbit: Codes
    stride: tuple[int, ...]
    watched: Mapping[str, NDArray[Any]]


def blocks(
    grid: Grid, size: int = BLOCK, watch: tuple[str, ...] = (), ends: bool = True
) -> list[Block]:
    """The grid cut into blocks of at most `size` descents, coarse ones first; each descent once."""
    numbers = np.arange(grid.descents).reshape(grid.descents_shape)
    result: list[Block] = []
    levels = grid.strides
    for level, stride in enumerate(levels):
        step = max(stride)
        part = numbers[(slice(None, None, step),) * numbers.ndim]
        if level:
            new = np.ones(part.shape, dtype=np.bool_)
            new[(slice(None, None, 2),) * numbers.ndim] = False  # these were in a coarser level
            part = part[new]
        part = part.ravel()
        # The first picture is cut too, so that all cores paint it.
        most = size if level or len(levels) == 1 else min(size, max(1, len(part) // FIRST))
        result += [
            Block(grid, part[first : first + most], stride, watch, ends)
            for first in range(0, len(part), most)
        ]
    return result


def block_count(grid: Grid, size: int = BLOCK) -> int:
    """How many blocks there are, without making them."""
    levels = grid.strides
    shape = grid.descents_shape
    coarser, total = 0, 0
    for level, stride in enumerate(levels):
        here = math.prod(-(-count // max(stride)) for count in shape)
        most = size if level or len(levels) == 1 else min(size, max(1, here // FIRST))
        total += -(-(here - coarser) // most)
        coarser = here
    return total


def run_block(block: Block, token: Token | None = None) -> BlockEnds:
    """Runs the descents of one block.  Raises Cancelled when `token` is set."""
    grid = block.grid
    if grid.shares_descents:
        epochs = grid.axes[grid.epochs_axis or 0].values.astype(np.int64)
        cells = _snapshot_cells(grid, block.descents)
        setup = replace(cells_setup(grid, cells[0]), epochs=int(epochs.max()))
    else:
        cells = block.descents[np.newaxis]
        setup = cells_setup(grid, cells[0])
    dimension = len(setup.start)
    if block.ends:
        if grid.shares_descents:
            finals = batch.snapshots(setup, epochs, token)
        else:
            finals = batch.finals(setup, token)
        start = setup.start[:, np.newaxis].repeat(len(cells), axis=1).reshape(dimension, -1)
    else:
        finals = batch.Finals.unknown(dimension, 0, 0)
        start = np.empty((dimension, 0))
    watched: Mapping[str, NDArray[Any]] = {}
    if block.watch and grid.shares_descents:
        seen = _watch_snapshots(setup, epochs, block.watch, token)
        watched = {key: values.ravel() for key, values in seen.items()}
    elif block.watch:
        watched = watch_own(prepare(setup), setup.start, block.watch, setup.tolerance, token)
    return BlockEnds(
        cells.ravel(),
        start,
        finals.positions.reshape(dimension, -1),
        finals.halted.ravel(),
        finals.orbit.ravel(),
        block.stride,
        watched,
    )


def _watch_snapshots(
    setup: Setup, epochs: Integers, keys: tuple[str, ...], token: Token | None
) -> dict[str, NDArray[Any]]:
    """What is seen of each descent up to each number of epochs, (s, n)."""
    numbers, inverse = np.unique(epochs, return_inverse=True)
    rows = [
        seen
        for _, seen in watch_at(
            prepare(setup), setup.start, numbers.tolist(), keys, setup.tolerance, token
        )
    ]
    return {key: np.array([row[key] for row in rows])[inverse] for key in keys}


def _snapshot_cells(grid: Grid, descents: Integers) -> Integers:
    """The cells (snapshot, descent) that some descents serve."""
    axis = grid.epochs_axis or 0
    numbers = np.arange(grid.size).reshape(grid.shape)
    others = [k for k in range(numbers.ndim) if k != axis]
    by_epochs = numbers.transpose(axis, *others).reshape(grid.shape[axis], -1)
    return by_epochs.take(descents, axis=1)


def run(
    grid: Grid,
    executor: Executor | None = None,
    token: Token | None = None,
    size: int = BLOCK,
    watch: tuple[str, ...] = (),
    ends: bool = True,
) -> Iterator[BlockEnds]:
    """The ends of every cell, block by block, in the order in which they are done.

    Without an executor the blocks run here, one after the other.  A token cannot follow a block to
    another process: there a block that has begun is completed.
    """
    tasks = blocks(grid, size, watch, ends)
    if executor is None or len(tasks) == 1:
        for task in tasks:
            yield run_block(task, token)
        return
    pending: set[Future[BlockEnds]] = {executor.submit(run_block, t, token) for t in tasks}
    try:
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            while done:
                # Whoever has been given a result lets go of it, and so do we.
                yield done.pop().result()
            if token is not None and token.is_set():
                raise Cancelled
    finally:
        for future in pending:
            future.cancel()


class Field:
    """The ends of a grid's cells, as far as they are known.

    Filled block by block; `ends()` gives what the measures are computed from.  `watched` has what
    somebody saw who watched every epoch, for all cells, as far as anybody asked.
    """

    def __init__(self, grid: Grid) -> None:
        dimension = len(grid.base.start)
        self.grid = grid
        self.known = np.zeros(grid.size, dtype=np.bool_)
        self.start = np.full((dimension, grid.size), np.nan)
        self.positions = np.full((dimension, grid.size), np.nan)
        self.halted = np.zeros(grid.size, dtype=np.bool_)
        self.orbit = np.zeros(grid.size, dtype=np.int8)
        self.watched: dict[str, NDArray[Any]] = {}

    def add(self, ends: BlockEnds) -> None:
        """Puts in what a block found."""
        self.known[ends.cells] = True
        # Row by row, which takes numpy a third of the time of both axes at once.
        for rows, found in ((self.start, ends.start), (self.positions, ends.positions)):
            for row, values in zip(rows, found, strict=True):
                row[ends.cells] = values
        self.halted[ends.cells] = ends.halted
        self.orbit[ends.cells] = ends.orbit

    def ends(self, cells: Integers | None = None, token: Token | None = None) -> Ends:
        """The ends of all cells, or of some.  What has to be computed yet heeds `token`."""
        chosen = np.arange(self.grid.size) if cells is None else cells
        # What is run or watched is asked of this field, below; so all that matters of the rules is
        # which function the descents go down, and which gradient they believe.
        own = any(axis.path.startswith(("objective.", "gradient.")) for axis in self.grid.axes)
        rules = prepare(cells_setup(self.grid, chosen) if own else self.grid.base)
        return Ends(
            rules.bound,
            rules.believed,
            self.grid.base.tolerance,
            self.start.take(chosen, axis=1),
            self.positions.take(chosen, axis=1),
            self.halted[chosen],
            rules,
            self.orbit[chosen],
            lambda key, index: self._look(key, chosen[index], token),
            (lambda: self._repeat(chosen, token)) if self.grid.repeats > 1 else None,
            token,
        )

    def _repeat(self, cells: Integers, token: Token | None) -> list[Positions]:
        """The ends of all repeats of some cells; where nothing is random, those of the cells alone."""
        ends = [self.positions[:, cells]]
        for repeat in range(1, self.grid.repeats if self.grid.chance else 1):
            parts = [
                batch.finals(cells_setup(self.grid, cells[first : first + BLOCK], repeat), token)
                for first in range(0, len(cells), BLOCK)
            ]
            ends.append(np.concatenate([part.positions[0] for part in parts], axis=1))
        return ends

    def _look(self, key: str, cells: Integers, token: Token | None) -> NDArray[Any]:
        """What somebody saw, or now sees, who watched some cells in every epoch."""
        if key in self.watched:
            return self.watched[key][cells]
        grid = self.grid
        parts = [np.empty(0)]
        if grid.shares_descents:
            axis = grid.epochs_axis or 0
            places = np.unravel_index(cells, grid.shape)
            others = [place for k, place in enumerate(places) if k != axis]
            descents = (
                np.ravel_multi_index(tuple(others), grid.descents_shape) if others else 0 * cells
            )
            needed, column = np.unique(descents, return_inverse=True)
            epochs = grid.axes[axis].values.astype(np.int64)
            for first in range(0, len(needed), BLOCK):
                some = needed[first : first + BLOCK]
                setup = cells_setup(grid, _snapshot_cells(grid, some)[0])
                parts.append(_watch_snapshots(setup, epochs, (key,), token)[key])
            whole = np.concatenate(parts[1:], axis=1)
            found: NDArray[Any] = whole[places[axis], column]
            return found
        for first in range(0, len(cells), BLOCK):
            setup = cells_setup(grid, cells[first : first + BLOCK])
            seen = watch_own(prepare(setup), setup.start, (key,), setup.tolerance, token)
            parts.append(seen[key])
        return np.concatenate(parts[1:])


def compute(
    grid: Grid, executor: Executor | None = None, token: Token | None = None, size: int = BLOCK
) -> Field:
    """All cells of a grid."""
    field = Field(grid)
    for ends in run(grid, executor, token, size):
        field.add(ends)
    return field
