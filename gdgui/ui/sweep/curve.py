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
from gdgui.ui.sweep.minima_lines import MinimaLines
from gdgui.ui.sweep.numbers import numbers
from gdgui.ui.sweep.shown import ShownSweep

MANY = 2000
"""Points from which on a screen cannot show each: then the least and the greatest of every pixel is
drawn, without symbols.  Twenty thousand points as they are keep Qt busy for seconds."""


class Curve(pg.PlotDataItem):
    """The curve in a plot."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self.opts["autoDownsampleFactor"] = 1.0  # points for each pixel; pyqtgraph takes five
        self._plot = plot
        self.minima = MinimaLines(plot)
        plot.addItem(self)

    def draw(self, shown: ShownSweep, values: NDArray[Any]) -> None:
        """Draws the measure (n,) along the axis."""
        scale, plan = shown.scales[0], shown.view.plan
        found = numbers(values)
        x, y = scale.at[scale.order], found[scale.order]
        many = len(x) > MANY
        if many and x[0] > x[-1]:
            x, y = x[::-1], y[::-1]  # only rising values can be cut to the part in view
        self.setDownsampling(auto=many, method="peak")
        self.setClipToView(many)
        self.setSymbol(None if many else "s")
        self.setData(x, y, connect="finite")
        finite = found[np.isfinite(found)]
        if finite.size == 0:
            return
        low, high = plan.colors or (float(finite.min()), float(finite.max()))
        if MEASURES[plan.measure].kind == "position":
            low, high = self.minima.draw(shown.snapshot.plan.objective.minima, low, high)
        self._plot.set_limits((min(scale.span), max(scale.span)), (low, high))
        ticks = [list(enumerate(shown.titles))] if shown.titles else None
        self._plot.getAxis("left").setTicks(ticks)

    def forget(self) -> None:
        """Takes the curve and the minima away."""
        self.clear()
        self.minima.clear()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.setPen(pen(look.series[0].color, 1))
        self.setSymbolSize(6)
        self.setSymbolPen(pen(look.series[0].color, 1))
        self.setSymbolBrush(pg.mkBrush(look.background))
