"""Widgets side by side, and in another row where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 24
"""Pixels between two widgets of a row."""


class Flow(QWidget):
    """The rows; see the module.  Each widget has the size that it asks for."""

    # A layout written in Python shares its items with Qt, and one of the two frees them too early:
    # so it is a widget that sets its children itself.

    def __init__(self) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """One more widget, after the others."""
        widget.setParent(self)
        widget.installEventFilter(self)
        self._widgets.append(widget)

    def clear(self) -> None:
        """Takes all widgets away and deletes them."""
        widgets, self._widgets = self._widgets, []
        for widget in widgets:
            widget.removeEventFilter(self)
            widget.hide()
            widget.deleteLater()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, place=False)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), place=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A widget asks for another size by this event to its parent's layout, of which there is none.
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.arrange()
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """Sets the widgets anew, after they have changed their sizes."""
        self._arrange(self.width(), place=True)
        self.updateGeometry()

    def _arrange(self, room: int, place: bool) -> int:
        """Sets the widgets in rows, each on the middle of its row; gives the height."""
        row: list[tuple[QWidget, QRect]] = []
        rows, across = [row], 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            size = widget.sizeHint()
            width = min(size.width(), room)
            if row and across + width > room:
                row = []
                rows.append(row)
                across = 0
            row.append((widget, QRect(across, 0, width, size.height())))
            across += width + GAP
        top = 0
        for row in rows:
            tallest = max((box.height() for _, box in row), default=0)
            for widget, box in row:
                if place:
                    widget.setGeometry(box.translated(0, top + (tallest - box.height()) // 2))
            top += tallest
        return top
