"""A value read off a plot: lines from its point to both axes, and the value in words."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot


class Readout:
    """The lines, the point and the words; see the module."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.lines = pg.PlotCurveItem()
        self.point = pg.ScatterPlotItem()
        self.words = pg.TextItem()
        self._items = (self.lines, self.point, self.words)
        for item in self._items:
            item.setZValue(25)
            plot.addItem(item, ignoreBounds=True)
        self.hide()

    @property
    def is_shown(self) -> bool:
        """Whether something is read off."""
        return bool(self.lines.isVisible())

    def hide(self) -> None:
        """Reads nothing off."""
        for item in self._items:
            item.hide()

    def show(self, x: float, y: float, words: str, color: str) -> None:
        """Reads the height y off at x."""
        if not np.isfinite([x, y]).all():
            self.hide()
            return
        look = theme.current()
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        self.lines.setData([x, x, x0], [y0, y, y])
        self.lines.setPen(pen(color, 1.4, (4, 3)))
        self.point.setData([x], [y], size=9, brush=pg.mkBrush(color), pen=pen(look.outline, 1))
        veil = pg.mkColor(look.background)
        veil.setAlphaF(0.8)
        self.words.setText(words, color=color)
        self.words.setFont(theme.chart_font())
        self.words.fill = pg.mkBrush(veil)
        left, low = x < (x0 + x1) / 2, y < (y0 + y1) / 2
        self.words.setAnchor((0.0 if left else 1.0, 1.0 if low else 0.0))
        self.words.setPos(x, y)
        for item in self._items:
            item.show()
