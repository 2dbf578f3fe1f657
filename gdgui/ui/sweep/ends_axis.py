"""An axis for a plot that is too narrow for numbers in a row: the two at its ends, and no others.

pyqtgraph centres a number on its tick, and leaves out what would reach beyond the axis; of a plot as
narrow as two numbers nothing would remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gdgui.ui.language import number
from gdgui.ui.plot import Axis

DIGITS = 3
"""Significant digits of the numbers; more where they would be the same."""

MOST = 6

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class EndsAxis(Axis):
    """A bottom axis with ticks at two ends, the first number from the left, the last to the right.

    Where they do not fit side by side, the last stands a line lower, at the height of an axis' name.
    """

    def __init__(self) -> None:
        super().__init__("bottom")
        # As high as other axes, whether there are numbers just now or not.
        self.setStyle(autoReduceTextSpace=False)
        self._ends: tuple[float, float] | None = None

    def set_ends(self, ends: tuple[float, float] | None) -> None:
        """The values at which ticks stand; None: no ticks and no numbers."""
        if ends != self._ends:
            self._ends = ends
            self.picture = None
            self.update()

    def texts(self) -> list[str]:
        """The numbers of the ends; one where they are the same."""
        if self._ends is None:
            return []
        low, high = self._ends
        if low == high:
            return [number(low, DIGITS)]
        pairs = ([number(end, digits) for end in (low, high)] for digits in range(DIGITS, MOST + 1))
        return next((pair for pair in pairs if pair[0] != pair[1]), [number(low, MOST)])

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, Sequence[float]]]:
        return [] if self._ends is None else [(1.0, self._ends)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        # pyqtgraph makes room for what it would draw; what is drawn comes from `_placed`.
        return [number(value, DIGITS) for value in values]

    def generateDrawSpecs(self, p: QPainter) -> Any:
        specs = super().generateDrawSpecs(p)
        if specs is None:
            return None
        line, ticks, _ = specs
        return line, ticks, self._placed(p)

    def _placed(self, p: QPainter) -> list[tuple[QRectF, Qt.AlignmentFlag, str]]:
        """The numbers as pyqtgraph draws them: a rectangle each, flags, and the text."""
        texts = self.texts()
        if not texts:
            return []
        box: QRectF = self.boundingRect()
        metrics = p.fontMetrics()
        top, height = box.top() + 3.0, float(metrics.height())
        across = QRectF(box.left(), top, box.width(), height)
        if len(texts) == 1:
            return [(across, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, texts[0])]
        gap = metrics.horizontalAdvance(" ")
        crowded = sum(metrics.horizontalAdvance(text) for text in texts) + gap > box.width()
        below = across.translated(0.0, height) if crowded else across
        return [(across, LEFT, texts[0]), (below, RIGHT, texts[1])]
