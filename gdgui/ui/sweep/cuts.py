"""Cuts through a field: its values along the row and the column of one cell, drawn beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from gdgui.ui import theme
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.sweep.ends_axis import EndsAxis
from gdgui.ui.sweep.numbers import numbers
from gdgui.ui.sweep.shown import ShownSweep

WIDTH = 84
"""Pixels of the plot at the side."""


class Cuts:
    """A crosshair over the field, the cut along the first axis in the plot below, where the family of
    lines is, and the cut along the second axis in a narrow plot at the side."""

    def __init__(self, field: Plot, below: Plot) -> None:
        self._field, self._below = field, below
        self.cell: tuple[int, int] | None = None
        self.ends = EndsAxis()
        self.side = Plot(self.ends)
        self.side.setYLink(field)
        self.side.getAxis("left").setStyle(showValues=False)
        self.side.getViewBox().setMouseEnabled(False, False)
        self.side.name_axes(" ", "")  # as high as the name of the field's axis
        self.side.setFixedWidth(WIDTH)
        self.along_first, self.along_second = pg.PlotDataItem(), pg.PlotDataItem()
        self.along_first.setZValue(20)
        self.cross = (pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=0))
        below.addItem(self.along_first, ignoreBounds=True)
        self.side.addItem(self.along_second)
        for line in self.cross:
            line.setZValue(9)
            field.addItem(line, ignoreBounds=True)
        self.clear()

    def show(self, cell: tuple[int, int], shown: ShownSweep, values: NDArray[Any]) -> None:
        """Cuts through a cell of a field of shape (first axis, second axis)."""
        self.cell = cell
        first, second = scales = shown.scales
        row = shown.drawn(numbers(values[cell[0], second.order]))
        column = shown.drawn(numbers(values[first.order, cell[1]]))
        self.ends.decades = shown.logarithmic
        self.along_first.setData(first.at[first.order], column, connect="finite")
        self.along_second.setData(row, second.at[second.order], connect="finite")
        finite = row[np.isfinite(row)]
        if finite.size:
            y = (min(second.span), max(second.span))
            low, high = float(finite.min()), float(finite.max())
            self.ends.set_ends((low, high))
            self.side.limits = ((low, high), y)
            room = (high - low) * 0.08 or abs(low) * 0.1 or 1.0
            self.side.setXRange(low - room, high + room, padding=0)
        for line, scale, index in zip(self.cross, scales, cell, strict=True):
            line.setValue(float(scale.at[index]))
            line.show()

    def clear(self) -> None:
        """No cut any more."""
        self.cell = None
        self.ends.set_ends(None)
        self.along_first.clear()
        self.along_second.clear()
        for line in self.cross:
            line.hide()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.side.restyle()
        for curve in (self.along_first, self.along_second):
            curve.setPen(pen(look.accent, 2))
        for line in self.cross:
            line.setPen(pen("#ffffff", 1, (3.0, 3.0)))
