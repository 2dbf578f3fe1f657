"""f(x) = x·cos(0.15πx): a wave that grows with the distance from 0.

f′(x) = cos(kx) − kx·sin(kx), f″(x) = −2k·sin(kx) − k²x·cos(kx), with k = 0.15π.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values

K = 0.15 * np.pi


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = x * np.cos(K * x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = np.cos(K * x) - K * x * np.sin(K * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = -2.0 * K * np.sin(K * x) - (K * K) * x * np.cos(K * x)
    return result


ENTRY = curve(
    key="growing_wave",
    title=Message("Growing wave"),
    help=Message(
        "Two minima on the domain, the right one far deeper; a start to the left of the hill misses it."
    ),
    formula=r"x \cos(0.15\,\pi x)",
    derivative=r"\cos(0.15\,\pi x) - 0.15\,\pi x \sin(0.15\,\pi x)",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-10.0, 10.0),
    minima=(-1.8256845786723395, 7.269388146311475),
    lowest=-6.9781408310704744,
    start=2.5,
    family=Message("Many valleys"),
    source="Textbook example",
)
