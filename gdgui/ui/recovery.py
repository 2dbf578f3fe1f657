"""Unsaved work is kept a few seconds after each change, and found again after a crash.

Every running copy of the program keeps its work in a folder of its own and holds a lock beside it.  A
folder whose lock nobody holds was left by a copy that did not end in order.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLockFile, QObject, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QImage

from gdgui.document import recovery
from gdgui.document.recovery import Kept, Work
from gdgui.jobs.job import Job
from gdgui.jobs.queue import JobQueue
from gdgui.jobs.writing import WritingJob

if TYPE_CHECKING:
    from gdgui.ui.window import Window

SOON = 2000
"""Milliseconds after a change in which it is kept; a longer work is kept that often."""

LATER = 30_000
"""Milliseconds after which it is tried again, where it could not be written."""

PICTURE = 240
"""The width of the pictures, in pixels."""


def usual_folder() -> Path:
    """Where the folders of all copies of the program are."""
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "gdgui" / "unsaved"


class Shelf:
    """The folders of unsaved work: ours, and those that were left behind."""

    def __init__(self, base: Path | None = None) -> None:
        self._base = usual_folder() if base is None else base
        self._own: Path | None = None
        self._locks: dict[Path, QLockFile] = {}
        self._count = 0

    def place(self) -> Path:
        """A new record in our own folder, which is made and locked when it is first needed.

        Raises OSError where no folder can be made.
        """
        if self._own is None:
            self._base.mkdir(parents=True, exist_ok=True)
            folder = self._base / os.urandom(16).hex()
            # Before it is there: else somebody might take it for left behind.
            if not self._lock(folder):
                raise OSError("the folder of unsaved work cannot be locked")
            folder.mkdir()
            self._own = folder
        self._count += 1
        return self._own / f"{self._count}.json"

    def left_behind(self) -> list[Kept]:
        """The work of copies of the program that ended before it was saved, the latest first.

        From now on it is ours to offer: no other copy of the program does.
        """
        found = []
        for folder in sorted(self._base.glob("*/")):
            if folder != self._own and (folder in self._locks or self._lock(folder)):
                records = recovery.kept(folder)
                found += records
                if not records:
                    self._remove(folder)
        return sorted(found, key=lambda one: -one.time)

    def close(self) -> None:
        """Gives up all locks, and what is empty.  Harmless when called twice."""
        self._own = None
        for folder in list(self._locks):
            if recovery.kept(folder):
                self._locks.pop(folder).unlock()
            else:
                self._remove(folder)

    def _lock(self, folder: Path) -> bool:
        lock = QLockFile(str(folder.with_suffix(".lock")))
        lock.setStaleLockTime(0)  # a lock is stale when its process is gone, however long that runs
        if not lock.tryLock(0):
            return False
        self._locks[folder] = lock
        return True

    def _remove(self, folder: Path) -> None:
        for picture in folder.glob("*"):
            picture.unlink(missing_ok=True)
        if folder.is_dir():
            folder.rmdir()
        self._locks.pop(folder).unlock()


class Keeper(QObject):
    """Keeps the work of one window while it is not saved."""

    def __init__(self, window: Window, queue: JobQueue, shelf: Shelf) -> None:
        super().__init__(window)
        self._window = window
        self._queue = queue
        self._shelf = shelf
        self._place: Path | None = None
        self._replaces: list[Kept] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.keep)
        window.controller.history_changed.connect(self._on_change)

    def take_over(self, found: Kept) -> None:
        """The window holds what was `found`; that is discarded once it is kept here, or saved."""
        self._replaces.append(found)
        self.keep()

    @Slot()
    def _on_change(self) -> None:
        if not self._window.controller.history.modified:
            self.forget()
        elif not self._soon.isActive() or self._soon.remainingTime() > SOON:
            self._soon.start(SOON)

    @Slot()
    def keep(self) -> None:
        """Keeps what is there now."""
        self._soon.stop()
        controller = self._window.controller
        if not controller.history.modified:
            return
        try:
            place = self._place = self._place or self._shelf.place()
        except OSError:  # no room for it anywhere: then it is not kept, and nobody is disturbed
            self._soon.start(LATER)
            return
        files = self._window.files
        work = Work(controller.document, self._window.title(), files.path, files.known, time.time())
        picture = self._window.across.grab().toImage()
        replaced, self._replaces = self._replaces, []

        def make() -> Job:
            def write(_: object) -> list[Path]:
                recovery.keep(place, work, _png(picture))
                for found in replaced:
                    found.discard()
                return [place]

            return WritingJob(write)

        def failed(_: BaseException) -> None:
            self._replaces.extend(replaced)
            self._soon.start(LATER)

        self._queue.put(make, lambda _: None, failed)

    def forget(self) -> None:
        """There is nothing to be kept any more."""
        self._soon.stop()
        gone, self._replaces = self._replaces, []
        if self._place is not None:
            gone.append(Kept(self._place))
        if not gone:
            return

        def make() -> Job:
            def discard(_: object) -> list[Path]:
                for found in gone:
                    found.discard()
                return []

            return WritingJob(discard)

        self._queue.put(make, lambda _: None, lambda error: None)

    def shutdown(self) -> None:
        """Keeps nothing new.  Harmless when called twice."""
        self._soon.stop()


def _png(picture: QImage) -> bytes:
    """A small picture as a file."""
    small = picture.scaledToWidth(PICTURE, Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
