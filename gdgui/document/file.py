"""Documents as files: UTF-8 JSON, read with care and written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from gdgui.document import migration, refusals
from gdgui.document.check import check
from gdgui.document.model import VERSION, Document
from gdgui.engine.descent import Cancelled, Token
from gdgui.engine.message import InputError, Message

SUFFIX = ".gdlab"
LARGEST_FILE = 4_000_000
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Windows puts it before UTF-8 text; it means nothing."""


def encode(document: Document) -> bytes:
    """The document as JSON with two spaces of indent: one value a line, in the order of the fields."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def decode(text: bytes) -> Document:
    """A checked document from JSON.  Raises InputError that names the place and what is allowed."""
    return from_plain(parse_json(text))


def parse_json(text: bytes) -> Any:
    """Plain lists and dicts.  Raises InputError where the text is no JSON.

    Python's own NaN and Infinity, and numbers beyond all doubles, are read: no document may hold
    them, but whoever refuses them knows the place and what is allowed there.
    """
    if not text.strip():
        raise InputError(Message("the file is empty; a document is expected"))
    text = text.removeprefix(BYTE_ORDER_MARK)
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        import json  # for the files that are not as we write them

        try:
            return json.loads(text.decode("utf-8"))
        except (ValueError, RecursionError):
            raise refusals.syntax(text) from None


def from_plain(plain: Any) -> Document:
    """A checked document from what JSON gives."""
    if not isinstance(plain, dict):
        raise InputError(Message("this is no document: a JSON object is expected"))
    version = plain.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise InputError(
            Message(
                "this document is of version {version}, made by a later program; this one reads "
                "up to version {known}",
                {"version": version, "known": VERSION},
            ),
            "version",
        )
    if "version" not in plain:
        raise InputError(Message("is missing; a document says its version"), "version")
    plain = migration.migrated(plain)
    try:
        document = msgspec.convert(plain, Document)
    except msgspec.ValidationError as error:
        raise refusals.structure(error) from None
    document = check(document)
    try:
        msgspec.json.encode(document)
    except UnicodeEncodeError:
        # JSON can spell half of a character ("\\ud800"); no file or screen can hold it.
        raise InputError(Message("a text in this document is not made of whole characters")) from None
    return document


def read(path: Path) -> Document:
    """The document in a file.  Raises InputError, with the file as the place, where it cannot be."""
    return decode(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """What stands in a file.  Raises InputError in a sentence where it cannot be read."""
    try:
        if path.is_dir():
            raise InputError(Message("this is a folder; a document is expected"))
        with path.open("rb") as stream:  # a device says that it is empty, and never ends
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InputError(Message("there is no such file")) from None
    except OSError as error:
        raise InputError(
            Message("the file cannot be read: {reason}", {"reason": error.strerror or str(error)})
        ) from None
    if len(content) > LARGEST_FILE:
        raise InputError(Message("the file is larger than {most} bytes", {"most": LARGEST_FILE}))
    return content


def write(path: Path, document: Document) -> None:
    """Writes the document atomically: whoever reads the file finds the old or the new one, whole.

    A link is followed, so that it stays a link.  Raises OSError where the file cannot be written;
    the old one is then as it was.
    """
    write_bytes(path, encode(document))


UNREADABLE = b"?"
"""The fingerprint of something that is there and cannot be read: none that anybody knows."""


class Overtaken(Exception):  # noqa: N818 - it is no error of ours
    """The file holds something else than its writer knows of."""


def fingerprint(content: bytes) -> bytes:
    """Tells one content of a file from another."""
    import hashlib  # the first picture needs none

    return hashlib.sha256(content).digest()


def present(path: Path) -> bytes | None:
    """The fingerprint of what stands in a file now; None where there is no file."""
    if not os.path.lexists(path):
        return None
    try:
        return fingerprint(read_bytes(path))
    except InputError:
        return UNREADABLE if os.path.lexists(path) else None


def exchange(path: Path, content: bytes, known: bytes | None) -> None:
    """Writes a file that holds what is `known`; a file that is gone is written anew.

    None: whatever it holds.  Raises Overtaken where it holds something else, which somebody else wrote
    meanwhile, and OSError as `write`.
    """
    _refuse_protected(Path(os.path.realpath(path)))
    if known is not None and present(path) not in (None, known, fingerprint(content)):
        raise Overtaken
    write_bytes(path, content)


def write_bytes(path: Path, content: bytes, token: Token | None = None) -> None:
    """Writes a file by way of a temporary one beside it, flushed to the disk before the exchange.

    Raises Cancelled where `token` is set before the exchange; an old file is then as it was.
    """
    write_through(path, lambda stream: stream.write(content), token)


def write_through(path: Path, fill: Callable[[BinaryIO], object], token: Token | None = None) -> None:
    """As `write_bytes`, for what is too large to be held at once: `fill` writes it piece by piece."""
    target = Path(os.path.realpath(path))
    temporary = beside(target, ".tmp")
    try:
        _refuse_protected(target)
        with temporary.open("xb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        if token is not None and token.is_set():
            raise Cancelled
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno is not None:
            # Of the temporary file nobody has ever heard.
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    _settle_folder(target.parent)


def beside(target: Path, suffix: str) -> Path:
    """A new name in the folder of `target`, for what will take its place.

    What is made under it has the permissions of any new file, which `tempfile` would not give it.
    """
    return target.absolute().with_name(f".gdlab-{os.urandom(8).hex()}{suffix}")


def _refuse_protected(target: Path) -> None:
    """An exchange asks for the folder's permission alone; whoever protected the file meant it."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _settle_folder(folder: Path) -> None:
    """Flushes the exchange itself to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    # The file is there, whatever a file system without this thinks of it.
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
