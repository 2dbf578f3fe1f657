"""An axis of a plot: pyqtgraph's, with true numbers, decades, and no more work than it takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from gdgui.ui.kept import keep
from gdgui.ui.language import number

MANY_DECADES = 6
"""An axis over more has ticks at powers of ten alone."""


class Ruler:
    """What an axis asks of a painter before there is one: how large a text is in its font."""

    def __init__(self) -> None:
        self._metrics = QFontMetricsF(QApplication.font())

    def setFont(self, font: QFont) -> None:
        self._metrics = QFontMetricsF(font)

    def boundingRect(self, room: QRectF, flags: Qt.AlignmentFlag, text: str) -> QRectF:
        return self._metrics.boundingRect(room, int(flags), text)


class Axis(pg.AxisItem):
    """An axis whose numbers are the true ones: no factor in the label, and a real minus sign.

    With `decades` the axis carries log₁₀ of the values, and shows the values.
    """

    def __init__(self, orientation: str) -> None:
        self._words = ""
        self.picture: Any = None
        super().__init__(orientation)
        self.decades = False
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=-4, autoExpandTextSpace=True, hideOverlappingLabels=True)
        keep(self)

    def _updateLabel(self) -> None:
        """Sets the label where it says something new: pyqtgraph sets it at every new range or pen."""
        words = self.labelString() if self.labelText else ""
        if words != self._words:
            self._words = words
            super()._updateLabel()
        else:
            self.picture = None
            self.update()

    def measure(self) -> None:
        """Finds out what is to be drawn, and asks for the room that its numbers take.

        Done before the axis is painted: pyqtgraph learns how wide the numbers are only while it paints,
        leaves away in the first picture whatever does not fit, and shifts everything in the second.
        """
        if self.picture is None:
            specs = self.generateDrawSpecs(Ruler())
            # To ask for more room is to forget the picture.
            self.picture = specs if specs is not None else ()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Paints at once: Qt keeps the picture, and one that is recorded and played costs twice."""
        self.measure()
        if self.picture:
            painter.save()
            self.drawPicture(painter, *self.picture)
            painter.restore()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, Sequence[float]]]:
        plain: list[tuple[float, Sequence[float]]] = super().tickValues(low, high, size)
        if not self.decades:
            return plain
        if abs(high - low) > MANY_DECADES:
            return [(spacing, [at for at in places if at == round(at)]) for spacing, places in plain]
        low, high = min(low, high), max(low, high)
        levels: list[tuple[float, Sequence[float]]] = [
            (spacing, [at for at in _decades(low, high, parts) if low <= at <= high])
            for spacing, parts in ((1.0, (1,)), (0.3, (2, 5)), (0.1, (3, 4, 6, 7, 8, 9)))
        ]
        return levels if len(levels[0][1]) + len(levels[1][1]) > 1 else plain

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.decades:
            return ["" if spacing == 0.1 else number(10.0**value, 3) for value in values]
        return minus(super().tickStrings(values, scale, spacing))


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
