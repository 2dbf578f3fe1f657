"""What is seen in every epoch, against plain loops and against what is known of these descents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from plane import PLANE

from gdgui.engine.descent import record
from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid, cells_setup
from gdgui.engine.measures import MEASURES
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import Choice, Setup, prepare
from gdgui.engine.watch import Seen, Way, watch_of, watch_own

EPOCHS = 60

KEYS = tuple(key for key in MEASURES if MEASURES[key].watches)


def setup(
    objective: str = "double_well",
    optimizer: str = "gradient_descent",
    schedule: str = "constant",
    rate: float = 0.1,
    start: float = 0.3,
    epochs: int = EPOCHS,
    **others: Any,
) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice("exact"),
        schedule=Choice(schedule, {"rate": rate}),
        optimizer=Choice(optimizer),
        start=np.array([[start]]),
        epochs=epochs,
        **others,
    )


def seen(asked: Setup) -> dict[str, Any]:
    found = watch_own(prepare(asked), asked.start, KEYS, asked.tolerance)
    return {key: values[0] for key, values in found.items()}


def test_the_exponent_is_the_mean_of_log_one_minus_rate_times_curvature() -> None:
    asked = setup(rate=0.05)
    path = record(asked).position[:, 0]
    expected = np.mean([np.log(abs(1 - 0.05 * (12 * x * x - 4))) for x in path])
    assert seen(asked)["lyapunov_exponent"] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("rate", [0.01, 0.3, 0.4])
def test_on_a_parabola_it_is_known(rate: float) -> None:
    found = seen(setup("parabola", rate=rate))["lyapunov_exponent"]
    assert found == pytest.approx(np.log(abs(1 - 6 * rate)), abs=1e-12)


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.3, 0.4])
def test_a_shadow_tells_the_same_as_the_tangent(rate: float) -> None:
    asked = setup(rate=rate, epochs=400)
    rules = prepare(asked)
    tangent = seen(asked)["lyapunov_exponent"]
    # The same descent under a rule with a memory, of which it keeps nothing.
    memory = setup(optimizer="momentum", rate=rate, epochs=400)
    memory = replace(memory, optimizer=Choice("momentum", {"momentum": 0.0}))
    assert watch_of("lyapunov_exponent", prepare(memory)).shadow
    assert not watch_of("lyapunov_exponent", rules).shadow
    assert seen(memory)["lyapunov_exponent"] == pytest.approx(tangent, abs=0.05)


def test_momentum_on_a_parabola_has_the_exponent_of_its_matrix() -> None:
    rate, momentum = 0.05, 0.5
    matrix = np.array([[1 - rate * 6, -rate * momentum], [6, momentum]])
    expected = np.log(np.abs(np.linalg.eigvals(matrix)).max())
    asked = setup("parabola", "momentum", rate=rate, epochs=4000)
    asked = replace(asked, optimizer=Choice("momentum", {"momentum": momentum}))
    assert seen(asked)["lyapunov_exponent"] == pytest.approx(expected, abs=2e-3)


def test_noise_has_no_exponent() -> None:
    assert np.isnan(seen(setup(optimizer="noisy"))["lyapunov_exponent"])


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "noisy", "adam"])
def test_the_excursion_is_the_largest_distance_from_the_start(optimizer: str) -> None:
    asked = setup(optimizer=optimizer, rate=0.2)
    rows = record(asked)
    expected = np.abs(rows.next_position[:, 0] - 0.3).max()
    assert seen(asked)["largest_excursion"] == expected


def plainly_converged(x: float) -> bool:
    value = OBJECTIVES["double_well"].value
    low, here, high = (value(np.array([[p]]), {})[0] for p in (x - 4e-3, x, x + 4e-3))
    return abs(4 * x**3 - 4 * x) <= 1e-6 and low > here and high > here


CASES = [(0.1, 0.3), (0.05, -2.0), (0.1, 1.0), (0.1, 0.0), (0.4, 0.3)]


@pytest.mark.parametrize(("rate", "start"), CASES)
def test_the_first_epoch_from_which_on_the_point_counts_as_converged(rate: float, start: float) -> None:
    asked = setup(rate=rate, start=start)
    rows = record(asked)
    path = [start, *rows.next_position[:, 0]]
    first = len(path)
    while first > 0 and plainly_converged(path[first - 1]):
        first -= 1
    assert seen(asked)["epochs_to_tolerance"] == (first if first < len(path) else -1)


RATES = np.linspace(0.02, 0.45, 9)
NUMBERS = np.array([40, 3, 17, 40])


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam", "noisy"])
@pytest.mark.parametrize("key", KEYS)
def test_in_a_sweep_every_cell_has_what_is_seen_of_its_own_descent(key: str, optimizer: str) -> None:
    base = setup(optimizer=optimizer)
    for axes in (
        (Axis("schedule.rate", RATES), Axis("epochs", NUMBERS)),
        (Axis("epochs", NUMBERS), Axis("schedule.rate", RATES)),
        (Axis("epochs", NUMBERS),),
        (Axis("schedule.rate", RATES), Axis("start.x", RATES)),
    ):
        grid = Grid(base, axes)
        field = compute(grid)
        whole = MEASURES[key].compute(field.ends())
        for cell in range(grid.size):
            alone = MEASURES[key].compute(field.ends(np.array([cell])))
            assert alone.tobytes() == whole[cell : cell + 1].tobytes()
            descent = cells_setup(grid, np.array([cell]))
            own = watch_own(prepare(descent), descent.start, (key,), 1e-6)[key]
            assert own.tobytes() == alone.tobytes()


def test_who_is_watched_does_not_notice() -> None:
    asked = setup(rate=0.4, epochs=200)
    before = record(asked).next_position[-1]
    seen(asked)
    assert record(asked).next_position[-1] == before


def test_in_two_dimensions_everything_can_be_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OBJECTIVES._loaded, "plane", PLANE)
    asked = Setup(
        Choice("plane"),
        Choice("exact"),
        Choice("constant", {"rate": 0.1}),
        Choice("gradient_descent"),
        np.array([[3.0], [4.0]]),
        500,
    )
    found = seen(asked)
    assert found["largest_excursion"] == pytest.approx(5.0, abs=1e-9)
    assert 0 < found["epochs_to_tolerance"] < 500
    # The coordinate that shrinks by 0.8 in an epoch is left over after a while.
    assert found["lyapunov_exponent"] == pytest.approx(np.log(0.8), abs=0.02)


@pytest.mark.parametrize(("rate", "start"), CASES)
@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum", "noisy"])
@pytest.mark.parametrize("key", KEYS)
def test_the_whole_way_at_once_tells_the_same_as_epoch_by_epoch(
    key: str, optimizer: str, rate: float, start: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = setup(optimizer=optimizer, rate=rate, start=start)
    rules = prepare(asked)
    entry, watch, growths = MEASURES[key], watch_of(key, rules), []
    if watch.along is None:
        return

    def look(seen: Seen, state: Any) -> Any:
        growths.append(seen.growth)
        return watch.look(seen, state)

    noting = replace(entry, watch=lambda _: replace(watch, look=look))
    monkeypatch.setitem(MEASURES._loaded, key, noting)
    found = watch_own(rules, asked.start, (key,), 1e-6)[key]
    rows = record(asked)
    positions = np.concatenate([asked.start, rows.next_position.T], axis=1)
    way = Way(rules.bound, 1e-6, positions, rows.learning_rate, np.concatenate(growths))
    with np.errstate(all="ignore"):
        told = np.array([watch.along(way)], dtype=found.dtype)
    assert told.tobytes() == found.tobytes()


def test_a_measure_that_does_not_watch_is_refused() -> None:
    with pytest.raises(ValueError, match="final_value does not watch"):
        watch_of("final_value", prepare(setup()))
