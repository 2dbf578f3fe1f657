"""A document as text: it comes back the same, and whatever else is pasted is refused in a sentence."""

from __future__ import annotations

import base64
import zlib

import pytest

from gdgui.document import file, lesson, sharing
from gdgui.document.check import check
from gdgui.engine.message import InputError


@pytest.mark.parametrize("key", ["parabola", "random_starts", "schedules_fair"])
def test_a_document_comes_back_the_same_whatever_a_message_does_to_its_lines(key: str) -> None:
    document = check(lesson.load(key).scenes[0].document)
    text = sharing.to_text(document)
    assert text.isascii()
    assert sharing.from_text(text) == document
    folded = "\n> ".join([""]) + " " + "\r\n  ".join(text[k : k + 60] for k in range(0, len(text), 60))
    assert sharing.from_text(folded) == document


@pytest.mark.parametrize("text", ["", "hello", "{}", "gdlab2:abc"])
def test_another_text_is_no_shared_document(text: str) -> None:
    with pytest.raises(InputError, match="no shared document"):
        sharing.from_text(text)


def test_a_text_that_was_cut_or_changed_is_not_whole() -> None:
    text = sharing.to_text(check(lesson.load("parabola").scenes[0].document))
    for broken in (text[:-9], text[: len(text) // 2], text[:40] + "!" + text[41:], "gdlab1:"):
        with pytest.raises(InputError, match="not whole"):
            sharing.from_text(broken)


def test_what_is_packed_is_checked_as_a_file_is() -> None:
    def packed(content: bytes) -> str:
        return sharing.PREFIX + base64.urlsafe_b64encode(zlib.compress(content)).decode("ascii")

    with pytest.raises(InputError, match="later program"):
        sharing.from_text(packed(b'{"version": 99, "objective": {"key": "parabola"}}'))
    with pytest.raises(InputError, match="JSON"):
        sharing.from_text(packed(b"[]"))


def test_a_small_text_cannot_fill_the_memory() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * (file.LARGEST_FILE + 2))).decode("ascii")
    assert len(bomb) < file.LARGEST_FILE / 100
    with pytest.raises(InputError, match="too large"):
        sharing.from_text(sharing.PREFIX + bomb)
