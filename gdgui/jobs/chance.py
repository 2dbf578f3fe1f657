"""Many random starts of one descent, counted while they come in, by all cores.  No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from msgspec import Struct

from gdgui.engine import chance, theory
from gdgui.engine.chance import Tally
from gdgui.engine.descent import Cancelled
from gdgui.engine.setup import Setup, resolve_objective
from gdgui.engine.theory import Terrain
from gdgui.engine.types import Values
from gdgui.jobs.background import give_way
from gdgui.jobs.estimate import cores
from gdgui.jobs.job import CancelToken

FIRST = 1024
"""Starts of the first block: something is to be seen at once."""

BLOCK = 16_384
"""Starts of the others: their arrays stay in the processor's cache."""


class Chance(Struct, frozen=True, eq=False):
    """What the first descents of `wanted` came to.

    `minima` (m,) are the minima of the function, `widths` (m,) the shares of the domain that their
    basins have.
    """

    key: str
    tally: Tally
    minima: Values
    widths: Values
    wanted: int

    @property
    def done(self) -> bool:
        """Whether all starts have been counted."""
        return self.tally.count >= self.wanted


class ChanceJob(Struct, frozen=True, eq=False):
    """Yields a Chance whenever more descents have ended, the last one with all of them."""

    key: str
    setup: Setup
    starts: int

    def run(self, token: CancelToken) -> Iterator[Chance]:
        """Raises Cancelled when `token` is set."""
        bound = resolve_objective(theory.alone(self.setup).objective)
        land = theory.terrain(bound)
        widths = chance.widths(land, bound.objective)
        # The threads belong to this run: they are gone when it ends, on whatever way.
        ended = CancelToken()
        both = _Either(token, ended)
        executor = ThreadPoolExecutor(cores(), thread_name_prefix="chance", initializer=give_way)
        try:
            known: Tally | None = None
            for part in self._tallies(executor, land, both):
                known = part if known is None else known.plus(part)
                yield Chance(self.key, known, land.minima, widths, self.starts)
        finally:
            ended.cancel()
            executor.shutdown(wait=True, cancel_futures=True)

    def _tallies(self, executor: ThreadPoolExecutor, land: Terrain, token: _Either) -> Iterator[Tally]:
        firsts = [0, *range(FIRST, self.starts, BLOCK)]
        pending: set[Future[Tally]] = set()
        for first, last in zip(firsts, [*firsts[1:], self.starts], strict=True):
            pending.add(executor.submit(chance.tally, self.setup, land, first, last - first, token))
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
            if token.is_set():
                raise Cancelled


class _Either(Struct, frozen=True, eq=False):
    """A token that is set when one of two is."""

    first: CancelToken
    second: CancelToken

    def is_set(self, epochs: int = 0) -> bool:
        return self.first.is_set(epochs) or self.second.is_set(epochs)
