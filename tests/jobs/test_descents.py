"""Descents side by side: the engine's own numbers, in growing chunks, in turn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
import pytest

from gdgui.document.model import Axis, Choice, Descent, Document, Replay, Scheduled, Sweep, View
from gdgui.document.plan import DescentPlan, plan
from gdgui.engine import ends
from gdgui.engine.descent import FIELDS, Cancelled, Chunk, join, record
from gdgui.engine.field import compute
from gdgui.engine.measures import MEASURES
from gdgui.engine.outcome import Outcome
from gdgui.engine.watch import watch_own
from gdgui.jobs import descents as jobs
from gdgui.jobs.asked import Asked
from gdgui.jobs.descents import DescentChunk, DescentDone, DescentsJob
from gdgui.jobs.job import CancelToken, Job


def descent(rate: float = 0.01, epochs: int = 300, start: float = 1.0, **others: object) -> Descent:
    return Descent(
        start=[start], epochs=epochs, schedule=Scheduled("constant", {"rate": rate}), **others
    )


def plans(*descents: Descent, objective: str = "gaussian_sine") -> tuple[DescentPlan, ...]:
    return plan(Document(objective=Choice(objective), descents=list(descents))).descents


def run(job: DescentsJob) -> list[DescentChunk | DescentDone]:
    return list(job.run(CancelToken()))


def chunks(pieces: list[DescentChunk | DescentDone], key: bytes) -> list[DescentChunk]:
    return [p for p in pieces if isinstance(p, DescentChunk) and p.key == key]


def done(pieces: list[DescentChunk | DescentDone], key: bytes) -> DescentDone:
    (one,) = [p for p in pieces if isinstance(p, DescentDone) and p.key == key]
    return one


def same(first: Chunk, second: Chunk) -> bool:
    return all(
        getattr(first, name).tobytes() == getattr(second, name).tobytes()
        and getattr(first, name).shape == getattr(second, name).shape
        for name in FIELDS
    )


def test_it_is_a_job() -> None:
    assert isinstance(DescentsJob(()), Job)


@pytest.mark.parametrize("epochs", [1, 63, 64, 65, 320, 321, 10_000])
def test_record_and_chunks_equal_the_engine_bit_for_bit(epochs: int) -> None:
    (one,) = plans(descent(epochs=epochs))
    pieces = run(DescentsJob((one,)))
    whole = record(one.setup)
    assert same(done(pieces, one.key).record, whole)
    assert same(join([p.chunk for p in chunks(pieces, one.key)]), whole)


def test_the_first_chunk_is_short_and_the_next_ones_grow() -> None:
    (one,) = plans(descent(epochs=20_000))
    parts = chunks(run(DescentsJob((one,))), one.key)
    assert [len(p.chunk) for p in parts] == [64, 256, 1024, 4096, 4096, 4096, 4096, 2272]
    assert [p.first for p in parts] == [True] + [False] * 7
    assert [p.last for p in parts] == [False] * 7 + [True]
    assert {p.epochs for p in parts} == {20_000}


@pytest.mark.parametrize(("chunk", "lengths"), [(1, [1] * 10), (4, [4, 4, 2]), (64, [10])])
def test_no_chunk_is_larger_than_asked(chunk: int, lengths: list[int]) -> None:
    (one,) = plans(descent(epochs=10))
    parts = chunks(run(DescentsJob((one,), chunk)), one.key)
    assert [len(p.chunk) for p in parts] == lengths


def test_all_descents_advance_together() -> None:
    three = plans(descent(0.01, 1000), descent(0.02, 1000), descent(0.03, 70))
    pieces = run(DescentsJob(three))
    order = [
        ([p.key for p in three].index(piece.key), isinstance(piece, DescentDone)) for piece in pieces
    ]
    assert order[:6] == [(0, False), (1, False), (2, False)] * 2
    assert order[6:9] == [(0, False), (1, False), (2, True)]
    for one in three:
        assert same(done(pieces, one.key).record, record(one.setup))


def test_descents_that_ask_for_the_same_are_run_once() -> None:
    twins = plans(descent(name="one", stream=5), descent(name="two", stream=5))
    assert twins[0].key == twins[1].key
    pieces = run(DescentsJob(twins))
    assert same(join([p.chunk for p in chunks(pieces, twins[0].key)]), record(twins[0].setup))


def test_arrays_are_read_only() -> None:
    (one,) = plans(descent(epochs=400))
    for piece in run(DescentsJob((one,))):
        block = piece.chunk if isinstance(piece, DescentChunk) else piece.record
        assert not any(getattr(block, name).flags.writeable for name in FIELDS)


@pytest.mark.parametrize(
    ("objective", "one", "outcome", "words"),
    [
        ("gaussian_sine", descent(0.1, 1000), Outcome.CONVERGED, "converged at epoch"),
        ("parabola", descent(0.4, 300), Outcome.DIVERGED, "diverged at epoch"),
        ("cosine_bowl", descent(0.01, 10, 0.0), Outcome.STUCK, "stands on a maximum"),
        ("parabola", descent(0.0, 10), Outcome.STOPPED, "the learning rate is 0"),
        ("parabola", descent(1e-4, 10), Outcome.UNFINISHED, "still moving by"),
    ],
)
def test_the_outcome_comes_with_its_sentence(
    objective: str, one: Descent, outcome: Outcome, words: str
) -> None:
    (planned,) = plans(one, objective=objective)
    ended = done(run(DescentsJob((planned,))), planned.key)
    assert ended.outcome is outcome
    assert words in str(ended.sentence)


def test_a_replayed_cell_comes_out_as_it_does_in_the_sweep() -> None:
    axes = [Axis("start.x", -6.0, 6.0, 7), Axis("schedule.rate", 0.0, 0.5, 5)]
    for row in range(7):
        document = Document(
            objective=Choice("gaussian_sine"),
            descents=[descent(epochs=200)],
            sweeps=[Sweep(axes=axes)],
            view=View(replay=Replay(sweep=0, cell=[row, 2])),
        )
        planned = plan(document)
        assert planned.replay is not None
        ends = compute(planned.sweeps[0].grid).ends()
        ended = done(run(DescentsJob((planned.replay,))), planned.replay.key)
        cell = row * 5 + 2
        assert ended.record.next_position[-1].tobytes() == ends.positions[:, cell].tobytes()
        assert int(MEASURES["outcome"].compute(ends)[cell]) == ended.outcome


def test_a_cancel_ends_it_within_the_chunk() -> None:
    (one,) = plans(descent(epochs=1_000_000))
    token = CancelToken()
    pieces: Iterator[object] = DescentsJob((one,)).run(token)
    next(pieces)
    token.cancel()
    with pytest.raises(Cancelled):
        next(pieces)


def wandering() -> DescentPlan:
    """One that ends in chaos, so that it takes another run to judge it."""
    (one,) = plans(descent(0.45, 3000, 0.3), objective="double_well")
    return one


def test_a_cancel_after_the_last_epoch_ends_it_before_it_is_judged() -> None:
    one, token = wandering(), CancelToken()
    pieces = DescentsJob((one,)).run(token)
    while not next(pieces).last:
        pass
    token.cancel()
    with pytest.raises(Cancelled):
        next(pieces)


def test_it_is_run_once_more_to_be_judged_and_not_again_to_be_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs: list[object] = []

    def counted(*arguments: Any) -> Any:
        runs.append(arguments)
        return watch_own(*arguments)

    monkeypatch.setattr(ends, "watch_own", counted)
    one = wandering()
    ended = done(run(DescentsJob((one,))), one.key)
    assert ended.outcome is Outcome.CHAOTIC
    assert "neighbours part by a factor of" in str(ended.sentence)
    assert len(runs) == 1


def test_what_is_asked_for_meanwhile_begins_at_once_and_what_is_not_any_more_is_left() -> None:
    first, second, third = plans(descent(0.01, 9000), descent(0.02, 9000), descent(0.03, 70))
    asked = Asked((first, second))
    pieces = DescentsJob(asked=asked).run(CancelToken())
    for _ in range(4):
        next(pieces)
    asked.tell((second, third))
    rest = list(pieces)
    assert [piece.key for piece in rest[:1]] == [third.key]
    assert {piece.key for piece in rest} == {second.key, third.key}
    assert done(rest, third.key) in rest[:5]
    for one in (second, third):
        assert same(done(rest, one.key).record, record(one.setup))


def test_a_chunk_is_cut_short_for_what_is_asked_for_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = plans(descent(0.01, 20_000), descent(0.03, 70))
    asked = Asked((long,))
    pieces = DescentsJob(asked=asked).run(CancelToken())
    for _ in range(3):
        next(pieces)
    monkeypatch.setattr(jobs, "islice", lambda *a: (asked.tell((long, short)), islice(*a))[1])
    cut = next(pieces)
    assert cut.key == long.key
    assert len(cut.chunk) == 128
    rest = [cut, *pieces]
    assert rest[1].key == short.key
    for one in (long, short):
        assert same(done(rest, one.key).record, record(one.setup))


def test_who_judges_gives_way_to_what_is_asked_for_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    wild = wandering()
    (short,) = plans(descent(0.03, 70))
    asked = Asked((wild,))
    pieces = DescentsJob(asked=asked).run(CancelToken())
    while not next(pieces).last:
        pass

    def late(*arguments: Any) -> Any:
        asked.tell((wild, short))
        return watch_own(*arguments)

    monkeypatch.setattr(ends, "watch_own", late)
    rest = list(pieces)
    assert [piece.key for piece in rest if isinstance(piece, DescentDone)] == [short.key, wild.key]
    assert done(rest, wild.key).outcome is Outcome.CHAOTIC


def test_what_is_given_up_and_asked_for_again_begins_anew() -> None:
    (one,) = plans(descent(0.01, 9000))
    (same_one,) = plans(descent(0.01, 9000))
    asked = Asked((one,))
    pieces = DescentsJob(asked=asked).run(CancelToken())
    next(pieces)
    asked.tell((same_one,))
    assert asked.plans == {one.key: one}, "it went on being asked for"
    assert not next(pieces).first
    asked.give_up(one.key)
    asked.tell((same_one,))
    assert next(pieces).first
    assert same(done(list(pieces), one.key).record, record(one.setup))


def test_nothing_begins_under_a_cancelled_token() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        next(DescentsJob(plans(descent())).run(token))


def test_no_descents_no_pieces() -> None:
    assert run(DescentsJob(())) == []


def test_a_descent_in_numbers_that_overflow_warns_of_nothing() -> None:
    (one,) = plans(descent(10.0, 2000), objective="parabola")
    ended = done(run(DescentsJob((one,))), one.key)
    assert not np.isfinite(ended.record.next_position[-1]).any()
