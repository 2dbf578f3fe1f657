"""Jobs of which each is done, one after the other: what is to be written must not be overtaken."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, Slot

from gdgui.jobs.job import CancelToken, Delivered, Event, Failed, Finished, Job
from gdgui.jobs.runner import JobRunner

PATIENCE = 60.0
"""Seconds that a slow disk is given when the program ends."""


class _Entry(Struct, frozen=True):
    """A job that waits, and who is told how it ended."""

    make: Callable[[], Job]
    done: Callable[[object], None]
    failed: Callable[[BaseException], None]


class JobQueue(QObject):
    """Runs every job that is put in, in order, in one thread.  Lives in the GUI thread.

    A job is made when its turn comes, so that it knows how the one before it ended.  `shutdown` loses
    nothing: what still waits is done before it returns.
    """

    idle = Signal()
    """The last job has ended, and its caller knows."""

    def __init__(self, parent: QObject | None = None, name: str = "queue") -> None:
        super().__init__(parent)
        self._runner = JobRunner(self, name)
        self._runner.reported.connect(self._on_report)
        self._waiting: deque[_Entry] = deque()
        self._piece: object = None
        self._running: Job | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether something is being done, or waits to be."""
        return bool(self._waiting)

    def put(
        self,
        make: Callable[[], Job],
        done: Callable[[object], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Adds a job.  `done` is given its last piece, `failed` its error, both in the GUI thread."""
        self._waiting.append(_Entry(make, done, failed))
        if self._closed:
            self._finish_here()
        elif len(self._waiting) == 1:
            self._next()

    def shutdown(self) -> None:
        """Does what still waits, and ends the thread.  Harmless when called twice."""
        if self._closed:
            return
        self._closed = True
        # Nobody hears of it when the job in the thread ends: it is done once more, which has to be
        # harmless, as to write the same file again is.
        if self._runner.shutdown(PATIENCE):
            self._finish_here()

    def _next(self) -> None:
        self._piece = None
        self._running = self._waiting[0].make()
        self._runner.submit(self._running)

    def _finish_here(self) -> None:
        while self._waiting:
            try:
                pieces = list((self._running or self._waiting[0].make()).run(CancelToken()))
            except Exception as error:
                self._end().failed(error)
            else:
                self._end().done(pieces[-1] if pieces else None)

    def _end(self) -> _Entry:
        """Takes out the entry whose job has ended."""
        self._running = None
        return self._waiting.popleft()

    @Slot(object)
    def _on_report(self, event: Event) -> None:
        match event:
            case Delivered(piece=piece):
                self._piece = piece
            case Finished():
                self._end().done(self._piece)
                self._go_on()
            case Failed(error=error):
                self._end().failed(error)
                self._go_on()

    def _go_on(self) -> None:
        """To the next job, unless somebody who was told of the last one put it in and began it."""
        if not self._waiting:
            self.idle.emit()
        elif self._running is None and not self._closed:
            self._next()
