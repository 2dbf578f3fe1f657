"""f(x) = |x|: a minimum with a kink.

f′(x) = sign x, and 0 at the kink by convention; f″(x) = 0 everywhere else.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.abs(x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = np.sign(x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = np.zeros_like(x)
    return result


ENTRY = curve(
    key="absolute",
    title=Message("Absolute value"),
    help=Message(
        "The slope keeps its size up to the minimum: at a fixed rate a descent hops over the kink "
        "for ever."
    ),
    formula=r"|x|",
    derivative=r"\mathrm{sign}(x)",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2.0, 2.0),
    minima=(0.0,),
    kinks=(0.0,),
    smooth=False,
    lowest=0.0,
    start=1.55,
    family=Message("Flat places and kinks"),
    source="Textbook example",
)
