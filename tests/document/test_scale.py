"""The axis of a sweep: every value has its cell, wherever it stands and however it was typed."""

import numpy as np
import pytest

from gdgui.document.model import Axis
from gdgui.document.scale import Scale


def listed(*values: float) -> Scale:
    axis = Axis(path="schedule.rate", values=list(values), count=len(values), spacing="list")
    return Scale(axis, np.array(values))


def test_cells_of_even_values_are_centred_on_them() -> None:
    scale = Scale(Axis(path="start.x", low=1.0, high=3.0, count=3), np.array([1.0, 2.0, 3.0]))
    assert scale.span == (0.5, 3.5)
    assert [scale.nearest(x) for x in (0.4, 0.6, 1.4, 1.6, 3.4, 3.6)] == [None, 0, 0, 1, 2, None]


def test_an_axis_that_runs_downwards_has_its_first_cell_at_the_top() -> None:
    scale = Scale(Axis(path="start.x", low=3.0, high=1.0, count=3), np.array([3.0, 2.0, 1.0]))
    assert [scale.nearest(x) for x in (0.6, 1.6, 3.4)] == [2, 1, 0]


def test_the_cells_of_a_list_end_halfway_between_its_values() -> None:
    scale = listed(0.1, 0.2, 1.0)
    assert scale.edges == pytest.approx([0.05, 0.15, 0.6, 1.4])
    assert [scale.nearest(x) for x in (0.14, 0.16, 0.59, 0.61)] == [0, 1, 1, 2]
    assert scale.shares[0] == 0.0
    assert scale.shares[-1] == 1.0


def test_a_list_in_any_order_with_repeats_still_finds_each_value() -> None:
    scale = listed(0.5, 0.1, 0.5, 0.3)
    assert list(scale.at[scale.order]) == [0.1, 0.3, 0.5]
    assert [scale.values[scale.nearest(x)] for x in (0.1, 0.31, 0.52)] == [0.1, 0.3, 0.5]


def test_a_single_value_has_a_cell_around_it() -> None:
    scale = listed(2.0)
    assert scale.nearest(2.0) == 0
    assert scale.span[0] < 2.0 < scale.span[1]


def test_a_logarithmic_axis_stands_at_its_logarithms() -> None:
    axis = Axis(path="schedule.rate", low=0.01, high=1.0, count=3, spacing="log")
    scale = Scale(axis, np.geomspace(0.01, 1.0, 3))
    assert scale.at == pytest.approx([-2.0, -1.0, 0.0])


def test_whole_numbers_on_a_logarithmic_axis_have_a_cell_each() -> None:
    axis = Axis(path="epochs", low=1.0, high=100.0, count=9, spacing="log")
    scale = Scale(axis, np.array([1, 2, 3, 3, 10, 10, 30, 60, 100]))
    assert scale.values[scale.order].tolist() == [1, 2, 3, 10, 30, 60, 100]
    assert scale.edges[1:3] == pytest.approx(np.log10([2.0, 6.0]) / 2)
    for value in (1, 2, 3, 10, 30, 60, 100):
        assert scale.values[scale.cell_of(value)] == value
    assert scale.cell_of(0.0) is None


def test_a_value_is_found_in_the_cell_that_it_lies_in() -> None:
    scale = Scale(Axis(path="start.x", low=1.0, high=3.0, count=3), np.array([1.0, 2.0, 3.0]))
    assert [scale.cell_of(x) for x in (0.4, 0.6, 2.4, 2.6, 3.6)] == [None, 0, 1, 2, None]


def test_a_value_has_a_place_also_where_no_cell_is() -> None:
    linear = Scale(Axis("start.x", -1.0, 1.0, 3), np.linspace(-1.0, 1.0, 3))
    assert linear.place(7.0) == 7.0
    assert [linear.reaches(place) for place in (-1.5, 1.5, 1.6)] == [True, True, False]
    log = Scale(Axis("schedule.rate", 0.01, 1.0, 3, "log"), np.array([0.01, 0.1, 1.0]))
    assert log.place(0.1) == pytest.approx(-1.0)
    assert not log.reaches(log.place(0.0))
