"""What can be computed of a field of cells: measures of all and of some, and the spread of repeats."""

from __future__ import annotations

import numpy as np
import pytest
from grids import GRIDS

from gdgui.engine.descent import record
from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid, cells_setup
from gdgui.engine.measures import MEASURES
from gdgui.engine.setup import Choice, Setup


@pytest.mark.parametrize("name", GRIDS)
def test_every_measure_can_be_computed_of_all_cells_and_of_some(name: str) -> None:
    grid, field = GRIDS[name], compute(GRIDS[name])
    some = np.arange(grid.size)[:: max(1, grid.size // 3)]
    for key, measure in MEASURES.load().items():
        whole = measure.compute(field.ends())
        assert len(whole) == grid.size, key
        np.testing.assert_array_equal(measure.compute(field.ends(some)), whole[some], err_msg=key)


def repeated(repeats: int, random_start: bool, optimizer: str = "gradient_descent") -> Grid:
    base = Setup(
        objective=Choice("gaussian_sine"),
        gradient=Choice("exact"),
        schedule=Choice("constant", {"rate": 0.1}),
        optimizer=Choice(optimizer),
        start=np.array([[0.5]]),
        epochs=25,
        seed=3,
        stream=np.array([0]),
    )
    rates = Axis("schedule.rate", np.array([0.05, 0.2, 0.4]))
    return Grid(base, (rates,), random_start, repeats)


@pytest.mark.parametrize(("random_start", "optimizer"), [(True, "gradient_descent"), (False, "noisy")])
def test_the_spread_is_that_of_as_many_descents_under_streams_of_their_own(
    random_start: bool, optimizer: str
) -> None:
    grid = repeated(5, random_start, optimizer)
    found = MEASURES["spread"].compute(compute(grid).ends())
    for cell in range(3):
        ends = []
        for repeat in range(5):
            setup = cells_setup(grid, np.array([cell]), repeat)
            assert setup.stream[0] == cell + 3 * repeat
            ends.append(float(record(setup).next_position[-1, 0]))
        assert len(set(ends)) == 5
        assert found[cell] == pytest.approx(float(np.std(ends)), rel=1e-12)
    some = compute(grid).ends(np.array([2, 0]))
    assert list(MEASURES["spread"].compute(some)) == [found[2], found[0]]


def test_without_repeats_there_is_no_spread_and_without_chance_it_is_nothing() -> None:
    assert np.isnan(MEASURES["spread"].compute(compute(repeated(1, True)).ends())).all()
    assert (MEASURES["spread"].compute(compute(repeated(4, False)).ends()) == 0.0).all()


def test_repeats_change_nothing_about_the_cells_themselves() -> None:
    once, often = compute(repeated(1, True)), compute(repeated(9, True))
    assert np.array_equal(once.positions, often.positions)
    assert np.array_equal(once.start, often.start)


def test_a_field_tells_the_bytes_of_all_its_arrays() -> None:
    found = compute(repeated(1, True))
    assert found.nbytes == 3 * (1 + 8 + 8 + 1 + 1)
    found.watched["largest_excursion"] = np.zeros(3)
    assert found.nbytes == 3 * (19 + 8)
