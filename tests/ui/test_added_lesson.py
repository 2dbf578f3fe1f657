"""One new file among the lessons is a new lesson, everywhere: nothing else names the lessons."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from stage import at_rest

from gdgui.__main__ import main
from gdgui.document import lesson
from gdgui.ui.window import Window

FILE = {
    "version": 1,
    "order": 15,
    "title": {"en": "A visitor's lesson", "ko": "손님의 수업"},
    "scenes": [
        {
            "title": {"en": "One scene"},
            "text": {"en": ["Where will the point stand?"]},
            "document": {
                "version": 1,
                "objective": {"key": "double_well"},
                "descents": [{"start": [0.5], "epochs": 7}],
            },
        }
    ],
}


@pytest.fixture(autouse=True)
def visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file among copies of the others."""
    folder = tmp_path / "lessons"
    shutil.copytree(lesson.folder(), folder)
    (folder / "visitor.json").write_text(json.dumps(FILE), encoding="utf-8")
    monkeypatch.setattr(lesson, "folder", lambda: folder)


def test_the_window_offers_it_at_its_place_in_the_menu_and_opens_it(
    open_window: Callable[..., Window], qtbot: QtBot
) -> None:
    window = open_window()
    shown = [action.text() for action in window.findChildren(QAction)]
    order = [shown.index(title["en"]) for _, title in lesson.headings()]
    assert order == sorted(order)
    assert [key for key, _ in lesson.headings()][1] == "visitor"
    (action,) = [a for a in window.findChildren(QAction) if a.text() == "A visitor's lesson"]
    action.trigger()
    qtbot.waitUntil(lambda: window.controller.document.objective.key == "double_well", timeout=10_000)
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    assert window.windowTitle().startswith("A visitor's lesson")


def test_the_command_line_lists_it_and_exports_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", "lessons", "--json"]) == 0
    listed = {entry["key"]: entry["title"] for entry in json.loads(capsys.readouterr().out)}
    assert listed["visitor"] == "A visitor's lesson"
    out = tmp_path / "out"
    assert main(["export", "visitor", "--out", str(out), "--formats", "npz,ipynb"]) == 0
    with np.load(out / "descent-1.npz") as written:
        assert len(written["epoch"]) == 7
    assert "Where will the point stand?" in (out / "reproduce.ipynb").read_text("utf-8")
