"""Document ↔ jobs ↔ views: makes the next document out of an intent, and submits what it changed.

A number that is typed becomes a document, a plan, a job, and chunks for the charts.  Nothing flows
back from a view but intents, and nothing here knows a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gdgui.document.check import check
from gdgui.document.history import History
from gdgui.document.model import Document
from gdgui.document.plan import DescentPlan, Plan, SweepPlan, plan
from gdgui.engine.descent import Chunk, join
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError, Message
from gdgui.engine.patience import TakesTime, at_once
from gdgui.engine.sweep import Field
from gdgui.jobs import job as events
from gdgui.jobs.descents import DescentChunk, DescentDone, DescentsJob
from gdgui.jobs.estimate import at_most, seconds_for
from gdgui.jobs.painted import Painted, PaintedSweep
from gdgui.jobs.prepare import Prepared, PrepareJob, prepared
from gdgui.jobs.runner import JobRunner
from gdgui.jobs.sweeps import SweepDone
from gdgui.ui.chance import Chancer
from gdgui.ui.ghost import Ghost
from gdgui.ui.intents import Edit, Intents
from gdgui.ui.snapshot import REPLAY, Run, Snapshot, SweepView
from gdgui.ui.theory import Theorist

PATIENCE = 2.0
"""A sweep that is estimated to take longer, in seconds, waits for Run."""

REFRESH = 15
"""Milliseconds in which results are gathered before the views are told."""

GROWING = 50
"""Milliseconds between two pictures of a field that grows: the time between belongs to whoever plays or
drags meanwhile."""

DRAWN = 1000
"""Epochs for which the views get one more millisecond of rest before more of a descent is drawn."""

KEPT = 64
"""Complete results that are kept, so that undo shows them at once."""


Make = Callable[[], Prepared]
Use = Callable[[Document, Plan], None]
Refuse = Callable[[InputError], None]


class _Waiting(NamedTuple):
    """What is to be prepared, in turn."""

    make: Make
    use: Use
    refuse: Refuse
    merge: str


class Controller(QObject):
    """The present document of a window, its results, and who is told of them."""

    changed = Signal(object)
    """A Snapshot: something that is to be seen has changed."""
    problem = Signal(object)
    """A sentence (Message) about an intent that makes no sense, or None when it is over."""
    history_changed = Signal()

    def __init__(self, document: Document, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History(check(document))
        self._intents = intents
        self._descents = JobRunner(self)
        self._sweeps = JobRunner(self)
        self._descents.reported.connect(self._on_descents)
        self._sweeps.reported.connect(self._on_sweeps)
        self._plans = JobRunner(self, "plans")
        self._plans.reported.connect(self._on_plans)
        self.theory = Theorist(intents, self)
        self.theory.changed.connect(self._schedule_refresh)
        self.chance = Chancer(intents, self)
        self.chance.changed.connect(self._schedule_refresh)
        self.ghost = Ghost(intents, self)
        self.ghost.changed.connect(self._schedule_refresh)
        self._waiting: list[_Waiting] = []
        self._ended = False
        intents.edited.connect(self._on_edit)
        intents.released.connect(self._on_release)
        intents.run_requested.connect(self.run_sweep)
        intents.stop_requested.connect(self.stop)
        self._plan: Plan = plan(self._history.document)
        self._runs: dict[int, Run] = {}
        self._parts: dict[bytes, list[Chunk]] = {}
        self._complete: dict[bytes, Run] = {}
        self._fields: dict[bytes, Field] = {}
        self._sweep: SweepView | None = None
        self._sweep_began = 0.0
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(REFRESH)
        self._refresh.timeout.connect(self._publish)

    # What there is

    @property
    def history(self) -> History:
        """The documents of this window."""
        return self._history

    @property
    def document(self) -> Document:
        """The present document."""
        return self._history.document

    def snapshot(self) -> Snapshot:
        """What there is to be seen now."""
        wanted = self._plan.descents
        return Snapshot(
            document=self.document,
            plan=self._plan,
            runs=tuple(self._run(k, part) for k, part in enumerate(wanted)),
            replay=None if self._plan.replay is None else self._run(REPLAY, self._plan.replay),
            sweep=self._sweep,
            busy=self._sweeps.busy,
            theory=self.theory.view,
            pins=tuple(self._run(part.index, part) for part in self._plan.pins),
            ghost=self.ghost.run,
            chance=self.chance.found,
        )

    def _run(self, index: int, part: DescentPlan) -> Run:
        run = self._runs.get(index)
        if run is None or (run.plan is not part and run.plan.key == part.key):
            run = self._runs[index] = Run(index, part) if run is None else _replan(run, part)
        return run

    # Changes

    def start(self) -> None:
        """Computes the first document."""
        self._submit(self._plan)

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
            self._plans.submit(PrepareJob(make))
        return None

    @Slot(object)
    def _on_plans(self, event: events.Event) -> None:
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

    def open(self, document: Document, planned: Plan) -> None:
        """Begins anew with another document and its plan."""
        self._history = History(document)
        self._runs.clear()
        self._sweep = None
        self._adopt(planned)

    def load(self, document: Document, planned: Plan, title: Message) -> None:
        """Another document and its plan as a change that can be undone.

        Where nothing was unsaved before, nothing is now: what was loaded can be loaded again.
        """
        unsaved = self._history.modified
        self.replace(document, planned, title)
        if not unsaved:
            self.mark_saved()

    def replace(self, document: Document, planned: Plan, title: Message) -> None:
        """Another document in place of the present one: a change like any other, as large as it is."""
        self._history.push(document, title)
        self._runs.clear()
        self._sweep = None
        self._adopt(planned)

    @Slot(object)
    def _on_edit(self, edit: Edit) -> None:
        def make() -> Prepared:
            return prepared(edit.change(self.document))

        def use(document: Document, planned: Plan) -> None:
            self._history.push(document, edit.title, edit.merge)
            self._adopt(planned)

        def refuse(error: InputError) -> None:
            if not isinstance(error, FormulaError):  # The form marks the place in the formula itself.
                self._refuse(error)
            self._intents.refused.emit()
            self._intents.doubted.emit(error)

        self.prepare(make, use, refuse, edit.merge)

    def _refuse(self, error: InputError) -> None:
        self.problem.emit(error.message)

    @Slot()
    def _on_release(self) -> None:
        self._history.seal()

    @Slot()
    def undo(self) -> None:
        """Takes the last change back."""
        self._go(lambda: self._history.earlier, self._history.undo)

    @Slot()
    def redo(self) -> None:
        """Does again what was taken back."""
        self._go(lambda: self._history.later, self._history.redo)

    def jump(self, place: int) -> None:
        """Goes to the document at a place of the history."""
        self._go(lambda: self._history.entries[place].document, lambda: self._history.jump(place))

    def _go(self, there: Callable[[], Document], go: Callable[[], Document]) -> None:
        """Goes to another document of the history; one with a typed formula may have to be prepared."""

        def make() -> Prepared:
            return there(), plan(there())

        def use(_: Document, planned: Plan) -> None:
            go()
            self._adopt(planned)

        self.prepare(make, use, self._refuse)

    def mark_saved(self, document: Document | None = None) -> None:
        """`document` is the one in the file; None: the present one."""
        self._history.saved(document)
        self.history_changed.emit()

    def mark_lost(self) -> None:
        """What is here stands in no file any more."""
        self._history.lost()
        self.history_changed.emit()

    def _adopt(self, planned: Plan) -> None:
        self._plan = planned
        self.problem.emit(None)
        self.history_changed.emit()
        self._submit(planned)
        # Most results are there before the views are told, and are drawn with the change itself.
        self._schedule_refresh()

    # Work

    def _submit(self, planned: Plan) -> None:
        self._submit_descents(planned)
        self._submit_sweep(planned)
        self.theory.follow(self.document, planned)
        self.ghost.follow(planned)
        self.chance.follow(self.document, planned)

    def _submit_descents(self, planned: Plan) -> None:
        parts = {part.index: part for part in planned.descents}
        if planned.replay is not None:
            parts[REPLAY] = planned.replay
        parts |= {part.index: part for part in planned.pins}
        for index in [index for index in self._runs if index not in parts]:
            del self._runs[index]
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
        if missing:
            self._parts = {part.key: [] for part in missing}
            self._descents.submit(DescentsJob(tuple(missing)))
        else:
            self._descents.cancel()

    @Slot(object)
    def _on_descents(self, event: events.Event) -> None:
        match event:
            case events.Delivered(piece=DescentChunk() as piece):
                self._parts.setdefault(piece.key, []).append(piece.chunk)
                # To draw half a million epochs takes a while, and somebody may want to click meanwhile.
                rest = 0 if piece.last else int(piece.chunk.epoch[-1]) // DRAWN
                self._schedule_refresh(REFRESH + rest)
                return
            case events.Delivered(piece=DescentDone() as piece):
                self._finish_descent(piece)
            case events.Failed(error=error):
                self.problem.emit(Message("this could not be computed: {why}", {"why": str(error)}))
            case _:
                return
        self._schedule_refresh()

    def _finish_descent(self, done: DescentDone) -> None:
        self._parts.pop(done.key, None)
        for index, run in list(self._runs.items()):
            if run.plan.key == done.key:
                finished = Run(index, run.plan, done.record, True, done.outcome, done.sentence)
                self._runs[index] = self._complete[done.key] = finished
        while len(self._complete) > KEPT:
            del self._complete[next(iter(self._complete))]

    def _gather(self) -> None:
        """Puts the chunks that came since the last refresh into the runs."""
        for index, run in list(self._runs.items()):
            chunks = self._parts.get(run.plan.key)
            if chunks:
                record = join(chunks)
                self._parts[run.plan.key] = [record]
                if len(record) != run.epochs or not run.current:
                    self._runs[index] = Run(index, run.plan, record, True)

    def _submit_sweep(self, planned: Plan, run: bool = False) -> None:
        if not planned.sweeps:
            self._sweeps.cancel()
            self._sweep = None
            return
        part = planned.sweeps[self.document.view.sweep]
        former = self._sweep
        if (
            former is not None
            and former.plan.key == part.key
            and former.plan.measure == part.measure
            and not run
        ):
            self._sweep = replace(former, plan=part)
            return
        field = self._fields.get(part.key)
        watches = MEASURES[part.measure].watches
        there = field is not None and (not watches or part.measure in field.watched)
        seconds = 0.0 if there else self._estimate(part)
        waiting = seconds > PATIENCE and not run
        # Values of the sweep before bridge a moment; they do not stand in for what nobody computes.
        bridges = not waiting and former is not None and _alike(former.plan, part)
        values = former.values if former is not None and bridges else None
        self._sweep = SweepView(
            plan=part,
            values=values,
            running=not waiting,
            waiting=waiting,
            seconds=seconds,
            current=False,
        )
        if waiting:
            self._sweeps.cancel()
            return
        self._sweep_began = perf_counter()
        self._sweeps.submit(PaintedSweep(part, part.measure, field))

    def _estimate(self, part: SweepPlan) -> float:
        """The seconds that a sweep takes here, measured only where it may be worth to wait."""
        often = part.grid.repeats if MEASURES[part.measure].repeats and part.grid.chance else 1
        bound = at_most(part.grid) * often
        return bound if bound < PATIENCE else seconds_for(part.grid) * often

    @Slot(object)
    def _on_sweeps(self, event: events.Event) -> None:
        view = self._sweep
        if view is None:
            return
        match event:
            case events.Delivered(piece=Painted() as piece) if piece.key == view.plan.key:
                first = not view.current
                self._sweep = replace(
                    view,
                    values=piece.values,
                    known=piece.known,
                    counts=piece.counts,
                    current=True,
                )
                # The first picture comes at once.
                self._schedule_refresh(REFRESH if first else GROWING)
                return
            case events.Delivered(piece=SweepDone() as piece) if piece.key == view.plan.key:
                self._fields[piece.key] = piece.field
                while len(self._fields) > KEPT // 8:
                    del self._fields[next(iter(self._fields))]
                self._sweep = replace(view, field=piece.field)
            case events.Finished():
                elapsed = perf_counter() - self._sweep_began
                self._sweep = replace(view, running=False, elapsed=elapsed)
            case events.Failed(error=error):
                self._sweep = replace(view, running=False)
                self.problem.emit(Message("this could not be computed: {why}", {"why": str(error)}))
            case _:
                return
        self._schedule_refresh()

    @Slot()
    def run_sweep(self) -> None:
        """Runs the sweep that waits."""
        self._submit_sweep(self._plan, run=True)
        self._publish()

    @Slot()
    def stop(self) -> None:
        """Stops what is being computed; what is known so far stays on screen."""
        self._sweeps.cancel()
        if self._sweep is not None and self._sweep.running:
            self._sweep = replace(self._sweep, running=False, waiting=True)
        self._publish()

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        if not self._ended:
            # A field that loses the keyboard as the window goes still says what is in it.
            self._intents.edited.disconnect(self._on_edit)
            self._ended = True
        self._refresh.stop()
        self._plans.shutdown()
        self._descents.shutdown()
        self._sweeps.shutdown()
        self.theory.shutdown()
        self.ghost.shutdown()
        self.chance.shutdown()

    # Views

    @Slot()
    def _schedule_refresh(self, pause: int = REFRESH) -> None:
        """Tells the views in `pause` milliseconds, or sooner where that is asked for already."""
        if not self._refresh.isActive() or self._refresh.remainingTime() > pause:
            self._refresh.start(pause)

    @Slot()
    def _publish(self) -> None:
        self._gather()
        self.changed.emit(self.snapshot())


def _replan(run: Run, part: DescentPlan) -> Run:
    """The same results under a plan that asks for the same, perhaps at another place."""
    return Run(part.index, part, run.record, run.current, run.outcome, run.sentence)


def _alike(first: SweepPlan, second: SweepPlan) -> bool:
    """Whether the values of one sweep may stand on screen until those of the other come."""
    paths = [[axis.path for axis in part.grid.axes] for part in (first, second)]
    same_shape = first.grid.shape == second.grid.shape
    return same_shape and first.measure == second.measure and paths[0] == paths[1]
