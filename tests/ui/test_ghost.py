"""The descent behind the cell under the pointer: the latest one, and nobody waits for it."""

from __future__ import annotations

import by_hand
import pytest
from stage import at_rest

from gdgui.document import changes, lesson
from gdgui.document.check import check
from gdgui.document.model import Replay
from gdgui.engine.message import Message


@pytest.fixture
def swept(window, qtbot):
    """The window with the notes' heatmap."""
    window.intents.edit(Message("Open"), lambda _: check(lesson.load("rate_epochs").scenes[0].document))
    qtbot.waitUntil(lambda: at_rest(window))
    return window


def ghost(window):
    return window._snapshot.ghost


def test_the_last_of_many_cells_is_the_one_that_appears(swept, qtbot):
    for k in range(30):
        swept.intents.hovered.emit(Replay(sweep=0, cell=[k, 39]))
    qtbot.waitUntil(lambda: ghost(swept) is not None)
    rate = float(swept._snapshot.plan.sweeps[0].grid.axes[0].values[29])
    record = by_hand.descend("gaussian_sine", "exact", "constant", rate, 0.0, 500)
    qtbot.waitUntil(lambda: by_hand.same(ghost(swept).path[:, 0], record.position))
    landscape = swept.charts["landscape"]
    assert by_hand.same(landscape.ghost.ink.strokes[0].xData, record.position)
    assert ghost(swept) not in swept._snapshot.shown
    swept.intents.hovered.emit(None)
    qtbot.waitUntil(lambda: ghost(swept) is None)
    assert landscape.ghost.ink.strokes == []


def test_it_goes_when_the_sweep_is_another_one(swept, qtbot):
    swept.intents.hovered.emit(Replay(sweep=0, cell=[20, 10]))
    qtbot.waitUntil(lambda: ghost(swept) is not None)
    swept.intents.edit(Message("Change"), lambda d: changes.with_epochs(d, 0, 17))
    swept.intents.edit(Message("Change"), lambda d: changes.with_start(d, 0, [0.5]))
    qtbot.waitUntil(lambda: ghost(swept) is None)


def test_the_outcome_is_told_beside_the_value(swept, qtbot):
    chart = swept.charts["sweep"]
    chart.pointer.cell = [49, 39]
    swept.intents.hovered.emit(Replay(sweep=0, cell=[49, 39]))
    qtbot.waitUntil(lambda: chart.frame.coordinates.text().endswith("converged"))


def test_a_pinned_cell_stays_beside_the_replayed_one_and_esc_lets_both_go(swept, qtbot):
    for cell in ([10, 10], [40, 30]):
        swept.intents.edit(Message("Replay"), lambda d, c=cell: changes.with_replay(d, 0, c))
        swept.intents.edit(Message("Pin"), lambda d, c=cell: changes.with_pin(d, 0, c))
    qtbot.waitUntil(lambda: at_rest(swept))
    shown = swept._snapshot.shown
    assert [run.index for run in shown] == [0, -2, -1]  # the replayed one is there once
    assert len(shown[1].path) > 1
    swept.intents.edit(Message("Pin"), lambda d: changes.with_pin(d, 0, [40, 30]))
    qtbot.waitUntil(lambda: at_rest(swept))
    assert [pin.cell for pin in swept.controller.document.view.pins] == [[10, 10]]
    assert len(swept._snapshot.pins) == 1
    swept.menus._end_replay()
    qtbot.waitUntil(lambda: at_rest(swept))
    assert len(swept._snapshot.shown) == 1
