"""Windows and charts that are shut down and deleted, whatever becomes of the test.

Most tests share a window of their module, which is put back to the first document for each: to make
one takes longer than most tests do.  What a test does to the window itself (its language, its docks,
closing it) needs `open_window`, whose windows belong to that test alone.
"""

from __future__ import annotations

import gc
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from stage import SIZE, Heard, Shown, at_rest, end_window, make_window, settle, stop_working, working

from gdgui.document.check import check
from gdgui.document.model import Document
from gdgui.engine.descent import Cancelled
from gdgui.jobs import descents
from gdgui.jobs.job import CancelToken
from gdgui.jobs.runner import JobRunner
from gdgui.ui import language, theme
from gdgui.ui.charts import CHARTS, Chart
from gdgui.ui.figures import complete
from gdgui.ui.intents import Intents
from gdgui.ui.window import Window

with warnings.catch_warnings():
    # Before any test: a thread that imported it in the middle of one would meet that test's filters.
    warnings.simplefilter("ignore", DeprecationWarning)
    import ziamath.zmath  # noqa: F401


@pytest.fixture(scope="module")
def plain_look(qapp: QApplication) -> Iterator[None]:
    """English and light, whatever a test before has chosen."""
    theme.apply(qapp, "light")
    language.install("en")
    yield
    theme.apply(qapp, "light")
    language.install("en")


@pytest.fixture
def show_chart(plain_look: None) -> Iterator[Callable[..., Shown]]:
    """Makes a chart that shows a document at its last epoch."""
    made: list[Chart] = []

    def make(
        key: str, document: Document, size: tuple[int, int] = (700, 520), painted: bool = True
    ) -> Shown:
        intents = Intents()
        chart = CHARTS[key].build(intents)
        made.append(chart)
        chart.resize(*size)
        shown = Shown(chart, complete(check(document)), Heard(intents))
        shown.chart.intents = intents  # Alive as long as the chart is.
        chart.show_snapshot(shown.snapshot)
        chart.show_epoch(shown.snapshot.epochs)
        if painted:
            chart.show()
            settle(chart)
        return shown

    yield make
    for chart in made:
        chart.hide()
        chart.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def let_through(monkeypatch: pytest.MonkeyPatch) -> threading.Semaphore:
    """Holds the worker of descents back before every piece; each `release` lets one of them through.

    So a test decides how far a descent is computed, whatever the speed of the machine.
    """
    permits = threading.Semaphore(0)
    run = descents.DescentsJob.run

    def held_back(job: descents.DescentsJob, token: CancelToken) -> Iterator[object]:
        for piece in run(job, token):
            while not permits.acquire(timeout=0.002):
                if token.is_set():
                    raise Cancelled
            yield piece

    monkeypatch.setattr(descents.DescentsJob, "run", held_back)
    return permits


@pytest.fixture(scope="module")
def module_window(plain_look: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    # Beside a worker thread the collector must not run; see gdgui.jobs.collector.
    collecting = gc.isenabled()
    gc.disable()
    window = make_window(tmp_path_factory.mktemp("window") / "settings.ini")
    # A thread begins with its first job: what the first of the tests that need it begins would seem to
    # be left behind by that test.
    _ = window.controller.sweeps, window.controller.ghost
    for runner in window.findChildren(JobRunner):
        runner._thread.start()
    yield window
    end_window(window)
    gc.collect()
    if collecting:
        gc.enable()


@pytest.fixture
def window(module_window: Window, qtbot: object) -> Iterator[Window]:
    """A shown window with the first document, computed and at epoch 0."""
    made = module_window
    made.controller.mark_saved()  # so that nobody is asked
    made.files.new()
    made.tell(None)
    made.across.setFocus()
    qtbot.waitUntil(lambda: at_rest(made), timeout=10_000)
    yield made
    made.player.pause()
    stop_working(made.controller)
    qtbot.waitUntil(lambda: not working(made), timeout=10_000)


@pytest.fixture
def open_window(
    qapp: QApplication, plain_look: None, tmp_path: Path
) -> Iterator[Callable[..., Window]]:
    """Makes windows that belong to this test."""
    made: list[Window] = []

    def make(document: Document | None = None, size: tuple[int, int] = SIZE) -> Window:
        made.append(make_window(tmp_path / f"settings-{len(made)}.ini", document, size))
        return made[-1]

    yield make
    for window in made:
        end_window(window)
    theme.apply(qapp, "light")
    language.install("en")
