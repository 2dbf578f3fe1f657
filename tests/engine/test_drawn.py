"""Curves through points: smooth ones are natural cubic splines, careful ones never overshoot."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.engine.drawn import CurveParameter, careful_curve, smooth_curve
from gdgui.engine.message import InputError, Message

POINTS = ((-4.0, 3.0), (-2.5, 0.5), (-1.0, 1.75), (0.5, 1.0), (2.0, -0.5), (4.0, 2.0))

drawings = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 1000)),
    min_size=2,
    max_size=25,
    unique_by=lambda p: p[0],
).map(lambda points: tuple((x / 200, y / 1000) for x, y in points))


def sides(curve, order):
    """A derivative just left and just right of every knot, from the pieces on both sides."""
    a, b, c, d = curve.coefficients
    s = curve.knots - curve.origins[:-1]
    before = {
        0: a[:-1] + s * (b[:-1] + s * (c[:-1] + s * d[:-1])),
        1: b[:-1] + s * (2 * c[:-1] + s * 3 * d[:-1]),
        2: 2 * c[:-1] + s * 6 * d[:-1],
    }[order]
    after = {0: a[1:], 1: b[1:], 2: 2 * c[1:]}[order]
    return before, after


@given(drawings)
@settings(max_examples=60, deadline=None)
def test_smooth_curve_goes_through_its_points_with_two_continuous_derivatives(points):
    curve = smooth_curve(points)
    x, y = np.array(sorted(points)).T
    np.testing.assert_allclose(curve.value(x), y, atol=1e-12)
    steepest = np.abs(np.diff(y) / np.diff(x)).max() + 1
    tightest = np.diff(x).min()
    for order in (0, 1, 2):
        before, after = sides(curve, order)
        np.testing.assert_allclose(before, after, atol=1e-10 * steepest / tightest**order)


@given(drawings)
@settings(max_examples=60, deadline=None)
def test_smooth_curve_has_no_bend_at_its_ends_and_goes_on_straight(points):
    curve = smooth_curve(points)
    low, high = curve.knots[0], curve.knots[-1]
    assert curve.bend(np.array([low - 1.0, high, high + 1.0])).tolist() == [0.0, 0.0, 0.0]
    far = curve.value(np.array([low - 1.0, low - 2.0, low - 3.0, high + 1.0, high + 2.0, high + 3.0]))
    np.testing.assert_allclose(np.diff(far[:3]), -curve.slope(low), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(np.diff(far[3:]), curve.slope(high), rtol=1e-9, atol=1e-9)


def test_smooth_curve_through_points_of_a_line_is_the_line():
    curve = smooth_curve(((0.0, 1.0), (1.0, 3.0), (3.0, 7.0), (3.5, 8.0)))
    x = np.linspace(-5, 9, 57)
    np.testing.assert_allclose(curve.value(x), 1 + 2 * x, atol=1e-12)
    two = smooth_curve(((0.0, 1.0), (2.0, 5.0)))
    np.testing.assert_allclose(two.value(x), 1 + 2 * x, atol=1e-12)


def test_smooth_curve_through_three_points_is_the_one_worked_out_by_hand():
    # h = 1, 1 and q = 1, −1: 4·M₁ = −12, so M = 0, −3, 0 and f = x·(3 − x²)/2 on the left piece.
    curve = smooth_curve(((0.0, 0.0), (1.0, 1.0), (2.0, 0.0)))
    x = np.linspace(0, 1, 11)
    np.testing.assert_allclose(curve.value(x), x * (3 - x * x) / 2, atol=1e-15)
    assert curve.slope(np.array([0.0, 1.0, 2.0])).tolist() == [1.5, 0.0, -1.5]


def test_derivatives_of_both_curves_are_those_of_central_differences():
    for curve in (smooth_curve(POINTS), careful_curve(POINTS)):
        x = np.linspace(-4.5, 4.5, 200)
        x = x[np.min(np.abs(x[:, np.newaxis] - curve.knots), axis=1) > 1e-4]
        h = 6e-6
        slope = (curve.value(x + h) - curve.value(x - h)) / (2 * h)
        bend = (curve.slope(x + h) - curve.slope(x - h)) / (2 * h)
        np.testing.assert_allclose(curve.slope(x), slope, atol=1e-8)
        np.testing.assert_allclose(curve.bend(x), bend, atol=1e-7)


@given(drawings)
@settings(max_examples=100, deadline=None)
def test_careful_curve_stays_between_the_heights_of_its_points(points):
    curve = careful_curve(points)
    x, y = np.array(sorted(points)).T
    assert curve.held(x).tolist() == y.tolist()
    for k in range(len(x) - 1):
        between = np.linspace(x[k], x[k + 1], 41)
        heights = curve.held(between)
        assert heights.min() >= min(y[k], y[k + 1])
        assert heights.max() <= max(y[k], y[k + 1])
        rise = np.diff(curve.value(between)) * np.sign(y[k + 1] - y[k])
        assert (rise >= -1e-12).all()
        # What is held back is rounding alone.
        np.testing.assert_allclose(curve.value(between), heights, rtol=0, atol=1e-12)


def test_careful_curve_is_level_before_its_first_point_and_after_its_last():
    curve = careful_curve(((0.2, 0.5), (0.4, 0.1), (0.9, 0.3)))
    assert curve.held(np.array([-1.0, 0.0, 0.2, 0.9, 1.0, 7.0])).tolist() == [0.5] * 3 + [0.3] * 3
    assert curve.held(0.4) == 0.1


def test_order_of_the_points_does_not_count():
    x = np.linspace(-5, 5, 31)
    for make in (smooth_curve, careful_curve):
        straight, turned = make(POINTS), make(POINTS[::-1])
        assert straight.value(x).tolist() == turned.value(x).tolist()


@pytest.fixture
def parameter():
    return CurveParameter(
        key="points",
        title=Message("Curve"),
        help=Message("Points"),
        kind="points",
        default=POINTS,
        lowest=0.0,
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([[0, 1], [1, 2], [0, 3]], "two points stand above each other, at x = 0"),
        ([[0, 1], [1, -0.5]], "a point has the height -0.5; allowed is a finite number from 0"),
        ([[0, 1]], "a list of at least two [x, y] pairs of numbers"),
        ("curve", "a list of at least two [x, y] pairs of numbers"),
        ([[0, 0], [1e-300, 1e300]], "too close together, or too high"),
    ],
)
def test_points_that_make_no_curve_are_refused_with_a_sentence(parameter, value, sentence):
    with pytest.raises(InputError) as raised:
        parameter.check(value)
    assert sentence in str(raised.value)
    assert raised.value.place == "points"


def test_points_from_a_file_become_pairs_of_numbers(parameter):
    assert parameter.check([[1, 2], [0, 3]]) == ((1.0, 2.0), (0.0, 3.0))


def test_four_thousand_points_are_no_burden(parameter):
    x = np.linspace(0, 1, 4096)
    points = tuple(zip(x.tolist(), (1 + np.sin(40 * x)).tolist(), strict=True))
    curve = smooth_curve(parameter.check(points))
    # Near the ends f″ = 0 is not true of this function, and the curve feels that.
    away = np.abs(curve.slope(x) - 40 * np.cos(40 * x))[50:-50]
    assert away.max() < 1e-6
