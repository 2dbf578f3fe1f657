"""The frame of a panel in its dock: as low as the screen wants it, but never too narrow to be read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea


class PanelArea(QScrollArea):
    """Scrolls upright; nobody can make it narrower than its panel, which would be cut at the side."""

    def __init__(self, lowest: int) -> None:
        super().__init__()
        self._lowest = lowest
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        panel = self.widget()
        width = 0 if panel is None else panel.minimumSizeHint().width()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), self._lowest)
