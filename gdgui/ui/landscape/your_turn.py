"""Your turn: somebody clicks where the next point will be, and sees how far off that was."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from gdgui.ui import theme
from gdgui.ui.landscape.riding_label import veil
from gdgui.ui.landscape.stand import Stand, height
from gdgui.ui.language import number, tr
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Snapshot

LEVEL = 36
"""Above the points, below the words that ride along."""

Guess = tuple[bytes, int, float]
"""Of which descent, for which epoch, and where along x."""


class YourTurn:
    """The guesses of one descent, the last of which is shown beside what came."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key = b""
        self._last: Guess | None = None
        self.misses: list[float] = []
        self.active = False
        self.mark = pg.ScatterPlotItem(symbol="x", size=15)
        self.way = pg.PlotCurveItem()
        self.words = pg.TextItem(anchor=(1, 0))
        for item in (self.mark, self.way, self.words):
            item.setZValue(LEVEL)
            plot.addItem(item, ignoreBounds=True)
            item.hide()

    def set_active(self, active: bool) -> None:
        """Begins to ask, with nothing guessed yet; or ends."""
        self.active = active
        self._last, self.misses = None, []

    def guess(self, at: Stand, x: float) -> bool:
        """Somebody says that the step which begins here leads to x; False where there is no step."""
        run = at.run
        if not self.active or not run.current or at.epoch >= run.epochs:
            return False
        self._begin(run.plan.key)
        self._last = (run.plan.key, at.epoch + 1, x)
        self.misses.append(abs(x - float(run.path[at.epoch + 1, 0])))
        return True

    def show(self, snapshot: Snapshot, at: Stand) -> None:
        """What is asked, or how far off the last guess was, at another place or in another view."""
        self.words.setVisible(self.active)
        self._begin(at.run.plan.key)
        told = self._last is not None and self._last[1] == at.epoch
        self.mark.setVisible(told)
        self.way.setVisible(told)
        if not self.active:
            return
        if told:
            self._mark(snapshot, at)
        sentence = self._sentence(at) if told else ""
        if at.epoch < at.run.epochs:
            sentence += "\n" * bool(sentence) + tr("Your turn: click where the next point will be")
        self._say(sentence, at)

    def _begin(self, key: bytes) -> None:
        """Another descent: what was guessed of the one before does not count."""
        if key != self._key:
            self._key, self._last, self.misses = key, None, []

    def _mark(self, snapshot: Snapshot, at: Stand) -> None:
        assert self._last is not None
        look, x = theme.current(), self._last[2]
        y = height(snapshot, x)
        there = bool(np.isfinite([x, y, at.x, at.y]).all())
        self.mark.setData([x] if there else [], [y] if there else [])
        self.mark.setBrush(pg.mkBrush(look.warning))
        self.mark.setPen(pen(look.outline, 1))
        self.way.setData([x, at.x] if there else [], [y, at.y] if there else [])
        self.way.setPen(pen(look.warning, 1.4, (4, 3)))

    def _sentence(self, at: Stand) -> str:
        assert self._last is not None
        guessed, miss = self._last[2], self.misses[-1]
        step = abs(at.x - float(at.run.path[at.epoch - 1, 0]))
        told = tr(
            "You said {guess}; it went to {end}: off by {miss}",
            guess=number(guessed, 4),
            end=number(at.x, 4),
            miss=number(miss, 3),
        )
        if step > 0 and np.isfinite(miss / step):
            told += tr(", {percent} % of the step", percent=f"{100 * miss / step:.0f}")
        if len(self.misses) > 1:
            told += "\n" + tr(
                "{count} guesses, off by {mean} on average",
                count=len(self.misses),
                mean=number(float(np.mean(self.misses)), 3),
            )
        return told

    def _say(self, sentence: str, at: Stand) -> None:
        """Says it in the half of the view in which the point is not: everybody looks at that."""
        look = theme.current()
        self.words.setText(sentence, color=look.warning)
        self.words.setFont(theme.chart_font())
        self.words.fill = pg.mkBrush(veil())
        (x0, x1), (_, y1) = self._plot.getViewBox().viewRange()
        left = at.x > (x0 + x1) / 2
        self.words.setAnchor((0, 0) if left else (1, 0))
        inset = (x1 - x0) * 0.01
        self.words.setPos(x0 + inset if left else x1 - inset, y1)
