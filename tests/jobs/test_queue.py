"""The queue: every job is done, in order, and none is lost at the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from gdgui.jobs.job import CancelToken, Job
from gdgui.jobs.queue import JobQueue


@dataclass(eq=False)
class Note:
    """Writes its name down, once it is let go."""

    name: str
    log: list[str]
    gate: threading.Event

    def run(self, token: CancelToken) -> Iterator[str]:
        assert self.gate.wait(60)
        if self.name.startswith("bad"):
            raise OSError(self.name)
        self.log.append(self.name)
        yield self.name


class Desk:
    """A queue, and how its jobs ended."""

    def __init__(self) -> None:
        self.queue = JobQueue()
        self.gate = threading.Event()
        self.log: list[str] = []
        self.made: list[str] = []
        self.told: list[str] = []

    def put(self, name: str) -> None:
        def make() -> Job:
            self.made.append(name)
            return Note(name, self.log, self.gate)

        self.queue.put(
            make,
            lambda piece: self.told.append(f"done {piece}"),
            lambda error: self.told.append(f"failed {error}"),
        )


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.gate.set()
    made.queue.shutdown()


def test_all_are_done_in_order_and_each_is_made_when_its_turn_comes(desk: Desk, qtbot: QtBot) -> None:
    for name in "abcde":
        desk.put(name)
    assert desk.made == ["a"]
    assert desk.queue.busy
    with qtbot.waitSignal(desk.queue.idle):
        desk.gate.set()
    assert desk.log == list("abcde")
    assert desk.told == [f"done {name}" for name in "abcde"]
    assert not desk.queue.busy


def test_one_that_fails_is_told_and_the_next_is_done(desk: Desk, qtbot: QtBot) -> None:
    for name in ("bad 1", "a", "bad 2"):
        desk.put(name)
    with qtbot.waitSignal(desk.queue.idle):
        desk.gate.set()
    assert desk.told == ["failed bad 1", "done a", "failed bad 2"]


def test_who_is_told_may_put_in_another(desk: Desk, qtbot: QtBot) -> None:
    desk.gate.set()
    desk.queue.put(lambda: Note("a", desk.log, desk.gate), lambda _: desk.put("b"), lambda error: None)
    qtbot.waitUntil(lambda: desk.log == ["a", "b"])
    qtbot.waitUntil(lambda: desk.told == ["done b"])


def test_the_end_loses_nothing(desk: Desk) -> None:
    for name in ("a", "bad", "b"):
        desk.put(name)
    desk.gate.set()
    desk.queue.shutdown()
    assert desk.told == ["done a", "failed bad", "done b"]
    assert set(desk.log) == {"a", "b"}
    desk.put("c")
    assert desk.told[-1] == "done c"
    desk.queue.shutdown()
