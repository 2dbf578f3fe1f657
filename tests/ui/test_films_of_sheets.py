"""Films of sheets: every step another frame, and a sweep that grows without its axes moving."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from gdgui.document.check import check
from gdgui.document.file import from_plain
from gdgui.export.films import Frame
from gdgui.ui.figures import complete, only
from gdgui.ui.films import Film, SweepFilm, evenly, every, partly, rows
from gdgui.ui.sheet import Look, Sheet, alone, get_ranges
from gdgui.ui.snapshot import Snapshot

RATES = {"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 6}
EPOCHS = {"path": "epochs", "from": 10, "to": 40, "count": 4, "spacing": "integer"}
LOOK = Look(420, 300, scale=1.0)


def snapshot(measure: str = "final_position", axes: int = 2) -> Snapshot:
    plain = {
        "version": 1,
        "objective": {"key": "gaussian_sine"},
        "descents": [{"start": [1.0], "epochs": 30}, {"start": [-4.0], "epochs": 10}],
        "sweeps": [{"axes": [RATES, EPOCHS][:axes], "measure": measure}],
    }
    return complete(check(from_plain(plain)))


@pytest.fixture
def make(plain_look: None) -> Iterator[Callable[..., Sheet]]:
    made: list[Sheet] = []

    def build(shown: Snapshot, key: str) -> Sheet:
        made.append(Sheet(shown, alone(key), LOOK))
        return made[-1]

    yield build
    for sheet in made:
        sheet.dispose()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def array(frame: Frame) -> np.ndarray:
    return np.frombuffer(frame.pixels, np.uint8).reshape(frame.height, frame.width, 4).astype(int)


class Reporter(QObject):
    """Says something that is heard in the next turn of the event loop."""

    said = Signal()


def test_what_waits_in_the_event_loop_is_not_served_while_a_frame_is_painted(
    make: Callable[..., Sheet], qtbot: object
) -> None:
    film = Film(make(snapshot(), "landscape"), [0, 30])
    heard: list[bool] = []
    reporter = Reporter()
    reporter.said.connect(lambda: heard.append(True), Qt.ConnectionType.QueuedConnection)
    reporter.said.emit()
    film.paint(0)
    assert heard == []
    QApplication.processEvents()
    assert heard == [True]


def test_every_epoch_is_another_frame_of_the_size_that_was_asked_for(
    make: Callable[..., Sheet],
) -> None:
    shown = snapshot()
    film = Film(make(shown, "landscape"), every(0, 30, 6))
    frames = [film.paint(k) for k in range(len(film.steps))]
    assert film.steps == (0, 6, 12, 18, 24, 30)
    assert {(frame.width, frame.height, len(frame.pixels)) for frame in frames} == {(420, 300, 504_000)}
    assert len({frame.pixels for frame in frames}) == 6


def test_a_frame_can_be_painted_again_and_is_the_same(make: Callable[..., Sheet]) -> None:
    film = Film(make(snapshot(), "landscape"), range(31))
    first = film.paint(7)
    film.paint(20)
    assert film.paint(7) == first


@pytest.mark.parametrize("axes", [1, 2])
@pytest.mark.parametrize("measure", ["final_position", "outcome"])
def test_a_sweep_grows_while_axes_and_colours_stay(
    axes: int, measure: str, make: Callable[..., Sheet]
) -> None:
    shown = snapshot(measure, axes)
    sheet = make(shown, "sweep")
    film = SweepFilm(sheet, shown, range(1, 7))
    frames, ranges = [], []
    for k in range(6):
        frames.append(array(film.paint(k)))
        ranges.append(get_ranges(sheet.charts["sweep"])[0])
    assert all(seen == ranges[0] for seen in ranges)
    changed = [np.abs(frame - frames[-1]).sum() for frame in frames]
    # The legend of the classes counts anew in every frame, so only a map of numbers comes ever closer.
    assert measure == "outcome" or changed == sorted(changed, reverse=True)
    assert changed[0] > changed[-1] == 0


def test_a_part_of_a_sweep_knows_its_first_rows_only() -> None:
    sweep = snapshot().sweep
    assert sweep is not None
    assert rows(sweep) == 6
    part = partly(sweep, 2)
    assert part.known == 8
    assert np.isfinite(part.values[:8]).all()  # type: ignore[index]
    assert np.isnan(part.values[8:]).all()  # type: ignore[index]
    classes = snapshot("outcome").sweep
    assert classes is not None
    assert (partly(classes, 2).values[8:] == -1).all()  # type: ignore[index]
    assert (classes.values >= 0).all()  # type: ignore[operator]


@pytest.mark.parametrize(("last", "most", "expected"), [(3, 10, [0, 1, 2, 3]), (100, 3, [0, 50, 100])])
def test_steps_are_even_and_have_both_ends(last: int, most: int, expected: list[int]) -> None:
    assert evenly(0, last, most) == expected


def test_the_last_step_is_shown_whatever_the_stride() -> None:
    assert every(0, 10, 4) == [0, 4, 8, 10]
    assert every(1, 1, 5) == [1]


def test_a_descent_alone_keeps_its_colour_and_its_epochs() -> None:
    shown = only(snapshot(), 1)
    assert [run.index for run in shown.shown] == [1]
    assert shown.chosen.index == 1
    assert shown.epochs == 10
