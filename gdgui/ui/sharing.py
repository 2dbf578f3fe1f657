"""A window's document as text on the clipboard, and one from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from gdgui.document import sharing
from gdgui.document.model import Document
from gdgui.document.plan import Plan
from gdgui.engine.message import InputError, Message
from gdgui.jobs.prepare import Prepared, prepared

if TYPE_CHECKING:
    from gdgui.ui.window import Window


class Sharing(QObject):
    """Copies and pastes; what is pasted is a change that can be undone."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    @Slot()
    def copy(self) -> None:
        """Puts the document on the clipboard as text."""
        document = self._window.controller.document
        QGuiApplication.clipboard().setText(sharing.to_text(document))
        self._window.tell(Message("The document is on the clipboard as text"))

    @Slot()
    def paste(self) -> None:
        """Takes the document whose text is on the clipboard; else says why there is none."""
        text = QGuiApplication.clipboard().text()

        def make() -> Prepared:
            return prepared(sharing.from_text(text))

        def use(document: Document, planned: Plan) -> None:
            self._window.controller.replace(document, planned, Message("Paste a document"))

        self._window.controller.prepare(make, use, self._refuse)

    def _refuse(self, error: InputError) -> None:
        words = {"place": error.place, "message": error.message}
        self._window.tell(Message("{place}: {message}", words) if error.place else error.message)
