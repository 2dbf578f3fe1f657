"""The application: made once, opens windows, and ends in order."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent, QPixmapCache
from PySide6.QtWidgets import QApplication, QDialog

from gdgui.document import lesson
from gdgui.document.recovery import Kept, Work
from gdgui.engine.message import Message
from gdgui.jobs.collector import GuiCollector
from gdgui.jobs.runner import all_ended
from gdgui.ui import fonts, language, theme
from gdgui.ui.first_paint import AfterFirstPaint
from gdgui.ui.icons import app_icon
from gdgui.ui.language import tr
from gdgui.ui.recovery import Shelf
from gdgui.ui.settings import Settings
from gdgui.ui.window import Window

SWITCH_INTERVAL = 0.0005
"""Seconds after which Python offers the lock to another thread; it halves the longest pause of the
window beside a busy worker."""


STEP = 32
"""How far a new window stands from the one before it, in pixels, right and down."""

PICTURES = 128 * 1024
"""Kilobytes for the pictures of axes and curves that Qt keeps, on the largest of screens."""


class Program(QApplication):
    """Qt's application, which says when the system asks it to open a file."""

    file_asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(event.file())
            return True
        return super().event(event)


class Application(QObject):
    """The program around the windows: language, theme, files that the system asks to open."""

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        wanted: str | None = None,
        unsaved: Path | None = None,
    ) -> None:
        """`wanted` is a language; `unsaved` the folder for unsaved work, else the usual one."""
        super().__init__(app)
        self.app = app
        self.settings = settings
        app.setApplicationName("gdgui")
        app.setApplicationDisplayName("Gradient Descent Lab")
        app.setDesktopFileName("io.github.gradient_descent_lab.gdgui")
        sys.setswitchinterval(SWITCH_INTERVAL)
        QPixmapCache.setCacheLimit(PICTURES)
        theme.apply(app, settings.theme)
        app.setWindowIcon(app_icon())
        if language.install(wanted or settings.language or None) != language.ENGLISH:
            fonts.install()
        self.collector = GuiCollector(self)
        self.collector.start()
        self.shelf = Shelf(unsaved)
        self.windows: list[Window] = []
        self._recovered: QDialog | None = None
        AfterFirstPaint(self.open_window(), fonts.install)
        app.paletteChanged.connect(self._restyle)
        app.aboutToQuit.connect(self.shutdown)
        if isinstance(app, Program):
            app.file_asked.connect(self._open_asked)
        else:  # not ours, and every event of the program passes through here
            app.installEventFilter(self)

    # Windows

    @property
    def window(self) -> Window:
        """The window that the user works in: the active one, or else the latest."""
        active = self.app.activeWindow()
        return active if isinstance(active, Window) and active in self.windows else self.windows[-1]

    def open_window(self) -> Window:
        """Makes another window, which is still to be shown."""
        former = self.windows[-1] if self.windows else None
        window = Window(self.settings, None, self.shelf)
        self.windows.append(window)
        if former is not None:
            window.setWindowState(former.windowState())
            window.restoreGeometry(former.saveGeometry())
            if not former.isMaximized():
                window.move(former.pos() + QPoint(STEP, STEP))
        window.language_asked.connect(self._change_language)
        window.theme_asked.connect(self._change_theme)
        window.window_asked.connect(self._show_another)
        window.file_asked.connect(self._open_asked)
        window.recovery_asked.connect(self._show_recovered)
        window.quit_asked.connect(self.quit)
        window.closed.connect(self._let_go)
        return window

    @Slot()
    def _show_another(self) -> None:
        self.open_window().show()

    @Slot()
    def _let_go(self) -> None:
        """Deletes a window that was closed; the last one stays until the program ends."""
        window = self.sender()
        if isinstance(window, Window) and window in self.windows and len(self.windows) > 1:
            self.windows.remove(window)
            if self._recovered is not None and self._recovered.parent() is window:
                self._recovered.close()
            window.deleteLater()

    @Slot()
    def quit(self) -> None:
        """Closes all windows, until the owner of one wants to stay."""
        for window in list(self.windows):
            # One that is saved first closes by itself a moment later.
            if not window.close() and not window.leaving:
                return

    # Files

    def open(self, target: str | None) -> None:
        """Opens a lesson by its key, or a file."""
        if target is None:
            return
        fonts.install()  # whatever it is written in
        if target in set(lesson.keys()):
            self.window.open_lesson(target)
        else:
            self.window.files.open_path(Path(target))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self._open_asked(event.file())
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _open_asked(self, name: str) -> None:
        """Shows a file in the window that has it, in one that nobody works in, or in a new one."""
        path = Path(name)
        there = os.path.realpath(path)
        for window in self.windows:
            if window.files.path is not None and os.path.realpath(window.files.path) == there:
                window.raise_()
                window.activateWindow()
                return
        self._free_window().files.open_path(path)

    def _free_window(self) -> Window:
        if self.window.untouched:
            return self.window
        window = self.open_window()
        window.show()
        return window

    # Work that was not saved

    @Slot()
    def offer_recovered(self) -> None:
        """Says so where a copy of the program ended before its work was saved."""
        found = self.shelf.left_behind()
        if found:
            told = tr("Documents that were not saved when the program ended: {n}", n=len(found))
            self.window.news.say(told, [(tr("Look at it …"), self._show_recovered)])

    @Slot()
    def _show_recovered(self) -> None:
        from gdgui.ui.recovered import Recovered

        if self._recovered is not None:
            self._recovered.close()
        found = self.shelf.left_behind()
        if not found:
            self.window.tell(Message("There is no work that was not saved"))
            return
        dialog = Recovered(found, self.window)
        dialog.opened.connect(self._recover)
        self._recovered = dialog
        dialog.finished.connect(self._forget_recovered)
        dialog.show()

    @Slot()
    def _forget_recovered(self) -> None:
        if self._recovered is not None:
            self._recovered.deleteLater()
        self._recovered = None

    @Slot(object, object)
    def _recover(self, found: Kept, work: Work) -> None:
        self._free_window().recover(found, work)

    # Looks and languages

    @Slot(str)
    def _change_language(self, code: str) -> None:
        self.settings.language = code
        language.install(code)
        # The menu that was clicked is rebuilt, so its own signal has to be over first.
        for window in self.windows:
            QTimer.singleShot(0, window, window.build)

    @Slot(str)
    def _change_theme(self, name: str) -> None:
        self.settings.theme = name
        theme.apply(self.app, name)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        for window in self.windows:
            window.restyle()

    # The way out

    @Slot()
    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        for window in self.windows:
            window.shutdown()
        self.shelf.close()
        self.collector.stop()

    def dispose(self) -> None:
        """Deletes the windows while there is still an application: later would be too late.

        Harmless when called twice.
        """
        self.shutdown()
        if not self.windows:
            return
        self.app.removeEventFilter(self)
        self.app.paletteChanged.disconnect(self._restyle)
        while self.windows:
            self.windows.pop().deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def run(target: str | None = None, wanted: str | None = None) -> int:
    """Opens the window, and returns the exit status when it has been closed."""
    app = QApplication.instance() or Program(sys.argv[:1])
    assert isinstance(app, QApplication)
    # Ctrl+C in the terminal ends the program at once; Qt's loop would not hear of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    application = Application(app, Settings(), wanted)
    application.open(target)
    AfterFirstPaint(application.window, application.offer_recovered)
    application.window.show()
    status = app.exec()
    application.dispose()
    if not all_ended():
        # A job pays no heed to its token.  Everything is written by now; and to clean up would delete
        # its thread while it runs, over which Qt aborts: the program would seem to have crashed.
        application.settings.write()
        leave(status)
    return status


def leave(status: int) -> NoReturn:
    """Ends the process here and now, with what it has printed."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # there is none where the system gives the program no terminal
            stream.flush()
    os._exit(status)


def self_test() -> list[str]:
    """Paints the window once, and says what was seen.  Raises where something is wrong."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    application = Application(app, Settings())
    try:
        application.window.show()
        app.processEvents()
        picture = application.window.grab().toImage()
        colors = {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        }
        if len(colors) < 8:
            raise RuntimeError("the window is blank")
        return [f"window: painted, {picture.width()} × {picture.height()}"]
    finally:
        application.dispose()
