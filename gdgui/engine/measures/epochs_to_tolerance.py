"""The first epoch from which on the point counts as converged, up to the end; −1 where it does not."""

from typing import NamedTuple

import numpy as np

from gdgui.engine.arrival import has_arrived
from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.types import Integers
from gdgui.engine.watch import Seen, Watch, Way


class ArrivalState(NamedTuple):
    """`first` (n,): the epoch since which a descent has been there; −1 where it is not."""

    first: Integers


def begin(seen: Seen) -> ArrivalState:
    arrived = has_arrived(seen.bound, seen.positions, seen.tolerance)
    return ArrivalState(np.where(arrived, 0, -1).astype(np.int64))


def look(seen: Seen, state: ArrivalState) -> ArrivalState:
    arrived = has_arrived(seen.bound, seen.positions, seen.tolerance)
    since = np.where(state.first < 0, seen.epoch, state.first)
    return ArrivalState(np.where(arrived, since, -1))


def told(state: ArrivalState, epochs: int) -> Integers:
    return state.first


def along(way: Way) -> int:
    away = np.flatnonzero(~has_arrived(way.bound, way.positions, way.tolerance))
    first = away[-1] + 1 if len(away) else 0
    return first if first <= way.epochs else -1


def compute(ends: Ends) -> Integers:
    epochs: Integers = ends.watched("epochs_to_tolerance")
    return epochs


ENTRY = Measure(
    key="epochs_to_tolerance",
    title=Message("Epochs to tolerance"),
    help=Message("The first epoch from which on the point counts as converged, up to the last epoch."),
    kind="integer",
    compute=compute,
    watch=lambda rules: Watch(begin=begin, look=look, told=told, along=along),
)
