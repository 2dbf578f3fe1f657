"""f(x) = (6x − 2)²·sin(12x − 4): a shallow valley on the left, the deep one on the right.

With u = 6x − 2: f = u²·sin 2u, f′(x) = 12u·(sin 2u + u·cos 2u),
f″(x) = 72·(sin 2u + 4u·cos 2u − 2u²·sin 2u).  Forrester, Sóbester, Keane: Engineering Design via
Surrogate Modelling (2008).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    u = 6.0 * x - 2.0
    result: Values = u * u * np.sin(2.0 * u)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    u = 6.0 * x - 2.0
    result: Values = 12.0 * u * (np.sin(2.0 * u) + u * np.cos(2.0 * u))
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    u = 6.0 * x - 2.0
    sine = np.sin(2.0 * u)
    result: Values = 72.0 * (sine + 4.0 * u * np.cos(2.0 * u) - 2.0 * (u * u) * sine)
    return result


ENTRY = curve(
    key="forrester",
    title=Message("Forrester"),
    help=Message("A shallow minimum and a deep one: most starts on the left end in the shallow one."),
    formula=r"(6x - 2)^2 \sin(12x - 4)",
    derivative=r"12(6x - 2) \sin(12x - 4) + 12(6x - 2)^2 \cos(12x - 4)",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(0.0, 1.0),
    minima=(0.14258918932471631, 0.7572487578418559),
    lowest=-6.0207400557670825,
    start=0.4,
    family=Message("Many valleys"),
    source="Forrester, Sóbester and Keane 2008",
)
