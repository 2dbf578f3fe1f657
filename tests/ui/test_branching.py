"""A descent is continued from the epoch that is shown: by button, menu and key, linked, and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from stage import Shown, at_rest

from gdgui.document.file import from_plain
from gdgui.document.model import Continues, Document
from gdgui.jobs.prepare import prepared
from gdgui.ui.figures import complete
from gdgui.ui.panels.descents import DescentsPanel
from gdgui.ui.traces.states import States
from gdgui.ui.window import Window

EPOCHS, TURN = 60, 20


def document(**view: Any) -> Document:
    """A descent, a branch of it under momentum, and a branch of that one."""
    first = {
        "name": "First",
        "start": [1.0],
        "epochs": EPOCHS,
        "schedule": {"key": "constant", "parameters": {"rate": 0.05}},
    }
    second = first | {
        "name": "",
        "optimizer": {"key": "momentum"},
        "continues": {"descent": 0, "epoch": TURN},
    }
    third = first | {"name": "Third", "continues": {"descent": 1, "epoch": 30}}
    plain = {
        "version": 1,
        "objective": {"key": "gaussian_sine"},
        "descents": [first, second, third],
        "view": view,
    }
    return from_plain(plain)


def settle(window: Window, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: at_rest(window), timeout=20_000)


@pytest.fixture
def panel(window: Window, qtbot: Any) -> DescentsPanel:
    window.files.begin(*prepared(document()))
    settle(window, qtbot)
    made = window.panels["descents"]
    assert isinstance(made, DescentsPanel)
    return made


def test_the_menu_continues_at_the_epoch_that_is_shown(
    panel: DescentsPanel, window: Window, qtbot: Any
) -> None:
    window.player.seek(12)
    panel.rows.branch_menu._fill()
    assert panel.rows.branch_menu.unchanged.text() == "From epoch 12 as it is"
    panel.rows.branch_menu.faster.trigger()
    settle(window, qtbot)
    made = window.controller.document
    assert made.view.descent == 3
    assert made.descents[3].continues == Continues(descent=0, epoch=12)
    assert made.descents[3].schedule.parameters["rate"] == 0.1
    assert window.player.epoch == 12
    window.controller.undo()
    settle(window, qtbot)
    assert len(window.controller.document.descents) == 3


def test_the_menu_offers_every_other_rule(panel: DescentsPanel, window: Window, qtbot: Any) -> None:
    panel.rows.branch_menu._fill()
    titles = [action.text() for action in panel.rows.branch_menu.schedules.actions()]
    assert "Cosine" in titles
    assert "Constant" not in titles
    adam = next(a for a in panel.rows.branch_menu.optimizers.actions() if a.text() == "Adam")
    adam.trigger()
    settle(window, qtbot)
    assert window.controller.document.descents[3].optimizer.key == "adam"


def test_the_key_continues_the_chosen_descent(panel: DescentsPanel, window: Window, qtbot: Any) -> None:
    window.player.seek(7)
    window.menus._continue()
    settle(window, qtbot)
    assert window.controller.document.descents[3].continues == Continues(descent=0, epoch=7)


def test_the_panel_shows_the_link_and_moves_it(
    panel: DescentsPanel, window: Window, qtbot: Any
) -> None:
    assert panel.branch_line.isHidden()
    panel.rows.list.setCurrentRow(1)
    settle(window, qtbot)
    assert not panel.branch_line.isHidden()
    assert panel.branch_line.told.text() == "Continues “First”"
    assert panel.rows.list.item(1).text() == "Momentum 0.05, from 20"
    assert "continues “First”" in panel.rows.list.item(1).toolTip()
    panel.branch_line.form.edited.emit("epoch", 25, False)
    settle(window, qtbot)
    assert window.controller.document.descents[1].continues == Continues(descent=0, epoch=25)


def test_what_would_go_along_is_said_and_what_has_to_stay_stays(
    panel: DescentsPanel, window: Window, qtbot: Any
) -> None:
    assert not panel.rows.remove.isEnabled()
    assert panel.rows.remove.toolTip() == "All other descents continue this one, so it has to stay"
    panel.rows.list.setCurrentRow(1)
    settle(window, qtbot)
    assert panel.rows.remove.toolTip() == "Remove the descent and those that continue it (1)"
    panel.rows.remove.click()
    settle(window, qtbot)
    assert [d.name for d in window.controller.document.descents] == ["First"]


def test_a_change_of_the_other_one_reaches_the_branch(
    panel: DescentsPanel, window: Window, qtbot: Any
) -> None:
    before = window._snapshot.runs[2].path[-1, 0]  # type: ignore[union-attr]
    panel.start.form.edited.emit("start.x", -3.0, False)
    settle(window, qtbot)
    runs = window._snapshot.runs  # type: ignore[union-attr]
    assert [float(run.path[0, 0]) for run in runs] == [-3.0] * 3
    assert runs[2].path[-1, 0] != before


def test_an_epoch_that_is_not_there_any_more_is_refused_with_a_sentence(
    panel: DescentsPanel, window: Window, qtbot: Any
) -> None:
    said: list[Any] = []
    window.controller.problem.connect(said.append)
    panel.epochs_form.edited.emit("epochs", 10, False)
    qtbot.waitUntil(lambda: any(said), timeout=10_000)
    assert "an epoch from 0 to 10, where that descent ends" in str(next(s for s in said if s))
    assert window.controller.document.descents[0].epochs == EPOCHS


@pytest.mark.parametrize("key", ["landscape", "traces"])
def test_what_is_shared_is_drawn_once(show_chart: Callable[..., Shown], key: str) -> None:
    shown = show_chart(key, document(), painted=False)
    chart: Any = shown.chart
    strokes = chart.trails.strokes if key == "landscape" else chart.traces[0].ink.strokes
    missing = [int(np.count_nonzero(np.isnan(stroke.y))) for stroke in strokes]
    assert missing == [0, TURN, 30]


def test_a_branch_alone_is_drawn_from_its_start(show_chart: Callable[..., Shown]) -> None:
    snapshot = complete(document(descent=2))
    hidden = document(descent=2)
    assert snapshot.own_from(snapshot.runs[2]) == 30
    from gdgui.document import lineup

    solo = complete(lineup.solo(hidden, 2))
    assert solo.own_from(solo.runs[2]) == 0
    without = complete(lineup.with_hidden(hidden, 1, True))
    assert without.own_from(without.runs[2]) == TURN


def test_only_the_part_under_its_own_map_is_in_the_cobweb(show_chart: Callable[..., Shown]) -> None:
    plain = document(descent=2)
    shown = show_chart("dynamics", plain, painted=False)
    chart: Any = shown.chart
    path = shown.snapshot.runs[2].path[:, 0]
    assert chart.cobweb._path.tolist() == path[30:].tolist()
    chart.show_epoch(31)
    assert chart.cobweb.ink.strokes[0].length == 3


def test_the_state_of_an_optimizer_is_there_from_where_it_holds(qtbot: Any) -> None:
    snapshot = complete(document())
    states = States()
    states.ask([snapshot.runs[1]])
    qtbot.waitUntil(lambda: not states.busy, timeout=10_000)
    velocity = states.values(snapshot.runs[1], 0)
    assert np.isnan(velocity[:TURN]).all()
    assert velocity[TURN] == 0
    assert np.isfinite(velocity[TURN:]).all()
    third = States()
    third.ask([snapshot.runs[2]])
    assert third.values(snapshot.runs[2], 0).size == 0
