"""The limits of the learning rate in each valley, over a field of starts and learning rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from gdgui.engine.theory import Limits, Terrain
from gdgui.ui import theme
from gdgui.ui.language import tr
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array

DASH = (2.0, 2.0)


class ValleyLines:
    """A piece of line for each limit, as far as the starts of its valley reach in a plot."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.items: list[Any] = []

    def draw(self, valleys: Sequence[Limits], land: Terrain, scales: Sequence[Scale], upright: bool) -> None:
        """Draws the limits in `valleys`.  The starts lie along x, or with `upright` along y."""
        self.clear()
        starts, rates = reversed(scales) if upright else scales
        look = theme.current()
        pieces = [piece for limits in valleys for piece in _pieces(limits, land, starts, rates)]
        for low, high, rate, _ in pieces:
            line = pg.PlotCurveItem(pen=pen(look.warning, 1.4, DASH), antialias=False)
            ends, level = np.array([low, high]), np.array([rate, rate])
            line.setData(*((level, ends) if upright else (ends, level)))
            self._add(line)
        # Each name once, where there is most room.
        for name in dict.fromkeys(piece[3] for piece in pieces):
            low, high, rate, _ = max((p for p in pieces if p[3] == name), key=lambda p: p[1] - p[0])
            words = pg.TextItem(name, look.warning, anchor=(0.5, 1.0) if not upright else (0.0, 0.5))
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
