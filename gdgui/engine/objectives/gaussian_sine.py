"""f(x) = sin(x)·exp(−x²/20), the notes' function with many minima.

f′(x) = (cos x − x·sin(x)/10)·exp(−x²/20).  The notes printed cos(x) − sin(x)/10 in the bracket: the
factor x was lost, and with it the "minimum" moves from −1.42887 to −1.67046.  The operations stand in
the notes' order, so that results equal theirs to the last bit.
"""

from collections.abc import Callable

import numpy as np
from numpy import cos, exp, multiply, sin, square, subtract

from gdgui.engine.message import Message
from gdgui.engine.objectives import Shape, curve
from gdgui.engine.types import Parameters, Values

# This is the function of every heatmap of the notes, so it is written for small arrays, where a call
# costs more than the numbers do: constants are arrays without axes (a Python float takes numpy twice
# as long), and results are put in the place of what is no longer needed (the last argument of a ufunc
# is where its result goes, which saves another quarter).  The bits are those of the plain formula:
# square(x) is x·x, and x²·(−0.05) is −(x²)·0.05.
TENTH = np.array(0.1)
MINUS_TWENTIETH = np.array(-0.05)


def bell(x: Values) -> Values:
    """exp(−(x²)·0.05)."""
    e: Values = square(x)
    multiply(e, MINUS_TWENTIETH, e)
    exp(e, e)
    return e


def value(x: Values, parameters: Parameters) -> Values:
    result: Values = sin(x) * exp(square(x) * MINUS_TWENTIETH)
    return result


def slope(x: Values, parameters: Parameters) -> Values:
    """cos(x)·e − sin(x)·0.1·x·e, from left to right."""
    wave: Values = sin(x)
    multiply(wave, TENTH, wave)
    return put_together(x, bell(x), wave)


def put_together(x: Values, e: Values, wave: Values) -> Values:
    """cos(x)·e − wave·x·e; what `wave` is afterwards has no meaning."""
    multiply(wave, x, wave)
    multiply(wave, e, wave)
    result: Values = cos(x)
    multiply(result, e, result)
    subtract(result, wave, result)
    return result


def own_slope(parameters: Parameters, shape: Shape) -> Callable[[Values], Values]:
    """As `slope`, one call shorter: −0.05 and 0.1 are multiplied at once, in two rows of one array."""
    rows = np.empty((2, *shape))
    e, wave = rows
    factors = np.empty_like(rows)
    factors[0], factors[1] = MINUS_TWENTIETH, TENTH

    def slope_in_rows(x: Values) -> Values:
        square(x, e)
        sin(x, wave)
        multiply(rows, factors, rows)
        exp(e, e)
        # As in `put_together`, which it would take a hundredth of the epoch to call.
        multiply(wave, x, wave)
        multiply(wave, e, wave)
        result: Values = cos(x)
        multiply(result, e, result)
        subtract(result, wave, result)
        return result

    return slope_in_rows


def slope_as_printed(x: Values, parameters: Parameters) -> Values:
    """cos(x)·e − sin(x)·0.1·e."""
    e = bell(x)
    wave: Values = sin(x)
    multiply(wave, TENTH, wave)
    multiply(wave, e, wave)
    result: Values = cos(x)
    multiply(result, e, result)
    subtract(result, wave, result)
    return result


def curvature(x: Values, parameters: Parameters) -> Values:
    result: Values = (sin(x) * (x * x * 0.01 - 1.1) - cos(x) * 0.2 * x) * bell(x)
    return result


ENTRY = curve(
    key="gaussian_sine",
    title=Message("Gaussian sine"),
    help=Message("Several minima of different depth: where a descent ends depends on where it starts."),
    formula=r"\sin(x)\, e^{-x^2/20}",
    derivative=r"\left(\cos x - \tfrac{1}{10}\, x \sin x\right) e^{-x^2/20}",
    value=value,
    slope=slope,
    own_gradient=own_slope,
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
