"""f(x) = log cosh x: a parabola near 0, and straight lines of slope ±1 far out.

f′(x) = tanh x, f″(x) = 1/cosh² x.  The value is taken as log(eˣ + e⁻ˣ) − log 2, which does not
overflow.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values

LOG_2 = np.log(2.0)


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.logaddexp(x, -x) - LOG_2
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = np.tanh(x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    cosh = np.cosh(x)
    result: Values = 1.0 / (cosh * cosh)
    return result


ENTRY = curve(
    key="log_cosh",
    title=Message("Log cosh"),
    help=Message(
        "One minimum, and a slope that never exceeds 1: a far start walks, and Newton's method "
        "flies away."
    ),
    formula=r"\log \cosh x",
    derivative=r"\tanh x",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-5.0, 5.0),
    minima=(0.0,),
    lowest=0.0,
    start=4.0,
    family=Message("One valley"),
    source="Robust statistics: the log-cosh loss",
)
