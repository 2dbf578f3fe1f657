"""The text of a formula, cut into tokens; and the error that marks a place in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from gdgui.engine.message import InputError, Message

LONGEST_WORD = 30

# As on paper, as from a word processor, and as in Python.
_SYMBOLS = {
    **{symbol: symbol for symbol in "+-*/^()|,√"},
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "∗": "*",
    "÷": "/",
    "∕": "/",
}
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
_SPACES = " \t\r\n\u00a0\u2009\u202f"
_WORDS = {"π": "pi"}
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"(?:log2|log10)(?![0-9.])|[A-Za-z]+")


class FormulaError(InputError):
    """A formula is not usable.  The columns from `position` up to `end` are what is wrong.

    At the end of the text, where something is missing, both are its length.
    """

    def __init__(
        self, message: Message, position: int, end: int | None = None, place: str = ""
    ) -> None:
        super().__init__(message, place)
        self.position = position
        self.end = position + 1 if end is None else end

    def at(self, place: str) -> FormulaError:
        """The same error, one level further out in the document."""
        return FormulaError(self.message, self.position, self.end, super().at(place).place)

    def __reduce__(self) -> tuple[type[FormulaError], tuple[object, ...]]:
        """So that it can be sent from one process to another with its mark."""
        return FormulaError, (self.message, self.position, self.end, self.place)


class Token(Struct, frozen=True):
    """A piece of the text, from column `start` up to `end`.

    The text of a symbol is one of + - * / ^ ( ) | , √ and that of a word a known name.
    """

    kind: Literal["number", "word", "symbol", "end"]
    text: str
    start: int
    end: int
    value: float = 0.0


def tokenize(text: str, known: Mapping[str, str]) -> list[Token]:
    """The tokens of `text`, the last of kind "end".  `known` maps every name to what it stands for.

    Raises FormulaError for a character or a name that is not known.
    """
    return [*_tokens(text, known), Token("end", "", len(text), len(text))]


def _tokens(text: str, known: Mapping[str, str]) -> Iterator[Token]:
    place = 0
    while place < len(text):
        character = text[place]
        end = place + 1
        if character in _SPACES:
            pass
        elif text.startswith("**", place):
            end = place + 2
            yield Token("symbol", "^", place, end)
        elif character in _SYMBOLS:
            yield Token("symbol", _SYMBOLS[character], place, end)
        elif character in _SUPERSCRIPTS:
            while end < len(text) and text[end] in _SUPERSCRIPTS:
                end += 1
            yield from _superscript(text, place, end)
        elif character in _WORDS:
            yield Token("word", _WORDS[character], place, end)
        elif number := _NUMBER.match(text, place):
            end = number.end()
            yield _number(number[0], place, end)
        elif word := _WORD.match(text, place):
            end = word.end()
            yield from _words(word[0], place, known)
        else:
            raise FormulaError(_refusal(character), place)
        place = end


def _number(digits: str, start: int, end: int) -> Token:
    value = float(digits)
    if value == float("inf"):
        raise FormulaError(
            Message("this number is too large; the largest are near 1.8e308"), start, end
        )
    if value == 0.0 and re.search("[1-9]", re.split("[eE]", digits)[0]):
        raise FormulaError(
            Message("this number is too small; the smallest are near 5e-324"), start, end
        )
    return Token("number", digits, start, end, value)


def _superscript(text: str, start: int, end: int) -> Iterator[Token]:
    """x⁻¹² is x^-12: a sign, and the digits of one number."""
    digits = "".join(_SUPERSCRIPTS[character] for character in text[start:end])
    if not re.fullmatch("-?[0-9]+", digits):
        raise FormulaError(Message("this exponent is not a whole number"), start, end)
    yield Token("symbol", "^", start, start + 1)
    if digits.startswith("-"):
        yield Token("symbol", "-", start, start + 1)
    yield _number(digits.lstrip("-"), start, end)


def _words(word: str, start: int, known: Mapping[str, str]) -> Iterator[Token]:
    """The names that `word` consists of: itself where it is one, else single letters and functions.

    xy is x·y and xsin is x·sin, but `e` is never taken out of a longer word: it would make sin·e of
    a mistyped sine.
    """
    pieces: Collection[str] | None = (word,)
    if word not in known:
        single = [name for name in known if name != "e"]
        pieces = _pieces(word, single) if len(word) <= LONGEST_WORD else None
    if pieces is None:
        raise FormulaError(_unknown(word, known), start, start + len(word))
    for piece in pieces:
        yield Token("word", known[piece], start, start + len(piece))
        start += len(piece)


def _pieces(word: str, names: Collection[str]) -> tuple[str, ...] | None:
    """`word` as a row of `names`, at each place the longest that leads to the end; or None."""
    longest_first = sorted(names, key=len, reverse=True)
    rest: list[tuple[str, ...] | None] = [None] * len(word) + [()]
    for place in reversed(range(len(word))):
        for name in longest_first:
            following = rest[place + len(name)] if word.startswith(name, place) else None
            if following is not None:
                rest[place] = (name, *following)
                break
    return rest[0]


def _unknown(word: str, known: Mapping[str, str]) -> Message:
    shown = f"“{word}”" if len(word) <= LONGEST_WORD else f"“{word[:LONGEST_WORD]}…”"
    for name in known:
        if name.lower() == word.lower():
            return Message(
                "{word} is not known here; it is written {name}", {"word": shown, "name": name}
            )
    names = sorted(set(known.values()), key=lambda name: (len(name), name))
    return Message(
        "{word} is not known here; known are {names}", {"word": shown, "names": ", ".join(names)}
    )


def _refusal(character: str) -> Message:
    """Why a character cannot stand in a formula.  What cannot be seen is named, and never quoted."""
    if character in "[]{}":
        return Message("only round brackets ( ) can stand in a formula")
    if character == "=":
        return Message("no equals sign can stand in a formula; write only what is to the right of it")
    if character == ".":
        return Message("a point can only stand between the digits of a number")
    import unicodedata  # its tables are large, and what can stand in a formula needs none

    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    if character.isascii() and character.isprintable():
        shown = f"“{character}”"
    elif character.isprintable() and not unicodedata.combining(character):
        shown = f"“{character}” ({code} {name})"
    else:
        shown = f"{code} {name}".rstrip()
    return Message(
        "the character {character} cannot stand in a formula; allowed are numbers, names, round "
        "brackets, bars and the signs + - * / ^",
        {"character": shown},
    )
