"""What a person names on the command line: a lesson by its key, or a file."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from gdgui.document import file, lesson
from gdgui.document.lesson import Lesson
from gdgui.document.model import Document
from gdgui.engine.message import InputError, Message
from gdgui.engine.types import shorten


class Target(Struct, frozen=True):
    """A lesson or a file that was found, and its checked documents: one for each scene, or one.

    `name` is the lesson's key or the file's name without its suffix; one of `lesson` and `path` is
    None.
    """

    name: str
    documents: tuple[Document, ...]
    lesson: Lesson | None = None
    path: Path | None = None


def find(word: str) -> Target:
    """The lesson or file that `word` names.  A lesson comes first: the file is then `./word`.

    Raises InputError, with `word` at the head of the place, where there is none or where it is wrong.
    """
    lessons = lesson.keys()
    if word in lessons:
        try:
            found = lesson.load(word)
        except InputError as error:
            raise _inside(word, error) from None
        return Target(word, tuple(scene.document for scene in found.scenes), lesson=found)
    path = Path(word)
    if not (os.path.exists(word) or path.suffix or len(path.parts) > 1):
        raise InputError(
            Message(
                "there is no such lesson and no such file; the lessons are {keys}",
                {"keys": ", ".join(lessons)},
            ),
            shorten(word),
        )
    try:
        return Target(path.stem, (file.read(path),), path=path)
    except InputError as error:
        raise _inside(word, error) from None


def _inside(word: str, error: InputError) -> InputError:
    return InputError(error.message, f"{word}: {error.place}" if error.place else word)
