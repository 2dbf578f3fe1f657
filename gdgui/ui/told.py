"""A line that tells what is under the pointer, in as many words as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class Told(QLabel):
    """Shows the first of some texts that fits, and the last with dots where none does.

    `text` is the first of them, in full; where it is not the one that is seen, it is the tooltip.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shorter: tuple[str, ...] = ()
        self.setForegroundRole(self.foregroundRole().PlaceholderText)

    def tell(self, text: str, *shorter: str) -> None:
        """Tells `text`, or one of the others that say the same in less room."""
        self._shorter = shorter
        self.setText(text)
        self._explain()

    def seen(self) -> str:
        """The text as it is on screen."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        texts = (self.text(), *self._shorter)
        fits = (text for text in texts if metrics.horizontalAdvance(text) <= room)
        return next(fits, metrics.elidedText(texts[-1], Qt.TextElideMode.ElideRight, room))

    def minimumSizeHint(self) -> QSize:
        # A line of its own gets what there is; one that shares a row asks for all that it has to say.
        ignored = self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
        return QSize(0, super().minimumSizeHint().height()) if ignored else super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self.palette(),
            self.isEnabled(),
            self.seen(),
            self.foregroundRole(),
        )
        painter.end()

    def _explain(self) -> None:
        whole = self.text()
        self.setToolTip("" if self.seen() == whole else whole)
