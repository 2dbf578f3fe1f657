"""`gdgui export --formats py,ipynb` writes the programs of every scene."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gdgui.document import lesson
from gdgui.export.script import script
from gdgui.headless.export import export
from gdgui.headless.request import Request


def test_every_scene_gets_its_program_and_its_notebook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(Request(("wrong_derivative",), tmp_path, "py,ipynb", language="ko"))
    scenes = lesson.load("wrong_derivative").scenes
    for number, scene in enumerate(scenes, 1):
        folder = tmp_path if number == 1 else tmp_path / f"scene-{number}"
        assert {p.name for p in folder.iterdir() if p.is_file()} == {"reproduce.py", "reproduce.ipynb"}
        assert (folder / "reproduce.py").read_text(encoding="utf-8") == script(scene.document)
        notebook = json.loads((folder / "reproduce.ipynb").read_text(encoding="utf-8"))
        told = "".join(notebook["cells"][0]["source"])
        title = lesson.in_language(scene.title, "ko")
        assert told == f"# {title}\n\n{lesson.in_language(scene.text, 'ko')}"
        assert str(folder / "reproduce.py") in capsys.readouterr().out or number > 1
