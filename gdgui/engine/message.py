"""Text for people, kept apart from the language in which it is shown.

Below the user interface nothing is translated.  A sentence travels as its English source and the
values that go into it; the window and the command line render it, each in its own language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field


class Message(Struct, frozen=True):
    """A sentence: an English source in `str.format` syntax and the values that it names.

    The source is written as a literal where the message is made, since that is where Qt's lupdate
    finds it.  A value may be a message itself.

    >>> str(Message("diverged at epoch {epoch}", {"epoch": 12}))
    'diverged at epoch 12'
    """

    source: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`, which maps a source to its translation."""
        if not self.values:
            return translate(self.source)
        shown = {
            name: value.render(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translate(self.source).format(**shown)

    def __str__(self) -> str:
        return self.render(lambda source: source)

    def __hash__(self) -> int:
        return hash(self.source)  # values need not be hashable


class InputError(ValueError):
    """Something that a person gave is not usable: where it stands, and what is allowed instead.

    `place` is a path into the document (`descents[0].schedule.rate`), a file or an option; it may
    be empty where the message says it all.
    """

    def __init__(self, message: Message, place: str = "") -> None:
        super().__init__(message, place)
        self.message = message
        self.place = place

    def at(self, place: str) -> InputError:
        """The same error, one level further out: `place` goes before the place known so far."""
        joined = place + self.place if self.place.startswith("[") else f"{place}.{self.place}"
        return InputError(self.message, joined if self.place else place)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else str(self.message)
