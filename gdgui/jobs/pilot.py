"""A few descents that go ahead of a sweep, to see how what an epoch takes changes on the way.  No Qt.

An epoch does not take the same time all along.  Descents that come to rest leave, and an epoch of
those that are left is shorter.  A rule that searches may need one look at the function while it is far
from a minimum and thirty when it is near, where what is left of a fall is lost in rounding.
"""

from __future__ import annotations

import sys
from time import perf_counter, thread_time
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from gdgui.engine.batch import PERIOD, WORTH, forgets_the_epoch, repeating
from gdgui.engine.descent import Loop
from gdgui.engine.orbit import SAME
from gdgui.engine.setup import Setup, prepare
from gdgui.engine.types import Flags, Positions, State, Values

clock = perf_counter if sys.platform == "win32" else thread_time
"""What others do meanwhile is not counted: a program that starts has threads that import.  On Windows
the time of a thread goes in steps of a sixtieth of a second."""

STRETCH = 3
"""Epochs that are timed together.  The first epoch goes before and is not timed."""

RECENT = 8
"""Stretches from which is told how it goes on."""

LATELY, OTHERS = 32, 1.7
"""Stretches from which is told what an epoch takes, and how much more others may make of it."""

FEWEST, BURST = 3, 3e-4
"""So many of them are the last ones at least, and so many seconds: longer than what holds up a few."""

EVER = 2**62
"""Later than all epochs."""


class Leg(NamedTuple):
    """A part of the way, up to the epoch `until`: what an epoch takes, and which share of the descents
    is still there."""

    until: int
    seconds: float
    running: float = 1.0


class Way(Struct, frozen=True):
    """What was `seen` of a way, and how it goes on `later`; the last leg is without end.

    `turning` is the share of the descents that still turn back and forth at the end.
    """

    seen: list[Leg]
    later: list[Leg]
    turning: float

    @property
    def legs(self) -> list[Leg]:
        """All of it."""
        return self.seen + self.later


class Pilot:
    """The descents of a setup, which leave as those of a sweep do: many at a time.

    Without `leave` all stay.
    """

    def __init__(self, setup: Setup, leave: bool = True) -> None:
        rules = prepare(setup)
        self._count = setup.start.shape[1]
        self._longest = int(np.max(setup.epochs))
        self._leave = leave and forgets_the_epoch(rules)
        self._loop = Loop(rules, setup.start)
        self._seen: list[Leg] = []
        self._steps: list[tuple[int, Positions]] = []

    def go(self, budget: float) -> Way:
        """Goes on for so many seconds, or to the end."""
        with np.errstate(all="ignore"):
            self._go(budget)
            ends = self._ends()
            turning = np.count_nonzero(self._turns() & (ends > self._longest)) / self._count
            return Way(self._seen, self._later(ends), turning)

    def _go(self, budget: float) -> None:
        loop = self._loop
        loop.run(min(1, self._longest))
        earlier, look = (loop.positions, loop.states()), loop.epoch + PERIOD
        began = clock()
        while loop.epoch < self._longest and (clock() - began < budget or self._is_held_up()):
            self._stretch()
            if self._leave and loop.epoch == look:
                self._let_leave(*earlier)
                if not self._running:
                    return
                earlier, look = (loop.positions, loop.states()), loop.epoch + PERIOD

    @property
    def _running(self) -> int:
        return len(self._loop.positions[0])

    def _stretch(self) -> None:
        loop, first, began = self._loop, self._loop.epoch, clock()
        loop.run(min(first + STRETCH, self._longest))
        seconds = (clock() - began) / (loop.epoch - first)
        self._seen.append(Leg(loop.epoch, seconds, self._running / self._count))
        self._steps.append((loop.epoch, loop.positions - loop.before))

    def _let_leave(self, positions: Positions, states: tuple[State, State]) -> None:
        """Takes out those that repeat what they were, where it is worth it."""
        repeats = repeating(self._loop, positions, states)
        if np.count_nonzero(repeats) * WORTH >= len(repeats):
            rest = np.flatnonzero(~repeats)
            self._loop.keep(rest)
            self._steps = [(epoch, step[:, rest]) for epoch, step in self._steps[-RECENT:]]

    def _lately(self) -> float:
        """What an epoch takes now: the last stretches tell it, where these took other than those before
        by more than what others on the machine make of it."""
        seconds = np.array([leg.seconds for leg in self._seen])
        if not len(seconds):
            return 0.0
        spent = np.cumsum(seconds[::-1]) * STRETCH
        last = max(FEWEST, int(np.searchsorted(spent, BURST)))
        now, before = float(np.median(seconds[-last:])), float(np.median(seconds[-LATELY:]))
        return now if not before / OTHERS < now < before * OTHERS else before

    def _is_held_up(self) -> bool:
        """Whether the last stretch took much longer than those before: it may go on so, or not."""
        return bool(self._seen) and self._seen[-1].seconds > 2 * self._lately()

    def _later(self, ends: Values) -> list[Leg]:
        """How it goes on: each leg ends where one more descent comes to rest."""
        here, seconds = self._running, self._lately()
        ends = np.append(np.sort(ends[ends < EVER]), EVER)
        shares = (here - np.arange(len(ends))) / self._count
        return [
            Leg(int(end), seconds if share else 0.0, share)
            for end, share in zip(ends, shares.tolist(), strict=True)
        ]

    def _ends(self) -> Values:
        """The epoch in which each descent comes to rest, (n,): where its steps are lost in the rounding
        of its position, if they go on to shrink as they do.  EVER where that cannot be told.

        Under a rate that follows what happens, steps shrink and do not come to rest.
        """
        loop = self._loop
        if not (self._leave and self._steps and self._running):
            return np.full(self._running, EVER)
        steps = self._steps[-RECENT:]
        sizes = np.array([np.abs(step).max(axis=0) for _, step in steps])
        first, last, now = sizes[0], sizes[-1], steps[-1][0]
        lost = np.spacing(np.abs(loop.positions).max(axis=0)) / 2
        left = np.log(lost / last) / np.log(last / first) * (now - steps[0][0])
        shrinks = (np.diff(sizes, axis=0) < 0).all(axis=0) & loop.rules.schedule.steady & (last < first)
        return np.where(last <= lost, now, np.where(shrinks, np.minimum(now + left, EVER), EVER))

    def _turns(self) -> Flags:
        """Which descents have gone to and fro in the last stretches, (n,), by more than rounding."""
        if not self._steps:
            return np.zeros(self._running, dtype=np.bool_)
        near = SAME * np.array(self._loop.rules.bound.objective.widths)[:, np.newaxis]
        steps = np.array([step for _, step in self._steps[-RECENT:]])
        to_and_fro = (steps > near).any(axis=0) & (steps < -near).any(axis=0)
        return np.asarray(to_and_fro.any(axis=0))
