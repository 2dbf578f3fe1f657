"""The program ends with its status, and with everything written, whatever its threads do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSettings

PAYS_NO_HEED = """
import sys, threading
from PySide6.QtCore import QTimer
from gdgui.jobs import runner
from gdgui.ui import app
from gdgui.ui.window import Window

runner.PATIENCE = 0.05
running = threading.Event()

class Deaf:
    def run(self, token):
        running.set()
        threading.Event().wait()
        yield

def close():
    (window,) = [w for w in program.topLevelWidgets() if isinstance(w, Window)]
    window.controller.descents._runner.submit(Deaf())
    running.wait()
    print("closing")
    window.close()
    program.exit(3)

program = app.Program(["gdgui"])
program.setQuitOnLastWindowClosed(False)
QTimer.singleShot(0, close)
sys.exit(app.run())
"""


def test_a_job_that_pays_no_heed_neither_keeps_the_program_nor_aborts_it(tmp_path: Path) -> None:
    places = {"QT_QPA_PLATFORM": "offscreen"}
    places |= {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", PAYS_NO_HEED],
        env=os.environ | places,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "QThread" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == "closing\n"
    assert done.returncode == 3
    kept = QSettings(str(tmp_path / "gdgui" / "gdgui.conf"), QSettings.Format.NativeFormat)
    assert kept.value("window/geometry") is not None
    assert not list(tmp_path.rglob("*.lock"))
