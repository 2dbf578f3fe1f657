"""Gradient descent as a map: the cobweb, the orbit diagram and the Lyapunov exponent."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.engine import iterated
from gdgui.engine.descent import Cancelled, record
from gdgui.engine.setup import Choice, Setup
from gdgui.jobs.job import CancelToken


def setup(objective: str, start: float, rate: float = 0.05, epochs: int = 50) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice("exact"),
        schedule=Choice("constant", {"rate": rate}),
        optimizer=Choice("gradient_descent"),
        start=np.array([[start]]),
        epochs=epochs,
    )


def spread(found: iterated.Orbit, rate: float) -> int:
    """In how many rows of the window a descent at about this rate is ever seen."""
    column = int(np.argmin(np.abs(found.rates - rate)))
    return int(np.count_nonzero(found.density[:, column]))


@pytest.fixture(scope="module")
def double_well() -> iterated.Orbit:
    return iterated.orbit(setup("double_well", 0.5), np.linspace(0.05, 0.49, 441))


def test_the_map_leads_to_the_next_position_of_the_descent_to_the_last_bit() -> None:
    one = setup("gaussian_sine", 1.0, 2.8)
    path = record(one)
    np.testing.assert_array_equal(iterated.mapped(one, path.position[:, 0]), path.next_position[:, 0])


def test_a_cobweb_goes_up_to_the_map_and_over_to_the_diagonal() -> None:
    corners = iterated.cobweb(np.array([1.0, 2.0, 3.0]))
    assert corners.T.tolist() == [[1, 1], [1, 2], [2, 2], [2, 3], [3, 3]]


def test_the_cobweb_of_a_start_alone_is_a_point() -> None:
    assert iterated.cobweb(np.array([4.0])).T.tolist() == [[4, 4]]


def test_the_orbit_diagram_of_the_double_well_doubles_its_period_and_turns_chaotic(
    double_well: iterated.Orbit,
) -> None:
    assert spread(double_well, 0.2) == 1
    assert spread(double_well, 0.28) == 2
    assert spread(double_well, 0.315) == 4
    assert spread(double_well, 0.45) > 100


def test_the_exponent_is_negative_where_it_is_steady_and_positive_in_chaos(
    double_well: iterated.Orbit,
) -> None:
    exponent = dict(zip(np.round(double_well.rates, 3), double_well.lyapunov, strict=True))
    assert exponent[0.2] == pytest.approx(np.log(abs(1 - 0.2 * 8)), abs=1e-6)
    assert exponent[0.45] > 0.5


def test_every_position_is_counted_once(double_well: iterated.Orbit) -> None:
    np.testing.assert_allclose(double_well.density.sum(axis=0), 1.0)


def test_a_descent_that_is_lost_has_neither_positions_nor_an_exponent() -> None:
    found = iterated.orbit(setup("parabola", -1.0), np.array([0.1, 0.4]))
    assert found.density[:, 0].sum() == 1
    assert found.density[:, 1].sum() == 0
    assert np.isnan(found.lyapunov[1])


def test_a_window_shows_its_own_part_at_full_resolution() -> None:
    rates = np.linspace(0.3, 0.34, 50)
    found = iterated.orbit(setup("double_well", 0.5), rates, (0.7, 0.9), rows=100)
    assert found.window == (0.7, 0.9)
    assert found.density.shape == (100, 50)
    assert 0 < found.density.sum() < 50


def test_the_exponent_of_a_map_that_is_not_plain_agrees_with_its_derivative() -> None:
    # At the rate η₀·|g| the map is x − η₀·g·|g|, with the slope 1 − 2·η₀·|g|·f″.
    one = replace(setup("parabola", -1.0), schedule=Choice("gradient", {"rate": 0.01}))
    positions = np.full((3, 1), 1.0)
    found = iterated.lyapunov(one, positions)
    g, curvature = 3.0, 6.0
    assert found[0] == pytest.approx(np.log(abs(1 - 0.01 * 2 * g * curvature)), rel=1e-6)


def test_the_usual_rates_reach_a_little_beyond_the_last_bounded_descent() -> None:
    low, high = iterated.usual_rates(setup("parabola", -1.0))
    assert low == 0.0
    assert 1 / 3 < high < 0.4


def test_a_cancelled_diagram_ends_at_once() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        iterated.orbit(setup("double_well", 0.5), np.linspace(0, 1, 10), token=token)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"optimizer": Choice("momentum")}, "remembers the epochs before"),
        ({"optimizer": Choice("noisy")}, "Chance has a part"),
        ({"schedule": Choice("exponential")}, "changes from epoch to epoch"),
        ({"schedule": Choice("linear_to_zero")}, "changes from epoch to epoch"),
        ({"warmup": 5}, "changes from epoch to epoch"),
    ],
)
def test_a_plain_sentence_says_why_some_rules_are_no_map(change: dict[str, object], why: str) -> None:
    assert why in str(iterated.no_map(replace(setup("parabola", 0.0), **change)))  # type: ignore[arg-type]


@pytest.mark.parametrize("schedule", ["constant", "gradient", "position"])
def test_rules_that_look_at_the_position_alone_are_maps(schedule: str) -> None:
    assert iterated.no_map(replace(setup("parabola", 0.0), schedule=Choice(schedule))) is None


def test_a_schedule_without_a_rate_has_no_orbit_diagram_over_it() -> None:
    one = replace(setup("parabola", 0.0), schedule=Choice("polyak"))
    assert "no learning rate" in str(iterated.no_rate(one))
    assert iterated.no_rate(setup("parabola", 0.0)) is None
