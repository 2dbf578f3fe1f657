"""The descents that a document asks for, and how far they are computed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from gdgui.document.plan import DescentPlan, Plan
from gdgui.engine.descent import FIELDS, Chunk, join
from gdgui.engine.message import Message
from gdgui.jobs import job as events
from gdgui.jobs.asked import Asked
from gdgui.jobs.descents import DescentChunk, DescentDone, DescentsJob
from gdgui.jobs.recent import Recent
from gdgui.jobs.runner import JobRunner
from gdgui.ui.snapshot import REPLAY, Run

DRAWN = 1000
"""Epochs for which the views get one more millisecond of rest before more of a descent is drawn."""

KEPT = 200_000_000
"""Bytes of complete results that are kept, so that undo shows them at once; a million epochs of one
variable have 64 MB."""


class Descender(QObject):
    """Computes what is missing, and keeps what was computed before."""

    changed = Signal(int)
    """There is more to be seen; the views may rest so many milliseconds longer than usual."""
    problem = Signal(object)
    """A sentence (Message) about a failure of our own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner(self)
        self._runner.reported.connect(self._on_report)
        self._runs: dict[int, Run] = {}
        self._asked = Asked()
        self._parts: dict[bytes, list[Chunk]] = {}
        self._complete: Recent[Run] = Recent(KEPT, _size)

    def run(self, part: DescentPlan) -> Run:
        """What is known of a descent; the same object until more is."""
        run = self._runs.get(part.index)
        if run is None or (run.plan is not part and run.plan.key == part.key):
            run = Run(part.index, part) if run is None else _replan(run, part)
            self._runs[part.index] = run
        return run

    def forget(self) -> None:
        """What is on screen belongs to no present document any more."""
        self._runs.clear()

    def follow(self, planned: Plan) -> None:
        """Computes what the plan asks for and is not there yet; the latest plan wins.

        What is being computed goes on where it is still asked for, whatever else has changed.
        """
        parts = {part.index: part for part in planned.descents}
        if planned.replay is not None:
            parts[REPLAY] = planned.replay
        parts |= {part.index: part for part in planned.pins}
        for index in [index for index in self._runs if index not in parts]:
            del self._runs[index]
        self._complete.show(part.key for part in parts.values())
        missing = []
        for index, part in parts.items():
            complete = self._complete.get(part.key)
            if complete is not None:
                self._runs[index] = _replan(complete, part)
                continue
            former = self._runs.get(index)
            if former is None or former.plan.key != part.key:
                former_record = None if former is None else former.record
                self._runs[index] = Run(index, part, former_record)
            missing.append(part)
        self._asked.tell(missing)
        if not missing:
            self._parts.clear()
            self._runner.cancel()
        elif self._runner.busy:
            self._parts = {part.key: self._parts.get(part.key, []) for part in missing}
        else:
            self._compute()

    def _compute(self) -> None:
        """Begins with all that is asked for."""
        self._parts = {key: [] for key in self._asked.plans}
        self._runner.submit(DescentsJob(asked=self._asked))

    def gather(self) -> None:
        """Puts the chunks that came since the last time into the runs."""
        for index, run in list(self._runs.items()):
            chunks = self._parts.get(run.plan.key)
            if chunks:
                record = join(chunks)
                self._parts[run.plan.key] = [record]
                if len(record) != run.epochs or not run.current:
                    self._runs[index] = Run(index, run.plan, record, True)

    @Slot(object)
    def _on_report(self, event: events.Event) -> None:
        match event:
            case events.Delivered(piece=DescentChunk() as piece):
                parts = self._parts.get(piece.key)
                if parts is None or sum(map(len, parts)) != piece.chunk.epoch[0]:
                    return  # of one that was given up meanwhile
                parts.append(piece.chunk)
                # To draw half a million epochs takes a while, and somebody may want to click meanwhile.
                self.changed.emit(0 if piece.last else int(piece.chunk.epoch[-1]) // DRAWN)
            case events.Delivered(piece=DescentDone() as piece):
                self._finish(piece)
                self.changed.emit(0)
            case events.Finished() if self._parts:
                self._compute()  # asked for when the last look had been taken
            case events.Failed(error=error):
                self.problem.emit(Message("this could not be computed: {why}", {"why": str(error)}))
                self.changed.emit(0)

    def _finish(self, done: DescentDone) -> None:
        self._parts.pop(done.key, None)
        self._asked.give_up(done.key)
        for index, run in list(self._runs.items()):
            if run.plan.key == done.key:
                finished = Run(index, run.plan, done.record, True, done.outcome, done.sentence)
                self._runs[index] = finished
                self._complete.put(done.key, finished)

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        self._runner.shutdown()


def _size(run: Run) -> int:
    """The bytes of the arrays of a complete run: its record, and its path, made when it is drawn."""
    assert run.record is not None
    arrays = [getattr(run.record, name) for name in FIELDS]
    return sum(int(array.nbytes) for array in (*arrays, run.record.position))


def _replan(run: Run, part: DescentPlan) -> Run:
    """The same results under a plan that asks for the same, perhaps at another place."""
    return Run(part.index, part, run.record, run.current, run.outcome, run.sentence)
