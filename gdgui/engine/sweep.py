"""A sweep: the descents of a grid, run block by block.  It is a batch, and never a nested loop.

A block is a pure, picklable task: which of the grid's descents it takes, and nothing else; the results
do not depend on how the grid is cut, nor on the order in which blocks finish.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine import batch
from gdgui.engine.descent import Cancelled, Token
from gdgui.engine.grid import Grid, cells_setup, snapshot_cells
from gdgui.engine.orbit import Codes
from gdgui.engine.repeats import SPREAD, spread
from gdgui.engine.setup import Setup, prepare
from gdgui.engine.types import Flags, Integers, Positions
from gdgui.engine.watch import watch_at, watch_own

BLOCK = 32_768
"""Descents in a block: their arrays stay in the processor's cache, and yet threads are kept so long by
each of numpy's calls that they seldom wait for Python's lock at the same time."""

FIRST = 2
"""Blocks of the first, coarse picture, so that more than one core paints it."""


class Block(Struct, frozen=True, eq=False):
    """A part of a grid: some of its descents, by their numbers, (k,).

    `stride` tells how coarse this part of the picture is: until finer blocks come, a cell may stand for
    as many cells along each axis.  `watch` names what is to be seen of every epoch, or of the repeats;
    where `ends` is false, that alone.
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
        cells = snapshot_cells(grid, block.descents)
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
    watched: dict[str, NDArray[Any]] = {}
    keys = tuple(key for key in block.watch if key != SPREAD)
    if keys and grid.shares_descents:
        seen = watch_snapshots(setup, epochs, keys, token)
        watched = {key: values.ravel() for key, values in seen.items()}
    elif keys:
        watched = watch_own(prepare(setup), setup.start, keys, setup.tolerance, token)
    if SPREAD in block.watch:
        own = finals.positions.reshape(dimension, -1) if block.ends else None
        watched[SPREAD] = spread(grid, cells.ravel(), own, token)
    return BlockEnds(
        cells.ravel(),
        start,
        finals.positions.reshape(dimension, -1),
        finals.halted.ravel(),
        finals.orbit.ravel(),
        block.stride,
        watched,
    )


def watch_snapshots(
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
