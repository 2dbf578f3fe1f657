"""What the measures say of ends that are known."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.measures import MEASURES
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import Choice, Setup


def measured(
    key: str, objective: str, starts: list[float], epochs: int = 2000, rate: float = 0.05
) -> np.ndarray:
    base = Setup(
        Choice(objective),
        Choice("exact"),
        Choice("constant", {"rate": rate}),
        Choice("gradient_descent"),
        np.zeros((1, 1)),
        epochs,
    )
    field = compute(Grid(base, (Axis("start.x", np.array(starts)),)))
    with np.errstate(all="ignore"):
        return MEASURES[key].compute(field.ends())


def test_the_catalogue_has_every_measure() -> None:
    assert set(MEASURES) >= {
        "final_position",
        "final_value",
        "distance_to_minimum",
        "minimum",
        "outcome",
        "epochs_to_tolerance",
        "final_gradient",
        "largest_excursion",
        "lyapunov_exponent",
        "spread",
    }


def test_the_minimum_is_the_number_of_the_known_one() -> None:
    found = measured("minimum", "tilted_double_well", [-1.5, 1.5])
    minima = OBJECTIVES["tilted_double_well"].minima
    assert [minima[k][0] for k in found] == pytest.approx([-1.057454, 0.930403], abs=1e-6)


def test_any_other_minimum_is_one_more_than_the_known_ones() -> None:
    assert measured("minimum", "gaussian_sine", [10.0], rate=10.0) == [3]
    assert len(OBJECTIVES["gaussian_sine"].minima) == 3


def test_there_is_no_minimum_where_none_was_reached() -> None:
    assert measured("minimum", "cosine_bowl", [0.0])[0] == -1  # a maximum
    assert measured("minimum", "parabola", [2.0], epochs=2)[0] == -1  # still on its way
    assert measured("minimum", "cubic", [0.0])[0] == -1


def test_the_distance_is_that_to_the_nearest_minimum() -> None:
    assert measured("distance_to_minimum", "double_well", [1.0, -1.0])[0] == 0
    far = measured("distance_to_minimum", "parabola", [2.0], epochs=1)[0]
    assert far == pytest.approx(1.5 * 0.7, abs=1e-12)
    assert np.isnan(measured("distance_to_minimum", "cubic", [1.0])[0])


def test_the_final_slope_is_the_size_of_the_exact_gradient() -> None:
    found = measured("final_gradient", "parabola", [0.0, 1.0], epochs=1)
    assert found == pytest.approx([3 * 0.7, 3 * 0.7], abs=1e-12)
