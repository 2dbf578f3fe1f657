"""What Windows and macOS are told of the program."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.insert(0, str(PACKAGING))

import platforms  # noqa: E402


def test_macos_is_told_of_the_documents() -> None:
    plist = plistlib.loads(plistlib.dumps(platforms.info_plist("1.2.3")))
    kind = plist["CFBundleDocumentTypes"][0]["LSItemContentTypes"][0]
    declared = plist["UTExportedTypeDeclarations"][0]
    assert declared["UTTypeIdentifier"] == kind
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["gdlab"]
    assert plist["CFBundleShortVersionString"] == "1.2.3"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("1.2.3", (1, 2, 3, 0)), ("0.1", (0, 1, 0, 0)), ("2.0.1+local7", (2, 0, 1, 0))],
)
def test_the_version_resource_is_what_pyinstaller_evaluates(
    version: str, numbers: tuple[int, ...]
) -> None:
    def kind(name: str) -> Callable[..., Any]:
        return lambda *parts, **named: SimpleNamespace(kind=name, parts=parts, **named)

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct",
             "VarFileInfo", "VarStruct")  # fmt: skip
    made = eval(platforms.version_resource(version), {name: kind(name) for name in names})
    assert made.ffi.filevers == made.ffi.prodvers == numbers
    table = made.kids[0].parts[0][0].parts[1]
    assert dict(entry.parts for entry in table)["ProductVersion"] == version
