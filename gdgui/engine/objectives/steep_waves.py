"""f(x) = −(1.4 − 3x)·sin 18x: four narrow valleys with steep walls.

f′(x) = 3·sin 18x − 18·(1.4 − 3x)·cos 18x, f″(x) = 108·cos 18x + 324·(1.4 − 3x)·sin 18x.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = -(1.4 - 3.0 * x) * np.sin(18.0 * x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 3.0 * np.sin(18.0 * x) - 18.0 * (1.4 - 3.0 * x) * np.cos(18.0 * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 108.0 * np.cos(18.0 * x) + 324.0 * (1.4 - 3.0 * x) * np.sin(18.0 * x)
    return result


ENTRY = curve(
    key="steep_waves",
    title=Message("Steep waves"),
    help=Message(
        "Four narrow minima: with a learning rate above 0.004 a descent is thrown out of the "
        "deepest of them."
    ),
    formula=r"-(1.4 - 3x) \sin 18x",
    derivative=r"3 \sin 18x - 18 (1.4 - 3x) \cos 18x",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(0.0, 1.2),
    minima=(0.07935168932404989, 0.39838733704287693, 0.6291665321684388, 0.9660858038268509),
    lowest=-1.489072538689604,
    start=0.5,
    family=Message("Many valleys"),
    source="Global optimization benchmarks (A. Gavana), problem 5",
)
