"""f(x) = sin(10πx)/(2x) + (x − 1)⁴: a fast wave on a slow curve, with nine minima.

f′(x) = (10π·cos(10πx) − sin(10πx)/x)/(2x) + 4(x − 1)³,
f″(x) = (sin(10πx)·(2/x² − 100π²) − 20π·cos(10πx)/x)/(2x) + 12(x − 1)².
It is not defined at 0, outside the domain.  Gramacy and Lee: Cases for the nugget in modeling computer
experiments, Statistics and Computing 22 (2012).
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values

WAVE = 10.0 * np.pi


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = np.sin(WAVE * x) / (2.0 * x) + np.power(x - 1.0, 4)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    result: Values = (WAVE * np.cos(WAVE * x) - np.sin(WAVE * x) / x) / (2.0 * x) + 4.0 * np.power(
        x - 1.0, 3
    )
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    shifted = x - 1.0
    bend = np.sin(WAVE * x) * (2.0 / (x * x) - WAVE * WAVE) - 2.0 * WAVE * np.cos(WAVE * x) / x
    result: Values = bend / (2.0 * x) + 12.0 * (shifted * shifted)
    return result


ENTRY = curve(
    key="gramacy_lee",
    title=Message("Gramacy and Lee"),
    help=Message(
        "Nine narrow minima on a slow trend: the curvature of several hundred asks for tiny "
        "learning rates."
    ),
    formula=r"\frac{\sin(10 \pi x)}{2x} + (x - 1)^4",
    derivative=r"\frac{5 \pi \cos(10 \pi x)}{x} - \frac{\sin(10 \pi x)}{2x^2} + 4(x - 1)^3",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(0.5, 2.5),
    minima=(
        0.5485634445276052,
        0.7487437781430085,
        0.9489336866904862,
        1.1490876188021966,
        1.348785167362593,
        1.5472883271844393,
        1.7435767404694347,
        1.9362196625299228,
        2.121899166052543,
    ),
    lowest=-0.8690111349894998,
    start=2.3,
    family=Message("Many valleys"),
    source="Gramacy and Lee 2012",
)
