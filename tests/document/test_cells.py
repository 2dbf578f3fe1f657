"""Replayed and pinned cells go along with the axes of their sweep, as far as these reach."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.document import cells, changes, model
from gdgui.document.check import check
from gdgui.document.history import History
from gdgui.document.model import Axis, Document, Replay, Sweep
from gdgui.document.plan import plan
from gdgui.engine.message import InputError, Message

RATES = Axis(path="schedule.rate", low=0.01, high=0.1, count=10)
EPOCHS = Axis(path="epochs", low=10, high=500, count=50, spacing="integer")
SEEDS = Axis(path="seed", low=0, high=9, count=10, spacing="integer")
TYPING = Message("Change the sweep")


def looked_at(*axes: Axis, cell: list[int], pins: tuple[list[int], ...] = ()) -> Document:
    """A sweep over these axes, with cells that are replayed and pinned."""
    document = replace(model.default(), sweeps=[Sweep(axes=list(axes))])
    shown = [Replay(sweep=0, cell=pin) for pin in pins]
    return check(changes.with_view(document, replay=Replay(sweep=0, cell=cell), pins=shown))


def replayed(document: Document) -> list[float] | None:
    """The values of the replayed cell."""
    replay = document.view.replay
    if replay is None:
        return None
    axes = plan(document).sweeps[replay.sweep].grid.axes
    return [float(axis.values[i]) for axis, i in zip(axes, replay.cell, strict=True)]


@pytest.mark.parametrize(
    ("axis", "index", "other", "value"),
    [
        (RATES, 4, replace(RATES, count=19), 0.05),
        (RATES, 4, replace(RATES, count=4), 0.04),
        (RATES, 4, replace(RATES, low=0.033, high=0.063, count=4), 0.053),
        (RATES, 4, replace(RATES, low=0.1, high=0.01), 0.05),
        (RATES, 4, replace(RATES, low=0.05, high=0.2, count=4), 0.05),
        # It lies in the first cell yet, though not between the ends.
        (RATES, 4, replace(RATES, low=0.052, high=0.082, count=4), 0.052),
        (RATES, 4, replace(RATES, low=0.056, high=0.062, count=4), None),
        (RATES, 4, replace(RATES, low=0.01, high=0.04, count=4), None),
        # On a logarithmic axis it is the ratio that makes a neighbour.
        (replace(RATES, low=1e-4, high=1.0, count=5, spacing="log"), 2, replace(RATES, count=5), 0.01),
        (
            replace(RATES, low=0.3, high=0.7, count=5),
            0,
            replace(RATES, low=1e-4, high=1.0, count=5, spacing="log"),
            0.1,
        ),
        (
            replace(RATES, low=0.0, high=1.0, count=5),
            0,
            replace(RATES, low=1e-4, high=1.0, count=5, spacing="log"),
            None,
        ),
        (EPOCHS, 49, replace(EPOCHS, low=400, high=800, count=9), 500.0),
        (EPOCHS, 3, replace(EPOCHS, low=38, high=42, count=5), 40.0),
        (EPOCHS, 3, replace(EPOCHS, low=1, high=1000, count=4, spacing="log"), 100.0),
        (EPOCHS, 3, Axis(path="epochs", spacing="list", values=[500, 45, 10]), 45.0),
        (Axis(path="epochs", spacing="list", values=[500, 45, 10]), 0, EPOCHS, 500.0),
        (
            Axis(path="start.x", spacing="list", values=[2.0, -1.0, 0.5]),
            1,
            Axis(path="start.x", spacing="list", values=[0.5, 3.0]),
            None,
        ),
        (SEEDS, 7, replace(SEEDS, low=5, count=5), 7.0),
    ],
)
def test_a_cell_stands_for_its_value(axis, index, other, value):
    before = looked_at(axis, cell=[index])
    by_panel = check(changes.with_axis(before, 0, 0, other))
    assert by_panel == check(changes.with_axes(before, 0, [other]))
    if value is None:
        assert by_panel.view.replay is None
    else:
        assert replayed(by_panel) == pytest.approx([value])


def test_along_an_axis_that_stays_the_index_stays():
    # Of whole numbers that are there several times, each is a cell of its own.
    twice = replace(EPOCHS, low=1, high=3, count=5)
    before = looked_at(RATES, twice, cell=[4, 2])
    assert plan(before).sweeps[0].grid.axes[1].values.tolist() == [1, 2, 2, 2, 3]
    for index in range(5):
        document = check(changes.with_replay(before, 0, [4, index]))
        finer = check(changes.with_axis(document, 0, 0, replace(RATES, count=19)))
        assert finer.view.replay == Replay(sweep=0, cell=[8, index])


def test_pins_go_along_each_by_itself_and_those_of_other_sweeps_stay():
    before = looked_at(RATES, EPOCHS, cell=[4, 3], pins=([4, 3], [9, 0], [5, 20], [5, 21]))
    other = Replay(sweep=1, cell=[7])
    before = replace(before, sweeps=[*before.sweeps, Sweep(axes=[RATES])])
    before = check(changes.with_view(before, pins=[*before.view.pins, other]))
    near = [replace(RATES, high=0.06, count=6), replace(EPOCHS, low=10, high=400, count=14)]
    after = check(changes.with_axes(before, 0, near))
    assert after.view.replay == Replay(sweep=0, cell=[4, 1])
    # The second lies outside, and the last two are in one cell now.
    assert after.view.pins == [after.view.replay, Replay(sweep=0, cell=[5, 7]), other]


def test_pins_stay_where_only_the_replayed_cell_lies_outside():
    before = looked_at(RATES, cell=[9], pins=([2],))
    after = check(changes.with_axis(before, 0, 0, replace(RATES, high=0.05, count=5)))
    assert (after.view.replay, after.view.pins) == (None, [Replay(sweep=0, cell=[2])])


@pytest.mark.parametrize(
    "change",
    [
        partial(changes.with_axis, k=0, place=1, axis=None),
        partial(changes.with_axis, k=0, place=0, axis=Axis(path="start.x", low=-1, high=1, count=9)),
        partial(changes.with_objective, key="parabola"),
        partial(changes.with_sweep_descent, k=0, descent=0),
    ],
)
def test_where_something_else_is_swept_no_cell_is_left(change):
    before = looked_at(RATES, EPOCHS, cell=[4, 3], pins=([5, 3],))
    after = check(change(before))
    assert (after.view.replay, after.view.pins) == (None, [])


def test_an_axis_that_makes_no_sense_is_left_to_the_check():
    before = looked_at(RATES, cell=[4])
    for axis in (
        replace(RATES, low=0.0, spacing="log"),
        replace(RATES, count=10**15),
        replace(RATES, high=np.inf),
        replace(RATES, spacing="list"),
    ):
        changed = changes.with_axis(before, 0, 0, axis)
        assert changed.view.replay is None
        with pytest.raises(InputError):
            check(changed)


def typed(history: History, axis: Axis) -> Document:
    """What the history holds after one more key stroke."""
    base, present = history.base("axis0"), history.document
    changed = changes.with_axis(present, 0, 0, axis)
    history.push(check(cells.resumed(base, present, changed)), TYPING, "axis0")
    return history.document


def test_what_is_typed_on_the_way_lets_no_cell_go_and_undo_brings_back_what_was():
    before = looked_at(RATES, cell=[4], pins=([5], [6]))
    history = History(before)
    typed(history, replace(RATES, count=1))
    assert typed(history, replace(RATES, count=19)).view.pins == [
        Replay(sweep=0, cell=[10]),
        Replay(sweep=0, cell=[12]),
    ]
    history.seal()
    assert typed(history, replace(RATES, high=0.0, count=19)).view.replay is None
    assert replayed(typed(history, replace(RATES, high=0.06, count=11))) == pytest.approx([0.05])
    assert history.undo().view.replay == Replay(sweep=0, cell=[8])
    assert history.undo() == before


def test_a_cell_that_was_marked_while_somebody_typed_is_the_one_that_stays():
    history = History(looked_at(RATES, cell=[4]))
    typed(history, replace(RATES, count=19))
    history.push(changes.with_replay(history.document, 0, [18]), Message("Replay a cell"))
    assert typed(history, replace(RATES, count=10)).view.replay == Replay(sweep=0, cell=[9])


def test_a_cell_that_only_goes_along_was_not_picked():
    coarse = looked_at(RATES, cell=[4])
    fine = check(changes.with_axis(coarse, 0, 0, replace(RATES, low=0.021, high=0.071, count=20)))
    assert fine.view.replay is not None
    for one, other in ((coarse, fine), (fine, coarse), (coarse, coarse)):
        assert not cells.picked(one, other)
    for one, other in ((coarse, [5]), (fine, [5])):
        assert cells.picked(one, check(changes.with_replay(one, 0, other)))
    none = changes.with_replay(coarse, 0, None)
    assert cells.picked(none, coarse)
    assert not cells.picked(coarse, none)
