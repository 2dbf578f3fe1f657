"""The sweep that a document shows, and how far it is computed."""

from __future__ import annotations

from time import perf_counter

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from gdgui.document.model import Document
from gdgui.document.plan import Plan, SweepPlan
from gdgui.engine.field import Field
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.jobs import job as events
from gdgui.jobs.estimate import at_most, seconds_for, total_epochs
from gdgui.jobs.painted import Painted, PaintedSweep
from gdgui.jobs.recent import Recent
from gdgui.jobs.runner import JobRunner
from gdgui.jobs.sweeps import SweepDone, to_watch
from gdgui.ui.snapshot import SweepView

PATIENCE = 2.0
"""A sweep that is estimated to take longer, in seconds, waits for Run."""

GROWING = 35
"""Milliseconds by which the views rest longer between two pictures of a field that grows: the time
between belongs to whoever plays or drags meanwhile."""

KEPT = 400_000_000
"""Bytes of complete fields that are kept, each with the seconds that its descents took, so that undo
shows them at once."""


class Sweeper(QObject):
    """Computes the sweep that is shown: at once where it is short, else when it is told to run."""

    changed = Signal(int)
    """There is more to be seen; the views may rest so many milliseconds longer than usual."""
    problem = Signal(object)
    """A sentence (Message) about a failure of our own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = JobRunner(self)
        self._runner.reported.connect(self._on_report)
        self._fields: Recent[tuple[Field, float]] = Recent(KEPT, lambda kept: kept[0].nbytes)
        self._began = 0.0
        self._took: float | None = None
        self._estimated: tuple[SweepPlan, float] | None = None
        self.view: SweepView | None = None

    @property
    def busy(self) -> bool:
        """Whether a sweep is being computed."""
        return self._runner.busy

    def forget(self) -> None:
        """What is on screen belongs to no present document any more."""
        self.view = None

    def follow(self, document: Document, planned: Plan, run: bool = False) -> None:
        """Computes what is not there yet; `run`: however long it takes."""
        if not planned.sweeps:
            self._fields.show(())
            self._runner.cancel()
            self.view = None
            return
        part = planned.sweeps[document.view.sweep]
        self._fields.show((part.key,))
        former = self.view
        if (
            former is not None
            and former.plan.key == part.key
            and former.plan.measure == part.measure
            and not run
        ):
            self.view = replace(former, plan=part)
            return
        field, took = self._fields.get(part.key) or (None, None)
        needed = to_watch(part.grid, (part.measure,))
        there = field is not None and field.watched.keys() >= set(needed)
        seconds = 0.0 if there else self._estimate(part)
        waiting = seconds > PATIENCE and not run
        # Values of the sweep before bridge a moment; they do not stand in for what nobody computes.
        bridge = former if former is not None and not waiting and _alike(former.plan, part) else None
        self.view = SweepView(
            plan=part,
            values=None if bridge is None else bridge.values,
            counts=None if bridge is None else bridge.counts,
            running=not waiting,
            waiting=waiting,
            seconds=seconds,
            current=False,
        )
        if waiting:
            self._runner.cancel()
            return
        self._began, self._took = perf_counter(), took if there else None
        self._runner.submit(PaintedSweep(part, part.measure, field))

    def _estimate(self, part: SweepPlan) -> float:
        """The seconds that a sweep takes here.

        While something is dragged, one sweep after the other takes as long as the one before.
        """
        if self._estimated is None or not _as_long(self._estimated[0], part):
            self._estimated = part, _estimate(part)
        return self._estimated[1]

    def stop(self) -> None:
        """Stops what is being computed; what is known so far stays."""
        self._runner.cancel()
        if self.view is not None and self.view.running:
            self.view = replace(self.view, running=False, waiting=True)

    @Slot(object)
    def _on_report(self, event: events.Event) -> None:
        view = self.view
        if view is None:
            return
        match event:
            case events.Delivered(piece=Painted() as piece) if piece.key == view.plan.key:
                self.view = replace(
                    view,
                    values=piece.values,
                    known=piece.known,
                    counts=piece.counts,
                    current=True,
                )
                # The first picture comes at once.
                self.changed.emit(GROWING if view.current else 0)
                return
            case events.Delivered(piece=SweepDone() as piece) if piece.key == view.plan.key:
                if self._took is None:
                    self._took = perf_counter() - self._began
                self._fields.put(piece.key, (piece.field, self._took))
                self.view = replace(view, field=piece.field)
            case events.Finished():
                self.view = replace(view, running=False, elapsed=self._took)
            case events.Failed(error=error):
                self.view = replace(view, running=False)
                self.problem.emit(Message("this could not be computed: {why}", {"why": str(error)}))
            case _:
                return
        self.changed.emit(0)

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        self._runner.shutdown()


def _estimate(part: SweepPlan) -> float:
    """The seconds that a sweep takes here, measured only where it may be worth to wait."""
    often = part.grid.repeats if MEASURES[part.measure].repeats and part.grid.chance else 1
    bound = at_most(part.grid) * often
    return bound if bound < PATIENCE else seconds_for(part.grid, part.measure) * often


def _as_long(first: SweepPlan, second: SweepPlan) -> bool:
    """Whether two sweeps do as much by the same rules, only with other numbers."""
    one, other = first.grid.base, second.grid.base
    parts = ("objective", "gradient", "schedule", "optimizer")
    return (
        all(getattr(one, part).key == getattr(other, part).key for part in parts)
        and (first.measure, first.grid.shape) == (second.measure, second.grid.shape)
        and first.grid.repeats == second.grid.repeats
        and total_epochs(first.grid) == total_epochs(second.grid)
        and _paths(first) == _paths(second)
    )


def _paths(part: SweepPlan) -> list[str]:
    return [axis.path for axis in part.grid.axes]


def _alike(first: SweepPlan, second: SweepPlan) -> bool:
    """Whether the values of one sweep may stand on screen until those of the other come."""
    same_shape = first.grid.shape == second.grid.shape
    return same_shape and first.measure == second.measure and _paths(first) == _paths(second)
