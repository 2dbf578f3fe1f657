"""The way of a descent gone again: any of its epochs with all that its rules remembered there."""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from gdgui.engine.descent import Chunk, Loop
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Rules, Setup, prepare
from gdgui.engine.step import Step
from gdgui.engine.types import State
from gdgui.engine.worked import Quantity

PIECE = 256
"""Epochs between two looks at the clock while the way to an epoch is gone again."""

MARK = 4096
"""Epochs between two places from which the way can be gone on."""


class Moment(Struct, frozen=True, eq=False):
    """One epoch of one descent (n = 1): what held before, and what came after.

    `states` are (schedule, optimizer) before it, `after` the same after it; positions, gradient and
    noise are (dim,).  `update` is the number of this update, from 1: steps that a schedule refused do
    not count.
    """

    epoch: int
    update: int
    noise: Quantity | None
    rules: Rules
    position: Quantity
    gradient: Quantity
    rate: float
    next_position: Quantity
    states: tuple[State, State]
    after: tuple[State, State]


class Retrace:
    """Goes the way of a descent again to any of its epochs, a piece at a time.

    A record keeps no states of rules: they are found by running the loop once more.  Rules without a
    state are at once where they are wanted.
    """

    def __init__(self, setup: Setup) -> None:
        self._rules = prepare(setup)
        self._loop = Loop(self._rules, setup.start)
        self._marks = {0: copy.copy(self._loop)}
        self.stateless = not any(self._loop.states()) and not self._rules.before

    def moment(
        self,
        epoch: int,
        position: Quantity,
        rate: float,
        hurry: Callable[[], bool],
        update: int | None = None,
    ) -> Moment | None:
        """The epoch that begins at `position` with learning rate `rate`; None where `hurry` ended it.

        `update` is its number among the updates, where that is not epoch + 1.  Asked again, it goes on
        from where it was.
        """
        with np.errstate(all="ignore"):
            if self.stateless:
                self._loop = Loop(self._rules, np.array(position, dtype=np.float64)[:, np.newaxis])
                self._loop.epoch, self._loop.rate = epoch, rate
            elif not self._reach(epoch, hurry):
                return None
            self._loop.turn_off()
            before = self._loop.states()
            self._loop.run(epoch + 1)
        loop = self._loop
        noise = None
        if loop.rules.optimizer.random:
            noise = Step(epoch, loop.before, loop.gradient, loop.rules).normal()[:, 0]
        return Moment(
            epoch=epoch,
            update=epoch + 1 if update is None else update,
            noise=noise,
            rules=loop.rules,
            position=loop.before[:, 0],
            gradient=loop.gradient[:, 0],
            rate=float(np.ravel(loop.rate)[0]),
            next_position=loop.positions[:, 0],
            states=before,
            after=loop.states(),
        )

    def _reach(self, epoch: int, hurry: Callable[[], bool]) -> bool:
        behind = self._loop.epoch > epoch
        best = max(mark for mark in self._marks if mark <= epoch)
        if behind or best > self._loop.epoch:
            self._loop = copy.copy(self._marks[best])
        while self._loop.epoch < epoch:
            if hurry():
                return False
            target = min(epoch, self._loop.epoch + PIECE, (self._loop.epoch // MARK + 1) * MARK)
            self._loop.run(target)
            if target % MARK == 0 and target not in self._marks:
                self._marks[target] = copy.copy(self._loop)
        return True


def update_number(record: Chunk, row: int, setup: Setup) -> int:
    """The number of the update in a row of a record: only under a schedule that may refuse a step is
    it not the row's own."""
    if SCHEDULES[setup.schedule.key].accept is None:
        return row + 1
    return 1 + int(np.count_nonzero(np.any(record.displacement[:row] != 0, axis=1)))
