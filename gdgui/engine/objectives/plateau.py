"""f(x) = tanh² x: a narrow valley between two plateaus.

With h = tanh x and s = 1/cosh² x: f′(x) = 2h·s, f″(x) = 2s·(1 − 3h²).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    h = np.tanh(x)
    result: Values = h * h
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    cosh = np.cosh(x)
    result: Values = 2.0 * np.tanh(x) / (cosh * cosh)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    h = np.tanh(x)
    cosh = np.cosh(x)
    result: Values = 2.0 * (1.0 - 3.0 * (h * h)) / (cosh * cosh)
    return result


ENTRY = curve(
    key="plateau",
    title=Message("Plateau"),
    help=Message(
        "One minimum between plateaus: a start a few units out has almost no slope, and waits for ever."
    ),
    formula=r"\tanh^2 x",
    derivative=r"2 \tanh x\, (1 - \tanh^2 x)",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-5.0, 5.0),
    minima=(0.0,),
    lowest=0.0,
    start=2.5,
    family=Message("Flat places and kinks"),
    source="Textbook example",
)
