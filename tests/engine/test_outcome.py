"""Each outcome on a case that is constructed for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdgui.engine.arrival import nearest_minimum
from gdgui.engine.batch import finals
from gdgui.engine.descent import Chunk, record
from gdgui.engine.ends import Ends, ends_of
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.outcome import Outcome, diverged_at, judge
from gdgui.engine.setup import Choice, Setup, prepare


def make(
    objective: str,
    start: float,
    *,
    rate: float = 0.05,
    epochs: int = 1000,
    gradient: str = "exact",
    schedule: str = "constant",
    tolerance: float = 1e-6,
    **rule: Any,
) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice(gradient),
        schedule=Choice(schedule, {"rate": rate, **rule}),
        optimizer=Choice("gradient_descent"),
        start=np.array([[start]]),
        epochs=epochs,
        tolerance=tolerance,
    )


def ends_and_record(setup: Setup) -> tuple[Ends, Chunk]:
    last = finals(setup)
    ends = ends_of(prepare(setup), setup.tolerance, setup.start, last.positions[:, 0], last.halted[0])
    return ends, record(setup)


def told(setup: Setup) -> Outcome:
    return Outcome(int(judge(ends_and_record(setup)[0])[0]))


def test_diverged_beyond_a_million_widths_with_the_first_epoch_beyond() -> None:
    """At rate 1/2 the distance of 1/2 from the minimum doubles: 2^22 > 4·10⁶ after 23 epochs."""
    setup = make("parabola", 1.0, rate=0.5, epochs=60)
    assert told(setup) is Outcome.DIVERGED
    assert diverged_at(OBJECTIVES["parabola"], record(setup)) == 22


def test_diverged_out_of_the_range_of_numbers() -> None:
    setup = make("parabola", 2.0, rate=1e308, epochs=5)
    assert told(setup) is Outcome.DIVERGED
    assert diverged_at(OBJECTIVES["parabola"], record(setup)) == 0
    assert not np.isfinite(record(setup).next_position[0]).any()


def test_a_descent_that_has_become_nan_keeps_the_epoch_at_which_it_left() -> None:
    setup = make("parabola", 1.0, rate=0.5, epochs=3000)
    assert not np.isfinite(ends_and_record(setup)[0].positions).any()
    assert told(setup) is Outcome.DIVERGED
    assert diverged_at(OBJECTIVES["parabola"], record(setup)) == 22


def test_the_epoch_of_divergence_is_that_from_which_it_stays_outside() -> None:
    position = np.array([[0.0], [1e9], [0.0], [1e9], [np.nan]])
    zeros = np.zeros(5)
    chunk = Chunk(np.arange(5), position, zeros, position, zeros, position, position)
    assert diverged_at(OBJECTIVES["parabola"], chunk) == 3
    back = Chunk(np.arange(3), *(a[:3] for a in (position, zeros, position, zeros, position, position)))
    assert diverged_at(OBJECTIVES["parabola"], back) == -1


@pytest.mark.parametrize("start", [0.0, -1.428870011214077, 4.0])
def test_converged_to_a_minimum(start: float) -> None:
    assert told(make("gaussian_sine", start)) is Outcome.CONVERGED


def test_converged_at_a_minimum_outside_the_domain() -> None:
    setup = make("gaussian_sine", -7.3, rate=0.5)
    assert told(setup) is Outcome.CONVERGED
    assert ends_and_record(setup)[0].positions[0, 0] == pytest.approx(-7.22811, abs=1e-5)


def test_a_minimum_with_a_kink_counts_where_it_is_reached() -> None:
    assert told(make("absolute", 0.0)) is Outcome.CONVERGED
    hopping = told(make("absolute", 1.0, rate=0.3, epochs=101))
    assert hopping is not Outcome.CONVERGED


@pytest.mark.parametrize(
    ("objective", "start", "why"),
    [
        ("cosine_bowl", 0.0, "a maximum"),
        ("flat_inflection", 0.0, "an inflection"),
        ("cubic", 0.0, "an inflection without any minimum"),
        ("gaussian_well", 9.0, "a plateau"),
    ],
)
def test_stuck_where_the_slope_is_zero_and_there_is_no_minimum(
    objective: str, start: float, why: str
) -> None:
    assert told(make(objective, start, epochs=10)) is Outcome.STUCK, why


def test_settled_where_the_believed_slope_is_zero_and_the_exact_one_is_not() -> None:
    setup = make("gaussian_sine", 0.0, gradient="as_printed", epochs=2000)
    assert told(setup) is Outcome.SETTLED_ELSEWHERE
    assert ends_and_record(setup)[0].steepness[0] > 1e-2


def test_stopped_where_the_rate_is_zero() -> None:
    by_place = make("gaussian_sine", 1.0, schedule="position", reference=1.0, epochs=10)
    assert told(by_place) is Outcome.STOPPED
    assert told(make("gaussian_sine", 1.0, rate=0.0)) is Outcome.STOPPED


def test_a_rate_of_zero_at_a_minimum_is_converged_and_not_stopped() -> None:
    assert told(make("parabola", 0.5, rate=0.0)) is Outcome.CONVERGED
    assert told(make("cosine_bowl", 0.0, rate=0.0)) is Outcome.STUCK


def test_unfinished_while_it_still_moves() -> None:
    assert told(make("parabola", 1.5, rate=0.01, epochs=3)) is Outcome.UNFINISHED


def test_the_tolerance_decides_between_converged_and_unfinished() -> None:
    setup = make("parabola", 1.5, rate=0.05, epochs=30)
    slope = float(ends_and_record(setup)[0].steepness[0])
    assert 1e-6 < slope < 1e-2
    assert told(make("parabola", 1.5, rate=0.05, epochs=30, tolerance=slope)) is Outcome.CONVERGED
    below = np.nextafter(slope, 0)
    assert told(make("parabola", 1.5, rate=0.05, epochs=30, tolerance=below)) is Outcome.UNFINISHED


def test_a_batch_is_judged_as_its_descents_are() -> None:
    starts = np.array([[0.0, 4.0, 1.5707, 9.0, -7.5, 30.0, np.nan, 1e300]])
    setup = Setup(
        objective=Choice("gaussian_sine"),
        gradient=Choice("exact"),
        schedule=Choice("constant", {"rate": 0.1}),
        optimizer=Choice("gradient_descent"),
        start=starts,
        epochs=600,
        stream=np.arange(8),
    )
    last = finals(setup)
    rules = prepare(setup)
    codes = judge(ends_of(rules, 1e-6, starts, last.positions[:, 0], last.halted[0]))
    assert codes.dtype == np.int8
    for k in range(8):
        one = ends_of(
            rules,
            1e-6,
            starts[:, k : k + 1],
            last.positions[:, 0, k : k + 1],
            last.halted[0, k : k + 1],
        )
        assert judge(one)[0] == codes[k]
    assert codes[0] == codes[1] == Outcome.CONVERGED
    assert codes[6] == codes[7] == Outcome.DIVERGED


def test_every_outcome_has_a_key_and_a_title() -> None:
    assert len({outcome.key for outcome in Outcome}) == len(Outcome)
    for outcome in Outcome:
        assert outcome.option.key == outcome.key
        assert str(outcome.option.title)


def test_the_nearest_minimum_is_measured_in_domain_widths() -> None:
    objective = OBJECTIVES["gaussian_sine"]
    index, distance = nearest_minimum(objective, np.array([[-1.0, 4.0, -20.0]]))
    assert [objective.minima[k][0] for k in index] == pytest.approx(
        [-1.428870, 4.305801, -7.228110], abs=1e-6
    )
    assert distance[0] == pytest.approx(0.428870 / (4 * np.pi), abs=1e-6)
    none = nearest_minimum(OBJECTIVES["cubic"], np.array([[0.0]]))
    assert none[0][0] == -1
    assert none[1][0] == np.inf


@pytest.mark.parametrize(("rate", "period"), [(0.28, 2), (0.3, 2), (0.31, 4)])
def test_oscillating_where_it_is_back_after_some_epochs(rate: float, period: int) -> None:
    """The map x − η(4x³ − 4x) of the double well has lost its fixed point at ±1 from η = 1/4 on."""
    setup = make("double_well", 0.3, rate=rate, epochs=3000)
    assert told(setup) is Outcome.OSCILLATING
    assert ends_and_record(setup)[0].orbit[0] == period


def test_oscillating_between_the_sides_of_a_kink() -> None:
    setup = make("absolute", 1.0, rate=0.3, epochs=101)
    assert told(setup) is Outcome.OSCILLATING
    assert ends_and_record(setup)[0].orbit[0] == 2


def test_chaotic_where_it_stays_bounded_without_a_period_and_neighbours_part() -> None:
    setup = make("double_well", 0.3, rate=0.45, epochs=1000)
    assert told(setup) is Outcome.CHAOTIC
    path = record(setup).position[:, 0]
    exponent = np.mean(np.log(np.abs(1 - 0.45 * (12 * path * path - 4))))
    assert ends_and_record(setup)[0].watched("lyapunov_exponent")[0] == pytest.approx(exponent)


@pytest.mark.parametrize("epochs", [5, 30, 300])
def test_who_is_on_the_way_out_of_all_bounds_is_not_chaotic(epochs: int) -> None:
    """At rate 0.34 a descent down the parabola swings wider by 4 % in every epoch."""
    rate, beside = 0.34, make("parabola", 1.0, rate=0.34, epochs=epochs)
    assert abs(record(beside).next_position[-1, 0] - 0.5) == pytest.approx(
        0.5 * (6 * rate - 1) ** epochs
    )
    assert told(beside) is Outcome.UNFINISHED


def test_noise_is_not_chaos() -> None:
    setup = Setup(
        Choice("double_well"),
        Choice("exact"),
        Choice("constant", {"rate": 0.1}),
        Choice("noisy", {"sigma": 1.0}),
        np.array([[0.3]]),
        500,
    )
    assert told(setup) is Outcome.UNFINISHED


def test_a_walk_down_from_a_hilltop_is_not_chaos() -> None:
    """Neighbours part there, but it has not turned once."""
    setup = make("cosine_bowl", 0.01, rate=0.001, epochs=50)
    ends = ends_and_record(setup)[0]
    assert ends.watched("lyapunov_exponent")[0] > 0.01
    assert told(setup) is Outcome.UNFINISHED
