"""Numbers of cells: none where a measure is not defined, and some that speak for all."""

import numpy as np

from gdgui.ui.sweep.numbers import SAMPLE, numbers, sample


def test_what_is_not_defined_is_no_number() -> None:
    np.testing.assert_array_equal(numbers(np.array([1.5, np.inf, np.nan])), [1.5, np.nan, np.nan])
    np.testing.assert_array_equal(numbers(np.array([3, -1, 0], np.int8)), [3, np.nan, 0])


def test_a_sample_passes_through_all_columns() -> None:
    field = np.broadcast_to(np.arange(1000.0), (1000, 1000))
    found = sample(field)
    assert 0.9 * SAMPLE < len(found) <= SAMPLE
    assert len(np.unique(found)) == 1000


def test_where_the_sample_has_no_number_all_are_looked_at() -> None:
    field = np.full((300, 300), np.nan)
    field[0, 1] = 2.0
    np.testing.assert_array_equal(sample(field), [2.0])
