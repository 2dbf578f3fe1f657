"""A layout that sets its widgets side by side, and begins another row where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """The layout; see the module.  `gap` is the room between two widgets of a row, in pixels."""

    def __init__(self, parent: QWidget | None = None, gap: int = 24) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._items:
            if not _hidden(item):
                least = least.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return least.grownBy(QMargins(margins))

    def _arrange(self, rect: QRect, place: bool) -> int:
        """Sets the widgets in rows, each centred on the middle of its row; gives the height."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        top, across = area.top(), area.left()
        row: list[tuple[QLayoutItem, QRect]] = []
        rows = [row]
        for item in self._items:
            if _hidden(item):
                continue
            size = item.sizeHint()
            width = min(size.width(), area.width())
            if row and across + width > area.right() + 1:
                row = []
                rows.append(row)
                across = area.left()
            row.append((item, QRect(QPoint(across, 0), QSize(width, size.height()))))
            across += width + self._gap
        for row in rows:
            tallest = max((box.height() for _, box in row), default=0)
            for item, box in row:
                if place:
                    item.setGeometry(box.translated(0, top + (tallest - box.height()) // 2))
            top += tallest
        return top - rect.top() + margins.bottom()


def _hidden(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.isHidden()
