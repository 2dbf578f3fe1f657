"""How a descent came out: one of a few classes, never an exception.  `explain` has their sentences."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.arrival import at_minimum, lowest_nearby
from gdgui.engine.descent import Chunk
from gdgui.engine.ends import Ends
from gdgui.engine.message import Message
from gdgui.engine.objectives import Objective
from gdgui.engine.orbit import TURNED
from gdgui.engine.types import Flags, Option, Positions

FAR = 1e6
"""Further than so many domain widths from the domain's centre, a descent has diverged."""

CHAOS = 0.01
"""Chaotic is what neighbours flee from at a larger Lyapunov exponent, per epoch."""


class Outcome(IntEnum):
    """The classes, in the order in which they are tried; the last two are tried on unfinished ones."""

    DIVERGED = 0
    CONVERGED = 1
    STUCK = 2
    SETTLED_ELSEWHERE = 3
    STOPPED = 4
    UNFINISHED = 5
    OSCILLATING = 6
    CHAOTIC = 7

    @property
    def key(self) -> str:
        """The name in files and tables."""
        return self.name.lower()

    @property
    def option(self) -> Option:
        """Key and title."""
        return OPTIONS[self]


OPTIONS = (
    Option("diverged", Message("diverged")),
    Option("converged", Message("converged")),
    Option("stuck", Message("stuck")),
    Option("settled_elsewhere", Message("settled elsewhere")),
    Option("stopped", Message("stopped")),
    Option("unfinished", Message("unfinished")),
    Option("oscillating", Message("oscillating")),
    Option("chaotic", Message("chaotic")),
)


def has_left(objective: Objective, positions: Positions) -> Flags:
    """Where a position is no number any more, or beyond all bounds, (n,)."""
    left = np.zeros(positions.shape[1:], dtype=np.bool_)
    for row, (low, high) in zip(positions, objective.domain, strict=True):
        left |= ~(np.abs(row - (low + high) / 2) <= FAR * (high - low))
    return left


def judge(ends: Ends) -> NDArray[np.int8]:
    """The outcome of each descent, (n,), by what holds at its end.

    Oscillating: it returns to itself within 10⁻⁹ domain widths, with a period of 2 to 64.  Chaotic: it
    is bounded, has turned back within its last 64 epochs and has no such period, and its Lyapunov
    exponent is above 0.01.  (One that walks in one direction may flee from its neighbours too, down
    from a hilltop, but it has not yet shown any bounds.)  Raises Cancelled when the token of `ends` is
    set.
    """
    objective = ends.bound.objective
    with np.errstate(all="ignore"):
        numbers = np.isfinite(ends.value) & np.isfinite(ends.steepness)
        diverged = has_left(objective, ends.positions) | ~numbers
        flat = ends.steepness <= ends.tolerance
        believed = ends.believed_steepness <= ends.tolerance
        candidates = np.flatnonzero((flat | at_minimum(objective, ends.positions)) & ~diverged)
        lowest = candidates[lowest_nearby(ends.bound, ends.positions, candidates, ends.value)]
    # Plain numbers: numpy takes five times as long to compare with a member of an enumeration.
    codes = np.full(len(diverged), int(Outcome.UNFINISHED), dtype=np.int8)
    codes[ends.halted] = int(Outcome.STOPPED)
    codes[believed] = int(Outcome.SETTLED_ELSEWHERE)
    codes[flat] = int(Outcome.STUCK)
    codes[lowest] = int(Outcome.CONVERGED)
    codes[diverged] = int(Outcome.DIVERGED)
    unfinished = codes == int(Outcome.UNFINISHED)
    if unfinished.any():
        _judge_unfinished(ends, codes, unfinished)
    return codes


def _judge_unfinished(ends: Ends, codes: NDArray[np.int8], unfinished: Flags) -> None:
    """Tells those that go round, and those that flee from their neighbours, from the others."""
    if not ends.orbit.any():  # nobody has turned
        return
    codes[unfinished & (ends.orbit > TURNED)] = int(Outcome.OSCILLATING)
    turned = np.flatnonzero(unfinished & (ends.orbit == TURNED))
    if len(turned):
        with np.errstate(all="ignore"):
            wild = ends.watched("lyapunov_exponent", turned) > CHAOS
        codes[turned[wild]] = int(Outcome.CHAOTIC)


def diverged_at(objective: Objective, record: Chunk) -> int:
    """The first epoch whose step leads out of all numbers or bounds for good; −1 where none does."""
    with np.errstate(all="ignore"):
        left = has_left(objective, record.next_position.T)
    inside = np.flatnonzero(~left)
    first = int(inside[-1]) + 1 if len(inside) else 0
    return first if first < len(left) else -1
