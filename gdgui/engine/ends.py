"""Where descents ended: what the measures and the outcome are computed from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gdgui.engine.objectives import Bound
from gdgui.engine.setup import Rules
from gdgui.engine.types import Flags, Positions, Values, size


@dataclass(frozen=True, eq=False)
class Ends:
    """The ends of n descents.

    `start` and `positions` have the shape (dim, n); `halted` (n,) is true where a descent stood
    still in its last epoch because its learning rate was 0.
    """

    bound: Bound
    believed: Callable[[Positions], Positions]
    tolerance: float
    start: Positions
    positions: Positions
    halted: Flags

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
        with np.errstate(all="ignore"):
            return size(self.believed(self.positions))


def ends_of(
    rules: Rules, tolerance: float, start: Positions, positions: Positions, halted: Flags
) -> Ends:
    """The ends of descents that followed `rules`."""
    return Ends(rules.bound, rules.believed, tolerance, start, positions, halted)
