"""Where descents ended: what the measures and the outcome are computed from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from gdgui.engine.batch import finals_of
from gdgui.engine.descent import Token
from gdgui.engine.objectives import Bound
from gdgui.engine.orbit import Codes
from gdgui.engine.setup import Rules
from gdgui.engine.types import Flags, Integers, Positions, Values, size
from gdgui.engine.watch import watch_own

Look = Callable[[str, Integers], NDArray[Any]]

Repeat = Callable[[], Values]
"""How far apart the repeats of each descent ended."""


class Ends(Struct, frozen=True, eq=False, dict=True):
    """The ends of n descents.

    `start` and `positions` have the shape (dim, n); `halted` (n,) is true where a descent stood
    still in its last epoch because its learning rate was 0.  `known_orbit` (n,) tells how they went in
    their last 64 epochs, and `look` what somebody saw who watched the descents of some numbers; where
    these are not at hand, the descents are run once more by their `rules`.  `repeat` tells how far
    apart their repeats ended, where there are some.
    """

    bound: Bound
    believed: Callable[[Positions], Positions]
    tolerance: float
    start: Positions
    positions: Positions
    halted: Flags
    rules: Rules | None = None
    known_orbit: Codes | None = None
    look: Look | None = None
    repeat: Repeat | None = None
    token: Token | None = None
    _watched: dict[str, NDArray[Any]] = field(default_factory=dict)

    @cached_property
    def value(self) -> Values:
        """f at the ends, (n,)."""
        with np.errstate(all="ignore"):
            return self.bound.value(self.positions)

    @cached_property
    def steepness(self) -> Values:
        """The size of the exact gradient at the ends, (n,)."""
        with np.errstate(all="ignore"):
            return size(self.bound.gradient(self.positions))

    @cached_property
    def believed_steepness(self) -> Values:
        """The size of the gradient that the descents believe, (n,)."""
        if self.rules is not None and self.rules.believes_exact:
            return self.steepness
        with np.errstate(all="ignore"):
            return size(self.believed(self.positions))

    @cached_property
    def orbit(self) -> Codes:
        """How the descents went in their last 64 epochs, (n,); the codes are those of orbit.py."""
        if self.known_orbit is not None:
            return self.known_orbit
        if self.rules is None:
            return np.zeros(len(self.halted), dtype=np.int8)
        orbit: Codes = finals_of(self.rules, self.start, self.token).orbit[0]
        return orbit

    @cached_property
    def spread(self) -> Values:
        """The standard deviation of the ends over the repeats of each descent, (n,); NaN without any.

        In two dimensions the root of the sum of both variances.
        """
        return np.full(self.start.shape[1], np.nan) if self.repeat is None else self.repeat()

    def watched(self, key: str, index: Integers | None = None) -> NDArray[Any]:
        """What one sees who watches every epoch, of all descents or of those at `index`.

        `key` is that of a measure that watches.  Raises Cancelled when the token is set.
        """
        everybody = np.arange(self.start.shape[1])
        # Who asks for all by their numbers is to find them again, too.
        if index is not None and np.array_equal(index, everybody):
            index = None
        if key in self._watched:
            whole = self._watched[key]
            return whole if index is None else whole[index]
        if index is None:
            self._watched[key] = self._watch(key, everybody)
            return self._watched[key]
        return self._watch(key, index)

    def _watch(self, key: str, index: Integers) -> NDArray[Any]:
        if self.look is not None:
            return self.look(key, index)
        if self.rules is None:
            raise ValueError("without their rules, nobody can watch descents")
        rules, start = self.rules.take(index), self.start[:, index]
        return watch_own(rules, start, (key,), self.tolerance, self.token)[key]


def ends_of(
    rules: Rules,
    tolerance: float,
    start: Positions,
    positions: Positions,
    halted: Flags,
    orbit: Codes | None = None,
    token: Token | None = None,
) -> Ends:
    """The ends of descents that followed `rules`.  What has to be computed yet heeds `token`."""
    believed = rules.believed
    return Ends(rules.bound, believed, tolerance, start, positions, halted, rules, orbit, token=token)
