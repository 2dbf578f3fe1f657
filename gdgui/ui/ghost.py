"""The ghost: the descent behind the cell that the pointer is over, before anybody clicks on it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from gdgui.document.model import Replay
from gdgui.document.plan import DescentPlan, Plan, cell_plan
from gdgui.jobs import job as events
from gdgui.jobs.descents import DescentDone, DescentsJob
from gdgui.jobs.runner import JobRunner
from gdgui.ui.intents import Intents
from gdgui.ui.snapshot import GHOST, Run


class Ghost(QObject):
    """Computes the descent behind the latest cell that was hovered over, in a thread of its own.

    The pointer crosses cells faster than long descents are done: only the latest counts.
    """

    changed = Signal()

    def __init__(self, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run: Run | None = None
        self._plan: Plan | None = None
        self._wanted: DescentPlan | None = None
        self._runner = JobRunner(self, "ghost")
        self._runner.reported.connect(self._on_report)
        intents.hovered.connect(self._hover)

    def follow(self, planned: Plan) -> None:
        """Another document: its cells are other ones, until the pointer moves again."""
        if self._plan is not None and [s.key for s in planned.sweeps] != [
            s.key for s in self._plan.sweeps
        ]:
            self._hover(None)
        self._plan = planned

    @Slot(object)
    def _hover(self, cell: object) -> None:
        if not isinstance(cell, Replay) or self._plan is None:
            self._wanted = None
            self._runner.cancel()
            if self.run is not None:
                self.run = None
                self.changed.emit()
            return
        wanted = cell_plan(self._plan.sweeps[cell.sweep], cell.cell, GHOST)
        if self._wanted is None or wanted.key != self._wanted.key:
            self._wanted = wanted
            self._runner.submit(DescentsJob((wanted,)))

    @Slot(object)
    def _on_report(self, event: events.Event) -> None:
        if not isinstance(event, events.Delivered) or self._wanted is None:
            return
        piece = event.piece
        if isinstance(piece, DescentDone) and piece.key == self._wanted.key:
            self.run = Run(GHOST, self._wanted, piece.record, True, piece.outcome, piece.sentence)
            self.changed.emit()

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        self._runner.shutdown()
