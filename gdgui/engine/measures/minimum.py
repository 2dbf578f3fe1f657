"""Which minimum: the number of the known one at which the descent arrived; −1 where at none.

A number more than there are known minima stands for any other: outside the domain there may be as many
as there are waves.
"""

import numpy as np

from gdgui.engine.arrival import NEAR, has_arrived, nearest_minimum
from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Integers


def compute(ends: Ends) -> Integers:
    with np.errstate(all="ignore"):
        arrived = has_arrived(ends.bound, ends.positions, ends.tolerance)
    index, distance = nearest_minimum(ends.bound.objective, ends.positions)
    other = len(ends.bound.objective.minima)
    which: Integers = np.where(distance <= NEAR, index, other)
    return np.where(arrived, which, -1).astype(np.int64)


ENTRY = Measure(
    key="minimum",
    title=Message("Minimum"),
    help=Message(
        "The number of the known minimum at which the descent arrived, in their order, and one more "
        "for any other minimum; its basin of attraction, so to say. Not defined where it arrived at "
        "none."
    ),
    kind="integer",
    compute=compute,
    counts_minima=True,
)
