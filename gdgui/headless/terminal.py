"""What the command line shows: lines on the standard output, progress on the error output."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import TracebackType

PATIENCE = 1.0
"""Seconds before work counts as long; shorter work shows nothing."""

REDRAWN = 0.1
"""Seconds between two drawings of the bar on a terminal."""

SEPARATE = 1.0
"""Seconds at least between two lines about finished steps, where the output is no terminal."""

SILENCE = 10.0
"""Seconds after which a line is written there though no step has finished."""

BAR = 24


class WrongOptions(Exception):  # noqa: N818 - the sentence is what matters
    """The words on the command line make no sense; the text says what is allowed."""


def prepare_streams() -> None:
    """What we write is UTF-8 in files and pipes, and never fails for a letter on a terminal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:  # no console at all, or a test's own stream
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str) -> None:
    """Writes to the standard output.  Raises BrokenPipeError where nobody reads it any more."""
    if sys.stdout is not None:
        sys.stdout.write(text)
        sys.stdout.flush()


def complain(sentence: str) -> None:
    """One line on the error output, whatever is in the sentence."""
    if sys.stderr is not None:
        sys.stderr.write(f"gdgui: {' '.join(sentence.split())}\n")
        sys.stderr.flush()


def drop_output() -> None:
    """After a closed pipe: Python must not stumble over it once more when it ends."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


class Progress:
    """Shows on the error output how far long work is: a bar that is redrawn on a terminal, else a
    line now and then.

    `total` is the sum of the steps' weights, best in seconds.  Use it as a context; a thread of its
    own draws, since the work may be inside one long call.
    """

    def __init__(self, total: float) -> None:
        self._stream = sys.stderr
        self._redrawn = self._stream is not None and self._stream.isatty()
        self._total = max(total, 1e-9)
        self._done = 0.0
        self._weight = 0.0
        self._share: Callable[[], float] = lambda: 0.0
        self._label = ""
        self._drawn = False
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._ticker = threading.Thread(target=self._tick, name="progress", daemon=True)

    def __enter__(self) -> Progress:
        self._began = self._written = monotonic()
        if self._stream is not None:
            self._ticker.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stopped.set()
        if self._ticker.ident is not None:
            self._ticker.join()
        with self._lock:
            self._clear()

    @contextmanager
    def step(
        self, label: str, weight: float, share: Callable[[], float] = lambda: 0.0
    ) -> Iterator[None]:
        """A step of the work; `share` tells from any thread how much of it is done, from 0 to 1."""
        with self._lock:
            self._label, self._weight, self._share = label, weight, share
        yield
        with self._lock:
            self._done += weight
            self._weight = 0.0
            now = monotonic()
            if not self._redrawn and now - self._began > PATIENCE and now - self._written > SEPARATE:
                self._line(now)

    def say(self, line: str) -> None:
        """A line on the standard output, beside which the bar does not stay.

        Nobody may be reading any more; the work goes on all the same.
        """
        with self._lock:
            self._clear()
            try:
                write(f"{line}\n")
            except BrokenPipeError:
                drop_output()

    def _tick(self) -> None:
        while not self._stopped.wait(REDRAWN):
            now = monotonic()
            with self._lock:
                if self._redrawn and now - self._began > PATIENCE:
                    self._bar()
                elif not self._redrawn and now - self._written > SILENCE:
                    self._line(now)

    def _fraction(self) -> float:
        within = min(max(self._share(), 0.0), 1.0) * self._weight
        return min((self._done + within) / self._total, 1.0)

    def _bar(self) -> None:
        fraction = self._fraction()
        filled = int(fraction * BAR)
        text = f"[{'#' * filled}{'.' * (BAR - filled)}] {fraction:4.0%}  {self._label}"
        width = shutil.get_terminal_size().columns - 1
        self._put(f"\r\x1b[K{text[:width]}")
        self._drawn = True

    def _line(self, now: float) -> None:
        self._written = now
        self._put(f"{self._fraction():4.0%}  {self._label}\n")

    def _clear(self) -> None:
        if self._drawn:
            self._put("\r\x1b[K")
            self._drawn = False

    def _put(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            pass  # nobody reads it any more, which is no reason to stop the work
