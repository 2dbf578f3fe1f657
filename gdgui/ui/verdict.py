"""The sentence on how a descent came out."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gdgui.ui import theme
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.snapshot import Run, Snapshot


class VerdictLabel(QLabel):
    """The sentence; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.restyle()

    def show_run(self, snapshot: Snapshot, run: Run, name: str) -> None:
        """Says how `run` came out; `name` goes before it, where there are several."""
        said = "" if run.sentence is None else escape(tr(run.sentence))
        self.setText(f"{escape(name)}: {said}" if name and said else said)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        colors = self.palette()
        colors.setColor(self.foregroundRole(), theme.current().dim)
        self.setPalette(colors)
