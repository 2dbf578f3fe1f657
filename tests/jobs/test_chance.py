"""The count of random starts grows, is the same however many cores count, and can be ended."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.document import lesson
from gdgui.document.check import check
from gdgui.document.plan import plan
from gdgui.engine import chance, theory
from gdgui.engine.descent import Cancelled
from gdgui.engine.setup import prepare
from gdgui.jobs import chance as jobs
from gdgui.jobs.chance import Chance, ChanceJob
from gdgui.jobs.job import CancelToken


def job(starts: int) -> ChanceJob:
    document = check(lesson.load("random_starts").scenes[4].document)
    return ChanceJob("key", plan(document).descents[0].setup, starts)


@pytest.mark.parametrize("cores", [1, 3])
def test_it_grows_to_all_of_them_and_is_the_sum_of_its_parts(
    monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr(jobs, "FIRST", 30)
    monkeypatch.setattr(jobs, "BLOCK", 70)
    monkeypatch.setattr(jobs, "cores", lambda: cores)
    wanted = job(400)
    seen: list[Chance] = list(wanted.run(CancelToken()))
    counts = [found.tally.count for found in seen]
    assert counts == sorted(counts)
    assert len(counts) == 7
    assert [found.done for found in seen] == [False] * 6 + [True]
    whole = chance.tally(wanted.setup, theory.terrain(prepare(wanted.setup).bound), 0, 400)
    assert np.array_equal(seen[-1].tally.bins, whole.bins)
    assert seen[-1].tally.spread == pytest.approx(whole.spread, rel=1e-12)


def test_it_ends_when_it_is_told_to() -> None:
    token = CancelToken()
    run = job(100_000).run(token)
    next(run)
    token.cancel()
    with pytest.raises(Cancelled):
        list(run)
