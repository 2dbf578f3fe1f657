"""What a rule may look at in one epoch, computed when it is asked for and never twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from gdgui.engine import random
from gdgui.engine.objectives import Bound, Hessians
from gdgui.engine.types import Integers, Positions, Values


class Following(Protocol):
    """The rules that the descents follow, as far as a step has to know them."""

    @property
    def bound(self) -> Bound: ...
    @property
    def believed(self) -> Callable[[Positions], Positions]: ...
    @property
    def epochs(self) -> int | Integers: ...
    @property
    def seed(self) -> int | Integers: ...
    @property
    def stream(self) -> Integers: ...


class Step(Struct, eq=False, gc=False):
    """One epoch of n descents, before the update.

    `epoch` is t, counted from 0; `positions` and `gradient` have the
    shape (dim, n).  The gradient is the one that the descents believe, which
    need not be the exact one; value and curvature are the objective's own.
    """

    # One is made in every epoch of every descent, and msgspec makes it in 40 % of the time that a
    # class with an __init__ takes: a fiftieth of a whole heatmap.
    epoch: int
    positions: Positions
    gradient: Positions
    _rules: Following
    _value: Values | None = None
    _curvature: Hessians | None = None

    @property
    def epochs(self) -> int | Integers:
        """N: one for all descents, or of shape (n,)."""
        return self._rules.epochs

    def value(self) -> Values:
        """f at the positions, shape (n,)."""
        if self._value is None:
            self._value = self._rules.bound.value(self.positions)
        return self._value

    def curvature(self) -> Hessians:
        """The exact second derivatives at the positions, shape (dim, dim, n)."""
        if self._curvature is None:
            self._curvature = self._rules.bound.hessian(self.positions)
        return self._curvature

    def value_at(self, positions: Positions) -> Values:
        """f elsewhere: at `positions` of shape (dim, n), column by column the same descents."""
        return self._rules.bound.value(positions)

    def gradient_at(self, positions: Positions) -> Positions:
        """The believed gradient elsewhere."""
        return self._rules.believed(positions)

    def normal(self) -> Values:
        """Standard normal noise of the shape of the positions: pure in (seed, stream, epoch)."""
        return random.normal(self._rules.seed, self._rules.stream, self.epoch, len(self.positions))
