"""The lesson that is open: its scenes and their texts."""

from __future__ import annotations

from gdgui.engine.message import Message
from gdgui.ui.panels import PanelEntry
from gdgui.ui.parts import later

ENTRY = PanelEntry(
    key="lesson",
    title=Message("Lesson"),
    build=later("gdgui.ui.panels._lesson", "LessonPanel"),
    order=0,
    tab="top",
    shown=False,
)
