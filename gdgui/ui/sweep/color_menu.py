"""The menu of a field's colours: map, range, scale, and the middle of the diverging map.

Of a curve it has the range and the scale of the axis.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QActionGroup, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton

from gdgui.document import changes
from gdgui.document.changes import Change
from gdgui.document.model import ColorMap, ColorScale, Sweep
from gdgui.engine.message import Message
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.sweep.levels import color_map, shown_range
from gdgui.ui.sweep.numbers import sample

TITLES: dict[ColorMap, Message] = {
    "viridis": Message("Viridis"),
    "cividis": Message("Cividis"),
    "magma": Message("Magma"),
    "diverging": Message("Diverging"),
}

SAMPLE = QSize(48, 12)


class ColorMenu(QMenu):
    """The menu of a button; everything in it is a change that can be undone."""

    def __init__(self, button: QToolButton, intents: Intents) -> None:
        super().__init__(button)
        self.button = button
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._values: NDArray[Any] = np.empty(0)
        self._marked: float | None = None
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self)
        self.aboutToShow.connect(self.fill)

    def begin(self, field: bool) -> None:
        """Says what it is about: the colours of a field, or the axis of a curve."""
        colors = tr("Colours: map, range, logarithmic scale")
        words = colors if field else tr("Axis: range, logarithmic scale")
        self.button.setToolTip(words)
        self.button.setAccessibleName(words)

    def follow(self, snapshot: Snapshot, values: NDArray[Any] | None, marked: float | None) -> None:
        """What the menu is about: the measure on screen, and its value in the marked cell."""
        self._values = np.empty(0) if values is None else values
        self._snapshot, self._marked = snapshot, marked

    def fill(self) -> None:
        """Makes the entries, as the document has them."""
        menu, snapshot = self, self._snapshot
        self.clear()
        if snapshot is None or snapshot.sweep is None:
            return
        part = snapshot.sweep.plan
        k = part.index
        sweep = snapshot.document.sweeps[k]
        title = Message("Change the colours")
        if len(part.axes) == 2:
            self._add_maps(k, sweep)
            entry = tr("Range from the values (1 % to 99 %)")
        else:  # a curve has no colours: what there is to choose is its axis
            title = Message("Change the range")
            entry = tr("Range from the values")
        group = self._group(menu)
        automatic = partial(changes.with_colors, k=k, colors=None)
        self._add(menu, group, entry, sweep.colors is None, title, automatic)
        found = sweep.colors or shown_range(snapshot.sweep, snapshot.plan.objective)
        fixed = partial(changes.with_colors, k=k, colors=found)
        self._add(menu, group, tr("Fixed range"), sweep.colors is not None, title, fixed)
        menu.addSeparator()
        log = menu.addAction(tr("Logarithmic scale"))
        log.setCheckable(True)
        log.setChecked(sweep.color_scale == "log")
        log.setEnabled(bool((sample(self._values) > 0).any()) or log.isChecked())
        scale: ColorScale = "linear" if log.isChecked() else "log"
        self._on(log, title, partial(changes.with_color_scale, k=k, scale=scale))

    def _add_maps(self, k: int, sweep: Sweep) -> None:
        """The maps of colours."""
        group, title = self._group(self), Message("Change the colours")
        for name, words in TITLES.items():
            change = partial(changes.with_color_map, k=k, color_map=name, center=sweep.color_center)
            action = self._add(self, group, tr(words), sweep.color_map == name, title, change)
            action.setIcon(_sample(name))
        if sweep.color_map == "diverging":
            self._add_centers(self.addMenu(tr("Middle at")), k, sweep.color_center)
        self.addSeparator()

    def _add_centers(self, menu: QMenu, k: int, present: float | None) -> None:
        """Values that the middle of the map may stand for."""
        group = self._group(menu)
        choices: list[tuple[str, float | None]] = [(tr("the middle of the range"), None), ("0", 0.0)]
        assert self._snapshot is not None
        choices += [
            (tr("minimum {x}", x=number(float(minimum[0]), 5)), float(minimum[0]))
            for minimum in self._snapshot.plan.objective.minima
        ]
        if self._marked is not None and np.isfinite(self._marked):
            words = tr("the marked cell: {value}", value=number(self._marked, 5))
            choices.append((words, self._marked))
        for words, center in choices:
            change = partial(changes.with_color_map, k=k, color_map="diverging", center=center)
            self._add(menu, group, words, present == center, Message("Change the colours"), change)

    def _group(self, menu: QMenu) -> QActionGroup:
        return QActionGroup(menu)

    def _add(
        self,
        menu: QMenu,
        group: QActionGroup,
        words: str,
        checked: bool,
        title: Message,
        change: Change,
    ) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        group.addAction(action)
        self._on(action, title, change)
        return action

    def _on(self, action: QAction, title: Message, change: Change) -> None:
        ask: Callable[[], None] = partial(self._intents.edit, title, change)
        action.triggered.connect(lambda: ask())


def _sample(name: str) -> QIcon:
    """A strip of the colours of a map."""
    rgb = color_map(name).map(np.linspace(0.0, 1.0, SAMPLE.width()), mode="byte")[:, :3]
    rows = np.ascontiguousarray(np.broadcast_to(rgb, (SAMPLE.height(), *rgb.shape)))
    picture = QImage(
        rows.tobytes(), SAMPLE.width(), SAMPLE.height(), 3 * SAMPLE.width(), QImage.Format.Format_RGB888
    )
    return QIcon(QPixmap.fromImage(picture.copy()))
