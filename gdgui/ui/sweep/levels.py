"""Which colour a value gets: the map of colours, its range, and how values are spread over it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.document.plan import SweepPlan
from gdgui.ui.snapshot import Array
from gdgui.ui.sweep.field_image import Colors
from gdgui.ui.sweep.numbers import sample

MAPS = {"viridis": "viridis", "cividis": "cividis", "magma": "magma", "diverging": "CET-D1A"}
"""pyqtgraph's names of the maps.  All are perceptually uniform: equal steps look equal."""

PERCENTILES = (1.0, 99.0)
"""What lies beyond these does not stretch the colours of an automatic range."""


def color_map(name: str) -> pg.ColorMap:
    """The map of colours with a name of the document."""
    return pg.colormap.get(MAPS[name])


COLORS = 256
"""Colours of a map, from its first to its last."""


@cache
def map_colors(name: str) -> Colors:
    """The colours of a map, 0xAARRGGBB, read-only."""
    table = color_map(name).getLookupTable(nPts=COLORS, alpha=False).astype(np.uint32)
    colors: Colors = 0xFF000000 | table[:, 0] << 16 | table[:, 1] << 8 | table[:, 2]
    colors.flags.writeable = False
    return colors


def usual_range(values: NDArray[Any]) -> tuple[float, float] | None:
    """A range that shows nearly all of the values of a measure; None where there are none.

    Of many values some speak for all.
    """
    return _range_of(sample(values))


def _range_of(finite: Array) -> tuple[float, float] | None:
    if finite.size == 0:
        return None
    ordered = np.sort(finite)
    low, high = (_percentile(ordered, share) for share in PERCENTILES)
    if low == high:
        low, high = float(ordered[0]), float(ordered[-1])
    return (low, high) if high > low else None


def _percentile(ordered: Array, share: float) -> float:
    """As numpy.percentile, of values in their order.

    The first call of that one imports numpy's masked arrays, for which a busy window has no time.
    """
    place = share / 100 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


class Levels(Struct, frozen=True):
    """How the values of a field become colours.

    `low` and `high` are the ends of the map in `drawn` values: the values themselves, or their log₁₀.
    """

    low: float
    high: float
    log: bool
    name: str

    def value(self, level: float) -> float:
        """The value at a level of the colour bar."""
        return float(10.0**level) if self.log else level


def levels_of(part: SweepPlan, values: NDArray[Any]) -> Levels:
    """The levels that the document asks for; where it leaves them open, those of the measure's values.

    With a centre, the ends are moved apart until it is in the middle.  A logarithmic scale needs
    values above 0; where there are none, the scale stays linear.
    """
    finite = sample(values)
    asked, log, positive = part.colors, False, finite
    if part.color_scale == "log":
        positive = finite[finite > 0]
        log = positive.size > 0
        finite = positive if log else finite
    if asked is not None and log and asked[0] <= 0:
        asked = (min(float(positive.min()), asked[1] / 10), asked[1]) if asked[1] > 0 else None
    low, high = asked or _range_of(finite) or _around(finite)
    if part.color_map == "diverging" and part.color_center is not None and not log:
        reach = max(abs(low - part.color_center), abs(high - part.color_center))
        low, high = part.color_center - reach, part.color_center + reach
    if log:
        low, high = float(np.log10(low)), float(np.log10(high))
    return Levels(low, high, log, part.color_map)


def _around(finite: Array) -> tuple[float, float]:
    """A range where all values are the same, or there is none."""
    if finite.size == 0:
        return 0.0, 1.0
    middle = float(finite[0])
    room = abs(middle) / 2 or 0.5
    return middle - room, middle + room
