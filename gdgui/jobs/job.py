"""Work that is done off the GUI thread, and what it reports.  No Qt.

A job is a pure description with one method, `run`, a generator: what it yields is delivered in
order, and it raises `Cancelled` once its token is set.  It never touches the document or a widget.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from msgspec import Struct


class CancelToken:
    """What a job asks every few epochs.  Setting it twice does no harm.

    Nobody waits for it, so it is a plain value: an event would take three times as long to ask.
    """

    __slots__ = ("_cancelled",)

    def __init__(self) -> None:
        self._cancelled = False

    def cancel(self) -> None:
        """Asks the job to end."""
        self._cancelled = True

    def is_set(self, epochs: int = 0) -> bool:
        """Whether the job has been asked to end."""
        return self._cancelled


@runtime_checkable
class Job(Protocol):
    """What a runner can run."""

    def run(self, token: CancelToken) -> Iterator[object]:
        """Yields the results piece by piece; raises `Cancelled` when the token is set.

        Every array in a piece is read-only, since it crosses to another thread without a copy.
        """
        ...


class Event(Struct, frozen=True):
    """Something that a job reports; `generation` tells the submission that it belongs to."""

    generation: int


class Started(Event, frozen=True):
    """The job has begun."""


class Delivered(Event, frozen=True):
    """A piece of the result."""

    piece: object


class Finished(Event, frozen=True):
    """The job is complete: every piece has been delivered before."""


class Failed(Event, frozen=True):
    """The job raised; nothing more follows, and the next job runs."""

    error: BaseException
