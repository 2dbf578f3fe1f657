"""The loop writes down where its descents stand, to the last bit, and never uses a row again."""

from __future__ import annotations

import numpy as np
import pytest

from gdgui.engine.descent import Loop
from gdgui.engine.setup import Choice, Setup, prepare
from gdgui.engine.trail import Trail

EPOCHS = 20


def loop(schedule: str = "constant") -> Loop:
    setup = Setup(
        objective=Choice("gaussian_sine"),
        gradient=Choice("exact"),
        schedule=Choice(schedule),
        optimizer=Choice("momentum"),
        start=np.array([[-1.0, 0.5, 3.0]]),
        epochs=EPOCHS,
    )
    return Loop(prepare(setup), setup.start)


# A bold driver refuses steps: then the position of the epoch before has to be written down again.
@pytest.mark.parametrize("schedule", ["constant", "bold_driver", "armijo"])
def test_the_rows_are_the_positions_of_a_loop_that_stops_in_every_epoch(schedule: str) -> None:
    stopping, written = loop(schedule), loop(schedule)
    trail = Trail(written.positions, EPOCHS)
    for until in (7, 8, EPOCHS):  # in parts
        written.run(until, trail=trail)
    for epoch in range(EPOCHS + 1):
        stopping.run(epoch)
        np.testing.assert_array_equal(trail.history[epoch], stopping.positions)
    np.testing.assert_array_equal(written.positions, stopping.positions)
    np.testing.assert_array_equal(written.before, stopping.before)
    assert trail.room == 0


def test_the_end_of_a_trail_goes_on_by_itself() -> None:
    whole, parted = loop(), loop()
    trail = Trail(whole.positions, EPOCHS)
    whole.run(EPOCHS, trail=trail)
    first = Trail(parted.positions, 12)
    parted.run(12, trail=first)
    rest = first.last(5, EPOCHS - 12)
    assert rest.room == EPOCHS - 12
    kept = first.history.copy()
    parted.run(EPOCHS, trail=rest)
    np.testing.assert_array_equal(rest.history, trail.history[7:])
    np.testing.assert_array_equal(first.history, kept)


def test_a_trail_goes_on_with_a_part_of_the_descents() -> None:
    going = loop()
    trail = Trail(going.positions, 12)
    going.run(12, trail=trail)
    some = trail.last(64, 0, np.array([2, 0]))
    np.testing.assert_array_equal(some.history, trail.history[:, :, [2, 0]])
