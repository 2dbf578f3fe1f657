"""f(x) = 10 + x² − 10·cos 2πx: a bowl with eleven deep minima of nearly the same shape.

f′(x) = 2x + 20π·sin 2πx, f″(x) = 2 + 40π²·cos 2πx.  Rastrigin: Systems of extremal control (1974).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values

WAVE = 2.0 * np.pi


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = 10.0 + x * x - 10.0 * np.cos(WAVE * x)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = 2.0 * x + (10.0 * WAVE) * np.sin(WAVE * x)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = 2.0 + (10.0 * WAVE * WAVE) * np.cos(WAVE * x)
    return result


ENTRY = curve(
    key="rastrigin_1d",
    title=Message("Rastrigin"),
    help=Message(
        "Eleven minima: a descent finds the nearest one, and only a start near 0 finds the lowest."
    ),
    formula=r"10 + x^2 - 10 \cos 2\pi x",
    derivative=r"2x + 20 \pi \sin 2\pi x",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-5.12, 5.12),
    minima=(
        -4.974691390895051,
        -3.9797838603007536,
        -2.984855701039481,
        -1.9899122337085495,
        -0.9949586376523348,
        0.0,
        0.9949586376523348,
        1.9899122337085495,
        2.984855701039481,
        3.9797838603007536,
        4.974691390895051,
    ),
    lowest=0.0,
    start=3.4,
    family=Message("Many valleys"),
    source="Rastrigin 1974",
)
