"""Nothing that the first picture does not need is loaded or made before it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

LOOK = """
import json, sys, threading
from PySide6.QtCore import QEvent, QObject, QTimer
from gdgui.jobs.runner import JobRunner
from gdgui.ui.app import Application, Program
from gdgui.ui.settings import Settings

def dataclasses():
    ours = [name for name in sorted(sys.modules) if name.partition(".")[0] == "gdgui"]
    return [
        f"{name}.{value.__qualname__}"
        for name in ours
        for value in vars(sys.modules[name]).values()
        if "__dataclass_fields__" in getattr(value, "__dict__", {}) and value.__module__ == name
    ]

class Watch(QObject):
    # A window may be painted in several passes; what counts is the first of them: what was there at its
    # first event, and what came while it went on.
    seen = None

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            if self.seen is None:
                window = application.window
                self.seen = [sorted(sys.modules), dataclasses(), sorted(window.panels),
                             sorted(window.charts)]
                QTimer.singleShot(0, self.end)
            self.meanwhile = [thread.name for thread in threading.enumerate()]
            self.fonts = app.property("gdgui_fonts") is not None
            runners = application.window.findChildren(JobRunner)
            self.workers = [runner._thread.objectName() for runner in runners if not runner.ended]
        return False

    def end(self):
        app.removeEventFilter(self)
        print(json.dumps([*self.seen, self.meanwhile, self.fonts, self.workers]), flush=True)
        app.quit()

app = Program(["gdgui"])
application = Application(app, Settings(), sys.argv[1])
watch = Watch()
app.installEventFilter(watch)
application.window.show()
app.exec()
application.dispose()
"""

LATER = (
    "PIL", "sympy", "ziafont", "ziamath", "matplotlib", "multiprocessing",
    "gdgui.engine.expression", "gdgui.engine.symbolic", "gdgui.export.code", "gdgui.ui.exports",
    "concurrent.futures", "queue", "unicodedata",
    "gdgui.engine.sweep", "gdgui.jobs.chance", "gdgui.jobs.sweeps", "gdgui.ui.ghost",
    "gdgui.ui.beacon", "gdgui.ui.pencil", "gdgui.ui.panels._epochs", "gdgui.ui.panels._lesson",
)  # fmt: skip
"""What comes when it is wanted: large libraries, and what serves typed formulas, exports, sweeps, and
marks and panels that are hidden at first."""


def first_paint(folder: Path, wanted: str) -> Any:
    """What there is when the window is first painted, in the language `wanted`."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK, wanted],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[0])


def test_the_first_picture_comes_before_what_it_does_not_show(tmp_path: Path) -> None:
    modules, made, panels, charts, threads, fonts, workers = first_paint(tmp_path, "en")
    assert not set(LATER).intersection(modules)
    assert not made, "each of these takes a millisecond, and a Struct a thirtieth of it"
    entries = {
        kind: sum(name.startswith(f"gdgui.engine.{kind}.") for name in modules)
        for kind in ("objectives", "gradients", "schedules", "optimizers", "measures")
    }
    assert max(entries.values()) <= 2, entries
    assert charts == ["landscape", "traces"]
    assert "epochs" not in panels
    assert "sweep" not in panels
    # Their entries are there, and the widgets wait in modules of their own.
    parts = ("gdgui.ui.charts._", "gdgui.ui.panels._")
    assert not [name for name in modules if name.startswith((*parts, "gdgui.export."))]
    assert "formulas" not in threads, "a second thread of Python makes the first one slower"
    assert workers == ["jobs"], "theory waits: each worker takes time from the picture"
    assert not fonts


def test_what_is_written_in_korean_is_painted_with_its_letters_at_once(tmp_path: Path) -> None:
    *_, fonts, _ = first_paint(tmp_path, "ko")
    assert fonts
