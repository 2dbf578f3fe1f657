"""Whoever ends an export by a signal leaves no half-written file: status 128 + its number."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Ending:
    """Raises where a signal finds us; where nobody may raise, as soon as that is over.

    A painter of Qt's swallows what is raised in its midst, and goes on.
    """

    def __init__(self) -> None:
        self._number: int | None = None
        self._held = 0

    @contextmanager
    def in_order(self) -> Iterator[Ending]:
        """Heeds the signals that end a program, as long as it lasts."""
        former = {}
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # Whoever told us to ignore a signal (nohup) is obeyed.
            if number is None or signal.getsignal(number) == signal.SIG_IGN:
                continue
            try:
                former[number] = signal.signal(number, self._end)
            except ValueError:  # not in the main thread, where no signal arrives
                break
        try:
            yield self
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is raised in the midst of this, but at its end."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        if not self._held:
            self.heed()

    def _end(self, number: int, _: FrameType | None) -> None:
        self._number = number
        if not self._held:
            self.heed()

    def heed(self) -> None:
        """Raises where a signal has come, also in the midst of what is held."""
        if self._number is None:
            return
        if self._number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(128 + self._number)
