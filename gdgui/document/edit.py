"""Changes by path, as `--set PATH=VALUE` asks for them: pure functions on what a document holds.

A path is dotted and leads into what `gdgui show` prints (`descents.0.schedule.parameters.rate`), or
it is one of the first descent's own, as a sweep's axis has them (`schedule.rate`, `start.x`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from gdgui.document.check import axis_parameters, resolve
from gdgui.document.file import from_plain
from gdgui.document.model import RANDOM, Descent, Document
from gdgui.engine.catalogue import Catalogue
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import InputError, Message
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import shorten

CATALOGUES: Mapping[str, Catalogue[Any]] = {
    "objective": OBJECTIVES,
    "gradient": GRADIENTS,
    "schedule": SCHEDULES,
    "optimizer": OPTIMIZERS,
}

COORDINATES = {"x": "0", "y": "1"}


def parse(assignment: str) -> tuple[str, Any]:
    """Path and value of `PATH=VALUE`.  The value is JSON, else the text as it stands."""
    path, equals, text = assignment.partition("=")
    if not equals or not path:
        raise InputError(
            Message("allowed is PATH=VALUE, such as schedule.rate=0.1"), shorten(assignment)
        )
    try:
        return path.strip(), json.loads(text)
    except (ValueError, RecursionError):
        return path.strip(), text


def edit(document: Document, assignments: Sequence[str]) -> Document:
    """The checked document after every assignment, in their order.

    It is checked once, at the end, so that assignments which only fit together may be given one by
    one.  Raises InputError for an unknown path or a value that is not allowed, with the place.
    """
    if not assignments:
        return document
    plain = msgspec.to_builtins(document)
    for assignment in assignments:
        path, value = parse(assignment)
        plain = set_path(plain, path, value)
    return from_plain(plain)


def set_path(plain: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """What `plain` holds, with `value` at `path`; `plain` itself stays as it is.

    `plain` is a whole document in lists and dicts, every default in it.  A bare number for a start
    is a list of one.  Another `key` for an entry takes the entry's other parameters away, since they
    belong to the old one; a schedule keeps its `rate` where the new one has one too.  Nothing is
    checked but the path.  Raises InputError, with the path as its place, where there is none.
    """
    try:
        changed: dict[str, Any] = _put(plain, _places(plain, path), (), value)
    except InputError as error:
        raise InputError(error.message, path) from None
    return changed


def _places(plain: dict[str, Any], path: str) -> tuple[str, ...]:
    """The full path into the document that `path` stands for."""
    head, *rest = path.split(".")
    if head in plain:
        return (head, *_into_parameters(head, rest))
    if head in Descent.__struct_fields__:
        if head == "start" and len(rest) == 1:
            rest = [COORDINATES.get(rest[0], rest[0])]
        return ("descents", "0", head, *_into_parameters(head, rest))
    raise InputError(
        Message(
            "there is no such path; allowed is one that begins with {keys}, or one of {paths}",
            {"keys": ", ".join(plain), "paths": ", ".join(_axis_paths(plain))},
        )
    )


def _into_parameters(part: str, rest: list[str]) -> list[str]:
    """`schedule.rate` means the parameter `rate` of the schedule."""
    if part in CATALOGUES and len(rest) == 1 and rest[0] not in ("key", "parameters", "warmup"):
        return ["parameters", *rest]
    return rest


def _axis_paths(plain: dict[str, Any]) -> tuple[str, ...]:
    document = from_plain(plain)
    return tuple(axis_parameters(document, document.descents[0], resolve(document.objective)))


def _put(node: Any, rest: tuple[str, ...], before: tuple[str, ...], value: Any) -> Any:
    """A copy of `node`, which stands at `before`, with `value` at `rest` inside it."""
    if not rest:
        is_start = before[-1] == "start" and before[0] == "descents"
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return [value] if is_start and number else value
    name, *_ = rest
    if isinstance(node, list | tuple):
        if not (name.isdecimal() and int(name) < len(node)):
            raise _unknown(before, [str(k) for k in range(len(node))])
        index = int(name)
        item = _put(node[index], rest[1:], (*before, name), value)
        return [*node[:index], item, *node[index + 1 :]]
    if not isinstance(node, dict):
        if node == RANDOM and before[-1] == "start":
            raise InputError(Message("the start is random; give it as a whole, as a list of numbers"))
        raise _unknown(before, [])
    if name not in node:
        raise _unknown(before, list(node))
    return _put_field(node, rest, before, value)


def _put_field(
    node: dict[str, Any], rest: tuple[str, ...], before: tuple[str, ...], value: Any
) -> dict[str, Any]:
    name, *inside = rest
    catalogue = CATALOGUES.get(before[-1]) if before else None
    if catalogue is None:
        return node | {name: _put(node[name], rest[1:], (*before, name), value)}
    if name == "key" and not inside and value != node["key"]:
        return node | {"key": value, "parameters": _kept(node, catalogue, value)}
    if name == "parameters" and len(inside) == 1 and isinstance(node["parameters"], dict):
        known = _declared(catalogue, node["key"])
        if inside[0] not in known:
            raise _unknown((*before, name), known)
        return node | {"parameters": node["parameters"] | {inside[0]: value}}
    return node | {name: _put(node[name], rest[1:], (*before, name), value)}


def _declared(catalogue: Catalogue[Any], key: Any) -> list[str]:
    """The parameters of an entry; of one that does not exist, none: the check will refuse it."""
    if not isinstance(key, str) or key not in catalogue:
        return []
    return [parameter.key for parameter in catalogue[key].parameters]


def _kept(node: dict[str, Any], catalogue: Catalogue[Any], key: Any) -> dict[str, Any]:
    if catalogue is not SCHEDULES or "rate" not in _declared(catalogue, key):
        return {}
    return {name: value for name, value in node["parameters"].items() if name == "rate"}


def _unknown(before: tuple[str, ...], allowed: list[str]) -> InputError:
    where = ".".join(before)
    if not allowed:
        return InputError(Message("there is no such path: nothing is inside {place}", {"place": where}))
    return InputError(
        Message(
            "there is no such path; inside {place} allowed is {keys}",
            {"place": where, "keys": ", ".join(allowed)},
        )
    )
