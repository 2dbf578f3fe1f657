"""Tells when another program may have changed a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

SETTLING = 200
"""Milliseconds in which another program may finish writing, before anybody looks."""


class FileWatch(QObject):
    """Watches one file at a time, and its folder: a file that is exchanged for another is watched no
    more, and its folder tells of the other."""

    stirred = Signal()
    """The file is perhaps another one, or gone, and nobody has touched it for a while."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher: QFileSystemWatcher | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLING)
        self._soon.timeout.connect(self.stirred)

    @property
    def active(self) -> bool:
        """Whether there is, or was, anything to be watched."""
        return self._watcher is not None

    def follow(self, path: Path | None) -> None:
        """Watches this file from now on, and no other; None: no file."""
        if self._watcher is None:
            if path is None:
                return
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._on_change)
            self._watcher.fileChanged.connect(self._on_change)
        former = [*self._watcher.files(), *self._watcher.directories()]
        if former:
            self._watcher.removePaths(former)
        if path is not None:
            self._watcher.addPaths([str(path.absolute()), str(path.absolute().parent)])

    def take_up(self, path: Path) -> None:
        """Watches what now stands in the place of the file."""
        if self._watcher is not None:
            self._watcher.addPath(str(path.absolute()))

    @Slot(str)
    def _on_change(self, _: str) -> None:
        self._soon.start()

    def stop(self) -> None:
        """Watches nothing any more.  Harmless when called twice."""
        self._soon.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
