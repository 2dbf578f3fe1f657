"""A sweep over one axis: a curve, with the known minima where it shows positions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from gdgui.engine.measures import MEASURES
from gdgui.ui import theme
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array
from gdgui.ui.sweep.levels import curve_range
from gdgui.ui.sweep.minima_lines import MinimaLines
from gdgui.ui.sweep.numbers import numbers
from gdgui.ui.sweep.outline import in_view, outline
from gdgui.ui.sweep.shown import ShownSweep
from gdgui.ui.sweep.undefined import Undefined

FEW = 500
"""Up to so many points in view each has its symbol."""

BEYOND = 4.0
"""So many heights of the view beyond it the line ends: Qt loses itself in larger numbers."""


class Curve(pg.PlotDataItem):
    """The curve in a plot: of `x` and `y`, the whole of it, as much as the screen can show."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._plot = plot
        self.x: Array = np.empty(0)
        self.y: Array = np.empty(0)
        self._drawn: object = None
        self.minima = MinimaLines(plot)
        self.undefined = Undefined(plot)
        plot.addItem(self)
        view = plot.getViewBox()
        view.sigRangeChanged.connect(self._outline)
        view.sigResized.connect(self._outline)

    def draw(self, shown: ShownSweep, values: NDArray[Any]) -> None:
        """Draws the measure (n,) along the axis."""
        scale, plan = shown.scales[0], shown.view.plan
        order = slice(None) if scale.even else scale.order  # a slice copies nothing
        x, y, edges = scale.at[order], shown.drawn(numbers(values)[order]), scale.edges
        if len(x) > 1 and x[0] > x[-1]:
            x, y, edges = x[::-1], y[::-1], edges[::-1]  # only rising values can be cut to a part
        self.x, self.y = x, y
        missing = np.isnan(y)
        if shown.view.done and missing.any():
            self.undefined.mark(edges, missing)
        else:
            self.undefined.clear()
        low, high = curve_range(shown.view, shown.snapshot.plan.objective) or (0.0, 1.0)
        if shown.logarithmic:
            low, high = float(np.log10(low)), float(np.log10(high))
        if MEASURES[plan.measure].kind == "position" and not shown.logarithmic:
            low, high = self.minima.draw(shown.snapshot.plan.objective.minima, low, high)
        else:
            self.minima.clear()
        self._plot.set_limits((min(scale.span), max(scale.span)), (low, high))
        ticks = [list(enumerate(shown.titles))] if shown.titles else None
        self._plot.getAxis("left").setTicks(ticks)
        self._drawn = None
        self._outline()

    def _outline(self, *_: object) -> None:
        """Draws what the view shows of the curve."""
        view = self._plot.getViewBox()
        (x0, x1), (y0, y1) = view.viewRange()
        asked = (x0, x1, y0, y1, view.width())
        if asked == self._drawn or not len(self.x):
            return
        self._drawn = asked
        part = in_view(self.x, x0, x1)
        x, y = outline(self.x[part], self.y[part], max(int(view.width()), 1))
        room = BEYOND * (y1 - y0)
        few = part.stop - part.start <= FEW
        # pyqtgraph looks for the ends of its symbols, and warns where there are none.
        symbol = "s" if few and np.isfinite(y).any() else None
        self.setData(x, np.clip(y, y0 - room, y1 + room), connect="finite", symbol=symbol)

    def forget(self) -> None:
        """Takes the curve and what belongs to it away."""
        self.x = self.y = np.empty(0)
        self.clear()
        self.minima.clear()
        self.undefined.clear()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.setPen(pen(look.series[0].color, 1))
        self.setSymbolSize(6)
        self.setSymbolPen(pen(look.series[0].color, 1))
        self.setSymbolBrush(pg.mkBrush(look.background))
