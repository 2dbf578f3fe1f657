"""f(x) = sin x + sin(10x/3): two waves that do not fit together, with three minima.

f′(x) = cos x + 10/3·cos(10x/3), f″(x) = −sin x − 100/9·sin(10x/3).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values

K = 10.0 / 3.0


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.sin(x) + np.sin(K * x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = np.cos(x) + K * np.cos(K * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = -np.sin(x) - (K * K) * np.sin(K * x)
    return result


ENTRY = curve(
    key="two_sines",
    title=Message("Two sines"),
    help=Message(
        "Three minima side by side, the lowest in the middle: the start decides, for the learning "
        "rate cannot."
    ),
    formula=r"\sin x + \sin \tfrac{10}{3} x",
    derivative=r"\cos x + \tfrac{10}{3} \cos \tfrac{10}{3} x",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(2.7, 7.5),
    minima=(3.387251718444631, 5.145735290256128, 7.000149116862254),
    lowest=-1.8995993491521133,
    start=6.3,
    family=Message("Many valleys"),
    source="Global optimization benchmarks (A. Gavana), problem 2",
)
