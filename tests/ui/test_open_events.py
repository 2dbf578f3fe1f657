"""The system asks the running program to open a file, as macOS does on a double-click."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.document import file, model
from gdgui.ui.app import Application
from gdgui.ui.settings import Settings

OWN = """
import sys
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from gdgui.ui.app import Program
app = Program(["gdgui"])
asked = []
app.file_asked.connect(asked.append)
QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(sys.argv[1])))
print(*asked)
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "강의 문서.gdlab"
    file.write(path, model.default())
    return path


def test_the_program_hears_of_the_file(document: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OWN, str(document)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == str(document)


def test_the_window_opens_the_file(
    qtbot: QtBot, qapp: QApplication, document: Path, tmp_path: Path
) -> None:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    application = Application(qapp, Settings(store))
    try:
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(document))))
        qtbot.waitUntil(lambda: application.window.files.path == document, timeout=20_000)
        assert "강의 문서" in application.window.windowTitle()
    finally:
        application.dispose()
