"""The sweep on screen: when it is computed, when it waits, and when it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from gdgui.document import changes
from gdgui.document.check import check
from gdgui.document.model import Axis, Choice, Document, Sweep
from gdgui.document.plan import plan
from gdgui.engine import sweep
from gdgui.engine.grid import Grid
from gdgui.jobs import memory
from gdgui.ui import sweeping
from gdgui.ui.sweeping import Sweeper

STARTS = Axis(path="start.x", low=-2.0, high=2.0, count=900)
RATES = Axis(path="schedule.rate", low=0.0, high=0.3, count=900)


def test_while_something_is_dragged_a_sweep_takes_as_long_as_the_one_before(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def seconds_for(grid: Any, measure: str) -> float:
        asked.append(measure)
        return 1e6  # far too long to begin by itself

    monkeypatch.setattr(sweeping, "seconds_for", seconds_for)
    document = check(Document(objective=Choice("parabola"), sweeps=[Sweep(axes=[STARTS, RATES])]))
    sweeper = Sweeper()
    try:
        for seed in (5, 6, 7):
            dragged = check(changes.with_seed(document, seed))
            sweeper.follow(dragged, plan(dragged))
            assert sweeper.view is not None
            assert sweeper.view.waiting
        assert asked == ["final_position"]
        longer = check(changes.with_epochs(document, 0, 500))
        sweeper.follow(longer, plan(longer))
        watched = changes.with_measure(longer, 0, "lyapunov_exponent")
        sweeper.follow(watched, plan(watched))
        other = changes.with_objective(watched, "double_well")
        sweeper.follow(other, plan(other))
        assert asked == ["final_position", "final_position", *2 * ["lyapunov_exponent"]]
    finally:
        sweeper.shutdown()


def test_a_sweep_that_would_not_fit_is_refused_with_the_numbers(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "available", lambda: 205_000_000)
    axes = [replace(axis, count=200) for axis in (STARTS, RATES)]
    document = check(Document(objective=Choice("parabola"), sweeps=[Sweep(axes=axes)]))
    sweeper = Sweeper()
    try:
        with qtbot.waitSignal(sweeper.problem, timeout=20_000) as heard:
            sweeper.follow(document, plan(document))
        words = str(heard.args[0])
        assert "40,000 cells needs up to 208 MB of memory, and 205 MB are free" in words
        assert sweeper.view is not None
        assert not sweeper.view.running
    finally:
        sweeper.shutdown()


def test_of_fields_there_is_room_for_the_one_on_screen_is_kept(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "KEPT", 0)
    runs: list[int] = []
    run = sweep.run

    def counted(grid: Grid, *others: Any) -> Any:
        runs.append(grid.size)
        return run(grid, *others)

    monkeypatch.setattr(sweep, "run", counted)
    few, more = (Sweep(axes=[replace(RATES, count=count)]) for count in (20, 30))
    document = check(Document(objective=Choice("parabola"), sweeps=[few, more]))
    sweeper = Sweeper()

    def show(k: int, measure: str = "final_position") -> None:
        shown = changes.with_measure(changes.with_view(document, sweep=k), k, measure)
        sweeper.follow(shown, plan(shown))
        qtbot.waitUntil(lambda: sweeper.view is not None and sweeper.view.elapsed is not None)

    try:
        show(0)
        show(0, "outcome")
        show(0, "final_value")
        assert runs == [20]
        show(1)
        show(1, "outcome")
        assert runs == [20, 30]
        show(0)
        assert runs == [20, 30, 20]
    finally:
        sweeper.shutdown()


def test_another_measure_leaves_the_time_that_the_descents_took(qtbot: QtBot) -> None:
    axes = [replace(axis, count=30) for axis in (STARTS, RATES)]
    document = check(Document(objective=Choice("parabola"), sweeps=[Sweep(axes=axes)]))
    sweeper = Sweeper()
    try:
        took = []
        for measure in ("final_position", "outcome", "final_value"):
            document = changes.with_measure(document, 0, measure)
            sweeper.follow(document, plan(document))
            qtbot.waitUntil(lambda: sweeper.view.elapsed is not None, timeout=20_000)
            took.append(sweeper.view.elapsed)
        assert took[0] > 0
        assert took == 3 * [took[0]]
    finally:
        sweeper.shutdown()
