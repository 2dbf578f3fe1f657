"""The limits of the learning rate in each valley, over a field of starts and learning rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gdgui.document.scale import Scale
from gdgui.engine.theory import Limits, Terrain
from gdgui.ui import theme
from gdgui.ui.language import tr
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot

DASH = (2.0, 2.0)

VEIL = 0.78
"""How opaque the background is beneath lines and words: any colour of the field may be below them."""


class ValleyLines:
    """A piece of line for each limit, as far as the starts of its valley reach in a plot."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.items: list[Any] = []

    def draw(
        self, valleys: Sequence[Limits], land: Terrain, scales: Sequence[Scale], upright: bool
    ) -> None:
        """Draws the limits in `valleys`.  The starts lie along x, or with `upright` along y."""
        self.clear()
        starts, rates = reversed(scales) if upright else scales
        look = theme.current()
        veil = QColor(look.background)
        veil.setAlphaF(VEIL)
        pieces = [piece for limits in valleys for piece in _pieces(limits, land, starts, rates)]
        for low, high, rate, _ in pieces:
            line = pg.PlotCurveItem(pen=pen(look.warning, 1.4, DASH), antialias=False)
            line.setShadowPen(pen(look.background, 3, alpha=VEIL))
            ends, level = np.array([low, high]), np.array([rate, rate])
            line.setData(*((level, ends) if upright else (ends, level)))
            self._add(line)
        # Each name once, where there is most room.
        for name in dict.fromkeys(piece[3] for piece in pieces):
            low, high, rate, _ = max((p for p in pieces if p[3] == name), key=lambda p: p[1] - p[0])
            anchor = (0.0, 0.5) if upright else (0.5, 1.0)  # beside an upright line, above a level one
            words = pg.TextItem(name, look.warning, anchor=anchor, fill=veil)
            words.setFont(theme.chart_font(-0.5))
            middle = (low + high) / 2
            words.setPos(*((rate, middle) if upright else (middle, rate)))
            self._add(words)

    def _add(self, item: Any) -> None:
        item.setZValue(8)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._plot.addItem(item, ignoreBounds=True)
        self.items.append(item)

    def clear(self) -> None:
        """Takes all of them away."""
        for item in self.items:
            self._plot.removeItem(item)
        self.items = []

    def set_visible(self, shown: bool) -> None:
        """Shows or hides them."""
        for item in self.items:
            item.setVisible(shown)


def limit_places(limits: Limits) -> list[tuple[float, str]]:
    """The learning rates at which something changes, with their names."""
    if limits.one_step is None:
        return [(limits.stability, tr("stability limit"))]
    return [(limits.one_step, "1/f″"), (limits.stability, "2/f″")]


def _pieces(
    limits: Limits, land: Terrain, starts: Scale, rates: Scale
) -> list[tuple[float, float, float, str]]:
    """From where to where along the starts, at which place along the rates, and its name."""
    valley = int(np.searchsorted(land.maxima, limits.at))
    edges = np.concatenate([[-np.inf], land.maxima, [np.inf]])
    low = max(starts.place(float(edges[valley])), min(starts.span))
    high = min(starts.place(float(edges[valley + 1])), max(starts.span))
    places = [(rates.place(rate), name) for rate, name in limit_places(limits)]
    return [(low, high, rate, name) for rate, name in places if low < high and rates.reaches(rate)]
