"""The search for valleys, on curves whose valleys are known."""

import numpy as np
import pytest

from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.search import survey, valleys
from gdgui.engine.setup import Choice, resolve_objective

CURVES = [
    key
    for key, entry in OBJECTIVES.load().items()
    if entry.dimension == 1 and entry.resolve is None and entry.minima
]


@pytest.mark.parametrize("key", CURVES)
def test_search_finds_the_minima_that_the_catalogue_names(key):
    objective, f = OBJECTIVES[key], resolve_objective(Choice(key))
    low, high = objective.domain[0]
    found = survey(lambda x: f.value(x[np.newaxis]), f.gradient, (low, high))
    named = sorted(m for (m,) in objective.minima if low <= m <= high)
    np.testing.assert_allclose(found.minima, named, rtol=0, atol=5e-16 * max(1, high - low))
    assert found.lowest == pytest.approx(objective.lowest, rel=1e-14, abs=1e-15)
    assert found.kinks == tuple(k for (k,) in objective.kinks)
    assert f.gradient(np.array([[found.start]]))[0, 0] != 0


def test_the_search_ends_once_no_number_is_left_between_two():
    looked = []
    (found,) = valleys(lambda x: looked.append(len(x)) or x * x - 2, np.linspace(0, 4, 4))
    assert found == np.sqrt(2)
    assert len(looked) < 70


def test_a_flat_bottom_is_no_valley():
    assert valleys(lambda x: np.clip(x, -1, 1) * (np.abs(x) > 0.5), np.linspace(-1, 1, 9)).size == 0


def test_a_valley_at_a_place_is_found_there_whether_it_has_a_slope_or_not():
    places = np.array([-1.0, 0.25, 2.0])
    assert valleys(lambda x: x - 0.25, places).tolist() == [0.25]
    assert valleys(lambda x: np.where(x == 0.25, np.nan, x - 0.25), places).tolist() == [0.25]


def test_a_pole_is_no_minimum_and_leaves_no_least_value():
    for pole in (0.0, 0.3, 0.123456789):
        found = survey(
            lambda x, p=pole: -1 / (x - p) ** 2, lambda x, p=pole: 2 / (x - p) ** 3, (-5.0, 5.0)
        )
        assert found.minima == ()
        assert found.lowest is None


def test_a_least_value_at_an_end_of_the_domain_counts():
    found = survey(lambda x: x * x * x, lambda x: 3 * x * x, (-2.0, 2.0))
    assert found.minima == ()
    assert found.lowest == -8.0


def test_a_constant_has_its_value_as_the_least_and_no_minimum():
    found = survey(lambda x: 0 * x + 3.0, lambda x: 0 * x, (-1.0, 1.0))
    assert (found.minima, found.lowest) == ((), 3.0)


def test_a_function_that_begins_within_the_domain_starts_where_it_has_a_slope():
    found = survey(np.log, lambda x: np.where(x > 0, 1 / x, np.nan), (-4.0, 5.0))
    assert found.start > 0
