"""f(x) = (x² − 5x + 6)/(x² + 1): one shallow valley at 1 + √2, behind a hill.

f′(x) = 5·(x² − 2x − 1)/(x² + 1)², f″(x) = 10·(3x² + 3x − x³ − 1)/(x² + 1)³.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = (x * x - 5.0 * x + 6.0) / (x * x + 1.0)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    below = x * x + 1.0
    result: Values = 5.0 * (x * x - 2.0 * x - 1.0) / (below * below)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    below = x * x + 1.0
    above = 3.0 * (x * x) + 3.0 * x - np.power(x, 3) - 1.0
    result: Values = 10.0 * above / np.power(below, 3)
    return result


ENTRY = curve(
    key="rational",
    title=Message("Rational function"),
    help=Message(
        "One shallow minimum: to the left of the hill at −0.414 a descent walks away from it for ever."
    ),
    formula=r"\frac{x^2 - 5x + 6}{x^2 + 1}",
    derivative=r"\frac{5 \left(x^2 - 2x - 1\right)}{\left(x^2 + 1\right)^2}",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-5.0, 5.0),
    minima=(2.414213562373095,),
    lowest=-0.03553390593273762,
    start=0.2,
    family=Message("One valley"),
    source="Global optimization benchmarks (A. Gavana), problem 15",
)
