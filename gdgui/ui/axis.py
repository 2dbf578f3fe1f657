"""An axis of a plot: pyqtgraph's, with true numbers, decades, and no more work than it takes.

What is to be painted is worked out apart from the painting, so that an axis has the room for its
numbers before it is seen.  The grid is painted as a pattern: on the screen a translucent line takes Qt
fifty times as long as a rectangle that looks the same, and a window has hundreds of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QPaintEngine,
    QPainter,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QApplication, QGraphicsSceneResizeEvent

from gdgui.ui.guarded import guarded
from gdgui.ui.kept import keep
from gdgui.ui.language import number

MANY_DECADES = 6
"""An axis over more has ticks at powers of ten alone."""

NARROW = 0.8
"""The share of a line's height that a number takes."""

ASIDE = 4.0
"""So many pixels are between a number and the next one beside it."""

Level = tuple[float, Sequence[float]]
"""How far the ticks of a level are apart, and where they are."""


Lines = list[tuple[QColor, list[QLineF]]]
"""The lines of each level, with their colour."""


class Mark(NamedTuple):
    """A number beside its tick."""

    area: QRectF
    text: str


class Drawing(NamedTuple):
    """What an axis paints: its own line, the ticks of each level (or lines of the grid), the numbers.

    `size` is the largest extent of the numbers across the axis, in pixels.
    """

    line: QLineF
    levels: Lines
    marks: list[Mark]
    size: float


class Axis(pg.AxisItem):
    """The axis on the left or at the bottom: no factor in its label, and a real minus sign.

    With `decades` the axis carries log₁₀ of the values, and shows the values.
    """

    def __init__(self, orientation: str) -> None:
        self._words = ""
        self._upright = orientation == "left"
        self._asked: object = None
        self._bounds = QRectF()
        self.picture: Drawing | None = None
        super().__init__(orientation)
        self.decades = False
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=-4, autoExpandTextSpace=True, hideOverlappingLabels=True)
        keep(self)

    def boundingRect(self) -> QRectF:
        # Asked dozens of times in every frame, and pyqtgraph goes through four mappings each time.
        view = self.linkedView()
        asked = (self.geometry(), None if view is None else view.geometry(), self.grid)
        if asked != self._asked:
            self._asked, self._bounds = asked, super().boundingRect()
        return self._bounds

    def labelString(self) -> str:
        """The name as pyqtgraph sets it; one that is longer than the axis ends in dots."""
        metrics = QFontMetricsF(self.label.font())
        size: QSizeF = self.size()
        length = size.height() if self._upright else size.width()
        room = length - 2 * self.label.document().documentMargin()
        words: str = self.labelText
        if length > 0 and metrics.horizontalAdvance(words) > room:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.label.setToolTip("" if words == self.labelText else self.labelText)
        style = ";".join(f"{key}: {value}" for key, value in self.labelStyle.items())
        return f"<span style='{style}'>{words}</span>"

    def resizeEvent(self, event: QGraphicsSceneResizeEvent | None = None) -> None:
        if self.label is not None and self.labelText:  # pyqtgraph takes it away before the last event
            self._updateLabel()
        super().resizeEvent(event)

    def _updateLabel(self) -> None:
        """Sets the label where it says something new: pyqtgraph sets it at every new range or pen."""
        words = self.labelString() if self.labelText else ""
        if words != self._words:
            self._words = words
            super()._updateLabel()
        else:
            self.picture = None
            self.update()

    # What is painted

    def measure(self) -> None:
        """Works out what is to be painted, and asks for the room that the numbers take.

        Done before the axis is painted: pyqtgraph learns how wide the numbers are only while it paints,
        leaves away in the first picture whatever does not fit, and shifts everything in the second.
        """
        if self.picture is None:
            drawing = self._work_out()
            if drawing is not None and self.style["showValues"]:
                self._updateMaxTextSize(drawing.size)
            self.picture = drawing

    def _work_out(self) -> Drawing | None:
        """What is to be painted; None while the axis has no length."""
        area: QRectF = self.rect()
        length = area.height() if self._upright else area.width()
        if length <= 0:
            return None
        levels = self._levels(length)
        places = [[self._place(value, length) for value, _ in level] for level in levels]
        view = self.linkedView()
        grid = self.grid if view is not None else False
        reach = area if grid is False else view.mapRectToItem(self, view.boundingRect())
        lines: Lines = []
        for depth, along in enumerate(places):
            inside = [at for at in along if at is not None]
            alpha = 255 / (depth + 1)
            if grid is not False:
                # The denser the lines, the paler.
                alpha *= grid / 255 * min(0.05 * length / (len(along) + 1), 1.0)
            color = self.tickPen().color()
            color.setAlpha(int(alpha))
            tick = 0.0 if grid is not False else -self.style["tickLength"] / (depth * 0.5 + 1.0)
            lines.append((color, [self._across(at, area, reach, tick) for at in inside]))
        marks: list[Mark] = []
        size = 0.0
        if self.style["showValues"]:
            marks, size = self._marks(levels, places, area, length)
        # One pixel further at either end, where the other axis begins.
        line = (
            QLineF(area.right() - 1, area.top() - 1, area.right() - 1, area.bottom() + 1)
            if self._upright
            else QLineF(area.left() - 1, area.top() + 1, area.right() + 1, area.top() + 1)
        )
        return Drawing(line, lines, marks, size)

    def _levels(self, length: float) -> list[list[tuple[float, str]]]:
        """The ticks with their texts, from the fewest to the most."""
        if self._tickLevels is not None:
            return [list(level) for level in self._tickLevels]
        levels: list[list[tuple[float, str]]] = []
        low, high = self.range
        for spacing, values in self.tickValues(low, high, length):
            texts = self.tickStrings(values, 1.0, spacing)
            levels.append(list(zip(values, texts, strict=True)))
        return levels

    def _place(self, value: float, length: float) -> float | None:
        """How many pixels along the axis a value is; None where it lies beyond an end."""
        low, high = map(float, self.range)
        if not min(low, high) <= value <= max(low, high) or low == high:
            return None
        share = (value - low) / (high - low)
        return length * (1.0 - share if self._upright else share)

    def _across(self, at: float, area: QRectF, reach: QRectF, tick: float) -> QLineF:
        """A tick, or a line through the whole view."""
        if self._upright:
            return QLineF(area.right(), at, reach.right() + tick, at)
        return QLineF(at, area.top(), at, reach.top() - tick)

    def _marks(
        self,
        levels: list[list[tuple[float, str]]],
        places: list[list[float | None]],
        area: QRectF,
        length: float,
    ) -> tuple[list[Mark], float]:
        """The numbers, as many levels of them as are not crowded, and their extent across the axis."""
        metrics = QFontMetricsF(self.style["tickFont"] or QApplication.font())
        height = metrics.height() * NARROW
        gap = self.style["tickTextOffset"][0 if self._upright else 1]
        bounds = self.boundingRect()
        marks: list[Mark] = []
        size = taken = 0.0
        widest = 0.0
        for depth in range(min(len(levels), self.style["maxTextLevel"] + 1)):
            texts = [
                (at, text, metrics.horizontalAdvance(text))
                for (_, text), at in zip(levels[depth], places[depth], strict=True)
                if at is not None
            ]
            if not texts:
                continue
            if depth == 0 and not self._upright:
                texts = _apart(texts, self._count(levels[0]))
            taken += sum(height if self._upright else width for _, _, width in texts)
            widest = max(widest, max(width for _, _, width in texts))
            if depth > 0 and self._is_crowded(len(marks), taken / length):
                break
            size = widest if self._upright else height
            for at, text, width in texts:
                place = (
                    QRectF(area.right() - gap - width, at - height / 2, width, height)
                    if self._upright
                    else QRectF(at - width / 2, area.top() + gap, width, height)
                )
                if bounds.intersected(place) == place:
                    marks.append(Mark(place, text))
        return marks, size

    def _count(self, level: list[tuple[float, str]]) -> int:
        """Which multiple of their distance the first tick inside is; 0 where they are given by name."""
        inside = [value for value, _ in level if min(self.range) <= value <= max(self.range)]
        if self._tickLevels is not None or len(inside) < 2:
            return 0
        apart = inside[1] - inside[0]  # 0 where there are no numbers between two neighbours
        return round(inside[0] / apart) if apart else 0

    def _is_crowded(self, there: int, share: float) -> bool:
        """Whether so many numbers, which take this share of the axis, would be too many."""
        return any(there >= count and share >= most for count, most in self.style["textFillLimits"])

    @guarded
    def paint(self, painter: QPainter, *_: object) -> None:
        """Paints at once: Qt keeps the picture, and one that is recorded and played costs twice."""
        self.measure()
        drawing = self.picture
        if drawing is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, True)
        painter.setPen(self.pen())
        painter.drawLine(drawing.line)
        if painter.paintEngine().type() == QPaintEngine.Type.Raster:
            self._fill_lines(painter, drawing.levels)
        else:
            _draw_lines(painter, drawing.levels)
        painter.setFont(self.style["tickFont"] or QApplication.font())
        painter.setPen(self.textPen())
        sideways = Qt.AlignmentFlag.AlignRight if self._upright else Qt.AlignmentFlag.AlignHCenter
        along = Qt.AlignmentFlag.AlignVCenter if self._upright else Qt.AlignmentFlag.AlignTop
        flags = sideways | along | Qt.TextFlag.TextDontClip
        for area, text in drawing.marks:
            painter.drawText(area, int(flags), text)
        painter.restore()

    def _fill_lines(self, painter: QPainter, levels: Lines) -> None:
        """Lines of one pixel: level ones as rectangles, upright ones as a row that is repeated."""
        transform = painter.deviceTransform()
        if self._upright:
            height = 1.0 / (abs(transform.m22()) or 1.0)
            for color, lines in levels:
                for line in lines:
                    left, right = sorted((line.x1(), line.x2()))
                    painter.fillRect(QRectF(left, line.y1(), right - left, height), color)
            return
        scale = abs(transform.m11()) or 1.0
        for color, lines in levels:
            if not lines:
                continue
            pixels = math.ceil(self.width() * scale) + 1
            row = QImage(pixels, 1, QImage.Format.Format_ARGB32_Premultiplied)
            row.fill(Qt.GlobalColor.transparent)
            for line in lines:
                row.setPixelColor(int(line.x1() * scale), 0, color)
            top, bottom = sorted((lines[0].y1(), lines[0].y2()))
            brush = QBrush(row)
            brush.setTransform(QTransform.fromScale(1.0 / scale, 1.0))
            painter.fillRect(QRectF(0.0, top, row.width() / scale, bottom - top), brush)

    # Ticks

    def tickValues(self, low: float, high: float, size: float) -> list[Level]:
        low, high = min(low, high), max(low, high)
        plain = _multiples(low, high, [spacing for spacing, _ in self.tickSpacing(low, high, size)])
        if not self.decades:
            return plain
        if abs(high - low) > MANY_DECADES:
            return [(spacing, [at for at in places if at == round(at)]) for spacing, places in plain]
        return decade_levels(low, high)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.decades:
            return decade_strings(values, spacing)
        return minus(super().tickStrings(values, scale, spacing))


UNNAMED = 0.1
"""The distance of the ticks of a decade that have no number: 3, 4, 6, 7, 8, 9."""


def decade_levels(low: float, high: float) -> list[Level]:
    """Ticks between two log₁₀ at numbers that one would say: 1, 2, 5; in a part of a decade 1, 2, 3 …,
    and in a small part multiples of a round number; over many decades some of the powers of ten."""
    if high - low > MANY_DECADES:
        apart = next(k for k in (2.0, 5.0, 10.0, 20.0, 50.0, 200.0) if (high - low) / k <= MANY_DECADES)
        return _multiples(low, high, [apart])
    levels: list[Level] = [
        (spacing, [at for at in _decades(low, high, parts) if low <= at <= high])
        for spacing, parts in ((1.0, (1,)), (0.3, (2, 5)), (UNNAMED, (3, 4, 6, 7, 8, 9)))
    ]
    if len(levels[0][1]) + len(levels[1][1]) > 1:
        return levels
    every = sorted(at for _, places in levels for at in places)
    if len(every) > 1:
        return [(1.0, every)]
    first, last = 10.0**low, 10.0**high
    if not last > first:
        return [(1.0, every)]
    step = 10.0 ** math.floor(math.log10((last - first) / 2))
    step *= next(times for times in (5, 2, 1) if times * step <= (last - first) / 2)
    return [(1.0, [math.log10(value) for value in _multiples(first, last, [step])[0][1] if value > 0])]


def decade_strings(values: Sequence[float], spacing: float) -> list[str]:
    """The numbers whose log₁₀ are given, with as many digits as tell them apart."""
    if spacing == UNNAMED:
        return [""] * len(values)
    texts: list[str] = []
    for digits in range(3, 16):
        # 1000 takes no more room than 1e3.
        texts = [number(10.0**value, max(digits, 4 if value < 4 else 0)) for value in values]
        if len(set(texts)) == len(texts):
            break
    return texts


def _draw_lines(painter: QPainter, levels: Lines) -> None:
    """Lines as lines, for a drawing that may be enlarged."""
    for color, lines in levels:
        pen = QPen(color)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawLines(lines)


def _apart(texts: list[tuple[float, str, float]], first: int) -> list[tuple[float, str, float]]:
    """Every one of the numbers (place, text, width), or every second, fifth …, so that none touch.

    The first of them is the multiple `first` of their distance: 0 stays.
    """
    for step in (1, 2, 5, 10):
        kept = [text for k, text in enumerate(texts, first) if k % step == 0]
        if all(abs(b - a) >= (v + w) / 2 + ASIDE for (a, _, v), (b, _, w) in pairwise(kept)):
            break
    return kept


def _multiples(low: float, high: float, spacings: Sequence[float]) -> list[Level]:
    """Where the multiples of each spacing stand between two places, but for those of a wider one."""
    levels: list[Level] = []
    for depth, spacing in enumerate(spacings):
        start = math.ceil(low / spacing) * spacing
        values = [start + k * spacing for k in range(int((high - start) / spacing) + 1)]
        wider = spacings[:depth]
        levels.append((spacing, [at for at in values if not _is_multiple(at, spacing, wider)]))
    return levels


def _is_multiple(value: float, spacing: float, wider: Sequence[float]) -> bool:
    """Whether a value is one of a wider spacing's, as near as a hundredth of its own."""
    return any(abs(value - round(value / other) * other) <= 0.01 * spacing for other in wider)


def _decades(low: float, high: float, parts: Sequence[int]) -> list[float]:
    """Where the multiples of the powers of ten between two places stand."""
    return [
        decade + math.log10(part)
        for decade in range(math.floor(low), math.ceil(high) + 1)
        for part in parts
    ]


def minus(texts: list[str]) -> list[str]:
    """The same numbers with a real minus sign."""
    return [text.replace("-", "−") for text in texts]
