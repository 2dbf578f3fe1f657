"""The main window: charts in the middle, docks around them, menus, and one way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdgui.document import file, lesson, model
from gdgui.document.model import Document
from gdgui.document.plan import Plan
from gdgui.engine.message import InputError, Message
from gdgui.engine.outcome import Outcome, has_left
from gdgui.jobs.prepare import Prepared, prepared
from gdgui.ui import theme
from gdgui.ui.charts import CHARTS, Chart
from gdgui.ui.controller import Controller
from gdgui.ui.formula import FormulaLabel
from gdgui.ui.icons import refresh, set_icon
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.menus import Menus
from gdgui.ui.panel_area import PanelArea
from gdgui.ui.panels import PANELS, Panel
from gdgui.ui.panels.lesson import LessonPanel
from gdgui.ui.player import SPEEDS, Player, nearest_speed
from gdgui.ui.settings import Settings
from gdgui.ui.sharing import Sharing
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.stages import Stage
from gdgui.ui.transport import Transport

if TYPE_CHECKING:
    from gdgui.ui.exports import Exports

Part = TypeVar("Part")

DOCK_WIDTH = 340

SMALL_SCREEN = 850
"""On a screen that is less high, in pixels, the first window takes all of it."""

USUAL_SECONDS = 6.0
"""How long the descents of a document take to be played at first."""

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


class Window(QMainWindow):
    """One window with one document."""

    language_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, settings: Settings, document: Document | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.intents = Intents(self)
        self.controller = Controller(document or model.default(), self.intents, self)
        self.player = Player(self)
        self.path: Path | None = None
        self.charts: Parts[Chart] = Parts(self._build_chart)
        self.panels: Parts[Panel] = Parts(self._build_panel)
        self.docks: dict[str, QDockWidget] = {}
        self._chart_wishes: dict[str, bool] = {}
        self._lesson: tuple[lesson.Lesson, int] | None = None
        self._snapshot: Snapshot | None = None
        self._shown_once = False
        self._exports: Exports | None = None
        self.sharing = Sharing(self)
        self.menus = Menus(self)
        self.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks
        )
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            left = corner is Qt.Corner.BottomLeftCorner
            self.setCorner(corner, AREAS["left" if left else "right"])
        self.setAcceptDrops(True)
        self.build()
        self.controller.changed.connect(self._show)
        self.controller.problem.connect(self.tell)
        self.controller.history_changed.connect(self._show_history)
        self.intents.seeked.connect(self._seek)
        self.intents.replay_requested.connect(self._replay)
        self.intents.lesson_requested.connect(self.open_lesson)
        self.intents.panel_requested.connect(self.raise_panel)
        self.intents.chart_requested.connect(self.show_chart)
        self.player.set_sub_steps(settings.sub_steps)
        self.player.epoch_changed.connect(self._show_epoch)
        self.player.stage_changed.connect(self._show_stage)
        self.player.sub_steps_changed.connect(self._remember_sub_steps)
        self._restore()
        self.controller.start()
        self._show(self.controller.snapshot())

    # Building

    def build(self) -> None:
        """Makes every widget: at the start, and again in another language."""
        state = self.saveState(ARRANGEMENT) if self.docks else None
        self._drop_exports()
        self._drop_docks()
        self._build_centre()
        self._build_docks()
        self.menus.build()
        if state is not None:
            self.restoreState(state, ARRANGEMENT)
        if self._snapshot is not None:
            snapshot, self._snapshot = self._snapshot, None
            self._show(snapshot)
            self._show_epoch(self.player.epoch)
        if self._lesson is not None:
            self._show_lesson(*self._lesson)
        self._show_history()

    def _build_chart(self, key: str) -> Chart:
        """Makes a chart, hidden, at its place among those that are there."""
        entry = CHARTS[key]
        chart = entry.build(self.intents)
        chart.set_following(self.settings.follow_point)
        chart.show_stage(self.player.stage)
        chart.setMinimumSize(220, 120)
        chart.hide()
        column = self.columns[entry.column]
        above = [k for k in self.charts if CHARTS[k].column == entry.column]
        place = sum((CHARTS[k].order, k) < (entry.order, key) for k in above)
        column.insertWidget(place, chart)
        column.setStretchFactor(place, entry.stretch)
        return chart

    def _build_centre(self) -> None:
        self.charts = Parts(self._build_chart)
        self.columns = {side: QSplitter(Qt.Orientation.Vertical) for side in ("left", "right")}
        self.across = QSplitter(Qt.Orientation.Horizontal)
        for place, column in enumerate(self.columns.values()):
            column.setChildrenCollapsible(False)
            self.across.addWidget(column)
            self.across.setStretchFactor(place, (4, 3)[place])
        self.across.setChildrenCollapsible(False)
        self.across.setSizes([4000, 3000])
        self.notice = Notice()
        self.transport = Transport(self.player)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.across, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.transport)
        self.across.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCentralWidget(centre)

    def _build_docks(self) -> None:
        entries = PANELS.load()
        self.panels = Parts(self._build_panel)
        self.docks = {}
        tabs: dict[str, QDockWidget] = {}
        for key, entry in sorted(entries.items(), key=lambda item: (item[1].order, item[0])):
            dock = QDockWidget(tr(entry.title), self)
            dock.setObjectName(f"dock.{key}")
            dock.setWidget(PanelArea(LOWEST[entry.area]))
            dock.topLevelChanged.connect(self._settle_titles)
            dock.visibilityChanged.connect(self._settle_titles)
            dock.visibilityChanged.connect(partial(self._fill_dock, key))
            dock.dockLocationChanged.connect(self._settle_titles)
            self.docks[key] = dock
            self._fill_dock(key, entry.shown and entry.tab not in tabs)
            self.addDockWidget(AREAS[entry.area], dock)
            if entry.tab:
                if entry.tab in tabs:
                    self.tabifyDockWidget(tabs[entry.tab], dock)
                tabs.setdefault(entry.tab, dock)
            dock.setVisible(entry.shown)
        for dock in tabs.values():
            dock.raise_()
        self._settle_titles()

    def _build_panel(self, key: str) -> Panel:
        """Makes a panel, which shows what there is to be shown by now, and puts it into its dock."""
        panel = PANELS[key].build(self.intents)
        area = self.docks[key].widget()
        assert isinstance(area, PanelArea)
        area.setWidget(panel)
        panel.grown.connect(partial(self._give_room, key))
        if self._snapshot is not None:
            panel.show_snapshot(self._snapshot)
            panel.show_epoch(self.player.epoch)
            panel.show_stage(self.player.stage)
        return panel

    def _fill_dock(self, key: str, visible: bool) -> None:
        """Has the panel made, where it comes to be seen."""
        if visible and key in self.docks:
            self.panels[key].show()

    def _drop_docks(self) -> None:
        docks, self.docks = self.docks, {}
        for dock in docks.values():
            self.removeDockWidget(dock)
            # No child any more, or the arrangement would be restored to it and not to its successor.
            dock.setParent(None)
            dock.deleteLater()

    def _size_docks(self) -> None:
        """The usual width, and heights after what the panels hold."""
        upright = [dock for key, dock in self.docks.items() if PANELS[key].area != "bottom"]
        self.resizeDocks(upright, [DOCK_WIDTH] * len(upright), Qt.Orientation.Horizontal)
        shown = [dock for key, dock in self.docks.items() if self.is_in_front(key)]
        below = [dock for dock in shown if dock not in upright]
        self.resizeDocks(
            below, [dock.widget().sizeHint().height() for dock in below], Qt.Orientation.Vertical
        )
        column = [dock for dock in shown if dock in upright and not dock.isFloating()]
        room = sum(dock.height() for dock in column)
        self.resizeDocks(
            column, share_out([_wanted_height(dock) for dock in column], room), Qt.Orientation.Vertical
        )

    def _give_room(self, key: str) -> None:
        """Makes a dock at the bottom higher, where what it holds would have to be scrolled to.

        It takes no more than a fixed part of the window from the charts, and nothing is made lower.
        """
        dock = self.docks.get(key)
        if dock is None or PANELS[key].area != "bottom" or not self.is_in_front(key):
            return
        wanted = min(self.panels[key].sizeHint().height(), self.height() // LARGEST_PART)
        if dock.widget().height() < wanted:
            room = wanted + dock.height() - dock.widget().height()
            self.resizeDocks([dock], [room], Qt.Orientation.Vertical)

    def _settle_titles(self, *_: object) -> None:
        """A panel that shares its place has its title on the tab, and needs no second one."""
        for dock in self.docks.values():
            tabbed = bool(self.tabifiedDockWidgets(dock)) and not dock.isFloating()
            if tabbed == (dock.titleBarWidget() is None):
                dock.setTitleBarWidget(QWidget() if tabbed else None)  # type: ignore[arg-type]

    def reset_arrangement(self) -> None:
        """Docks and charts as they are at the first start."""
        self._chart_wishes.clear()
        self._drop_docks()
        self.build()
        QTimer.singleShot(0, self, self._size_docks)

    def restyle(self) -> None:
        """Takes on the colours of the present theme."""
        for chart in self.charts.values():
            chart.restyle()
        for panel in self.panels.values():
            panel.restyle()
        self.transport.restyle()
        self.notice.restyle()
        refresh(self)

    # Showing

    def _show(self, snapshot: Snapshot) -> None:
        former, self._snapshot = self._snapshot, snapshot
        replay = snapshot.document.view.replay
        self.player.set_length(snapshot.epochs, _end_of_playback(snapshot))
        for key in CHARTS:
            visible = self.is_chart_shown(key)
            if not visible and key not in self.charts:
                continue
            chart = self.charts[key]
            if chart.isHidden() == visible:
                chart.setVisible(visible)
            if visible:
                chart.show_snapshot(snapshot)
        for side, column in self.columns.items():
            filled = any(CHARTS[key].column == side and self.is_chart_shown(key) for key in self.charts)
            column.setVisible(filled)
        for panel in self.panels.values():
            panel.show_snapshot(snapshot)
        if replay is not None and former is not None and replay != former.document.view.replay:
            # A click on a cell asks to see its descent: from the start, and moving.
            self.player.seek(0)
            self.player.play()

    def is_chart_shown(self, key: str) -> bool:
        """Whether a chart is on screen: where nobody chose, as the document has it."""
        snapshot = self._snapshot
        if snapshot is None or not CHARTS[key].wanted(snapshot):
            return False
        asked = snapshot.document.view.charts
        usual = key in asked if asked else CHARTS[key].at_first
        return self._chart_wishes.get(key, usual)

    def can_show_chart(self, key: str) -> bool:
        """Whether the document has something for a chart to show."""
        return self._snapshot is not None and CHARTS[key].wanted(self._snapshot)

    def show_chart(self, key: str, shown: bool) -> None:
        """Shows or hides a chart, until another document or lesson is opened."""
        self._chart_wishes[key] = shown
        if self._snapshot is not None:
            self._show(self._snapshot)
            self._show_epoch(self.player.epoch)

    def _show_epoch(self, epoch: int) -> None:
        for key, chart in self.charts.items():
            if self.is_chart_shown(key):
                chart.show_epoch(epoch)
        for panel in self.panels.values():
            panel.show_epoch(epoch)

    def _show_stage(self, stage: int) -> None:
        for chart in self.charts.values():
            chart.show_stage(Stage(stage))
        for panel in self.panels.values():
            panel.show_stage(Stage(stage))

    def _remember_sub_steps(self, on: bool) -> None:
        self.settings.sub_steps = on

    def set_following(self, following: bool) -> None:
        """Lets the charts go along with a point that leaves the view, or show an arrow to it."""
        self.settings.follow_point = following
        for chart in self.charts.values():
            chart.set_following(following)

    def _show_history(self) -> None:
        history = self.controller.history
        self.menus.show_history(history.undo_title, history.redo_title)
        self.menus.revert.setEnabled(self.path is not None and history.modified)
        name = self.path.stem if self.path is not None else tr("Untitled")
        if self._lesson is not None and self.path is None:
            name = lesson.in_language(self._lesson[0].title, _language())
        self.setWindowTitle(f"{name}[*] – Gradient Descent Lab")
        self.setWindowModified(history.modified)

    @property
    def exports(self) -> Exports:
        """What exports the window's document; made, and its libraries loaded, when first asked for."""
        if self._exports is None:
            from gdgui.ui.exports import Exports

            self._exports = Exports(self)
        return self._exports

    def _drop_exports(self) -> None:
        if self._exports is not None:
            self._exports.drop()

    def tell(self, sentence: Message | None) -> None:
        """Shows a sentence in the strip; None takes it away."""
        self.notice.say("" if sentence is None else tr(sentence))

    def _seek(self, epoch: int) -> None:
        self.player.pause()
        self.player.seek(epoch)

    def _replay(self) -> None:
        """From the start, and moving."""
        self.player.seek(0)
        self.player.play()

    def is_in_front(self, key: str) -> bool:
        """Whether a panel is to be seen: not hidden, and not behind another tab."""
        dock = self.docks[key]
        # Qt puts what is behind another tab outside of the window.
        return dock.isVisible() and (dock.isFloating() or self.rect().intersects(dock.geometry()))

    def raise_panel(self, key: str) -> None:
        """Shows a panel, in front of those with which it shares a place."""
        if key in self.docks:
            self.docks[key].show()
            self.docks[key].raise_()
            # A dock that was hidden takes its place among the tabs a moment later.
            QTimer.singleShot(0, self.docks[key], self.docks[key].raise_)

    # Documents and lessons

    def open_lesson(self, key: str, scene: int = 0) -> None:
        """Opens a lesson at one of its scenes; the document before it can be had back by undo."""
        found: list[lesson.Lesson] = []

        def make() -> Prepared:
            found[:] = [lesson.load(key)]
            return prepared(found[0].scenes[scene].document)

        def use(document: Document, planned: Plan) -> None:
            self.controller.load(document, planned, Message("Open a lesson"))
            self._lesson = (found[0], scene)
            self._rewind()
            self._show_lesson(found[0], scene)
            self._show_history()

        self.controller.prepare(make, use, self._refuse_named(key))

    def _show_lesson(self, opened: lesson.Lesson, scene: int) -> None:
        panel = self.panels["lesson"]
        if isinstance(panel, LessonPanel):
            panel.show_lesson(opened, scene)
        wanted = opened.scenes[scene].document.view.panel
        for key in (wanted, "lesson"):
            if key:
                self.raise_panel(key)

    def new(self) -> None:
        """The document of the first start."""
        if self._may_leave():
            self._begin(*prepared(model.default()), None)

    def open(self) -> None:
        """Asks for a file and opens it."""
        if not self._may_leave():
            return
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Open"), str(self.path or Path.home()), _filter()
        )
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Opens a file; where it makes no sense, a sentence says so and all stays as it is."""

        def make() -> Prepared:
            return prepared(file.read(path))

        def use(document: Document, planned: Plan) -> None:
            self._begin(document, planned, path)
            self.settings.add_recent(path)
            self.menus.show_recent()

        return self.controller.prepare(make, use, self._refuse_named(path.name)) is not False

    def revert(self) -> None:
        """Back to what stands in the file; that can be undone, so nobody is asked."""
        path = self.path
        if path is None:
            return

        def make() -> Prepared:
            return prepared(file.read(path))

        def use(document: Document, planned: Plan) -> None:
            self.controller.replace(document, planned, Message("Revert to the file"))
            self.controller.mark_saved()

        self.controller.prepare(make, use, self._refuse_named(path.name))

    def _refuse_named(self, name: str) -> Callable[[InputError], None]:
        """Says what is wrong with the file or lesson called `name`."""

        def refuse(error: InputError) -> None:
            self.tell(Message("{file}: {error}", {"file": name, "error": _sentence(error)}))

        return refuse

    def change_to(self, path: Path) -> None:
        """Opens another file, unless unsaved work keeps us; a recent one that is gone is forgotten."""
        if self._may_leave() and not self.open_path(path) and not path.exists():
            self.settings.remove_recent(path)
            self.menus.show_recent()

    def _begin(self, document: Document, planned: Plan, path: Path | None) -> None:
        self.controller.open(document, planned)
        self.path = path
        self._lesson = None
        self._rewind()
        self._show_history()

    def _rewind(self) -> None:
        """Stands at the start, at a speed at which the descents take some seconds."""
        self._chart_wishes.clear()
        self.player.pause()
        self.player.seek(0)
        longest = max(descent.epochs for descent in self.controller.document.descents)
        self.player.set_speed(SPEEDS[nearest_speed(longest / USUAL_SECONDS)])

    def save(self) -> bool:
        """Writes the document to its file, asking for one where it has none."""
        return self.save_as() if self.path is None else self._write(self.path)

    def save_as(self) -> bool:
        """Asks for a file and writes the document to it."""
        suggested = self.path or Path.home() / f"{tr('Untitled')}{file.SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as"), str(suggested), _filter())
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(file.SUFFIX))

    def _write(self, path: Path) -> bool:
        try:
            file.write(path, self.controller.document)
        except OSError as error:
            self.tell(
                Message(
                    "{file} could not be written ({reason}); your work is still here",
                    {"file": path.name, "reason": error.strerror or str(error)},
                )
            )
            return False
        self.path = path
        self.controller.mark_saved()
        self.settings.add_recent(path)
        self.menus.show_recent()
        self.tell(None)
        return True

    def _may_leave(self) -> bool:
        """Whether the document may be left: it is saved, or the user says so."""
        if not self.controller.history.modified:
            return True
        answer = QMessageBox.question(
            self,
            tr("Gradient Descent Lab"),
            tr("Save the changes to this document?"),
            QMessageBox.StandardButton.Save
            | QMessageBox.StandardButton.Discard
            | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Save,
        )
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    # Dropping a file

    def dragEnterEvent(self, event: object) -> None:
        if event.mimeData().hasUrls():  # type: ignore[attr-defined]
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:
        urls = event.mimeData().urls()  # type: ignore[attr-defined]
        if urls and urls[0].isLocalFile() and self._may_leave():
            self.open_path(Path(urls[0].toLocalFile()))

    # The way in and out

    def _restore(self) -> None:
        geometry, state = self.settings.geometry, self.settings.state
        if geometry is not None:
            self.restoreGeometry(geometry)
        else:
            room = self.screen().availableSize()
            self.resize(min(1600, room.width() - 40), min(950, room.height() - 60))
            if room.height() < SMALL_SCREEN:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self._arranged = state is not None and self.restoreState(state, ARRANGEMENT)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        # No text has the keyboard before somebody clicks into it: Space plays.
        self.across.setFocus()
        if not self._arranged:
            self._size_docks()
            # Formulas are drawn a moment later, and are higher than what stands there until then.
            for label in self.docks["function"].findChildren(FormulaLabel):
                label.drawn.connect(self._size_docks)

    def shutdown(self) -> None:
        """Ends playback and all work.  The one way out; harmless when called twice."""
        self.player.pause()
        self._drop_exports()
        self.controller.shutdown()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.settings.state = self.saveState(ARRANGEMENT)
        self.shutdown()
        event.accept()


class Parts(dict[str, Part]):
    """Charts or panels by their keys; one that is not there yet is made when it is asked for.

    So nobody who starts the program waits for what is hidden.
    """

    def __init__(self, make: Callable[[str], Part]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Part:
        self[key] = self._make(key)
        return self[key]


class Notice(QWidget):
    """A strip with a sentence about what could not be; it stands beside the work, never over it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        set_icon(self._close, "stop")
        self._close.setToolTip(tr("Close"))
        self._close.setAccessibleName(tr("Close"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.TIGHT, theme.TIGHT, theme.TIGHT)
        layout.addWidget(self.words, 1)
        layout.addWidget(self._close)
        self.restyle()
        self.hide()

    def say(self, text: str) -> None:
        """Shows a sentence; an empty one takes the strip away."""
        self.words.setText(text)
        self.setVisible(bool(text))

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        colors = self.words.palette()
        colors.setColor(self.words.foregroundRole(), theme.current().bad)
        self.words.setPalette(colors)


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


def _end_of_playback(snapshot: Snapshot) -> int | None:
    """The first epoch at which the chosen descent stands outside all numbers; None where it stays."""
    run = snapshot.chosen
    if run.outcome is not Outcome.DIVERGED:
        return None
    left = has_left(snapshot.plan.objective, run.path.T)
    return int(left.argmax()) if left.any() else None


def _filter() -> str:
    everything = tr("All files")  # lupdate does not look into f-strings
    return f"Gradient Descent Lab (*{file.SUFFIX});;{everything} (*)"


def _sentence(error: InputError) -> object:
    if not error.place:
        return error.message
    return Message("{place}: {message}", {"place": error.place, "message": error.message})


def _language() -> str:
    from gdgui.ui.language import current

    return current()
