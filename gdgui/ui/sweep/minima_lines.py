"""The known minima as labelled lines over a curve of positions."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.language import number, tr
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot

NEAR = 0.25
"""How far beyond the results a minimum may lie, as a share of their range."""


class MinimaLines:
    """A level line for each minimum that is not far from every result."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.lines: list[pg.InfiniteLine] = []
        self._drawn: object = None

    def draw(self, minima: Sequence[Sequence[float]], low: float, high: float) -> tuple[float, float]:
        """Draws those near the range from `low` to `high`; gives the range that holds them, too."""
        room = max(high - low, 1e-9) * NEAR
        places = [float(minimum[0]) for minimum in minima]
        near = [at for at in places if low - room <= at <= high + room]
        drawn = (theme.current().name, near)
        if drawn != self._drawn:
            self.clear()
            self._drawn = drawn
            self.lines = [self._line(at) for at in near]
        return min([low, *near]), max([high, *near])

    def _line(self, at: float) -> pg.InfiniteLine:
        look = theme.current()
        line = pg.InfiniteLine(
            at,
            angle=0,
            pen=pen(look.minimum, 1, (4, 3)),
            label=tr("minimum {x}", x=number(at, 5)),
            labelOpts={"position": 0.98, "color": look.foreground, "anchors": [(1, 1), (1, 1)]},
        )
        line.label.setFont(theme.chart_font(-0.5))
        line.setZValue(-5)
        self._plot.addItem(line, ignoreBounds=True)
        return line

    def clear(self) -> None:
        """Takes all lines away."""
        for line in self.lines:
            self._plot.removeItem(line)
        self.lines, self._drawn = [], None
