"""The legend of a chart: a sample of each line and its name, in one row, or in more where it has to be.

Names end in dots only where three rows do not suffice: of twelve descents on a laptop one row would
leave a letter each.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from gdgui.ui.samples import SAMPLE, paint_sample
from gdgui.ui.theme import Series

MOST_ROWS = 3
"""More rows would take too much of the chart."""

GAP = 4
"""Pixels between a sample and its name."""

APART = 14
"""Pixels between a name and the next sample."""

LEAST = 12
"""Pixels of a name that are left of it however narrow the chart is."""


BESIDE = SAMPLE.width() + GAP
"""What an entry takes beside its name, in pixels."""


class Place(Struct, frozen=True):
    """Where an entry stands: its row, its left end, and how wide its name may be, in pixels."""

    row: int
    left: int
    width: int


class Legend(QWidget):
    """The rows; see the module.  `beside` stands in the same row and is empty most of the time."""

    def __init__(self, beside: QLabel) -> None:
        super().__init__()
        self._beside: QLabel | None = beside
        self._entries: list[tuple[Series, str]] = []
        self._places: list[Place] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._arrange()

    @property
    def names(self) -> list[str]:
        """The names, in their order."""
        return [name for _, name in self._entries]

    @property
    def shown(self) -> list[str]:
        """The names as they can be read: those that have no room end in dots."""
        return [self._shown(k) for k in range(len(self._entries))]

    def set_entries(self, entries: Sequence[tuple[Series, str]]) -> None:
        """Names other lines."""
        if list(entries) != self._entries:
            self._entries = list(entries)
            self.setAccessibleName(", ".join(self.names))
            self._arrange()
            self.update()

    def stand_alone(self) -> None:
        """Nothing stands beside it any more."""
        self._beside = None
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(_length(self._widths()), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for k, (style, _) in enumerate(self._entries):
            place = self._place(k)
            painter.save()
            painter.translate(place.left(), place.center().y() - SAMPLE.height() / 2)
            # Half a pixel higher a line of one pixel falls on one row.
            paint_sample(painter, style, 1.0, SAMPLE.height() / 2 - 0.5)
            painter.restore()
            painter.setPen(self.palette().color(self.foregroundRole()))
            words = QRectF(place).adjusted(BESIDE, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._shown(k))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = [k for k in range(len(self._entries)) if self._place(k).contains(event.pos())]
            QToolTip.showText(event.globalPos(), self.names[found[0]] if found else "", self)
            return True
        return super().event(event)

    def _widths(self) -> list[int]:
        """Those of the names."""
        metrics = self.fontMetrics()
        return [metrics.horizontalAdvance(name) + 1 for name in self.names]

    def _row_height(self) -> int:
        return max(self.fontMetrics().height(), SAMPLE.height())

    def _arrange(self) -> None:
        """Chooses the rows for the width that there is; what comes and goes beside takes no row."""
        room = self.width() + (0 if self._beside is None else self._beside.sizeHint().width())
        found = places(self._widths(), room)
        rows = found[-1].row + 1 if found else 1
        self._places = places(self._widths(), self.width(), rows)
        height = rows * self._row_height()
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        self.update()

    def _place(self, k: int) -> QRect:
        """Where the sample and the name of an entry stand."""
        place, height = self._places[k], self._row_height()
        return QRect(place.left, place.row * height, BESIDE + place.width, height)

    def _shown(self, k: int) -> str:
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self._entries[k][1], mode, self._places[k].width)


def places(widths: Sequence[int], room: int, rows: int | None = None) -> list[Place]:
    """Where names of these widths stand: in the fewest rows that suffice, or in those asked for.

    They stand in columns if there is room for that, else as close as they can.  Where there is no room
    in the most rows that there may be, the longest names give way first.
    """
    if not widths:
        return []
    counts = range(1, MOST_ROWS + 1) if rows is None else (rows,)
    for count in counts:
        columns = _columns(widths, count)
        if _length(columns) <= room:
            return _in_columns(widths, columns)
        flowing = _in_flow(widths, room)
        if flowing[-1].row < count:
            return flowing
    most = max(columns)
    while most > LEAST and _length([min(width, most) for width in columns]) > room:
        most -= 1
    return _in_columns(widths, [min(width, most) for width in columns])


def _columns(widths: Sequence[int], rows: int) -> list[int]:
    """The width of each column, the names going along the rows."""
    count = -(-len(widths) // rows)
    return [max(widths[column::count]) for column in range(count)]


def _length(columns: Sequence[int]) -> int:
    """That of a row with names of these widths."""
    return sum(columns) + len(columns) * BESIDE + (len(columns) - 1) * APART


def _in_columns(widths: Sequence[int], columns: Sequence[int]) -> list[Place]:
    found = []
    for k in range(len(widths)):
        row, column = divmod(k, len(columns))
        left = _length(columns[:column]) + APART if column else 0
        found.append(Place(row, left, columns[column]))
    return found


def _in_flow(widths: Sequence[int], room: int) -> list[Place]:
    """One behind the other, and in another row where the room ends; a name is as wide as it is."""
    found: list[Place] = []
    row, left = 0, 0
    for width in widths:
        if left and left + BESIDE + width > room:
            row, left = row + 1, 0
        found.append(Place(row, left, max(min(width, room - BESIDE), LEAST)))
        left += BESIDE + width + APART
    return found
