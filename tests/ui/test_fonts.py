"""The fonts that the packaged program brings along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import ziafont
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from gdgui.ui import fonts


@pytest.fixture
def folder(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Where fonts are looked for; no application has any yet."""
    monkeypatch.setattr(fonts, "resource", lambda *parts: tmp_path)
    monkeypatch.setattr(fonts, "_PROPERTY", f"fonts of {tmp_path}")
    return tmp_path


def test_every_font_is_made_known_once(folder: Path) -> None:
    (source,) = (Path(ziafont.__file__).parent / "fonts").glob("DejaVuSans.ttf")
    shutil.copy(source, folder / "one.ttf")
    assert fonts.install() == ("DejaVu Sans",)
    shutil.copy(source, folder / "another.ttf")
    assert fonts.install() == ("DejaVu Sans",)
    QFontDatabase.removeAllApplicationFonts()


def test_without_fonts_nothing_happens(folder: Path) -> None:
    assert fonts.install() == ()


def test_what_is_no_font_is_named(folder: Path) -> None:
    (folder / "broken.ttf").write_text("no font")
    with pytest.raises(RuntimeError, match=r"broken\.ttf"):
        fonts.install()
