"""What the packaged program asks of a Linux system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import linux_dependencies  # noqa: E402
from steps import Trouble  # noqa: E402


def test_the_oldest_c_library_that_will_do_is_read_from_the_symbols() -> None:
    assert linux_dependencies.newest("0x0 0x00 05 GLIBC_2.9\n 06 GLIBC_2.34\n 07 GLIBC_2.4") == "2.34"


def test_a_library_of_which_no_package_is_known_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "  NEEDED               libX11.so.6\n  NEEDED  libfuture.so.1\n  05 GLIBC_2.34\n"
    monkeypatch.setattr(linux_dependencies, "ask", lambda *command, folder=None: said)
    with pytest.raises(Trouble, match=r"libfuture\.so\.1"):
        linux_dependencies.depends(tmp_path)
    (tmp_path / "libfuture.so.1").touch()  # the program carries it
    assert linux_dependencies.depends(tmp_path) == ["libc6 (>= 2.34)", "libx11-6"]
