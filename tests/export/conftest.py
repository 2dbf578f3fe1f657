"""An objective in two variables that a plain loop can follow by hand."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.engine.message import Message
from gdgui.engine.objectives import OBJECTIVES, Objective

SQUARES = Objective(
    key="two_squares",
    title=Message("Two squares"),
    help=Message("A bowl for the tests."),
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    value=lambda p, _: p[0] * p[0] + 3.0 * (p[1] * p[1]),
    gradient=lambda p, _: np.stack([2.0 * p[0], 6.0 * p[1]]),
    hessian=lambda p, _: np.broadcast_to(np.diag([2.0, 6.0])[:, :, np.newaxis], (2, 2, p.shape[1])),
    formula="x^2 + 3y^2",
    derivative="(2x, 6y)",
    start=(3.0, 2.0),
    minima=((0.0, 0.0),),
    lowest=0.0,
)


@pytest.fixture
def two_squares(monkeypatch: pytest.MonkeyPatch) -> Objective:
    """x² + 3y², in the catalogue for the length of a test."""
    monkeypatch.setitem(OBJECTIVES._loaded, SQUARES.key, SQUARES)
    return SQUARES
