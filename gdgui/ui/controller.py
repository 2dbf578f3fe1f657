"""Document ↔ jobs ↔ views: makes the next document out of an intent, and submits what it changed.

A number that is typed becomes a document, a plan, a job, and chunks for the charts.  Nothing flows
back from a view but intents, and nothing here knows a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gdgui.document import cells
from gdgui.document.check import check
from gdgui.document.history import History
from gdgui.document.model import Document
from gdgui.document.plan import Plan, plan
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.message import InputError, Message
from gdgui.jobs.prepare import Prepared, prepared
from gdgui.jobs.runner import JobRunner
from gdgui.ui.chance import Chancer
from gdgui.ui.descending import Descender
from gdgui.ui.intents import Edit, Intents
from gdgui.ui.preparing import Make, Preparer, Refuse, Use
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.theory import Theorist

if TYPE_CHECKING:
    from gdgui.ui.ghost import Ghost
    from gdgui.ui.sweeping import Sweeper

REFRESH = 15
"""Milliseconds in which results are gathered before the views are told."""

SHORT = 0.03
"""Seconds that the first picture waits for what is nearly there."""


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
        self.descents = Descender(self)
        self._preparer = Preparer(self)
        self.descents.changed.connect(self._schedule_refresh)
        for source in (self.descents, self._preparer):
            source.problem.connect(self.problem)
        self.theory = Theorist(intents, self)
        self.theory.changed.connect(self._schedule_refresh)
        self.chance = Chancer(intents, self)
        self.chance.changed.connect(self._schedule_refresh)
        self._ended = self._goes_into_it = False
        intents.edited.connect(self._on_edit)
        intents.released.connect(self._on_release)
        intents.run_requested.connect(self.run_sweep)
        intents.stop_requested.connect(self.stop)
        self._plan: Plan = plan(self._history.document)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(REFRESH)
        self._refresh.timeout.connect(self._publish)

    # What there is

    @cached_property
    def sweeps(self) -> Sweeper:
        """Computes sweeps; made for the first document that has one."""
        from gdgui.ui.sweeping import Sweeper

        made = Sweeper(self)
        made.changed.connect(self._schedule_refresh)
        made.problem.connect(self.problem)
        return made

    @cached_property
    def ghost(self) -> Ghost:
        """Computes the descent behind the cell under the pointer; made along with `sweeps`."""
        from gdgui.ui.ghost import Ghost

        made = Ghost(self._intents, self)
        made.changed.connect(self._schedule_refresh)
        return made

    @property
    def _swept(self) -> bool:
        """Whether any document had a sweep so far."""
        return "sweeps" in vars(self)

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
        planned, run = self._plan, self.descents.run
        return Snapshot(
            document=self.document,
            plan=planned,
            runs=tuple(run(part) for part in planned.descents),
            replay=None if planned.replay is None else run(planned.replay),
            sweep=self.sweeps.view if self._swept else None,
            busy=self._swept and self.sweeps.busy,
            theory=self.theory.view,
            pins=tuple(run(part) for part in planned.pins),
            ghost=self.ghost.run if self._swept else None,
            chance=self.chance.found,
        )

    # Changes

    def start(self) -> None:
        """Computes of the first document what a picture shows first; see `complete`."""
        self._compute(self._plan)

    @Slot()
    def complete(self) -> None:
        """From now on also computes what may come after the first picture: what theory says of it."""
        self._goes_into_it = True
        if not self._ended:
            self._go_into(self._plan)

    def catch_up(self) -> None:
        """Takes in what has been computed by now, or will be in a moment (SHORT); whoever asks for a
        snapshot next has all of it.

        The first picture shows it then, and is not laid out twice.
        """
        for runner in self.findChildren(JobRunner):
            runner.catch_up(SHORT)
        self.descents.gather()
        self._refresh.stop()

    def prepare(self, make: Make, use: Use, refuse: Refuse, merge: str = "") -> bool | None:
        """As `Preparer.prepare`: uses the document and plan that `make` gives, or refuses it."""
        return self._preparer.prepare(make, use, refuse, merge)

    def open(self, document: Document, planned: Plan, origin: object = None) -> None:
        """Begins anew with another document and its plan; `origin` is what it stems from."""
        self._history = History(document, origin)
        self._forget()
        self._adopt(planned)

    def load(
        self, document: Document, planned: Plan, title: Message, origin: object = None
    ) -> None:
        """Another document and its plan as a change that can be undone.

        Where nothing was unsaved before, nothing is now: what was loaded can be loaded again.
        """
        unsaved = self._history.modified
        self.replace(document, planned, title, origin)
        if not unsaved:
            self.mark_saved()

    def replace(
        self, document: Document, planned: Plan, title: Message, origin: object = None
    ) -> None:
        """Another document in place of the present one: a change like any other, as large as it is."""
        self._history.push(document, title, origin=origin)
        self._forget()
        self._adopt(planned)

    def _forget(self) -> None:
        self.descents.forget()
        if self._swept:
            self.sweeps.forget()

    @Slot(object)
    def _on_edit(self, edit: Edit) -> None:
        def make() -> Prepared:
            present, base = self.document, self._history.base(edit.merge)
            return prepared(cells.resumed(base, present, edit.change(present)))

        def use(document: Document, planned: Plan) -> None:
            self._history.push(document, edit.title, edit.merge)
            self._adopt(planned)

        def refuse(error: InputError) -> None:
            if edit.refused is not None:
                self._take_back(edit)
                edit.refused(error, self.document)
            elif not isinstance(error, FormulaError):  # The form marks the place in the formula itself.
                self._refuse(error)
            self._intents.refused.emit()
            self._intents.doubted.emit(error)

        self.prepare(make, use, refuse, edit.merge)

    def _take_back(self, edit: Edit) -> None:
        """Goes back to where a run of changes began."""
        base = self._history.base(edit.merge)
        if base is not self.document:
            self._history.push(base, edit.title, edit.merge)
            self._adopt(plan(base))

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
        if self._ended:
            return  # a file that is saved at the end may be followed by another that was to be opened
        self._compute(planned)
        if self._goes_into_it:
            self._go_into(planned)

    def _compute(self, planned: Plan) -> None:
        self.descents.follow(planned)
        if planned.sweeps or self._swept:
            self.sweeps.follow(self.document, planned)
            self.ghost.follow(planned)

    def _go_into(self, planned: Plan) -> None:
        self.theory.follow(self.document, planned)
        self.chance.follow(self.document, planned)

    @Slot()
    def run_sweep(self) -> None:
        """Runs the sweep that waits."""
        if self._swept:
            self.sweeps.follow(self.document, self._plan, run=True)
        self._publish()

    @Slot()
    def stop(self) -> None:
        """Stops what is being computed; what is known so far stays on screen."""
        if self._swept:
            self.sweeps.stop()
        self._publish()

    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        if not self._ended:
            # A field that loses the keyboard as the window goes still says what is in it.
            self._intents.edited.disconnect(self._on_edit)
            self._ended = True
        self._refresh.stop()
        self._preparer.shutdown()
        self.descents.shutdown()
        if self._swept:
            self.sweeps.shutdown()
            self.ghost.shutdown()
        self.theory.shutdown()
        self.chance.shutdown()

    # Views

    @Slot()
    @Slot(int)
    def _schedule_refresh(self, rest: int = 0) -> None:
        """Tells the views in a moment, `rest` milliseconds later than usual, or sooner where that is
        asked for already."""
        pause = REFRESH + rest
        if not self._refresh.isActive() or self._refresh.remainingTime() > pause:
            self._refresh.start(pause)

    @Slot()
    def _publish(self) -> None:
        self.descents.gather()
        self.changed.emit(self.snapshot())
