"""Makes the pictures of the README: the window itself, at two lessons, without a screen.

python packaging/pictures.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).resolve().parent / "pictures"
SIZE = QSize(1366, 768)
LARGEST = 200_000

PICTURES = (
    ("schedules", "light", "three-schedules.png", None),
    ("rate_epochs", "dark", "rate-epochs.png", [17, 16]),
)
"""Lesson, theme, file, and the cell that is replayed."""


def take(app: QApplication, key: str, look: str, target: Path, cell: list[int] | None) -> None:
    """One picture: the lesson at its last epoch."""
    from gdgui.document import changes
    from gdgui.engine.message import Message
    from gdgui.ui.app import Application
    from gdgui.ui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.theme = look
        application = Application(app, settings, "en")
        window = application.window
        window.open_lesson(key)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.show()
        window.resize(SIZE)
        settle(app, lambda: all(run.outcome is not None for run in window.controller.snapshot().runs))
        if cell is not None:
            settle(app, lambda: not window.controller.snapshot().busy)
            change = lambda document: changes.with_replay(document, 0, cell)  # noqa: E731
            window.intents.edit(Message("Replay a cell"), change)
        settle(app, lambda: window.controller.snapshot().chosen.outcome is not None)
        window.player.pause()
        window.player.seek(window.controller.snapshot().chosen.epochs * 2 // 3)
        settle(app, lambda: True)
        window.grab().save(str(target))
        # 256 colours are enough for a window, and less than half of the size.
        with Image.open(target) as picture:
            few = picture.convert("RGB").quantize(
                256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
            )
        few.save(target, optimize=True)
        application.dispose()
    size = target.stat().st_size
    print(f"{target.name}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"{target.name} is larger than {LARGEST:,} bytes")


def settle(app: QApplication, done: object, rounds: int = 400) -> None:
    """Lets the program work until `done` says so, and paint what it found."""
    from PySide6.QtTest import QTest

    for _ in range(rounds):
        QTest.qWait(10)
        if done():  # type: ignore[operator]
            break
    QTest.qWait(400)


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    FOLDER.mkdir(exist_ok=True)
    for key, look, name, cell in PICTURES:
        take(app, key, look, FOLDER / name, cell)
    return 0


if __name__ == "__main__":
    sys.exit(main())
