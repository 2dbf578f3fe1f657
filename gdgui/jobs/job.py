"""Work that is done off the GUI thread, and what it reports.  No Qt.

A job is a pure description with one method, `run`, a generator: what it yields is delivered in
order, and it raises `Cancelled` once its token is set.  It never touches the document or a widget.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


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


@dataclass(frozen=True)
class Event:
    """Something that a job reports; `generation` tells the submission that it belongs to."""

    generation: int


@dataclass(frozen=True)
class Started(Event):
    """The job has begun."""


@dataclass(frozen=True)
class Delivered(Event):
    """A piece of the result."""

    piece: object


@dataclass(frozen=True)
class Finished(Event):
    """The job is complete: every piece has been delivered before."""


@dataclass(frozen=True)
class Failed(Event):
    """The job raised; nothing more follows, and the next job runs."""

    error: BaseException
