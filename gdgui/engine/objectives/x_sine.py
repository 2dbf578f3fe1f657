"""f(x) = −x·sin x: a wave that grows, with two minima on its domain.

f′(x) = −sin x − x·cos x, f″(x) = x·sin x − 2·cos x.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = -x * np.sin(x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = -np.sin(x) - x * np.cos(x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = x * np.sin(x) - 2.0 * np.cos(x)
    return result


ENTRY = curve(
    key="x_sine",
    title=Message("x times sine"),
    help=Message("Two minima, the further one far deeper: who starts on the left never hears of it."),
    formula=r"-x \sin x",
    derivative=r"-\sin x - x \cos x",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(0.0, 10.0),
    minima=(2.028757838110434, 7.978665712413241),
    lowest=-7.916727371587782,
    start=4.0,
    family=Message("Many valleys"),
    source="Global optimization benchmarks (A. Gavana), problem 10",
)
