"""Plain sentences for what a JSON reader and msgspec refuse, with the place of it.

msgspec reads documents, and finds what is wrong with them; but it counts bytes where a person counts
lines, and names Python's types where a person knows texts and numbers.
"""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import msgspec
from msgspec import inspect

from gdgui.document.model import Document, Spacing
from gdgui.engine.message import InputError, Message
from gdgui.engine.types import shorten

NAMES = {
    "int": Message("a whole number"),
    "float": Message("a number"),
    "str": Message("text"),
    "bool": Message("true or false"),
    "null": Message("null"),
    "array": Message("a list"),
    "object": Message("an object"),
}
"""msgspec's words for what JSON holds, in ours."""

EXPECTED = {
    "Expecting value": Message("a value is expected here"),
    "Expecting property name": Message("a name in double quotes is expected here"),
    "Illegal trailing comma": Message("there is a comma too many here"),
    "Expecting ':'": Message("a colon is expected here"),
    "Expecting ','": Message("a comma or the end of the list or object is expected here"),
    "Extra data": Message("the document ends before this, and nothing may follow"),
    "Unterminated string": Message("this text has no closing quote"),
    "Invalid control character": Message("a text may hold no line break; write \\n for one"),
    "Invalid \\": Message("this is no escape that JSON knows"),
}
"""What Python's json module says, by its first words, in ours."""

TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|(?P<constant>-?\b(?:NaN|Infinity)\b)|(?P<number>-?[0-9][0-9.eE+-]*)'
)
"""A text, a number, or what Python takes for one."""


def syntax(text: bytes) -> InputError:
    """Why `text` is no JSON, with line and column, both counted from 1."""
    try:
        source = text.decode("utf-8")
    except UnicodeDecodeError as error:
        before = text[: error.start].decode("utf-8")
        return _at(before, len(before), Message("this is no text in UTF-8"))
    try:
        json.loads(source)
    except json.JSONDecodeError as error:
        known = (said for start, said in EXPECTED.items() if error.msg.startswith(start))
        return _at(source, error.pos, next(known, Message("this is not allowed here")))
    except RecursionError:
        return InputError(Message("this is no document: it is nested too deeply"))
    except ValueError:
        pass  # a whole number of thousands of digits
    for token in TOKEN.finditer(source):
        if token["constant"]:
            reason = Message(
                "{value} is not allowed; allowed is a finite number", {"value": token["constant"]}
            )
            return _at(source, token.start(), reason)
        if token["number"] and not abs(float(token["number"])) < float("inf"):
            return _at(source, token.start(), Message("this number is too large"))
    return _at(source, 0, Message("this is not allowed here"))


def _at(source: str, position: int, reason: Message) -> InputError:
    before = source[:position]
    return InputError(
        Message(
            "this is no JSON document (line {line}, column {column}: {reason})",
            {
                "line": before.count("\n") + 1,
                "column": position - (before.rfind("\n") + 1) + 1,
                "reason": reason,
            },
        )
    )


def structure(error: msgspec.ValidationError) -> InputError:
    """What msgspec found wrong with a document's structure; `$.descents[0]` is our `descents[0]`."""
    match = re.fullmatch(r"(?P<what>.*?)(?: - at `\$?\.?(?P<place>[^`]*)`)?", str(error), re.DOTALL)
    assert match is not None
    what, place = match["what"], match["place"] or ""
    if found := re.fullmatch(r"Expected `(.*)`, got `(.*)`", what):
        allowed = [NAMES[name] for name in found[1].split(" | ") if name in NAMES]
        if allowed and found[2] in NAMES:
            return InputError(
                Message(
                    "{given} is not allowed here; allowed is {allowed}",
                    {"given": NAMES[found[2]], "allowed": _any_of(allowed)},
                ),
                place,
            )
    if found := re.fullmatch(r"Object missing required field `(.*)`", what):
        return InputError(Message("is missing"), found[1]).at(place) if place else _missing(found[1])
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL):
        name = shorten(found[1], 40).strip("“”")
        unknown = InputError(
            Message(
                "there is no such field; allowed is {keys}", {"keys": ", ".join(_fields_at(place))}
            ),
            name,
        )
        return unknown.at(place) if place else unknown
    if found := re.fullmatch(r"Invalid enum value '(.*)'", what, re.DOTALL):
        return InputError(
            Message(
                "{value} is not allowed; allowed is one of {keys}",
                {"value": shorten(found[1]), "keys": ", ".join(get_args(Spacing))},
            ),
            place,
        )
    if found := re.fullmatch(r"Expected `array` of length (\d+), got (\d+)", what):
        return InputError(
            Message(
                "a list of {given} is not allowed here; allowed is one of {allowed}",
                {"given": int(found[2]), "allowed": int(found[1])},
            ),
            place,
        )
    if "out of range" in what:
        return InputError(Message("this number is too large"), place)
    return InputError(Message("{reason}", {"reason": what}), place)


def _missing(name: str) -> InputError:
    return InputError(Message("is missing"), name)


def _any_of(names: list[Message]) -> Message:
    """`a, b or c`."""
    result = names[-1]
    for k, name in enumerate(reversed(names[:-1])):
        values = {"one": name, "other": result}
        result = Message("{one}, {other}", values) if k else Message("{one} or {other}", values)
    return result


def _fields_at(place: str) -> list[str]:
    """The names of the fields that a document may have at `place`."""
    kind: Any = inspect.type_info(Document)
    for name, index in re.findall(r"(\w+)|(\[\d+\])", place):
        if index:
            kind = kind.item_type
        else:
            kind = next(field.type for field in kind.fields if field.encode_name == name)
        if isinstance(kind, inspect.UnionType):
            kind = next(t for t in kind.types if isinstance(t, inspect.StructType | inspect.ListType))
    return [field.encode_name for field in kind.fields]
