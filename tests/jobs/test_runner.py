"""The runner: what arrives, in which order, in which thread, and that it always ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, QThread, QTimer, Slot
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from gdgui.engine.descent import Cancelled
from gdgui.jobs import runner as runner_module
from gdgui.jobs.job import CancelToken, Delivered, Event, Failed, Finished, Started
from gdgui.jobs.runner import JobRunner, all_ended

SOON = 10_000
"""Milliseconds; a test that waits as long has failed, whatever the load of the machine."""


class Recorder(QObject):
    """Keeps what is reported, and the thread in which it was."""

    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.threads: set[int] = set()
        self.react: Callable[[Event], None] = lambda event: None
        self.runner = runner
        runner.reported.connect(self.on_event)

    @Slot(object)
    def on_event(self, event: Event) -> None:
        self.events.append(event)
        self.threads.add(thread_id(QThread.currentThread()))
        self.react(event)

    @property
    def pieces(self) -> list[Any]:
        return [event.piece for event in self.events if isinstance(event, Delivered)]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]

    def ended(self) -> bool:
        return bool(self.events) and isinstance(self.events[-1], Finished | Failed)


def thread_id(thread: QThread) -> int:
    import shiboken6

    return int(shiboken6.getCppPointer(thread)[0])


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.shutdown()


@pytest.fixture
def recorder(runner: JobRunner) -> Recorder:
    return Recorder(runner)


@dataclass
class Count:
    """Yields 0 … n − 1."""

    n: int

    def run(self, token: CancelToken) -> Iterator[int]:
        yield from range(self.n)


@dataclass
class Raise:
    """Yields once, and raises."""

    error: BaseException

    def run(self, token: CancelToken) -> Iterator[str]:
        yield "before"
        raise self.error


@dataclass
class Gate:
    """Yields once, and goes on when it is let, or cancelled if it heeds its token."""

    heeds: bool = True
    let: threading.Event = field(default_factory=threading.Event)
    running: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    thread: int = 0

    def run(self, token: CancelToken) -> Iterator[str]:
        self.thread = thread_id(QThread.currentThread())
        self.running.set()
        try:
            yield "begun"
            while not self.let.wait(0.001):
                if self.heeds and token.is_set():
                    raise Cancelled
            yield "let"
        finally:
            self.ended.set()


def wait(event: threading.Event) -> None:
    assert event.wait(SOON / 1000)


def settle(qtbot: QtBot, runner: JobRunner) -> None:
    """Lets the runner report all that it still might: a job after it has gone through both threads."""
    last = Recorder(runner)
    generation = runner.submit(Count(0))
    qtbot.waitUntil(lambda: Finished(generation) in last.events, timeout=SOON)
    runner.reported.disconnect(last.on_event)


def test_five_hundred_chunks_arrive_complete_and_in_order(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    runner.submit(Count(500))
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert recorder.pieces == list(range(500))
    assert recorder.kinds() == ["Started", *["Delivered"] * 500, "Finished"]


def test_signals_their_order_and_their_payloads(qtbot: QtBot, runner: JobRunner) -> None:
    expected = [Started(1), Delivered(1, 0), Delivered(1, 1), Finished(1)]
    checks = [lambda event, wanted=wanted: event == wanted for wanted in expected]
    signals = [runner.reported] * len(expected)
    with qtbot.waitSignals(signals, check_params_cbs=checks, order="strict", timeout=SOON):
        assert runner.submit(Count(2)) == 1


class Counter(QObject):
    """Counts how often a signal comes."""

    count = 0

    @Slot()
    def on_signal(self) -> None:
        self.count += 1


def test_a_burst_is_announced_once_and_not_for_each_piece(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    counter = Counter()
    runner._worker.ready.connect(counter.on_signal)
    put = threading.Event()

    class Burst:
        def run(self, token: CancelToken) -> Iterator[int]:
            yield from range(500)
            put.set()

    runner.submit(Burst())
    wait(put)  # all are there, and the GUI thread has not looked yet
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert recorder.pieces == list(range(500))
    assert counter.count <= 2  # the end may come after the rest was delivered


def test_deliveries_are_handed_over_in_portions_that_let_timers_run(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "PORTION", 0.0)  # one event a turn
    order: list[str] = []
    recorder.react = lambda event: order.append("event")
    timer = QTimer()
    timer.timeout.connect(lambda: order.append("timer"))
    timer.start(0)
    runner.submit(Count(50))
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    timer.stop()
    between = "".join(word[0] for word in order).strip("t")
    assert "ee" not in between


def test_a_worker_that_never_rests_does_not_starve_timers(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    class Endless:
        def run(self, token: CancelToken) -> Iterator[int]:
            while not token.is_set():
                yield 1
            raise Cancelled

    runner.submit(Endless())
    timer = QTimer()
    timer.setInterval(5)
    ticks: list[int] = []
    timer.timeout.connect(lambda: ticks.append(len(recorder.events)))
    timer.start()
    qtbot.waitUntil(lambda: len(ticks) >= 10, timeout=SOON)
    timer.stop()
    runner.cancel()
    assert ticks[-1] > ticks[0]


def test_only_the_last_of_fifty_rapid_submissions_is_delivered(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    generations = [runner.submit(Count(n)) for n in range(1, 51)]
    assert generations == list(range(1, 51))
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    settle(qtbot, runner)
    assert recorder.pieces == list(range(50))
    assert {event.generation for event in recorder.events} == {50, 51}


def test_a_submission_ends_the_job_that_runs(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    first = Gate()
    runner.submit(first)
    wait(first.running)
    runner.submit(Count(3))
    wait(first.ended)
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert recorder.events == [Started(2), *[Delivered(2, k) for k in range(3)], Finished(2)]


def test_nothing_arrives_after_a_cancel(qtbot: QtBot, runner: JobRunner, recorder: Recorder) -> None:
    job = Gate()
    runner.submit(job)
    wait(job.running)
    runner.cancel()
    assert not runner.busy
    wait(job.ended)
    settle(qtbot, runner)
    assert {event.generation for event in recorder.events} == {2}


def test_nothing_arrives_after_a_cancel_by_a_receiver(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    def stop(event: Event) -> None:
        if event == Delivered(1, 10):
            runner.cancel()

    recorder.react = stop
    runner.submit(Count(500))
    qtbot.waitUntil(lambda: not runner.busy, timeout=SOON)
    settle(qtbot, runner)
    assert [event for event in recorder.events if event.generation == 1][-1] == Delivered(1, 10)


def test_a_receiver_may_submit_the_next_job(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    def go_on(event: Event) -> None:
        if event == Finished(1):
            runner.submit(Count(2))

    recorder.react = go_on
    runner.submit(Count(1))
    qtbot.waitUntil(lambda: Finished(2) in recorder.events, timeout=SOON)
    assert recorder.events[3:] == [Started(2), Delivered(2, 0), Delivered(2, 1), Finished(2)]


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(3), KeyboardInterrupt()])
def test_a_failing_job_is_reported_and_the_next_one_runs(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder, error: BaseException
) -> None:
    runner.submit(Raise(error))
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert recorder.events == [Started(1), Delivered(1, "before"), Failed(1, error)]
    assert not runner.busy
    runner.submit(Count(1))
    qtbot.waitUntil(lambda: Finished(2) in recorder.events, timeout=SOON)


def test_a_job_that_fails_before_its_first_piece_is_reported(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    class Broken:
        def run(self, token: CancelToken) -> Iterator[int]:
            raise OSError("at once")

    runner.submit(Broken())
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert recorder.kinds() == ["Started", "Failed"]


def test_a_job_that_gives_up_reports_nothing_more(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    runner.submit(Raise(Cancelled()))
    assert runner.busy
    qtbot.waitUntil(lambda: not runner.busy, timeout=SOON)
    settle(qtbot, runner)
    assert [e for e in recorder.events if e.generation == 1] == [Started(1), Delivered(1, "before")]


def test_jobs_run_in_the_worker_thread_and_receivers_in_the_gui_thread(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    job = Gate()
    job.let.set()
    runner.submit(job)
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    here = thread_id(QThread.currentThread())
    assert recorder.threads == {here}
    assert job.thread != here


def test_one_thread_serves_all_jobs(qtbot: QtBot, runner: JobRunner, recorder: Recorder) -> None:
    seen = set()
    for _ in range(3):
        job = Gate()
        job.let.set()
        generation = runner.submit(job)
        qtbot.waitUntil(lambda g=generation: Finished(g) in recorder.events, timeout=SOON)
        seen.add(job.thread)
    assert len(seen) == 1


def test_arrays_cross_without_a_copy(qtbot: QtBot, runner: JobRunner, recorder: Recorder) -> None:
    array = np.arange(1000.0)
    array.flags.writeable = False

    class Give:
        def run(self, token: CancelToken) -> Iterator[object]:
            yield array

    runner.submit(Give())
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert recorder.pieces[0] is array
    assert not recorder.pieces[0].flags.writeable


def test_the_thread_begins_with_the_first_job(runner: JobRunner, recorder: Recorder) -> None:
    assert runner.ended
    runner.submit(Count(1))
    assert not runner.ended


def test_to_catch_up_waits_for_the_end_and_needs_no_event_loop(
    runner: JobRunner, recorder: Recorder
) -> None:
    runner.submit(Count(5))
    runner.catch_up(patience=SOON / 1000)
    assert recorder.pieces == [0, 1, 2, 3, 4]
    assert recorder.ended()
    runner.catch_up(patience=SOON / 1000)  # nothing is on its way, so nobody waits


def test_to_catch_up_takes_what_is_there_when_its_patience_is_over(
    runner: JobRunner, recorder: Recorder
) -> None:
    gate = Gate()
    runner.submit(gate)
    runner.catch_up(patience=0.001)
    assert not recorder.ended()
    gate.let.set()
    runner.catch_up(patience=SOON / 1000)
    assert recorder.ended()


def test_busy_from_submission_to_the_last_report(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    seen: list[bool] = []
    recorder.react = lambda event: seen.append(runner.busy)
    assert not runner.busy
    runner.submit(Count(1))
    assert runner.busy
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert seen == [True, True, False]


def test_a_job_ends_its_own_affairs_in_the_worker_thread(
    qtbot: QtBot, runner: JobRunner, recorder: Recorder
) -> None:
    closed: list[int] = []

    class Owner:
        def run(self, token: CancelToken) -> Iterator[int]:
            try:
                while True:
                    yield 1
            finally:
                closed.append(thread_id(QThread.currentThread()))

    runner.submit(Owner())
    qtbot.waitUntil(lambda: len(recorder.pieces) > 5, timeout=SOON)
    runner.cancel()
    settle(qtbot, runner)
    assert len(closed) == 1
    assert closed[0] != thread_id(QThread.currentThread())


def test_two_runners_do_not_wait_for_each_other(qtbot: QtBot, runner: JobRunner) -> None:
    other = JobRunner(name="sweeps")
    long = Gate()
    other.submit(long)
    wait(long.running)
    recorder = Recorder(runner)
    runner.submit(Count(3))
    qtbot.waitUntil(recorder.ended, timeout=SOON)
    assert not long.ended.is_set()
    assert other.shutdown()


def test_shutdown_ends_a_job_in_its_middle_and_may_be_repeated(qtbot: QtBot) -> None:
    runner = JobRunner()
    recorder = Recorder(runner)
    job = Gate()
    runner.submit(job)
    wait(job.running)
    assert runner.shutdown()
    assert job.ended.is_set()
    assert runner.shutdown()
    assert not runner.busy
    qtbot.wait(1)
    assert not recorder.events


def test_shutdown_of_an_idle_runner(qtbot: QtBot) -> None:
    assert JobRunner().shutdown()


def test_shutdown_by_a_receiver(qtbot: QtBot) -> None:
    runner = JobRunner()
    recorder = Recorder(runner)
    ended: list[bool] = []
    recorder.react = lambda event: ended.append(runner.shutdown())
    runner.submit(Count(500))
    qtbot.waitUntil(lambda: bool(recorder.events), timeout=SOON)
    qtbot.wait(5)
    assert ended == [True]
    assert recorder.events == [Started(1)]


def test_shutdown_does_not_wait_for_ever_for_a_job_that_pays_no_heed(qtbot: QtBot) -> None:
    runner = JobRunner()
    job = Gate(heeds=False)
    runner.submit(job)
    wait(job.running)
    assert not runner.shutdown(timeout=0.02)
    assert not all_ended()
    job.let.set()
    assert runner.shutdown(timeout=SOON / 1000)
    assert all_ended()


def test_shutdown_waits_once_and_not_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "PATIENCE", 0.02)
    runner = JobRunner()
    job = Gate(heeds=False)
    runner.submit(job)
    wait(job.running)
    assert not runner.shutdown()
    monkeypatch.setattr(runner_module, "PATIENCE", 3600.0)
    assert not runner.shutdown()
    job.let.set()
    assert runner.shutdown(timeout=SOON / 1000)


def test_a_thread_that_goes_on_outlives_the_window_that_started_it(qtbot: QtBot) -> None:
    window = QObject()
    job = Gate(heeds=False)
    runner = JobRunner(window)
    runner.submit(job)
    wait(job.running)
    assert not runner.shutdown(timeout=0.02)
    gone = QSignalSpy(window.destroyed)
    window.deleteLater()
    qtbot.waitUntil(lambda: gone.count() == 1)
    assert not runner.ended  # and Qt has not aborted
    job.let.set()
    assert runner.shutdown(timeout=SOON / 1000)


def test_a_runner_that_was_shut_down_takes_no_job(qtbot: QtBot) -> None:
    runner = JobRunner()
    runner.shutdown()
    with pytest.raises(RuntimeError, match="shut down"):
        runner.submit(Count(1))


QUITS_IN_THE_MIDDLE = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Slot
from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep
from gdgui.document.plan import plan
from gdgui.jobs.job import Delivered
from gdgui.jobs.runner import JobRunner
from gdgui.jobs.sweeps import SweepJob

axes = [Axis("start.x", -6.0, 6.0, 400), Axis("schedule.rate", 0.001, 0.1, 400)]
document = Document(
    objective=Choice("gaussian_sine"),
    descents=[Descent(start=[0.0], schedule=Scheduled("constant", {"rate": 0.01}), epochs=2000)],
    sweeps=[Sweep(axes=axes)],
)
application = QCoreApplication(sys.argv)

class Receiver(QObject):
    @Slot(object)
    def on_event(self, event):
        if isinstance(event, Delivered):
            print("in the middle", flush=True)
            application.quit()

runner = JobRunner(name="sweeps")
receiver = Receiver()
runner.reported.connect(receiver.on_event)
runner.submit(SweepJob(plan(document).sweeps[0], ("final_position",)))
sys.exit(application.exec())
"""


def test_a_process_that_quits_in_the_middle_of_a_sweep_ends_well() -> None:
    done = subprocess.run(
        [sys.executable, "-c", QUITS_IN_THE_MIDDLE],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "in the middle\n"
    assert done.returncode == 0
