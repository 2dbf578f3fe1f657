"""What stands in the middle of a plot of which nothing is known yet: what it waits for."""

from __future__ import annotations

from html import escape
from math import ceil

import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.landscape.riding_label import veil
from gdgui.ui.plot import Plot

SHARE, SLACK = 0.9, 1.15
"""The share of the plot's width that a line may take; by how much lines of the same length are wider
than their share of the words, since words are not divided."""


class WaitingWords(pg.TextItem):
    """A sentence in the middle of a plot, wherever the plot is looked at."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(anchor=(0.5, 0.5))
        self._view = plot.getViewBox()
        self._said = ""
        self.setParentItem(self._view)
        self.setZValue(40)
        self.hide()
        self._view.sigResized.connect(self._place)

    def say(self, sentence: str) -> None:
        """Says it; an empty sentence takes it away."""
        self._said = sentence
        self.setVisible(bool(sentence))
        self._place()

    def _place(self, *_: object) -> None:
        if not self._said:
            return
        self.setFont(theme.chart_font())
        self.fill = pg.mkBrush(veil())
        color = theme.current().foreground
        self.setHtml(f"<div style='text-align: center; color: {color}'>{escape(self._said)}</div>")
        self.textItem.setTextWidth(-1)
        whole, room = self.textItem.boundingRect().width(), self._view.width() * SHARE
        lines = max(1, ceil(whole / max(room, 1.0)))
        self.setTextWidth(min(room, whole / lines * SLACK))
        self.setPos(self._view.width() / 2, self._view.height() / 2)
