"""The wheel: installed outside of the checkout it has all that the program needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the project's wheel, and nothing else, has been installed."""
    made, installed = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(made), str(ROOT)]
    subprocess.run([*pip, *build], check=True, capture_output=True, text=True)
    (wheel,) = made.glob("gdgui-*.whl")
    install = ["install", "--no-deps", "--no-index", "--target", str(installed), str(wheel)]
    subprocess.run([*pip, *install], check=True, capture_output=True, text=True)
    return installed


def python(installed: Path, *words: str) -> str:
    """What Python prints, outside of the checkout, with the installed package before any other."""
    environment = os.environ | {"PYTHONPATH": str(installed), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-P", *words]
    done = subprocess.run(
        command, cwd=installed, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_it_is_the_installed_package_that_runs(installed: Path) -> None:
    where = python(installed, "-c", "import gdgui; print(gdgui.__file__)").strip()
    assert Path(where).is_relative_to(installed)


def test_it_carries_every_resource_and_the_compiled_translations(installed: Path) -> None:
    there = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    brought = installed / "gdgui"
    missing = [path for path in there if not (brought / path).is_file()]
    assert missing == []
    assert (brought / "resources" / "translations" / "gdgui_ko.qm").stat().st_size > 10_000


def test_it_answers_in_korean_and_knows_every_lesson(installed: Path) -> None:
    answer = python(installed, "-m", "gdgui", "--language", "ko", "catalogue", "lessons", "--json")
    lessons = json.loads(answer)
    assert {entry["key"] for entry in lessons} == {
        path.stem for path in (ROOT / "resources" / "lessons").glob("*.json")
    }
    assert any("가" <= letter <= "힣" for letter in lessons[0]["title"])


def test_its_self_test_passes(installed: Path) -> None:
    assert python(installed, "-m", "gdgui", "--self-test")
