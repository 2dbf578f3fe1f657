"""Formulas that are set off the GUI thread: one takes as long as several frames of playback."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from gdgui.ui.formula import typeset


class _Bell(QObject):
    """Rung by the thread that sets a formula; it belongs to no widget, and so outlives that thread's
    work whatever becomes of the one who waits for it."""

    rung = Signal()


class Typesetter(QObject):
    """Has a formula set beforehand, so that whoever wants to paint it finds it done."""

    done = Signal()
    """The formula stands ready, or cannot be set; in the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = False
        """Whether `done` is still to come."""
        self._bell = _Bell()
        self._bell.rung.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def set(self, latex: str, color: str) -> None:
        """Begins with a formula; only where it is not busy."""
        self.busy = True
        QThreadPool.globalInstance().start(partial(_work, self._bell, latex, color))

    @Slot()
    def _finish(self) -> None:
        self.busy = False
        self.done.emit()


def _work(bell: _Bell, latex: str, color: str) -> None:
    """In another thread.  The panel that asked for the formula may be deleted meanwhile."""
    typeset(latex, color)
    with suppress(RuntimeError):  # the program ends
        bell.rung.emit()
