"""The menus of the window, and the keys that lead to the same places."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from gdgui import __version__
from gdgui.document import changes, lesson
from gdgui.engine.message import Message
from gdgui.ui import language
from gdgui.ui.branching import CONTINUE, continuing
from gdgui.ui.charts import ARRANGEMENT, CHARTS
from gdgui.ui.icons import app_icon, refresh, set_icon_in_menu
from gdgui.ui.language import tr

if TYPE_CHECKING:
    from gdgui.ui.window import Window

THEMES = (
    ("system", Message("As the system")),
    ("light", Message("Light")),
    ("dark", Message("Dark")),
    ("contrast", Message("High contrast")),
)

Key = QKeySequence.StandardKey


LISTED = 30
"""At most so many changes stand in the list of the history; the earlier ones in a list at its end."""


class Menus:
    """Builds the menu bar of a window and keeps its entries true."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def build(self) -> None:
        """Makes all menus, in the present language."""
        bar = self._window.menuBar()
        former = [action.menu() for action in bar.actions()]
        bar.clear()
        for menu in former:
            menu.deleteLater()
        for action in self._window.actions():
            self._window.removeAction(action)
        self._file(bar.addMenu(tr("&File")))
        self._edit(bar.addMenu(tr("&Edit")))
        self._view(bar.addMenu(tr("&View")))
        self._run(bar.addMenu(tr("&Run")))
        self._lessons(bar.addMenu(tr("&Lessons")))
        self._help(bar.addMenu(tr("&Help")))
        self.show_recent()
        for menu in bar.findChildren(QMenu):
            # Icons are drawn when they are seen.
            menu.aboutToShow.connect(partial(refresh, menu))

    def _add(
        self,
        menu: QMenu,
        title: str,
        action: Callable[[], object],
        keys: QKeySequence.StandardKey | str | None = None,
        image: str = "",
    ) -> QAction:
        made = QAction(title, menu)
        made.triggered.connect(partial(_call, action))
        if keys is not None:
            made.setShortcut(QKeySequence(keys))
        if image:
            set_icon_in_menu(made, image)
        menu.addAction(made)
        return made

    def _file(self, menu: QMenu) -> None:
        window, files = self._window, self._window.files
        self._add(menu, tr("&New"), files.new, Key.New)
        self._add(menu, tr("New &window"), window.window_asked.emit, "Ctrl+Shift+N")
        self._add(menu, tr("&Open …"), files.open, Key.Open, "open")
        self.recent = menu.addMenu(tr("Open &recent"))
        self._add(menu, tr("&Save"), files.save, Key.Save, "save")
        self._add(menu, tr("Save &as …"), files.save_as, "Ctrl+Shift+S")
        self.revert = self._add(menu, tr("Re&vert to the file"), files.revert)
        self._add(menu, tr("&Work that was not saved …"), window.recovery_asked.emit)
        self._add(menu, tr("&Export …"), lambda: window.exports.open(), "Ctrl+E")
        menu.addSeparator()
        self._add(menu, tr("&Close the window"), window.close, Key.Close)
        self._add(menu, tr("&Quit"), window.quit_asked.emit, "Ctrl+Q")

    def _edit(self, menu: QMenu) -> None:
        controller = self._window.controller
        self.undo = self._add(menu, tr("Undo"), controller.undo, Key.Undo, "undo")
        self.redo = self._add(menu, tr("Redo"), controller.redo, "Ctrl+Shift+Z", "redo")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addSeparator()
        self.history = menu.addMenu(tr("History"))
        self.history.aboutToShow.connect(self._fill_history)
        menu.addSeparator()
        self._copies(menu.addMenu(tr("Copy picture")))
        self._add(menu, tr("Copy as Python"), self._copy_script)
        self._add(menu, tr("Copy as text"), self._window.sharing.copy)
        self._add(menu, tr("Paste a document from text"), self._window.sharing.paste)

    def _copies(self, menu: QMenu) -> None:
        """A picture for the clipboard: of all charts, or of one that is on screen."""

        def copy(subject: str) -> None:
            self._window.exports.copy(subject)

        self._add(menu, tr("All charts, as they stand"), partial(copy, ARRANGEMENT), "Ctrl+Shift+C")
        for key, entry in CHARTS.load().items():
            action = self._add(menu, tr(entry.title), partial(copy, key))
            menu.aboutToShow.connect(partial(self._allow_copy, action, key))

    def _allow_copy(self, action: QAction, key: str) -> None:
        action.setEnabled(self._window.across.is_shown(key))

    def _view(self, menu: QMenu) -> None:
        window = self._window
        # Some charts and panels have the same name.
        menu.addSection(tr("Charts"))
        for key, entry in CHARTS.load().items():
            action = self._add(menu, tr(entry.title), partial(self._toggle_chart, key))
            action.setCheckable(True)
            menu.aboutToShow.connect(partial(self._show_chart, action, key))
        menu.addSection(tr("Panels"))
        for dock in window.docks.values():
            menu.addAction(dock.toggleViewAction())
        menu.addSeparator()
        self._add(menu, tr("Show everything in all charts"), self._fit, "Ctrl+0", "fit")
        self._add(menu, tr("Reset the arrangement"), window.reset_arrangement)
        full = self._add(menu, tr("Full screen"), window.toggle_full_screen, "F11")
        full.setCheckable(True)
        menu.aboutToShow.connect(lambda: full.setChecked(window.isFullScreen()))
        menu.addSeparator()
        self._choices(menu.addMenu(tr("Theme")), THEMES, window.settings.theme, window.theme_asked.emit)
        self._choices(
            menu.addMenu(tr("Language")),
            language.languages(),
            language.current(),
            window.language_asked.emit,
        )

    def _flag(
        self, menu: QMenu, title: str, present: Callable[[], bool], choose: Callable[[bool], object]
    ) -> None:
        """A choice between yes and no."""
        action = QAction(title, menu)
        action.setCheckable(True)
        action.triggered.connect(choose)
        menu.aboutToShow.connect(lambda: action.setChecked(present()))
        menu.addAction(action)

    def _choices(
        self,
        menu: QMenu,
        options: tuple[tuple[str, Message | str], ...],
        present: str,
        choose: Callable[[str], object],
    ) -> None:
        group = QActionGroup(menu)
        for key, title in options:
            shown = tr(title) if isinstance(title, Message) else title
            action = self._add(menu, shown, partial(choose, key))
            action.setCheckable(True)
            action.setChecked(key == present)
            group.addAction(action)

    def _run(self, menu: QMenu) -> None:
        window, player = self._window, self._window.player
        self._add(menu, tr("Play or pause"), player.toggle, "Space", "play")
        self._add(menu, tr("One epoch back"), partial(player.nudge, -1), "Left", "back")
        self._add(menu, tr("One epoch forward"), partial(player.nudge, 1), "Right", "forward")
        self._add(menu, tr("Ten epochs back"), partial(player.step, -10), "Shift+Left")
        self._add(menu, tr("Ten epochs forward"), partial(player.step, 10), "Shift+Right")
        self._add(menu, tr("To the start"), player.to_start, "Home", "to-start")
        self._add(menu, tr("To the end"), player.to_end, "End", "to-end")
        self._add(menu, tr("Slower"), partial(player.change_speed, -1), "[")
        self._add(menu, tr("Faster"), partial(player.change_speed, 1), "]")
        sub_steps = tr("Sub-steps within an epoch")
        self._flag(menu, sub_steps, lambda: player.sub_steps, player.set_sub_steps)
        self._flag(
            menu,
            tr("Follow a point that leaves the view"),
            lambda: window.settings.follow_point,
            window.set_following,
        )
        menu.addSeparator()
        self._add(menu, tr("Continue from here"), self._continue, "Ctrl+B", "branch")
        menu.addSeparator()
        self._add(menu, tr("Run the sweep"), window.controller.run_sweep, "F5")
        self._add(menu, tr("Stop the sweep"), window.controller.stop, "Shift+F5", "stop")
        self._add(menu, tr("Back to the document's own descents"), self._end_replay, "Esc")

    def _continue(self) -> None:
        """A branch of the chosen descent from the epoch that is shown."""
        window = self._window
        k = window.controller.document.view.descent
        window.intents.edit(CONTINUE, continuing(k, window.player.epoch))

    def _lessons(self, menu: QMenu) -> None:
        for key, title in lesson.headings():
            shown = lesson.in_language(title, language.current())
            self._add(menu, shown, partial(self._window.open_lesson, key))

    def _help(self, menu: QMenu) -> None:
        self._add(menu, tr("Keys"), self._keys)
        self._add(menu, tr("About"), self._about)

    # Keeping true

    def show_history(self, undo: Message | None, redo: Message | None) -> None:
        """Names what undo and redo would do."""
        for action, title, empty, full in (
            (self.undo, undo, tr("Undo"), tr("Undo: {title}")),
            (self.redo, redo, tr("Redo"), tr("Redo: {title}")),
        ):
            action.setEnabled(title is not None)
            action.setText(empty if title is None else full.format(title=tr(title)))

    def show_recent(self) -> None:
        """The files that were opened last."""
        self.recent.clear()
        for path in self._window.settings.recent:
            self._add(self.recent, path.name, partial(self._window.files.change_to, path)).setToolTip(
                str(path)
            )
        self.recent.addSeparator()
        self._add(self.recent, tr("&Clear this list"), self._clear_recent)
        self.recent.setEnabled(bool(self._window.settings.recent))

    def _clear_recent(self) -> None:
        """Forgets the files that were opened last."""
        self._window.settings.clear_recent()
        self.show_recent()

    def _show_chart(self, action: QAction, key: str) -> None:
        action.setEnabled(self._window.across.can_show(key))
        action.setChecked(self._window.across.is_shown(key))

    # Actions

    def _fill_history(self) -> None:
        """The changes since the document was opened, the latest first; the present one is marked."""
        for earlier in self.history.findChildren(QMenu):
            earlier.deleteLater()
        self.history.clear()
        self._list_changes(self.history, len(self._window.controller.history.entries) - 1)

    def _list_changes(self, menu: QMenu, last: int) -> None:
        """The changes up to the `last` one, and beneath them the way to the earlier ones."""
        controller = self._window.controller
        entries = controller.history.entries
        first = max(last - LISTED + 1, 0)
        for place in range(last, first - 1, -1):
            title = tr("At the beginning") if place == 0 else tr(entries[place].title)
            action = self._add(menu, title, partial(controller.jump, place))
            action.setCheckable(True)
            action.setChecked(place == controller.history.place)
        if first > 0:
            earlier = menu.addMenu(tr("Earlier"))
            earlier.aboutToShow.connect(partial(self._list_once, earlier, first - 1))

    def _list_once(self, menu: QMenu, last: int) -> None:
        if not menu.actions():
            self._list_changes(menu, last)

    def _copy_script(self) -> None:
        from gdgui.export.script import script

        QGuiApplication.clipboard().setText(script(self._window.controller.document))

    def _toggle_chart(self, key: str) -> None:
        self._window.show_chart(key, not self._window.across.is_shown(key))

    def _fit(self) -> None:
        self._window.across.fit()

    def _end_replay(self) -> None:
        self._window.intents.edit(
            Message("End the replay"), partial(changes.with_replay, sweep=0, cell=None)
        )

    def _keys(self) -> None:
        rows = [
            (tr("Space"), tr("play or pause; at the end, start again")),
            ("← →", tr("one epoch back or forward; with Shift ten")),
            (tr("Home, End"), tr("to the start, to the end")),
            ("[ ]", tr("slower, faster")),
            ("Ctrl+B", tr("continue the descent from the epoch that is shown")),
            ("Ctrl+Z", tr("undo")),
            ("Ctrl+E", tr("export pictures, films and tables")),
            ("Ctrl+Shift+C", tr("copy a picture of all charts")),
            ("F5", tr("run the sweep that waits")),
            ("Esc", tr("end the replay of a cell")),
            ("F11", tr("full screen, or a window again")),
        ]
        table = "".join(f"<tr><td><b>{a}</b>&nbsp;&nbsp;</td><td>{b}</td></tr>" for a, b in rows)
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Keys"))
        box.setText(f"<table cellpadding=3>{table}</table>")
        box.setModal(False)
        box.show()

    def _about(self) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setWindowTitle(tr("About"))
        box.setIconPixmap(app_icon().pixmap(64, 64))
        box.setText(
            tr(
                "Gradient Descent Lab {version}\n\nA laboratory for gradient descent, for lectures and "
                "for home.",
                version=__version__,
            )
        )
        box.setModal(False)
        box.show()


def _call(action: Callable[[], object], _checked: bool = False) -> None:
    """An action's signal brings its checked state along, which none of ours takes."""
    action()
