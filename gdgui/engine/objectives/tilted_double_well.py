"""f(x) = x⁴ − 2x² + x/2: two valleys, and only the left one is the lowest.

f′(x) = 4x³ − 4x + 1/2, f″(x) = 12x² − 4.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.power(x, 4) - 2.0 * (x * x) + 0.5 * x
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 4.0 * np.power(x, 3) - 4.0 * x + 0.5
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 12.0 * (x * x) - 4.0
    return result


ENTRY = curve(
    key="tilted_double_well",
    title=Message("Tilted double well"),
    help=Message(
        "Two minima of different depth: from the right a descent ends in the worse one, and never "
        "learns it."
    ),
    formula=r"x^4 - 2x^2 + \tfrac{1}{2} x",
    derivative=r"4x^3 - 4x + \tfrac{1}{2}",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2.0, 2.0),
    minima=(-1.057453770738378, 0.9304029265558517),
    lowest=-1.5147536412757057,
    start=1.6,
    family=Message("Double wells"),
    source="Textbook example",
)
