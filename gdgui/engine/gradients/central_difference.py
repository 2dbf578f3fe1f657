"""g = (f(x + h) − f(x − h))/(2h), coordinate by coordinate: the slope of a chord about x.

Its error is about h²·f‴/6 from the chord, and about 10⁻¹⁶·|f|/h from rounding: h near 6·10⁻⁶ is best.
"""

from collections.abc import Callable

import numpy as np

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.types import Parameter, Parameters, Positions


def build(bound: Bound, parameters: Parameters) -> Callable[[Positions], Positions]:
    h = parameters["h"]

    def gradient(positions: Positions) -> Positions:
        result = np.empty_like(positions)
        for row in range(len(positions)):
            right, left = positions.copy(), positions.copy()
            right[row] += h
            left[row] -= h
            result[row] = (bound.value(right) - bound.value(left)) / (2.0 * h)
        return result

    return gradient


ENTRY = Gradient(
    key="central_difference",
    title=Message("central difference"),
    help=Message(
        "The slope of a chord about x, from x − h to x + h: closer than a forward difference, until "
        "rounding takes over."
    ),
    build=build,
    formula=r"g = \frac{f(x + h) - f(x - h)}{2h}",
    parameters=(
        Parameter(
            key="h",
            title=Message("Distance"),
            help=Message("The distance h from x to each of the two points."),
            default=6e-6,
            low=0.0,
            open_low=True,
            slider_low=1e-15,
            slider_high=1.0,
            log=True,
            symbol="h",
        ),
    ),
    precision="h",
    evaluations=2,
)
