"""The self-test finds what is broken, and says it in one line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from gdgui import selftest
from gdgui.document import lesson
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.schedules import SCHEDULES
from gdgui.export.films import ffmpeg
from gdgui.headless.request import FORMATS


def test_every_entry_runs_and_is_counted() -> None:
    lines = [*selftest._objectives(), *selftest._schedules()]
    assert lines[0] == f"objectives: {len(OBJECTIVES.keys())}"
    assert lines[2] == f"schedules: {len(SCHEDULES.keys())}"
    assert len(list(selftest._optimizers())) == 1
    assert len(list(selftest._measures())) == 1


def test_every_lesson_is_opened() -> None:
    scenes = sum(len(found.scenes) for found in lesson.load_all())
    assert list(selftest._lessons()) == [f"lessons: {len(lesson.keys())}, {scenes} scenes"]


@pytest.mark.usefixtures("qapp")
def test_korean_formulas_and_every_format_have_their_line() -> None:
    lines = [*selftest._typed(), *selftest._korean(), *selftest._formulas(), *selftest._exports()]
    assert lines[:3] == ["typed formulas: differentiated", "Korean: shown", "formulas: drawn"]
    assert all(f" {form}" in lines[3] for form in FORMATS if form != "mp4" or ffmpeg())


@pytest.mark.usefixtures("qapp")
def test_korean_that_no_font_has_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    unassigned = "\ue000"  # a letter without a shape, in place of one whose font is missing
    monkeypatch.setattr(selftest, "KOREAN", unassigned)
    with pytest.raises(RuntimeError, match="no font"):
        list(selftest._korean())


@pytest.fixture
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    def painted() -> Iterator[str]:
        yield "window: painted"

    monkeypatch.setattr(selftest, "_window", painted)


@pytest.mark.usefixtures("no_window")
def test_an_entry_that_does_not_run_is_named_and_the_status_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("no such rate")

    monkeypatch.setitem(SCHEDULES._loaded, "cosine", replace(SCHEDULES["cosine"], rate=broken))  # type: ignore[arg-type]
    assert selftest.self_test() == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("gdgui: self-test failed: schedules: ")
    assert "cosine" in captured.err
    assert "no such rate" in captured.err
    assert captured.err.count("\n") == 1
    assert "passed" not in captured.out


@pytest.mark.usefixtures("no_window")
def test_a_window_that_fails_is_our_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def blank() -> Iterator[str]:
        raise RuntimeError("the window is blank")
        yield

    monkeypatch.setattr(selftest, "_translations", lambda: iter(()))
    monkeypatch.setattr(selftest, "_window", blank)
    assert selftest.self_test() == 1
    assert "the window is blank" in capsys.readouterr().err
