"""A dock whose title stands on a band of its own, so that one panel is told from the next."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDockWidget, QStyleOptionDockWidget

INDENT = 4
"""Pixels by which the title is moved, so that it stands above what the panel holds."""


class Dock(QDockWidget):
    """A dock; without a title, as among tabs, its band has no height."""

    def initStyleOption(self, option: QStyleOptionDockWidget) -> None:
        super().initStyleOption(option)
        option.rect = option.rect.adjusted(INDENT, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if (panel := self.widget()) is not None:
            painter = QPainter(self)
            band = self.palette().brush(QPalette.ColorRole.AlternateBase)
            painter.fillRect(0, 0, self.width(), panel.y(), band)
            painter.end()
        super().paintEvent(event)
