"""The program as `python -m gdgui` runs it, with somebody who writes down what is on its screen.

    watched.py REPORT [LESSON|FILE]

Some times a second REPORT becomes a JSON file of what player, charts and document hold, and of where on
the screen the buttons and cells are.  Nothing here changes anything in the program.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QTimer
from PySide6.QtWidgets import QGraphicsView, QWidget

from gdgui.__main__ import main
from gdgui.ui import app

INTERVAL = 60
"""Milliseconds between two reports."""

CELL = (30, 20)
"""The cell of a heatmap whose place on the screen is told."""


def on_screen(view: QGraphicsView, place: QPointF) -> list[int]:
    """Where a place of a scene lies on the screen."""
    at = view.viewport().mapToGlobal(view.mapFromScene(place))
    return [at.x(), at.y()]


def rectangle(widget: QWidget) -> list[int]:
    """Left, top, right and bottom of a widget on the screen."""
    corner = widget.mapToGlobal(QPoint(0, 0))
    return [corner.x(), corner.y(), corner.x() + widget.width(), corner.y() + widget.height()]


def plain(values: Any) -> list[Any]:
    """Numbers as JSON has them; NaN and infinities are read by Python alone, which is who reads."""
    return [float(value) for value in values]


def heatmap(chart: Any) -> dict[str, Any]:
    """The cells that are drawn, and where one of them is."""
    image, shown = chart.image.image, chart._shown
    if image is None or shown is None or not shown.two:
        return {}
    at = [scale.at[index] for scale, index in zip(shown.scales, CELL, strict=True)]
    place = chart.plot.getViewBox().mapViewToScene(QPointF(*at))
    return {"cells": [plain(row) for row in image], "cell": on_screen(chart.canvas, place)}


class Watched(app.Application):
    """The application, with a report."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._count = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._report)
        self._timer.start(INTERVAL)

    def _report(self) -> None:
        window = self.window
        snapshot = window._snapshot or window.controller.snapshot()  # what is on screen
        told = {
            "report": self._count,
            "title": window.windowTitle(),
            "window": rectangle(window),
            "buttons": [rectangle(button) for button in window.transport._buttons.values()],
            "epoch": window.player.epoch,
            "length": window.player.length,
            "playing": window.player.playing,
            "complete": all(run.outcome is not None for run in snapshot.shown),
            "start": plain(run.path[0, 0] for run in snapshot.shown),
            "trails": [
                plain(trail.getOriginalDataset()[0])
                for trail in window.charts["landscape"].trails.strokes
            ],
            "verdict": window.charts["landscape"].verdict.toPlainText(),
            "replay": snapshot.document.view.replay is not None,
            "running": snapshot.sweep is not None and snapshot.sweep.running,
            "waiting": snapshot.sweep is not None and snapshot.sweep.waiting,
            "swept": snapshot.sweep is not None and snapshot.sweep.done,
            "sweep": heatmap(window.charts["sweep"]),
            "notice": window.notice.words.text() if window.notice.isVisible() else "",
        }
        self._count += 1
        beside = REPORT.with_suffix(".new")
        beside.write_text(json.dumps(told), encoding="utf-8")
        beside.replace(REPORT)


if __name__ == "__main__":
    REPORT = Path(sys.argv[1])
    app.Application = Watched  # type: ignore[misc]
    sys.exit(main(sys.argv[2:]))
