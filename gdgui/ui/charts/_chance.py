"""Chance: where descents end that begin anywhere, as a histogram that grows, beside the basins.

The ends of the chosen descent, or of the cell that is replayed, from many random starts under the
document's seed.  Below, for each minimum: the share of the ends that lie in its valley, beside the
share of the domain that its basin has.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from pyqtgraph.graphicsItems.BarGraphItem import BarGraphItem
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout

from gdgui.document import changes
from gdgui.engine.message import Message
from gdgui.engine.objectives import Objective
from gdgui.jobs.chance import Chance
from gdgui.ui import theme
from gdgui.ui.charts import Chart
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.minima_colors import found_places, minimum_color
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Plot, see_together, under_pointer
from gdgui.ui.quiet import Combo
from gdgui.ui.snapshot import Array, Snapshot

COUNTS = (100, 1000, 10_000, 100_000, 1_000_000)

PAIR = 0.38
"""The width of a bar of a pair, where two pairs are 1 apart."""


class ChanceChart(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._drawn: object = None
        self.canvas = Canvas()
        self.frame = Framed(tr("Chance"), self.canvas)
        self.frame.tell_below()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.count = Combo()
        self.count.setToolTip(tr("How many random starts"))
        self.count.setAccessibleName(tr("How many random starts"))
        for starts in COUNTS:
            self.count.addItem(tr("{count:,} starts", count=starts), starts)
        self.seed = QLabel()
        self.again = self.frame.add_tool("random", tr("Draw anew: another seed"))
        place = self.frame.bar.count() - 3
        for widget in (self.count, self.seed):
            self.frame.bar.insertWidget(place, widget)
            place += 1
        self.histogram, self.shares = Plot(), Plot()
        self.views = see_together(self.histogram, self.shares)
        self.bars: list[BarGraphItem] = []
        self.pairs = [BarGraphItem(x=[], height=[], width=PAIR) for _ in range(2)]
        for item in self.pairs:
            self.shares.addItem(item)
        self.canvas.addItem(self.histogram, 0, 0)
        self.canvas.addItem(self.shares, 1, 0)
        self.canvas.ci.layout.setRowStretchFactor(0, 3)
        self.canvas.ci.layout.setRowStretchFactor(1, 2)
        self.shares.getViewBox().setMouseEnabled(False, False)
        self.count.activated.connect(self._choose)
        self.again.clicked.connect(self._draw_anew)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self.views.back)
        self.canvas.scene().sigMouseMoved.connect(self._hover)
        self.restyle()

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        starts = snapshot.document.view.random_starts
        index = self.count.findData(starts)
        if index < 0:
            self.count.addItem(tr("{count:,} starts", count=starts), starts)
            index = self.count.count() - 1
        self.count.setCurrentIndex(index)
        self.seed.setText(tr("seed {seed}", seed=str(snapshot.document.seed)))
        found = snapshot.chance
        if found is None or found is not self._drawn:
            self._drawn = found
            self._draw(found, snapshot.plan.objective)

    def restyle(self) -> None:
        for part in (self.canvas, self.frame, self.histogram, self.shares):
            part.restyle()
        self.histogram.name_axes("x", tr("Descents that end here"))
        self.shares.name_axes("", tr("Share, %"))
        if self._snapshot is not None:
            self._drawn = None
            self.show_snapshot(self._snapshot)

    def fit(self) -> None:
        self.views.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._intents.chance_asked.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._intents.chance_asked.emit(False)

    # Drawing

    def _draw(self, found: Chance | None, objective: Objective) -> None:
        for bars in self.bars:
            self.histogram.removeItem(bars)
        self.bars = []
        for pair in self.pairs:
            pair.setVisible(found is not None)
        if found is None:
            self._say()
            return
        colors = _colors(found_places(objective, found.minima))
        tally, below = found.tally, np.zeros(len(found.tally.edges) - 1)
        for heights, color in zip(tally.bins, colors, strict=True):
            # One bar on top of the other, where ends of several valleys share a bin.
            bars = BarGraphItem(
                x0=tally.edges[:-1], x1=tally.edges[1:], y0=below, height=heights, pen=None, brush=color
            )
            bars.setOpts(pen=pen(color, 1))
            self.histogram.addItem(bars)
            self.bars.append(bars)
            below = below + heights
        top = float(below.max()) or 1.0
        self.histogram.set_limits((float(tally.edges[0]), float(tally.edges[-1])), (0.0, top))
        self._draw_shares(found, colors)
        self._say()

    def _draw_shares(self, found: Chance, colors: list[str]) -> None:
        """Pairs of bars: of the ends, and of the basins, which are drawn pale."""
        ends, basins = shares(found)
        there = np.flatnonzero((ends > 0) | (basins > 0))
        places = np.arange(len(there), dtype=float)
        look = theme.current()
        pale = [theme.mixed(look.background, colors[k], 0.35) for k in there]
        for item, offset, values, brushes in (
            (self.pairs[0], -PAIR / 2, ends, [colors[k] for k in there]),
            (self.pairs[1], PAIR / 2, basins, pale),
        ):
            pens = [pen(colors[k], 1) for k in there]
            item.setOpts(
                x=places + offset, height=100 * values[there], width=PAIR, brushes=brushes, pens=pens
            )
        names = [*(number(float(at), 4) for at in found.minima), tr("none")]
        self.shares.getAxis("bottom").setTicks([[(float(p), names[k]) for p, k in enumerate(there)]])
        top = 100 * float(max(ends.max(), basins.max()))
        self.shares.set_limits((-0.6, len(there) - 0.4), (0.0, top))
        self.shares.setTitle(
            tr("At which minimum: the ends (full), the width of its basin (pale)"),
            size="9pt",
            color=look.foreground,
        )

    def _say(self, place: str = "") -> None:
        """How far the count is and how wide the ends are spread; or what is under the pointer."""
        found = None if self._snapshot is None else self._snapshot.chance
        if place or self._snapshot is None:
            self.frame.coordinates.tell(place)
        elif found is None:
            two = self._snapshot.plan.objective.dimension != 1
            words = tr("Ends are counted for functions of one variable") if two else "…"
            self.frame.coordinates.tell(words)
        else:
            told = tr(
                "{count:,} of {wanted:,} descents, standard deviation {spread}",
                count=found.tally.count,
                wanted=found.wanted,
                spread=number(found.tally.spread, 4),
            )
            self.frame.coordinates.tell(told)

    # Intents

    def _choose(self, index: int) -> None:
        starts = int(self.count.itemData(index))
        self._intents.edit(
            Message("Change the number of random starts"),
            partial(changes.with_view, random_starts=starts),
        )

    def _draw_anew(self) -> None:
        if self._snapshot is not None:
            self._intents.edit(Message("Draw anew"), changes.with_next_seed)

    def _hover(self, position: QPointF) -> None:
        point = under_pointer(self.histogram, position)
        found = None if self._snapshot is None else self._snapshot.chance
        if point is None or found is None:
            self._say()
            return
        edges = found.tally.edges
        k = int(np.searchsorted(edges, point.x(), "right")) - 1
        if not 0 <= k < len(edges) - 1:
            self._say()
            return
        self._say(
            tr(
                "{count:,} descents end between {low} and {high}",
                count=int(found.tally.bins[:, k].sum()),
                low=number(float(edges[k]), 4),
                high=number(float(edges[k + 1]), 4),
            )
        )


def shares(found: Chance) -> tuple[Array, Array]:
    """The share of the ends in each valley, and of the domain in each basin; last, those in none."""
    ends = found.tally.ends / max(found.tally.count, 1)
    basins = np.append(found.widths, max(0.0, 1.0 - float(found.widths.sum())))
    return ends, np.where(basins < 1e-9, 0.0, basins)


def _colors(places: Sequence[int]) -> list[str]:
    """The colours of the valleys, those of their minima, and a grey for none of them."""
    named = [minimum_color(place) for place in places]
    return [QColor(name).name() for name in (*named, theme.current().minimum)]
