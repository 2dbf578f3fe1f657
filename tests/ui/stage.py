"""What tests of charts and windows stand on: windows of a known size, charts alone, and who listens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from gdgui.document import lesson
from gdgui.document.check import check
from gdgui.document.model import Document
from gdgui.jobs.runner import JobRunner
from gdgui.ui.controller import Controller
from gdgui.ui.figures import complete
from gdgui.ui.intents import Edit, Intents
from gdgui.ui.settings import Settings
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.typesetting import Typesetter
from gdgui.ui.window import Window

pg.setConfigOption("mouseRateLimit", -1)  # A test moves the mouse faster than any hand.

SIZE = (1366, 768)
"""The laptop screen on which everything has to be in its place."""


def scenes() -> list[tuple[str, Document]]:
    """The document of every scene of every lesson, each with a name for it."""
    return [
        (f"{opened.key}-{k + 1}", scene.document)
        for opened in lesson.load_all()
        for k, scene in enumerate(opened.scenes)
    ]


def settle(widget: Any) -> None:
    """Lets layouts and axes of a shown widget find their places, which takes a few rounds."""
    for _ in range(3):
        widget.update()
        QApplication.processEvents()


def scene_point(plot: Any, x: float, y: float) -> QPointF:
    """Where a point of a plot lies in its scene."""
    return plot.getViewBox().mapViewToScene(QPointF(x, y))


def legend(chart: Any) -> list[str]:
    """The names that stand beside a chart's title."""
    return chart.frame.legend.names


class Heard:
    """Everything that views have asked for, in order: (name of the intent, what it carries)."""

    def __init__(self, intents: Intents) -> None:
        self.all: list[tuple[str, Any]] = []
        intents.edited.connect(lambda edit: self.all.append(("edited", edit)))
        intents.released.connect(lambda: self.all.append(("released", None)))
        intents.seeked.connect(lambda epoch: self.all.append(("seeked", epoch)))
        intents.run_requested.connect(lambda: self.all.append(("run", None)))
        intents.stop_requested.connect(lambda: self.all.append(("stop", None)))
        intents.lesson_requested.connect(lambda *words: self.all.append(("lesson", words)))
        intents.chart_requested.connect(lambda *words: self.all.append(("chart", words)))
        intents.replay_requested.connect(lambda: self.all.append(("replay", None)))
        intents.panel_requested.connect(lambda key: self.all.append(("panel", key)))

    @property
    def names(self) -> list[str]:
        """The names of the intents."""
        return [name for name, _ in self.all]

    @property
    def edits(self) -> list[Edit]:
        """The edits among them."""
        return [what for name, what in self.all if name == "edited"]


@dataclass
class Shown:
    """A chart without a window around it, what it shows, and what it asked for."""

    chart: Any
    snapshot: Snapshot
    heard: Heard

    def show(self, document: Document) -> Snapshot:
        """Another document, computed, at its last epoch."""
        self.snapshot = complete(check(document))
        self.chart.show_snapshot(self.snapshot)
        self.chart.show_epoch(self.snapshot.epochs)
        return self.snapshot


def make_window(path: Path, document: Document | None = None, size: tuple[int, int] = SIZE) -> Window:
    """A shown window of a given size, with settings of its own."""
    window = Window(Settings(QSettings(str(path), QSettings.Format.IniFormat)), document)
    # The screen of the tests is so small that a window takes all of it.
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*size)
    window.show()
    return window


def end_window(window: Window) -> None:
    """Shuts a window down and deletes it, now."""
    window.shutdown()
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def working(owner: QObject) -> bool:
    """Whether a window or a controller computes anything, or is about to do or to tell something."""
    busy = any(worker.busy for kind in (JobRunner, Typesetter) for worker in owner.findChildren(kind))
    return busy or any(timer.isActive() for timer in owner.findChildren(QTimer))


def at_rest(window: Window) -> bool:
    """Whether all descents and sweeps are computed, and shown."""
    shown = window._snapshot
    return (
        not working(window.controller)
        and shown is not None
        and shown.document is window.controller.document
        and all(run.outcome is not None for run in shown.shown)
    )


def stop_working(controller: Controller) -> None:
    """Lets go of everything that is being computed."""
    for runner in controller.findChildren(JobRunner):
        runner.cancel()
