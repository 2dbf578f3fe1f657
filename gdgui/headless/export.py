"""Computes what was decided, and writes it: each file whole or not at all."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from gdgui.document.file import write_bytes
from gdgui.document.model import Document
from gdgui.document.plan import DescentPlan, SweepPlan
from gdgui.engine.field import Field
from gdgui.engine.measures import MEASURES
from gdgui.export import names
from gdgui.export.appearance import Appearance
from gdgui.export.arrays import write_arrays
from gdgui.export.columns import Table, descent_table, sweep_table
from gdgui.export.notebook import notebook
from gdgui.export.script import script
from gdgui.export.summary import Result, write_summary
from gdgui.export.tables import write_decimal_commas, write_table
from gdgui.headless.ending import Ending
from gdgui.headless.request import PICTURES, Decided, Piece, Request, decide
from gdgui.headless.terminal import Progress
from gdgui.jobs.descents import DescentChunk, DescentDone, DescentsJob
from gdgui.jobs.estimate import estimate
from gdgui.jobs.job import CancelToken
from gdgui.jobs.results import Results
from gdgui.jobs.sweeps import Meter, completed

EPOCH_SECONDS = 5e-5
"""About what one epoch of one recorded descent takes."""

FIGURES_SECONDS = 1.0
"""About what the figures of one document take."""

FILM_SECONDS = 3.0
"""About what the film of one descent takes."""

WRITERS = {"csv": write_table, "comma": write_decimal_commas, "npz": write_arrays}

WriteFigures = Callable[
    [
        Document,
        Path,
        Sequence[str],
        str,
        Callable[[], None],
        Appearance,
        Ending,
        Results,
    ],
    list[Path],
]


def export(request: Request) -> None:
    """Writes tables and figures, and tells what it wrote.

    Raises InputError before anything is written; OSError where a file cannot be written, with every
    other file as it should be.
    """
    decided = decide(request)
    write_figures = _figure_writer() if decided.figures else None
    work = [_Work(piece, decided) for piece in decided.pieces]
    seconds = sum(part.seconds for part in work)
    with Ending().in_order() as ending, _collecting_here(), Progress(seconds) as progress:
        for part in work:
            part.piece.folder.mkdir(parents=True, exist_ok=True)
            results = part.write_tables(progress)
            part.write_scripts(progress)
            if write_figures is not None:
                part.write_figures(write_figures, results, progress, ending)
            del results
            gc.collect()


def _figure_writer() -> WriteFigures:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gdgui.ui.figures import write_figures

    return write_figures


class _Work:
    """One document's part of an export.  `seconds` is about how long it takes."""

    def __init__(self, piece: Piece, decided: Decided) -> None:
        self.piece = piece
        self._decided = decided
        self._sweep_seconds = [0.0 for _ in piece.plan.sweeps]
        pictures = len(set(decided.figures) & set(PICTURES))
        films = (len(decided.figures) - pictures) * (len(piece.plan.descents) + bool(piece.plan.sweeps))
        self._figure_seconds = FIGURES_SECONDS * pictures + FILM_SECONDS * films
        self.seconds = self._figure_seconds
        if decided.tables or decided.figures:
            with np.errstate(all="ignore"):
                self._sweep_seconds = [
                    estimate(sweep.grid).seconds if decided.tables or self._is_drawn(sweep) else 0.0
                    for sweep in piece.plan.sweeps
                ]
            self.seconds += sum(self._sweep_seconds)
            self.seconds += sum(EPOCH_SECONDS * d.setup.longest for d in piece.plan.descents)

    def _is_drawn(self, sweep: SweepPlan) -> bool:
        """Whether the figures show a sweep."""
        return bool(self._decided.figures) and sweep.index == self.piece.document.view.sweep

    def write_tables(self, progress: Progress) -> Results:
        """Runs descents and sweeps one after the other, and writes each once it is done.

        Returns what the figures are drawn of; where there are no tables, that alone is computed.
        """
        results = Results()
        if not (self._decided.tables or self._decided.figures):
            return results
        rows = []
        for number, descent in enumerate(self.piece.plan.descents, 1):
            done = self._descent(number, descent, progress)
            rows.append(self._row(number, descent, done))
            if self._decided.figures:
                results.descents[descent.key] = done
        if "csv" in self._decided.tables:
            path = self.piece.folder / names.SUMMARY
            write_summary(path, self.piece.plan.bound, rows)
            progress.say(str(path))
        for number, sweep in enumerate(self.piece.plan.sweeps, 1):
            if self._decided.tables or self._is_drawn(sweep):
                field = self._sweep(number, sweep, progress)
                if self._is_drawn(sweep):
                    results.fields[sweep.key] = field
        return results

    def write_scripts(self, progress: Progress) -> None:
        """Writes the program that computes all this once more, and draws it."""
        piece = self.piece
        for suffix in self._decided.scripts:
            path = piece.folder / names.script_file(suffix)
            notebook_asked = suffix == "ipynb"
            text = notebook(piece.document, piece.text) if notebook_asked else script(piece.document)
            write_bytes(path, text.encode())
            progress.say(str(path))

    def _descent(self, number: int, planned: DescentPlan, progress: Progress) -> DescentDone:
        total = planned.setup.longest
        known = 0
        label = f"{self.piece.title}: descent {number} of {len(self.piece.plan.descents)}"
        with progress.step(label, EPOCH_SECONDS * total, lambda: known / total):
            for event in DescentsJob((planned,)).run(CancelToken()):
                if isinstance(event, DescentChunk):
                    known += len(event.chunk)
                else:
                    done = event
            if self._decided.tables:
                name = f" ({planned.name})" if planned.name else ""
                progress.say(f"{self.piece.title}: descent {number}{name}: {done.sentence}")
                table = descent_table(done.record)
                self._write(lambda suffix: names.descent_file(number, suffix), table, progress)
        return done

    def _row(self, number: int, planned: DescentPlan, done: DescentDone) -> Result:
        link = self.piece.document.descents[planned.index].continues
        shared = None if link is None else (link.descent + 1, link.epoch)
        return Result(number, planned.name, done.record, done.outcome, done.sentence, shared)

    def _sweep(self, number: int, planned: SweepPlan, progress: Progress) -> Field:
        meter = Meter()
        label = f"{self.piece.title}: sweep {number} of {len(self.piece.plan.sweeps)}"
        measures = MEASURES if self._decided.tables else (planned.measure,)
        with progress.step(label, self._sweep_seconds[number - 1], lambda: meter.share):
            field = completed(planned, CancelToken(), None, meter, measures)
            if self._decided.tables:
                table = sweep_table(field)
                self._write(lambda suffix: names.sweep_file(number, suffix), table, progress)
        return field

    def _write(self, name: Callable[[str], str], table: Table, progress: Progress) -> None:
        for suffix in self._decided.tables:
            path = self.piece.folder / name(suffix)
            WRITERS[suffix](path, table)
            progress.say(str(path))

    def write_figures(
        self, write_figures: WriteFigures, results: Results, progress: Progress, ending: Ending
    ) -> None:
        """Draws the charts of what has been computed."""
        drawn = 0

        def another() -> None:
            nonlocal drawn
            drawn += 1

        # How many there will be is not known: every figure takes a third of what is left.
        label = f"{self.piece.title}: figures"
        with progress.step(label, self._figure_seconds, lambda: 1 - (2 / 3) ** drawn):
            document, folder = self.piece.document, self.piece.folder
            formats, language = self._decided.figures, self._decided.language
            with np.errstate(all="ignore"):
                paths = write_figures(
                    document,
                    folder,
                    formats,
                    language,
                    another,
                    self._decided.appearance,
                    ending,
                    results,
                )
            for path in paths:
                progress.say(str(path))


@contextmanager
def _collecting_here() -> Iterator[None]:
    """Python's cyclic collector does not run by itself: in the thread of the progress bar, or of a
    sweep, it might delete Qt's objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
