"""Lessons: documents with texts in several languages, read from `resources/lessons/`.

A lesson file is JSON: `{"version": 1, "order": 10, "title": {"en": …, "ko": …}, "scenes": […]}`, and
its name is the lesson's key.  A scene has a `title`, a `text` (for each language a list of
paragraphs) and a `document`; the first scene's document opens with the lesson.  A later scene may
leave out its document; then it has the one of the scene before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from gdgui.document.file import from_plain, parse_json, read_bytes
from gdgui.document.model import Document, Strict
from gdgui.engine.message import InputError, Message
from gdgui.engine.types import shorten
from gdgui.resources import resource

VERSION = 1

Text = dict[str, str]
"""A text by language; English is always there."""

Paragraphs = dict[str, list[str]]
"""A longer text by language, one string a paragraph; English is always there."""

S = TypeVar("S")


class Scene(Strict, frozen=True):
    """A step of a lesson: what is told, and what is on the screen meanwhile.

    In `text` a blank line stands between the paragraphs.
    """

    title: Text
    text: Text
    document: Document


class Lesson(Strict, frozen=True):
    """A lesson under its key, the name of its file."""

    key: str
    order: int
    title: Text
    scenes: list[Scene]


class SceneFile(Strict, frozen=True):
    """A scene as it stands in the file."""

    title: Text
    text: Paragraphs
    document: dict[str, Any] | None = None


class LessonFile(Strict, frozen=True):
    """A lesson as it stands in the file."""

    version: int
    order: int
    title: Text
    scenes: list[SceneFile]


class Heading(Struct, frozen=True):
    """What the menu needs of a lesson: no document is checked for it."""

    order: int
    title: Text


def in_language(text: Text, language: str) -> str:
    """The text in `language`, or in English where there is none."""
    return text.get(language, text["en"])


def folder() -> Path:
    """Where the lessons lie."""
    return resource("lessons")


def keys() -> tuple[str, ...]:
    """The keys of all lessons, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder().glob("*.json")))


def load(key: str) -> Lesson:
    """The lesson called `key`.  Raises InputError where there is none, or where its file is wrong."""
    known = keys()
    if key not in known:
        raise InputError(
            Message(
                "there is no {key}; allowed is one of {keys}",
                {"key": shorten(key), "keys": ", ".join(known)},
            )
        )
    return read(folder() / f"{key}.json")


def read(path: Path) -> Lesson:
    """The lesson in a file.  Raises InputError that names the file and the place in it."""
    try:
        return _lesson(path.stem, _convert(path, LessonFile))
    except InputError as error:
        raise error.at(path.name) from None


def load_all() -> tuple[Lesson, ...]:
    """All lessons, in the order of the menu."""
    return tuple(sorted((load(key) for key in keys()), key=lambda lesson: lesson.order))


def headings() -> tuple[tuple[str, Text], ...]:
    """Key and title of every lesson, in the order of the menu."""
    found = []
    for key in keys():
        path = folder() / f"{key}.json"
        try:
            found.append((key, _convert(path, Heading)))
        except InputError as error:
            raise error.at(path.name) from None
    return tuple((key, head.title) for key, head in sorted(found, key=lambda item: item[1].order))


def _convert(path: Path, kind: type[S]) -> S:
    try:
        return msgspec.convert(parse_json(read_bytes(path)), kind)
    except msgspec.ValidationError as error:
        raise InputError(Message("{reason}", {"reason": str(error)})) from None


def _lesson(key: str, content: LessonFile) -> Lesson:
    if content.version != VERSION:
        raise InputError(
            Message(
                "this lesson is of version {version}; this program reads version {known}",
                {"version": content.version, "known": VERSION},
            ),
            "version",
        )
    if not content.scenes:
        raise InputError(Message("a lesson has at least one scene"), "scenes")
    _has_english(content.title, "title")
    plain: Any = None
    scenes = []
    for number, scene in enumerate(content.scenes):
        place = f"scenes[{number}]"
        _has_english(scene.title, f"{place}.title")
        _has_english(scene.text, f"{place}.text")
        plain = plain if scene.document is None else scene.document
        try:
            document = from_plain(plain)
        except InputError as error:
            raise error.at(f"{place}.document") from None
        text = {language: "\n\n".join(paragraphs) for language, paragraphs in scene.text.items()}
        scenes.append(Scene(title=scene.title, text=text, document=document))
    return Lesson(key=key, order=content.order, title=content.title, scenes=scenes)


def _has_english(text: Text | Paragraphs, place: str) -> None:
    if not text.get("en"):
        raise InputError(Message("an English text is expected"), place)
