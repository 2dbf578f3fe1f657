"""How large the packaged program may be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import budget  # noqa: E402
from steps import Trouble  # noqa: E402


def grown(folder: Path, megabytes: int) -> Path:
    (folder / "lib").mkdir(parents=True)
    for number in range(25):
        (folder / f"part{number:02}").write_bytes(b"x" * (1000 + number))
    with (folder / "lib" / "huge.so").open("wb") as file:
        file.truncate(megabytes * budget.MEGABYTE)
    (folder / "link").symlink_to("lib/huge.so")
    return folder


def test_a_link_takes_no_room(tmp_path: Path) -> None:
    assert budget.sizes(grown(tmp_path / "program", 1))["lib/huge.so"] == budget.MEGABYTE
    assert "link" not in budget.sizes(tmp_path / "program")


def test_within_the_budget_the_sizes_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    budget.check(grown(tmp_path / "program", 184), None, with_sympy=False)
    assert "184.0 MB on disk (at most 185)" in capsys.readouterr().err


def test_past_the_budget_the_build_fails_and_names_the_twenty_largest(tmp_path: Path) -> None:
    program = grown(tmp_path / "program", 186)
    with pytest.raises(Trouble) as trouble:
        budget.check(program, None, with_sympy=False)
    lines = str(trouble.value).split("\n\n")[1].splitlines()
    assert len(lines) == 20
    assert lines[0].split() == ["186.0", "MB", "lib/huge.so"]
    budget.check(program, None, with_sympy=True)


def test_the_archive_has_a_budget_of_its_own(tmp_path: Path) -> None:
    archive = grown(tmp_path / "archive", 61) / "lib" / "huge.so"
    with pytest.raises(Trouble, match="too large"):
        budget.check(grown(tmp_path / "program", 1), archive, with_sympy=False)
