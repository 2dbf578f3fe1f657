"""A sweep for a screen: a picture that is whole at once and sharpens, and the counts of its classes.

Coarse blocks are filled and classes counted where the descents are run: a million cells would
keep the window away for tens of milliseconds, again and again.  No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.document.plan import SweepPlan
from gdgui.engine.field import Field
from gdgui.engine.measures import MEASURES, Measure
from gdgui.engine.types import Integers
from gdgui.jobs.coarse import Picture
from gdgui.jobs.job import CancelToken
from gdgui.jobs.sweeps import SweepChunk, SweepDone, SweepJob

NONE = -1
"""Stands for none among whole numbers."""


class Painted(Struct, frozen=True, eq=False):
    """How far the picture of the sweep whose plan has `key` is.

    `values`, of shape (cells,) or (cells, dim), is read-only here and goes on being filled by whoever
    computes it: a cell holds its own value, or one that stands in for it, at any time.  `known` cells
    have their own.  `counts` says how many of these are of each class (see `count_classes`); None
    where the measure has no classes.
    """

    key: bytes
    values: NDArray[Any]
    known: int
    counts: Integers | None


class PaintedSweep(Struct, frozen=True, eq=False):
    """Runs a sweep and paints one measure of it.

    Yields a Painted whenever more is to be seen, and at the end the SweepDone of the sweep.  With
    `known`, the ends of all cells from an earlier run, what is known is not run again.
    """

    plan: SweepPlan
    measure: str
    known: Field | None = None

    def run(self, token: CancelToken) -> Iterator[Painted | SweepDone]:
        """Raises as `SweepJob.run` does."""
        measure = MEASURES[self.measure]
        shape = self.plan.grid.shape
        picture: Picture | None = None
        shown: NDArray[Any] = np.empty(0)
        counts = np.zeros(1, dtype=np.int64) if has_classes(measure) else None
        known = 0
        for piece in SweepJob(self.plan, (self.measure,), self.known).run(token):
            if not isinstance(piece, SweepChunk):
                yield piece
                continue
            found = np.asarray(piece.values[self.measure])
            if picture is None:
                picture = Picture(shape, empty(measure, self.plan.grid.size, found))
                shown = picture.values.view()
                shown.flags.writeable = False
            picture.paint(piece.cells, found, piece.stride)
            known += len(piece.cells)
            if counts is not None:
                counts = _sum(counts, count_classes(found))
            yield Painted(self.plan.key, shown, known, counts)


def has_classes(measure: Measure) -> bool:
    """Whether the cells of a measure can be counted by what they show."""
    return bool(measure.classes) or measure.counts_minima


def empty(measure: Measure, cells: int, found: NDArray[Any]) -> NDArray[Any]:
    """An array for every cell in which nothing is known yet; `found` is like what will be."""
    shape = (cells, *found.shape[1:])
    if measure.kind in ("class", "integer"):
        return np.full(shape, NONE, dtype=found.dtype)
    return np.full(shape, np.nan)


def count_classes(values: NDArray[Any]) -> Integers:
    """How many values are of each class: first those without one, then class 0, 1 …"""
    counts: Integers = np.bincount(np.ravel(values).astype(np.intp) - NONE, minlength=1)
    return counts


def _sum(first: Integers, second: Integers) -> Integers:
    """The sum of two counts, of which one may have seen more classes than the other."""
    if len(first) < len(second):
        first, second = second, first
    total = first.copy()
    total[: len(second)] += second
    return total
