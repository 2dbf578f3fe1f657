"""What a screen is given of a sweep: whole at once, exact in the end, counted, and read-only."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.document.model import Axis, Choice, Descent, Document, Sweep
from gdgui.document.plan import SweepPlan, plan
from gdgui.engine.field import compute
from gdgui.engine.measures import MEASURES
from gdgui.jobs.job import CancelToken
from gdgui.jobs.painted import Painted, PaintedSweep, count_classes
from gdgui.jobs.sweeps import SweepDone


def planned(measure: str, count: int = 70) -> SweepPlan:
    axes = [Axis("start.x", -7.0, 7.0, count), Axis("schedule.rate", 0.01, 3.0, count)]
    document = Document(
        objective=Choice("gaussian_sine"),
        descents=[Descent(epochs=40)],
        sweeps=[Sweep(axes=axes, measure=measure)],
    )
    return plan(document).sweeps[0]


def painted(part: SweepPlan) -> tuple[list[Painted], SweepDone]:
    *pieces, done = PaintedSweep(part, part.measure).run(CancelToken())
    assert isinstance(done, SweepDone)
    assert all(isinstance(piece, Painted) for piece in pieces)
    return pieces, done  # type: ignore[return-value]


@pytest.mark.parametrize("measure", ["final_position", "final_value", "outcome", "minimum"])
def test_it_is_what_the_measure_gives_in_the_end(measure: str) -> None:
    part = planned(measure)
    pieces, done = painted(part)
    truth = MEASURES[measure].compute(compute(part.grid).ends())
    np.testing.assert_array_equal(pieces[-1].values, truth)
    assert pieces[-1].known == part.grid.size
    assert [piece.known for piece in pieces] == sorted({piece.known for piece in pieces})
    assert done.field.known.all()


def test_every_cell_shows_something_while_few_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gdgui.jobs.sweeps.cores", lambda: 1)  # so that blocks come in their order
    part = planned("final_position", 128)
    for piece in PaintedSweep(part, part.measure).run(CancelToken()):
        if isinstance(piece, Painted) and piece.known == 32 * 32:  # all of the coarsest level
            assert np.isfinite(piece.values).all()
            return
    pytest.fail("the coarsest level was not seen")


def test_nobody_but_the_painter_can_write_into_it() -> None:
    pieces, _ = painted(planned("final_position"))
    assert all(piece.values is pieces[0].values for piece in pieces)
    with pytest.raises(ValueError, match="read-only"):
        pieces[0].values[0] = 1.0


@pytest.mark.parametrize("measure", ["outcome", "minimum"])
def test_classes_are_counted_among_the_cells_that_are_known(measure: str) -> None:
    pieces, _ = painted(planned(measure))
    for piece in pieces:
        assert piece.counts is not None
        assert piece.counts.sum() == piece.known
    final = pieces[-1]
    assert final.counts is not None
    for k, count in enumerate(final.counts, start=-1):
        assert count == (final.values == k).sum()
    assert painted(planned("final_value"))[0][-1].counts is None


def test_what_is_of_no_class_is_counted_first() -> None:
    np.testing.assert_array_equal(count_classes(np.array([[-1, 2], [2, 0]], np.int8)), [1, 1, 0, 2])


def test_with_the_ends_of_all_cells_no_descent_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    part = planned("outcome", 20)
    _, done = painted(part)
    monkeypatch.setattr("gdgui.engine.sweep.run_block", lambda *_: pytest.fail("ran"))
    *_, last, _ = PaintedSweep(part, "final_value", done.field).run(CancelToken())
    assert isinstance(last, Painted)
    assert last.known == 400
