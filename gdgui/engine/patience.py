"""Whether whoever asks can wait: the window's own thread cannot.

Most of what a document asks for is there at once.  A typed formula has to be differentiated first, and
SymPy imported before that; in a block `at_once` such work is refused by TakesTime, and the caller does
it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_IMPATIENT: ContextVar[bool] = ContextVar("impatient", default=False)


class TakesTime(Exception):  # noqa: N818 - it is no error
    """What was asked for would have to be waited for."""


@contextmanager
def at_once() -> Iterator[None]:
    """Within it, and in this thread alone, what takes time raises TakesTime."""
    token = _IMPATIENT.set(True)
    try:
        yield
    finally:
        _IMPATIENT.reset(token)


def may_take_time() -> None:
    """Called before work that takes time.  Raises TakesTime within `at_once`."""
    if _IMPATIENT.get():
        raise TakesTime
