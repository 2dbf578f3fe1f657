"""What the parts of a sweep's chart are told: the sweep of one moment, and how its axes are drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.document.scale import Scale
from gdgui.engine.grid import START_PATHS, value_at
from gdgui.ui.snapshot import Array, Snapshot, SweepView
from gdgui.ui.sweep.numbers import numbers


class ShownSweep(Struct, frozen=True, eq=False):
    """One moment of a sweep on screen.

    `titles` are the names of the classes, empty where the measure is a number.  `values` is the measure
    as it was computed, of the shape of the grid; None before the first cell is known.
    """

    snapshot: Snapshot
    view: SweepView
    scales: tuple[Scale, ...]
    titles: tuple[str, ...]
    values: NDArray[Any] | None

    @property
    def index(self) -> int:
        """Which of the document's sweeps it is."""
        return self.view.plan.index

    @property
    def two(self) -> bool:
        """Whether it has two axes: a field, and no curve."""
        return len(self.scales) == 2

    @property
    def logarithmic(self) -> bool:
        """Whether lines and colours show the logarithms of the measure."""
        return not self.titles and self.view.plan.color_scale == "log"

    def drawn(self, values: Array) -> Array:
        """The height of values in a line: NaN where there is none, and −∞ for 0 where it is log₁₀."""
        if not self.logarithmic:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log10(np.where(values >= 0, values, np.nan))

    @property
    def replayed(self) -> list[int] | None:
        """The cell that is replayed, if it is one of these."""
        replay = self.snapshot.document.view.replay
        return replay.cell if replay is not None and replay.sweep == self.index else None

    def home(self) -> tuple[int, ...]:
        """The cell of the descent as it is set up; along an axis that does not reach it, the middle."""
        grid, places = self.view.plan.grid, []
        for axis, scale in zip(grid.axes, self.scales, strict=True):
            drawn = grid.random_start and axis.path in START_PATHS
            value = None if drawn else value_at(grid.base, axis.path)
            cell = None if value is None else scale.cell_of(value)
            places.append(int(scale.order[len(scale.order) // 2]) if cell is None else cell)
        return tuple(places)

    def number(self, cell: list[int]) -> float | None:
        """The measure of a cell, NaN where it is not defined; None before anything is known."""
        return None if self.values is None else float(numbers(self.values[tuple(cell)]))
