"""The family of lines below a field: the measure along the first axis, a line for each second value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from gdgui.document.scale import Scale
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.sweep.levels import color_map
from gdgui.ui.sweep.numbers import numbers
from gdgui.ui.sweep.shown import ShownSweep

MOST = 64
"""At most so many lines are drawn; more would be one dark patch."""


class Family:
    """The lines in a plot, in the colours of a map from the first second value to the last."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.lines: list[pg.PlotDataItem] = []

    def expect(self, first: Scale, low: float, high: float) -> None:
        """Makes room for lines that come later, so that a cut is seen meanwhile."""
        self._plot.set_limits((min(first.span), max(first.span)), (low, high))

    def draw(self, shown: ShownSweep, values: NDArray[Any], name: str) -> None:
        """Draws a field of shape (first axis, second axis); `name` is the map's."""
        first, second = shown.scales
        count = len(second.order)
        places = np.linspace(0, count - 1, min(count, MOST)).round().astype(int)
        colors = color_map(name).map(places / max(count - 1, 1), mode="qcolor")
        chosen = second.order[places]
        while len(self.lines) > len(chosen):
            self._plot.removeItem(self.lines.pop())
        while len(self.lines) < len(chosen):
            line = pg.PlotDataItem()
            self._plot.addItem(line, ignoreBounds=True)
            self.lines.append(line)
        drawn = shown.drawn(numbers(values[np.ix_(first.order, chosen)]))
        for k, (line, color) in enumerate(zip(self.lines, colors, strict=True)):
            line.setPen(pen(QColor(color).name(), 1))
            line.setData(first.at[first.order], drawn[:, k], connect="finite")
        finite = drawn[np.isfinite(drawn)]
        if finite.size:
            ends = (min(first.span), max(first.span))
            self._plot.set_limits(ends, (float(finite.min()), float(finite.max())))

    def clear(self) -> None:
        """Takes all lines away."""
        for line in self.lines:
            self._plot.removeItem(line)
        self.lines = []
