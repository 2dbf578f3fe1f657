"""The collector: garbage goes in the GUI thread, by a timer, and Python's own comes back."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gdgui.jobs.collector import GuiCollector


class Node:
    """Something that can be garbage."""

    other: Node


def cycle() -> weakref.ref[Node]:
    first, second = Node(), Node()
    first.other, second.other = second, first
    return weakref.ref(first)


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GuiCollector]:
    collector = GuiCollector(interval=1)
    yield collector
    collector.stop()


def test_python_no_longer_collects_by_itself(collector: GuiCollector) -> None:
    collector.start()
    assert collector.active
    assert not gc.isenabled()
    collector.stop()
    assert not collector.active
    assert gc.isenabled()


def test_young_garbage_is_collected_in_the_gui_thread(qtbot: QtBot, collector: GuiCollector) -> None:
    threads: list[int] = []
    collector.start()
    dead = cycle()
    weakref.finalize(dead(), lambda: threads.append(threading.get_ident()))
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]  # enough that a collection is due
    qtbot.waitUntil(lambda: dead() is None, timeout=10_000)
    assert threads == [threading.get_ident()]
    assert kept


def test_nothing_is_collected_where_nothing_is_due(
    collector: GuiCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", asked.append)
    collector.collect()
    assert asked == []


@pytest.mark.parametrize(
    ("count", "generation"), [((701, 10, 10), 0), ((0, 11, 10), 1), ((701, 11, 11), 2)]
)
def test_the_oldest_generation_that_is_due_is_collected(
    collector: GuiCollector,
    monkeypatch: pytest.MonkeyPatch,
    count: tuple[int, int, int],
    generation: int,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: count)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", asked.append)
    collector.collect()
    assert asked == [generation]


def test_a_collector_that_was_off_before_stays_off(collector: GuiCollector) -> None:
    gc.disable()
    try:
        collector.start()
        collector.stop()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_starting_and_stopping_twice_does_no_harm(collector: GuiCollector) -> None:
    collector.start()
    collector.start()
    collector.stop()
    collector.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
