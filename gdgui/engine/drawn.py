"""Curves through points, as they are drawn with the mouse: a smooth one, and one that never overshoots.

Both are cubic between neighbouring points, and straight before the first and after the last.  On each
piece, with s = x − o, the curve is a + s·(b + s·(c + s·d)); o is the point where the piece begins.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

from gdgui.engine.message import InputError, Message
from gdgui.engine.types import Parameter, Values

Points = tuple[tuple[float, float], ...]


class Curve(Struct, frozen=True, eq=False):
    """A curve in k + 1 pieces with its k `knots` between them, (k,), where its `heights` are, (k,).

    `origins` (k + 1,) is o, and `coefficients` (4, k + 1) are a, b, c and d of each piece.  The
    functions take x of any shape.
    """

    knots: Values
    heights: Values
    origins: Values
    coefficients: NDArray[np.float64]

    def value(self, x: ArrayLike) -> Values:
        """The height at x."""
        (a, b, c, d), s = self._piece(x)
        result: Values = a + s * (b + s * (c + s * d))
        return result

    def slope(self, x: ArrayLike) -> Values:
        """The first derivative at x."""
        (_, b, c, d), s = self._piece(x)
        result: Values = b + s * (2.0 * c + s * (3.0 * d))
        return result

    def bend(self, x: ArrayLike) -> Values:
        """The second derivative at x."""
        (_, _, c, d), s = self._piece(x)
        result: Values = 2.0 * c + s * (6.0 * d)
        return result

    def held(self, x: ArrayLike) -> Values:
        """The height at x, which for a monotone curve is never beyond those of the knots beside it.

        Without rounding this is `value`; with it, a curve that touches 0 could get below.
        """
        left = np.concatenate([self.heights[:1], self.heights])
        right = np.concatenate([self.heights, self.heights[-1:]])
        k = np.searchsorted(self.knots, x, side="right")
        low, high = np.minimum(left, right)[k], np.maximum(left, right)[k]
        result: Values = np.minimum(np.maximum(self.value(x), low), high)
        return result

    def turns(self) -> Values:
        """Where f″ is 0 within a piece: between these places and the knots, f′ rises or falls."""
        _, _, c, d = self.coefficients[:, 1:-1]
        with np.errstate(all="ignore"):
            places = self.knots[:-1] - c / (3.0 * d)
        result: Values = places[(places > self.knots[:-1]) & (places < self.knots[1:])]
        return result

    def _piece(self, x: ArrayLike) -> tuple[NDArray[np.float64], Values]:
        k = np.searchsorted(self.knots, x, side="right")
        return self.coefficients[:, k], np.asarray(x) - self.origins[k]


@lru_cache(maxsize=64)
def smooth_curve(points: Points) -> Curve:
    """The natural cubic spline through the points: two continuous derivatives, and f″ = 0 at the ends.

    So it can go on in straight lines, with two continuous derivatives on all of ℝ.  With the gaps h
    between the knots and the slopes q of the chords, the second derivatives M at the knots solve
    h_{k−1}M_{k−1} + 2(h_{k−1} + h_k)M_k + h_kM_{k+1} = 6(q_k − q_{k−1}).
    """
    x, y = _columns(points)
    with np.errstate(all="ignore"):
        h = np.diff(x)
        q = np.diff(y) / h
        m = np.zeros(len(x))
        m[1:-1] = _tridiagonal(2.0 * (h[:-1] + h[1:]), h[1:-1], 6.0 * np.diff(q))
        b = q - h * (2.0 * m[:-1] + m[1:]) / 6.0
        end = q[-1] + h[-1] * (m[-2] + 2.0 * m[-1]) / 6.0
        inner = np.array([y[:-1], b, m[:-1] / 2.0, np.diff(m) / (6.0 * h)])
    return _continued(x, y, inner, float(b[0]), float(end))


@lru_cache(maxsize=64)
def careful_curve(points: Points) -> Curve:
    """The monotone cubic through the points, level before the first and after the last.

    Between two points it never leaves their heights.  Fritsch and Butland: A method for constructing
    local monotone piecewise cubic interpolants, SIAM Journal on Scientific and Statistical Computing 5
    (1984).  The slope at a knot is the weighted harmonic mean of those of the chords beside it, and 0
    where these differ in sign; at the ends it is that of the chord.
    """
    x, y = _columns(points)
    with np.errstate(all="ignore"):
        h = np.diff(x)
        q = np.diff(y) / h
        same = np.sign(q[:-1]) * np.sign(q[1:]) > 0
        before, after = np.where(same, q[:-1], 1.0), np.where(same, q[1:], 1.0)
        left, right = 2.0 * h[1:] + h[:-1], h[1:] + 2.0 * h[:-1]
        mean = (left + right) / (left / before + right / after)
        slopes = np.concatenate([q[:1], np.where(same, mean, 0.0), q[-1:]])
        first, last = slopes[:-1], slopes[1:]
        c, d = (3.0 * q - 2.0 * first - last) / h, (first + last - 2.0 * q) / (h * h)
    return _continued(x, y, np.array([y[:-1], first, c, d]), 0.0, 0.0)


class CurveParameter(Parameter, frozen=True, kw_only=True):
    """The points of a curve, in any order: no two above each other, and none lower than `lowest`.

    `curve` draws it, and is asked whether it can.
    """

    lowest: float = -np.inf
    curve: Callable[[Points], Curve] = smooth_curve

    def check(self, value: Any) -> Any:
        points = super().check(value)
        reason = self._refusal(points)
        if reason is not None:
            raise InputError(reason, self.key)
        return points

    def _refusal(self, points: Points) -> Message | None:
        xs = sorted(x for x, _ in points)
        double = next((x for x, after in pairwise(xs) if x == after), None)
        if double is not None:
            return Message("two points stand above each other, at x = {x}", {"x": f"{double:.10g}"})
        bottom = min(y for _, y in points)
        if bottom < self.lowest:
            return Message(
                "a point has the height {y}; allowed is a finite number from {low}",
                {"y": f"{bottom:.10g}", "low": f"{self.lowest:.10g}"},
            )
        if not np.isfinite(self.curve(points).coefficients).all():
            return Message("the points are too close together, or too high, for a curve through them")
        return None


def _columns(points: Points) -> tuple[Values, Values]:
    array = np.array(sorted(points), dtype=np.float64)
    return np.ascontiguousarray(array[:, 0]), np.ascontiguousarray(array[:, 1])


def _continued(x: Values, y: Values, inner: NDArray[np.float64], before: float, after: float) -> Curve:
    """The curve of the `inner` pieces, and straight lines of the given slopes on both sides."""
    left, right = [[y[0]], [before], [0.0], [0.0]], [[y[-1]], [after], [0.0], [0.0]]
    return Curve(x, y, np.concatenate([x[:1], x]), np.concatenate([left, inner, right], axis=1))


def _tridiagonal(diagonal: Values, beside: Values, right: Values) -> Values:
    """The solution of a symmetric tridiagonal system, by elimination; its diagonal dominates."""
    pivot, value = list(diagonal), list(right)
    for k, side in enumerate(beside, start=1):
        factor = side / pivot[k - 1]
        pivot[k] -= factor * side
        value[k] -= factor * value[k - 1]
    below = 0.0
    for k in range(len(value) - 1, -1, -1):
        side = beside[k] if k < len(beside) else 0.0
        below = value[k] = (value[k] - side * below) / pivot[k]
    return np.array(value)
