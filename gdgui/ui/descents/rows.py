"""The list of the compared descents, and the buttons that add, copy, continue, name and remove them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QWidget,
)

from gdgui.document import branches, changes, lineup
from gdgui.document.check import MOST_DESCENTS
from gdgui.document.model import Document
from gdgui.engine.message import Message
from gdgui.engine.outcome import OPTIONS
from gdgui.ui import theme
from gdgui.ui.branching import BranchMenu
from gdgui.ui.icons import set_icon
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.lineup import LineupMenu
from gdgui.ui.naming import descent_name, descent_summary, run_style
from gdgui.ui.samples import SAMPLE, sample_icon
from gdgui.ui.snapshot import Snapshot

LEAST_ROWS = 3
MOST_ROWS = 6
"""The list is at least and at most so many rows high; beyond that it scrolls."""


class DescentRows(QWidget):
    """The list and its buttons; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._rows: object = None
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
        top = QHBoxLayout(self)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(2)
        top.addWidget(self.list, 1)
        top.addLayout(buttons)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemChanged.connect(self._renamed)

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

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The descents of another document, or other outcomes of them."""
        self._snapshot = snapshot
        document = snapshot.document
        self._show_rows(snapshot)
        self.lineup.show_snapshot(snapshot)
        self.branch_menu.show_snapshot(snapshot)
        for button in (self.add, self.duplicate, self.branch):
            button.setEnabled(len(document.descents) < MOST_DESCENTS)
        self._show_removal(document)

    def show_epoch(self, epoch: int) -> None:
        """The epoch from which a branch would go on."""
        self.branch_menu.show_epoch(epoch)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self._rows = None
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

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

    # Intents

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
