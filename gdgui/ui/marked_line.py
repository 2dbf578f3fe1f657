"""A line of text that marks a place in it: what is wrong with a formula is underlined there."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF

from gdgui.ui.quiet import Line
from gdgui.ui.theme import current

_WAVE = 2.0
_NARROWEST = 6.0


class MarkedLine(Line):
    """A line with a wave under the columns of its mark, if it has one.

    A mark at the end of the text, where something is missing, stands behind it.  Typing takes it away.
    """

    def __init__(self) -> None:
        super().__init__()
        self._mark: tuple[int, int] | None = None
        self._marked = ""
        self.textChanged.connect(self._change)

    def set_mark(self, start: int, end: int) -> None:
        """Marks the columns from `start` up to `end`; where they are equal, the place before them."""
        self._marked, length = self.text(), len(self.text())
        self._mark = (min(start, length), min(max(start, end), length))
        if not self.hasFocus():
            # A long formula is scrolled to where the mark is; whoever is typing stays where he is.
            self.setCursorPosition(self._mark[1])
        self.update()

    def clear_mark(self) -> None:
        """Marks nothing."""
        if self._mark is not None:
            self._mark = None
            self.update()

    def _change(self, text: str) -> None:
        # Of a text that was marked as soon as it was typed we are told afterwards.
        if text != self._marked:
            self.clear_mark()

    def mark(self) -> tuple[int, int] | None:
        """The columns that are marked."""
        return self._mark

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        left, right = (self._across(column) for column in self._mark)
        right = max(right, left + _NARROWEST)
        metrics = QFontMetricsF(self.font())
        bottom = (self.height() + metrics.height()) / 2 - metrics.descent() + 3.0
        wave, x, k = QPolygonF(), left, 0
        while x <= right:
            wave.append(QPointF(x, bottom + (_WAVE if k % 2 else 0.0)))
            x, k = x + _WAVE, k + 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.rect().adjusted(3, 0, -3, 0))
        painter.setPen(QPen(QColor(current().bad), 1.4))
        painter.drawPolyline(wave)
        painter.end()

    def _across(self, column: int) -> float:
        """Where a column begins, in pixels: measured from the cursor, since a long line scrolls."""
        metrics, text = QFontMetricsF(self.font()), self.text()
        before = metrics.horizontalAdvance(text[: self.cursorPosition()])
        cursor = self.cursorRect()
        origin = cursor.x() + cursor.width() / 2 - before
        return origin + metrics.horizontalAdvance(text[:column])
