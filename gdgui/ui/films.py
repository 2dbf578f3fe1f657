"""Films of a sheet: a descent that goes on epoch by epoch, a sweep that grows row by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace
from PySide6.QtGui import QImage

from gdgui.engine.measures import MEASURES
from gdgui.engine.objectives import Objective
from gdgui.export.films import Frame
from gdgui.ui.sheet import Sheet, get_ranges, lay_out
from gdgui.ui.snapshot import Snapshot, SweepView
from gdgui.ui.sweep.levels import shown_range

FRAMES = 120
"""A film whose steps nobody chose has at most about so many frames."""


class Film:
    """Frames of a sheet, painted one by one.  `steps` are epochs."""

    def __init__(self, sheet: Sheet, steps: Sequence[int]) -> None:
        self.sheet = sheet
        self.steps = tuple(steps)

    def paint(self, k: int) -> Frame:
        """The k-th frame, from 0."""
        self._show(self.steps[k])
        lay_out()
        return frame(self.sheet.image())

    def _show(self, step: int) -> None:
        self.sheet.show_epoch(step)


class SweepFilm(Film):
    """A sweep that grows along its first axis; `steps` are how many of its values are there.

    The sheet shows the whole sweep at first, so that axes and colours are those of the end.
    """

    def __init__(self, sheet: Sheet, snapshot: Snapshot, steps: Sequence[int]) -> None:
        super().__init__(sheet, steps)
        assert snapshot.sweep is not None
        self._snapshot = replace(snapshot, sweep=_with_colors(snapshot.sweep, snapshot.plan.objective))
        sheet.show_snapshot(self._snapshot)
        sheet.show_epoch(snapshot.epochs)
        sheet.settle()
        sheet.keep_ranges({key: get_ranges(chart) for key, chart in sheet.charts.items()})

    def _show(self, step: int) -> None:
        assert self._snapshot.sweep is not None
        sweep = partly(self._snapshot.sweep, step)
        self.sheet.show_snapshot(replace(self._snapshot, sweep=sweep))


def rows(sweep: SweepView) -> int:
    """How many steps a film of a sweep has: the values of its first axis."""
    return int(sweep.plan.grid.shape[0])


def partly(sweep: SweepView, step: int) -> SweepView:
    """A complete sweep as it was when the first `step` values of its first axis were known."""
    assert sweep.values is not None
    known = step * (sweep.plan.grid.size // rows(sweep))
    values = np.array(sweep.values)
    values[known:] = -1 if _counts(sweep) else np.nan
    return replace(sweep, values=values, known=known, counts=None)


def evenly(first: int, last: int, most: int = FRAMES) -> list[int]:
    """At most `most` steps from `first` to `last`, both among them, as even as whole numbers are."""
    count = min(last - first + 1, most)
    return [int(step) for step in np.unique(np.linspace(first, last, count).round().astype(int))]


def every(first: int, last: int, stride: int) -> list[int]:
    """Every `stride`-th step from `first` on, and the last one."""
    return [*range(first, last, stride), last]


def frame(picture: QImage) -> Frame:
    """An image as an encoder takes it."""
    plain = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    return Frame(plain.width(), plain.height(), bytes(plain.constBits()))


def _counts(sweep: SweepView) -> bool:
    return MEASURES[sweep.plan.measure].kind in ("class", "integer")


def _with_colors(sweep: SweepView, objective: Objective) -> SweepView:
    """The sweep with the range of its colours, or of its axis, fixed: that of all cells, where nobody
    chose one."""
    if sweep.plan.colors is not None or MEASURES[sweep.plan.measure].classes:
        return sweep
    colors = shown_range(sweep, objective)
    return sweep if colors is None else replace(sweep, plan=replace(sweep.plan, colors=colors))
