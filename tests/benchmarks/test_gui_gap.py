"""How long the window is away while a large sweep keeps every core busy.

A timer of the GUI thread ticks every 5 ms.  The time between two ticks is what a hand on the mouse
feels: 33 ms are 30 pictures a second.  The field grows on screen meanwhile, coarse blocks first; the
same is measured of a window that has nothing to do, and of one that plays a descent besides.

Not a part of the ordinary tests, which never look at a clock.  Run it with

    python -m pytest tests/benchmarks/test_gui_gap.py --benchmark-enable -s
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from gdgui.document.check import check
from gdgui.document.model import Axis, Choice, Descent, Document, Sweep
from gdgui.ui.app import SWITCH_INTERVAL
from gdgui.ui.settings import Settings
from gdgui.ui.window import Window

TICK = 5
"""Milliseconds."""

SECONDS = 4.0
"""How long each window is watched."""

USUAL = 0.033
"""Seconds that 99 of 100 ticks come within while a field grows."""

LONGEST = 0.066
"""Seconds that every tick comes within meanwhile, and 99 of 100 while a descent is played besides: its
frames take their own time, and a step in formulas takes the most."""


class Ticker(QObject):
    """Notes when the GUI thread was there."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)

    @Slot()
    def _tick(self) -> None:
        self.times.append(perf_counter())

    def gaps(self) -> np.ndarray:
        """The times between ticks, in seconds."""
        self._timer.stop()
        return np.diff(self.times)


def document(cells: int) -> Document:
    """A field of `cells` × `cells` starts and rates, 500 epochs each."""
    axes = [
        Axis(path="start.x", low=-6.0, high=6.0, count=cells),
        Axis(path="schedule.rate", low=0.001, high=0.1, count=cells),
    ]
    return check(
        Document(
            objective=Choice(key="gaussian_sine"),
            descents=[Descent(start=[1.0], epochs=500)],
            sweeps=[Sweep(axes=axes)],
        )
    )


def watched(window: Window, app: QApplication) -> np.ndarray:
    """The gaps of a window over some seconds."""
    ticker = Ticker()
    until = perf_counter() + SECONDS
    while perf_counter() < until:
        app.processEvents()
    return ticker.gaps()


@pytest.fixture
def as_the_program() -> Iterator[None]:
    """Threads take turns, and garbage is collected, as the program has it."""
    before, collecting = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.disable()
    yield
    sys.setswitchinterval(before)
    if collecting:
        gc.enable()


def test_the_window_is_there_while_every_core_is_busy(
    qapp: QApplication, as_the_program: None, tmp_path: Path, benchmark: BenchmarkFixture
) -> None:
    window = Window(
        Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)), document(1000)
    )
    window.resize(1366, 768)
    window.show()
    found: dict[str, np.ndarray] = {}

    def run() -> None:
        for name, plays in (("busy", False), ("busy, playing", True)):
            window.controller.run_sweep()
            if plays:
                window.player.seek(0)
                window.player.play()
            found[name] = watched(window, qapp)
            window.player.pause()
            assert window._snapshot is not None
            assert window._snapshot.sweep is not None
            assert window._snapshot.sweep.running, "the sweep ended before it was watched"
            window.controller.stop()

    try:
        until = perf_counter() + 5.0
        while perf_counter() < until:  # the first picture, theory and formulas are no part of this
            qapp.processEvents()
        found["idle"] = watched(window, qapp)
        benchmark.pedantic(run, rounds=1)
    finally:
        window.shutdown()
        window.deleteLater()
    for name, gaps in found.items():
        middle, tail, longest = (1e3 * np.quantile(gaps, part) for part in (0.5, 0.99, 1.0))
        sys.stdout.write(
            f"{name}: median {middle:.1f} ms, 99 % within {tail:.1f} ms, longest {longest:.1f} ms\n"
        )
    benchmark.extra_info["longest"] = float(found["busy"].max())
    if np.quantile(found["idle"], 0.99) > USUAL:
        pytest.skip("this machine is too busy to tell")
    assert found["busy"].max() < LONGEST
    assert np.quantile(found["busy"], 0.99) < USUAL
    assert np.quantile(found["busy, playing"], 0.99) < LONGEST
