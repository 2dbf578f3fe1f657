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

    def draw(
        self, minima: Sequence[Sequence[float]], low: float, high: float
    ) -> tuple[float, float]:
        """Draws those near the range from `low` to `high`; gives the range that holds them, too."""
        self.clear()
        look = theme.current()
        room = max(high - low, 1e-9) * NEAR
        for at in (float(minimum[0]) for minimum in minima):
            if not low - room <= at <= high + room:
                continue
            line = pg.InfiniteLine(
                at,
                angle=0,
                pen=pen(look.minimum, 1, (4, 3)),
                label=tr("minimum {x}", x=number(at, 5)),
                labelOpts={"position": 0.98, "color": look.foreground, "anchors": [(1, 1), (1, 1)]},
            )
            line.label.setFont(theme.chart_font(-0.5))
            line.setZValue(-5)
            self.lines.append(line)
            self._plot.addItem(line, ignoreBounds=True)
            low, high = min(low, at), max(high, at)
        return low, high

    def clear(self) -> None:
        """Takes all lines away."""
        for line in self.lines:
            self._plot.removeItem(line)
        self.lines = []
