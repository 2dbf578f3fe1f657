"""Figures of a document without a window: every chart that has something to show, and films."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from gdgui.document.file import write_bytes
from gdgui.document.model import Document
from gdgui.document.plan import SweepPlan, plan
from gdgui.export import names
from gdgui.export.appearance import Appearance
from gdgui.export.films import WRITERS, Frame, write_film
from gdgui.jobs.descents import DescentDone, DescentsJob
from gdgui.jobs.job import CancelToken
from gdgui.jobs.painted import Painted, PaintedSweep
from gdgui.jobs.results import Results
from gdgui.jobs.sweeps import SweepDone
from gdgui.ui import fonts, language, theme
from gdgui.ui.charts import ARRANGEMENT, CHARTS
from gdgui.ui.films import Film, SweepFilm, evenly, every, rows
from gdgui.ui.sheet import CENTIMETRE, Look, Sheet, alone, arrangement, png
from gdgui.ui.snapshot import REPLAY, Run, Snapshot, SweepView
from gdgui.ui.theory import complete_theory

LOOKS = {"left": Look(960, 600), "right": Look(960, 900)}
"""The size of a figure, by the column that its chart stands in."""

TOGETHER = Look(1600, 900)
"""The size of a figure of all charts."""

FILM = Look(720, 450, scale=1.0)
"""The size of a film."""


class Patience(Protocol):
    """Who may end the work from outside, and where."""

    def held(self) -> AbstractContextManager[None]:
        """What nobody breaks into: a painter would swallow it, a writer leave a file open."""
        ...

    def heed(self) -> None:
        """Raises where the work is to end, in the midst of what is held."""
        ...


class Undisturbed:
    """Nobody ends it."""

    def held(self) -> AbstractContextManager[None]:
        """Nothing special."""
        return nullcontext()

    def heed(self) -> None:
        """Goes on."""


PIXELS, VECTORS = ("png",), ("svg", "pdf")
PICTURES = (*PIXELS, *VECTORS)


def application() -> QApplication:
    """The application, made if there is none."""
    app = QApplication.instance()
    if app is None:
        app = QApplication(["gdgui"])
        fonts.install()
    assert isinstance(app, QApplication)
    return app


def complete(document: Document, known: Results | None = None) -> Snapshot:
    """Everything that a document asks for, computed here and now, but for what is `known`.

    Raises InputError where the memory does not suffice.
    """
    planned = plan(document)
    known = known or Results()
    parts = list(planned.descents)
    if planned.replay is not None:
        parts.append(planned.replay)
    parts += planned.pins
    token = CancelToken()
    missing = tuple(part for part in parts if part.key not in known.descents)
    done = known.descents | {
        piece.key: piece for piece in DescentsJob(missing).run(token) if isinstance(piece, DescentDone)
    }

    def run(index: int, key: bytes, part: object) -> Run:
        found = done[key]
        return Run(index, part, found.record, True, found.outcome, found.sentence)  # type: ignore[arg-type]

    view = None
    if planned.sweeps:
        view = _swept(planned.sweeps[document.view.sweep], known, token)
    replay = planned.replay
    snapshot = Snapshot(
        document=document,
        plan=planned,
        runs=tuple(run(part.index, part.key, part) for part in planned.descents),
        replay=None if replay is None else run(REPLAY, replay.key, replay),
        sweep=view,
        pins=tuple(run(part.index, part.key, part) for part in planned.pins),
        theory=complete_theory(document, planned),
    )
    for key in document.view.charts:
        if key in CHARTS:
            snapshot = CHARTS[key].complete(snapshot)
    return snapshot


def _swept(part: SweepPlan, known: Results, token: CancelToken) -> SweepView:
    """The view of a whole sweep, which all cores run where it is not known."""
    view = SweepView(plan=part)
    for piece in PaintedSweep(part, part.measure, known.fields.get(part.key)).run(token):
        match piece:
            case Painted(values=values, known=cells, counts=counts):
                view = replace(view, values=values, known=cells, counts=counts)
            case SweepDone(field=field):
                view = replace(view, field=field)
    return view


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
    view = replace(snapshot.document.view, descent=0, replay=None, pins=[])
    document = replace(snapshot.document, view=view)
    return replace(snapshot, document=document, runs=(snapshot.runs[k],), replay=None, pins=())


def write_figures(
    document: Document,
    folder: Path,
    formats: Sequence[str],
    wanted: str,
    progress: Callable[[], None],
    appearance: Appearance | None = None,
    patience: Patience | None = None,
    known: Results | None = None,
) -> list[Path]:
    """Writes figures and films of `document` into `folder`, and returns their paths.

    What is `known` is not computed again.

    `formats` may name those of PICTURES, for a figure of each chart and one of all together, and of
    WRITERS, for a film of each descent and of the sweep that is shown; `wanted` is the language of the
    labels.  `progress` is called after each, and `patience` may end the work there, and between two
    frames.
    """
    patient = patience or Undisturbed()
    asked = appearance or Appearance()
    app = application()
    theme.apply(app, asked.theme)
    language.install(wanted)
    snapshot = complete(document, known)
    written = []
    for write in (_pictures, _films):
        for paths in write(snapshot, folder, formats, asked, patient):
            written += paths
            progress()
    # No event loop runs here that would delete them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return written


def _pictures(
    snapshot: Snapshot, folder: Path, formats: Sequence[str], asked: Appearance, patience: Patience
) -> Iterator[list[Path]]:
    """A figure of each chart, and one of all of them where there are several."""
    suffixes = [suffix for suffix in PICTURES if suffix in formats]
    keys = shown_charts(snapshot) if suffixes else []
    titles = {key: language.tr(CHARTS[key].title) for key in keys}
    sheets = {key: (alone(key), LOOKS[CHARTS[key].column]) for key in keys}
    if len(keys) > 1:
        titles[ARRANGEMENT] = "Gradient Descent Lab"
        sheets[ARRANGEMENT] = (arrangement(keys), TOGETHER)
    for key, (places, usual) in sheets.items():
        paths = {suffix: folder / f"{key or 'charts'}.{suffix}" for suffix in suffixes}
        pictures: dict[str, bytes] = {}
        for some in (VECTORS, PIXELS):
            wanted = [suffix for suffix in suffixes if suffix in some]
            with patience.held():
                if wanted:
                    looks = replace(look(usual, asked), vectors=some is VECTORS)
                    sheet = Sheet(snapshot, places, looks)
                    sheet.show_epoch(snapshot.epochs)
                    sheet.settle()
                    pictures |= {s: encode(sheet, s, titles[key]) for s in wanted}
                    sheet.dispose()
        for suffix, path in paths.items():
            write_bytes(path, pictures[suffix])
        yield list(paths.values())


def _films(
    snapshot: Snapshot, folder: Path, formats: Sequence[str], asked: Appearance, patience: Patience
) -> Iterator[list[Path]]:
    """A film of each descent, which rolls down the first of its charts, and one of the sweep."""
    kinds = [kind for kind in WRITERS if kind in formats]
    looks = look(FILM, asked)
    for k in range(len(snapshot.runs)) if kinds else ():
        alone_there = only(snapshot, k)
        with patience.held():
            sheet = Sheet(alone_there, alone(shown_charts(alone_there)[0]), looks)
        film = Film(sheet, _steps(alone_there.epochs, asked))
        name = partial(names.descent_file, k + 1)
        yield _write_film(film, folder, kinds, name, asked, patience)
    swept = [key for key in shown_charts(snapshot) if CHARTS[key].shows_sweep]
    if kinds and swept and snapshot.sweep is not None:
        name = partial(names.sweep_file, snapshot.document.view.sweep + 1)
        with patience.held():
            sheet = Sheet(snapshot, alone(swept[0]), looks)
            growing = SweepFilm(sheet, snapshot, evenly(1, rows(snapshot.sweep)))
        yield _write_film(growing, folder, kinds, name, asked, patience)


def _write_film(
    film: Film,
    folder: Path,
    kinds: Sequence[str],
    name: Callable[[str], str],
    asked: Appearance,
    patience: Patience,
) -> list[Path]:
    """Writes a film in several formats; its sheet is done with afterwards."""
    count = len(film.steps)

    def frames() -> Iterator[Frame]:
        for k in range(count):
            patience.heed()
            yield film.paint(k)

    paths: list[Path] = []
    for kind in kinds:
        with patience.held():
            paths += write_film(folder / name(kind), kind, frames(), count, asked.rate)
    film.sheet.dispose()
    return paths


def _steps(epochs: int, asked: Appearance) -> list[int]:
    """The epochs that a film of a descent shows."""
    last = epochs if asked.last is None else min(asked.last, epochs)
    first = min(asked.first, last)
    return evenly(first, last) if asked.stride is None else every(first, last, asked.stride)


def look(usual: Look, asked: Appearance) -> Look:
    """The usual look, and what was asked for instead."""
    width, height = asked.size or (usual.width, usual.height)
    pixels = CENTIMETRE if asked.centimetres and asked.size else 1.0
    return Look(
        width * pixels,
        height * pixels,
        asked.scale or usual.scale,
        asked.centimetres,
        asked.printed,
        asked.transparent,
        asked.caption,
    )
