"""A document as a notebook: the program of `script`, part by part, with the text that belongs to it."""

from __future__ import annotations

import json
from typing import Any

from gdgui.document.model import Document
from gdgui.export.code import layout
from gdgui.export.script import parts


def notebook(document: Document, text: str = "") -> str:
    """The notebook as its file's content (nbformat 4.5), in UTF-8 letters as they are.

    `text`, in Markdown, stands at the top: a lesson's title and what it tells.  Arrays go into the
    folder `reproduced` in the directory where the notebook runs, which is its own.
    """
    cells: list[dict[str, Any]] = []
    if text:
        cells.append(_cell(cells, "markdown", text))
    for part in parts(document, layout.NOTEBOOK_FOLDER):
        if part.title:
            cells.append(_cell(cells, "markdown", f"## {part.title}"))
        cells.append(_cell(cells, "code", part.code.strip("\n")))
    content = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def scene_text(title: str, text: str) -> str:
    """A scene of a lesson in Markdown."""
    return f"# {title}\n\n{text}"


def _cell(cells: list[dict[str, Any]], kind: str, source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": f"cell-{len(cells) + 1}",
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell
