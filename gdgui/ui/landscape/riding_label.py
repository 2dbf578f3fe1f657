"""The label that rides along with the chosen point: epoch, x, f(x), f′(x), η."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem

from gdgui.engine.gradients import GRADIENTS
from gdgui.ui import theme
from gdgui.ui.landscape.free_place import Rectangle, free_place, reach
from gdgui.ui.landscape.stand import Stand
from gdgui.ui.language import number, tr
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array

STRIP = 13.0
"""Pixels at the lower edge of the view in which no label stands."""

VEIL = 0.85
"""How much of what lies below a text its background hides."""


def veil() -> QColor:
    """The background of a text over a chart."""
    shade = QColor(theme.current().background)
    shade.setAlphaF(VEIL)
    return shade


class RidingLabel(pg.TextItem):
    """The label; it stays inside the view, and where it covers little."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(anchor=(0, 0))
        self._plot = plot
        self._place = -1
        self.setZValue(40)
        plot.addItem(self, ignoreBounds=True)

    def restyle(self) -> None:
        """Takes on the look of the theme."""
        self.setFont(theme.chart_font())
        self.setColor(theme.current().foreground)
        self.fill = pg.mkBrush(veil())

    def tell(self, at: Stand) -> Rectangle:
        """Tells of another place; gives what of the plot lies near enough to be covered.

        It is given by its left, lower, right and upper end, in the coordinates of the plot.
        """
        self.setText("\n".join(_words(at)))
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        x, y = self._anchor(at)
        dx, dy = self._plot.getViewBox().viewPixelSize()
        bounds = self.boundingRect()
        across, upright = reach((bounds.width(), bounds.height()))
        return (
            max(x - across * dx, x0),
            max(y - upright * dy, y0),
            min(x + across * dx, x1),
            min(y + upright * dy, y1),
        )

    def stand_beside(self, at: Stand, lines: Sequence[Array], others: Sequence[QGraphicsItem]) -> None:
        """Goes beside the place it tells of.

        `lines` are points (2, k) of what shall stay free, in the coordinates of the plot, and `others`
        are words that stand there already.
        """
        box = self._plot.getViewBox()
        (x0, x1), (y0, y1) = box.viewRange()
        dx, dy = (x1 - x0) / max(box.width(), 1.0), (y1 - y0) / max(box.height(), 1.0)
        # The basin strip lies along the lower edge.
        room = box.width(), max(box.height() - STRIP, 1.0)
        at_x, at_y = self._anchor(at)
        with np.errstate(all="ignore"):
            points = np.concatenate([np.empty((2, 0)), *lines], axis=1)
            pixels = np.column_stack([(points[0] - x0) / dx, (y1 - points[1]) / dy])
        bounds = self.boundingRect()
        self._place, left, top = free_place(
            ((at_x - x0) / dx, (y1 - at_y) / dy),
            (bounds.width(), bounds.height()),
            room,
            pixels,
            [_rectangle(item, box) for item in others if item.isVisible()],
            self._place,
        )
        self.setPos(x0 + left * dx, y1 - top * dy)

    def _anchor(self, at: Stand) -> tuple[float, float]:
        """The place, or the edge of the view that is nearest to it."""
        (x0, x1), (y0, y1) = self._plot.getViewBox().viewRange()
        return (
            min(max(at.x, x0), x1) if np.isfinite(at.x) else x1,
            min(max(at.y, y0), y1) if np.isfinite(at.y) else y1,
        )


def _rectangle(item: QGraphicsItem, box: pg.ViewBox) -> Rectangle:
    """Where an item lies in the view, in pixels."""
    found = box.mapRectFromItem(item, item.boundingRect())
    return found.left(), found.top(), found.right(), found.bottom()


def _words(at: Stand) -> list[str]:
    run, row = at.run, at.epoch
    words = [tr("epoch {epoch}", epoch=row), f"x = {number(at.x, 5)}", f"f(x) = {number(at.y, 4)}"]
    if run.record is not None and row < run.epochs:
        # What the descent believes is the derivative in one case only.
        slope = "f′(x)" if GRADIENTS[run.plan.setup.gradient.key].exact else "g"
        words.append(f"{slope} = {number(float(run.record.gradient[row, 0]), 4)}")
        words.append(f"η = {number(float(run.record.learning_rate[row]), 4)}")
    return words
