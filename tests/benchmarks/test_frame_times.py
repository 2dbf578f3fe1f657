"""How long a frame of playback takes: 12 descents × 1,000 epochs, all traces, at 1920 × 1080.

A frame is measured from inside: from the moment at which the player shows the next epoch until the
window is painted, in software rendering.  Measured are descents that come to rest and descents that
swing wildly from side to side, which cost the most.  A scrub of 12 descents × 10,000 epochs is measured
too: somebody pulls the slider from end to end.

Not a part of the ordinary tests, which never look at a clock.  Run it with

    python -m pytest tests/benchmarks/test_frame_times.py --benchmark-enable -s
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from gdgui.document.check import check
from gdgui.document.model import Choice, Descent, Document, Scheduled, View
from gdgui.jobs.runner import JobRunner
from gdgui.ui import theme
from gdgui.ui.settings import Settings
from gdgui.ui.traces.quantities import QUANTITIES
from gdgui.ui.window import Window

SIZE = (1920, 1080)
DESCENTS, EPOCHS, SCRUBBED = 12, 1000, 10_000

MEDIAN, TAIL = 0.0167, 0.033
"""The most that a frame may take, in seconds: half of them, and 95 of a hundred."""

SCRUB = 0.1
"""The most that a jump of the slider takes, in seconds, 95 times of 100: what feels immediate."""

WAIT = 120.0
"""Seconds after which a window that does not come to rest is given up."""


def calm(epochs: int) -> Document:
    """Twelve descents of gaussian_sine that roll into its valleys."""
    descents = [
        Descent(
            name=f"{k + 1}",
            start=[-5.5 + k],
            epochs=epochs,
            schedule=Scheduled(parameters={"rate": 0.01 * (k + 1)}),
        )
        for k in range(DESCENTS)
    ]
    return _document("gaussian_sine", descents)


def wild(epochs: int) -> Document:
    """Twelve descents that swing across the parabola, or wander over gaussian_sine's hills."""
    descents = [
        Descent(
            name=f"{k + 1}",
            start=[-1.9 + 0.1 * k],
            epochs=epochs,
            schedule=Scheduled(parameters={"rate": 0.3333 - 1e-5 * k}),
            optimizer=Choice(key="noisy" if k % 3 == 2 else "gradient_descent"),
        )
        for k in range(DESCENTS)
    ]
    return _document("parabola", descents)


def _document(key: str, descents: list[Descent]) -> Document:
    return check(
        Document(
            objective=Choice(key=key),
            descents=descents,
            view=View(traces=[name for name, q in QUANTITIES.items() if q.state is None]),
        )
    )


@pytest.fixture
def open_window(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[Document], Window]]:
    made: list[Window] = []

    def make(document: Document) -> Window:
        theme.apply(qapp, "light")
        settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        window = Window(settings, document)
        made.append(window)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*SIZE)
        window.show()
        until = perf_counter() + WAIT
        while perf_counter() < until and not _at_rest(window):
            qapp.processEvents()
        assert _at_rest(window)
        for _ in range(20):
            qapp.processEvents()
        return window

    yield make
    for window in made:
        window.shutdown()
        window.hide()
        window.deleteLater()


def _at_rest(window: Window) -> bool:
    shown = window._snapshot
    return (
        shown is not None
        and all(run.outcome is not None for run in shown.shown)
        and not any(runner.busy for runner in window.controller.findChildren(JobRunner))
    )


def _frames(window: Window, epochs: range | list[int]) -> np.ndarray:
    """Seconds for each of these epochs: shown, and painted with all that it set off."""
    app, taken = QApplication.instance(), []
    assert app is not None
    for epoch in epochs:
        began = perf_counter()
        window.player.seek(epoch)
        app.processEvents()
        taken.append(perf_counter() - began)
    return np.array(taken)


def _report(name: str, taken: np.ndarray) -> tuple[float, float]:
    median, tail = (float(np.percentile(taken, share)) for share in (50, 95))
    print(  # noqa: T201
        f"\n{name}: median {1e3 * median:.1f} ms, 95th percentile {1e3 * tail:.1f} ms, "
        f"longest {1e3 * taken.max():.1f} ms, {len(taken)} frames"
    )
    return median, tail


@pytest.mark.skipif(not os.environ.get("DISPLAY") and os.name == "posix", reason="no display")
@pytest.mark.parametrize("document", [calm, wild])
def test_frames_of_playback_stay_below_their_limits(
    open_window: Callable[[Document], Window],
    benchmark: BenchmarkFixture,
    document: Callable[[int], Document],
) -> None:
    window = open_window(document(EPOCHS))
    taken = benchmark.pedantic(_frames, args=(window, range(1, EPOCHS + 1)), rounds=1)

    median, tail = _report(f"playing {document.__name__} descents", taken)
    assert median <= MEDIAN
    assert tail <= TAIL


@pytest.mark.skipif(not os.environ.get("DISPLAY") and os.name == "posix", reason="no display")
def test_scrubbing_ten_thousand_epochs_is_immediate(
    open_window: Callable[[Document], Window], benchmark: BenchmarkFixture
) -> None:
    window = open_window(wild(SCRUBBED))
    there = list(range(0, SCRUBBED + 1, 100))
    taken = benchmark.pedantic(_frames, args=(window, there + there[::-1]), rounds=1)
    _, tail = _report("scrubbing", taken)
    assert tail <= SCRUB
