"""Chance: where descents end that begin anywhere, counted, beside the widths of the basins."""

from __future__ import annotations

import math

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.engine import batch, theory
from gdgui.engine.descent import Token, frozen
from gdgui.engine.message import InputError, Message
from gdgui.engine.objectives import Objective
from gdgui.engine.outcome import has_left
from gdgui.engine.setup import Setup, random_start, resolve_objective
from gdgui.engine.theory import Terrain
from gdgui.engine.types import Integers, Values

BINS = 160
"""Bins of the histogram."""

ROOM = 0.25
"""How far beyond the domain it reaches, in domain widths: descents come to rest there, too."""


class Tally(Struct, frozen=True, eq=False):
    """What n random starts came to.

    `edges` (b + 1,) are the borders of the bins, `bins` (m + 1, b) how many ends lie in each, by the
    minimum in whose valley they are; the last row is for those in none.  `ends` (m + 1,) counts all of
    them, wherever they lie, `starts` (m + 1,) the starts in each basin.  `sums` are, for each block of
    descents, how many did not diverge, and the sums of their ends and of the squares of these.
    """

    edges: Values
    bins: Integers
    ends: Integers
    starts: Integers
    sums: tuple[tuple[int, float, float], ...] = ()

    @property
    def count(self) -> int:
        """How many descents there are."""
        return int(self.ends.sum())

    @property
    def spread(self) -> float:
        """The standard deviation of the ends; NaN without any."""
        # fsum rounds once, at the end: the order in which blocks were done leaves no trace.
        count, total, squares = (math.fsum(part) for part in zip(*self.sums, strict=True))
        if not count:
            return math.nan
        mean = total / count
        return math.sqrt(max(squares / count - mean * mean, 0.0))

    def plus(self, other: Tally) -> Tally:
        """Both together; the order does not matter to any count."""
        return Tally(
            self.edges,
            frozen(self.bins + other.bins),
            frozen(self.ends + other.ends),
            frozen(self.starts + other.starts),
            self.sums + other.sums,
        )


def edges_for(objective: Objective) -> Values:
    """The borders of the bins: the domain of a function of one variable, and some room beside it."""
    low, high = objective.domain[0]
    room = ROOM * (high - low)
    return np.linspace(low - room, high + room, BINS + 1)


def widths(land: Terrain, objective: Objective) -> Values:
    """The share of the domain that the valley of each minimum of `land` has, (m,).

    This is what a descent with a small enough learning rate and time enough would come to.
    """
    low, high = objective.domain[0]
    borders = np.concatenate([[-np.inf], land.maxima, [np.inf]])
    place = np.searchsorted(land.maxima, land.minima)
    left, right = np.clip(borders[place], low, high), np.clip(borders[place + 1], low, high)
    shares: Values = (right - left) / (high - low)
    return shares


def tally(setup: Setup, land: Terrain, first: int, count: int, token: Token | None = None) -> Tally:
    """Runs the descent of `setup` (n = 1) from the random starts `first` … `first + count` − 1.

    Start k is the one that stream k draws under the seed, so a part of the starts is the same
    whatever the others are.  Raises Cancelled when `token` is set, and InputError for a function of
    two variables.
    """
    one = theory.alone(setup)
    objective = resolve_objective(one.objective).objective
    if objective.dimension != 1:
        raise InputError(Message("ends are counted for functions of one variable"))
    streams = np.arange(first, first + count)
    start = random_start(objective, one.seed, streams)
    ends = batch.finals(replace(one, start=start.copy(), stream=streams), token).positions[0, 0]
    minimum, _ = theory.basins(land, objective, ends)
    valley = np.searchsorted(land.maxima, start[0])
    own = np.full(count, -1, dtype=np.int64)
    for k, at in enumerate(land.minima):
        own[valley == np.searchsorted(land.maxima, at)] = k
    edges, kinds = edges_for(objective), len(land.minima) + 1
    near = ends[~has_left(objective, ends[np.newaxis])]
    bins = [np.histogram(ends[minimum == k], edges)[0] for k in (*range(kinds - 1), -1)]
    return Tally(
        frozen(edges),
        frozen(np.array(bins, dtype=np.int64)),
        frozen(np.bincount(minimum % kinds, minlength=kinds)),
        frozen(np.bincount(own % kinds, minlength=kinds)),
        ((len(near), float(near.sum()), float((near * near).sum())),),
    )
