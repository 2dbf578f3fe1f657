"""Progress and lines: a bar on a terminal, a few lines elsewhere, and nothing for short work."""

from __future__ import annotations

import io
import threading
import time

import pytest

from gdgui.headless import terminal
from gdgui.headless.terminal import Progress, complain


class Screen(io.StringIO):
    """An error output that says it is a terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if "%" in text:
            self.drawn.set()
        return super().write(text)


class Pipe(Screen):
    """One that is none."""

    def isatty(self) -> bool:
        return False


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "PATIENCE", -1.0)
    monkeypatch.setattr(terminal, "REDRAWN", 0.001)


@pytest.mark.usefixtures("impatient")
def test_a_terminal_gets_a_bar_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with Progress(4.0) as progress:
        with progress.step("first", 2.0):
            pass
        with progress.step("second", 2.0, lambda: 0.5):
            screen.drawn.clear()
            assert screen.drawn.wait(10)
            assert "75%  second" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")
    assert "\n" not in screen.getvalue()


@pytest.mark.usefixtures("impatient")
def test_a_pipe_gets_lines_about_finished_steps_and_no_flood(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = Pipe()
    monkeypatch.setattr("sys.stderr", pipe)
    monkeypatch.setattr(terminal, "SEPARATE", -1.0)
    with Progress(3.0) as progress, progress.step("first", 1.5):
        pass
    assert pipe.getvalue() == " 50%  first\n"

    monkeypatch.setattr(terminal, "SEPARATE", 1000.0)
    with Progress(100.0) as progress:
        for _ in range(100):
            with progress.step("many", 1.0):
                pass
    assert pipe.getvalue() == " 50%  first\n"


@pytest.mark.usefixtures("impatient")
def test_a_pipe_hears_of_one_step_that_takes_very_long(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = Pipe()
    monkeypatch.setattr("sys.stderr", pipe)
    monkeypatch.setattr(terminal, "SILENCE", -1.0)
    told = " 25%  long\n"
    with Progress(1.0) as progress, progress.step("long", 1.0, lambda: 0.25):
        # The first lines may still come from before the step.
        deadline = time.monotonic() + 10
        while told not in pipe.getvalue() and time.monotonic() < deadline:
            pipe.drawn.wait(0.01)
    assert told in pipe.getvalue()


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (Screen(), Pipe()):
        monkeypatch.setattr("sys.stderr", stream)
        with Progress(1.0) as progress, progress.step("short", 1.0):
            pass
        assert stream.getvalue() == ""


def test_without_any_error_output_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    with Progress(1.0) as progress, progress.step("quiet", 1.0):
        pass
    complain("nobody hears this")


def test_a_complaint_is_one_line_whatever_is_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    complain("first\nsecond\r\n third")
    assert capsys.readouterr().err == "gdgui: first second third\n"
