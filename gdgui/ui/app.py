"""The application: made once, opens windows, and ends in order."""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent, QPixmapCache
from PySide6.QtWidgets import QApplication

from gdgui.document import lesson
from gdgui.jobs.collector import GuiCollector
from gdgui.ui import fonts, language, theme
from gdgui.ui.icons import app_icon
from gdgui.ui.settings import Settings
from gdgui.ui.window import Window

SWITCH_INTERVAL = 0.0005
"""Seconds after which Python offers the lock to another thread; it halves the longest pause of the
window beside a busy worker."""


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

    def __init__(self, app: QApplication, settings: Settings, wanted: str | None = None) -> None:
        super().__init__(app)
        self.app = app
        self.settings = settings
        app.setApplicationName("gdgui")
        app.setApplicationDisplayName("Gradient Descent Lab")
        app.setDesktopFileName("io.github.gradient_descent_lab.gdgui")
        sys.setswitchinterval(SWITCH_INTERVAL)
        QPixmapCache.setCacheLimit(PICTURES)
        fonts.install()
        theme.apply(app, settings.theme)
        app.setWindowIcon(app_icon())
        language.install(wanted or settings.language or None)
        self.collector = GuiCollector(self)
        self.collector.start()
        self.window = Window(settings)
        self.window.language_asked.connect(self._change_language)
        self.window.theme_asked.connect(self._change_theme)
        app.paletteChanged.connect(self._restyle)
        app.aboutToQuit.connect(self.shutdown)
        if isinstance(app, Program):
            app.file_asked.connect(self._open_asked)
        else:  # not ours, and every event of the program passes through here
            app.installEventFilter(self)

    def open(self, target: str | None) -> None:
        """Opens a lesson by its key, or a file."""
        if target is None:
            return
        if target in set(lesson.keys()):
            self.window.open_lesson(target)
        else:
            self.window.open_path(Path(target))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self._open_asked(event.file())
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _open_asked(self, name: str) -> None:
        self.window.change_to(Path(name))

    @Slot(str)
    def _change_language(self, code: str) -> None:
        self.settings.language = code
        language.install(code)
        # The menu that was clicked is rebuilt, so its own signal has to be over first.
        QTimer.singleShot(0, self, self.window.build)

    @Slot(str)
    def _change_theme(self, name: str) -> None:
        self.settings.theme = name
        theme.apply(self.app, name)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.window.restyle()

    @Slot()
    def shutdown(self) -> None:
        """Ends all work.  Harmless when called twice."""
        self.window.shutdown()
        self.collector.stop()

    def dispose(self) -> None:
        """Deletes the window while there is still an application: later would be too late."""
        self.shutdown()
        self.app.removeEventFilter(self)
        self.app.paletteChanged.disconnect(self._restyle)
        self.window.deleteLater()
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
    application.window.show()
    status = app.exec()
    application.dispose()
    return status


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
