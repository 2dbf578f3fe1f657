"""From values to colours: range, scale, and the middle of the diverging map."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from gdgui.ui.sweep.levels import MAPS, color_map, levels_of, usual_range


def part(**changes: Any) -> Any:
    usual = {"colors": None, "color_map": "viridis", "color_scale": "linear", "color_center": None}
    return SimpleNamespace(**(usual | changes))


def test_an_automatic_range_is_not_stretched_by_a_few_values() -> None:
    values = np.concatenate([np.linspace(0.0, 1.0, 1000), [1e200, np.nan, -1e200]])
    low, high = usual_range(values)
    assert (low, high) == pytest.approx((0.01, 0.99), abs=0.01)


def test_there_is_a_range_where_all_values_are_the_same_or_none_is_known() -> None:
    assert usual_range(np.full(4, 2.0)) is None
    for values in (np.full(4, 2.0), np.full(4, np.nan), np.zeros(3)):
        levels = levels_of(part(), values)
        assert levels.low < levels.high


def test_two_values_of_which_one_is_rare_are_told_apart() -> None:
    values = np.zeros(1000)
    values[0] = 1.0
    assert usual_range(values) == (0.0, 1.0)


def test_the_centre_of_the_diverging_map_is_in_the_middle() -> None:
    levels = levels_of(part(color_map="diverging", color_center=1.0, colors=(0.0, 4.0)), np.ones(3))
    assert (levels.low, levels.high) == (-2.0, 4.0)


def test_the_ends_of_a_logarithmic_scale_are_logarithms() -> None:
    values = np.array([0.01, 1.0, 100.0, 0.0, -5.0])
    levels = levels_of(part(color_scale="log", colors=(0.01, 100.0)), values)
    assert (levels.low, levels.high) == (-2.0, 2.0)
    assert levels.value(levels.high) == 100.0


def test_a_logarithmic_scale_without_anything_above_zero_stays_linear() -> None:
    assert not levels_of(part(color_scale="log"), np.array([-1.0, 0.0])).log


def test_a_range_from_below_zero_becomes_one_that_has_logarithms() -> None:
    levels = levels_of(part(color_scale="log", colors=(-1.0, 10.0)), np.array([0.1, 5.0]))
    assert np.isfinite([levels.low, levels.high]).all()
    assert levels.low < levels.high == 1.0


@pytest.mark.parametrize("name", MAPS)
def test_every_map_can_be_loaded(name: str) -> None:
    assert len(color_map(name).getLookupTable(nPts=16)) == 16
