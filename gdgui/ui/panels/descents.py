"""The descents that are compared; for the chosen one its optimizer, start and number of epochs."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from gdgui.document import branches, changes, lineup
from gdgui.document.check import EPOCHS, MOST_DESCENTS, SEED, start_parameter
from gdgui.document.model import RANDOM, Document
from gdgui.engine.message import Message
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.outcome import OPTIONS
from gdgui.ui import shown_formulas, theme
from gdgui.ui.branching import BranchLine, BranchMenu
from gdgui.ui.fairness import FairnessStrip
from gdgui.ui.forms import EntryPicker, Form
from gdgui.ui.formula_lines import FormulaLines
from gdgui.ui.icons import set_icon
from gdgui.ui.intents import Intents
from gdgui.ui.language import exact, tr
from gdgui.ui.lineup import LineupMenu
from gdgui.ui.naming import descent_name, descent_summary, run_style
from gdgui.ui.number_field import NumberField
from gdgui.ui.panels import Panel, PanelEntry
from gdgui.ui.samples import SAMPLE, sample_icon
from gdgui.ui.snapshot import Snapshot

LEAST_ROWS = 3
MOST_ROWS = 6
"""The list is at least and at most so many rows high; beyond that it scrolls."""

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
        self._rows: object = None
        self._start_form: object = None
        self.list = QListWidget()
        self.list.setIconSize(SAMPLE)
        # A long name ends in dots; all of it is in the tooltip.
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Descents"))
        self.list.setToolTip(tr("The descents that are compared; a click chooses one"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.add = self._button("add", tr("Add a descent"), self._add)
        self.duplicate = self._button("duplicate", tr("Duplicate the descent"), self._duplicate)
        self.rename = self._button("rename", tr("Rename the descent (F2)"), self._rename)
        self.remove = self._button("remove", tr("Remove the descent"), self._remove)
        buttons = QGridLayout()
        buttons.setSpacing(0)
        self.more = self._button("more", tr("Colour, order, hide, solo"), None)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.lineup = LineupMenu(intents, self)
        self.more.setMenu(self.lineup)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(
            lambda place: self.lineup.popup(self.list.viewport().mapToGlobal(place))
        )
        self.branch = self._button("branch", tr("Continue from the epoch that is shown"), None)
        self.branch.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.branch_menu = BranchMenu(intents, self)
        self.branch.setMenu(self.branch_menu)
        self.lineup.addSeparator()
        self.lineup.addMenu(self.branch_menu)
        shown = (self.add, self.duplicate, self.branch, self.rename, self.remove, self.more)
        for k, button in enumerate(shown):
            buttons.addWidget(button, k // 2, k % 2)
        buttons.setRowStretch(3, 1)
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.list, 1)
        top.addLayout(buttons)
        self.optimizer = EntryPicker(OPTIMIZERS)
        self.optimizer.setAccessibleName(tr("Optimizer"))
        self.update_rule = FormulaLines(scale=RULE)
        self.update_rule.set_note(tr(shown_formulas.SYMBOLS))
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.suggestion = QPushButton()
        self.suggestion.setToolTip(tr("Sets the learning rate of this descent; undo takes it back"))
        self.optimizer_form = Form(())
        self.random = QToolButton()
        self.random.setCheckable(True)
        self.random.setText(tr("Random start"))
        self.random.setToolTip(tr("Start at a random point, drawn under the seed"))
        self.start_form = Form(())
        self.dice = QToolButton()
        set_icon(self.dice, "random")
        self.dice.setToolTip(tr("Draw anew: another seed"))
        self.dice.setAccessibleName(tr("Draw anew: another seed"))
        self.seed = NumberField(SEED, slider=False)
        chance = QHBoxLayout()
        chance.setSpacing(theme.TIGHT)
        chance.addWidget(self.random)
        chance.addStretch(1)
        chance.addWidget(QLabel(tr(SEED.title)))
        chance.addWidget(self.seed)
        chance.addWidget(self.dice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * (theme.MARGIN,))
        layout.setSpacing(theme.TIGHT)
        layout.addLayout(top)
        self.fairness = FairnessStrip(intents)
        layout.addWidget(self.fairness)
        self.branch_line = BranchLine(intents)
        layout.addWidget(self.branch_line)
        layout.addWidget(self.optimizer)
        layout.addWidget(self.update_rule)
        layout.addWidget(self.suggestion)
        layout.addWidget(self.optimizer_form)
        layout.addWidget(self.remark)
        layout.addWidget(self.start_form)
        layout.addLayout(chance)
        self.epochs_form = Form((EPOCHS,))
        layout.addWidget(self.epochs_form)
        layout.addStretch(1)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemChanged.connect(self._renamed)
        self.optimizer.picked.connect(self._pick_optimizer)
        self.suggestion.clicked.connect(self._use_suggestion)
        self.optimizer_form.edited.connect(self._edit_optimizer)
        self.start_form.edited.connect(self._edit_start)
        self.epochs_form.edited.connect(self._edit_epochs)
        self.seed.edited.connect(self._edit_seed)
        self.random.clicked.connect(self._toggle_random)
        self.dice.clicked.connect(self._draw_seed)
        intents.refused.connect(self._go_back)
        self.restyle()

    def _button(self, name: str, tip: str, action: object | None) -> QToolButton:
        button = QToolButton()
        set_icon(button, name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        if action is not None:
            button.clicked.connect(action)
        return button

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        document = snapshot.document
        k = document.view.descent
        self._show_rows(snapshot)
        self.lineup.show_snapshot(snapshot)
        self.branch_menu.show_snapshot(snapshot)
        self.branch_line.show_snapshot(snapshot)
        self.fairness.show_snapshot(snapshot)
        self.add.setEnabled(len(document.descents) < MOST_DESCENTS)
        self.duplicate.setEnabled(len(document.descents) < MOST_DESCENTS)
        self.branch.setEnabled(len(document.descents) < MOST_DESCENTS)
        self._show_removal(document)
        descent = document.descents[k]
        if k != self._descent:
            self._descent = k
            for form in (self.optimizer_form, self.start_form, self.epochs_form):
                form.discard_drafts()
        if descent.optimizer.key != self._optimizer:
            self._optimizer = descent.optimizer.key
            self.optimizer.set_key(self._optimizer)
            self.optimizer_form.set_parameters(OPTIMIZERS[self._optimizer].parameters)
        self.optimizer_form.set_values(descent.optimizer.parameters)
        self.update_rule.set_latex(shown_formulas.update(descent.optimizer))
        self._show_advice(snapshot)
        objective = snapshot.plan.objective
        if document.objective != self._start_form:
            self._start_form = document.objective
            rows = range(objective.dimension)
            self.start_form.set_parameters(tuple(start_parameter(objective, row) for row in rows))
        drawn = descent.start == RANDOM
        at = snapshot.runs[k].plan.setup.start[:, 0]
        self.start_form.set_values({("start.x", "start.y")[row]: float(x) for row, x in enumerate(at)})
        with QSignalBlocker(self.random):
            self.random.setChecked(drawn)
        self.epochs_form.set_values({"epochs": descent.epochs})
        self.seed.set_value(document.seed)

    def show_epoch(self, epoch: int) -> None:
        self.branch_menu.show_epoch(epoch)

    def _show_removal(self, document: Document) -> None:
        """Whether the chosen descent can go, and what would go with it."""
        along = len(branches.followers(document.descents, document.view.descent)) - 1
        self.remove.setEnabled(along + 1 < len(document.descents))
        told = tr("Remove the descent")
        if along and self.remove.isEnabled():
            told = tr("Remove the descent and those that continue it ({count})", count=along)
        elif along:
            told = tr("All other descents continue this one, so it has to stay")
        self.remove.setToolTip(told)

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

    def _show_rows(self, snapshot: Snapshot) -> None:
        document = snapshot.document
        rows = [
            (
                descent_name(d),
                descent_summary(document, k),
                run.outcome,
                theme.current().name,
                d.color,
                d.hidden,
            )
            for k, (d, run) in enumerate(zip(document.descents, snapshot.runs, strict=True))
        ]
        with QSignalBlocker(self.list):
            if rows != self._rows and self.list.state() != QAbstractItemView.State.EditingState:
                self._rows = rows
                while self.list.count() > len(rows):
                    self.list.takeItem(self.list.count() - 1)
                while self.list.count() < len(rows):
                    self.list.addItem(QListWidgetItem())
                for k, (name, summary, outcome, _, _, hidden) in enumerate(rows):
                    item = self.list.item(k)
                    item.setText(name)
                    item.setIcon(sample_icon(run_style(snapshot.runs[k])))
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                    if len(rows) > 1:
                        shown = Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked
                        item.setCheckState(shown)
                    else:
                        item.setData(Qt.ItemDataRole.CheckStateRole, None)
                    told = "" if outcome is None else f"\n{tr(OPTIONS[outcome].title)}"
                    item.setToolTip(f"{name}\n{summary}{told}")
            self.list.setCurrentRow(document.view.descent)
        lines = min(max(len(rows), LEAST_ROWS), MOST_ROWS)
        self.list.setFixedHeight(lines * max(self.list.sizeHintForRow(0), 18) + 6)

    def restyle(self) -> None:
        self._rows = None
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    # Intents

    @property
    def _chosen(self) -> int:
        assert self._snapshot is not None
        return self._snapshot.document.view.descent

    def _choose(self, row: int) -> None:
        if row >= 0:
            change = partial(changes.with_view, descent=row, replay=None)
            self._intents.edit(Message("Choose a descent"), change)

    def _add(self) -> None:
        self._intents.edit(Message("Add a descent"), changes.add_descent)

    def _duplicate(self) -> None:
        # Of the document that there is by then: two quick clicks mean two descents.
        self._intents.edit(
            Message("Duplicate the descent"), lambda d: changes.duplicate_descent(d, d.view.descent)
        )

    def _rename(self) -> None:
        self.list.editItem(self.list.currentItem())

    def _renamed(self, item: QListWidgetItem) -> None:
        name = item.text().strip()
        k = self.list.row(item)
        assert self._snapshot is not None
        descent = self._snapshot.document.descents[k]
        self._rows = None
        if name == descent_name(descent):  # What has changed is the mark in front of it.
            hidden = item.checkState() == Qt.CheckState.Unchecked
            title = Message("Hide the descent") if hidden else Message("Show the descent")
            if hidden != descent.hidden:
                self._intents.edit(title, partial(lineup.with_hidden, k=k, hidden=hidden))
                self._go_back()
            return
        change = partial(changes.rename_descent, k=k, name=name)
        self._intents.edit(Message("Rename the descent"), change)

    def _go_back(self) -> None:
        # Later: now the list may still show the line in which a name was written.
        QTimer.singleShot(0, self, self.restyle)

    def _remove(self) -> None:
        self._intents.edit(
            Message("Remove the descent"), lambda d: changes.remove_descent(d, d.view.descent)
        )

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

    def _edit_start(self, key: str, value: float, dragging: bool) -> None:
        assert self._snapshot is not None
        start = [float(x) for x in self._snapshot.runs[self._chosen].plan.setup.start[:, 0]]
        start[("start.x", "start.y").index(key)] = value
        change = partial(changes.with_start, k=self._chosen, start=start)
        self._send(Message("Move the start"), change, "start", dragging)

    def _edit_epochs(self, key: str, value: int, dragging: bool) -> None:
        change = partial(changes.with_epochs, k=self._chosen, epochs=value)
        self._send(Message("Change the number of epochs"), change, key, dragging)

    def _edit_seed(self, value: int, dragging: bool) -> None:
        change = partial(changes.with_seed, seed=value)
        self._send(Message("Change the seed"), change, "seed", dragging)

    def _toggle_random(self, on: bool) -> None:
        assert self._snapshot is not None
        at = [float(x) for x in self._snapshot.runs[self._chosen].plan.setup.start[:, 0]]
        change = partial(changes.with_start, k=self._chosen, start=RANDOM if on else at)
        self._intents.edit(Message("Start at random") if on else Message("Move the start"), change)

    def _draw_seed(self) -> None:
        self._intents.edit(Message("Draw anew"), changes.with_next_seed)

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
