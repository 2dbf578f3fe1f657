"""What is known of a grid's cells: where their descents end, and what was seen on the way."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.descent import Token
from gdgui.engine.ends import Ends
from gdgui.engine.grid import FOR_ALL, Grid, cells_setup, snapshot_cells
from gdgui.engine.repeats import SPREAD, spread
from gdgui.engine.setup import prepare
from gdgui.engine.sweep import BLOCK, BlockEnds, run, watch_snapshots
from gdgui.engine.types import Integers, Values
from gdgui.engine.watch import watch_own


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

    @property
    def nbytes(self) -> int:
        """The bytes of all arrays."""
        own = (self.known, self.start, self.positions, self.halted, self.orbit)
        return sum(array.nbytes for array in (*own, *self.watched.values()))

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
        own = any(axis.path.startswith(FOR_ALL) for axis in self.grid.axes)
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
            (lambda: self._spread(chosen, token)) if self.grid.repeats > 1 else None,
            token,
        )

    def _spread(self, cells: Integers, token: Token | None) -> Values:
        """How far apart the repeats of some cells end, as somebody saw it, or now sees it."""
        if SPREAD in self.watched:
            seen: Values = self.watched[SPREAD][cells]
            return seen
        return spread(self.grid, cells, self.positions[:, cells], token)

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
            descents = np.ravel_multi_index(tuple(others), grid.descents_shape) if others else 0 * cells
            needed, column = np.unique(descents, return_inverse=True)
            epochs = grid.axes[axis].values.astype(np.int64)
            for first in range(0, len(needed), BLOCK):
                some = needed[first : first + BLOCK]
                setup = cells_setup(grid, snapshot_cells(grid, some)[0])
                parts.append(watch_snapshots(setup, epochs, (key,), token)[key])
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
