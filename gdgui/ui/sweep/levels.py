"""Which colour a value gets: the map of colours, its range, and how values are spread over it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg

from gdgui.document.plan import SweepPlan
from gdgui.ui.snapshot import Array, SweepView

MAPS = {"viridis": "viridis", "cividis": "cividis", "magma": "magma", "diverging": "CET-D1A"}
"""pyqtgraph's names of the maps.  All are perceptually uniform: equal steps look equal."""

PERCENTILES = (1.0, 99.0)
"""What lies beyond these does not stretch the colours of an automatic range."""


def color_map(name: str) -> pg.ColorMap:
    """The map of colours with a name of the document."""
    return pg.colormap.get(MAPS[name])


SAMPLE = 40_000
"""Values from which a range is taken: sorting a million takes longer than a frame may."""


def numbers(view: SweepView) -> Array:
    """The measure of each cell, flat; NaN where it is not defined or not yet known."""
    assert view.values is not None
    values = np.asarray(view.values, dtype=np.float64)
    if values.ndim == 2:
        values = values[:, 0]
    if view.values.dtype.kind in "iu":
        values = np.where(values < 0, np.nan, values)  # −1 stands for none among whole numbers
    return np.where(np.isfinite(values), values, np.nan)


def usual_range(values: Array) -> tuple[float, float] | None:
    """A range that shows nearly all of the values; None where there are none.

    Of many values some speak for all: SAMPLE of them, evenly spread.
    """
    flat = values.ravel()
    some = flat[:: -(-flat.size // SAMPLE)] if flat.size > SAMPLE else flat
    finite = some[np.isfinite(some)]
    if finite.size == 0:
        finite = flat[np.isfinite(flat)]
    if finite.size == 0:
        return None
    low, high = (float(end) for end in np.percentile(finite, PERCENTILES))
    if low == high:
        low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else None


@dataclass(frozen=True)
class Levels:
    """How the values of a field become colours.

    `low` and `high` are the ends of the map in `drawn` values: the values themselves, or their log₁₀.
    """

    low: float
    high: float
    log: bool
    name: str

    def drawn(self, values: Array) -> Array:
        """What is given to the image: NaN where a value has no logarithm."""
        if not self.log:
            return values
        with np.errstate(all="ignore"):
            logs: Array = np.where(values > 0, np.log10(values), np.nan)
        return logs

    def value(self, level: float) -> float:
        """The value at a level of the colour bar."""
        return float(10.0**level) if self.log else level


def levels_of(part: SweepPlan, values: Array) -> Levels:
    """The levels that the document asks for; where it leaves them open, those of the values.

    With a centre, the ends are moved apart until it is in the middle.  A logarithmic scale needs
    values above 0; where there are none, the scale stays linear.
    """
    asked, log, positive = part.colors, False, values
    if part.color_scale == "log":
        positive = values[np.isfinite(values) & (values > 0)]
        log = positive.size > 0
        values = positive if log else values
    if asked is not None and log and asked[0] <= 0:
        asked = (min(float(positive.min()), asked[1] / 10), asked[1]) if asked[1] > 0 else None
    low, high = asked or usual_range(values) or _around(values)
    if part.color_map == "diverging" and part.color_center is not None and not log:
        reach = max(abs(low - part.color_center), abs(high - part.color_center))
        low, high = part.color_center - reach, part.color_center + reach
    if log:
        low, high = float(np.log10(low)), float(np.log10(high))
    return Levels(low, high, log, part.color_map)


def _around(values: Array) -> tuple[float, float]:
    """A range where all values are the same, or there is none."""
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return 0.0, 1.0
    middle = float(finite[0])
    room = abs(middle) / 2 or 0.5
    return middle - room, middle + room
