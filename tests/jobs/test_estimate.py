"""The estimate: which epochs are counted is exact, and how long they take is of the right size."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest

from gdgui.engine import sweep
from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.setup import Choice, Setup
from gdgui.jobs import estimate as estimating
from gdgui.jobs.estimate import block_size, epochs_of, epochs_of_blocks, estimate, seconds_for


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
    [(10, 2, 4096), (80_000, 2, 5000), (10_000_000, 2, 16_384), (80_000, 16, 4096)],
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


def test_ten_times_the_epochs_take_ten_times_as_long() -> None:
    short, long = (seconds_for(grid(starts(500), epochs=n)) for n in (1000, 10_000))
    assert 2 < long / short < 50


@pytest.mark.parametrize("schedule", ["constant", "linear_to_zero", "loss"])
@pytest.mark.parametrize("axes", [(starts(1),), (N,), (starts(1), N), (starts(3000), N)])
def test_any_grid_can_be_estimated(schedule: str, axes: tuple[Axis, ...]) -> None:
    assert seconds_for(grid(*axes, schedule=schedule)) >= 0


def test_what_is_done_besides_the_epochs_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = grid(starts(100_000), epochs=50)
    epoch, end, look, told = 1e-6, 3e-6, 2e-6, 5e-6

    def steps(sample: Grid, measure: str) -> tuple[float, float, float]:
        ran = epoch * sample.size * sample.base.longest + end * sample.size
        return ran, ran + look * sample.size * sample.base.longest, told * sample.size

    monkeypatch.setattr(estimating, "cores", lambda: 1)
    monkeypatch.setattr(estimating, "_seconds_per_epoch", lambda _, count: epoch * count)
    monkeypatch.setattr(estimating, "_seconds_of_steps", steps)
    plain = 100_000 * (50 * epoch + end + told)
    assert seconds_for(asked, "final_value") == pytest.approx(plain)
    watched = plain + 100_000 * 50 * look
    assert seconds_for(asked, "lyapunov_exponent") == pytest.approx(watched)


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
    assert seconds_for(grid(*axes, epochs=100_000), measure) > 0
    assert max(sample.size for sample in seen) <= 250
    assert max(sample.base.longest for sample in seen) <= estimating.SHORT
