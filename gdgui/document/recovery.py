"""Work that was never saved, kept in a folder of its own: a record of each window, and a picture.

    FOLDER/1.json    {"version": 1, "title": …, "file": …, "known": …, "time": …, "document": {…}}
    FOLDER/1.png     what the charts looked like

A record is written whole or not at all, and never into anybody's own file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from gdgui.document import file
from gdgui.document.model import Document
from gdgui.engine.message import InputError, Message

VERSION = 1


class _Record(Struct, forbid_unknown_fields=True):
    """What stands in a record; `document` as in a file, and checked like one when it is opened."""

    version: int
    title: str
    file: str | None
    known: str | None
    time: float
    document: dict[str, Any]


class Work(Struct, frozen=True):
    """What one window held: its title, the file it belongs to, and what stood in that (a fingerprint).

    `time` is in seconds since 1970.
    """

    document: Document
    title: str
    path: Path | None
    known: bytes | None
    time: float


class Kept(Struct, frozen=True):
    """A record in a folder."""

    record: Path

    @property
    def picture(self) -> Path:
        """Where the picture is, if there is one."""
        return self.record.with_suffix(".png")

    @property
    def time(self) -> float:
        """When the record was written, even where it cannot be read: seconds since 1970."""
        try:
            return self.record.stat().st_mtime
        except OSError:
            return 0.0

    def load(self) -> Work:
        """What was kept.  Raises InputError where it cannot be read."""
        try:
            found = msgspec.json.decode(file.read_bytes(self.record), type=_Record)
            known = None if found.known is None else bytes.fromhex(found.known)
        except (msgspec.MsgspecError, ValueError):
            raise InputError(Message("what was kept of this work cannot be read")) from None
        return Work(
            file.from_plain(found.document),
            found.title,
            None if found.file is None else Path(found.file),
            known,
            found.time,
        )

    def discard(self) -> None:
        """Keeps it no longer.  Harmless where it is gone already."""
        self.record.unlink(missing_ok=True)
        self.picture.unlink(missing_ok=True)


def keep(record: Path, work: Work, picture: bytes) -> None:
    """Writes a record and its picture.  Raises OSError where they cannot be written."""
    record.parent.mkdir(parents=True, exist_ok=True)
    if picture:
        file.write_bytes(record.with_suffix(".png"), picture)
    plain = _Record(
        VERSION,
        work.title,
        None if work.path is None else str(work.path.absolute()),
        None if work.known is None else work.known.hex(),
        work.time,
        msgspec.to_builtins(work.document),
    )
    file.write_bytes(record, msgspec.json.encode(plain))


def kept(folder: Path) -> list[Kept]:
    """All records of a folder, the latest first."""
    found = [Kept(record) for record in folder.glob("*.json")]
    return sorted(found, key=lambda one: (-one.time, one.record.name))
