"""f(x) = x²/2 + sin 3x: a bowl with ripples, three of them deep enough to hold a descent.

f′(x) = x + 3·cos 3x, f″(x) = 1 − 9·sin 3x.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = 0.5 * (x * x) + np.sin(3.0 * x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = x + 3.0 * np.cos(3.0 * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 1.0 - 9.0 * np.sin(3.0 * x)
    return result


ENTRY = curve(
    key="rippled_bowl",
    title=Message("Rippled bowl"),
    help=Message(
        "A bowl with three minima: small learning rates stop in the first ripple, larger ones may "
        "leap over it."
    ),
    formula=r"\tfrac{1}{2} x^2 + \sin 3x",
    derivative=r"x + 3 \cos 3x",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-4.0, 4.0),
    minima=(-2.322807407319497, -0.4710431708929681, 1.4079565765885815),
    lowest=-0.8766554804954689,
    start=3.5,
    family=Message("Many valleys"),
    source="Textbook example",
)
