"""The list of descents: marks that hide, a menu for look and order, a strip for what is unfair."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from stage import at_rest

from gdgui.document import lesson
from gdgui.jobs.prepare import prepared
from gdgui.ui.naming import run_style
from gdgui.ui.panels.descents import DescentsPanel
from gdgui.ui.window import Window


@pytest.fixture
def panel(window: Window, qtbot: Any) -> DescentsPanel:
    window.files.begin(*prepared(lesson.load("schedules").scenes[0].document))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    made = window.panels["descents"]
    assert isinstance(made, DescentsPanel)
    return made


def settle(window: Window, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)


def shown(window: Window) -> list[int]:
    return [run.index for run in window._snapshot.shown]  # type: ignore[union-attr]


def test_a_mark_taken_away_hides_the_descent(panel: DescentsPanel, window: Window, qtbot: Any) -> None:
    panel.rows.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    settle(window, qtbot)
    assert shown(window) == [0, 2]
    panel.rows.list.item(1).setCheckState(Qt.CheckState.Checked)
    settle(window, qtbot)
    assert shown(window) == [0, 1, 2]
    assert [d.name for d in window.controller.document.descents][1] == "By derivative"


def test_the_last_mark_cannot_be_taken_away(panel: DescentsPanel, window: Window, qtbot: Any) -> None:
    for k in (0, 1, 2):
        panel.rows.list.item(k).setCheckState(Qt.CheckState.Unchecked)
        settle(window, qtbot)
    assert shown(window) == [2]
    qtbot.waitUntil(lambda: panel.rows.list.item(2).checkState() == Qt.CheckState.Checked, timeout=5000)


def test_one_alone_and_all_again(panel: DescentsPanel, window: Window, qtbot: Any) -> None:
    panel.rows.list.setCurrentRow(1)
    settle(window, qtbot)
    panel.rows.lineup._fill()
    assert not panel.rows.lineup.solo.isChecked()
    panel.rows.lineup.solo.trigger()
    settle(window, qtbot)
    assert shown(window) == [1]
    panel.rows.lineup._fill()
    assert panel.rows.lineup.solo.isChecked()
    panel.rows.lineup.solo.trigger()
    settle(window, qtbot)
    assert shown(window) == [0, 1, 2]


def test_a_moved_descent_keeps_its_look_and_the_choice(
    panel: DescentsPanel, window: Window, qtbot: Any
) -> None:
    looks = {run.plan.name: run_style(run) for run in window._snapshot.runs}  # type: ignore[union-attr]
    panel.rows.lineup.down.trigger()
    settle(window, qtbot)
    assert [panel.rows.list.item(k).text() for k in range(3)] == [
        "By derivative",
        "Constant",
        "Linear to zero",
    ]
    assert panel.rows.list.currentRow() == 1
    assert {run.plan.name: run_style(run) for run in window._snapshot.runs} == looks  # type: ignore[union-attr]


def test_a_colour_is_taken_everywhere(panel: DescentsPanel, window: Window, qtbot: Any) -> None:
    panel.rows.lineup._fill()
    panel.rows.lineup.colors.actions()[7].trigger()
    settle(window, qtbot)
    assert window.controller.document.descents[0].color == "7"
    run = window._snapshot.runs[0]  # type: ignore[union-attr]
    assert run.plan.color == "7"
    landscape: Any = window.charts["landscape"]
    assert landscape.trails.points[0].color.lower() == run_style(run).color.lower()


def test_the_strip_names_what_is_unfair_and_mends_it(
    panel: DescentsPanel, window: Window, qtbot: Any
) -> None:
    strip = panel.fairness
    assert not strip.isHidden()
    assert [
        name for name in ("start", "rate", "first_step", "epochs") if f'href="{name}"' in strip.text()
    ] == [
        "start",
        "rate",
        "first_step",
    ]
    strip.linkActivated.emit("start")
    settle(window, qtbot)
    assert [d.start for d in window.controller.document.descents] == [[-1.5]] * 3
    assert 'href="start"' not in strip.text()
    strip.linkActivated.emit("first_step")
    settle(window, qtbot)
    assert 'href="first_step"' not in strip.text()
    steps = [abs(run.record.displacement[0, 0]) for run in window._snapshot.runs]  # type: ignore[union-attr]
    assert steps == pytest.approx([0.12] * 3, rel=1e-12)
    window.controller.undo()
    window.controller.undo()
    settle(window, qtbot)
    assert 'href="start"' in strip.text()


def test_one_descent_has_nothing_to_be_compared_with(window: Window) -> None:
    panel: Any = window.panels["descents"]
    assert panel.fairness.isHidden()
    assert panel.rows.list.item(0).data(Qt.ItemDataRole.CheckStateRole) is None
