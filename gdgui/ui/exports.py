"""What a window exports: the window for it, and pictures for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gdgui.ui.charts import ARRANGEMENT
from gdgui.ui.export_dialog import ExportDialog
from gdgui.ui.sheet import Look
from gdgui.ui.window_sheet import make_sheet

if TYPE_CHECKING:
    from gdgui.ui.window import Window

COPY_SCALE = 2.0
"""Pixels of a copied picture for each on screen, so that it can be enlarged."""


class Exports(QObject):
    """What a window exports: made with it, ended with it."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ExportDialog | None = None

    def open(self) -> None:
        """Shows the window for it, in front."""
        if self.dialog is None:
            self.dialog = ExportDialog(self._window)
        self.dialog.refresh()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def copy(self, subject: str) -> None:
        """Puts the picture of a chart, or of all, on the clipboard, as large as it is on screen."""
        shown = self._window.across if subject == ARRANGEMENT else self._window.charts[subject]
        sheet = make_sheet(self._window, subject, Look(shown.width(), shown.height(), COPY_SCALE))
        QGuiApplication.clipboard().setImage(sheet.image())
        sheet.dispose()

    def drop(self) -> None:
        """Ends what is being exported, and takes the window for it away."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.shutdown()
            dialog.deleteLater()
