"""All epochs of the chosen descent as a table: sorted by any column, copied to a spreadsheet.

It follows the cursor, and a click on a row moves it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout

from gdgui.ui import theme
from gdgui.ui.intents import Intents
from gdgui.ui.language import exact, number, tr
from gdgui.ui.panels import Panel
from gdgui.ui.snapshot import Run, Snapshot

Index = QModelIndex | QPersistentModelIndex

DIGITS = 5
"""Significant digits in the table; what is copied has all of them."""

COLUMN = 80
"""The width of a column of numbers, in pixels: −0.080212 fits."""

ROOT = QModelIndex()


class EpochsModel(QAbstractTableModel):
    """The rows of a record, in an order of their own; nothing is copied but the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []
        self.tips: list[str] = []
        self.columns: list[NDArray[np.float64]] = []
        self.order: NDArray[np.intp] = np.arange(0)
        self._rows: NDArray[np.intp] = np.arange(0)
        self._sorted = (0, Qt.SortOrder.AscendingOrder)
        self._until: int | None = None

    def show_until(self, epoch: int | None) -> None:
        """Shows the steps before an epoch alone; None: all that there are."""
        if epoch != self._until:
            self.beginResetModel()
            self._until = epoch
            self._arrange()
            self.endResetModel()

    def show_run(self, run: Run) -> None:
        """The epochs of another run."""
        self.beginResetModel()
        self.titles, self.tips, self.columns = _columns(run)
        self._arrange()
        self.endResetModel()

    def row_of(self, epoch: int) -> int:
        """Where an epoch stands in the present order; −1 where there is none."""
        return int(self._rows[epoch]) if 0 <= epoch < len(self._rows) else -1

    def epoch_at(self, row: int) -> int:
        """The epoch in a row."""
        return int(self.order[row])

    def text(self, rows: list[int]) -> str:
        """These rows for a spreadsheet: a line of titles, then tabs between numbers in full."""
        lines = ["\t".join(self.titles)]
        for row in rows:
            k = self.order[row]
            lines.append(
                "\t".join(
                    str(int(column[k])) if c == 0 else exact(float(column[k]))
                    for c, column in enumerate(self.columns)
                )
            )
        return "\n".join(lines) + "\n"

    def _arrange(self) -> None:
        column, direction = self._sorted
        count = len(self.columns[0]) if self.columns else 0
        if count and column < len(self.columns):
            # Stable, so that equal values stay in the order of their epochs; what is no number is last.
            values = self.columns[column]
            rising = direction == Qt.SortOrder.AscendingOrder
            self.order = np.argsort(values if rising else -values, kind="stable")
        else:
            self.order = np.arange(count)
        if self._until is not None:
            self.order = self.order[self.order < self._until]
        self._rows = np.full(count, -1)
        self._rows[self.order] = np.arange(len(self.order))

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        value = float(self.columns[index.column()][self.order[index.row()]])
        return str(int(value)) if index.column() == 0 else number(value, DIGITS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return self.tips[section] if role == Qt.ItemDataRole.ToolTipRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, order)
        self._arrange()
        self.layoutChanged.emit()


class EpochsPanel(Panel):
    """The panel; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._shown: object = None
        self._epoch = 0
        self._quiet = False
        self._guessing = intents.guessing
        intents.turn_changed.connect(self._hide_coming)
        self.model = EpochsModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Epoch table"))
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 4)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultSectionSize(COLUMN)
        header.setStretchLastSection(True)
        copy = QAction(tr("Copy"), self.table)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_rows)
        every = QAction(tr("Copy all epochs"), self.table)
        every.triggered.connect(self.copy_all)
        self.table.addActions([copy, every])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.TIGHT, 0, theme.TIGHT, theme.TIGHT)
        layout.addWidget(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.model.layoutChanged.connect(self._follow)

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        run = snapshot.chosen
        if not self.isVisible() or run.record is None or run.record is self._shown:
            return
        self._shown = run.record
        self.model.show_run(run)
        self.table.setColumnWidth(0, COLUMN * 2 // 3)
        self._follow()

    def show_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        self._hide_coming(self._guessing)
        if self.isVisible():
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)
            self._follow()

    def _hide_coming(self, hidden: bool) -> None:
        """While somebody guesses where a step leads, its row is not there yet, nor any after it."""
        self._guessing = hidden
        quiet, self._quiet = self._quiet, True
        self.model.show_until(self._epoch if hidden else None)
        self._quiet = quiet

    def _follow(self) -> None:
        """Brings the row under the cursor into sight; a selection of several rows is left alone."""
        row = self.model.row_of(min(self._epoch, self.model.rowCount() - 1))
        if self._quiet or row < 0 or len(self.table.selectionModel().selectedRows()) > 1:
            return
        index = self.model.index(row, 0)
        last = self.model.index(row, self.model.columnCount() - 1)
        self._quiet = True
        chosen = QItemSelection(index, last)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(chosen, flags.ClearAndSelect)
        self.table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.table.scrollTo(index)
        self._quiet = False

    # Intents and copying

    def _choose(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            # The table is about to select by itself, perhaps this row beside others.
            self._quiet = True
            self._intents.seeked.emit(self.model.epoch_at(index.row()))
            self._quiet = False

    def copy_rows(self) -> None:
        """The selected rows to the clipboard; all of them where none is selected."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        self._copy(rows or list(range(self.model.rowCount())))

    def copy_all(self) -> None:
        """All rows to the clipboard, in the order of the table."""
        self._copy(list(range(self.model.rowCount())))

    def _copy(self, rows: list[int]) -> None:
        QGuiApplication.clipboard().setText(self.model.text(rows))


def _columns(run: Run) -> tuple[list[str], list[str], list[NDArray[np.float64]]]:
    """Titles, longer titles, and values: a column for each coordinate."""
    record = run.record
    if record is None:
        return [], [], []
    names = ("x", "y")[: record.position.shape[1]]
    found: list[tuple[str, str, NDArray[np.float64]]] = [
        ("t", tr("Epoch"), record.epoch.astype(np.float64))
    ]
    found += [(name, tr("Position"), record.position[:, k]) for k, name in enumerate(names)]
    found.append(("f", tr("Value"), record.value))
    for k, name in enumerate(names):
        title = "g" if len(names) == 1 else f"g_{name}"
        found.append((title, tr("The gradient that the descent believes"), record.gradient[:, k]))
    found.append(("η", tr("Learning rate"), record.learning_rate))
    found += [
        (f"Δ{name}", tr("How far the step led"), record.displacement[:, k])
        for k, name in enumerate(names)
    ]
    found += [
        (f"{name}⁺", tr("Position after the step"), record.next_position[:, k])
        for k, name in enumerate(names)
    ]
    titles, tips, columns = zip(*found, strict=True)
    return list(titles), list(tips), list(columns)
