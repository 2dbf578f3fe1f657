"""Beside an open list of entries: the formula and a sentence of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QToolTip, QWidget

Index = QModelIndex | QPersistentModelIndex

WIDTH = 380
GAP = 4
MARGIN = 8


class EntryDetails(QLabel):
    """A note to the right of a list, or to its left where the screen ends; it goes with the list.

    `describe` gives the rich text of an index of the list, empty where there is nothing to tell.  The
    note stands there at once, under the mouse and the arrow keys alike, and takes the place of the
    list's own tooltips.
    """

    def __init__(self, describe: Callable[[Index], str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self._describe = describe
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setMargin(MARGIN)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setAutoFillBackground(True)
        self.hide()

    def follow(self, view: QAbstractItemView) -> None:
        """Stands beside this list from now on, while it is open."""
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def show_entry(self, view: QAbstractItemView, index: Index) -> None:
        """Tells of the entry at `index`, or goes away where there is nothing to tell."""
        # Asked only where it is seen, since the formula of an entry takes its time to be drawn.
        text = self._describe(index) if index.isValid() and view.isVisible() else ""
        if not text:
            self.hide()
            return
        colors = QToolTip.palette()
        self.setPalette(colors)
        self.setForegroundRole(colors.ColorRole.ToolTipText)
        self.setBackgroundRole(colors.ColorRole.ToolTipBase)
        self.setText(text)
        self.setFixedWidth(WIDTH)
        self.setFixedHeight(self.heightForWidth(WIDTH))
        list_window = view.window().frameGeometry()
        room = view.screen().availableGeometry()
        top = view.viewport().mapToGlobal(view.visualRect(index).topLeft()).y()
        x = list_window.right() + GAP
        if x + self.width() > room.right():
            x = list_window.left() - GAP - self.width()
        y = max(room.top(), min(top - MARGIN, room.bottom() - self.height()))
        self.move(QPoint(x, y))
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.hide()
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            view = watched.parent()
            if isinstance(view, QAbstractItemView):
                # An entry that cannot be chosen is never under the cursor: it has this to say why.
                self.show_entry(view, view.indexAt(event.pos()))
                return True
        return super().eventFilter(watched, event)
