"""A document comes back from its file as it was, and a file is written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gdgui.document import file
from gdgui.document.check import check
from gdgui.document.file import LARGEST_FILE, decode, encode, from_plain, parse_json, read, write
from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep, default
from gdgui.engine.message import InputError

SMALL = b'{"version": 1, "objective": {"key": "parabola"}}'


def documents() -> st.SearchStrategy[Document]:
    """Documents that make sense, with all that a file can hold."""
    finite = st.floats(allow_nan=False, allow_infinity=False)
    rates = st.floats(0, 1e308)
    drawn = st.floats(0, 1e99).map(lambda value: value + 1e-84 if value else value)
    names = (
        st.text(max_size=20)
        .filter(lambda text: text.isprintable() or "\n" in text)
        .map(lambda text: text.encode("utf-8", "ignore").decode())
    )
    schedules = st.one_of(
        st.builds(lambda r, w: Scheduled("constant", {"rate": r}, w), rates, st.integers(0, 10**6)),
        st.builds(lambda r, c: Scheduled("gradient", {"rate": r, "cap": c}), rates, st.none() | rates),
        st.builds(lambda r, s: Scheduled("loss", {"rate": r, "scaled": s}), rates, st.booleans()),
    )
    optimizers = st.sampled_from(
        [Choice("gradient_descent"), Choice("momentum", {"form": "classical", "momentum": 0.5})]
    )
    descents = st.builds(
        Descent,
        name=names,
        optimizer=optimizers,
        schedule=schedules,
        start=st.just("random") | finite.map(lambda x: [x]),
        epochs=st.integers(1, 10**6),
        stream=st.none() | st.integers(0, 2**31 - 1),
    )
    axes = st.one_of(
        st.builds(Axis, st.just("schedule.rate"), drawn, drawn, st.integers(1, 1000)),
        st.builds(
            Axis,
            st.just("epochs"),
            st.just(1.0),
            st.just(50.0),
            st.integers(1, 1000),
            st.just("integer"),
        ),
    )
    sweeps = st.builds(
        Sweep, axes=axes.map(lambda axis: [axis]), colors=st.none() | st.just((-1.45, -1.2))
    )
    return st.builds(
        Document,
        objective=st.sampled_from([Choice("parabola"), Choice("gaussian_sine")]),
        seed=st.integers(0, 2**31 - 1),
        tolerance=st.floats(1e-300, 1e300),
        descents=st.lists(descents, min_size=1, max_size=3),
        sweeps=st.lists(sweeps, max_size=2),
    )


# ---- Round trip ----


@given(documents())
def test_a_document_comes_back_as_the_same_document_and_the_same_bytes(document: Document) -> None:
    checked = check(document)
    text = encode(checked)
    assert decode(text) == checked
    assert encode(decode(text)) == text
    assert encode(from_plain(json.loads(text))) == text


def test_the_file_is_readable_json_with_the_version_first() -> None:
    text = encode(check(default())).decode("utf-8")
    assert text.startswith('{\n  "version": 1,\n  "objective": {\n    "key": "gaussian_sine"')
    assert text.endswith("}\n")
    assert list(json.loads(text))[:3] == ["version", "objective", "seed"]


def test_names_are_written_as_they_are() -> None:
    document = replace(default(), descents=[Descent(name="학습률 η → ½")])
    assert "학습률 η → ½".encode() in encode(document)


def test_every_number_reads_back_the_same() -> None:
    for rate in (0.1, 1 / 3, 5e-324, 1.7976931348623157e308, 1e-10, 123456789.123456789):
        document = replace(
            default(), descents=[Descent(schedule=Scheduled("constant", {"rate": rate}))]
        )
        assert decode(encode(document)).descents[0].schedule.parameters["rate"] == rate


def test_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "lecture 1 — 경사 하강법.gdlab"
    document = check(default())
    write(path, document)
    assert read(path) == document
    first = path.read_bytes()
    write(path, read(path))
    assert path.read_bytes() == first


# ---- What cannot be read ----


def refusal(text: bytes) -> str:
    with pytest.raises(InputError) as raised:
        decode(text)
    assert "\n" not in str(raised.value)
    assert "byte" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ('{"version": 1 "seed": 1}', 1, 15, "a comma or a closing bracket is expected here"),
        ('{\n  "version": 1\n  "seed": 1\n}', 3, 3, "a comma or a closing bracket is expected here"),
        ('{"version": }', 1, 13, "a value is expected here"),
        ('{"version": 1, "seed": tru}', 1, 24, "a value is expected here"),
        ('{"version": .5}', 1, 13, "a value is expected here"),
        ('{"version": +5}', 1, 13, "a value is expected here"),
        ("version", 1, 1, "a value is expected here"),
        ("// a note\n{}", 1, 1, "a value is expected here"),
        ("{version: 1}", 1, 2, "a name in double quotes is expected here"),
        ("{'version': 1}", 1, 2, "a name in double quotes is expected here"),
        ('{"version" 1}', 1, 12, "a colon is expected here"),
        ('{"version": 1}}', 1, 15, "the document has ended before this"),
        ('{"version": 1}\n{"version": 1}', 2, 1, "the document has ended before this"),
        ('{"version": "1', 1, 13, "this text has no closing quote"),
        ('{"name": "a\nb"}', 1, 12, "a text cannot go on in the next line"),
        ('{"name": "\\q"}', 1, 11, "this is no escape that JSON knows"),
        ('{"version": 1', 1, 14, "a comma or a closing bracket is expected here"),
        ('{"이름": 한}', 1, 8, "a value is expected here"),
        ('{\n\t"이름": "가",\n\t"seed": x\n}', 3, 10, "a value is expected here"),
    ],
)
def test_a_slip_in_the_json_is_found_by_line_and_column(
    text: str, line: int, column: int, reason: str
) -> None:
    expected = f"this is no JSON document (line {line}, column {column}: {reason})"
    assert refusal(text.encode()) == expected
    marked = b"\xef\xbb\xbf" + text.encode()
    assert refusal(marked) == expected


@pytest.mark.parametrize(
    "text", ['{"a": [1,]}', '{"version": 1,}', '{"a": 01}', '{"a": 1e}', '{"a": "\\ud8"}']
)
def test_other_slips_have_a_line_and_a_column_too(text: str) -> None:
    """Python's versions differ in what they call these, and where exactly they see them."""
    assert refusal(text.encode()).startswith("this is no JSON document (line 1, column ")


def test_bytes_that_are_no_utf_8_are_found_by_line_and_column() -> None:
    assert refusal(b'{\n "name": "\xff"}') == (
        "this is no JSON document (line 2, column 11: this is no text in UTF-8)"
    )
    assert refusal('{"version": 1}'.encode("utf-16")).startswith(
        "this is no JSON document (line 1, column 1: "
    )
    assert "line 1, column 1" in refusal(b"\x89PNG\r\n\x1a\n\x00")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
def test_a_number_that_is_none_is_refused_where_it_stands(value: str) -> None:
    text = SMALL[:-1] + b', "tolerance": ' + value.encode() + b"}"
    assert refusal(text).startswith("tolerance: ")


@pytest.mark.parametrize("text", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_so(text: bytes) -> None:
    assert "expected" in refusal(text)


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 5000 + b"]" * 5000])
def test_a_document_nested_without_end_is_refused(text: bytes) -> None:
    assert refusal(text)


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert "digits" in refusal(b'{"version": ' + b"9" * 5000 + b"}")


def test_half_a_character_is_refused_since_no_file_could_hold_it() -> None:
    text = SMALL[:-1] + b', "descents": [{"name": "\\ud800"}]}'
    assert "not made of whole characters" in refusal(text)


def refused(function: Callable[[Any], object], given: Any) -> InputError | None:
    try:
        function(given)
    except InputError as error:
        return error
    return None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_refused_in_a_line(text: bytes) -> None:
    error = refused(decode, text)
    assert error is None or (str(error) and "\n" not in str(error))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.sampled_from(["seed", "tolerance", "objective", "gradient", "descents", "sweeps", "view"]), JSON
)
def test_any_value_anywhere_is_allowed_or_refused_at_its_place(part: str, value: Any) -> None:
    document = json.loads(SMALL) | {part: value}
    error = refused(from_plain, document)
    if error is None:
        checked = from_plain(document)
        assert decode(encode(checked)) == checked
    else:
        assert error.place.startswith(part) or "whole characters" in str(error)
        assert "\n" not in str(error)


def test_a_byte_order_mark_means_nothing() -> None:
    assert decode(b"\xef\xbb\xbf" + SMALL) == decode(SMALL)


def test_a_missing_file_a_folder_and_a_large_file_are_told_so(tmp_path: Path) -> None:
    large = tmp_path / "large.gdlab"
    large.write_bytes(b" " * (LARGEST_FILE + 1))
    for path, sentence in (
        (tmp_path / "none.gdlab", "there is no such file"),
        (tmp_path / "no folder" / "none.gdlab", "there is no such file"),
        (tmp_path, "this is a folder; a document is expected"),
        (large, f"the file is larger than {LARGEST_FILE} bytes"),
        (large / "inside", "the file cannot be read: "),
        (Path("x" * 5000), "the file cannot be read: "),
    ):
        with pytest.raises(InputError) as raised:
            read(path)
        assert str(raised.value).startswith(sentence)


def test_the_largest_file_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "large.gdlab"
    path.write_bytes(SMALL + b" " * (LARGEST_FILE - len(SMALL)))
    assert read(path) == decode(SMALL)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device here")
def test_a_device_without_end_is_not_read_for_ever() -> None:
    with pytest.raises(InputError, match="larger than"):
        read(Path("/dev/zero"))


def test_parsing_alone_gives_plain_values() -> None:
    assert parse_json(b'{"a": [1, 2.5, null, true, "\xc3\xa9"]}') == {"a": [1, 2.5, None, True, "é"]}


# ---- Writing ----


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with one document in it."""
    path = tmp_path / "old.gdlab"
    path.write_bytes(SMALL)
    return path


@pytest.mark.parametrize("step", ["fsync", "replace", "write"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    old: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    content = encode(default())

    def fill(stream: Any) -> None:
        stream.write(content[:10])
        if step == "write":
            fail()

    with monkeypatch.context() as patch:
        if step == "fsync":
            patch.setattr(os, "fsync", fail)
        elif step == "replace":
            patch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="No space left"):
            file.write_through(old, fill)
    assert old.read_bytes() == SMALL
    assert list(old.parent.iterdir()) == [old]


def test_a_new_file_that_cannot_be_written_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write(tmp_path / "no folder" / "new.gdlab", default())
    with pytest.raises(OSError, match="directory"):
        write(tmp_path, default())
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_told_by_its_own_name(old: Path) -> None:
    def fill(_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as told:
        file.write_through(old, fill)
    assert told.value.filename == str(old)


def test_a_file_that_is_protected_is_not_exchanged(old: Path) -> None:
    old.chmod(0o444)
    with pytest.raises(PermissionError):
        write(old, default())
    assert old.read_bytes() == SMALL


def test_a_folder_that_cannot_be_flushed_does_not_make_the_file_unwritten(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        flush(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write(old, default())
    assert file.read(old) == default()


def test_a_file_is_exchanged_only_for_what_is_known_to_be_in_it(old: Path) -> None:
    known = file.fingerprint(SMALL)
    assert file.present(old) == known
    assert file.present(old.parent) == file.UNREADABLE
    assert file.present(old.parent / "none") is None
    old.write_bytes(b"somebody's")
    with pytest.raises(file.Overtaken):
        file.exchange(old, b"mine", known)
    assert old.read_bytes() == b"somebody's"
    file.exchange(old, b"mine", None)
    file.exchange(old, b"mine", known)  # it stands there already
    old.unlink()
    file.exchange(old, b"new", known)
    assert old.read_bytes() == b"new"


def test_whoever_reads_meanwhile_finds_the_old_document_whole(old: Path) -> None:
    seen = []

    def fill(stream: Any) -> None:
        stream.write(b"half of it")
        stream.flush()
        seen.append(old.read_bytes())

    file.write_through(old, fill)
    assert seen == [SMALL]
    assert old.read_bytes() == b"half of it"


def test_a_link_stays_a_link_and_what_it_points_to_is_written(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.gdlab"
    link.symlink_to(old)
    second = folder / "second.gdlab"
    second.symlink_to("link.gdlab")
    write(second, default())
    assert link.is_symlink()
    assert second.is_symlink()
    assert not old.is_symlink()
    assert old.read_bytes() == encode(default())
    assert sorted(p.name for p in folder.iterdir()) == ["link.gdlab", "second.gdlab"]


def test_a_link_to_what_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "link.gdlab"
    link.symlink_to(tmp_path / "new.gdlab")
    write(link, default())
    assert link.is_symlink()
    assert (tmp_path / "new.gdlab").read_bytes() == encode(default())


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_permissions_are_kept_and_new_files_have_the_usual_ones(old: Path, tmp_path: Path) -> None:
    old.chmod(0o640)
    write(old, default())
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    usual = tmp_path / "usual"
    usual.touch()
    new = tmp_path / "new.gdlab"
    write(new, default())
    assert new.stat().st_mode == usual.stat().st_mode


def test_the_longest_name_that_a_file_can_have_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * (255 - len(file.SUFFIX)) + file.SUFFIX)
    write(path, default())
    assert read(path).objective.key == "gaussian_sine"
