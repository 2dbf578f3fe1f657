"""What every objective promises, over the whole catalogue: a new file is covered by lying there."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from gdgui.engine.ends import Ends
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import OBJECTIVES, Bound, Objective
from gdgui.engine.outcome import Outcome, judge
from gdgui.engine.setup import Choice, resolve_objective
from gdgui.engine.types import Parameters, Positions

EPSILON = float(np.finfo(np.float64).eps)

FUNCTIONS: dict[str, Bound] = {key: resolve_objective(Choice(key)) for key in OBJECTIVES}

every = pytest.mark.parametrize("bound", FUNCTIONS.values(), ids=FUNCTIONS.keys())


def scattered(objective: Objective, count: int) -> Positions:
    """Points all over the domain, none of them within a thousandth of its width from a kink."""
    generator = np.random.default_rng(20)
    rows = [generator.uniform(low, high, count) for low, high in objective.domain]
    points = np.array(rows)
    keep = np.ones(count, dtype=np.bool_)
    for kink in objective.kinks:
        away = [
            np.abs(row - at) / width
            for row, at, width in zip(points, kink, objective.widths, strict=True)
        ]
        keep &= np.max(away, axis=0) > 1e-3
    return np.ascontiguousarray(points[:, keep])


def differences(function: Any, points: Positions, row: int) -> NDArray[np.float64]:
    """Central differences of `function` along the coordinate `row`."""
    h = 6e-6 * np.maximum(1.0, np.abs(points[row]))
    right, left = points.copy(), points.copy()
    right[row] += h
    left[row] -= h
    result: NDArray[np.float64] = (function(right) - function(left)) / (right[row] - left[row])
    return result


def agree(
    objective: Objective, computed: NDArray[np.float64], chords: NDArray[np.float64], rounding: float
) -> None:
    """Equal up to what rounding in f and the bend of the chord leave; at kinks one may be off."""
    scale = float(np.percentile(np.abs(chords), 90)) + 1e-3
    wrong = np.abs(computed - chords) > 1e-6 * (np.abs(chords) + scale) + rounding
    share = float(np.mean(wrong))
    assert share <= (0.0 if objective.smooth else 0.02), f"{share:.1%} of the points differ"


@every
def test_the_gradient_is_that_of_central_differences(bound: Bound) -> None:
    points = scattered(bound.objective, 400)
    rounding = 10 * EPSILON * float(np.max(np.abs(bound.value(points)))) / 6e-6
    gradient = bound.gradient(points)
    for row in range(bound.objective.dimension):
        agree(bound.objective, gradient[row], differences(bound.value, points, row), rounding)


@every
def test_the_second_derivatives_are_those_of_central_differences(bound: Bound) -> None:
    points = scattered(bound.objective, 400)
    rounding = 10 * EPSILON * float(np.max(np.abs(bound.gradient(points)))) / 6e-6
    hessian = bound.hessian(points)
    for i, j in product(range(bound.objective.dimension), repeat=2):
        chords = differences(lambda p, i=i: bound.gradient(p)[i], points, j)
        agree(bound.objective, hessian[i, j], chords, rounding)


@every
def test_second_derivatives_are_symmetric(bound: Bound) -> None:
    hessian = bound.hessian(scattered(bound.objective, 50))
    np.testing.assert_array_equal(hessian, hessian.transpose(1, 0, 2))


@every
def test_everything_is_a_number_on_the_domain_and_of_the_promised_shape(bound: Bound) -> None:
    objective = bound.objective
    edges = np.array(list(product(*objective.domain))).T
    for points in (scattered(objective, 300), edges, np.array([objective.start]).T):
        dimension, count = points.shape
        for array, shape in (
            (bound.value(points), (count,)),
            (bound.gradient(points), (dimension, count)),
            (bound.hessian(points), (dimension, dimension, count)),
        ):
            assert array.shape == shape
            assert array.dtype == np.float64
            assert np.isfinite(array).all()


@every
def test_far_outside_nothing_raises(bound: Bound) -> None:
    far = np.array([[1e6, -1e150, 1e308, np.inf, -np.inf, np.nan]] * bound.objective.dimension)
    with np.errstate(all="ignore"):
        assert bound.value(far).shape == (6,)
        assert bound.gradient(far).shape == far.shape
        assert bound.hessian(far).shape == (len(far), *far.shape)


# ---- Minima ----


@every
def test_the_gradient_is_zero_at_the_known_minima_to_double_precision(bound: Bound) -> None:
    """A position is known to half a unit in its last place, and the gradient to f″ times that."""
    objective = bound.objective
    usual = float(np.median(np.abs(bound.gradient(scattered(objective, 500)))))
    for minimum in objective.minima:
        at = np.array([minimum]).T
        bend = float(np.max(np.abs(bound.hessian(at)))) * max(1.0, float(np.max(np.abs(at))))
        steepness = float(np.max(np.abs(bound.gradient(at))))
        assert steepness <= 16 * EPSILON * (bend + usual), minimum


@every
def test_a_descent_that_ends_at_a_known_minimum_has_converged(bound: Bound) -> None:
    objective = bound.objective
    if not objective.minima:
        pytest.skip("no minimum is known")
    ends = Ends(
        bound=bound,
        believed=bound.gradient,
        tolerance=1e-6,
        start=np.array(objective.minima).T,
        positions=np.array(objective.minima).T.copy(),
        halted=np.zeros(len(objective.minima), dtype=np.bool_),
    )
    np.testing.assert_array_equal(judge(ends), Outcome.CONVERGED)


@every
def test_the_least_value_is_the_least_over_the_domain(bound: Bound) -> None:
    objective = bound.objective
    if objective.lowest is None:
        pytest.skip("no least value is stated")
    assert objective.lowest == pytest.approx(least(bound), rel=1e-10, abs=1e-10)


def least(bound: Bound) -> float:
    """The least of f on the domain: a dense grid, and finer ones about its ten best points."""
    objective = bound.objective
    count = 100_001 if objective.dimension == 1 else 601
    points = mesh(objective.domain, count)
    value = bound.value(points)
    best = np.inf
    for k in np.argsort(value)[:10]:
        centre, width = points[:, k], np.array(objective.widths) * (2 / count)
        for _ in range(12):
            box = tuple(
                (max(low, x - w), min(high, x + w))
                for x, w, (low, high) in zip(centre, width, objective.domain, strict=True)
            )
            around = mesh(box, 41)
            values = bound.value(around)
            centre, width = around[:, np.argmin(values)], width / 8
            best = min(best, float(values.min()))
    return best


def mesh(box: tuple[tuple[float, float], ...], count: int) -> Positions:
    grids = np.meshgrid(*(np.linspace(low, high, count) for low, high in box), indexing="ij")
    return np.array([grid.ravel() for grid in grids])


@every
def test_no_minimum_of_a_curve_is_missing(bound: Bound) -> None:
    objective = bound.objective
    if objective.dimension == 2 or objective.resolve is not None:
        pytest.skip("only for curves that the catalogue knows")
    (low, high) = objective.domain[0]
    x = np.linspace(low, high, 20_001)
    f = bound.value(x[np.newaxis])
    deep = 1e-12 * (float(np.max(np.abs(f))) + 1e-300)
    inner = (f[1:-1] < f[:-2] - deep) & (f[1:-1] < f[2:] - deep)
    for found in x[1:-1][inner]:
        nearest = min((abs(found - m[0]) for m in objective.minima), default=np.inf)
        assert nearest < 2 * (x[1] - x[0]), f"a minimum near {found:.6g} is not in the catalogue"


@every
def test_minima_kinks_and_start_are_told_in_the_right_dimension(bound: Bound) -> None:
    objective = bound.objective
    assert objective.dimension in (1, 2)
    for point in (*objective.minima, *objective.kinks, objective.start):
        assert len(point) == objective.dimension
    for (low, high), x in zip(objective.domain, objective.start, strict=True):
        assert low < high
        assert low <= x <= high
    assert len(set(objective.minima)) == len(objective.minima)
    assert objective.start_points >= 2


@every
def test_a_function_with_kinks_says_that_it_is_not_smooth(bound: Bound) -> None:
    objective = bound.objective
    assert not (objective.kinks and objective.smooth)
    for kink in objective.kinks:
        np.testing.assert_array_equal(bound.gradient(np.array([kink]).T), 0.0)


# ---- Columns are descents ----


def numbers_of(objective: Objective, bound: Bound, count: int) -> list[Parameters]:
    """The default values, and each number or whole number as an array over descents."""
    cases = [dict(bound.parameters)]
    for parameter in objective.parameters:
        if not parameter.sweepable:
            continue
        middle = bound.parameters[parameter.key]
        middle = 1.0 if middle is None else float(middle)
        spread = np.clip(middle * np.linspace(0.5, 2.0, count) + 0.25, parameter.low, parameter.high)
        if parameter.kind == "integer":
            spread = np.round(spread).astype(np.int64)
        cases.append({**bound.parameters, parameter.key: spread})
    return cases


@every
def test_every_column_is_computed_as_if_it_were_alone_to_the_last_bit(bound: Bound) -> None:
    objective = bound.objective
    points = scattered(objective, 23)
    count = points.shape[1]
    for parameters in numbers_of(objective, bound, count):
        for function in (objective.value, objective.gradient, objective.hessian):
            together = function(points, parameters)
            for k in range(count):
                one = {
                    key: float(v[k]) if isinstance(v, np.ndarray) else v
                    for key, v in parameters.items()
                }
                alone = function(np.ascontiguousarray(points[:, k : k + 1]), one)
                np.testing.assert_array_equal(alone[..., 0], together[..., k])


@every
def test_inputs_are_untouched_and_results_are_new_arrays(bound: Bound) -> None:
    points = scattered(bound.objective, 9)
    points.flags.writeable = False
    copy = points.copy()
    for function in (bound.value, bound.gradient, bound.hessian):
        first = function(points)
        assert not np.shares_memory(first, points)
        kept = first.copy()
        second = function(points)
        assert not np.shares_memory(first, second)
        np.testing.assert_array_equal(second, kept)
    np.testing.assert_array_equal(points, copy)


@every
@pytest.mark.parametrize("count", [1, 50, 150, 3000])
def test_the_gradient_of_a_loop_has_the_same_bits_in_new_arrays(bound: Bound, count: int) -> None:
    points = scattered(bound.objective, count)
    far = np.full_like(points, np.inf)
    wide = np.concatenate([points, points * 1e3, far, -far, points * 0.0], axis=1)
    own = GRADIENTS["exact"].own
    assert own is not None
    gradient = own(bound, {}, wide.shape)
    with np.errstate(all="ignore"):
        for positions in (wide, wide * 0.5, wide):
            found = gradient(positions)
            again = gradient(positions * 0.25)
            assert not np.shares_memory(found, again)
            assert found.tobytes() == bound.gradient(positions).tobytes()


@every
def test_title_help_and_formulas_are_there(bound: Bound) -> None:
    objective = bound.objective
    for text in (str(objective.title), str(objective.help), objective.formula, objective.derivative):
        assert text.strip()
    if objective.printed is not None:
        assert objective.printed.formula
        assert str(objective.printed.note)
        assert np.any(
            objective.printed.gradient(scattered(objective, 50), bound.parameters)
            != bound.gradient(scattered(objective, 50))
        )
