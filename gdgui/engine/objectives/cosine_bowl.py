"""f(x) = cos(2πx) + x²: a bowl with waves, and a maximum at 0 exactly.

f′(x) = 2x − 2π·sin(2πx), f″(x) = 2 − 4π²·cos(2πx).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values

WAVE = 2.0 * np.pi


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.cos(WAVE * x) + x * x
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 2.0 * x - WAVE * np.sin(WAVE * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 2.0 - (WAVE * WAVE) * np.cos(WAVE * x)
    return result


ENTRY = curve(
    key="cosine_bowl",
    title=Message("Cosine bowl"),
    help=Message("Four minima in a bowl; a descent that starts at 0 stands on a maximum for ever."),
    formula=r"\cos(2\pi x) + x^2",
    derivative=r"2x - 2\pi \sin(2\pi x)",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2.0, 2.0),
    minima=(-0.47580245102422114, 0.47580245102422114, -1.4250674148261984, 1.4250674148261984),
    lowest=-0.7620765452599305,
    start=1.1,
    family=Message("The notes' functions"),
    source="Lecture notes",
)
