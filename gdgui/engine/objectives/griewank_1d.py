"""f(x) = 1 + x²/4000 − cos x: waves in a bowl so wide that it can hardly be seen.

f′(x) = x/2000 + sin x, f″(x) = 1/2000 + cos x.  Griewank: Generalized descent for global optimization,
Journal of Optimization Theory and Applications 34 (1981).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = 1.0 + x * x / 4000.0 - np.cos(x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = x / 2000.0 + np.sin(x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 1.0 / 2000.0 + np.cos(x)
    return result


ENTRY = curve(
    key="griewank_1d",
    title=Message("Griewank"),
    help=Message(
        "Seven minima of almost the same depth: the wide bowl that tells them apart is lost in "
        "the waves."
    ),
    formula=r"1 + \frac{x^2}{4000} - \cos x",
    derivative=r"\frac{x}{2000} + \sin x",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-20.0, 20.0),
    minima=(
        -18.840135714356858,
        -12.560090527814781,
        -6.280045279379904,
        0.0,
        6.280045279379904,
        12.560090527814781,
        18.840135714356858,
    ),
    lowest=0.0,
    start=9.0,
    family=Message("Many valleys"),
    source="Griewank 1981",
)
