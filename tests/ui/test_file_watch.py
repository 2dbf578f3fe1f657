"""A file is watched through whatever happens to it, and no longer than it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject

from gdgui.ui.file_watch import FileWatch


@pytest.fixture
def watch(qapp: Any) -> Any:
    parent = QObject()
    watch = FileWatch(parent)
    yield watch
    watch.stop()


def exchange(path: Path, text: str) -> None:
    """Puts another file in its place, as most programs save."""
    other = path.with_suffix(".new")
    other.write_text(text)
    other.replace(path)


def test_it_is_told_of_a_file_that_is_written_exchanged_and_gone(
    watch: FileWatch, tmp_path: Path, qtbot: Any
) -> None:
    path = tmp_path / "mine.gdlab"
    path.write_text("1")
    watch.follow(path)
    with qtbot.waitSignal(watch.stirred):
        path.write_text("2")
    for text in ("3", "4"):
        with qtbot.waitSignal(watch.stirred):
            exchange(path, text)
        watch.take_up(path)
    with qtbot.waitSignal(watch.stirred):
        path.write_text("5")
    with qtbot.waitSignal(watch.stirred):
        path.unlink()


def test_only_the_last_file_is_watched_and_none_after_the_end(
    watch: FileWatch, tmp_path: Path, qtbot: Any
) -> None:
    paths = [tmp_path / name / "a.gdlab" for name in ("one", "two")]
    for path in paths:
        path.parent.mkdir()
        path.write_text("1")
        watch.follow(path)
    told: list[None] = []
    watch.stirred.connect(lambda: told.append(None))
    paths[0].write_text("2")
    with qtbot.waitSignal(watch.stirred):
        paths[1].write_text("2")
    assert len(told) == 1
    watch.stop()
    watch.stop()
    assert not watch.active


def test_nothing_is_watched_where_there_is_no_file(watch: FileWatch, tmp_path: Path) -> None:
    watch.follow(None)
    assert not watch.active
    watch.follow(tmp_path / "a.gdlab")
    assert watch.active
