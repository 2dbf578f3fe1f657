"""A batch that grows smaller: descents that cannot change any more leave it, and no bit differs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from plane import PLANE

from gdgui.engine.batch import finals, forgets_the_epoch, snapshots
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Setup, prepare, replace

COUNT = 120


def batch(
    schedule: str = "constant",
    optimizer: str = "gradient_descent",
    *,
    objective: str = "gaussian_sine",
    epochs: Any = 400,
    highest: float = 3.0,
    **others: Any,
) -> Setup:
    """Descents all over the domain, with rates at which some rest, some go round, and some run away."""
    rng = np.random.default_rng(7)
    domain = OBJECTIVES[objective].domain
    declared = {parameter.key for parameter in SCHEDULES[schedule].parameters}
    rates = {"rate": rng.uniform(0, highest, COUNT)} if "rate" in declared else {}
    return Setup(
        objective=Choice(objective),
        gradient=Choice("exact"),
        schedule=Choice(schedule, rates),
        optimizer=Choice(optimizer),
        start=np.array([rng.uniform(low, high, COUNT) for low, high in domain]),
        epochs=epochs,
        stream=np.arange(COUNT),
        **others,
    )


def same(first: Any, second: Any) -> None:
    assert first.positions.tobytes() == second.positions.tobytes()
    np.testing.assert_array_equal(first.halted, second.halted)
    np.testing.assert_array_equal(first.orbit, second.orbit)


OWN = np.random.default_rng(3).integers(1, 400, COUNT)
NUMBERS = np.array([1, 2, 50, 51, 300, 299, 400, 400])


def check(setup: Setup) -> None:
    same(finals(setup), finals(setup, leave=False))
    own = replace(setup, epochs=OWN)
    same(finals(own), finals(own, leave=False))
    passed = snapshots(setup, NUMBERS)
    same(passed, snapshots(setup, NUMBERS, leave=False))
    for k, number in enumerate(NUMBERS.tolist()):
        last = finals(replace(setup, epochs=number), leave=False)
        assert passed.positions[:, k].tobytes() == last.positions[:, 0].tobytes()
        np.testing.assert_array_equal(passed.orbit[k], last.orbit[0])
        np.testing.assert_array_equal(passed.halted[k], last.halted[0])


@pytest.mark.parametrize("optimizer", tuple(OPTIMIZERS))
def test_no_bit_depends_on_who_leaves_under_any_optimizer(optimizer: str) -> None:
    check(batch(optimizer=optimizer))


FREE_OF_N = [
    key
    for key, entry in SCHEDULES.load().items()
    if not entry.uses_epochs and not any(p.derived == "epochs" for p in entry.parameters)
]


@pytest.mark.parametrize("schedule", FREE_OF_N)
def test_no_bit_depends_on_who_leaves_under_any_schedule(schedule: str) -> None:
    check(batch(schedule))


@pytest.mark.parametrize("objective", ["double_well", "parabola", "absolute", "cosine_bowl"])
def test_no_bit_depends_on_who_leaves_on_other_functions(objective: str) -> None:
    check(batch(objective=objective, highest=0.7))


def test_no_bit_depends_on_who_leaves_in_the_plane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OBJECTIVES._loaded, "plane", PLANE)
    for optimizer in ("gradient_descent", "momentum", "adam"):
        check(batch(objective="plane", optimizer=optimizer, highest=0.3))


@pytest.mark.parametrize("leave", [True, False])
def test_no_bit_depends_on_how_many_epochs_are_looked_over_at_once(
    leave: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    setups = [batch(highest=2.0), batch("exponential"), batch(epochs=OWN)]
    numbers = np.array([7, 400, 70, 71, 64, 140, 0, 399])
    snaps = [snapshots(setup, numbers, leave=leave) for setup in setups]
    ends = finals(setups[-1], leave=leave)
    monkeypatch.setattr("gdgui.engine.batch.HISTORY", 1)
    for setup, expected in zip(setups, snaps, strict=True):
        same(snapshots(setup, numbers, leave=leave), expected)
    same(finals(setups[-1], leave=leave), ends)


def test_no_descents_end_nowhere() -> None:
    nobody = replace(batch("exponential"), start=np.empty((1, 0)), stream=np.arange(0))
    assert snapshots(nobody, np.array([3, 90])).positions.shape == (1, 2, 0)


def test_snapshots_where_no_rate_is_zero_need_no_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    from gdgui.engine.descent import Loop

    stops: list[int] = []
    run = Loop.run

    def spy(self: Loop, until: int, *others: Any) -> None:
        stops.append(until)
        run(self, until, *others)

    monkeypatch.setattr(Loop, "run", spy)
    snapshots(batch(), np.arange(10, 90, 5))
    assert stops == [10, 85]


def test_a_rate_of_zero_halts_whoever_leaves() -> None:
    setup = batch(highest=0.0)
    assert finals(setup).halted.all()
    assert snapshots(setup, NUMBERS).halted.all()


def loops_left(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> int:
    """The fewest descents that a loop went on with."""
    from gdgui.engine.descent import Loop

    sizes = [COUNT]
    keep = Loop.keep

    def spy(self: Loop, index: Any) -> None:
        keep(self, index)
        sizes.append(self.positions.shape[1])

    monkeypatch.setattr(Loop, "keep", spy)
    finals(setup)
    return min(sizes)


def test_those_that_rest_do_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loops_left(batch(highest=1.5, epochs=1000), monkeypatch) < COUNT / 2


@pytest.mark.parametrize(
    "setup",
    [
        batch("cosine", epochs=400),
        batch("exponential"),
        batch(optimizer="noisy"),
        batch(warmup=3),
        batch("typed"),
    ],
    ids=["cosine", "exponential", "noisy", "warm-up", "typed"],
)
def test_nobody_leaves_where_a_rule_looks_at_the_epoch_or_at_chance(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not forgets_the_epoch(prepare(setup))
    assert loops_left(setup, monkeypatch) == COUNT


def test_a_rule_that_says_it_forgets_the_epoch_does_not_look_at_it() -> None:
    """From the same position and state, a later epoch has the same rate and the same decrement."""
    from gdgui.engine.descent import Loop

    for schedule in SCHEDULES:
        for optimizer in OPTIMIZERS:
            try:
                rules = prepare(batch(schedule, optimizer))
            except InputError:  # a rule that needs a number which this function does not have
                continue
            if not forgets_the_epoch(rules):
                continue
            early = Loop(rules, batch().start)
            with np.errstate(all="ignore"):
                early.run(5)
                late = Loop(rules, early.positions)
                late.place(early.positions, early.states())
                late.epoch = 1000
                late.rate = early.rate
                early.run(6)
                late.run(1001)
            assert early.positions.tobytes() == late.positions.tobytes(), (schedule, optimizer)
