"""Where the packages are proven, also where little is permitted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import bare_system  # noqa: E402
from bare_system import BareDebian, Unpacked, as_user, refusal  # noqa: E402
from steps import Trouble  # noqa: E402

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="is about Linux")


@linux
def test_a_bare_system_takes_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert refusal() == "that takes root"


@linux
def test_what_a_container_does_not_permit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    words = "unshare: unshare failed: Operation not permitted\n"
    monkeypatch.setattr(bare_system, "attempt", lambda command: (1, words))
    assert refusal() == f"the kernel does not permit it ({words.strip()})"
    monkeypatch.setattr(bare_system, "attempt", lambda command: (0, ""))
    assert refusal() == ""


def test_in_the_bare_system_the_user_has_no_network_and_no_variables_of_ours() -> None:
    command = BareDebian(Path("/srv/machine")).as_user("gdgui", "a.gdlab", display=":7")
    assert command[:3] == ["unshare", "--mount", "--net"]
    assert command[-2:] == ["gdgui", "a.gdlab"]
    assert "HOME=/home/김 선생님" in command
    assert "DISPLAY=:7" in command
    assert "-i" in command[command.index("env") :]


def test_a_download_that_breaks_off_is_tried_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def ask(*command: str) -> str:
        tried.append(command[0])
        if len(tried) < breaks:
            raise Trouble("connection reset")
        (tmp_path / "system" / "etc").mkdir(parents=True)
        return ""

    monkeypatch.setattr(bare_system, "ask", ask)
    monkeypatch.setattr(bare_system, "_make_home", lambda home: None)
    breaks = 2
    BareDebian(tmp_path / "system").make()
    assert tried == ["debootstrap"] * 2
    tried.clear()
    breaks = 3
    with pytest.raises(Trouble, match="connection reset"):
        BareDebian(tmp_path / "system").make()


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Unpacked:
    """A package unpacked, whose program tells its home."""

    def ask(*command: str) -> str:
        program = tmp_path / "system" / "usr" / "bin" / "gdgui"
        program.parent.mkdir(parents=True)
        program.write_text('#!/bin/sh\necho "$HOME"\n')
        program.chmod(0o755)
        return ""

    monkeypatch.setattr(bare_system, "ask", ask)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    system = Unpacked(tmp_path / "system")
    system.install(Path("gdgui.deb"))
    return system


@linux
def test_beside_the_system_s_libraries_there_is_the_program_and_no_python(unpacked: Unpacked) -> None:
    assert as_user(unpacked, "gdgui").strip() == str(unpacked.home)
    assert as_user(unpacked, "sh", "-c", "command -v python3 python || echo none").strip() == "none"
    assert (unpacked.folder / "usr" / "bin" / "gdgui").stat().st_mode & 0o222 == 0
    assert unpacked.inside(unpacked.home) == str(unpacked.home)


@linux
def test_a_command_that_fails_says_so(unpacked: Unpacked) -> None:
    with pytest.raises(Trouble, match=r"ended with 3:\n\n    alas"):
        as_user(unpacked, "sh", "-c", "echo alas; exit 3")
