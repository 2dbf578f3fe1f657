"""What the tables hold: the columns of a descent and of a sweep, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from gdgui.engine.descent import FIELDS, Cancelled, Chunk, Token
from gdgui.engine.field import Field
from gdgui.engine.measures import MEASURES, Measure

CELLS = 65_536
"""Cells whose measures are computed at once."""


class Table(Struct, frozen=True, eq=False):
    """Columns over a grid of rows.

    `axes` has one array for each axis of the grid, or is empty where the columns tell by themselves
    where they belong; `columns` have the shape of the grid, with a last axis of 2 for positions in two
    dimensions.
    """

    shape: tuple[int, ...]
    columns: Mapping[str, NDArray[Any]]
    axes: Mapping[str, NDArray[Any]] = field(default_factory=dict)


def descent_table(record: Chunk) -> Table:
    """A row an epoch: what held before the update, and where it led.

    Columns are (epochs,), in two dimensions (epochs, 2) for position, gradient, displacement and
    next_position.
    """
    return Table((len(record),), {name: _without_one(getattr(record, name), 1) for name in FIELDS})


def sweep_table(ends: Field, token: Token | None = None) -> Table:
    """The cells of a sweep: where each started, and every measure of the catalogue.

    Columns have the shape of the grid, those of positions in two dimensions a last axis of 2.  Classes
    are texts, the keys of their options; whole numbers are −1 where there is none.  What somebody has
    to watch, and nobody has watched yet, is run here, by one core.  Raises Cancelled when `token` is
    set.
    """
    grid = ends.grid
    columns: dict[str, NDArray[Any]] = {"start": ends.start.T}
    for first in range(0, grid.size, CELLS):
        cells = slice(first, min(first + CELLS, grid.size))
        some = ends.ends(np.arange(cells.start, cells.stop), token)
        with np.errstate(all="ignore"):
            for key in MEASURES:
                if token is not None and token.is_set():
                    raise Cancelled
                found = _values(MEASURES[key], MEASURES[key].compute(some))
                if key not in columns:  # made once, and filled: to join parts would take twice as much
                    columns[key] = np.empty((grid.size, *found.shape[1:]), found.dtype)
                columns[key][cells] = found
    return Table(
        grid.shape,
        {
            name: _without_one(column.reshape(*grid.shape, *column.shape[1:]), len(grid.shape))
            for name, column in columns.items()
        },
        {f"axis_{k}": axis.values for k, axis in enumerate(grid.axes, 1)},
    )


def _values(measure: Measure, computed: NDArray[Any]) -> NDArray[Any]:
    match measure.kind:
        case "class":
            texts = np.array([option.key for option in measure.classes])
            named: NDArray[np.str_] = texts[computed]
            return named
        case "integer":
            return computed.astype(np.int64)
        case _:
            return computed


def _without_one(column: NDArray[Any], dimensions: int) -> NDArray[Any]:
    """Without the axis of coordinates where there is only one of these."""
    return column[..., 0] if column.ndim > dimensions and column.shape[-1] == 1 else column
