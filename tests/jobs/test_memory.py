"""A sweep that does not fit into the memory is refused with the numbers, before anything is run."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from gdgui.document.model import Axis, Choice, Descent, Document, Sweep
from gdgui.document.plan import SweepPlan, plan
from gdgui.engine.message import InputError
from gdgui.jobs import memory
from gdgui.jobs.coarse import Picture
from gdgui.jobs.job import CancelToken
from gdgui.jobs.memory import FIXED, PER_CELL, available, check_memory, needed
from gdgui.jobs.sweeps import SweepJob


def planned(side: int, epochs: int = 5) -> SweepPlan:
    axes = [Axis("start.x", -6.0, 6.0, side), Axis("schedule.rate", 0.01, 0.1, side)]
    document = Document(
        objective=Choice("gaussian_sine"), descents=[Descent(epochs=epochs)], sweeps=[Sweep(axes=axes)]
    )
    return plan(document).sweeps[0]


def test_it_is_refused_with_the_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available", lambda: 900_000_000)
    with pytest.raises(InputError, match=r"4,000,000 cells needs up to 1,000 MB .* 900 MB are free"):
        next(SweepJob(planned(2000), ()).run(CancelToken()))
    check_memory(planned(1000).grid)


def test_where_nobody_tells_what_is_free_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "available", lambda: None)
    check_memory(planned(2000).grid)


def test_this_machine_tells_what_is_free() -> None:
    assert (available() or 0) > 10_000_000


@pytest.mark.parametrize("epochs", [3, 300])
def test_a_sweep_keeps_to_its_bytes_whatever_the_number_of_epochs(epochs: int) -> None:
    part = planned(300, epochs)
    tracemalloc.start()
    try:
        picture = None
        for piece in SweepJob(part, ("final_position", "outcome")).run(CancelToken()):
            if picture is None:
                picture = Picture(part.grid.shape, np.full((part.grid.size, 1), np.nan))
            del piece
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert needed(part.grid) == FIXED + PER_CELL * 90_000
    assert most <= needed(part.grid)


def test_what_is_kept_of_a_cell_is_far_less_than_its_share() -> None:
    part = planned(300)
    done = list(SweepJob(part, ("final_position", "outcome")).run(CancelToken()))[-1]
    field = done.field  # type: ignore[union-attr]
    arrays = [field.known, field.start, field.positions, field.halted, field.orbit]
    assert sum(array.nbytes for array in arrays) <= 40 * part.grid.size
