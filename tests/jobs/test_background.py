"""Threads that compute stand back behind the one that draws."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

import pytest

from gdgui.document.model import Axis, Choice, Descent, Document, Sweep
from gdgui.document.plan import plan
from gdgui.engine import sweep
from gdgui.jobs.background import NICENESS
from gdgui.jobs.job import CancelToken
from gdgui.jobs.sweeps import SweepJob

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ranks threads so")


def niceness() -> int:
    """That of the present thread."""
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_the_threads_of_a_sweep_give_way_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[int] = []
    run_block: Callable[..., sweep.BlockEnds] = sweep.run_block

    def seen(*given: object) -> sweep.BlockEnds:
        found.append(niceness())
        return run_block(*given)

    monkeypatch.setattr(sweep, "run_block", seen)
    before = niceness()
    axes = [Axis("start.x", -1.0, 1.0, 60), Axis("schedule.rate", 0.01, 0.1, 60)]
    descent, swept = Descent(epochs=2), Sweep(axes=axes)
    document = Document(objective=Choice("parabola"), descents=[descent], sweeps=[swept])
    list(SweepJob(plan(document).sweeps[0], ("final_position",)).run(CancelToken()))
    assert len(found) > 1
    assert set(found) == {max(before, NICENESS)}
    assert niceness() == before
