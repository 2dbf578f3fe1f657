"""Edit → Copy as Python puts the document's program on the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QAction, QGuiApplication

from gdgui.export.script import script
from gdgui.ui.window import Window


def test_copy_as_python_copies_the_program_of_what_is_shown(window: Window) -> None:
    entry = next(a for a in window.findChildren(QAction) if a.text() == "Copy as Python")
    entry.trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied == script(window.controller.document)
    compile(copied, "reproduce.py", "exec")
