"""Lessons: documents with texts in several languages, read from `resources/lessons/`.

A lesson file is JSON: `{"version": 1, "order": 10, "title": {"en": …, "ko": …}, "scenes": […]}`.  A
scene has a `title`, a `text` (paragraphs, a line each) and a `document`; the first scene's document
opens with the lesson.  A scene may leave out its document; then it has the one of the scene before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from gdgui.document.file import from_plain, parse_json, read_bytes
from gdgui.document.model import Document, Struct
from gdgui.engine.message import InputError, Message
from gdgui.engine.types import shorten
from gdgui.resources import resource

Text = dict[str, str]
"""A text by language; English is always there."""


class Scene(Struct, frozen=True):
    """A step of a lesson: what is told, and what is on the screen meanwhile."""

    title: Text
    text: Text
    document: Document


class Lesson(Struct, frozen=True):
    """A lesson under its key, the name of its file."""

    key: str
    order: int
    title: Text
    scenes: list[Scene]


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
    if key not in keys():
        raise InputError(
            Message(
                "there is no {key}; allowed is one of {keys}",
                {"key": shorten(key), "keys": ", ".join(keys())},
            )
        )
    plain = parse_json(read_bytes(folder() / f"{key}.json"))
    document: Any = None
    scenes = []
    for number, scene in enumerate(plain["scenes"]):
        document = scene.get("document", document)
        try:
            scenes.append(
                Scene(title=scene["title"], text=scene["text"], document=from_plain(document))
            )
        except InputError as error:
            raise error.at(f"scenes[{number}].document") from None
    return Lesson(key=key, order=plain["order"], title=plain["title"], scenes=scenes)


def load_all() -> tuple[Lesson, ...]:
    """All lessons, in the order of the menu."""
    return tuple(sorted((load(key) for key in keys()), key=lambda lesson: lesson.order))


class Heading(msgspec.Struct):
    """What the menu needs of a lesson: no document is checked for it."""

    order: int
    title: Text


def headings() -> tuple[tuple[str, Text], ...]:
    """Key and title of every lesson, in the order of the menu."""
    read = [
        (key, msgspec.json.decode(read_bytes(folder() / f"{key}.json"), type=Heading)) for key in keys()
    ]
    return tuple((key, head.title) for key, head in sorted(read, key=lambda item: item[1].order))
