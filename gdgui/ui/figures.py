"""Figures of a document without a window: every chart that has something to show, as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QPoint, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from gdgui.document.file import write_bytes
from gdgui.document.model import Document
from gdgui.document.plan import plan
from gdgui.engine.measures import MEASURES
from gdgui.engine.sweep import compute
from gdgui.jobs.descents import DescentDone, DescentsJob
from gdgui.jobs.job import CancelToken
from gdgui.ui import language, theme
from gdgui.ui.charts import CHARTS, Chart
from gdgui.ui.intents import Intents
from gdgui.ui.plot import Framed
from gdgui.ui.snapshot import REPLAY, Run, Snapshot, SweepView
from gdgui.ui.theory import complete_theory

SIZES = {"left": QSize(960, 600), "right": QSize(960, 900)}
"""The size of a figure in pixels, by the column that its chart stands in."""

SCALE = 2.0
"""Pixels of the picture for each of them."""


def application() -> QApplication:
    """The application, made if there is none."""
    app = QApplication.instance() or QApplication(["gdgui"])
    assert isinstance(app, QApplication)
    return app


def complete(document: Document) -> Snapshot:
    """Everything that a document asks for, computed here and now."""
    planned = plan(document)
    parts = list(planned.descents)
    if planned.replay is not None:
        parts.append(planned.replay)
    token = CancelToken()
    done = {
        piece.key: piece
        for piece in DescentsJob(tuple(parts)).run(token)
        if isinstance(piece, DescentDone)
    }

    def run(index: int, key: bytes, part: object) -> Run:
        found = done[key]
        return Run(index, part, found.record, True, found.outcome, found.sentence)  # type: ignore[arg-type]

    view = None
    if planned.sweeps:
        part = planned.sweeps[document.view.sweep]
        field = compute(part.grid)
        values = MEASURES[part.measure].compute(field.ends())
        view = SweepView(plan=part, values=values, field=field, known=part.grid.size)
    replay = planned.replay
    return Snapshot(
        document=document,
        plan=planned,
        runs=tuple(run(part.index, part.key, part) for part in planned.descents),
        replay=None if replay is None else run(REPLAY, replay.key, replay),
        sweep=view,
        theory=complete_theory(document, planned, orbit="dynamics" in document.view.charts),
    )


def charts(snapshot: Snapshot) -> dict[str, Chart]:
    """A widget for each chart that has something to show, at the last epoch."""
    made = {}
    for key, entry in CHARTS.load().items():
        asked = entry.at_first or key in snapshot.document.view.charts
        if asked and entry.wanted(snapshot):
            chart = entry.build(Intents())
            chart.resize(SIZES[entry.column])
            chart.show_snapshot(snapshot)
            chart.show_epoch(snapshot.epochs)
            for frame in chart.findChildren(Framed):
                frame.hide_tools()
            made[key] = chart
    return made


def paint(widget: QWidget, scale: float = SCALE) -> QImage:
    """A picture of a widget that need not be on any screen."""
    # Layouts and axes settle in the course of a few rounds.
    for _ in range(3):
        widget.grab()
        QApplication.processEvents()
    picture = QImage(widget.size() * scale, QImage.Format.Format_ARGB32)
    picture.setDevicePixelRatio(scale)
    picture.fill(theme.current().background)
    painter = QPainter(picture)
    widget.render(painter, QPoint())
    painter.end()
    return picture


def png(picture: QImage) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs say bytes
        raise RuntimeError("the picture could not be encoded")
    return bytes(buffer.data().data())


def write_figures(
    document: Document,
    folder: Path,
    formats: Sequence[str],
    wanted: str,
    progress: Callable[[], None],
) -> list[Path]:
    """Writes a figure for each chart of `document` into `folder`, and returns their paths.

    `formats` may name "png"; `wanted` is the language of the labels; `progress` is called after each
    figure.
    """
    app = application()
    theme.apply(app, "light")
    language.install(wanted)
    written = []
    for key, chart in charts(complete(document)).items():
        for suffix in formats:
            if suffix == "png":
                path = folder / f"{key}.png"
                write_bytes(path, png(paint(chart)))
                written.append(path)
        chart.deleteLater()
        progress()
    # No event loop runs here that would delete them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return written
