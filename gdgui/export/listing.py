"""The catalogue as plain lists and texts, for other programs and for a terminal."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from gdgui.document import lesson
from gdgui.document.lesson import in_language
from gdgui.engine.catalogue import Catalogue
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES

CATALOGUES: Mapping[str, Catalogue[Any]] = {
    "objectives": OBJECTIVES,
    "gradients": GRADIENTS,
    "schedules": SCHEDULES,
    "optimizers": OPTIMIZERS,
    "measures": MEASURES,
}


def entries(kind: str, language: str) -> list[dict[str, Any]]:
    """Everything of a kind: what JSON can say of each entry, its `key` and `title` first.

    `kind` is a key of CATALOGUES, or "lessons", whose titles are in `language`.
    """
    if kind == "lessons":
        return [
            {"key": key, "title": in_language(title, language), "titles": title}
            for key, title in lesson.headings()
        ]
    found = CATALOGUES[kind].load().values()
    # What is a function in one entry may be missing in others, and is no fact about these.
    functions = {name for e in found for name in e.__struct_fields__ if callable(getattr(e, name))}
    return [_described(entry, functions) for entry in found]


def table(listed: list[dict[str, Any]]) -> str:
    """A line for each entry: its key and its title."""
    width = max((len(entry["key"]) for entry in listed), default=0)
    return "".join(f"{entry['key']:<{width}}  {entry['title']}\n" for entry in listed)


def as_json(listed: list[dict[str, Any]]) -> str:
    """The entries as JSON, in letters as they are."""
    return json.dumps(listed, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _described(entry: Any, functions: Collection[str] = ()) -> dict[str, Any]:
    """All that an entry says of itself, what follows from its fields among it."""
    described: dict[str, Any] = {"key": entry.key, "title": str(entry.title)}
    properties = (
        name
        for kind in type(entry).__mro__
        for name, made in vars(kind).items()
        if isinstance(made, property)
    )
    for name in (*entry.__struct_fields__, *properties):
        value = getattr(entry, name)
        if not (name in described or name in functions or callable(value)):
            described[name] = plain(value)
    return described


def plain(value: Any) -> Any:
    """`value` in lists, dicts, texts, numbers and None: what is no finite number is None."""
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Struct):
        return _described(value) if hasattr(value, "key") else _fields(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _fields(value: Struct) -> dict[str, Any]:
    named = {name: getattr(value, name) for name in value.__struct_fields__}
    return {name: plain(item) for name, item in named.items() if not callable(item)}
