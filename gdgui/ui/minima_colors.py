"""Every minimum has one colour, wherever it is shown: in the strip of basins, in counts, on a map."""

from __future__ import annotations

import numpy as np

from gdgui.engine.arrival import NEAR
from gdgui.engine.objectives import Objective
from gdgui.engine.types import Values
from gdgui.ui import theme

ORDER = (3, 0, 2, 1, 4, 7)
"""The series whose colours they have; then these come round again."""


def minimum_color(place: int) -> str:
    """The colour at a place in the order of all minima."""
    return theme.current().series[ORDER[place % len(ORDER)]].color


def known_places(objective: Objective) -> list[int]:
    """The places of the known minima, in the order in which the objective names them: they come
    first, from left to right."""
    order = sorted(range(len(objective.minima)), key=objective.minima.__getitem__)
    places = [0] * len(order)
    for place, k in enumerate(order):
        places[k] = place
    return places


def found_places(objective: Objective, minima: Values) -> list[int]:
    """The places of minima (k,) that were found along x; those that are not known come after the
    known ones."""
    known = np.array([at[0] for at in objective.minima])
    places, others = known_places(objective), len(known)
    found = []
    for at in minima:
        near = np.abs(known - at) <= NEAR * objective.widths[0]
        if near.any():
            found.append(places[int(near.argmax())])
        else:
            found.append(others)
            others += 1
    return found
