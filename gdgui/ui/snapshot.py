"""What there is to be seen at one moment: the document, its plan, and the results so far.

A snapshot is frozen; a view that has shown one compares it with the next and touches only what
differs.  Parts that have not changed are the same objects.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.document.model import Document
from gdgui.document.plan import DescentPlan, Plan, SweepPlan
from gdgui.engine.descent import Chunk
from gdgui.engine.message import Message
from gdgui.engine.outcome import Outcome
from gdgui.engine.types import Integers
from gdgui.jobs.dynamics import Basins, Known, OrbitDone

if TYPE_CHECKING:  # the first picture shows neither, and both bring much along
    from gdgui.engine.field import Field
    from gdgui.jobs.chance import Chance

Array = NDArray[np.float64]

REPLAY = -1
"""The index of the run that replays a cell; those of pinned cells are −2, −3 …"""

GHOST = -1000
"""The index of the run of the cell under the pointer."""


class Run(Struct, frozen=True, eq=False, dict=True):
    """A descent on screen: its plan, and as much of its record as has been computed.

    `current` is false while the record still belongs to the plan before a change; `outcome` and
    `sentence` are there once the descent is complete.
    """

    index: int
    plan: DescentPlan
    record: Chunk | None = None
    current: bool = False
    outcome: Outcome | None = None
    sentence: Message | None = None

    @property
    def epochs(self) -> int:
        """How many epochs have been recorded."""
        return 0 if self.record is None else len(self.record)

    @property
    def begins(self) -> int:
        """The epoch in which a branch turns off from the descent that it continues; else 0."""
        past = self.plan.setup.past
        return 0 if past is None else past.epoch

    @cached_property
    def path(self) -> Array:
        """The positions x_0 … x_k, shape (k + 1, dim): every start, and where the last step led."""
        if self.record is None:
            return self.plan.setup.start.T
        return np.concatenate([self.record.position, self.record.next_position[-1:]])

    def trace(self, name: str) -> Array:
        """One of the record's columns against the epoch, shape (k,); positions have one more row."""
        if name == "position":
            return self.path[:, 0]
        if self.record is None:
            return np.empty(0)
        column: Array = getattr(self.record, name)
        return column[:, 0] if column.ndim == 2 else column


class SweepView(Struct, frozen=True, eq=False):
    """The sweep on screen: its plan, the measure's value in each cell (flat), and how far it is.

    `seconds` is the estimate of what it takes here; `waiting` is true where it waits for Run.
    `values` is None before the first cell is known; while the sweep is `running` it goes on being
    filled (see jobs/painted.py).  `counts` has how many known cells are of each class, as
    `count_classes` gives it; None where nobody has counted.  `elapsed` are the seconds that the
    descents took, whatever has been read off their ends since.
    """

    plan: SweepPlan
    values: NDArray[Any] | None = None
    field: Field | None = None
    known: int = 0
    counts: Integers | None = None
    running: bool = False
    waiting: bool = False
    seconds: float | None = None
    elapsed: float | None = None
    current: bool = True

    @property
    def done(self) -> bool:
        """Whether every cell is known."""
        return self.known >= self.plan.grid.size


class TheoryView(Struct, frozen=True, eq=False):
    """What theory says of the chosen descent, as far as it is known; the orbit diagram asked for."""

    known: Known | None = None
    basins: Basins | None = None
    orbit: OrbitDone | None = None


class Snapshot(Struct, frozen=True, eq=False):
    """One moment."""

    document: Document
    plan: Plan
    runs: tuple[Run, ...]
    replay: Run | None = None
    sweep: SweepView | None = None
    busy: bool = False
    theory: TheoryView = TheoryView()
    pins: tuple[Run, ...] = ()
    ghost: Run | None = None
    chance: Chance | None = None

    def has_only_grown(self, former: Snapshot) -> bool:
        """Whether nothing but the sweep has gone on since an earlier moment."""
        return all(
            getattr(self, name) is getattr(former, name)
            for name in ("document", "plan", "replay", "theory", "ghost", "chance")
        ) and (self.runs, self.pins) == (former.runs, former.pins)

    @property
    def shown(self) -> tuple[Run, ...]:
        """All runs on screen, pinned cells and the replay last; a hidden descent is there only while
        it is chosen, and a pinned cell that is replayed is there once."""
        chosen = self.document.view.descent
        runs = [run for k, run in enumerate(self.runs) if not run.plan.hidden or k == chosen]
        replayed = None if self.replay is None else self.replay.plan.key
        runs += [pin for pin in self.pins if pin.plan.key != replayed]
        return tuple(runs) if self.replay is None else (*runs, self.replay)

    @property
    def chosen(self) -> Run:
        """The run that the label rides with: the replay, else the chosen descent."""
        return self.replay or self.runs[self.document.view.descent]

    def own_from(self, run: Run) -> int:
        """The epoch from which a run is drawn: what a branch shares is drawn once, as a part of the
        descent with which it shares it, where that one is on screen."""
        if run.index < 0:
            return 0
        descents, shown = self.document.descents, {other.index for other in self.shown}
        first, link = 0, descents[run.index].continues
        most = run.epochs
        while link is not None:
            most = min(most, link.epoch)
            if link.descent in shown:
                first = max(first, most)
            link = descents[link.descent].continues
        return first

    @property
    def epochs(self) -> int:
        """How many epochs can be played."""
        return max(run.epochs for run in self.shown)


def without_first(values: Array, count: int) -> Array:
    """The values, the first of them no numbers: that part of a line is not drawn."""
    if count <= 0:
        return values
    cut = values.copy()
    cut[:count] = np.nan
    return cut
