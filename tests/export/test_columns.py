"""What the tables hold, against the engine's records and plain loops."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.engine.descent import FIELDS, Cancelled, record
from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.measures import MEASURES
from gdgui.engine.setup import Choice, Setup
from gdgui.export import columns
from gdgui.export.columns import descent_table, sweep_table


def setup(objective: str, start: tuple[float, ...], epochs: int, rate: float = 0.1) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice("exact"),
        schedule=Choice("constant", {"rate": rate}),
        optimizer=Choice("gradient_descent"),
        start=np.array(start)[:, np.newaxis],
        epochs=epochs,
    )


def test_a_descent_has_a_row_an_epoch_and_equals_a_plain_loop() -> None:
    table = descent_table(record(setup("parabola", (-1.5,), 20)))
    x = np.float64(-1.5)
    for epoch in range(20):
        gradient = 6.0 * x - 3.0
        after = x - gradient * 0.1
        row = {name: column[epoch] for name, column in table.columns.items()}
        assert row["epoch"] == epoch
        assert (row["position"], row["gradient"], row["next_position"]) == (x, gradient, after)
        assert row["learning_rate"] == 0.1
        assert row["displacement"] == -(gradient * 0.1)
        assert row["value"] == pytest.approx(3 * x * x - 3 * x + 4, rel=1e-15)
        x = after


def test_a_descent_in_one_dimension_has_columns_without_an_axis_of_coordinates() -> None:
    table = descent_table(record(setup("parabola", (1.0,), 7)))
    assert tuple(table.columns) == FIELDS
    assert {column.shape for column in table.columns.values()} == {(7,)}
    assert not table.axes


@pytest.mark.usefixtures("two_squares")
@pytest.mark.parametrize("epochs", [1, 2, 7])
def test_a_descent_in_two_dimensions_has_two_coordinates(epochs: int) -> None:
    table = descent_table(record(setup("two_squares", (3.0, 2.0), epochs)))
    vectors = ("position", "gradient", "displacement", "next_position")
    assert {table.columns[name].shape for name in vectors} == {(epochs, 2)}
    assert {table.columns[n].shape for n in ("epoch", "value", "learning_rate")} == {(epochs,)}
    assert table.columns["gradient"][0].tolist() == [6.0, 12.0]


def test_a_sweep_over_two_axes_has_every_measure_in_the_shape_of_the_grid() -> None:
    rates, epochs = np.linspace(0.01, 0.3, 4), np.array([1, 5, 9])
    grid = Grid(setup("parabola", (-1.5,), 10), (Axis("schedule.rate", rates), Axis("epochs", epochs)))
    table = sweep_table(compute(grid))
    assert tuple(table.columns) == ("start", *MEASURES)
    assert {column.shape for column in table.columns.values()} == {(4, 3)}
    assert table.axes["axis_1"].tolist() == rates.tolist()
    assert table.axes["axis_2"].tolist() == [1, 5, 9]
    for i, rate in enumerate(rates):
        for j, count in enumerate(epochs):
            x = np.float64(-1.5)
            for _ in range(count):
                x = x - (6.0 * x - 3.0) * rate
            assert table.columns["final_position"][i, j] == x
    assert (table.columns["start"] == -1.5).all()


@pytest.mark.usefixtures("two_squares")
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_sweep_in_two_dimensions_has_positions_with_a_last_axis_of_two(count: int) -> None:
    xs = np.linspace(-1.0, 1.0, count)
    grid = Grid(setup("two_squares", (3.0, 2.0), 3), (Axis("start.x", xs),))
    table = sweep_table(compute(grid))
    assert {table.columns[name].shape for name in ("start", "final_position")} == {(count, 2)}
    assert {table.columns[name].shape for name in ("final_value", "outcome")} == {(count,)}
    assert table.columns["start"].tolist() == [[x, 2.0] for x in xs]
    y = np.float64(2.0)
    for _ in range(3):
        y = y - 6.0 * y * 0.1
    assert (table.columns["final_position"][:, 1] == y).all()


def test_classes_are_texts_and_whole_numbers_are_whole() -> None:
    grid = Grid(setup("parabola", (-1.5,), 2000), (Axis("schedule.rate", np.array([0.1, 1e300])),))
    table = sweep_table(compute(grid))
    assert table.columns["outcome"].tolist() == ["converged", "diverged"]
    assert table.columns["outcome"].dtype.kind == "U"
    for key, measure in MEASURES.load().items():
        if measure.kind == "integer":
            assert table.columns[key].dtype == np.int64


def test_measures_do_not_depend_on_how_many_cells_are_taken_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grid = Grid(setup("gaussian_sine", (0.0,), 30), (Axis("start.x", np.linspace(-5, 5, 23)),))
    ends = compute(grid)
    whole = sweep_table(ends)
    monkeypatch.setattr(columns, "CELLS", 4)
    parts = sweep_table(ends)
    for name, column in whole.columns.items():
        np.testing.assert_array_equal(column, parts.columns[name])


def test_whoever_makes_the_table_of_a_sweep_heeds_the_token() -> None:
    """Also in the midst of what nobody has watched yet."""

    class Asked:
        def __init__(self, most: int) -> None:
            self.left = most

        def is_set(self, epochs: int = 0) -> bool:
            self.left -= 1
            return self.left < 0

    grid = Grid(setup("gaussian_sine", (1.0,), 3000), (Axis("start.x", np.linspace(-5, 5, 5)),))
    found = compute(grid)
    for most in (0, 5, 40):
        with pytest.raises(Cancelled):
            sweep_table(found, Asked(most))
