"""A sweep as a job: the engine's own numbers, in parts, by all cores, and soon ended."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep
from gdgui.document.plan import SweepPlan, plan
from gdgui.engine import field, repeats, sweep
from gdgui.engine.descent import Cancelled
from gdgui.engine.field import compute
from gdgui.engine.measures import MEASURES
from gdgui.jobs import estimate as estimating
from gdgui.jobs import sweeps
from gdgui.jobs.job import CancelToken, Job
from gdgui.jobs.sweeps import SweepChunk, SweepDone, SweepJob

START = Axis("start.x", -6.0, 6.0, 30)
RATE = Axis("schedule.rate", 1e-3, 0.5, 40)
EPOCHS = Axis("epochs", 10, 100, 40, "integer")
ALL = tuple(MEASURES)


def planned(
    *axes: Axis,
    schedule: str = "constant",
    start: str | None = None,
    epochs: int = 50,
    repeats: int = 1,
) -> SweepPlan:
    document = Document(
        objective=Choice("gaussian_sine"),
        descents=[Descent(start=start, epochs=epochs, schedule=Scheduled(schedule, {"rate": 0.05}))],
        sweeps=[Sweep(axes=list(axes), repeats=repeats)],
    )
    return plan(document).sweeps[0]


PLANS = {
    "start": planned(START),
    "start and rate": planned(START, RATE),
    "snapshots": planned(RATE, EPOCHS),
    "snapshots first": planned(EPOCHS, RATE),
    "own epochs": planned(RATE, EPOCHS, schedule="linear_to_zero"),
    "random starts": planned(RATE, EPOCHS, start="random"),
    "repeats": planned(RATE, start="random", repeats=4),
}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many blocks and many chunks, also in a small grid, and four threads wherever this runs."""
    monkeypatch.setattr(estimating, "SMALLEST_BLOCK", 16)
    monkeypatch.setattr(estimating, "cores", lambda: 4)
    monkeypatch.setattr(sweeps, "cores", lambda: 4)
    monkeypatch.setattr(sweeps, "CELLS", 100)


def run(job: SweepJob) -> tuple[list[SweepChunk], SweepDone]:
    *chunks, done = job.run(CancelToken())
    assert all(isinstance(chunk, SweepChunk) for chunk in chunks)
    assert isinstance(done, SweepDone)
    return chunks, done  # type: ignore[return-value]


def check(job: SweepJob) -> tuple[list[SweepChunk], SweepDone]:
    """Every cell once, and everything bit for bit what the engine computes at one go."""
    chunks, done = run(job)
    expected = compute(job.plan.grid)
    ends = expected.ends()
    cells = np.concatenate([chunk.cells for chunk in chunks])
    assert np.array_equal(np.sort(cells), np.arange(job.plan.grid.size))
    assert done.field.known.all()
    for name in ("start", "positions", "halted"):
        assert getattr(done.field, name).tobytes() == getattr(expected, name).tobytes()
    for key in job.measures:
        whole = MEASURES[key].compute(ends)
        for chunk in chunks:
            assert chunk.values[key].dtype == whole.dtype
            assert chunk.values[key].tobytes() == whole[chunk.cells].tobytes()
    for chunk in chunks:
        assert chunk.key == done.key == job.plan.key
        assert chunk.start.tobytes() == expected.start[:, chunk.cells].tobytes()
        assert chunk.positions.tobytes() == expected.positions[:, chunk.cells].tobytes()
        assert set(chunk.values) == set(job.measures)
    return chunks, done


def test_it_is_a_job() -> None:
    assert isinstance(SweepJob(PLANS["start"], ()), Job)


@pytest.mark.parametrize("name", PLANS)
def test_all_cells_and_measures_equal_the_engine_bit_for_bit(name: str) -> None:
    check(SweepJob(PLANS[name], ALL))


@pytest.mark.parametrize("name", PLANS)
def test_so_they_do_in_many_blocks_on_many_threads(name: str, small_parts: None) -> None:
    chunks, _ = check(SweepJob(PLANS[name], ALL))
    assert len(chunks) >= min(2, PLANS[name].grid.size // 16)


def test_known_ends_give_another_measure_without_a_descent(
    small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = PLANS["start and rate"]
    _, done = run(SweepJob(part, ("final_position",)))
    expected = compute(part.grid).ends()

    def refuse(*_: object) -> Iterator[object]:
        raise AssertionError("a descent was run")

    monkeypatch.setattr(sweep, "run", refuse)
    monkeypatch.setattr(sweep, "run_block", refuse)
    chunks, again = run(SweepJob(part, ("final_value", "outcome"), done.field))
    assert again.field is done.field
    assert np.array_equal(np.concatenate([c.cells for c in chunks]), np.arange(part.grid.size))
    for key in ("final_value", "outcome"):
        values = np.concatenate([chunk.values[key] for chunk in chunks])
        assert values.tobytes() == MEASURES[key].compute(expected).tobytes()


def test_arrays_are_read_only(small_parts: None) -> None:
    chunks, done = run(SweepJob(PLANS["snapshots"], ALL))
    arrays = [done.field.known, done.field.start, done.field.positions, done.field.halted]
    for chunk in chunks:
        arrays += [chunk.cells, chunk.start, chunk.positions, *chunk.values.values()]
        with pytest.raises(TypeError):
            chunk.values["other"] = chunk.cells  # type: ignore[index]
    assert not any(array.flags.writeable for array in arrays)


def test_the_meter_goes_from_nothing_to_all(small_parts: None) -> None:
    job = SweepJob(PLANS["start and rate"], ("final_position",))
    assert job.meter.share == 0.0
    shares = [job.meter.share for piece in job.run(CancelToken())]
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    assert shares[0] > 0.0


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("name", ["start and rate", "snapshots", "own epochs", "repeats"])
def test_nothing_is_said_to_be_done_before_the_last_block_is(
    name: str, known: bool, small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Descents that are watched, or repeated, are run again, and that counts as well."""
    part = PLANS[name]
    measures = ("lyapunov_exponent", "spread")
    ends = compute(part.grid) if known else None
    monkeypatch.setattr(sweeps, "CELLS", 10_000)  # a block's cells are handed over at once
    one_by_one = sweep.run
    monkeypatch.setattr(sweep, "run", lambda grid, _, *rest: one_by_one(grid, None, *rest))
    job = SweepJob(part, measures, ends)
    shares = [job.meter.share for piece in job.run(CancelToken()) if isinstance(piece, SweepChunk)]
    assert len(shares) > 2
    assert shares == sorted(shares)
    assert max(shares[:-1]) < 1.0
    assert shares[-1] > 0.9


def test_repeats_are_run_by_all_cores_and_not_again(
    small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = PLANS["repeats"]
    expected = compute(part.grid).ends().spread
    assert (expected > 0).any()
    threads: set[str] = set()
    spread = repeats.spread

    def noted(*arguments: Any) -> Any:
        threads.add(threading.current_thread().name.partition("_")[0])
        return spread(*arguments)

    monkeypatch.setattr(sweep, "spread", noted)
    monkeypatch.setattr(field, "spread", noted)
    _, done = run(SweepJob(part, ("spread",)))
    assert threads == {"sweep"}
    assert done.field.watched["spread"].tobytes() == expected.tobytes()
    threads.clear()
    run(SweepJob(part, ("spread", "outcome"), done.field))
    assert done.field.ends(np.array([3, 1])).spread.tolist() == expected[[3, 1]].tolist()
    assert not threads


LONG = planned(START, RATE, epochs=1_000_000)
"""Many minutes of work."""


def sweep_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("sweep")]


@pytest.mark.parametrize("many_blocks", [False, True])
def test_a_cancel_ends_it_in_the_middle_of_its_blocks(
    many_blocks: bool, request: pytest.FixtureRequest
) -> None:
    if many_blocks:
        request.getfixturevalue("small_parts")
    token = CancelToken()
    job = SweepJob(LONG, ("final_position",))
    ended: list[BaseException] = []

    def work() -> None:
        try:
            list(job.run(token))
        except Cancelled as error:
            ended.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    moving = threading.Event()
    while job.meter.share == 0.0:
        moving.wait(0.001)
    token.cancel()
    worker.join(30)
    assert not worker.is_alive()
    assert len(ended) == 1
    assert not sweep_threads()


def test_nothing_begins_under_a_cancelled_token() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        next(SweepJob(LONG, ("final_position",)).run(token))


def test_known_ends_heed_the_token_too() -> None:
    _, done = run(SweepJob(PLANS["start"], ()))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        next(SweepJob(PLANS["start"], ("outcome",), done.field).run(token))


def test_who_loses_interest_leaves_no_thread_behind(small_parts: None) -> None:
    axes = (Axis("epochs", 1, 1_000_000, 40, "integer"), START)  # short blocks first, then long ones
    job = SweepJob(planned(*axes, schedule="linear_to_zero"), ("final_position",))
    pieces = job.run(CancelToken())
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert not sweep_threads()


def test_a_failing_block_fails_the_job(small_parts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> object:
        raise MemoryError("too much")

    monkeypatch.setattr(sweep, "run_block", fail)
    with pytest.raises(MemoryError, match="too much"):
        list(SweepJob(PLANS["start and rate"], ()).run(CancelToken()))
    assert not sweep_threads()


WATCHING = tuple(key for key in MEASURES if MEASURES[key].watches)


@pytest.mark.parametrize("name", PLANS)
def test_measures_that_watch_every_epoch_are_computed_when_they_are_asked_for(
    name: str, small_parts: None
) -> None:
    part = PLANS[name]
    _, first = run(SweepJob(part, ("final_position",)))
    assert first.field.watched == {}
    _, second = run(SweepJob(part, WATCHING, first.field))
    assert first.field.watched == {}
    assert set(second.field.watched) == set(WATCHING)
    assert second.field.positions is first.field.positions
    expected = compute(part.grid).ends()
    for key in WATCHING:
        assert second.field.watched[key].tobytes() == MEASURES[key].compute(expected).tobytes()
        assert not second.field.watched[key].flags.writeable


def test_what_has_been_watched_is_not_watched_again(
    small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = PLANS["start and rate"]
    _, done = run(SweepJob(part, WATCHING))

    def refuse(*_: object) -> Iterator[object]:
        raise AssertionError("a descent was run")

    monkeypatch.setattr(sweep, "run", refuse)
    for module in (sweep, field):
        monkeypatch.setattr(module, "watch_own", refuse)
    chunks, again = run(SweepJob(part, (*WATCHING, "outcome"), done.field))
    assert again.field is done.field
    assert sum(len(chunk.cells) for chunk in chunks) == part.grid.size


def test_the_coarse_cells_of_a_large_field_come_first() -> None:
    part = planned(Axis("start.x", -6.0, 6.0, 120), Axis("schedule.rate", 1e-3, 0.5, 110), epochs=3)
    chunks, _ = run(SweepJob(part, ("final_position",)))
    assert {chunk.stride for chunk in chunks} == {(4, 4), (2, 2), (1, 1)}
    first = np.concatenate([chunk.cells for chunk in chunks if chunk.stride == (4, 4)])
    lattice = np.arange(part.grid.size).reshape(part.grid.shape)[::4, ::4]
    assert np.array_equal(np.sort(first), lattice.ravel())
