"""Records of unsaved work: what was kept comes back, and what is damaged is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gdgui.document import changes, lesson, model, recovery
from gdgui.document.recovery import Kept, Work
from gdgui.engine.message import InputError


def work(start: float = 1.0, path: Path | None = None) -> Work:
    document = changes.with_start(model.default(), 0, [start])
    return Work(document, "강의", path, b"\x01\xff" if path else None, 1234.5)


@pytest.mark.parametrize("path", [None, Path("/somewhere/경사 하강법.gdlab")])
def test_what_was_kept_comes_back(tmp_path: Path, path: Path | None) -> None:
    record = tmp_path / "not there yet" / "1.json"
    recovery.keep(record, work(path=path), b"picture")
    (found,) = recovery.kept(record.parent)
    assert found.load() == work(path=path)
    assert found.picture.read_bytes() == b"picture"


@pytest.mark.parametrize("key", lesson.keys())
def test_every_lesson_can_be_kept(tmp_path: Path, key: str) -> None:
    for scene in lesson.load(key).scenes:
        recovery.keep(tmp_path / "1.json", Work(scene.document, key, None, None, 0.0), b"")
        assert Kept(tmp_path / "1.json").load().document == scene.document


def test_a_later_state_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    record = tmp_path / "1.json"
    recovery.keep(record, work(1.0), b"one")
    recovery.keep(record, work(2.0), b"two")
    (found,) = recovery.kept(tmp_path)
    assert found.load().document.descents[0].start == [2.0]
    assert found.picture.read_bytes() == b"two"


def test_the_latest_stands_first_and_what_is_discarded_is_gone(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        recovery.keep(tmp_path / f"{number}.json", work(), b"picture")
        os.utime(tmp_path / f"{number}.json", (number, number))
    assert [one.record.stem for one in recovery.kept(tmp_path)] == ["3", "2", "1"]
    for one in recovery.kept(tmp_path):
        one.discard()
        one.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"{}", b"[1]", b"\xff", b'{"version": 1, "title": "a", "document": {}}']
)
def test_a_damaged_record_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "1.json").write_bytes(content)
    (found,) = recovery.kept(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        found.load()
    assert found.time > 0


def test_a_record_that_is_gone_meanwhile_is_a_sentence(tmp_path: Path) -> None:
    gone = Kept(tmp_path / "1.json")
    assert gone.time == 0.0
    with pytest.raises(InputError):
        gone.load()
