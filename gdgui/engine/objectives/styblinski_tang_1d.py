"""f(x) = (x⁴ − 16x² + 5x)/2: two steep valleys of different depth.

f′(x) = 2x³ − 16x + 5/2, f″(x) = 6x² − 16.  Styblinski and Tang: Experiments in nonconvex optimization,
Neural Networks 3 (1990).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = 0.5 * (np.power(x, 4) - 16.0 * (x * x) + 5.0 * x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 2.0 * np.power(x, 3) - 16.0 * x + 2.5
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 6.0 * (x * x) - 16.0
    return result


ENTRY = curve(
    key="styblinski_tang_1d",
    title=Message("Styblinski and Tang"),
    help=Message(
        "Two wells with walls so steep that a learning rate which suits the bottom diverges from "
        "the rim."
    ),
    formula=r"\tfrac{1}{2} \left(x^4 - 16x^2 + 5x\right)",
    derivative=r"2x^3 - 16x + \tfrac{5}{2}",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-5.0, 5.0),
    minima=(-2.903534027771177, 2.746802770990837),
    lowest=-39.16616570377141,
    start=1.0,
    family=Message("Double wells"),
    source="Styblinski and Tang 1990",
)
