"""A few descents that go ahead: they leave when they are at rest, and tell what is still to come."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from gdgui.engine.descent import record
from gdgui.engine.setup import Choice, Setup
from gdgui.jobs import pilot
from gdgui.jobs.pilot import EVER, STRETCH, Leg, Pilot


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on by a second whenever it is asked: a stretch takes one, and a third for each epoch."""
    ticks = itertools.count()
    monkeypatch.setattr(pilot, "clock", lambda: float(next(ticks)))


def setup(rates: np.ndarray, epochs: int = 1000, key: str = "constant", optimizer: str = "") -> Setup:
    return Setup(
        objective=Choice("gaussian_sine"),
        gradient=Choice("exact"),
        schedule=Choice(key, {"rate": rates}),
        optimizer=Choice(optimizer or "gradient_descent"),
        start=np.full((1, len(rates)), -1.0),
        epochs=epochs,
        stream=np.arange(len(rates)),
    )


def at_rest(asked: Setup) -> int:
    """The epochs after which a descent does not move any more."""
    positions = record(asked).position[:, 0]
    return int(np.argmax(positions == positions[-1]))


def test_who_comes_to_rest_leaves_and_where_all_have_nothing_more_is_done() -> None:
    rates = np.repeat([0.5, 0.2], 8)
    way = Pilot(setup(rates)).go(1e9)
    shares = [leg.running for leg in way.seen]
    assert shares == sorted(shares, reverse=True)
    assert set(shares) == {1.0, 0.5}
    assert way.later == [Leg(EVER, 0.0, 0.0)]
    assert way.seen[-1].until < 400
    assert {leg.seconds for leg in way.seen} == {1 / STRETCH}


@pytest.mark.parametrize(
    ("key", "optimizer", "leave"),
    [("linear_to_zero", "", True), ("constant", "noisy", True), ("constant", "", False)],
)
def test_nobody_leaves_where_position_and_state_do_not_tell_what_follows(
    key: str, optimizer: str, leave: bool
) -> None:
    way = Pilot(setup(np.full(8, 0.5), 300, key, optimizer), leave).go(1e9)
    assert {leg.running for leg in way.legs} == {1.0}
    assert [leg.until for leg in way.legs[-2:]] == [300, EVER]


def test_of_steps_that_shrink_is_told_when_they_end() -> None:
    rates = np.array([0.02, 0.05, 0.1])
    way = Pilot(setup(rates, 10_000)).go(100.0)
    assert way.seen[-1].until < 200
    *ends, last = way.later
    assert (last.until, last.seconds, last.running) == (EVER, 0.0, 0.0)
    assert [leg.running for leg in ends] == pytest.approx([1, 2 / 3, 1 / 3])
    for leg, rate in zip(ends, rates[::-1], strict=True):
        true = at_rest(setup(np.array([rate]), 4000))
        assert leg.until == pytest.approx(true, rel=0.2)


def test_who_goes_round_does_not_leave_and_turns() -> None:
    # Of these rates the first two lead to chaos, and the last two slowly to the minimum.
    way = Pilot(setup(np.array([4.0, 3.9, 0.01, 0.01]), 5000)).go(60.0)
    assert way.turning == 0.5
    assert way.later[-1].running == 0.5


def test_a_stretch_that_takes_long_is_followed_by_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # The budget ends with a stretch of a hundred seconds: the next ones tell whether it goes on so.
    for after, told in (([1.0, 1.0], 1.0), ([100.0, 100.0], 100.0)):
        lengths = iter([1.0, 1.0, 1.0, 100.0, *after, *[1.0] * 1000])
        times = itertools.accumulate(itertools.chain([0.0], _asked(lengths)))
        monkeypatch.setattr(pilot, "clock", lambda times=times: next(times))
        way = Pilot(setup(np.full(8, 0.01))).go(50.0)
        assert way.later[0].seconds == pytest.approx(told / STRETCH)
        assert len(way.seen) in (5, 6)


def _asked(lengths):
    """What passes between two questions: nothing, but while a stretch is run."""
    for length in lengths:
        yield from (0.0, 0.0, length)
