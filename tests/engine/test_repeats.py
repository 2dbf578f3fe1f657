"""The spread of repeats: in bounded memory, to the same bits, and soon ended."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdgui.engine import batch, repeats
from gdgui.engine.descent import Cancelled
from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.repeats import batches, spread
from gdgui.engine.setup import Choice, Setup

BASE = Setup(
    objective=Choice("gaussian_sine"),
    gradient=Choice("exact"),
    schedule=Choice("constant", {"rate": 0.1}),
    optimizer=Choice("gradient_descent"),
    start=np.array([[0.5]]),
    epochs=25,
    seed=3,
    stream=np.array([0]),
)
GRID = Grid(BASE, (Axis("schedule.rate", np.linspace(0.05, 0.4, 11)),), True, 5)


def test_few_positions_are_held_at_once_and_the_spread_has_the_same_bits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = compute(GRID)
    expected = whole.ends().spread
    assert (expected > 0).all()
    together: list[int] = []
    finals = batch.finals

    def counted(setup: Setup, *others: Any) -> Any:
        together.append(setup.start.shape[1])
        return finals(setup, *others)

    monkeypatch.setattr(batch, "finals", counted)
    monkeypatch.setattr(repeats, "TOGETHER", 15)
    for known in (whole.positions, None):
        together.clear()
        found = spread(GRID, np.arange(GRID.size), known)
        assert found.tobytes() == expected.tobytes()
        assert max(together) * GRID.repeats <= 15
        assert len(together) == batches(GRID, GRID.size, known is not None)


def test_who_repeats_heeds_the_token() -> None:
    class Set:
        def is_set(self, epochs: int = 0) -> bool:
            return True

    with pytest.raises(Cancelled):
        spread(GRID, np.arange(3), None, Set())
