"""What can be known of a curve that nobody worked out beforehand: its valleys, found by a search."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from gdgui.engine.types import Values

Function = Callable[[Values], Values]

HALVINGS = 200
"""At most so many: enough to come from any interval to neighbouring doubles, but for a valley at 0."""

PLACES = 20_001
"""How many points of a domain are looked at."""


def valleys(slope: Function, places: Values) -> Values:
    """Where `slope` turns from below 0 to above it, between the `places`, which ascend.

    Between two places it is taken to turn once at most; at a place it may be 0, or no number.  A flat
    bottom is no valley.  Of the last two numbers that enclose the turn the flatter one is taken, or a
    short decimal where that is as flat.
    """
    slopes = slope(places)
    falls, rises = slopes < 0, slopes > 0
    apart = np.flatnonzero(falls[:-1] & rises[1:])
    exact = np.flatnonzero(falls[:-2] & ~falls[1:-1] & ~rises[1:-1] & rises[2:]) + 1
    low, high = places[apart], places[apart + 1]
    for _ in range(HALVINGS):
        middle = low + (high - low) / 2
        if ((middle == low) | (middle == high)).all():
            break  # there is no number between any two
        down = slope(middle) < 0
        low, high = np.where(down, middle, low), np.where(down, high, middle)
    found: Values = np.where(np.abs(slope(low)) < np.abs(slope(high)), low, high)
    short: Values = np.round(found, 12)
    found = np.where(np.abs(slope(short)) <= np.abs(slope(found)), short, found)
    return np.sort(np.concatenate([places[exact], found]))


class Survey(Struct, frozen=True):
    """What a search over a domain found.

    `kinks` are those of the `minima` at which the slope jumps.  `lowest` is None where the least value
    that was seen is not at the bottom of a valley nor at an end of the domain: beside a pole, or where
    the function begins.  `start` is a place with a slope.
    """

    minima: tuple[float, ...]
    kinks: tuple[float, ...]
    lowest: float | None
    start: float


def survey(function: Function, slope: Function, domain: tuple[float, float]) -> Survey:
    """Looks for the valleys of `function`, with the derivative `slope`, at PLACES points.

    Both work element by element, and the function is finite at one point at least.  A valley between
    two points is not seen.
    """
    places = np.linspace(*domain, PLACES)
    with np.errstate(all="ignore"):
        heights, slopes = function(places), slope(places)
        turns = valleys(slope, places)
        minima = turns[_is_no_pole(function, heights, slopes, places, turns)]
        kinked = _is_kink(slope, minima)
        minima = np.where(kinked, _deepest(function, minima), minima)
        kinks = minima[kinked]
        lowest = _lowest(function, heights, slopes, places, minima)
    return Survey(
        tuple(minima.tolist()), tuple(kinks.tolist()), lowest, _start(heights, slopes, places)
    )


def _is_no_pole(
    function: Function, heights: Values, slopes: Values, places: Values, turns: Values
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether f at the turns is as near to its neighbours as their slopes let one expect."""
    # Two places away, since one of those beside the turn may be next to the pole by chance.
    after = np.minimum(np.searchsorted(places, turns, side="right") + 1, len(places) - 1)
    before = np.maximum(np.searchsorted(places, turns, side="left") - 2, 0)
    bottom = np.minimum(heights[before], heights[after])
    steep = np.maximum(np.abs(slopes[before]), np.abs(slopes[after]))
    drop = 4.0 * steep * (places[after] - places[before])
    found = function(turns)
    result: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.isfinite(found) & (found >= bottom - drop)
    return result


def _is_kink(slope: Function, at: Values) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the slope jumps: whether it changes as much over a short distance as over a longer."""
    far = 1e-6 * np.maximum(1.0, np.abs(at))
    near = far / 64
    result: np.ndarray[tuple[int], np.dtype[np.bool_]] = slope(at + near) - slope(at - near) > 0.5 * (
        slope(at + far) - slope(at - far)
    )
    return result


def _deepest(function: Function, at: Values) -> Values:
    """The lowest of each place, its short decimal, and the doubles on both sides."""
    near = np.array([np.round(at, 12), at, np.nextafter(at, -np.inf), np.nextafter(at, np.inf)])
    result: Values = np.take_along_axis(near, np.argmin(function(near), axis=0)[np.newaxis], 0)[0]
    return result


def _lowest(
    function: Function, heights: Values, slopes: Values, places: Values, minima: Values
) -> float | None:
    k = int(np.nanargmin(heights))
    beside = places[max(k - 1, 0)], places[min(k + 1, len(places) - 1)]
    valley = ((minima >= beside[0]) & (minima <= beside[1])).any()
    level = (slopes[heights == heights[k]] == 0).any()
    if not (k in (0, len(places) - 1) or level or valley):
        return None
    least = float(min([heights[k], *function(minima)]))
    return least if np.isfinite(least) else None


def _start(heights: Values, slopes: Values, places: Values) -> float:
    tried = (np.linspace(0.1, 0.9, 9) * (len(places) - 1)).astype(np.intp)
    sloping = np.isfinite(heights) & np.isfinite(slopes) & (slopes != 0)
    good = [*tried[sloping[tried]], *np.flatnonzero(np.isfinite(heights))]
    return float(places[good[0]])
