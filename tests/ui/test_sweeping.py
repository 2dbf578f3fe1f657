"""The sweep on screen: what it takes is found out once, and not for every step of a drag."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gdgui.document import changes
from gdgui.document.check import check
from gdgui.document.model import Axis, Choice, Document, Sweep
from gdgui.document.plan import plan
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
