"""Keeps the count of random starts up to date, as long as a chart shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from gdgui.document.model import Document
from gdgui.document.plan import Plan
from gdgui.jobs import job as events
from gdgui.jobs.job import CancelToken
from gdgui.jobs.runner import JobRunner
from gdgui.ui.intents import Intents
from gdgui.ui.theory import basins_key, chosen_part

if TYPE_CHECKING:
    from gdgui.jobs.chance import Chance, ChanceJob


def chance_job(document: Document, plan: Plan) -> ChanceJob | None:
    """What is to be counted for a document; None for a function of two variables."""
    from gdgui.jobs.chance import ChanceJob  # nobody needs it before the first picture

    if plan.objective.dimension != 1:
        return None
    setup = chosen_part(document, plan).setup
    starts = document.view.random_starts
    return ChanceJob(repr((basins_key(setup), starts)), setup, starts)


def complete_chance(document: Document, plan: Plan) -> Chance | None:
    """All of it, computed here and now."""
    found = None
    job = chance_job(document, plan)
    if job is not None:
        for found in job.run(CancelToken()):  # noqa: B007 - the last one has them all
            pass
    return found


class Chancer(QObject):
    """Follows the document; the latest count wins, and one that is not shown is not made."""

    changed = Signal()

    def __init__(self, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: Chance | None = None
        self._followed: tuple[Document, Plan] | None = None
        self._wanted = ""
        self._shown = False
        self._runner = JobRunner(self, "chance")
        self._runner.reported.connect(self._on_report)
        intents.chance_asked.connect(self._ask)
        intents.stop_requested.connect(self._stop)

    def follow(self, document: Document, planned: Plan) -> None:
        """Another document: what it changes is counted anew."""
        self._followed = document, planned
        self._go_on()

    @Slot(bool)
    def _ask(self, shown: bool) -> None:
        """A chart shows the count, or none does any more."""
        self._shown = shown
        if not shown and self._runner.busy:
            self._runner.cancel()
            self._wanted = ""
        self._go_on()

    @Slot()
    def _stop(self) -> None:
        """What has been counted so far stays."""
        self._runner.cancel()

    def _go_on(self) -> None:
        if not self._shown or self._followed is None:
            return
        job = chance_job(*self._followed)
        if job is None:
            self._runner.cancel()
            self.found, self._wanted = None, ""
        elif job.key != self._wanted:
            self._wanted = job.key
            self._runner.submit(job)

    @Slot(object)
    def _on_report(self, event: events.Event) -> None:
        if isinstance(event, events.Delivered):
            self.found = cast("Chance", event.piece)  # the only kind of piece there is
            self.changed.emit()
        elif isinstance(event, events.Failed):
            self.found = None
            self.changed.emit()

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        self._runner.shutdown()
