"""g = fl(f′(fl(x))), with fl the rounding to single precision: some seven digits instead of sixteen.

Position and gradient are rounded, as where a network keeps its numbers in 32 bits; what happens between
is exact to double precision.  A gradient beyond 3.4·10³⁸ becomes infinite, one below 10⁻⁴⁵ zero.
"""

from collections.abc import Callable

import numpy as np

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.types import Parameters, Positions


def build(bound: Bound, parameters: Parameters) -> Callable[[Positions], Positions]:
    return lambda positions: rounded(bound.gradient(rounded(positions)))


def rounded(numbers: Positions) -> Positions:
    """The nearest numbers of single precision, as doubles."""
    return numbers.astype(np.float32).astype(np.float64)


ENTRY = Gradient(
    key="single_precision",
    title=Message("single precision"),
    help=Message(
        "The exact gradient with some seven digits: it seldom matters, but near a minimum the point "
        "stops a little beside it."
    ),
    build=build,
    formula=r"g = \mathrm{fl}_{32}\left(f'(\mathrm{fl}_{32}(x))\right)",
)
