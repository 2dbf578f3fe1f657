"""What the program remembers survives a restart, and a broken file does no harm."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from gdgui.ui.settings import MOST_RECENT, Settings


def store(path: Path) -> QSettings:
    return QSettings(str(path), QSettings.Format.IniFormat)


def test_nothing_is_set_at_first(tmp_path):
    settings = Settings(store(tmp_path / "s.ini"))
    assert settings.geometry is None
    assert settings.state is None
    assert settings.language is None
    assert settings.theme == "system"
    assert settings.recent == ()


def test_everything_survives_a_restart(tmp_path):
    settings = Settings(store(tmp_path / "s.ini"))
    settings.geometry = QByteArray(b"\x01\x02\xff")
    settings.state = QByteArray(b"docks")
    settings.language = "ko"
    settings.theme = "dark"
    settings.add_recent(tmp_path / "경사 하강, 1.gdlab")
    settings.sync()

    again = Settings(store(tmp_path / "s.ini"))
    assert again.geometry == QByteArray(b"\x01\x02\xff")
    assert again.state == QByteArray(b"docks")
    assert again.language == "ko"
    assert again.theme == "dark"
    assert again.recent == (tmp_path / "경사 하강, 1.gdlab",)


def test_recent_files_are_newest_first_without_repeats_and_bounded(tmp_path):
    settings = Settings(store(tmp_path / "s.ini"))
    for k in range(MOST_RECENT + 3):
        settings.add_recent(tmp_path / f"{k}.gdlab")
    settings.add_recent(tmp_path / "5.gdlab")
    names = [path.name for path in settings.recent]
    assert names[:2] == ["5.gdlab", f"{MOST_RECENT + 2}.gdlab"]
    assert len(names) == len(set(names)) == MOST_RECENT
    settings.remove_recent(tmp_path / "5.gdlab")
    assert settings.recent[0].name == f"{MOST_RECENT + 2}.gdlab"
    settings.clear_recent()
    assert settings.recent == ()


def test_the_system_s_language_can_be_chosen_again(tmp_path):
    settings = Settings(store(tmp_path / "s.ini"))
    settings.language = "ko"
    settings.language = None
    assert settings.language is None


def test_an_unknown_theme_is_refused_when_set(tmp_path):
    with pytest.raises(ValueError, match="contrast"):
        Settings(store(tmp_path / "s.ini")).theme = "pink"


BROKEN = [
    b"\x00\xff\x9f\x00garbage [[[",
    b"theme=[General\n[[[[\n=\n",
    b"[General]\ntheme=pink\nlanguage=@Invalid()\nrecent=@Variant(\\0\\0\\0)\n"
    b"[window]\ngeometry=@Variant(\\xff\\xff\\xff\\xff\\x7f)\nstate=17\n",
    b"[General]\ntheme=1, 2, 3\nlanguage=a, b\nrecent=@Rect(1 2 3 4)\n[window]\ngeometry=no\n",
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_reads_as_if_nothing_were_set(tmp_path, content):
    file = tmp_path / "s.ini"
    file.write_bytes(content)
    settings = Settings(store(file))
    assert settings.geometry is None
    assert settings.state is None
    assert settings.language is None
    assert settings.theme == "system"
    assert settings.recent == ()


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_is_used_again(tmp_path, content):
    file = tmp_path / "s.ini"
    file.write_bytes(content)
    settings = Settings(store(file))
    settings.theme = "dark"
    settings.language = "ko"
    settings.sync()
    again = Settings(store(file))
    assert again.theme == "dark"
    assert again.language == "ko"


def test_a_file_that_cannot_be_written_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("")
    settings = Settings(store(tmp_path / "file" / "s.ini"))
    settings.theme = "dark"
    settings.sync()
    assert settings.theme == "dark"


@pytest.mark.parametrize("name", ["sub_steps", "follow_point"])
def test_habits_of_playback_are_kept(tmp_path, name):
    settings = Settings(store(tmp_path / "s.ini"))
    assert getattr(settings, name) is False
    setattr(settings, name, True)
    settings.sync()
    assert getattr(Settings(store(tmp_path / "s.ini")), name) is True
    setattr(settings, name, False)
    assert getattr(settings, name) is False
