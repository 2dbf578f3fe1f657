"""The pointer over a sweep: which cell it is on, what a click asks for, what is said of the cell."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal

from gdgui.document import changes
from gdgui.document.model import Replay
from gdgui.document.plan import cell_plan
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.ui.field import shown_symbol
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import measure_title
from gdgui.ui.plot import Plot, under_pointer
from gdgui.ui.sweep.shown import ShownSweep


class Pointer(QObject):
    """Follows the pointer in the scene of a plot.

    A click on a cell asks for its descent; a second click pins it, or lets it go.
    """

    moved = Signal()
    """The pointer is on another cell, or on none."""

    def __init__(self, plot: Plot, intents: Intents, parent: QObject) -> None:
        super().__init__(parent)
        self._plot, self._intents = plot, intents
        self._shown: ShownSweep | None = None
        self.cell: list[int] | None = None
        """The cell under the pointer."""
        scene = plot.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)

    def follow(self, shown: ShownSweep) -> None:
        """The sweep that the plot shows."""
        self._shown = shown

    def forget(self) -> None:
        """The plot is to show something else: no cell of it is pointed at."""
        self.cell = None

    def cell_at(self, position: QPointF) -> list[int] | None:
        """The cell under a place in the scene; None where there is none."""
        point = under_pointer(self._plot, position)
        if point is None or self._shown is None:
            return None
        scales = self._shown.scales
        if len(scales) == 1:
            return [scales[0].closest(point.x())]
        cell = [s.nearest(p) for s, p in zip(scales, (point.x(), point.y()), strict=True)]
        return None if None in cell else [index for index in cell if index is not None]

    def _click(self, event: Any) -> None:
        shown = self._shown
        if event.button() != Qt.MouseButton.LeftButton or shown is None:
            return
        cell = self.cell_at(event.scenePos())
        if cell is None:
            return
        sweep, view = shown.index, shown.snapshot.document.view
        here = Replay(sweep=sweep, cell=cell)
        if view.replay == here:
            title = Message("Let a pinned cell go") if here in view.pins else Message("Pin a cell")
            self._intents.edit(title, partial(changes.with_pin, sweep=sweep, cell=cell))
            self._intents.replay_requested.emit()
        else:
            change = partial(changes.with_replay, sweep=sweep, cell=cell)
            self._intents.edit(Message("Replay a cell"), change)

    def _hover(self, position: QPointF) -> None:
        shown = self._shown
        known = shown is not None and shown.values is not None
        cell = self.cell_at(position) if known else None
        if cell == self.cell:
            return
        self.cell = cell
        sweep = 0 if shown is None else shown.snapshot.document.view.sweep
        self._intents.hovered.emit(None if cell is None else Replay(sweep=sweep, cell=cell))
        self.moved.emit()

    def words(self) -> tuple[str, ...]:
        """What is under the pointer: the parameters, the measure, and the outcome once it is known.

        Then the same in less room: with the parameters' symbols, and without the outcome.  Empty where
        nothing is.
        """
        cell, shown = self.cell, self._shown
        if cell is None or shown is None or shown.values is None:
            return ()
        scales, view = shown.scales, shown.view
        if len(cell) != len(scales) or any(
            index >= len(scale.values) for index, scale in zip(cell, scales, strict=True)
        ):
            return ()
        at = [number(float(scale.values[index]), 3) for scale, index in zip(scales, cell, strict=True)]
        titles = [tr(parameter.title) for parameter in view.plan.axes]
        symbols = [shown_symbol(parameter) for parameter in view.plan.axes]
        measure, parts = MEASURES[view.plan.measure], []
        value, title = shown.number(cell), measure_title(view)
        if value is None or np.isnan(value):
            parts.append(f"{title} {tr('not defined') if view.done else '…'}")
        elif shown.titles:
            named = shown.titles[int(value)]  # of a minimum its name says what it is
            parts.append(named if measure.counts_minima else f"{title}: {named}")
        else:
            parts.append(f"{title} {number(value, 4)}")
        ended: list[str] = []
        ghost, key = shown.snapshot.ghost, cell_plan(view.plan, cell).key
        if ghost is not None and ghost.outcome is not None and ghost.plan.key == key:
            ended = [] if measure.classes else [tr(ghost.outcome.option.title)]
        long = [f"{title} {there}" for title, there in zip(titles, at, strict=True)]
        short = [
            f"{symbol} = {there}" if symbol else words
            for symbol, there, words in zip(symbols, at, long, strict=True)
        ]
        told = ([*long, *parts, *ended], [*short, *parts, *ended], [*short, *parts])
        return tuple("  ".join(words) for words in told)
