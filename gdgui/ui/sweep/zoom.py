"""Zooming into a sweep: other ranges for its axes, computed anew, with a way back and forward."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from gdgui.document.model import Axis
from gdgui.document.scale import Scale
from gdgui.engine.message import InputError, Message

NEARLY = 1e-12
"""A share by which a number may miss the whole number that it is."""

DIGITS = 4
"""A range is rounded to so many digits of its width, so that it can be read."""


def zoomed(axis: Axis, scale: Scale, first: float, last: float) -> Axis:
    """The axis over the part between two places on its scale.

    It keeps its count, and so its resolution; whole numbers have no more cells than there are
    numbers, and of a typed list remains what lies there.  Raises InputError where nothing lies
    there, and where neighbours would be the same number in double precision.
    """
    low, high = sorted((first, last))
    if axis.spacing == "list":
        kept = [value for value in axis.values if low <= value <= high]
        if not kept:
            raise InputError(Message("none of the axis' values lies there"))
        return replace(axis, values=kept, low=kept[0], high=kept[-1], count=len(kept))
    # Not beyond the outermost values: the half cells there may not be allowed.
    ends = (float(scale.at.min()), float(scale.at.max()))
    low, high = max(low, ends[0]), min(high, ends[1])
    if scale.log:
        low, high = 10.0**low, 10.0**high
    count = axis.count
    if axis.spacing == "integer" or scale.whole:
        # A whole number that comes back from its logarithm may have lost its last bit.
        low = float(np.ceil(low - NEARLY * low))
        high = float(np.floor(high + NEARLY * high))
        count = int(min(count, high - low + 1))
        if high < low:
            raise InputError(Message("none of the axis' values lies there"))
    else:
        low, high = _readable(low, high)
        finest = float(np.spacing(max(abs(low), abs(high))))
        if not high - low > finest * count:
            raise InputError(
                Message("there is no closer look: numbers in double precision lie no closer together")
            )
    return replace(
        axis,
        low=high if axis.low > axis.high else low,
        high=low if axis.low > axis.high else high,
        count=count,
    )


def _readable(low: float, high: float) -> tuple[float, float]:
    """Both ends to a few digits of their distance."""
    if not high > low:
        return low, high
    digits = DIGITS - int(np.floor(np.log10(high - low))) - 1
    near = (round(low, digits), round(high, digits))
    return near if near[1] > near[0] else (low, high)


class ZoomHistory:
    """The ranges that a sweep was seen in, and which of them is the present one."""

    def __init__(self) -> None:
        self._seen: list[list[Axis]] = []
        self._present = 0

    def follow(self, axes: list[Axis]) -> None:
        """The document's axes: known ones are gone to, others that zoom in are added, and where
        other parameters are swept all begins anew."""
        if self._seen and _same_paths(self._seen[0], axes):
            if axes in self._seen:
                self._present = self._seen.index(axes)
                return
            del self._seen[self._present + 1 :]
        else:
            self._seen = []
        self._seen.append(axes)
        self._present = len(self._seen) - 1

    @property
    def earlier(self) -> list[Axis] | None:
        """The ranges before; None at the first."""
        return self._seen[self._present - 1] if self._present > 0 else None

    @property
    def later(self) -> list[Axis] | None:
        """The ranges that one came back from; None at the last."""
        there = self._present + 1 < len(self._seen)
        return self._seen[self._present + 1] if there else None


def _same_paths(first: list[Axis], second: list[Axis]) -> bool:
    return [axis.path for axis in first] == [axis.path for axis in second]
