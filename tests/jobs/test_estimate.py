"""The estimate: which epochs are counted is exact, and how long they take is of the right size."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from time import perf_counter

import numpy as np
import pytest

from gdgui.engine import sweep
from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.measures import MEASURES
from gdgui.engine.setup import Choice, Setup
from gdgui.engine.step import Step
from gdgui.engine.types import Positions, Values
from gdgui.jobs import estimate as estimating
from gdgui.jobs import pilot
from gdgui.jobs.estimate import (
    at_most,
    block_size,
    epochs_of,
    epochs_of_blocks,
    estimate,
    seconds_for,
)
from gdgui.jobs.pilot import EVER, Leg, Way


def grid(*axes: Axis, schedule: str = "constant", epochs: int = 100, random: bool = False) -> Grid:
    base = Setup(
        objective=Choice("gaussian_sine"),
        gradient=Choice("exact"),
        schedule=Choice(schedule, {"rate": 0.05}),
        optimizer=Choice("gradient_descent"),
        start=np.array([[1.0]]),
        epochs=epochs,
    )
    return Grid(base, axes, random)


def starts(count: int) -> Axis:
    return Axis("start.x", np.linspace(-6, 6, count))


N = Axis("epochs", np.array([10, 20, 30]))


def test_without_an_axis_of_epochs_every_descent_has_the_same() -> None:
    assert epochs_of(grid(starts(4))).tolist() == [100] * 4


def test_snapshots_cost_one_longest_descent_each() -> None:
    assert epochs_of(grid(starts(4), N)).tolist() == [30] * 4
    assert epochs_of(grid(N, starts(4))).tolist() == [30] * 4


def test_descents_of_their_own_have_their_own_epochs() -> None:
    by_row = grid(starts(2), N, schedule="linear_to_zero")
    assert epochs_of(by_row).tolist() == [10, 20, 30, 10, 20, 30]
    by_column = grid(N, starts(2), random=True)
    assert epochs_of(by_column).tolist() == [10, 10, 20, 20, 30, 30]
    assert epochs_of_blocks(by_column, 4).tolist() == [20, 30]


@pytest.mark.parametrize(
    ("cells", "cores", "size"),
    [(10, 2, 4096), (80_000, 2, 5000), (10_000_000, 2, 32_768), (80_000, 16, 4096)],
)
def test_blocks_are_large_enough_for_numpy_and_small_enough_for_all_cores(
    cells: int, cores: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(estimating, "cores", lambda: cores)
    assert block_size(grid(starts(cells))) == size


def test_the_estimate_counts_descents_and_epochs() -> None:
    found = estimate(grid(starts(50), N))
    assert (found.descents, found.epochs) == (50, 1500)
    assert found.seconds > 0


def test_the_estimate_is_of_the_right_size() -> None:
    asked = grid(starts(2000), epochs=2000)
    began = perf_counter()
    compute(asked)
    taken = perf_counter() - began
    assert taken / 20 < seconds_for(asked) < taken * 20


@pytest.mark.parametrize(("schedule", "ratio"), [("inverse_time", 10.0), ("constant", 1.0)])
def test_ten_times_the_epochs_take_ten_times_as_long_unless_all_have_come_to_rest(
    schedule: str, ratio: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(pilot, "clock", lambda: 2e-6 * next(ticks))  # each stretch takes as long
    short, long = (
        seconds_for(grid(starts(500), schedule=schedule, epochs=n)) for n in (10_000, 100_000)
    )
    assert long / short == pytest.approx(ratio, rel=0.01)


@pytest.mark.parametrize("schedule", ["constant", "linear_to_zero", "loss"])
@pytest.mark.parametrize("axes", [(starts(1),), (N,), (starts(1), N), (starts(3000), N)])
def test_any_grid_can_be_estimated(schedule: str, axes: tuple[Axis, ...]) -> None:
    assert seconds_for(grid(*axes, schedule=schedule)) >= 0


@pytest.mark.parametrize(("share", "turning"), [(0.5, 0.1), (0.5, 0.8), (0.0, 0.5)])
def test_what_is_done_besides_the_epochs_counts_too(
    share: float, turning: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = grid(starts(100_000), epochs=50)
    epoch, end, look, told, again = 1e-6, 3e-6, 2e-6, 5e-6, 4e-6
    way = Way([], [Leg(EVER, 1.0)], turning)

    def steps(sample: Grid, measure: str) -> estimating._Steps:
        epochs = sample.size * sample.base.longest
        ran, looked = epoch * epochs + end * sample.size, share * again * epochs
        watched = ran + look * epochs * MEASURES[measure].watches
        return estimating._Steps(ran, watched, told * sample.size + looked, looked, share)

    monkeypatch.setattr(estimating, "cores", lambda: 1)
    monkeypatch.setattr(estimating, "_pace", lambda _: estimating.Pace(0.0, epoch, 1.0, way))
    monkeypatch.setattr(estimating, "_steps", steps)
    plain = 100_000 * (50 * epoch + end + told)
    # Those that do not turn any more at the end are not looked at once more.
    plain += 100_000 * 50 * again * min(share, turning)
    assert seconds_for(asked, "final_value") == pytest.approx(plain)
    watched = plain + 100_000 * 50 * look
    assert seconds_for(asked, "lyapunov_exponent") == pytest.approx(watched)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], float]:
    """A clock that goes on with every look at the function, by what it takes on a quiet machine."""
    spent, value_at = 0.0, Step.value_at

    def counted(step: Step, positions: Positions) -> Values:
        nonlocal spent
        spent += 12e-6 + 25e-9 * positions.shape[1]
        return value_at(step, positions)

    def clock() -> float:
        return spent

    monkeypatch.setattr(Step, "value_at", counted)
    monkeypatch.setattr(pilot, "clock", clock)
    monkeypatch.setattr(estimating, "clock", clock)
    monkeypatch.setattr(estimating, "cores", lambda: 1)
    return clock


SEARCHED = (
    (starts(60), Axis("schedule.rate", np.linspace(0.01, 10.0, 60))),
    (starts(60), Axis("schedule.slope", np.geomspace(1e-6, 0.9, 60))),
    (starts(2500), Axis("epochs", np.arange(10, 210, 10))),
)


@pytest.mark.parametrize("axes", SEARCHED)
def test_a_rule_that_searches_is_estimated_by_what_it_takes_near_the_minimum(
    axes: tuple[Axis, ...], counting: Callable[[], float]
) -> None:
    asked = grid(*axes, schedule="armijo", epochs=200)
    before = counting()
    found = seconds_for(asked)
    told = counting()
    assert told - before < 0.05
    for _ in sweep.run(asked, size=block_size(asked)):
        pass
    taken = counting() - told
    assert taken / 2 < found < taken * 2


def test_what_may_search_long_is_worth_an_estimate() -> None:
    # 61 looks of 12 µs and more in an epoch of each block
    asked = grid(starts(5000), schedule="armijo", epochs=3000)
    assert at_most(asked) > 3000 * len(sweep.blocks(asked, block_size(asked))) * 61 * 12e-6
    assert at_most(grid(starts(50), epochs=100)) < 0.1


@pytest.mark.parametrize("axes", [(starts(3000),), (starts(3000), N)])
@pytest.mark.parametrize("epochs", [1, 2, 3])
def test_even_the_shortest_descents_can_be_estimated(axes: tuple[Axis, ...], epochs: int) -> None:
    assert 0 <= seconds_for(grid(*axes, epochs=epochs), "outcome") < 10


@pytest.mark.parametrize("measure", ["outcome", "epochs_to_tolerance", "spread"])
@pytest.mark.parametrize("axes", [(starts(3000),), (starts(100), N), (N, starts(2000))])
def test_every_kind_of_measure_is_found_from_a_small_grid(
    measure: str, axes: tuple[Axis, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Grid] = []
    run = sweep.run_block

    def watched(block: sweep.Block) -> sweep.BlockEnds:
        seen.append(block.grid)
        return run(block)

    monkeypatch.setattr(sweep, "run_block", watched)
    monkeypatch.setattr(estimating, "MANY", 250)
    monkeypatch.setattr(estimating, "SMALL", 250)
    assert seconds_for(grid(*axes, epochs=100_000), measure) > 0
    assert max(sample.size for sample in seen) <= 250
    assert max(sample.base.longest for sample in seen) <= estimating.SHORT
