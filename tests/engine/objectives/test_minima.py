"""The named minima of the functions of one variable, against a search over the domain."""

import numpy as np
import pytest

from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import Choice, resolve_objective

KEYS = [key for key in OBJECTIVES if OBJECTIVES[key].dimension == 1 and OBJECTIVES[key].resolve is None]

COUNTS = {
    "parabola": 1,
    "gaussian_sine": 2,
    "cosine_bowl": 4,
    "double_well": 2,
    "tilted_double_well": 2,
    "flat_inflection": 1,
    "rippled_bowl": 3,
    "growing_wave": 2,
    "gramacy_lee": 9,
    "forrester": 2,
    "rastrigin_1d": 11,
    "griewank_1d": 7,
    "styblinski_tang_1d": 2,
    "two_sines": 3,
    "steep_waves": 4,
    "gaussian_well": 1,
    "x_sine": 2,
    "rational": 1,
    "log_cosh": 1,
    "plateau": 1,
    "quartic": 1,
    "absolute": 1,
    "cubic": 0,
}

every = pytest.mark.parametrize("key", KEYS)


def bound(key):
    return resolve_objective(Choice(key))


def search(key):
    """Every place of the domain where f falls before and rises after, by f alone, to about 1e-8."""
    f = bound(key)
    x = np.linspace(*OBJECTIVES[key].domain[0], 40_013)
    value = f.value(x[np.newaxis])
    inner = np.flatnonzero((value[1:-1] < value[:-2]) & (value[1:-1] <= value[2:])) + 1
    low, high = x[inner - 1], x[inner + 1]
    shrink = (np.sqrt(5.0) - 1.0) / 2.0
    for _ in range(80):  # golden section, all at once
        a, b = high - shrink * (high - low), low + shrink * (high - low)
        left = f.value(a[np.newaxis]) < f.value(b[np.newaxis])
        low, high = np.where(left, low, a), np.where(left, b, high)
    return (low + high) / 2


@every
def test_all_minima_inside_the_domain_are_named_and_no_others(key):
    low, high = OBJECTIVES[key].domain[0]
    named = sorted(m for (m,) in OBJECTIVES[key].minima if low <= m <= high)
    found = search(key)
    assert len(named) == COUNTS.get(key, len(named))
    # The bottom of x⁴ is so flat that values tell places apart only to 1e-4.
    np.testing.assert_allclose(found, named, atol=2e-4 if key == "quartic" else 1e-6)


@every
def test_named_minima_are_exact_to_double_precision(key):
    objective, f = OBJECTIVES[key], bound(key)
    for (m,) in objective.minima:
        if (m,) in objective.kinks:
            assert f.gradient(np.array([[m]]))[0, 0] == 0
            continue
        # f′ changes its sign within a few of the numbers that a double can hold.
        near = np.array([[m - 4 * np.spacing(max(abs(m), 1e-300)), m, m + 4 * np.spacing(abs(m))]])
        if m == 0:
            near = np.array([[-1e-100, 0.0, 1e-100]])
        slope = f.gradient(near)[0]
        noise = 1e-15 * f.hessian(near)[0, 0].max() * max(1.0, abs(m)) * 20
        assert slope[0] <= noise
        assert slope[2] >= -noise
        assert abs(slope[1]) <= noise


@every
def test_lowest_is_the_least_value_on_the_domain_edges_included(key):
    objective, f = OBJECTIVES[key], bound(key)
    x = np.linspace(*objective.domain[0], 40_013)
    least = min(f.value(x[np.newaxis]).min(), f.value(search(key)[np.newaxis]).min(initial=np.inf))
    assert OBJECTIVES["cubic"].lowest is None
    if objective.lowest is not None:
        assert objective.lowest == pytest.approx(least, rel=1e-14, abs=1e-14)


@every
def test_default_start_lies_in_the_domain_and_has_a_slope(key):
    objective = OBJECTIVES[key]
    low, high = objective.domain[0]
    assert low <= objective.start[0] <= high
    assert abs(bound(key).gradient(np.array([objective.start]))[0, 0]) > 1e-3


def test_absolute_value_declares_its_kink_and_is_not_smooth():
    objective = OBJECTIVES["absolute"]
    assert objective.kinks == ((0.0,),)
    assert not objective.smooth
