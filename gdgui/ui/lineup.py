"""The menu of the chosen descent: its colour, its place among the others, hidden or alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gdgui.document import lineup
from gdgui.document.changes import Change
from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.naming import descent_style
from gdgui.ui.samples import sample_icon
from gdgui.ui.snapshot import Snapshot


class LineupMenu(QMenu):
    """The menu; see the module.  It is filled when it opens."""

    def __init__(self, intents: Intents, parent: QWidget) -> None:
        super().__init__(parent)
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self.solo = self.addAction(tr("Show this one alone"))
        self.solo.setCheckable(True)
        self.hidden = self.addAction(tr("Hide"))
        self.hidden.setCheckable(True)
        self.colors = self.addMenu(tr("Colour"))
        self.addSeparator()
        self.up = self.addAction(tr("Move up"))
        self.down = self.addAction(tr("Move down"))
        self.solo.triggered.connect(self._solo)
        self.hidden.triggered.connect(self._hide)
        self.up.triggered.connect(partial(self._move, -1))
        self.down.triggered.connect(partial(self._move, 1))
        self.aboutToShow.connect(self._fill)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The descents that there are."""
        self._snapshot = snapshot

    def _fill(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        descents, k = snapshot.document.descents, snapshot.document.view.descent
        self.solo.setEnabled(len(descents) > 1)
        self.solo.setChecked(lineup.is_solo(snapshot.document, k))
        others = any(not descent.hidden for j, descent in enumerate(descents) if j != k)
        self.hidden.setEnabled(others or descents[k].hidden)
        self.hidden.setChecked(descents[k].hidden)
        self.up.setEnabled(k > 0)
        self.down.setEnabled(k < len(descents) - 1)
        self._fill_colors(descents[k].color, k)

    def _fill_colors(self, present: str, k: int) -> None:
        self.colors.clear()
        group = QActionGroup(self.colors)
        own = tr("That of its place")
        looks = [("", own), *((str(n + 1), str(n + 1)) for n in range(len(theme.current().series)))]
        for color, title in looks:
            action = self.colors.addAction(sample_icon(descent_style(color, k)), title)
            action.setCheckable(True)
            action.setChecked(color == present)
            action.triggered.connect(partial(self._recolor, color))
            group.addAction(action)

    def _edit(self, title: Message, change: Change) -> None:
        self._intents.edit(title, change)

    @property
    def _chosen(self) -> int:
        assert self._snapshot is not None
        return self._snapshot.document.view.descent

    def _solo(self) -> None:
        self._edit(Message("Show one descent alone"), partial(lineup.solo, k=self._chosen))

    def _hide(self, hidden: bool) -> None:
        change = partial(lineup.with_hidden, k=self._chosen, hidden=hidden)
        self._edit(Message("Hide the descent") if hidden else Message("Show the descent"), change)

    def _move(self, places: int) -> None:
        k = self._chosen
        self._edit(Message("Move the descent"), partial(lineup.moved, k=k, to=k + places))

    def _recolor(self, color: str) -> None:
        change = partial(lineup.with_color, k=self._chosen, color=color)
        self._edit(Message("Colour the descent"), change)
