"""The descents that are compared; for the chosen one its optimizer, start and number of epochs."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout

from gdgui.document import changes
from gdgui.document.check import EPOCHS
from gdgui.engine.message import Message
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.ui import shown_formulas, theme
from gdgui.ui.branching import BranchLine
from gdgui.ui.descents.rows import DescentRows
from gdgui.ui.descents.start import StartFields
from gdgui.ui.fairness import FairnessStrip
from gdgui.ui.forms import EntryPicker, Form
from gdgui.ui.formula_lines import FormulaLines
from gdgui.ui.intents import Intents
from gdgui.ui.language import exact, tr
from gdgui.ui.panels import Panel, PanelEntry
from gdgui.ui.quiet import Button
from gdgui.ui.snapshot import Snapshot

RULE = 1.15
"""The height of the update's letters: some rules have five equations."""


class DescentsPanel(Panel):
    """The panel; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._optimizer = ""
        self._descent = -1
        self.rows = DescentRows(intents)
        self.optimizer = EntryPicker(OPTIMIZERS)
        self.optimizer.setAccessibleName(tr("Optimizer"))
        self.update_rule = FormulaLines(scale=RULE)
        self.update_rule.set_note(tr(shown_formulas.SYMBOLS))
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.suggestion = Button()
        self.suggestion.setToolTip(tr("Sets the learning rate of this descent; undo takes it back"))
        self.optimizer_form = Form(())
        self.start = StartFields(intents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * (theme.MARGIN,))
        layout.setSpacing(theme.TIGHT)
        layout.addWidget(self.rows)
        self.fairness = FairnessStrip(intents)
        layout.addWidget(self.fairness)
        self.branch_line = BranchLine(intents)
        layout.addWidget(self.branch_line)
        layout.addWidget(self.optimizer)
        layout.addWidget(self.update_rule)
        layout.addWidget(self.suggestion)
        layout.addWidget(self.optimizer_form)
        layout.addWidget(self.remark)
        layout.addWidget(self.start)
        self.epochs_form = Form((EPOCHS,))
        layout.addWidget(self.epochs_form)
        layout.addStretch(1)
        self.optimizer.picked.connect(self._pick_optimizer)
        self.suggestion.clicked.connect(self._use_suggestion)
        self.optimizer_form.edited.connect(self._edit_optimizer)
        self.epochs_form.edited.connect(self._edit_epochs)
        intents.refused.connect(self._go_back)
        self.restyle()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        document = snapshot.document
        k = document.view.descent
        self.rows.show_snapshot(snapshot)
        self.branch_line.show_snapshot(snapshot)
        self.fairness.show_snapshot(snapshot)
        descent = document.descents[k]
        if k != self._descent:
            self._descent = k
            for form in (self.optimizer_form, self.start.form, self.epochs_form):
                form.discard_drafts()
        if descent.optimizer.key != self._optimizer:
            self._optimizer = descent.optimizer.key
            self.optimizer.set_key(self._optimizer)
            self.optimizer_form.set_parameters(OPTIMIZERS[self._optimizer].parameters)
        self.optimizer_form.set_values(descent.optimizer.parameters)
        self.update_rule.set_latex(shown_formulas.update(descent.optimizer))
        self._show_advice(snapshot)
        self.start.show_snapshot(snapshot)
        self.epochs_form.set_values({"epochs": descent.epochs})

    def show_epoch(self, epoch: int) -> None:
        self.rows.show_epoch(epoch)

    def _show_advice(self, snapshot: Snapshot) -> None:
        """The rate that suits the optimizer, and a word on where the rule does what nobody wants."""
        k = snapshot.document.view.descent
        rate = changes.suggested_rate(snapshot.document, k)
        entry = OPTIMIZERS[snapshot.document.descents[k].optimizer.key]
        self.suggestion.setVisible(rate is not None)
        if rate is not None:
            rule = tr(entry.title)
            self.suggestion.setText(tr("η = {rate} suits {rule}: use it", rate=exact(rate), rule=rule))
        self.remark.setVisible(entry.second_order)
        if entry.second_order:
            self.remark.setText(tr(curved_down(snapshot, k) or entry.fails))

    def restyle(self) -> None:
        self.rows.restyle()
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    # Intents

    @property
    def _chosen(self) -> int:
        assert self._snapshot is not None
        return self._snapshot.document.view.descent

    def _go_back(self) -> None:
        # Later: now the list may still show the line in which a name was written.
        QTimer.singleShot(0, self, self.restyle)

    def _pick_optimizer(self, key: str) -> None:
        change = partial(changes.with_optimizer, k=self._chosen, key=key)
        self._intents.edit(Message("Change the optimizer"), change)

    def _use_suggestion(self) -> None:
        assert self._snapshot is not None
        rate = changes.suggested_rate(self._snapshot.document, self._chosen)
        if rate is not None:
            change = partial(changes.with_schedule_parameter, k=self._chosen, key="rate", value=rate)
            self._intents.edit(Message("Change the learning rate"), change)

    def _edit_optimizer(self, key: str, value: object, dragging: bool) -> None:
        change = partial(changes.with_optimizer_parameter, k=self._chosen, key=key, value=value)
        self._send(Message("Change the optimizer"), change, f"optimizer.{key}", dragging)

    def _edit_epochs(self, key: str, value: int, dragging: bool) -> None:
        change = partial(changes.with_epochs, k=self._chosen, epochs=value)
        self._send(Message("Change the number of epochs"), change, key, dragging)

    def _send(self, title: Message, change: changes.Change, merge: str, dragging: bool) -> None:
        self._intents.edit(title, change, f"{merge}.{self._chosen}")
        if not dragging:
            self._intents.released.emit()


def curved_down(snapshot: Snapshot, k: int) -> Message | None:
    """Where the path of a descent first comes to f″ ≤ 0, of which Newton's step is not aware."""
    path = snapshot.runs[k].path.T
    if len(path) != 1:
        return None
    with np.errstate(all="ignore"):
        bends = snapshot.plan.bound.hessian(path)[0, 0]
    found = np.flatnonzero(bends <= 0.0)
    if not found.size:
        return None
    epoch = int(found[0])
    return Message(
        "At epoch {epoch}, at x = {x}, f″ ≤ 0: there Newton’s step does not lead down.",
        {"epoch": epoch, "x": f"{path[0, epoch]:.4g}"},
    )


ENTRY = PanelEntry(key="descents", title=Message("Descents"), build=DescentsPanel, order=1)
