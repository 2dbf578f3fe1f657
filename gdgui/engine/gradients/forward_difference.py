"""g = (f(x + h) − f(x))/h, coordinate by coordinate: the slope of a chord to the right.

Its error is about ½·h·f″ from the chord, and about 10⁻¹⁶·|f|/h from rounding: h near 10⁻⁸ is best.
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
        value = bound.value(positions)
        result = np.empty_like(positions)
        for row in range(len(positions)):
            moved = positions.copy()
            moved[row] += h
            result[row] = (bound.value(moved) - value) / h
        return result

    return gradient


ENTRY = Gradient(
    key="forward_difference",
    title=Message("forward difference"),
    help=Message(
        "The slope of a chord from x to x + h: too long a chord misses the slope, too short a one "
        "drowns in rounding."
    ),
    build=build,
    formula=r"g = \frac{f(x + h) - f(x)}{h}",
    parameters=(
        Parameter(
            key="h",
            title=Message("Distance"),
            help=Message("The distance h between the two points."),
            default=1e-8,
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
