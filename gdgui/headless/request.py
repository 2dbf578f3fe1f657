"""What an export was asked for, decided to the end before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.document import lesson, target
from gdgui.document.edit import edit
from gdgui.document.model import Document
from gdgui.document.plan import Plan, plan
from gdgui.document.target import Target
from gdgui.engine.grid import cells_setup
from gdgui.engine.message import InputError, Message
from gdgui.engine.setup import prepare
from gdgui.export import names
from gdgui.export.appearance import Appearance, check, parse_epochs, parse_size
from gdgui.export.films import WRITERS, ffmpeg, no_ffmpeg
from gdgui.export.notebook import scene_text

TABLES = ("csv", "comma", "npz")
PICTURES = ("png", "svg", "pdf")
FILMS = tuple(WRITERS)
FIGURES = (*PICTURES, *FILMS)
SCRIPTS = ("py", "ipynb")
FORMATS = (*TABLES, *FIGURES, *SCRIPTS)


class Request(Struct, frozen=True):
    """What `gdgui export` was asked for, word by word."""

    words: tuple[str, ...]
    out: Path
    formats: str = "csv,npz,png"
    assignments: tuple[str, ...] = ()
    scene: int | None = None
    lessons: bool = False
    language: str = "en"
    size: str | None = None
    epochs: str | None = None
    appearance: Appearance = Appearance()
    """The rest of it: what `size` and `epochs` say is put in."""


class Piece(Struct, frozen=True, eq=False):
    """A document that is exported, and into which folder; `title` is what a person is told.

    `text` is what the lesson tells, in Markdown; empty for a file.
    """

    title: str
    document: Document
    plan: Plan
    folder: Path
    text: str = ""


class Decided(Struct, frozen=True):
    """All that is to be written: nothing in it can be refused any more."""

    pieces: tuple[Piece, ...]
    tables: tuple[str, ...]
    figures: tuple[str, ...]
    language: str
    scripts: tuple[str, ...] = ()
    appearance: Appearance = Appearance()


def decide(request: Request) -> Decided:
    """What a request comes to.  Raises InputError that names the place and what is allowed."""
    formats = parse_formats(request.formats)
    pieces = tuple(_pieces(request))
    decided = Decided(
        pieces,
        tuple(f for f in formats if f in TABLES),
        tuple(f for f in formats if f in FIGURES),
        request.language,
        tuple(f for f in formats if f in SCRIPTS),
        _appearance(request),
    )
    _check_films(decided)
    _check_folders(request.out, decided)
    return decided


def _check_films(decided: Decided) -> None:
    """Whether films can have the look and the epochs that were asked for."""
    asked = decided.appearance
    if not set(FILMS) & set(decided.figures):
        return
    if asked.transparent:
        raise InputError(
            Message("a film has a background; allowed are the formats png, svg and pdf"),
            "--transparent",
        )
    longest = max(part.setup.longest for piece in decided.pieces for part in piece.plan.descents)
    if asked.first > longest:
        raise InputError(
            Message("the longest descent has {epochs} epochs", {"epochs": longest}), "--epochs"
        )


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats of `csv,npz`, each once.  Raises InputError for what we do not write."""
    formats = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in formats:
        if name not in FORMATS:
            raise InputError(
                Message(
                    "there is no format “{name}”; allowed are {formats}, separated by commas",
                    {"name": name, "formats": ", ".join(FORMATS)},
                ),
                "--formats",
            )
    if "mp4" in formats and ffmpeg() is None:
        raise InputError(no_ffmpeg(), "--formats")
    return formats


def _appearance(request: Request) -> Appearance:
    """How figures and films are to look.  Raises InputError for what makes no sense."""
    asked = request.appearance
    if request.size is not None:
        size, centimetres = parse_size(request.size)
        asked = replace(asked, size=size, centimetres=centimetres)
    if request.epochs is not None:
        first, last, stride = parse_epochs(request.epochs)
        asked = replace(asked, first=first, last=last, stride=stride)
    return check(asked)


def only_scene(found: Target, number: int | None) -> Document:
    """The document of a scene, numbered from 1; the first where no number is given."""
    return _scenes(found, 1 if number is None else number)[0][1]


def _pieces(request: Request) -> Iterator[Piece]:
    words = _words(request)
    targets = [target.find(word) for word in words]
    alone = not request.lessons and len(targets) == 1
    folders = [""] if alone else names.different(found.name for found in targets)
    for word, found, folder in zip(words, targets, folders, strict=True):
        for number, document in _scenes(found, request.scene):
            title = found.name if len(found.documents) == 1 else f"{found.name}, scene {number}"
            edited = _edited(document, request.assignments, title)
            place = names.scene_folder(number) if request.scene is None else ""
            told = _told(found, number, request.language)
            where = request.out / folder / place
            yield Piece(title, edited, _planned(edited, word), where, told)


def _told(found: Target, number: int, language: str) -> str:
    """What a lesson tells in a scene, in Markdown; empty for a file."""
    if found.lesson is None:
        return ""
    scene = found.lesson.scenes[number - 1]
    title = lesson.in_language(scene.title, language)
    return scene_text(title, lesson.in_language(scene.text, language))


def _words(request: Request) -> tuple[str, ...]:
    if request.lessons and request.words:
        raise InputError(
            Message("takes no LESSON|FILE beside it; allowed is one of the two"), "--lessons"
        )
    if not request.lessons and not request.words:
        raise InputError(
            Message(
                "LESSON|FILE is missing; allowed are files, the lessons {keys}, or --lessons for all",
                {"keys": ", ".join(lesson.keys())},
            ),
            "export",
        )
    return tuple(key for key, _ in lesson.headings()) if request.lessons else request.words


def _scenes(found: Target, scene: int | None) -> list[tuple[int, Document]]:
    """The documents of a target with their numbers from 1: all of them, or the one asked for."""
    numbered = list(enumerate(found.documents, 1))
    if scene is None:
        return numbered
    if not 1 <= scene <= len(numbered):
        raise InputError(
            Message(
                "{name} has no scene {scene}; allowed is a whole number from 1 to {last}",
                {"name": found.name, "scene": scene, "last": len(numbered)},
            ),
            "--scene",
        )
    return [numbered[scene - 1]]


def _edited(document: Document, assignments: Sequence[str], title: str) -> Document:
    try:
        return edit(document, assignments)
    except InputError as error:
        raise InputError(error.message, f"--set: {title}: {error.place}") from None


def _planned(document: Document, word: str) -> Plan:
    """The plan, its rules tried out, so that nothing is refused once something is written."""
    try:
        with np.errstate(all="ignore"):
            planned = plan(document)
            for sweep in planned.sweeps:
                prepare(cells_setup(sweep.grid, np.zeros(1, dtype=np.int64)))
    except InputError as error:
        raise InputError(error.message, f"{word}: {error.place}") from None
    return planned


def _check_folders(out: Path, decided: Decided) -> None:
    """Whether everything can go where it belongs, found out without making anything."""
    for folder in {out, *(piece.folder for piece in decided.pieces)}:
        line = [folder.absolute(), *folder.absolute().parents]
        existing = next(path for path in line if os.path.lexists(path))
        if not existing.is_dir():
            raise _refused("{path} is no folder; allowed is a folder, or a new name", existing)
        if not os.access(existing, os.W_OK | os.X_OK):
            raise _refused("{path} may not be written to; allowed is a folder of your own", existing)
    for path in _table_paths(decided):
        if path.is_dir():
            raise _refused(
                "{path} is a folder where a file has to go; allowed is a folder without it", path
            )


def _refused(source: str, path: Path) -> InputError:
    return InputError(Message(source, {"path": str(path)}), "--out")


def _table_paths(decided: Decided) -> Iterator[Path]:
    for piece in decided.pieces:
        if "csv" in decided.tables:
            yield piece.folder / names.SUMMARY
        for suffix in decided.tables:
            for number in range(1, len(piece.plan.descents) + 1):
                yield piece.folder / names.descent_file(number, suffix)
            for number in range(1, len(piece.plan.sweeps) + 1):
                yield piece.folder / names.sweep_file(number, suffix)
        for suffix in decided.scripts:
            yield piece.folder / names.script_file(suffix)
