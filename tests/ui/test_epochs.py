"""The table of all epochs: sorted, copied, and of one mind with the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from stage import at_rest

from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.jobs.prepare import prepared
from gdgui.ui.panels._epochs import EpochsPanel
from gdgui.ui.window import Window


@pytest.fixture
def panel(window: Window, qtbot: Any) -> Iterator[EpochsPanel]:
    descent = Descent(start=[-1.5], epochs=40, schedule=Scheduled(parameters={"rate": 0.32}))
    window.files.begin(*prepared(Document(objective=Choice(key="parabola"), descents=[descent])))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    window.docks["epochs"].show()
    made = window.panels["epochs"]
    assert isinstance(made, EpochsPanel)
    qtbot.waitUntil(lambda: made.isVisible() and made.model.rowCount() == 40, timeout=5000)
    yield made
    made.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    window.docks["epochs"].hide()


def cell(panel: EpochsPanel, row: int, column: int) -> str:
    return str(panel.model.data(panel.model.index(row, column)))


def test_every_epoch_has_a_row_with_what_the_record_says(panel: EpochsPanel) -> None:
    assert [cell(panel, 0, c) for c in range(7)] == [
        "0",
        "−1.5",
        "15.25",
        "−12",
        "0.32",
        "3.84",
        "2.34",
    ]
    assert panel.model.titles == ["t", "x", "f", "g", "η", "Δx", "x⁺"]


def test_the_row_follows_the_cursor_and_a_row_moves_it(panel: EpochsPanel, window: Window) -> None:
    window.player.seek(17)
    assert panel.table.currentIndex().row() == 17
    panel.table.selectRow(25)
    assert window.player.epoch == 25
    window.player.to_end()
    assert panel.table.currentIndex().row() == 39


def test_it_is_sorted_by_any_column_and_still_follows(panel: EpochsPanel, window: Window) -> None:
    panel.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    run = window._snapshot.chosen  # type: ignore[union-attr]
    x = run.record.position[:, 0]  # type: ignore[union-attr]
    assert panel.model.epoch_at(0) == int(np.argmax(x))
    assert np.all(np.diff(x[panel.model.order]) <= 0)
    window.player.seek(12)
    assert panel.model.epoch_at(panel.table.currentIndex().row()) == 12


def test_what_is_selected_is_copied_with_titles_and_in_full(panel: EpochsPanel, window: Window) -> None:
    for row, held in ((3, Qt.KeyboardModifier.NoModifier), (4, Qt.KeyboardModifier.ControlModifier)):
        panel.table.scrollTo(panel.model.index(row, 0))
        place = panel.table.visualRect(panel.model.index(row, 0)).center()
        QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, held, place)
    assert window.player.epoch == 4
    panel.copy_rows()
    panel.table.clearSelection()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "t\tx\tf\tg\tη\tΔx\tx⁺"
    assert [line.split("\t")[0] for line in lines[1:]] == ["3", "4"]
    run = window._snapshot.chosen  # type: ignore[union-attr]
    assert float(lines[1].split("\t")[6]) == run.record.next_position[3, 0]  # type: ignore[union-attr]


def test_all_are_copied_in_the_order_of_the_table(panel: EpochsPanel) -> None:
    panel.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    panel.copy_all()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 41
    assert lines[1].startswith("39\t")


def test_while_somebody_guesses_coming_steps_have_no_rows(panel: EpochsPanel, window: Window) -> None:
    landscape = window.charts["landscape"]
    window.player.seek(5)
    landscape.by_hand.turn_toggled.emit(True)
    assert panel.model.rowCount() == 5  # row 5 would tell where its step leads
    assert "x⁺" in panel.model.titles
    panel.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert cell(panel, 0, 0) == "4"
    window.player.seek(6)
    assert [cell(panel, row, 0) for row in range(panel.model.rowCount())] == list("543210")
    panel.copy_all()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 7
    landscape.by_hand.turn_toggled.emit(False)
    assert panel.model.rowCount() == 40
    assert window.player.epoch == 6
