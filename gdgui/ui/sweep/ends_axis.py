"""An axis for a plot that is too narrow for numbers in a row: the two at its ends, and no others.

A number is centred on its tick elsewhere, and left out where it would reach beyond the axis; of a plot
as narrow as two numbers nothing would remain.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from gdgui.ui.axis import NARROW, Axis, Level, Mark
from gdgui.ui.language import number

DIGITS = 3
"""Significant digits of the numbers; more where they would be the same."""

MOST = 6


class EndsAxis(Axis):
    """A bottom axis with ticks at two ends, the first number from the left, the last to the right.

    Where they do not fit side by side, the last stands a line lower, at the height of an axis' name.
    """

    def __init__(self) -> None:
        self._ends: tuple[float, float] | None = None
        super().__init__("bottom")

    def set_ends(self, ends: tuple[float, float] | None) -> None:
        """Where ticks stand, on an axis of decades log₁₀ of the values; None: no ticks, no numbers."""
        if ends != self._ends:
            self._ends = ends
            self.picture = None
            self.update()

    def texts(self) -> list[str]:
        """The numbers of the ends; one where they are the same."""
        if self._ends is None:
            return []
        low, high = (10.0**end for end in self._ends) if self.decades else self._ends
        if low == high:
            return [number(low, DIGITS)]
        pairs = ([number(end, digits) for end in (low, high)] for digits in range(DIGITS, MOST + 1))
        return next((pair for pair in pairs if pair[0] != pair[1]), [number(low, MOST)])

    def tickValues(self, low: float, high: float, size: float) -> list[Level]:
        return [] if self._ends is None else [(1.0, self._ends)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return ["" for _ in values]

    def _marks(
        self, levels: object, places: object, area: QRectF, length: float
    ) -> tuple[list[Mark], float]:
        metrics = QFontMetricsF(self.style["tickFont"] or QApplication.font())
        height = metrics.height() * NARROW  # of other axes; this one keeps it, with numbers or without
        top = area.top() + self.style["tickTextOffset"][1]
        texts = self.texts()
        widths = [metrics.horizontalAdvance(text) for text in texts]
        if len(texts) < 2:
            marks = [
                Mark(QRectF(area.center().x() - width / 2, top, width, height), text)
                for text, width in zip(texts, widths, strict=True)
            ]
            return marks, height
        crowded = sum(widths) + metrics.horizontalAdvance("  ") > length
        lower = top + (metrics.height() if crowded else 0.0)
        first = QRectF(area.left(), top, widths[0], height)
        last = QRectF(area.right() - widths[1], lower, widths[1], height)
        return [Mark(first, texts[0]), Mark(last, texts[1])], height
