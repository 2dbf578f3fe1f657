"""The proof of the packages: what it takes for left behind."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))
import proof  # noqa: E402


def test_only_what_is_ours_counts_as_left_behind(tmp_path: Path) -> None:
    share = ".local/share"
    ours = (f"{share}/mime/packages/gdgui.xml", f"{share}/applications/gdgui.desktop", "lecture.gdlab")
    theirs = (f"{share}/mime/globs", f"{share}/applications/mimeinfo.cache", ".config/gdgui/a.conf",
              f"{share}/icons/hicolor/icon-theme.cache", ".cache/fontconfig/x")  # fmt: skip
    for name in (*ours, *theirs):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert proof._files(tmp_path) == set(ours)
