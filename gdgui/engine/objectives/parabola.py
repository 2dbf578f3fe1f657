"""f(x) = 3x² − 3x + 4, the first function of the notes.

f′(x) = 6x − 3, f″(x) = 6; minimum at 1/2.  Gradient descent at a fixed rate η arrives in one step
at η = 1/6 and diverges above η = 1/3.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    return 3.0 * (x * x) - 3.0 * x + 4.0


def slope(x: Values, parameters: Parameters) -> Values:
    return 6.0 * x - 3.0


def curvature(x: Values, parameters: Parameters) -> Values:
    return np.full_like(x, 6.0)


ENTRY = curve(
    key="parabola",
    title=Message("Parabola"),
    help=Message("One minimum and the same curvature everywhere: every rate can be judged by hand."),
    formula=r"3x^2 - 3x + 4",
    derivative=r"6x - 3",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2.0, 2.0),
    minima=(0.5,),
    lowest=3.25,
    start=-1.5,
    start_points=2001,
    family=Message("The notes' functions"),
    source="Lecture notes",
)
