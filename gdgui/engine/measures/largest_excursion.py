"""max |x_t − x_0|, t = 0 … N: how far the descent got from its start."""

from typing import NamedTuple

import numpy as np

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Positions, Values, size
from gdgui.engine.watch import Seen, Watch, Way


class ExcursionState(NamedTuple):
    """`start` (dim, n), and the largest distance from it so far, `farthest` (n,)."""

    start: Positions
    farthest: Values


def begin(seen: Seen) -> ExcursionState:
    return ExcursionState(seen.positions, np.zeros(seen.positions.shape[1]))


def look(seen: Seen, state: ExcursionState) -> ExcursionState:
    distance = size(seen.positions - state.start)
    # What is no number stays none.
    return ExcursionState(state.start, np.maximum(state.farthest, distance))


def told(state: ExcursionState, epochs: int) -> Values:
    return state.farthest


def along(way: Way) -> np.float64:
    farthest: np.float64 = np.max(size(way.positions - way.positions[:, :1]))
    return farthest


def compute(ends: Ends) -> Values:
    distance: Values = ends.watched("largest_excursion")
    return distance


ENTRY = Measure(
    key="largest_excursion",
    title=Message("Largest excursion"),
    help=Message("The largest distance from the start that the descent had in any epoch."),
    kind="number",
    compute=compute,
    watch=lambda rules: Watch(begin=begin, look=look, told=told, along=along),
)
