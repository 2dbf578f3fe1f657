"""What Windows and macOS want to know about the program, and the names that all systems share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

NAME = "Gradient Descent Lab"
APPLICATION_ID = "io.github.gradient_descent_lab.gdgui"
DOCUMENT_NAME = "Gradient Descent Lab document"
MIME_TYPE = "application/x-gdlab+json"
SUFFIX = "gdlab"
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def version(root: Path) -> str:
    """The program's version, read from its source and not imported: a build needs no library for it."""
    source = (root / "gdgui" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    if found is None:
        raise ValueError("gdgui/__init__.py does not say __version__")
    return found[1]


def info_plist(version: str) -> dict[str, Any]:
    """What macOS reads in the .app: the kind of document that a double-click opens with it."""
    document = f"{APPLICATION_ID}.document"
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ko"],
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": "13.0",  # what Qt 6.11 asks for
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [{
            "CFBundleTypeName": DOCUMENT_NAME,
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [document],
        }],
        "UTExportedTypeDeclarations": [{
            "UTTypeIdentifier": document,
            "UTTypeDescription": DOCUMENT_NAME,
            "UTTypeConformsTo": ["public.json"],
            "UTTypeTagSpecification": {
                "public.filename-extension": [SUFFIX], "public.mime-type": [MIME_TYPE],
            },
        }],
    }


def version_resource(version: str) -> str:
    """What Windows shows in the properties of gdgui.exe, in the form that PyInstaller reads.

    Windows counts in four whole numbers; what follows them, as in 1.0.0rc1, stands in the texts alone.
    """
    numbers = ([int(number) for number in re.findall(r"\d+", version.split("+")[0])[:3]] + [0] * 4)[:4]
    texts = {
        "FileDescription": NAME, "FileVersion": version, "InternalName": "gdgui",
        "OriginalFilename": "gdgui.exe", "ProductName": NAME, "ProductVersion": version,
    }
    entries = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in texts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={tuple(numbers)}, prodvers={tuple(numbers)}),\n"
        f"  kids=[StringFileInfo([StringTable('040904B0', [{entries}])]),\n"
        "        VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
