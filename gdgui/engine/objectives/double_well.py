"""f(x) = (x² − 1)²: two equal valleys at ±1 with a hill at 0 between them.

f′(x) = 4x·(x² − 1), f″(x) = 12x² − 4.
"""

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    square = x * x - 1.0
    result: Values = square * square
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 4.0 * x * (x * x - 1.0)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 12.0 * (x * x) - 4.0
    return result


ENTRY = curve(
    key="double_well",
    title=Message("Double well"),
    help=Message(
        "Two equal minima: the sign of the start decides which one is found, and a start at 0 "
        "finds none."
    ),
    formula=r"\left(x^2 - 1\right)^2",
    derivative=r"4x\left(x^2 - 1\right)",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2.0, 2.0),
    minima=(-1.0, 1.0),
    lowest=0.0,
    start=0.2,
    family=Message("Double wells"),
    source="Textbook example",
)
