"""The lesson that is open: its scenes and their texts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QVBoxLayout

from gdgui.document.lesson import Lesson, in_language
from gdgui.ui import theme
from gdgui.ui.intents import Intents
from gdgui.ui.language import current, tr
from gdgui.ui.panels import Panel
from gdgui.ui.quiet import Button


class LessonPanel(Panel):
    """The panel; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._lesson: Lesson | None = None
        self._group: QButtonGroup | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*4 * (theme.MARGIN,))
        self._layout.setSpacing(theme.SPACING)
        self.restyle()
        self.show_lesson(None, 0)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        now = theme.current()
        self.setStyleSheet(
            f"""
            QPushButton {{
                text-align: left; padding: 4px 8px; border-radius: 3px;
                border: 1px solid {now.border}; background: {now.button};
            }}
            QPushButton:checked {{ border-color: {now.accent}; background: {theme.tint(now)}; }}
            """
        )

    def show_lesson(self, lesson: Lesson | None, scene: int) -> None:
        """Shows a lesson at one of its scenes; None says where lessons are."""
        self._lesson = lesson
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if lesson is None:
            self._add(tr("Open one of the notes' experiments from the Lessons menu."))
            self._layout.addStretch(1)
            return
        language = current()
        self._add(in_language(lesson.title, language), bold=True)
        if len(lesson.scenes) > 1:
            self._add_scenes(lesson, scene, language)
        for paragraph in in_language(lesson.scenes[scene].text, language).split("\n\n"):
            self._add(paragraph)
        self._layout.addStretch(1)

    def _add(self, text: str, bold: bool = False) -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if bold:
            font = label.font()
            font.setBold(True)
            label.setFont(font)
        self._layout.addWidget(label)

    def _add_scenes(self, lesson: Lesson, scene: int, language: str) -> None:
        group = QButtonGroup(self)
        for number, part in enumerate(lesson.scenes):
            button = Button(f"{number + 1}  {in_language(part.title, language)}")
            button.setCheckable(True)
            button.setChecked(number == scene)
            group.addButton(button, number)
            self._layout.addWidget(button)
        group.idClicked.connect(self._pick)
        self._group = group

    def _pick(self, scene: int) -> None:
        if self._lesson is not None:
            self._intents.lesson_requested.emit(self._lesson.key, scene)
