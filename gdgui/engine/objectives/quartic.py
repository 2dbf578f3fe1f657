"""f(x) = x⁴: a minimum without curvature.

f′(x) = 4x³, f″(x) = 12x².  Near 0 a descent slows down more and more: x falls like 1/√t, slower than
any geometric rate.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.power(x, 4)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 4.0 * np.power(x, 3)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 12.0 * (x * x)
    return result


ENTRY = curve(
    key="quartic",
    title=Message("Quartic"),
    help=Message(
        "The minimum has no curvature: a descent gets nearer in every epoch, and slower than any "
        "fixed ratio."
    ),
    formula=r"x^4",
    derivative=r"4x^3",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2.0, 2.0),
    minima=(0.0,),
    lowest=0.0,
    start=1.5,
    family=Message("Flat places and kinks"),
    source="Textbook example",
)
