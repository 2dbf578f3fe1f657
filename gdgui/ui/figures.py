"""Figures of a document without a window: every chart that has something to show, and films."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as changed
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from gdgui.document.file import write_bytes
from gdgui.document.model import Document
from gdgui.document.plan import plan
from gdgui.engine.measures import MEASURES
from gdgui.engine.sweep import compute
from gdgui.export import names
from gdgui.export.films import write_film
from gdgui.jobs.descents import DescentDone, DescentsJob
from gdgui.jobs.job import CancelToken
from gdgui.ui import fonts, language, theme
from gdgui.ui.chance import complete_chance
from gdgui.ui.charts import CHARTS
from gdgui.ui.films import Film, evenly
from gdgui.ui.sheet import Look, Sheet, alone, png
from gdgui.ui.snapshot import REPLAY, Run, Snapshot, SweepView
from gdgui.ui.theory import complete_theory

LOOKS = {"left": Look(960, 600), "right": Look(960, 900)}
"""The size of a figure, by the column that its chart stands in."""

FILM = Look(720, 450, scale=1.0)
"""The size of a film."""

RATE = 20.0
"""Frames a second."""

PICTURES = ("png", "svg", "pdf")


def application() -> QApplication:
    """The application, made if there is none."""
    app = QApplication.instance()
    if app is None:
        app = QApplication(["gdgui"])
        fonts.install()
    assert isinstance(app, QApplication)
    return app


def complete(document: Document) -> Snapshot:
    """Everything that a document asks for, computed here and now."""
    planned = plan(document)
    parts = list(planned.descents)
    if planned.replay is not None:
        parts.append(planned.replay)
    parts += planned.pins
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
        pins=tuple(run(part.index, part.key, part) for part in planned.pins),
        chance=complete_chance(document, planned) if "chance" in document.view.charts else None,
        theory=complete_theory(document, planned, orbit="dynamics" in document.view.charts),
    )


def shown_charts(snapshot: Snapshot) -> list[str]:
    """The charts that the document asks for, or else those of the first window, in their order."""
    entries = sorted(CHARTS.load().items(), key=lambda item: (item[1].column, item[1].order))
    asked = snapshot.document.view.charts
    return [
        key for key, entry in entries if (entry.at_first or key in asked) and entry.wanted(snapshot)
    ]


def encode(sheet: Sheet, suffix: str, title: str) -> bytes:
    """A sheet as a file with that suffix, one of PICTURES."""
    match suffix:
        case "svg":
            return sheet.svg()
        case "pdf":
            return sheet.pdf(title)
        case _:
            return png(sheet.image())


def only(snapshot: Snapshot, k: int) -> Snapshot:
    """The same moment with the k-th descent alone, in the colour that it has beside the others."""
    view = changed(snapshot.document.view, descent=0, replay=None, pins=[])
    document = changed(snapshot.document, view=view)
    return replace(snapshot, document=document, runs=(snapshot.runs[k],), replay=None, pins=())


def write_figures(
    document: Document,
    folder: Path,
    formats: Sequence[str],
    wanted: str,
    progress: Callable[[], None],
) -> list[Path]:
    """Writes figures and films of `document` into `folder`, and returns their paths.

    `formats` may name those of PICTURES, for a figure of each chart, and "gif", for a film of each
    descent; `wanted` is the language of the labels; `progress` is called after each.
    """
    app = application()
    theme.apply(app, "light")
    language.install(wanted)
    snapshot = complete(document)
    written = []
    suffixes = [suffix for suffix in PICTURES if suffix in formats]
    for key in shown_charts(snapshot) if suffixes else ():
        entry = CHARTS[key]
        sheet = Sheet(snapshot, alone(key), LOOKS[entry.column])
        sheet.show_epoch(snapshot.epochs)
        sheet.settle()
        for suffix in suffixes:
            path = folder / f"{key}.{suffix}"
            write_bytes(path, encode(sheet, suffix, language.tr(entry.title)))
            written.append(path)
        sheet.dispose()
        progress()
    for k in range(len(snapshot.runs)) if "gif" in formats else ():
        path = folder / names.descent_file(k + 1, "gif")
        written += write_descent_film(path, only(snapshot, k))
        progress()
    # No event loop runs here that would delete them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return written


def write_descent_film(path: Path, snapshot: Snapshot) -> list[Path]:
    """A GIF of a descent that rolls down the first of its charts."""
    sheet = Sheet(snapshot, alone(shown_charts(snapshot)[0]), FILM)
    film = Film(sheet, evenly(0, snapshot.epochs))
    count = len(film.steps)
    paths = write_film(path, "gif", (film.paint(k) for k in range(count)), count, RATE)
    sheet.dispose()
    return paths
