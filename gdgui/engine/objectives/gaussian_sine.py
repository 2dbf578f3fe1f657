"""f(x) = sin(x)·exp(−x²/20), the notes' function with many minima.

f′(x) = (cos x − x·sin(x)/10)·exp(−x²/20).  The notes printed cos(x) − sin(x)/10 in the bracket: the
factor x was lost, and with it the "minimum" moves from −1.42887 to −1.67046.  The operations stand in
the notes' order, so that results equal theirs to the last bit.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.objectives import curve
from gdgui.engine.types import Parameters, Values

# Arrays without axes: numpy multiplies a small array by one of these in 60 % of the time that a
# Python float takes, and one in its place in 90 % of the time that a new one takes; this is the
# function of every heatmap of the notes.  x²·(−0.05) is −(x²)·0.05 to the last bit.
TENTH = np.array(0.1)
MINUS_TWENTIETH = np.array(-0.05)


def value(x: Values, parameters: Parameters) -> Values:
    e = np.exp(x * x * MINUS_TWENTIETH)
    result: Values = np.sin(x) * e
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    e = np.exp(x * x * MINUS_TWENTIETH)
    wave: Values = np.sin(x)
    wave *= TENTH
    wave *= x
    wave *= e
    result: Values = np.cos(x)
    result *= e
    result -= wave
    return result


def slope_as_printed(x: Values, parameters: Parameters) -> Values:
    e = np.exp(x * x * MINUS_TWENTIETH)
    result: Values = np.cos(x) * e - np.sin(x) * TENTH * e
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    e = np.exp(x * x * MINUS_TWENTIETH)
    result: Values = (np.sin(x) * (x * x * 0.01 - 1.1) - np.cos(x) * 0.2 * x) * e
    return result


ENTRY = curve(
    key="gaussian_sine",
    title=Message("Gaussian sine"),
    help=Message("Several minima of different depth: where a descent ends depends on where it starts."),
    formula=r"\sin(x)\, e^{-x^2/20}",
    derivative=r"\left(\cos x - \tfrac{1}{10}\, x \sin x\right) e^{-x^2/20}",
    value=value,
    slope=slope,
    curvature=curvature,
    domain=(-2 * np.pi, 2 * np.pi),
    minima=(-1.428870011214077, 4.305801413119223, -7.228109771627249),
    lowest=-0.8938752904478421,
    start=0.0,
    start_points=401,
    family=Message("The notes' functions"),
    source="Lecture notes",
    printed=(
        slope_as_printed,
        r"\left(\cos x - \tfrac{1}{10} \sin x\right) e^{-x^2/20}",
        Message("The notes lost a factor x in the second term."),
    ),
)
