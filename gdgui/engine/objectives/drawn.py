"""A curve that was drawn with the mouse: the natural cubic spline through its points.

It has two continuous derivatives, and beyond the first and the last point it goes on in straight lines,
so the derivatives are exact everywhere.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from msgspec.structs import replace

from gdgui.engine.drawn import CurveParameter, Points, smooth_curve
from gdgui.engine.message import Message
from gdgui.engine.objectives import Hessians, Objective
from gdgui.engine.search import valleys
from gdgui.engine.types import Parameters, Positions, Values

EXAMPLE = ((-4.0, 3.0), (-2.5, 0.5), (-1.0, 1.75), (0.5, 1.0), (2.0, -0.5), (4.0, 2.0))


def value(positions: Positions, parameters: Parameters) -> Values:
    return resolve(parameters).value(positions, parameters)


def gradient(positions: Positions, parameters: Parameters) -> Positions:
    return resolve(parameters).gradient(positions, parameters)


def hessian(positions: Positions, parameters: Parameters) -> Hessians:
    return resolve(parameters).hessian(positions, parameters)


def resolve(parameters: Parameters) -> Objective:
    """The objective with the domain, the minima and the least value of this curve."""
    return _resolved(parameters.get("points", EXAMPLE))


@lru_cache(maxsize=64)
def _resolved(points: Points) -> Objective:
    curve = smooth_curve(points)
    low, high = float(curve.knots[0]), float(curve.knots[-1])
    places = np.unique(np.concatenate([curve.knots, curve.turns()]))
    minima = valleys(curve.slope, places).tolist()
    heights = curve.value(np.array([low, high, *minima]))
    return replace(
        ENTRY,
        value=lambda positions, _: curve.value(positions[0]),
        gradient=lambda positions, _: curve.slope(positions),
        hessian=lambda positions, _: curve.bend(positions)[np.newaxis],
        domain=((low, high),),
        minima=tuple((x,) for x in minima),
        lowest=float(heights.min()),
        start=(low + 0.1 * (high - low),),
    )


ENTRY = Objective(
    key="drawn",
    title=Message("Drawn curve"),
    help=Message(
        "Your own curve, drawn with the mouse and made smooth: put valleys where you like, and see "
        "which of them a descent finds."
    ),
    formula=r"s(x)",
    derivative=r"s'(x)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-4.0, 4.0),),
    start=(-3.2,),
    resolve=resolve,
    parameters=(
        CurveParameter(
            key="points",
            title=Message("Curve"),
            help=Message("The points that the curve goes through; each has a place of its own."),
            kind="points",
            default=EXAMPLE,
        ),
    ),
    family=Message("Typed and drawn"),
    source="Natural cubic spline",
)
