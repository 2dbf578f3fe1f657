"""|x_N − x*|: the distance to the nearest minimum that is known."""

import numpy as np

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Values, size


def compute(ends: Ends) -> Values:
    objective = ends.bound.objective
    nearest: Values = np.full(ends.positions.shape[1], np.nan)
    for minimum in objective.minima:
        nearest = np.fmin(nearest, size(ends.positions - np.array(minimum)[:, np.newaxis]))
    return nearest


ENTRY = Measure(
    key="distance_to_minimum",
    title=Message("Distance to the minimum"),
    help=Message(
        "How far from the nearest known minimum the descent ends. Not defined where none is known."
    ),
    kind="number",
    compute=compute,
    log=True,
)
