"""The docks around the charts: their panels, their places, and the room that each is given."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from gdgui.ui.dock import Dock
from gdgui.ui.formula import FormulaLabel
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.panel_area import PanelArea
from gdgui.ui.panels import PANELS, Panel
from gdgui.ui.parts import Parts

WIDTH = 340

ARRANGEMENT = 2
"""Raised when the docks change so that an arrangement kept from before does not fit any more."""

AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}
LARGEST_PART = 6
"""A dock at the bottom grows by itself to the sixth part of the window's height."""

LOWEST = {"left": 80, "right": 80, "bottom": 46}
"""The least height of a panel in each area, in pixels; what does not fit is scrolled to."""


class Docks(QObject):
    """One dock for each panel; a panel is made when it comes to be seen."""

    made = Signal(object)
    """A panel that has just been made and shows nothing yet."""

    def __init__(self, window: QMainWindow, intents: Intents) -> None:
        super().__init__(window)
        self._window = window
        self._intents = intents
        self.all: dict[str, Dock] = {}
        self.panels: Parts[Panel] = Parts(self._build_panel)
        self._ended = False
        window.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks
        )
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            left = corner is Qt.Corner.BottomLeftCorner
            window.setCorner(corner, AREAS["left" if left else "right"])

    # Building

    def build(self) -> None:
        """Makes every dock, each in its usual place."""
        entries = PANELS.load()
        self.panels = Parts(self._build_panel)
        self.all = {}
        tabs: dict[str, Dock] = {}
        for key, entry in sorted(entries.items(), key=lambda item: (item[1].order, item[0])):
            dock = Dock(tr(entry.title), self._window)
            dock.setObjectName(f"dock.{key}")
            dock.setWidget(PanelArea(WIDTH, LOWEST[entry.area]))
            dock.topLevelChanged.connect(self._settle_titles)
            dock.visibilityChanged.connect(self._settle_titles)
            dock.visibilityChanged.connect(partial(self._fill, key))
            dock.dockLocationChanged.connect(self._settle_titles)
            self.all[key] = dock
            self._fill(key, entry.shown and entry.tab not in tabs)
            self._window.addDockWidget(AREAS[entry.area], dock)
            if entry.tab:
                if entry.tab in tabs:
                    self._window.tabifyDockWidget(tabs[entry.tab], dock)
                tabs.setdefault(entry.tab, dock)
            dock.setVisible(entry.shown)
        for dock in tabs.values():
            dock.raise_()
        self._settle_titles()

    def drop(self) -> None:
        """Takes all docks away."""
        docks, self.all = self.all, {}
        for dock in docks.values():
            self._window.removeDockWidget(dock)
            # No child any more, or the arrangement would be restored to it and not to its successor.
            dock.setParent(None)
            dock.deleteLater()

    def shutdown(self) -> None:
        """Heeds the docks no longer, which Qt takes down after the window.  Harmless when repeated."""
        self._ended = True

    def _build_panel(self, key: str) -> Panel:
        """Makes a panel and puts it into its dock."""
        panel = PANELS[key].build(self._intents)
        area = self.all[key].widget()
        assert isinstance(area, PanelArea)
        area.setWidget(panel)
        panel.grown.connect(partial(self._give_room, key))
        self.made.emit(panel)
        return panel

    def _fill(self, key: str, visible: bool) -> None:
        """Has the panel made, where it comes to be seen."""
        if visible and key in self.all and not self._ended:
            self.panels[key].show()

    # Arrangement

    def arrangement(self) -> QByteArray | None:
        """Where everything stands, for `restore`; None before there are docks."""
        return self._window.saveState(ARRANGEMENT) if self.all else None

    def restore(self, state: QByteArray | None) -> bool:
        """Puts everything where it stood; False where that is not known or does not fit any more."""
        return state is not None and self._window.restoreState(state, ARRANGEMENT)

    @Slot()
    def size(self) -> None:
        """The usual width, and heights after what the panels hold."""
        upright = [dock for key, dock in self.all.items() if PANELS[key].area != "bottom"]
        self._window.resizeDocks(upright, [WIDTH] * len(upright), Qt.Orientation.Horizontal)
        shown = [dock for key, dock in self.all.items() if self.is_in_front(key)]
        below = [dock for dock in shown if dock not in upright]
        self._window.resizeDocks(
            below, [dock.widget().sizeHint().height() for dock in below], Qt.Orientation.Vertical
        )
        column = [dock for dock in shown if dock in upright and not dock.isFloating()]
        room = sum(dock.height() for dock in column)
        self._window.resizeDocks(
            column, share_out([_wanted_height(dock) for dock in column], room), Qt.Orientation.Vertical
        )

    def size_when_drawn(self) -> None:
        """Sizes the docks now, and again once the formulas are drawn, which are higher."""
        self.size()
        for label in self.all["function"].findChildren(FormulaLabel):
            label.drawn.connect(self.size)

    def _give_room(self, key: str) -> None:
        """Makes a dock at the bottom higher, where what it holds would have to be scrolled to.

        It takes no more than a fixed part of the window from the charts, and nothing is made lower.
        """
        dock = self.all.get(key)
        if dock is None or PANELS[key].area != "bottom" or not self.is_in_front(key):
            return
        wanted = min(self.panels[key].sizeHint().height(), self._window.height() // LARGEST_PART)
        if dock.widget().height() < wanted:
            room = wanted + dock.height() - dock.widget().height()
            self._window.resizeDocks([dock], [room], Qt.Orientation.Vertical)

    def _settle_titles(self, *_: object) -> None:
        """A panel that shares its place has its title on the tab, and needs no second one."""
        if self._ended:
            return
        for dock in self.all.values():
            tabbed = bool(self._window.tabifiedDockWidgets(dock)) and not dock.isFloating()
            if tabbed == (dock.titleBarWidget() is None):
                dock.setTitleBarWidget(QWidget() if tabbed else None)  # type: ignore[arg-type]

    def is_in_front(self, key: str) -> bool:
        """Whether a panel is to be seen: not hidden, and not behind another tab."""
        dock = self.all[key]
        # Qt puts what is behind another tab outside of the window.
        return dock.isVisible() and (
            dock.isFloating() or self._window.rect().intersects(dock.geometry())
        )

    @Slot(str)
    def show(self, key: str) -> None:
        """Shows a panel, in front of those with which it shares a place."""
        if key in self.all:
            self.all[key].show()
            self.all[key].raise_()
            # A dock that was hidden takes its place among the tabs a moment later.
            QTimer.singleShot(0, self.all[key], self.all[key].raise_)


def share_out(wanted: list[int], room: int) -> list[int]:
    """Heights for what stands in a column: what each wants, and what is left for the last.

    That is a fair part at least: where the others want too much, they give way, and what they hold
    scrolls.
    """
    if not wanted:
        return []
    *others, last = wanted
    left = room - min(last, room // (len(wanted) or 1))
    if sum(others) > left:
        others = [height * left // sum(others) for height in others]
    return [*others, room - sum(others)]


def _wanted_height(dock: QDockWidget) -> int:
    """The height at which the panel in a dock needs not be scrolled."""
    area = dock.widget()
    assert isinstance(area, PanelArea)
    panel = area.widget()
    layout = None if panel is None else panel.layout()
    if layout is None:
        return dock.height()
    hint = layout.totalSizeHint().height()
    if layout.hasHeightForWidth():
        hint = layout.totalHeightForWidth(area.viewport().width())
    return hint + dock.height() - area.height()
