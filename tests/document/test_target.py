"""Lessons and files by the word that a person gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdgui.document import file, lesson, model
from gdgui.document.target import find
from gdgui.engine.message import InputError


def test_a_file_is_one_document_under_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "mine.gdlab"
    file.write(path, model.default())
    found = find(str(path))
    assert (found.name, found.path, found.lesson) == ("mine", path, None)
    assert found.documents == (file.read(path),)


def test_a_lesson_has_a_document_for_each_scene() -> None:
    for key in lesson.keys():  # noqa: SIM118
        found = find(key)
        assert found.lesson == lesson.load(key)
        assert found.documents == tuple(scene.document for scene in lesson.load(key).scenes)


def test_a_folder_of_the_same_name_does_not_hide_a_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    key = lesson.keys()[0]
    (tmp_path / key).mkdir()
    assert find(key).lesson is not None


@pytest.mark.parametrize("word", ["nothing", ""])
def test_a_word_that_names_nothing_is_told_the_lessons(word: str) -> None:
    with pytest.raises(InputError) as caught:
        find(word)
    assert all(key in str(caught.value) for key in lesson.keys())  # noqa: SIM118


@pytest.mark.parametrize("word", ["missing.gdlab", "a/b", "x" * 5000 + ".gdlab"])
def test_a_file_that_cannot_be_read_is_the_place_of_the_error(word: str) -> None:
    with pytest.raises(InputError) as caught:
        find(word)
    assert caught.value.place == word
