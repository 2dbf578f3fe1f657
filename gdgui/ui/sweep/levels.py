"""Which colour a value gets: the map of colours, its range, and how values are spread over it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.document.plan import SweepPlan
from gdgui.engine.measures import MEASURES
from gdgui.engine.objectives import Objective
from gdgui.ui.snapshot import Array, SweepView
from gdgui.ui.sweep.field_image import Colors
from gdgui.ui.sweep.numbers import grid_values, numbers, sample

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


def shown_range(view: SweepView, objective: Objective) -> tuple[float, float] | None:
    """The range of a field's colours or of a curve's axis where the document leaves it open."""
    if len(view.plan.axes) == 1:
        return curve_range(view, objective)
    return None if view.values is None else usual_range(grid_values(view))


NEAR = 1.5
"""A descent that ends further than so many domain widths from the domain's middle has left."""


def curve_range(view: SweepView, objective: Objective) -> tuple[float, float] | None:
    """The range of a curve's axis: the document's, else that of its values; None where it has none.

    Where a descent that has left is in the end does not count, as far as it is known: beside numbers of
    a divergence nothing else could be seen.  The range of a logarithmic axis lies above 0.
    """
    part = view.plan
    found = np.empty(0) if view.values is None else numbers(grid_values(view))
    if part.color_scale == "log":
        low, high = _ends(np.where(found > 0, found, np.nan)) or (0.1, 1.0)
        asked_low, asked_high = part.colors or (low, high)
        high = asked_high if asked_high > 0 else high
        return (asked_low if asked_low > 0 else min(low, high)), high
    return part.colors or _ends(_near(view, found, objective)) or _ends(found)


def _ends(values: Array) -> tuple[float, float] | None:
    """The least and the greatest of the numbers among the values; None where there are none."""
    if not values.size:
        return None
    least, most = float(np.fmin.reduce(values)), float(np.fmax.reduce(values))
    return (least, most) if np.isfinite(least) and np.isfinite(most) else None


def _near(view: SweepView, found: Array, objective: Objective) -> Array:
    """The values of the descents that end near the domain, as far as anybody knows, and else NaN."""
    kind = MEASURES[view.plan.measure].kind
    if kind == "position":
        ends = found
    elif kind == "number" and view.field is not None:
        ends = view.field.positions[0]
    else:
        return found
    low, high = objective.domain[0]
    middle, room = (low + high) / 2, NEAR * (high - low)
    near = (ends >= middle - room) & (ends <= middle + room)
    return np.where(near, found, np.nan)


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
