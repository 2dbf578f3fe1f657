"""A picture is whole from the first coarse blocks on, and in the end every cell has its own value."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.engine.grid import Axis, Grid
from gdgui.engine.setup import Choice, Setup
from gdgui.engine.sweep import blocks
from gdgui.jobs.coarse import Picture

SETUP = Setup(
    Choice("parabola"),
    Choice("exact"),
    Choice("constant"),
    Choice("gradient_descent"),
    np.zeros((1, 1)),
    3,
)

GRIDS = {
    "plane": Grid(SETUP, (Axis("start.x", np.zeros(101)), Axis("schedule.rate", np.zeros(97)))),
    "line": Grid(SETUP, (Axis("start.x", np.zeros(7001)),)),
}


@pytest.mark.parametrize("name", GRIDS)
@pytest.mark.parametrize("coordinates", [(), (2,)], ids=["numbers", "positions"])
@pytest.mark.parametrize("seed", [None, 1, 2], ids=["in order", "shuffled", "shuffled again"])
def test_it_is_whole_at_once_and_exact_in_the_end(
    name: str, coordinates: tuple[int, ...], seed: int | None
) -> None:
    grid = GRIDS[name]
    tasks = blocks(grid, 500)
    truth = np.random.default_rng(0).random((grid.size, *coordinates))
    picture = Picture(grid.shape, np.full(truth.shape, np.nan))
    coarsest = tasks[0].stride
    done = np.zeros(grid.size, dtype=np.bool_)
    order = range(len(tasks)) if seed is None else np.random.default_rng(seed).permutation(len(tasks))
    for k in order:
        task = tasks[k]
        picture.paint(task.descents, truth[task.descents], task.stride)
        done[task.descents] = True
        np.testing.assert_array_equal(picture.values[done], truth[done])
        assert all(picture.own(cell) == done[cell] for cell in range(0, grid.size, 37))
        if seed is None and task.stride != coarsest:
            assert np.isfinite(picture.values).all()
    np.testing.assert_array_equal(picture.values, truth)


def test_a_coarse_block_is_painted_with_the_value_of_its_first_cell() -> None:
    picture = Picture((4, 5), np.full(20, np.nan))
    picture.paint(np.array([0, 4, 10, 14]), np.array([1.0, 2.0, 3.0, 4.0]), (2, 4))
    expected = [[1, 1, 1, 1, 2], [1, 1, 1, 1, 2], [3, 3, 3, 3, 4], [3, 3, 3, 3, 4]]
    np.testing.assert_array_equal(picture.values.reshape(4, 5), expected)


def test_a_finer_value_is_not_painted_over() -> None:
    picture = Picture((8,), np.full(8, np.nan))
    picture.paint(np.array([2]), np.array([5.0]), (2,))
    picture.paint(np.array([0]), np.array([1.0]), (4,))
    np.testing.assert_array_equal(picture.values, [1, 1, 5, 5, np.nan, np.nan, np.nan, np.nan])
