"""What the optimizers remember in every epoch.

A record keeps no states of rules, so the way of a descent is gone once more, a piece at a time between
the pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from gdgui.engine.descent import Loop
from gdgui.engine.memory import remembered
from gdgui.engine.setup import prepare
from gdgui.ui.plain_math import plain_text
from gdgui.ui.snapshot import Array, Run

SLICE = 0.004
"""Seconds of work in one turn of the event loop."""

PAUSE = 8
"""Milliseconds between two such turns: the rest belongs to the pictures."""

KEPT = 24
"""Descents whose states are kept."""

NONE = np.empty(0)


def field_names(run: Run) -> list[str]:
    """The fields of the optimizer's state that are numbers of the descent's own, as symbols."""
    return [plain_text(symbol) for symbol in remembered(run.plan.setup).values()]


class States(QObject):
    """The states of descents, as far as they have been found; `found` tells of more."""

    found = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[bytes, Array] = {}
        self._wanted: list[Run] = []
        self._way: _Way | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether some are still being looked for."""
        return self._timer.isActive()

    def values(self, run: Run, field: int) -> Array:
        """One field of a run's optimizer in every epoch, (k + 1,); empty where there is none yet."""
        known = self._known.get(run.plan.key)
        return NONE if known is None or field >= len(known) else known[field]

    def ask(self, runs: Sequence[Run]) -> None:
        """Looks for the states of these runs, and no more for those of others."""
        self._wanted = [
            run
            for run in runs
            if run.outcome is not None and run.plan.key not in self._known and field_names(run)
        ]
        if self._way is not None and self._way.key not in {run.plan.key for run in self._wanted}:
            self._way = None
        if self._wanted and not self._timer.isActive():
            self._timer.start()

    def find(self) -> None:
        """Finds all that is looked for, here and now: a figure does not come back to it."""
        self._search(inf)

    def _go_on(self) -> None:
        self._search(perf_counter() + SLICE)

    def _search(self, until: float) -> None:
        while self._wanted and perf_counter() < until:
            if self._way is None:
                self._way = _Way(self._wanted[0])
            if not self._way.go(until):
                return
            self._known[self._way.key] = self._way.states
            while len(self._known) > KEPT:
                del self._known[next(iter(self._known))]
            self._wanted = [run for run in self._wanted if run.plan.key != self._way.key]
            self._way = None
        if not self._wanted and self._timer.isActive():
            self._timer.stop()
            self.found.emit()


class _Way:
    """The way of one descent, gone once more."""

    def __init__(self, run: Run) -> None:
        self.key = run.plan.key
        self._epochs = run.epochs
        self._optimizer = run.plan.setup.optimizer.key
        self._loop = Loop(prepare(run.plan.setup), run.plan.setup.start)
        self.states = np.full((len(field_names(run)), run.epochs + 1), np.nan)
        self._note()

    def go(self, until: float) -> bool:
        """Goes on until a moment; True where the end is reached."""
        with np.errstate(all="ignore"):
            while self._loop.epoch < self._epochs:
                if perf_counter() >= until:
                    return False
                self._loop.run(self._loop.epoch + 1)
                self._note()
        self.states.flags.writeable = False
        return True

    def _note(self) -> None:
        """Writes down the first coordinate of every field."""
        self._loop.turn_off()
        if self._loop.rules.optimizer.key != self._optimizer:
            return  # a branch that follows another optimizer yet, which remembers other things
        own = (array for array in self._loop.states()[1] if np.ndim(array) == 2)
        for row, array in enumerate(own):
            self.states[row, self._loop.epoch] = array[0, 0]
