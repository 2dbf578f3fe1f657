"""Which cells are replayed and pinned: a crosshair, and marks in the looks of their descents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.naming import pin_style
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.sweep.shown import ShownSweep


class Marks:
    """The marks in the plot of a sweep: a field of two axes, or a curve over one."""

    def __init__(self, plot: Plot) -> None:
        self.cross = [pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=0)]
        self.replayed, self.pinned = pg.ScatterPlotItem(), pg.ScatterPlotItem()
        for line in self.cross:
            line.setZValue(10)
            plot.addItem(line, ignoreBounds=True)
        for marks in (self.pinned, self.replayed):
            marks.setZValue(11)
            plot.addItem(marks, ignoreBounds=True)

    def show(self, shown: ShownSweep) -> None:
        """Marks the replayed and the pinned cells of a sweep."""
        self._show_replay(shown)
        spots = []
        for k, pin in enumerate(shown.snapshot.document.view.pins):
            place = _place(pin.cell, shown) if pin.sweep == shown.index else None
            if place is not None:
                spots.append(_spot(k, place))
        self.pinned.setData(spots)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self.replayed.setPen(pen(theme.current().accent, 2))
        self.replayed.setBrush(pg.mkBrush(None))

    def _show_replay(self, shown: ShownSweep) -> None:
        cell, two = shown.replayed, shown.two
        self.cross[0].setVisible(cell is not None)
        self.cross[1].setVisible(cell is not None and two)
        self.replayed.clear()
        if cell is None:
            return
        color = "#ffffff" if two else theme.current().accent
        for line, scale, index in zip(self.cross, shown.scales, cell, strict=False):
            line.setPen(pen(color, 1))
            line.setValue(float(scale.at[index]))
        place = None if two else _place(cell, shown)
        if place is not None:
            self.replayed.setData([place[0]], [place[1]], size=12, symbol="s")


def _place(cell: list[int], shown: ShownSweep) -> tuple[float, float] | None:
    """Where a cell stands in the plot; None for a point of a curve that is not known yet."""
    first, *second = (float(s.at[i]) for s, i in zip(shown.scales, cell, strict=True))
    if second:
        return first, second[0]
    value = shown.number(cell)
    height = np.nan if value is None else float(shown.drawn(np.array([value]))[0])
    return (first, height) if np.isfinite(height) else None


def _spot(k: int, place: tuple[float, float]) -> dict[str, Any]:
    style = pin_style(k)
    return {
        "pos": place,
        "symbol": style.symbol,
        "size": 11,
        "brush": pg.mkBrush(style.color),
        "pen": pen(theme.current().outline, 1),
    }
