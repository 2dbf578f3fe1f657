"""f(x) = −(x + sin x)·exp(−x²): one well, one hill, and flat tails on both sides.

f′(x) = (2x·(x + sin x) − 1 − cos x)·exp(−x²),
f″(x) = (sin x + 4x·(1 + cos x) + (x + sin x)·(2 − 4x²))·exp(−x²).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = -(x + np.sin(x)) * np.exp(-(x * x))
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = (2.0 * x * (x + np.sin(x)) - 1.0 - np.cos(x)) * np.exp(-(x * x))
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    s = np.sin(x)
    bend = s + 4.0 * x * (1.0 + np.cos(x)) + (x + s) * (2.0 - 4.0 * (x * x))
    result: Values = bend * np.exp(-(x * x))
    return result


ENTRY = curve(
    key="gaussian_well",
    title=Message("Gaussian well"),
    help=Message(
        "One minimum near 0 and flat tails: a start further out feels no slope and hardly moves at all."
    ),
    formula=r"-(x + \sin x)\, e^{-x^2}",
    derivative=r"\left(2x (x + \sin x) - 1 - \cos x\right) e^{-x^2}",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-10.0, 10.0),
    minima=(0.6795786600198815,),
    lowest=-0.8242393984760766,
    start=2.0,
    family=Message("Flat places and kinks"),
    source="Global optimization benchmarks (A. Gavana), problem 6",
)
