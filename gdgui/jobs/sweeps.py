"""A sweep, computed by all cores, and what its cells show.  No Qt."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from threading import Lock
from types import MappingProxyType
from typing import Any

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from gdgui.document.plan import SweepPlan
from gdgui.engine import sweep
from gdgui.engine.descent import Cancelled, Token, frozen
from gdgui.engine.field import Field
from gdgui.engine.grid import Grid
from gdgui.engine.measures import MEASURES
from gdgui.engine.repeats import SPREAD, batches, needs_repeats
from gdgui.engine.types import Integers, Positions
from gdgui.jobs.background import give_way
from gdgui.jobs.estimate import block_size, cores, epochs_of_blocks, seconds_for
from gdgui.jobs.job import CancelToken
from gdgui.jobs.memory import check_memory

__all__ = ["Meter", "SweepChunk", "SweepDone", "SweepJob", "completed", "seconds_for", "to_watch"]

CELLS = 32_768
"""Cells whose measures are computed, and handed over, at once: some milliseconds."""


class SweepChunk(Struct, frozen=True, eq=False):
    """Some cells of the sweep whose plan has `key`, complete.

    `cells` (k,) are their numbers, row by row, the first axis slowest; `start` and `positions`, of
    shape (dim, k), tell where they began and ended.  `values` has the array of each chosen measure,
    (k,) or (k, dim).  All arrays are read-only.  `stride` tells how coarse this part of the picture is:
    until their own values come, as many cells along each axis may be shown as this one is.
    """

    key: bytes
    cells: Integers
    start: Positions
    positions: Positions
    values: Mapping[str, NDArray[Any]]
    stride: tuple[int, ...] = (1,)


class SweepDone(Struct, frozen=True, eq=False):
    """The ends of all cells, read-only: with them, another measure needs no descent."""

    key: bytes
    field: Field


class Meter:
    """How much of a job is done, for whoever wants to look, from any thread."""

    def __init__(self) -> None:
        self._total = 1
        self._begun = 0
        self._lock = Lock()  # blocks run at once, and `+=` is not one step

    @property
    def share(self) -> float:
        """From 0 to 1; what is left behind early may let it end before 1."""
        return min(1.0, self._begun / self._total)

    def expect(self, total: int) -> None:
        """Says how many epochs there will be, over all blocks."""
        self._total = max(1, total)

    def begin(self, epochs: int) -> None:
        """Says that a block begins so many epochs."""
        with self._lock:
            self._begun += epochs

    def finish(self) -> None:
        """Says that nothing is left to do."""
        self._begun = self._total


def to_watch(grid: Grid, measures: Iterable[str]) -> tuple[str, ...]:
    """Those of `measures` for which descents are run besides those that tell where the cells end."""
    again = needs_repeats(grid)
    return tuple(k for k in measures if MEASURES[k].watches or (MEASURES[k].repeats and again))


class _Metered:
    """A token that tells a meter of the epochs for which it is asked, and can be set from here.

    Set when the job ends, whatever the reason, since blocks may still be running then.
    """

    def __init__(self, token: Token, meter: Meter) -> None:
        self._stopped = token.is_set
        self._meter = meter
        self.ended = False

    def is_set(self, epochs: int = 0) -> bool:
        self._meter.begin(epochs)
        return self.ended or self._stopped()


class SweepJob(Struct, frozen=True, eq=False):
    """Runs the descents of a sweep and computes `measures` of its cells.

    Yields a SweepChunk whenever cells are complete, the coarse ones first, and a SweepDone at the end.
    With `known`, the ends of all cells from an earlier run, descents are run only for measures that
    have to watch every epoch, and only where nobody has watched yet.  `meter` tells at any time how
    far the descents are.
    """

    plan: SweepPlan
    measures: tuple[str, ...]
    known: Field | None = None
    meter: Meter = field(default_factory=Meter)

    def run(self, token: CancelToken) -> Iterator[SweepChunk | SweepDone]:
        """Raises Cancelled when `token` is set, and InputError where rules do not fit together or the
        memory does not suffice."""
        known = self.known
        seen = {} if known is None else known.watched
        watch = tuple(key for key in to_watch(self.plan.grid, self.measures) if key not in seen)
        if known is not None and not watch:
            ones = (1,) * len(self.plan.grid.shape)
            yield from self._chunks(known, np.arange(self.plan.grid.size), ones, token)
            yield SweepDone(self.plan.key, known)
            return
        found = yield from self._run(watch, token)
        for array in (found.known, found.start, found.positions, found.halted, found.orbit):
            frozen(array)
        for array in found.watched.values():
            frozen(array)
        self.meter.finish()
        yield SweepDone(self.plan.key, found)

    def _run(self, watch: tuple[str, ...], token: CancelToken) -> Generator[SweepChunk, None, Field]:
        """The field, with what `watch` wants to be seen."""
        grid = self.plan.grid
        check_memory(grid)
        # What others may be looking at is left as it is.
        found = Field(grid) if self.known is None else copy(self.known)
        found.watched = dict(found.watched)
        size = block_size(grid)
        epochs = epochs_of_blocks(grid, size)
        self.meter.expect(int(epochs.sum()) * self._runs(watch, size))
        metered = _Metered(token, self.meter)
        # The threads belong to this run: they are gone when it ends, on whatever way.
        executor = None  # a single block is run here
        if len(epochs) > 1:
            executor = ThreadPoolExecutor(cores(), thread_name_prefix="sweep", initializer=give_way)
        try:
            for ends in sweep.run(grid, executor, metered, size, watch, self.known is None):
                if self.known is None:
                    found.add(ends)
                for key, values in ends.watched.items():
                    if key not in found.watched:
                        found.watched[key] = np.zeros(grid.size, dtype=values.dtype)
                    found.watched[key][ends.cells] = values
                yield from self._chunks(found, ends.cells, ends.stride, token)
        finally:
            metered.ended = True
            if executor is not None:
                executor.shutdown(wait=True, cancel_futures=True)
        return found

    def _runs(self, watch: tuple[str, ...], size: int) -> int:
        """How often a block is run: for its ends, to be watched, and for every repeat."""
        runs = (self.known is None) + any(key != SPREAD for key in watch)
        if SPREAD in watch:
            grid = self.plan.grid
            runs += batches(grid, min(size, grid.descents), self.known is None)
        return max(1, runs)

    def _chunks(
        self, found: Field, cells: Integers, stride: tuple[int, ...], token: CancelToken
    ) -> Iterator[SweepChunk]:
        for first in range(0, len(cells), CELLS):
            part = cells[first : first + CELLS]
            ends = found.ends(part, token)
            values = {}
            for key in self.measures:
                if token.is_set():
                    raise Cancelled
                with np.errstate(all="ignore"):
                    values[key] = frozen(MEASURES[key].compute(ends))
            yield SweepChunk(
                self.plan.key,
                frozen(part),
                frozen(ends.start),
                frozen(ends.positions),
                MappingProxyType(values),
                stride,
            )


def completed(
    plan: SweepPlan,
    token: CancelToken,
    known: Field | None = None,
    meter: Meter | None = None,
    measures: Iterable[str] = MEASURES,
) -> Field:
    """The ends of all cells, with what any of `measures` wants to have seen, run by all cores.

    Of what is `known` nothing is run again.  Raises as `SweepJob.run` does.
    """
    watched = to_watch(plan.grid, measures)
    for piece in SweepJob(plan, watched, known, meter or Meter()).run(token):
        if isinstance(piece, SweepDone):
            return piece.field
    raise AssertionError("a sweep ends with its field")
