"""A grid of descents: one descent and the axes along which it changes, and which cell is which descent.

Cells are numbered row by row, the first axis slowest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine.message import InputError, Message
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.setup import (
    Choice,
    Setup,
    looks_at_epochs,
    prepare,
    random_start,
    resolve_objective,
)
from gdgui.engine.types import Integers

FEWEST = 2048
"""At most so many descents make the first, coarse picture: it takes some ten milliseconds."""

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
            self.epochs_axis is not None and not self.chance and not looks_at_epochs(self.base.schedule)
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


def snapshot_cells(grid: Grid, descents: Integers) -> Integers:
    """The cells (snapshot, descent) that some descents serve."""
    axis = grid.epochs_axis or 0
    numbers = np.arange(grid.size).reshape(grid.shape)
    others = [k for k in range(numbers.ndim) if k != axis]
    by_epochs = numbers.transpose(axis, *others).reshape(grid.shape[axis], -1)
    return by_epochs.take(descents, axis=1)
