"""Runs jobs in a thread of their own, the latest one only, and delivers what they report.

    GUI thread                                      worker thread
    submit ──► mailbox (one slot) ──wake──────────► worker takes the job and runs it
    reported ◄── outbox (deque) ◄──ready─────────── worker puts each piece there

Both signals carry nothing, and are sent only when the other side has gone quiet: two thousand
emits with a payload each were still being drained 2.3 seconds after the worker had ended.
"""

from __future__ import annotations

import threading
from collections import deque
from time import perf_counter

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, Signal, Slot

from gdgui.engine.descent import Cancelled
from gdgui.jobs.background import give_way
from gdgui.jobs.job import CancelToken, Delivered, Event, Failed, Finished, Job, Started

PORTION = 0.008
"""Seconds that a turn of deliveries may take: the rest of a frame belongs to the pictures."""

PAUSE = 1
"""Milliseconds between two turns.  Not 0: where the machine is short of time, Qt serves a timer of 0
only when nothing else is left to do, and not by another queued call, which would be served in the
same pass, before any timer and any paint."""

PATIENCE = 5.0
"""Seconds that a job is given to heed its token when the program ends."""

NOBODY = 0
"""A generation that no submission has."""


class _Ticket(Struct, frozen=True):
    """A submission on its way to the worker."""

    generation: int
    job: Job
    token: CancelToken


class _Abandoned(Event, frozen=True):
    """The job ended by `Cancelled`: nothing that anybody is told."""


def _is_last(event: Event) -> bool:
    """Whether a submission has nothing to report after this."""
    return not isinstance(event, Started | Delivered)


class _Mailbox:
    """One slot for the latest submission: what it held before is dropped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ticket: _Ticket | None = None

    def put(self, ticket: _Ticket) -> bool:
        """Puts a ticket in; True where the slot was empty, so that the worker has to be woken."""
        with self._lock:
            was_empty = self._ticket is None
            self._ticket = ticket
            return was_empty

    def take(self) -> _Ticket | None:
        """The ticket, if there is one; the slot is empty afterwards."""
        with self._lock:
            ticket, self._ticket = self._ticket, None
            return ticket


class _Outbox:
    """The events that wait for the GUI thread, and whether it knows that some do."""

    def __init__(self) -> None:
        self._lock = threading.Condition(threading.Lock())
        self._events: deque[Event] = deque()
        self._announced = False

    def put(self, event: Event) -> bool:
        """Adds an event; True where the GUI thread has to be told that there is something."""
        with self._lock:
            self._events.append(event)
            self._lock.notify_all()
            quiet = not self._announced
            self._announced = True
            return quiet

    def wait_for_end(self, patience: float) -> None:
        """Returns once the last event of a submission is there, or after so many seconds.

        It may be that of an earlier one, which nobody waits for any more: then it returns too soon.
        """
        with self._lock:
            self._lock.wait_for(lambda: self._events and _is_last(self._events[-1]), patience)

    def take(self) -> Event | None:
        """The next event, or None."""
        with self._lock:
            return self._events.popleft() if self._events else None

    def clear(self) -> None:
        """Forgets all events."""
        with self._lock:
            self._events.clear()

    def fall_quiet(self) -> bool:
        """True where nothing is left; the next event will be announced again."""
        with self._lock:
            if not self._events:
                self._announced = False
            return not self._announced


class _Worker(QObject):
    """Lives in the worker thread, and takes one ticket after the other."""

    ready = Signal()

    def __init__(self, mailbox: _Mailbox, outbox: _Outbox) -> None:
        super().__init__()
        self._mailbox = mailbox
        self._outbox = outbox

    @Slot()
    def work(self) -> None:
        """Runs what the mailbox holds until it holds nothing."""
        give_way()
        while (ticket := self._mailbox.take()) is not None:
            if not ticket.token.is_set():
                self._run(ticket)

    def _run(self, ticket: _Ticket) -> None:
        generation, token = ticket.generation, ticket.token
        self._report(Started(generation))
        try:
            pieces = ticket.job.run(token)
            try:
                for piece in pieces:
                    if token.is_set():
                        raise Cancelled
                    self._report(Delivered(generation, piece))
            finally:
                # Here and now, in this thread: a generator may have to end threads of its own.
                close = getattr(pieces, "close", None)
                if close is not None:
                    close()
        except Cancelled:
            self._report(_Abandoned(generation))
        except BaseException as error:  # whatever it is, it is told, and the thread lives on
            self._report(Failed(generation, error))
        else:
            self._report(Finished(generation))

    def _report(self, event: Event) -> None:
        if self._outbox.put(event):
            self.ready.emit()


class JobRunner(QObject):
    """One kind of work, done in one long-lived thread, of which only the latest submission counts.

    The thread begins with the first submission: many a runner is never asked for anything.

    Lives in the GUI thread, and every method is called there.  `shutdown` has to be called before
    the program ends, since a QThread that is alive at exit aborts the process; where the program
    ends by the application's `aboutToQuit`, the runner does it itself.  What cannot be ended is told by
    `all_ended`, which whoever ends the program has to ask.

    >>> runner.reported.connect(self._on_report)    # a decorated @Slot(object) of a QObject
    >>> runner.submit(DescentsJob(plan.descents))
    """

    reported = Signal(object)
    """A `gdgui.jobs.job.Event` of the latest submission, emitted in the GUI thread, in order:
    Started, then Delivered for each piece, then Finished or Failed.  After a cancel, nothing."""

    _wake = Signal()

    def __init__(self, parent: QObject | None = None, name: str = "jobs") -> None:
        super().__init__(parent)
        self._mailbox = _Mailbox()
        self._outbox = _Outbox()
        self._last = NOBODY
        self._current = NOBODY
        self._token = CancelToken()
        self._closed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause_over)
        # Neither has a parent: Qt would delete it with the parent, thread running or not.
        self._worker = _Worker(self._mailbox, self._outbox)
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._worker.moveToThread(self._thread)
        self._wake.connect(self._worker.work, Qt.ConnectionType.QueuedConnection)
        self._worker.ready.connect(self._on_ready, Qt.ConnectionType.QueuedConnection)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._on_about_to_quit)

    @property
    def busy(self) -> bool:
        """Whether the latest submission still has something to report."""
        return self._current != NOBODY

    def submit(self, job: Job) -> int:
        """Runs `job` instead of everything that was submitted before, and gives its generation.

        Generations grow from 1.  Raises RuntimeError after `shutdown`.
        """
        if self._closed:
            raise RuntimeError("this runner has been shut down and takes no more jobs")
        self.cancel()
        self._last += 1
        self._current = self._last
        self._token = CancelToken()
        if not self._thread.isRunning():
            self._thread.start()
        if self._mailbox.put(_Ticket(self._current, job, self._token)):
            self._wake.emit()
        return self._current

    def catch_up(self, patience: float = 0.0) -> None:
        """Delivers at once what there is by now, for the length of a portion, without an event loop.

        It waits for the end of the latest submission, for `patience` seconds at most.
        """
        if self.busy:
            self._outbox.wait_for_end(patience)
        self._deliver()

    def cancel(self) -> None:
        """Ends the latest submission; nothing of it is delivered any more."""
        self._current = NOBODY
        self._token.cancel()
        self._mailbox.take()
        self._outbox.clear()

    @property
    def ended(self) -> bool:
        """Whether the thread is over, or never began."""
        return not self._thread.isRunning()

    def shutdown(self, timeout: float | None = None) -> bool:
        """Cancels, ends the thread and waits for it, `timeout` seconds at most; else PATIENCE, once.

        True once the thread has ended.  False where a job pays no heed to its token: the runner then
        belongs to the application, so that nobody deletes a running thread along with a window, and
        `all_ended` tells of it.  Calling it again does no harm, and does not wait again.
        """
        if timeout is None:
            timeout = 0.0 if self._closed else PATIENCE
        self._closed = True
        self.cancel()
        self._pause.stop()
        self._thread.quit()
        ended = self._thread.wait(int(timeout * 1000))
        if not ended:
            self.setParent(QCoreApplication.instance())
        return ended

    @Slot()
    def _on_about_to_quit(self) -> None:
        self.shutdown()

    @Slot()
    def _on_ready(self) -> None:
        self._deliver()

    @Slot()
    def _on_pause_over(self) -> None:
        if not self._outbox.fall_quiet():
            self._deliver()

    def _deliver(self) -> None:
        """Hands over what waits, for the length of a portion, and comes back after a pause.

        It comes back even where nothing is left, and only then asks to be told again.  A worker
        that goes on putting in small pieces would else be served without a break.
        """
        until = perf_counter() + PORTION
        try:
            while (event := self._outbox.take()) is not None:
                if event.generation == self._current:
                    self._hand_over(event)
                if perf_counter() >= until:
                    break
        finally:
            if not self._closed:
                self._pause.start()

    def _hand_over(self, event: Event) -> None:
        if _is_last(event):
            self._current = NOBODY
        if not isinstance(event, _Abandoned):
            self.reported.emit(event)


def all_ended() -> bool:
    """Whether every runner that was shut down has ended its thread.

    Asked at the very end: where one has not, Python and Qt must not clean up behind the program, since
    Qt aborts the process when it deletes a running thread.
    """
    application = QCoreApplication.instance()
    if application is None:
        return True
    return all(runner.ended for runner in application.findChildren(JobRunner))
