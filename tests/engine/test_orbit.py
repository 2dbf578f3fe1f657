"""Who goes round: the period is the least one, and whoever walks one way is on no orbit."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.engine.orbit import NONE, TURNED, WINDOW, orbit_in_parts, orbit_of

WIDTHS = (4.0,)


def history(values: list[float]) -> np.ndarray:
    return np.array(values)[:, np.newaxis, np.newaxis]


@pytest.mark.parametrize("period", range(2, WINDOW + 1))
def test_a_cycle_has_its_least_period(period: int) -> None:
    cycle = np.sin(np.arange(period) * 2.0 + 0.1).tolist()
    assert orbit_of(history(cycle * 80), WIDTHS)[0] == period


def test_a_longer_period_is_none_of_ours() -> None:
    cycle = np.sin(np.arange(WINDOW + 1) * 2.0 + 0.1).tolist()
    assert orbit_of(history(cycle * 4), WIDTHS)[0] == TURNED


def test_near_is_within_a_billionth_of_the_domains_width() -> None:
    inside, outside = 3.9e-9, 4.1e-9
    assert orbit_of(history([0.0, 1.0, inside]), WIDTHS)[0] == 2
    assert orbit_of(history([0.0, 1.0, outside]), WIDTHS)[0] == TURNED


@pytest.mark.parametrize(
    "values",
    [[0.5] * 90, np.linspace(0, 1, 90).tolist(), [k * 1e-10 for k in range(90)], [1.0, 0.0], [1.0]],
    ids=["still", "one way", "creeping", "one step", "no step"],
)
def test_who_stands_still_or_walks_one_way_is_on_no_orbit(values: list[float]) -> None:
    assert orbit_of(history(values), WIDTHS)[0] == NONE


@pytest.mark.parametrize("factor", [-1.0001, -1.2, -3.0])
def test_who_swings_wider_and_wider_is_on_no_orbit(factor: float) -> None:
    swings = [0.5 + factor**k for k in range(90)]
    assert orbit_of(history(swings), WIDTHS)[0] == NONE
    assert orbit_of(history(swings[:3]), WIDTHS)[0] == NONE
    # Who has been further away before is kept within bounds by something.
    assert orbit_of(history([*swings[:40], 100.0 * swings[40], *swings[41:43]]), WIDTHS)[0] == TURNED


def test_a_tremble_of_the_last_digits_is_no_orbit() -> None:
    assert orbit_of(history([1.0, np.nextafter(1.0, 2.0)] * 40), WIDTHS)[0] == NONE


def test_what_is_no_number_is_on_no_orbit() -> None:
    assert orbit_of(history([1.0, -1.0] * 40 + [np.inf, np.nan]), WIDTHS)[0] == NONE


def test_in_two_dimensions_both_coordinates_have_to_return() -> None:
    one = np.array([[0.0, 0.0], [1.0, 1.0]] * 40).reshape(80, 2, 1)
    drifting = one.copy()
    drifting[:, 1, 0] = np.arange(80)
    assert orbit_of(one, (4.0, 4.0))[0] == 2
    assert orbit_of(drifting, (4.0, 4.0))[0] == TURNED


def test_a_history_is_the_same_in_parts() -> None:
    rng = np.random.default_rng(1)
    history = rng.integers(0, 2, (70, 1, 3000)).astype(np.float64)
    whole = orbit_of(history, WIDTHS)
    np.testing.assert_array_equal(orbit_in_parts(history, WIDTHS), whole)
