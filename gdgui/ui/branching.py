"""Continuing a descent from the epoch that is shown, and where a branch turns off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from gdgui.document import changes
from gdgui.document.check import MOST_DESCENTS
from gdgui.document.model import Continues
from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import Parameter
from gdgui.ui.forms import Form
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.naming import descent_name
from gdgui.ui.snapshot import Snapshot

CONTINUE = Message("Continue the descent")


class BranchMenu(QMenu):
    """What the chosen descent may go on with from the epoch that is shown.  Filled when it opens."""

    def __init__(self, intents: Intents, parent: QWidget) -> None:
        super().__init__(parent)
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self.setTitle(tr("Continue from here"))
        self.unchanged = self._entry(tr("As it is"))
        self.slower = self._entry(tr("At half the learning rate"), factor=0.5)
        self.faster = self._entry(tr("At twice the learning rate"), factor=2.0)
        self.schedules = self.addMenu(tr("With another schedule"))
        self.optimizers = self.addMenu(tr("With another optimizer"))
        self.aboutToShow.connect(self._fill)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The descents that there are."""
        self._snapshot = snapshot

    def show_epoch(self, epoch: int) -> None:
        """From where to continue."""
        self._epoch = epoch

    def _entry(self, title: str, **otherwise: Any) -> Any:
        action = self.addAction(title)
        action.triggered.connect(partial(self._continue, otherwise))
        return action

    def _fill(self) -> None:
        if self._snapshot is None:
            return
        document = self._snapshot.document
        k = document.view.descent
        descent = document.descents[k]
        epoch = min(self._epoch, descent.epochs)
        self.unchanged.setText(tr("From epoch {epoch} as it is", epoch=epoch))
        for action in (self.slower, self.faster):
            action.setEnabled("rate" in descent.schedule.parameters)
        self._list(self.schedules, SCHEDULES, "schedule", descent.schedule.key)
        self._list(self.optimizers, OPTIMIZERS, "optimizer", descent.optimizer.key)
        for entry in self.actions():
            if len(document.descents) >= MOST_DESCENTS:
                entry.setEnabled(False)

    def _list(self, menu: QMenu, catalogue: Catalogue[Any], kind: str, present: str) -> None:
        menu.clear()
        for key, entry in catalogue.load().items():
            if key != present:
                action = menu.addAction(tr(entry.title))
                action.triggered.connect(partial(self._continue, {kind: key}))

    def _continue(self, otherwise: dict[str, Any]) -> None:
        assert self._snapshot is not None
        k = self._snapshot.document.view.descent
        self._intents.edit(CONTINUE, continuing(k, self._epoch, **otherwise))


def continuing(k: int, epoch: int, **otherwise: Any) -> Callable[..., Any]:
    """The change that continues the descent at place k from an epoch on."""
    return partial(changes.continue_descent, k=k, epoch=epoch, **otherwise)


class BranchLine(QWidget):
    """Which descent the chosen one continues, and from which epoch on; hidden where it is no branch."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._shown: object = None
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.form = Form(())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.told)
        layout.addWidget(self.form)
        self.form.edited.connect(self._edit)
        self.hide()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The chosen descent."""
        self._snapshot = snapshot
        document = snapshot.document
        descent = document.descents[document.view.descent]
        link = descent.continues
        self.setVisible(link is not None)
        if link is None:
            return
        other = document.descents[link.descent]
        last = min(other.epochs, descent.epochs - 1)
        wanted = (document.view.descent, link.descent, last)
        if wanted != self._shown:
            self._shown = wanted
            self.form.set_parameters((_parameter(link, last),))
        self.told.setText(tr("Continues “{name}”", name=descent_name(other)))
        self.form.set_values({"epoch": link.epoch})

    def _edit(self, key: str, value: int, dragging: bool) -> None:
        assert self._snapshot is not None
        k = self._snapshot.document.view.descent
        change = partial(changes.with_branching, k=k, epoch=value)
        self._intents.edit(Message("Move the branching"), change, f"branching{k}")
        if not dragging:
            self._intents.released.emit()


def _parameter(link: Continues, last: int) -> Parameter:
    return Parameter(
        key="epoch",
        title=Message("From epoch"),
        help=Message(
            "Up to this epoch the descent is that of the other one, and follows it when it changes. "
            "From there its own rules hold: the same optimizer and schedule go on with what they "
            "remember, others begin anew, and the epochs are counted on."
        ),
        kind="integer",
        default=link.epoch,
        low=0,
        high=last,
        slider_low=0,
        slider_high=max(last, 1),
    )
