"""The label that rides along with the chosen point: epoch, x, f(x), f′(x), η."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor

from gdgui.ui import theme
from gdgui.ui.landscape.stand import Stand
from gdgui.ui.language import number, tr
from gdgui.ui.plot import Plot

VEIL = 0.78
"""How much of what lies below a text its background hides."""


def veil() -> QColor:
    """The background of a text over a chart."""
    shade = QColor(theme.current().background)
    shade.setAlphaF(VEIL)
    return shade


class RidingLabel(pg.TextItem):
    """The label; it stays inside the view."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(anchor=(0, 1))
        self._plot = plot
        self.setZValue(40)
        plot.addItem(self, ignoreBounds=True)

    def restyle(self) -> None:
        """Takes on the font of the theme."""
        self.setFont(theme.chart_font())

    def show_stand(self, at: Stand) -> None:
        """Tells of another place, beside it."""
        self.setText("\n".join(_words(at)), color=theme.current().foreground)
        self.fill = pg.mkBrush(veil())
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        at_x = min(max(at.x, x0), x1) if np.isfinite(at.x) else x1
        at_y = min(max(at.y, y0), y1) if np.isfinite(at.y) else y1
        right, upper = at_x > (x0 + x1) / 2, at_y > (y0 + y1) / 2
        self.setAnchor((1.12 if right else -0.12, -0.15 if upper else 1.15))
        self.setPos(at_x, at_y)


def _words(at: Stand) -> list[str]:
    run, row = at.run, at.epoch
    words = [tr("epoch {epoch}", epoch=row), f"x = {number(at.x, 5)}", f"f(x) = {number(at.y, 4)}"]
    if run.record is not None and row < run.epochs:
        words.append(f"f′(x) = {number(float(run.record.gradient[row, 0]), 4)}")
        words.append(f"η = {number(float(run.record.learning_rate[row]), 4)}")
    return words
