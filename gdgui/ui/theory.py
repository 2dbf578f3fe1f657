"""Keeps what theory says of the document up to date: limits, basins, the orbit diagram asked for."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from gdgui.document.model import Document
from gdgui.document.plan import DescentPlan, Plan
from gdgui.engine import theory
from gdgui.engine.setup import Choice, Setup
from gdgui.jobs import job as events
from gdgui.jobs.dynamics import Basins, Known, OrbitDone, OrbitJob, OrbitWindow, TheoryJob
from gdgui.jobs.job import CancelToken
from gdgui.jobs.runner import JobRunner
from gdgui.ui.intents import Intents
from gdgui.ui.snapshot import Snapshot, TheoryView


def chosen_part(document: Document, plan: Plan) -> DescentPlan:
    """The descent that theory is about: the replayed one, else the chosen one."""
    return plan.replay or plan.descents[document.view.descent]


def basins_key(setup: Setup) -> str:
    """The same for descents whose starts end alike: all but the start."""
    one = theory.alone(setup)
    rules = (one.objective, one.gradient, one.schedule, one.optimizer)
    past = None if one.past is None else (basins_key(one.past.setup), one.past.epoch)
    return repr((rules, one.epochs, one.warmup, one.seed, one.tolerance, past))


def orbit_key(setup: Setup, window: OrbitWindow) -> str:
    """The same for descents with the same orbit diagram: all but learning rate and epochs."""
    one = theory.alone(setup)
    parameters = {k: v for k, v in one.schedule.parameters.items() if k != "rate"}
    schedule = Choice(one.schedule.key, parameters)
    rules = (one.objective, one.gradient, schedule, one.optimizer)
    return repr((rules, one.start.tolist(), one.warmup, window))


def job_for(document: Document, plan: Plan) -> TheoryJob:
    """What is to be found out about a document of one variable."""
    part = chosen_part(document, plan)
    sweep = plan.sweeps[document.view.sweep] if plan.sweeps else None
    grid = None if sweep is None else sweep.grid.base
    own = plan.descents[document.view.descent]
    known = repr((own.key, None if sweep is None else sweep.key, plan.objective.key))
    return TheoryJob(known, part.setup, own.setup, grid, basins_key=basins_key(part.setup))


def complete_theory(document: Document, plan: Plan) -> TheoryView:
    """All of it but the orbit diagram, computed here and now."""
    view = TheoryView()
    if plan.objective.dimension == 1:
        for piece in job_for(document, plan).run(CancelToken()):
            view = _with(view, piece)
    return view


def complete_orbit(snapshot: Snapshot) -> Snapshot:
    """With the orbit diagram as well, computed here and now."""
    if snapshot.plan.objective.dimension != 1:
        return snapshot
    setup = chosen_part(snapshot.document, snapshot.plan).setup
    view = snapshot.theory
    for done in OrbitJob(orbit_key(setup, OrbitWindow()), setup, OrbitWindow()).run(CancelToken()):
        view = _with(view, done)
    return replace(snapshot, theory=view)


def _with(view: TheoryView, piece: object) -> TheoryView:
    match piece:
        case Known():
            return replace(view, known=piece)
        case Basins():
            return replace(view, basins=piece)
        case OrbitDone():
            return replace(view, orbit=piece)
    return view


class Theorist(QObject):
    """Follows the document, and computes in threads of its own what theory says of it.

    What it knows stays until it is replaced, so that nothing flickers while a slider is dragged; but
    nothing outlives the function that it was about.
    """

    changed = Signal()

    def __init__(self, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = TheoryView()
        self._setup: Setup | None = None
        self._function: object = None
        self._known = self._basins = self._orbit = ""
        self._window: OrbitWindow | None = None
        self._facts = JobRunner(self, "theory")
        self._orbits = JobRunner(self, "orbits")
        self._facts.reported.connect(self._on_report)
        self._orbits.reported.connect(self._on_report)
        intents.orbit_asked.connect(self._ask)

    @property
    def runners(self) -> tuple[JobRunner, ...]:
        """Who does the work."""
        return (self._facts, self._orbits)

    def follow(self, document: Document, plan: Plan) -> None:
        """Another document: what it changes is computed anew."""
        if document.objective != self._function:
            self._function = document.objective
            self._forget()
            if self._window is not None:
                self._window = OrbitWindow()
        if plan.objective.dimension != 1:
            self._setup = None
            return
        job = job_for(document, plan)
        self._setup = job.setup
        if job.key != self._known or job.basins_key != self._basins:
            found = self.view.basins is not None and self.view.basins.key == job.basins_key
            fine = found and job.basins_key == self._basins and not self._facts.busy
            self._known, self._basins = job.key, job.basins_key
            land = None if self.view.basins is None else self.view.basins.land
            self._facts.submit(replace(job, basins=not fine, land=land))
        self._follow_orbit()

    def _forget(self) -> None:
        self.view = TheoryView()
        self._known = self._basins = self._orbit = ""
        for runner in self.runners:
            runner.cancel()

    @Slot(object)
    def _ask(self, window: object) -> None:
        """A chart shows an orbit diagram, of this window; or none any more."""
        self._window = window if isinstance(window, OrbitWindow) else None
        self._follow_orbit()

    def _follow_orbit(self) -> None:
        if self._window is None or self._setup is None:
            return
        key = orbit_key(self._setup, self._window)
        if key != self._orbit:
            self._orbit = key
            self._orbits.submit(OrbitJob(key, self._setup, self._window))

    @Slot(object)
    def _on_report(self, event: events.Event) -> None:
        if isinstance(event, events.Delivered):
            self.view = _with(self.view, event.piece)
            self.changed.emit()
        elif isinstance(event, events.Failed):
            # Nothing is better than what is no longer true; the descents themselves say what is wrong.
            self.view = TheoryView()
            self.changed.emit()

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        for runner in self.runners:
            runner.shutdown()
