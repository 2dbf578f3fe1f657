"""A strip with a sentence beside the work, and perhaps with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gdgui.ui import theme
from gdgui.ui.icons import set_icon
from gdgui.ui.language import tr
from gdgui.ui.quiet import Button

Choice = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class Notice(QWidget):
    """Says what could not be, or asks without stopping anybody; it never stands over the work."""

    def __init__(self, bad: bool = True) -> None:
        super().__init__()
        self._bad = bad
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.choices: list[Button] = []
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        set_icon(self._close, "close")
        self._close.setToolTip(tr("Close"))
        self._close.setAccessibleName(tr("Close"))
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.MARGIN, theme.TIGHT, theme.TIGHT, theme.TIGHT)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self._close)
        self.restyle()
        self.hide()

    def say(self, text: str, choices: Sequence[Choice] = ()) -> None:
        """Shows a sentence, with a button for each choice; an empty one takes the strip away."""
        for button in self.choices:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.choices = []
        for place, (title, action) in enumerate(choices):
            button = Button(title)
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _=False, act=action: act())
            self._row.insertWidget(1 + place, button)
            self.choices.append(button)
        self.words.setText(text)
        self.setVisible(bool(text))

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        colors = self.words.palette()
        now = theme.current()
        colors.setColor(self.words.foregroundRole(), now.bad if self._bad else now.text)
        self.words.setPalette(colors)
