"""Signals in the midst of an export: heeded at once, or as soon as nobody would swallow them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from gdgui.headless.ending import Ending

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Signals that whoever started the tests had ignored are obeyed."""
    former = {
        number: signal.signal(number, handler)
        for number, handler in (
            (signal.SIGINT, signal.default_int_handler),
            (signal.SIGTERM, signal.SIG_DFL),
            (signal.SIGHUP, signal.SIG_DFL),
        )
    }
    yield
    for number, handler in former.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_with_its_number(number: signal.Signals) -> None:
    former = signal.getsignal(number)
    with pytest.raises(SystemExit) as end, Ending().in_order():
        os.kill(os.getpid(), number)
    assert end.value.code == 128 + number
    assert signal.getsignal(number) is former


def test_control_c_is_what_python_makes_of_it() -> None:
    with pytest.raises(KeyboardInterrupt), Ending().in_order():
        os.kill(os.getpid(), signal.SIGINT)


def test_what_is_held_comes_to_its_end_first() -> None:
    done: list[str] = []

    def work(ending: Ending) -> None:
        with ending.held():
            try:
                os.kill(os.getpid(), signal.SIGTERM)
                for _ in range(1000):
                    pass
            except BaseException:  # as a painter does it
                done.append("swallowed")
            done.append("painted")
        done.append("gone on")

    with pytest.raises(SystemExit), Ending().in_order() as ending:
        work(ending)
    assert done == ["painted"]


def test_what_is_held_can_be_ended_at_a_place_that_can_bear_it() -> None:
    done: list[str] = []

    def work(ending: Ending) -> None:
        with ending.held():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("a frame")
            ending.heed()
            done.append("another")

    with pytest.raises(SystemExit), Ending().in_order() as ending:
        work(ending)
    assert done == ["a frame"]


def test_without_a_signal_nothing_happens() -> None:
    with Ending().in_order() as ending, ending.held():
        pass


def test_who_ignores_a_signal_goes_on_doing_so() -> None:
    former = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Ending().in_order():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, former)
