"""A document as a short program for numpy and matplotlib, in the style that a student would write.

The rules are taken from the source of their own entries (`gdgui.export.code`), so an entry that is
added to the catalogue is covered as it stands.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from gdgui.document.model import Document
from gdgui.export.code import descents, figures, layout, sweeps, tidy
from gdgui.export.code.draft import Draft


class Part(Struct, frozen=True):
    """A part of a script, under a heading."""

    title: str
    code: str


def script(document: Document) -> str:
    """The program that computes what `document` shows, and draws it.

    It writes `descent-K.npz` and `sweep-K.npz` into the folder `reproduced` beside itself.  Raises
    CannotWriteError where a rule is written in a way that does not translate.
    """
    found = list(parts(document, layout.SCRIPT_FOLDER))
    return found[0].code + "".join(f"\n\n# {part.title}\n\n{part.code}" for part in found[1:])


def parts(document: Document, folder: str) -> Iterator[Part]:
    """The program part by part; `folder` is code for where `reproduced` shall lie."""
    with np.errstate(all="ignore"):
        yield from _parts(Draft(document), folder)


def _parts(draft: Draft, folder: str) -> Iterator[Part]:
    """All parts, the header first."""
    objective = draft.plan.objective
    ways = [descents.descent(draft, k, part) for k, part in enumerate(draft.plan.descents, 1)]
    swept = [sweeps.sweep(draft, k, part) for k, part in enumerate(draft.plan.sweeps, 1)]
    table = descents.table(draft)
    figure = figures.figure(draft)
    later = ast.parse("".join([*ways, *swept, table, figure])).body
    told = _counted(len(ways), len(swept))
    title = f"Gradient descent: {objective.title}"
    yield Part("", layout.HEADER.format(title=title, told=told) + layout.IMPORTS)
    definitions = draft.writer.definitions(later)
    yield Part("The function and its derivatives, and what the rules need", _spaced(definitions))
    written = table + "\n\n" + layout.FOLDER.format(folder=folder)
    yield Part("A table of what happened", written)
    for part, written in zip(draft.plan.descents, ways, strict=True):
        yield Part(descents.title(draft, part), written)
    if ways:
        yield Part("The figure of the descents", figure)
    for number, written in enumerate(swept, 1):
        yield Part(f"Sweep {number}", written)
    yield Part("What was drawn", "plt.show()\n")


def _counted(descents: int, sweeps: int) -> str:
    """How much a script computes, as a sentence."""
    parts = [
        f"{count} {word}{'s' if count > 1 else ''}"
        for count, word in ((descents, "descent"), (sweeps, "sweep"))
        if count
    ]
    return f"It computes {' and '.join(parts)}."


def _spaced(nodes: list[ast.stmt]) -> str:
    """Definitions with the blank lines that belong between them."""
    text = ""
    for node in nodes:
        gap = "\n\n" if isinstance(node, ast.FunctionDef) and text else ""
        text += gap + tidy.text_of([node])
    return text or "pass\n"
