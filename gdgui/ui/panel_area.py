"""The frame of a panel in its dock: as low as the screen wants it, but never too narrow to be read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea


class PanelArea(QScrollArea):
    """Scrolls upright; nobody can make it narrower than its panel, which would be cut at the side.

    It asks for `width`, so that a window is laid out once before it is first painted.
    """

    def __init__(self, width: int, lowest: int) -> None:
        super().__init__()
        self._width, self._lowest = width, lowest
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        panel = self.widget()
        width = 0 if panel is None else panel.minimumSizeHint().width()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), self._lowest)
