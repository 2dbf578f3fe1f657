"""The names that may stand at a place in a document, for the sentences that say what is allowed."""

from __future__ import annotations

import re
from typing import Any, get_args

import msgspec

from gdgui.document.model import Document, Strict


def field_names(place: str = "") -> tuple[str, ...]:
    """The names of the fields of the object at `place`, in the order of the file.

    Empty where no object of ours can stand there.

    >>> field_names("descents[0].schedule")
    ('key', 'parameters', 'warmup')
    """
    kind: Any = Document
    for name in re.findall(r"[^.\[\]]+", re.sub(r"\[[^]]*\]", "", place)):
        types = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
        kind = _struct_in(types.get(name))
        if kind is None:
            return ()
    return tuple(field.encode_name for field in msgspec.structs.fields(kind))


def _struct_in(annotation: Any) -> type[Strict] | None:
    """The struct that a field holds: itself, in a list, or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    found = (_struct_in(part) for part in get_args(annotation))
    return next((kind for kind in found if kind is not None), None)
