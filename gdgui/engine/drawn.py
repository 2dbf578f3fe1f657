"""Curves through points, as they are drawn with the mouse: a smooth one, and one that never overshoots.

Both are cubic between neighbouring points.  On [x_k, x_{k+1}], with s = x − x_k, the curve is
a_k + s·(b_k + s·(c_k + s·d_k)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.message import InputError, Message
from gdgui.engine.types import Parameter, Rate, Values

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class CurveParameter(Parameter):
    """The points of a curve, in any order; no two at the same x, and none below `lowest`."""

    lowest: float = -np.inf

    def check(self, value: Any) -> Any:
        points = super().check(value)
        if points is None:
            return None
        xs = sorted(x for x, _ in points)
        for left, right in zip(xs, xs[1:], strict=False):
            if left == right:
                raise InputError(
                    Message("two points stand above each other, at x = {x}", {"x": f"{left:.10g}"}),
                    self.key,
                )
        lowest = min(y for _, y in points)
        if lowest < self.lowest:
            raise InputError(
                Message(
                    "a point has the height {y}; allowed is a finite number from {low}",
                    {"y": f"{lowest:.10g}", "low": f"{self.lowest:.10g}"},
                ),
                self.key,
            )
        if not np.isfinite(smooth_curve(points).coefficients).all():
            raise InputError(
                Message("the points are too steep or too far apart for a curve through them"), self.key
            )
        return points


@dataclass(frozen=True, eq=False)
class Curve:
    """A curve that is cubic between its `knots`, (k,); `coefficients` is (4, k − 1)."""

    knots: Values
    coefficients: NDArray[np.float64]

    @property
    def ends(self) -> tuple[float, float]:
        """Where the first and the last knot are."""
        return float(self.knots[0]), float(self.knots[-1])

    def _local(self, x: Values) -> tuple[NDArray[np.float64], Values, NDArray[np.intp]]:
        piece = np.clip(np.searchsorted(self.knots, x, side="right") - 1, 0, len(self.knots) - 2)
        return self.coefficients[:, piece], x - self.knots[piece], piece

    def value(self, x: Values) -> Values:
        """The height at x, of any shape, by the cubic of the piece; beyond the ends of the last one."""
        (a, b, c, d), s, _ = self._local(x)
        result: Values = a + s * (b + s * (c + s * d))
        return result

    def slope(self, x: Values) -> Values:
        """The first derivative, as `value`."""
        (_, b, c, d), s, _ = self._local(x)
        result: Values = b + s * (2.0 * c + s * (3.0 * d))
        return result

    def bend(self, x: Values) -> Values:
        """The second derivative, as `value`."""
        (_, _, c, d), s, _ = self._local(x)
        result: Values = 2.0 * c + s * (6.0 * d)
        return result


@lru_cache(maxsize=64)
def smooth_curve(points: Points) -> Curve:
    """The natural cubic spline through the points: two continuous derivatives, f″ = 0 at both ends.

    It was taken before one with other ends since it can be continued by straight lines, with two
    continuous derivatives on all of ℝ; see `extended`.  The second derivatives M at the knots solve
    h_{k−1}M_{k−1} + 2(h_{k−1} + h_k)M_k + h_kM_{k+1} = 6(q_k − q_{k−1}), with the gaps h and the slopes
    q of the chords.
    """
    x, y = _sorted(points)
    h = np.diff(x)
    with np.errstate(all="ignore"):
        q = np.diff(y) / h
        second = np.zeros(len(x))
        second[1:-1] = _tridiagonal(h, 2.0 * (h[:-1] + h[1:]), 6.0 * np.diff(q))
        slopes = q - h * (2.0 * second[:-1] + second[1:]) / 6.0
        return Curve(
            x, np.array([y[:-1], slopes, second[:-1] / 2.0, (second[1:] - second[:-1]) / (6.0 * h)])
        )


def extended(curve: Curve, x: Values) -> tuple[Values, Values, Values]:
    """Height, slope and second derivative of a natural spline, which goes on in straight lines."""
    low, high = curve.ends
    inside = np.clip(x, low, high)
    slope = curve.slope(inside)
    height = curve.value(inside) + (x - inside) * slope
    return height, slope, np.where(x == inside, curve.bend(inside), np.where(np.isnan(x), x, 0.0))


@lru_cache(maxsize=64)
def careful_curve(points: Points) -> Curve:
    """The monotone cubic through the points: between two of them it never leaves their heights.

    Fritsch and Butland: A method for constructing local monotone piecewise cubic interpolants, SIAM
    Journal on Scientific and Statistical Computing 5 (1984).  The slope at a knot is the weighted
    harmonic mean of those of the chords beside it, 0 where these differ in sign, and at the ends that
    of the chord.
    """
    x, y = _sorted(points)
    h = np.diff(x)
    with np.errstate(all="ignore"):
        q = np.diff(y) / h
        left, right = 2.0 * h[1:] + h[:-1], h[1:] + 2.0 * h[:-1]
        same = q[:-1] * q[1:] > 0
        mean = (left + right) / (left / np.where(same, q[:-1], 1.0) + right / np.where(same, q[1:], 1.0))
        slopes = np.concatenate([q[:1], np.where(same, mean, 0.0), q[-1:]])
        c = (3.0 * q - 2.0 * slopes[:-1] - slopes[1:]) / h
        d = (slopes[:-1] + slopes[1:] - 2.0 * q) / (h * h)
    return Curve(x, np.array([y[:-1], slopes[:-1], c, d]))


def held(curve: Curve, x: Values | float) -> Rate:
    """The height of a careful curve, which stays as high as it is at its ends."""
    inside = np.clip(x, *curve.ends)
    (a, *_), _, piece = curve._local(inside)
    last, d = curve.ends[1], curve.coefficients[:, -1]
    gap = last - curve.knots[-2]
    end = d[0] + gap * (d[1] + gap * (d[2] + gap * d[3]))
    heights = np.append(curve.coefficients[0], end)
    below, above = np.minimum(a, heights[piece + 1]), np.maximum(a, heights[piece + 1])
    # In exact arithmetic this changes nothing; rounding might leave the heights by a last digit.
    return np.minimum(np.maximum(curve.value(inside), below), above)


def minima(curve: Curve) -> tuple[float, ...]:
    """Every place between the ends where the slope of the curve turns from falling to rising."""
    _, b, c, d = curve.coefficients
    turns: set[float] = set()
    for k, (start, end) in enumerate(zip(curve.knots[:-1], curve.knots[1:], strict=True)):
        for s in _roots(3.0 * float(d[k]), 2.0 * float(c[k]), float(b[k])):
            turns.add(float(np.clip(start + s, start, end)) if 0 <= s <= end - start else float(start))
    low, high = curve.ends
    places = sorted({low, high, *turns, *map(float, curve.knots)})
    middles = (np.array(places[:-1]) + np.array(places[1:])) / 2.0
    signs = np.sign(curve.slope(middles))
    return tuple(
        place
        for place, before, after in zip(places[1:-1], signs[:-1], signs[1:], strict=True)
        if before < 0 < after
    )


def _roots(a: float, b: float, c: float) -> Sequence[float]:
    """The real roots of a·s² + b·s + c, without cancellation."""
    if a == 0:
        return [] if b == 0 else [-c / b]
    inside = b * b - 4.0 * a * c
    if inside < 0:
        return []
    half = -0.5 * (b + np.copysign(np.sqrt(inside), b))
    return [float(half / a)] if half == 0 else [float(half / a), float(c / half)]


def _sorted(points: Points) -> tuple[Values, Values]:
    array = np.array(sorted(points), dtype=np.float64)
    return np.ascontiguousarray(array[:, 0]), np.ascontiguousarray(array[:, 1])


def _tridiagonal(h: Values, diagonal: Values, right: Values) -> Values:
    """The solution of a symmetric system with `h[1:-1]` beside the diagonal, by elimination."""
    count = len(diagonal)
    pivot, value = diagonal.copy(), right.copy()
    for k in range(1, count):
        factor = h[k] / pivot[k - 1]
        pivot[k] -= factor * h[k]
        value[k] -= factor * value[k - 1]
    for k in range(count - 1, -1, -1):
        value[k] = (value[k] - (h[k + 1] * value[k + 1] if k + 1 < count else 0.0)) / pivot[k]
    return value
