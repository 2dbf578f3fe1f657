"""Plain sentences for what a JSON reader and msgspec refuse, with the place of it.

msgspec reads documents, and finds what is wrong with them; but it counts bytes where a person counts
lines, and names Python's types where a person knows texts and numbers.
"""

from __future__ import annotations

import re
from typing import get_args

import msgspec

from gdgui.document.model import Spacing
from gdgui.document.places import field_names
from gdgui.engine.message import InputError, Message
from gdgui.engine.types import shorten

NAMES = {
    "int": Message("a whole number"),
    "float": Message("a number"),
    "str": Message("a text"),
    "bool": Message("true or false"),
    "null": Message("null"),
    "array": Message("a list"),
    "object": Message("an object"),
}
"""What JSON holds: msgspec's words and ours."""

EXPECTED = {
    "Expecting value": Message("a value is expected here"),
    "Expecting property name": Message("a name in double quotes is expected here"),
    "Illegal trailing comma": Message("there is a comma too many here"),
    "Expecting ':'": Message("a colon is expected here"),
    "Expecting ','": Message("a comma or a closing bracket is expected here"),
    "Extra data": Message("the document has ended before this"),
    "Unterminated string": Message("this text has no closing quote"),
    "Invalid control character": Message("a text cannot go on in the next line"),
    "Invalid \\": Message("this is no escape that JSON knows"),
}
"""What Python's json module says, by its first words, and what we say."""


def syntax(text: bytes) -> InputError:
    """Why `text` is no JSON, with line and column, both counted from 1."""
    import json  # who opens no broken file never needs it

    try:
        source = text.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = text[: error.start].decode("utf-8")
        return _at(readable, len(readable), Message("this is no text in UTF-8"))
    try:
        json.loads(source)
    except json.JSONDecodeError as error:
        known = (said for start, said in EXPECTED.items() if error.msg.startswith(start))
        return _at(source, error.pos, next(known, Message("this cannot be read")))
    except RecursionError:
        return InputError(Message("this is no JSON document that can be read: it is nested too deeply"))
    except ValueError:
        return InputError(
            Message("this is no JSON document that can be read: a number has thousands of digits")
        )
    return InputError(Message("this is no JSON document"))


def _at(source: str, position: int, reason: Message) -> InputError:
    before = source[:position]
    return InputError(
        Message(
            "this is no JSON document (line {line}, column {column}: {reason})",
            {
                "line": before.count("\n") + 1,
                "column": position - before.rfind("\n"),
                "reason": reason,
            },
        )
    )


def structure(error: msgspec.ValidationError) -> InputError:
    """What msgspec found wrong with a document's structure; `$.descents[0]` is our `descents[0]`."""
    match = re.fullmatch(r"(?P<what>.*?)(?: - at `\$?\.?(?P<place>[^`]*)`)?", str(error), re.DOTALL)
    assert match is not None
    what, place = match["what"], match["place"] or ""

    def at(message: Message, field: str = "") -> InputError:
        inner = InputError(message, field)
        return inner.at(place) if place else inner

    if found := re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", what):
        allowed = [NAMES[name] for name in found[1].split(" | ") if name in NAMES]
        if allowed and found[2] in NAMES:
            values = {"given": NAMES[found[2]], "allowed": _any_of(allowed)}
            return at(Message("{given} is not allowed here; allowed is {allowed}", values))
    if found := re.fullmatch(r"Expected `array` of length (\d+), got (\d+)", what):
        numbers = {"given": int(found[2]), "allowed": int(found[1])}
        return at(
            Message("a list of {given} is not allowed here; allowed is a list of {allowed}", numbers)
        )
    if found := re.fullmatch(r"Object missing required field `(.*)`", what):
        return at(Message("“{key}” is missing", {"key": found[1]}))
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL):
        keys = {"keys": ", ".join(field_names(place))}
        name = shorten(found[1], 40).strip("“”")
        return at(Message("there is no such key; allowed is {keys}", keys), name)
    if found := re.fullmatch(r"Invalid enum value '(.*)'", what, re.DOTALL):
        choice = {"value": shorten(found[1]), "keys": ", ".join(get_args(Spacing))}
        return at(Message("{value} is not allowed; allowed is one of {keys}", choice))
    if "out of range" in what:
        return at(Message("this number is too large"))
    return at(Message("{reason}", {"reason": what}))


def _any_of(names: list[Message]) -> Message:
    """`a, b or c`."""
    result = names[-1]
    for k, name in enumerate(reversed(names[:-1])):
        values = {"one": name, "other": result}
        result = Message("{one}, {other}", values) if k else Message("{one} or {other}", values)
    return result
