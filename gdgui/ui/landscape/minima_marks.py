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
        """Another view: each number stands to the right of its line, or else to the left.

        Where there is no room on either side, or the line is not in the view, it does not stand at all.
        """
        box = self._plot.getViewBox()
        (x0, x1), _ = box.viewRange()
        end, scale = box.width(), box.width() / (x1 - x0)
        inside = sorted((line for line in self.lines if x0 <= line.value() <= x1), key=_value)
        places = [(line.value() - x0) * scale for line in inside]
        taken = 0.0
        for line in self.lines:
            line.label.setVisible(False)
        for line, at, limit in zip(inside, places, [*places[1:], end], strict=False):
            width = line.label.boundingRect().width()
            fits_right, fits_left = at + width <= limit, at - width >= taken
            if at < taken or not (fits_right or fits_left or at + width <= end):
                continue
            to_left = fits_left and not fits_right
            taken = at if to_left else at + width
            line.label.anchors = [(int(to_left), 1)] * 2
            line.label.setVisible(True)
            line.label.updatePosition()


def _value(line: pg.InfiniteLine) -> float:
    return float(line.value())
