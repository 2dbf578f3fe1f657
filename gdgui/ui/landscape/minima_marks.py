"""The minima of the function: an upright line at each, and its place in numbers at the lower edge."""

from __future__ import annotations

import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.landscape.riding_label import veil
from gdgui.ui.language import number
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Snapshot


class MinimaMarks:
    """The lines; see the module."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.lines: list[pg.InfiniteLine] = []

    def draw(self, snapshot: Snapshot) -> None:
        """The minima of another function."""
        look = theme.current()
        for line in self.lines:
            self._plot.removeItem(line)
        self.lines = []
        for (at,) in snapshot.plan.objective.minima:
            line = pg.InfiniteLine(
                at,
                angle=90,
                pen=pen(look.minimum, 1, (1, 3)),
                label=number(at, 4),
                labelOpts={
                    "position": 0.045,
                    "color": look.foreground,
                    "fill": veil(),
                    "anchors": [(0, 1), (0, 1)],
                },
            )
            line.label.setFont(theme.chart_font(-0.5))
            # Above the curves, so that no line runs through its number.
            line.setZValue(2)
            self.lines.append(line)
            self._plot.addItem(line, ignoreBounds=True)

    def place(self) -> None:
        """Another view: a number whose line is not in it would stand at its edge."""
        (x0, x1), _ = self._plot.getViewBox().viewRange()
        for line in self.lines:
            line.label.setVisible(x0 <= line.value() <= x1)
