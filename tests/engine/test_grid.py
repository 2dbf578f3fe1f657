"""Which descents a grid has, and what an axis sets."""

from __future__ import annotations

import pytest
from grids import EPOCHS, GRIDS, STARTS, base

from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid, value_at, with_value
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES

# ---- What is shared and what is not ----


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        ("rate, epochs", True),
        ("epochs, rate", True),
        ("epochs as snapshots", True),
        ("warm-up, epochs", True),
        ("rate", False),
        ("epochs of their own", False),
        ("rate, epochs, each its own N", False),
        ("random starts", False),
    ],
)
def test_the_epochs_axis_costs_nothing_exactly_where_that_is_the_truth(name: str, shared: bool) -> None:
    grid = GRIDS[name]
    assert grid.shares_descents is shared
    assert grid.descents == (grid.size // len(EPOCHS) if shared else grid.size)


def test_a_function_of_one_variable_has_no_second_start() -> None:
    with pytest.raises(InputError, match=r"there is no start\.y"):
        compute(Grid(base(), (Axis("start.y", STARTS),)))


@pytest.mark.parametrize("name", GRIDS)
def test_what_an_axis_has_set_can_be_read_again(name: str) -> None:
    grid = GRIDS[name]
    for axis in grid.axes:
        value = axis.values[-1:]
        assert value_at(with_value(grid.base, axis.path, value), axis.path) == value[0]


def test_a_number_that_follows_from_another_is_what_follows() -> None:
    assert value_at(base("cosine", epochs=25), "schedule.duration") == 25
    assert value_at(base("polyak"), "schedule.lowest") == OBJECTIVES["gaussian_sine"].lowest
    assert value_at(base(), "schedule.rate") == 0.01
    assert value_at(base("gradient"), "schedule.cap") is None
    assert value_at(base(), "start.y") is None
