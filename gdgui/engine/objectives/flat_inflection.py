"""f(x) = x⁴ − 3x³ + 2: one minimum at 9/4, and a flat inflection at 0.

f′(x) = 4x³ − 9x², f″(x) = 12x² − 18x.  At 0 slope and curvature vanish, and the function falls on.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.power(x, 4) - 3.0 * np.power(x, 3) + 2.0
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 4.0 * np.power(x, 3) - 9.0 * (x * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 12.0 * (x * x) - 18.0 * x
    return result


ENTRY = curve(
    key="flat_inflection",
    title=Message("Flat inflection"),
    help=Message(
        "The slope is zero at 0, where there is no minimum: from the left a descent gets stuck on "
        "the way down."
    ),
    formula=r"x^4 - 3x^3 + 2",
    derivative=r"4x^3 - 9x^2",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-1.0, 4.0),
    minima=(2.25,),
    lowest=-6.54296875,
    start=-0.8,
    family=Message("Flat places and kinks"),
    source="Textbook example",
)
