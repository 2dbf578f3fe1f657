"""Documents that take time to be prepared, off the GUI thread and in turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from gdgui.document.model import Document
from gdgui.document.plan import Plan
from gdgui.engine.message import InputError, Message
from gdgui.engine.patience import TakesTime, at_once
from gdgui.jobs import job as events
from gdgui.jobs.prepare import Prepared, PrepareJob
from gdgui.jobs.runner import JobRunner

Make = Callable[[], Prepared]
Use = Callable[[Document, Plan], None]
Refuse = Callable[[InputError], None]


class _Waiting(NamedTuple):
    """What is to be prepared, in turn."""

    make: Make
    use: Use
    refuse: Refuse
    merge: str


class Preparer(QObject):
    """Makes documents and their plans: at once where that is possible, else in a thread."""

    problem = Signal(object)
    """A sentence (Message) about a failure of our own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner(self, "plans")
        self._runner.reported.connect(self._on_report)
        self._waiting: list[_Waiting] = []

    def prepare(self, make: Make, use: Use, refuse: Refuse, merge: str = "") -> bool | None:
        """Uses the document and plan that `make` gives, or refuses it with the reason.

        True: used; False: refused; None: it takes time, or stands behind what does; it is made off
        this thread, and used or refused when it is there.  What waits with the same `merge` key is
        replaced.
        """
        waiting = _Waiting(make, use, refuse, merge)
        if not self._waiting:
            try:
                with at_once():
                    made = make()
            except TakesTime:
                pass
            except InputError as error:
                refuse(error)
                return False
            else:
                use(*made)
                return True
        if self._waiting and merge and self._waiting[-1].merge == merge:
            self._waiting.pop()
        self._waiting.append(waiting)
        if len(self._waiting) == 1:
            self._runner.submit(PrepareJob(make))
        return None

    @Slot(object)
    def _on_report(self, event: events.Event) -> None:
        if not self._waiting or not isinstance(event, events.Finished | events.Failed):
            return
        first, *others = self._waiting
        # The first is prepared as if nothing waited: what it needs is there now.
        self._waiting = []
        match event:
            case events.Finished():
                self.prepare(*first)
            case events.Failed(error=InputError() as error):
                first.refuse(error)
            case events.Failed(error=error):
                self.problem.emit(Message("this could not be computed: {why}", {"why": str(error)}))
        for waiting in others:
            self.prepare(*waiting)

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        self._runner.shutdown()
