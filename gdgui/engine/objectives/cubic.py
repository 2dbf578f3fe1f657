"""f(x) = x³: no minimum at all, and a flat place at 0.

f′(x) = 3x², f″(x) = 6x.  From the right a descent creeps towards 0 and stops there; from the left it
runs away, faster and faster.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.power(x, 3)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 3.0 * (x * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 6.0 * x
    return result


ENTRY = curve(
    key="cubic",
    title=Message("Cubic"),
    help=Message(
        "Unbounded below and flat at 0: zero slope without a minimum, and a descent that never ends."
    ),
    formula=r"x^3",
    derivative=r"3x^2",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2.0, 2.0),
    lowest=None,
    start=1.0,
    family=Message("Flat places and kinks"),
    source="Textbook example",
)
