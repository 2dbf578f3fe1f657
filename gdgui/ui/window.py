"""The main window: charts in the middle, docks around them, menus, and one way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from gdgui.document import cells, lesson, model
from gdgui.document.model import Document
from gdgui.document.plan import Plan
from gdgui.document.recovery import Kept, Work
from gdgui.engine.message import InputError, Message
from gdgui.engine.outcome import Outcome, has_left
from gdgui.jobs.prepare import Prepared, prepared
from gdgui.jobs.queue import JobQueue
from gdgui.ui.chart_area import ChartArea
from gdgui.ui.charts import Chart
from gdgui.ui.controller import Controller
from gdgui.ui.docks import Docks
from gdgui.ui.files import Files
from gdgui.ui.first_paint import AfterFirstPaint
from gdgui.ui.icons import refresh
from gdgui.ui.intents import Intents
from gdgui.ui.language import current, tr
from gdgui.ui.menus import Menus
from gdgui.ui.notice import Notice
from gdgui.ui.panels import Panel
from gdgui.ui.parts import Parts
from gdgui.ui.player import SPEEDS, Player, nearest_speed
from gdgui.ui.recovery import Keeper, Shelf
from gdgui.ui.settings import Settings
from gdgui.ui.sharing import Sharing
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.stages import Stage
from gdgui.ui.transport import Transport

if TYPE_CHECKING:
    from gdgui.ui.exports import Exports

SMALL_SCREEN = 850
"""On a screen that is less high, in pixels, the first window takes all of it."""

USUAL_SECONDS = 6.0
"""How long the descents of a document take to be played at first."""


class Scene(NamedTuple):
    """A lesson that was opened, and the number of its scene."""

    opened: lesson.Lesson
    scene: int


class Window(QMainWindow):
    """One window with one document."""

    language_asked = Signal(str)
    theme_asked = Signal(str)
    window_asked = Signal()
    file_asked = Signal(str)
    """A file that belongs into another window."""
    recovery_asked = Signal()
    quit_asked = Signal()
    closed = Signal()

    def __init__(
        self, settings: Settings, document: Document | None = None, shelf: Shelf | None = None
    ) -> None:
        super().__init__()
        self.settings = settings
        self.intents = Intents(self)
        self.controller = Controller(document or model.default(), self.intents, self)
        self.player = Player(self)
        self._queue = JobQueue(self, "files")
        self.files = Files(self, self._queue)
        self.keeper = None if shelf is None else Keeper(self, self._queue, shelf)
        self.arrangement = Docks(self, self.intents)
        self.arrangement.made.connect(self._fill_panel)
        self._chart_wishes: dict[str, bool] = {}
        self._told: Scene | None = None
        self._snapshot: Snapshot | None = None
        self._shown_once = False
        self._may_close = self._closing = False
        self._exports: Exports | None = None
        self.sharing = Sharing(self)
        self.menus = Menus(self)
        self.setAcceptDrops(True)
        self.controller.start()  # it computes while the widgets are made
        AfterFirstPaint(self, self.controller.complete)
        self.build()
        self.controller.changed.connect(self._show)
        self.controller.problem.connect(self.tell)
        self.controller.history_changed.connect(self._show_history)
        self.files.changed.connect(self._show_history)
        self.intents.seeked.connect(self._seek)
        self.intents.replay_requested.connect(self._replay)
        self.intents.lesson_requested.connect(self.open_lesson)
        self.intents.panel_requested.connect(self.arrangement.show)
        self.intents.chart_requested.connect(self.show_chart)
        self.player.set_sub_steps(settings.sub_steps)
        self.player.epoch_changed.connect(self._show_epoch)
        self.player.stage_changed.connect(self._show_stage)
        self.player.sub_steps_changed.connect(self._remember_sub_steps)
        self._restore()
        self.controller.catch_up()
        self._show(self.controller.snapshot())

    # Building

    def build(self) -> None:
        """Makes every widget: at the start, and again in another language."""
        state = self.arrangement.arrangement()
        self._drop_exports()
        self.arrangement.drop()
        self._build_centre()
        self.arrangement.build()
        self.menus.build()
        self.arrangement.restore(state)
        if self._snapshot is not None:
            snapshot, self._snapshot = self._snapshot, None
            self._show(snapshot)
            self._show_epoch(self.player.epoch)
        self._told = None
        self._show_history()
        if self._shown_once:
            # Panels that have no width yet ask for more height than they will need.
            QTimer.singleShot(0, self.arrangement, lambda: self.arrangement.restore(state))

    def _build_centre(self) -> None:
        following, stage = self.settings.follow_point, self.player.stage
        self.across = ChartArea(self.intents, self._chart_wishes, following, stage)
        self.notice = Notice()
        self.news = Notice(bad=False)
        self.transport = Transport(self.player)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.across, 1)
        layout.addWidget(self.news)
        layout.addWidget(self.notice)
        layout.addWidget(self.transport)
        self.setCentralWidget(centre)

    @property
    def charts(self) -> Parts[Chart]:
        """The charts by their keys."""
        return self.across.charts

    @property
    def docks(self) -> Mapping[str, QDockWidget]:
        """The docks by the keys of their panels."""
        return self.arrangement.all

    @property
    def panels(self) -> Parts[Panel]:
        """The panels by their keys."""
        return self.arrangement.panels

    def _fill_panel(self, panel: Panel) -> None:
        """A panel that was made just now shows what there is to be shown by now."""
        if self._snapshot is not None:
            panel.show_snapshot(self._snapshot)
            panel.show_epoch(self.player.epoch)
            panel.show_stage(self.player.stage)

    def reset_arrangement(self) -> None:
        """Docks and charts as they are at the first start."""
        self._chart_wishes.clear()
        self.arrangement.drop()
        self.build()
        QTimer.singleShot(0, self.arrangement, self.arrangement.size)

    def toggle_full_screen(self) -> None:
        """Fills the screen with the window and nothing else, or stands as before."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def restyle(self) -> None:
        """Takes on the colours of the present theme."""
        self.across.restyle()
        for panel in self.panels.values():
            panel.restyle()
        self.transport.restyle()
        self.notice.restyle()
        self.news.restyle()
        refresh(self)

    # Showing

    def _show(self, snapshot: Snapshot) -> None:
        former, self._snapshot = self._snapshot, snapshot
        grown = former is not None and former is not snapshot and snapshot.has_only_grown(former)
        self.player.set_length(snapshot.epochs, _end_of_playback(snapshot))
        self.across.show_snapshot(snapshot, grown)
        for panel in self.panels.values():
            if panel.shows_sweep or not grown:
                panel.show_snapshot(snapshot)
        if former is not None and cells.picked(former.document, snapshot.document):
            # A click on a cell asks to see its descent: from the start, and moving.
            self.player.seek(0)
            self.player.play()

    def show_chart(self, key: str, shown: bool) -> None:
        """Shows or hides a chart, until another document or lesson is opened."""
        self._chart_wishes[key] = shown
        if self._snapshot is not None:
            self._show(self._snapshot)
            self._show_epoch(self.player.epoch)

    def _show_epoch(self, epoch: int) -> None:
        self.across.show_epoch(epoch)
        for panel in self.panels.values():
            panel.show_epoch(epoch)

    def _show_stage(self, stage: int) -> None:
        self.across.show_stage(Stage(stage))
        for panel in self.panels.values():
            panel.show_stage(Stage(stage))

    def _remember_sub_steps(self, on: bool) -> None:
        self.settings.sub_steps = on

    def set_following(self, following: bool) -> None:
        """Lets the charts go along with a point that leaves the view, or show an arrow to it."""
        self.settings.follow_point = following
        self.across.set_following(following)

    def _show_history(self) -> None:
        history = self.controller.history
        self.menus.show_history(history.undo_title, history.redo_title)
        self.menus.revert.setEnabled(self.files.path is not None and history.modified)
        self.setWindowTitle(f"{self.title()}[*] – Gradient Descent Lab")
        self.setWindowModified(history.modified)
        if self._lesson is not self._told:
            self._told = self._lesson
            self.panels["lesson"].show_lesson(*(self._lesson or (None, 0)))

    @property
    def _lesson(self) -> Scene | None:
        """The lesson out of which the document has come; undo may go back to before it was opened."""
        origin = self.controller.history.origin
        return origin if isinstance(origin, Scene) else None

    def title(self) -> str:
        """What the document is called: after its file, or its lesson."""
        if self.files.path is not None:
            return self.files.path.stem
        if self._lesson is not None:
            return lesson.in_language(self._lesson[0].title, current())
        return tr("Untitled")

    def lesson_text(self) -> str:
        """What the lesson tells in the scene that was opened, in Markdown; empty without a lesson."""
        if self._lesson is None:
            return ""
        from gdgui.export.notebook import scene_text  # the first picture needs none of it

        opened, scene = self._lesson
        shown = opened.scenes[scene]
        title = lesson.in_language(shown.title, current())
        return scene_text(title, lesson.in_language(shown.text, current()))

    @property
    def leaving(self) -> bool:
        """Whether the window will close by itself, once its file is written."""
        return self.files.busy

    @property
    def untouched(self) -> bool:
        """Whether nobody misses what is here, if another document takes its place."""
        return self.files.path is None and not self.controller.history.modified

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

    # Documents and lessons

    def open_lesson(self, key: str, scene: int = 0) -> None:
        """Opens a lesson at one of its scenes; the document before it can be had back by undo."""
        found: list[lesson.Lesson] = []

        def make() -> Prepared:
            found[:] = [lesson.load(key)]
            return prepared(found[0].scenes[scene].document)

        def use(document: Document, planned: Plan) -> None:
            origin = Scene(found[0], scene)
            if self._shown_once:
                self.controller.load(document, planned, Message("Open a lesson"), origin)
            else:  # the program was started with it: nobody has seen what undo would bring back
                self.controller.open(document, planned, origin)
            self._rewind()
            for panel in (document.view.panel, "lesson"):
                if panel:
                    self.arrangement.show(panel)

        self.controller.prepare(make, use, self.refuse_named(key))

    def refuse_named(self, name: str) -> Callable[[InputError], None]:
        """Says what is wrong with the file or lesson called `name`."""

        def refuse(error: InputError) -> None:
            self.tell(Message("{file}: {error}", {"file": name, "error": _sentence(error)}))

        return refuse

    def begin(self, document: Document, planned: Plan) -> None:
        """Shows another document, with a history of its own."""
        self.controller.open(document, planned)
        self._rewind()

    def recover(self, found: Kept, work: Work) -> None:
        """Shows work that was not saved; it is kept on until it is."""

        def make() -> Prepared:
            return prepared(work.document)

        def use(document: Document, planned: Plan) -> None:
            self.files.recover(document, planned, work.path, work.known)
            if self.keeper is not None:
                self.keeper.take_over(found)

        self.controller.prepare(make, use, self.refuse_named(work.title))

    def _rewind(self) -> None:
        """Stands at the start, at a speed at which the descents take some seconds."""
        self._chart_wishes.clear()
        self.player.pause()
        self.player.seek(0)
        longest = max(descent.epochs for descent in self.controller.document.descents)
        self.player.set_speed(SPEEDS[nearest_speed(longest / USUAL_SECONDS)])

    # Dropping a file

    def dragEnterEvent(self, event: object) -> None:
        if event.mimeData().hasUrls():  # type: ignore[attr-defined]
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:
        urls = event.mimeData().urls()  # type: ignore[attr-defined]
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            self.files.change_to(paths[0])
        for path in paths[1:]:  # one window shows one document
            self.file_asked.emit(str(path))

    # The way in and out

    def _restore(self) -> None:
        geometry, state = self.settings.geometry, self.settings.state
        if geometry is not None:
            self.restoreGeometry(geometry)
            # Who left it full at the end of a lecture looks for the window's frame the next time.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        else:
            room = self.screen().availableSize()
            self.resize(min(1600, room.width() - 40), min(950, room.height() - 60))
            if room.height() < SMALL_SCREEN:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self._arranged = self.arrangement.restore(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown_once:
            self._shown_once = True
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        # No text has the keyboard before somebody clicks into it: Space plays.
        self.across.setFocus()
        if not self._arranged:
            self.arrangement.size_when_drawn()

    def shutdown(self) -> None:
        """Ends playback and all work; what is being written is written.

        The one way out; harmless when called twice.
        """
        self.player.pause()
        self._drop_exports()
        self.controller.shutdown()
        self.files.shutdown()
        self.arrangement.shutdown()
        if self.keeper is not None:
            self.keeper.shutdown()
        self._queue.shutdown()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            self._closing = True
            self.files.leave(self._close)
            self._closing = False
        if not self._may_close:  # or not yet: a file may have to be written first
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.settings.state = self.arrangement.arrangement()
        if self.keeper is not None:
            self.keeper.forget()
        self.shutdown()
        event.accept()
        self.closed.emit()

    def _close(self) -> None:
        self._may_close = True
        if not self._closing:
            self.close()


def _end_of_playback(snapshot: Snapshot) -> int | None:
    """The first epoch at which the chosen descent stands outside all numbers; None where it stays."""
    run = snapshot.chosen
    if run.outcome is not Outcome.DIVERGED:
        return None
    left = has_left(snapshot.plan.objective, run.path.T)
    return int(left.argmax()) if left.any() else None


def _sentence(error: InputError) -> object:
    if not error.place:
        return error.message
    return Message("{place}: {message}", {"place": error.place, "message": error.message})
