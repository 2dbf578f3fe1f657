"""Tries every part of the program once, where it was installed: `gdgui --self-test`.

Every entry runs for five epochs, every lesson is opened, every translation and icon loaded, the window
painted, and a file of each format exported.  What a library of its own is needed for has its own line.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np

from gdgui.document import lesson
from gdgui.document.plan import plan
from gdgui.engine.descent import record
from gdgui.engine.field import compute
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.measures import MEASURES
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Setup, resolve_objective
from gdgui.headless.terminal import complain, write
from gdgui.resources import resource

EPOCHS = 5

BOWL = "parabola"
"""The objective on which schedules, optimizers and measures are tried: it has all that they need."""


EXPORTED = "rate_sweep"
"""The lesson that is exported: a descent and a sweep, and so charts of both."""


KOREAN = "경사 하강법: 학습률, 에포크 수"


def self_test() -> int:
    """Runs every check, a line for each on the standard output.  0 if all passed, else 1."""
    checks: tuple[Callable[[], Iterator[str]], ...] = (
        _objectives,
        _schedules,
        _optimizers,
        _measures,
        _typed,
        _lessons,
        _translations,
        _korean,
        _formulas,
        _window,
        _exports,
        _icons,
        _help,
    )
    for check in checks:
        try:
            for line in check():
                write(f"{line}\n")
        except BrokenPipeError:
            raise
        except Exception as error:
            name = getattr(check, "__name__", "").strip("_")
            complain(f"self-test failed: {name}: {type(error).__name__}: {error}")
            return 1
    write("self-test passed\n")
    return 0


def _run(
    objective: str,
    gradient: str = "exact",
    schedule: str = "constant",
    optimizer: str = "gradient_descent",
) -> None:
    """Five epochs of one descent.  Raises RuntimeError, with the keys, where they do not work."""
    try:
        start = resolve_objective(Choice(objective)).objective.start
        found = record(
            Setup(
                objective=Choice(objective),
                gradient=Choice(gradient),
                schedule=Choice(schedule),
                optimizer=Choice(optimizer),
                start=np.array(start)[:, np.newaxis],
                epochs=EPOCHS,
            )
        )
    except Exception as error:
        raise RuntimeError(f"{objective}, {gradient}, {schedule}, {optimizer}: {error}") from error
    if len(found) != EPOCHS:
        raise RuntimeError(f"{objective}, {gradient}, {schedule}, {optimizer}: {len(found)} epochs ran")


def _objectives() -> Iterator[str]:
    pairs = 0
    for key in OBJECTIVES:
        objective = resolve_objective(Choice(key)).objective
        for gradient in GRADIENTS:
            if GRADIENTS[gradient].unavailable(objective) is None:
                _run(key, gradient=gradient)
                pairs += 1
    yield f"objectives: {len(OBJECTIVES.keys())}"
    yield f"gradients: {len(GRADIENTS.keys())}, {pairs} pairs with an objective"


def _schedules() -> Iterator[str]:
    for key in SCHEDULES:
        _run(BOWL, schedule=key)
    yield f"schedules: {len(SCHEDULES.keys())}"


def _optimizers() -> Iterator[str]:
    for key in OPTIMIZERS:
        _run(BOWL, optimizer=key)
    yield f"optimizers: {len(OPTIMIZERS.keys())}"


def _measures() -> Iterator[str]:
    base = Setup(
        objective=Choice(BOWL),
        gradient=Choice("exact"),
        schedule=Choice("constant"),
        optimizer=Choice("gradient_descent"),
        start=np.array(OBJECTIVES[BOWL].start)[:, np.newaxis],
        epochs=EPOCHS,
    )
    grid = Grid(base, (Axis("schedule.rate", np.linspace(0.0, 1.0, EPOCHS)),))
    ends = compute(grid).ends()
    for key, measure in MEASURES.load().items():
        with np.errstate(all="ignore"):
            found = len(measure.compute(ends))
        if found != grid.size:
            raise RuntimeError(f"{key}: {found} values for {grid.size} cells")
    yield f"measures: {len(MEASURES.keys())}"


def _typed() -> Iterator[str]:
    """SymPy, which differentiates typed formulas."""
    from gdgui.engine.expression import parse
    from gdgui.engine.symbolic import differentiate

    if not differentiate(parse("x^2 sin x", ("x",)), ("x",)):
        raise RuntimeError("a typed formula has no derivative")
    yield "typed formulas: differentiated"


def _lessons() -> Iterator[str]:
    scenes = 0
    for found in lesson.load_all():
        for scene in found.scenes:
            plan(scene.document)
            scenes += 1
    yield f"lessons: {len(lesson.keys())}, {scenes} scenes"


def _translations() -> Iterator[str]:
    from PySide6.QtCore import QTranslator

    folder = resource("translations")
    sources = {path.stem for path in folder.iterdir() if path.suffix in (".ts", ".qm")}
    for name in sorted(sources):
        if not QTranslator().load(f"{name}.qm", str(folder)):
            raise RuntimeError(f"{name}.qm cannot be loaded from {folder}")
    yield f"translations: {len(sources)}"


def _korean() -> Iterator[str]:
    """A font that has what Korean is written with: letters without one become empty boxes."""
    from PySide6.QtGui import QTextLayout

    from gdgui.ui.figures import application

    application()
    layout = QTextLayout(KOREAN)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    missing = [run.rawFont().familyName() for run in layout.glyphRuns() if 0 in run.glyphIndexes()]
    if missing or not layout.glyphRuns():
        raise RuntimeError(f"no font here has Korean letters, not even {', '.join(missing) or 'one'}")
    yield "Korean: shown"


def _formulas() -> Iterator[str]:
    """ziamath, which sets formulas, and its fonts."""
    from PySide6.QtGui import QColor

    from gdgui.ui.formula import html

    if not html(r"\frac{\sqrt{x}}{\eta}", QColor("black"), 20).startswith("<img"):
        raise RuntimeError("formulas stand as plain text, since they cannot be drawn")
    yield "formulas: drawn"


def _exports() -> Iterator[str]:
    """Every format is written, and no file is empty."""
    from gdgui.export.films import ffmpeg
    from gdgui.headless.export import export
    from gdgui.headless.request import FORMATS, Request

    forms = [form for form in FORMATS if form != "mp4" or ffmpeg() is not None]
    fewer = (f"descents.0.epochs={EPOCHS}",)
    quiet = StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(quiet), redirect_stderr(quiet):
        export(Request((EXPORTED,), Path(folder), ",".join(forms), fewer, scene=1))
        count = {form: len(_written(Path(folder), form)) for form in forms}
    if absent := [form for form, files_of_it in count.items() if not files_of_it]:
        raise RuntimeError(f"no file was written as {', '.join(absent)}")
    yield "exports: " + ", ".join(f"{number} {form}" for form, number in count.items())


def _written(folder: Path, form: str) -> list[Path]:
    """The files of one format, none of them empty; several formats end in the same letters."""
    ours = {"comma": "*.comma.csv", "apng": "*-[0-9].png", "steps": "*/step-*.png"}
    others = {path for pattern in ours.values() for path in folder.glob(pattern)}
    found = folder.glob(ours.get(form, f"*.{form}"))
    return [path for path in found if path.stat().st_size and (form in ours or path not in others)]


def _window() -> Iterator[str]:
    from gdgui.ui.app import self_test as paint

    yield from paint()


def _icons() -> Iterator[str]:
    from PySide6.QtSvg import QSvgRenderer

    files = sorted(resource("icons").glob("*.svg"))
    for path in files:
        if not QSvgRenderer(str(path)).isValid():
            raise RuntimeError(f"{path} is no picture")
    yield f"icons: {len(files)}"


def _help() -> Iterator[str]:
    files = sorted(path for path in resource("help").rglob("*") if path.is_file())
    for path in files:
        if not path.read_bytes():
            raise RuntimeError(f"{path} is empty")
    yield f"help: {len(files)} files"
