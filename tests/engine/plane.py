"""A bowl over the plane for tests of the engine, whatever the catalogue has: f = x² + 4y²."""

from __future__ import annotations

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import Hessians, Objective
from gdgui.engine.types import Parameters, Positions, Values

STEEP = np.array([[1.0], [4.0]])


def value(positions: Positions, parameters: Parameters) -> Values:
    result: Values = positions[0] * positions[0] + 4.0 * positions[1] * positions[1]
    return result


def gradient(positions: Positions, parameters: Parameters) -> Positions:
    return 2.0 * STEEP * positions


def hessian(positions: Positions, parameters: Parameters) -> Hessians:
    flat = np.zeros(positions.shape[1])
    return np.array([[flat + 2.0, flat], [flat, flat + 8.0]])


PLANE = Objective(
    key="plane",
    title=Message("Bowl"),
    help=Message("For tests."),
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    value=value,
    gradient=gradient,
    hessian=hessian,
    formula="x^2 + 4 y^2",
    derivative="(2x, 8y)",
    start=(3.0, 4.0),
    minima=((0.0, 0.0),),
    lowest=0.0,
)
