"""Formulas that are set off the GUI thread: one takes as long as several frames of playback."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from gdgui.ui.formula import typeset


class Typesetter(QObject):
    """Has a formula set beforehand, so that whoever wants to paint it finds it done."""

    done = Signal()
    """The formula stands ready, or cannot be set; in the GUI thread."""

    _over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = False
        """Whether `done` is still to come."""
        self._over.connect(self._finish)

    def set(self, latex: str, color: str) -> None:
        """Begins with a formula; only where it is not busy."""
        self.busy = True
        QThreadPool.globalInstance().start(partial(self._work, latex, color))

    def _work(self, latex: str, color: str) -> None:
        typeset(latex, color)
        with suppress(RuntimeError):  # nobody waits for it any more
            self._over.emit()

    @Slot()
    def _finish(self) -> None:
        self.busy = False
        self.done.emit()
