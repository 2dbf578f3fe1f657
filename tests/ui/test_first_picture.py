"""What the first picture does not need is neither imported nor made before it."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtWidgets import QMenu

LOOK = """
import sys
from PySide6.QtCore import QObject, QEvent
from PySide6.QtWidgets import QApplication
from gdgui.ui.app import Application, Program
from gdgui.ui.settings import Settings

class Watch(QObject):
    loaded = None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.loaded is None:
            self.loaded = set(sys.modules)
        return False

app = Program(["gdgui"])
application = Application(app, Settings())
watch = Watch()
application.window.installEventFilter(watch)
application.window.show()
while watch.loaded is None:
    app.processEvents()
made = (*application.window.charts, *application.window.panels)
print(*sorted(watch.loaded))
print(*sorted(made))
application.dispose()
"""

LIBRARIES = {"ziamath", "ziafont", "sympy", "PIL", "matplotlib", "multiprocessing"}


def test_nothing_that_is_hidden_is_loaded_before_the_first_picture(tmp_path) -> None:
    variables = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, env=variables
    )
    loaded, made = (set(line.split()) for line in done.stdout.splitlines()[-2:])
    assert not LIBRARIES & loaded
    assert not {name for name in loaded if name.startswith("gdgui.export")}
    heavy = {name for name in loaded if name.startswith(("gdgui.ui.charts._", "gdgui.ui.panels._"))}
    assert not heavy
    assert made == {"landscape", "traces", "function", "descents", "schedule", "step"}


def test_the_icon_of_an_entry_is_drawn_when_its_menu_is_opened(window) -> None:
    window.menus.build()
    undo = window.menus.undo
    assert undo.icon().isNull()
    menu = undo.parent()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert not undo.icon().isNull()
