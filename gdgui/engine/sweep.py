"""A grid of descents.  A heatmap is one batch of descents, cut into blocks, and never a nested loop.

Cells are numbered row by row, the first axis slowest.  A block is a pure, picklable task: which of
the grid's descents it takes, and nothing else; the results do not depend on how the grid is cut, nor
on the order in which blocks finish.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdgui.engine import batch
from gdgui.engine.descent import Cancelled, Token
from gdgui.engine.ends import Ends, ends_of
from gdgui.engine.message import InputError, Message
from gdgui.engine.setup import (
    Choice,
    Setup,
    looks_at_epochs,
    prepare,
    random_start,
    resolve_objective,
)
from gdgui.engine.types import Flags, Integers, Positions

BLOCK = 16_384
"""Descents in a block: their arrays stay in the processor's cache."""

START_PATHS = ("start.x", "start.y")


@dataclass(frozen=True, eq=False)
class Axis:
    """What is swept, as a path (`schedule.rate`, `start.x`, `epochs` …), and its values."""

    path: str
    values: NDArray[Any]


@dataclass(frozen=True, eq=False)
class Grid:
    """A descent and one or two axes along which it changes.

    `base` has n = 1.  With `random_start`, every cell draws its own start under the seed, with its
    own number as the stream, and `base.start` is not used.
    """

    base: Setup
    axes: tuple[Axis, ...]
    random_start: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each axis has."""
        return tuple(len(axis.values) for axis in self.axes)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return math.prod(self.shape)

    @property
    def epochs_axis(self) -> int | None:
        """Which axis is the number of epochs, if any."""
        paths = [axis.path for axis in self.axes]
        return paths.index("epochs") if "epochs" in paths else None

    @property
    def shares_descents(self) -> bool:
        """Whether the cells along the epochs axis are snapshots of one longer descent.

        Not where the schedule looks at N, where each cell has a start of its own, or where each
        has noise of its own.
        """
        from gdgui.engine.optimizers import OPTIMIZERS

        own = self.random_start or OPTIMIZERS[self.base.optimizer.key].random
        return self.epochs_axis is not None and not own and not looks_at_epochs(self.base.schedule)

    @property
    def descents(self) -> int:
        """How many descents have to be run for all cells."""
        if not self.shares_descents:
            return self.size
        return self.size // self.shape[self.epochs_axis or 0]


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
    return replace(setup, **change)


def cells_setup(grid: Grid, cells: Integers) -> Setup:
    """The setup of some cells, in the order in which they are given: how a cell is replayed."""
    dimension = len(grid.base.start)
    setup = replace(
        grid.base,
        start=np.repeat(grid.base.start, len(cells), axis=1),
        stream=np.asarray(cells, dtype=np.int64),
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


@dataclass(frozen=True, eq=False)
class Block:
    """A part of a grid: the descents from `first` up to `last`."""

    grid: Grid
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class BlockEnds:
    """What a block found: cells (k,), start and positions (dim, k), halted (k,)."""

    cells: Integers
    start: Positions
    positions: Positions
    halted: Flags


def blocks(grid: Grid, size: int = BLOCK) -> list[Block]:
    """The grid cut into blocks of at most `size` descents."""
    count = grid.descents
    return [Block(grid, first, min(first + size, count)) for first in range(0, count, size)]


def run_block(block: Block, token: Token | None = None) -> BlockEnds:
    """Runs the descents of one block.  Raises Cancelled when `token` is set."""
    grid = block.grid
    if grid.shares_descents:
        epochs = grid.axes[grid.epochs_axis or 0].values.astype(np.int64)
        cells = _snapshot_cells(grid, block)
        setup = replace(cells_setup(grid, cells[0]), epochs=int(epochs.max()))
        finals = batch.snapshots(setup, epochs, token)
    else:
        cells = np.arange(block.first, block.last)[np.newaxis]
        setup = cells_setup(grid, cells[0])
        finals = batch.finals(setup, token)
    return BlockEnds(
        cells.ravel(),
        np.tile(setup.start, (1, len(cells))),
        finals.positions.reshape(len(setup.start), cells.size),
        finals.halted.ravel(),
    )


def _snapshot_cells(grid: Grid, block: Block) -> Integers:
    """The cells (snapshot, descent) that the descents of `block` serve."""
    axis = grid.epochs_axis or 0
    numbers = np.arange(grid.size).reshape(grid.shape)
    by_epochs = np.moveaxis(numbers, axis, 0).reshape(grid.shape[axis], -1)
    return by_epochs[:, block.first : block.last]


def run(
    grid: Grid, executor: Executor | None = None, token: Token | None = None, size: int = BLOCK
) -> Iterator[BlockEnds]:
    """The ends of every cell, block by block, in the order in which they are done.

    Without an executor the blocks run here, one after the other.  A token cannot follow a block to
    another process: there a block that has begun is completed.
    """
    tasks = blocks(grid, size)
    if executor is None or len(tasks) == 1:
        for task in tasks:
            yield run_block(task, token)
        return
    pending: set[Future[BlockEnds]] = {executor.submit(run_block, t, token) for t in tasks}
    try:
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
            if token is not None and token.is_set():
                raise Cancelled
    finally:
        for future in pending:
            future.cancel()


class Field:
    """The ends of a grid's cells, as far as they are known.

    Filled block by block; `ends()` gives what the measures are computed from.
    """

    def __init__(self, grid: Grid) -> None:
        dimension = len(grid.base.start)
        self.grid = grid
        self.known = np.zeros(grid.size, dtype=np.bool_)
        self.start = np.full((dimension, grid.size), np.nan)
        self.positions = np.full((dimension, grid.size), np.nan)
        self.halted = np.zeros(grid.size, dtype=np.bool_)

    def add(self, ends: BlockEnds) -> None:
        """Puts in what a block found."""
        self.known[ends.cells] = True
        self.start[:, ends.cells] = ends.start
        self.positions[:, ends.cells] = ends.positions
        self.halted[ends.cells] = ends.halted

    def ends(self, cells: Integers | None = None) -> Ends:
        """The ends of all cells, or of some."""
        chosen = np.arange(self.grid.size) if cells is None else cells
        return ends_of(
            prepare(cells_setup(self.grid, chosen)),
            self.grid.base.tolerance,
            self.start[:, chosen],
            self.positions[:, chosen],
            self.halted[chosen],
        )


def compute(
    grid: Grid, executor: Executor | None = None, token: Token | None = None, size: int = BLOCK
) -> Field:
    """All cells of a grid."""
    field = Field(grid)
    for ends in run(grid, executor, token, size):
        field.add(ends)
    return field
