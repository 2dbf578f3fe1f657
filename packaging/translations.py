"""Brings the translations up to date with the sources, and compiles them.

    python packaging/translations.py update     collect the texts of the sources into the .ts files
    python packaging/translations.py compile    make the .qm files that the program loads

Both use the tools that come with PySide6; texts are marked by `Message("…")` and `tr("…")`.

lupdate takes the strings among a text's values for a comment that tells equal texts apart, and the
program, which asks for the text alone, would not find it.  So lupdate only collects; the .ts files
are written here, one message for each text, in the order of the sources.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
MARKS = "QT_TR_NOOP+=Message,QT_TR_NOOP+=tr"
QUOTES = {'"': "&quot;", "'": "&apos;"}


def tool(name: str) -> Path:
    """The path of Qt's own `name` inside the installed PySide6."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise SystemExit("PySide6 is not installed in this environment")
    suffix = ".exe" if os.name == "nt" else ""
    return Path(spec.origin).parent / f"{name}{suffix}"


def collect() -> list[str]:
    """Every marked text of the sources, as lupdate finds them, each once."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "gdgui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "found.ts")
        command = [str(tool("lupdate")), "-silent", "-tr-function-alias", MARKS, "-no-obsolete",
                   "-locations", "none", *sources, "-ts", str(found)]
        subprocess.run(command, check=True, cwd=ROOT)
        messages = ElementTree.parse(found).iter("message")
        return list(dict.fromkeys(message.findtext("source") or "" for message in messages))


def read(catalogue: Path) -> dict[str, str]:
    """The translations of a .ts file by their texts; empty where there is none yet."""
    messages = ElementTree.parse(catalogue).iter("message")
    return {m.findtext("source") or "": m.findtext("translation") or "" for m in messages}


def update(catalogues: list[Path]) -> None:
    """Collects every marked text into `catalogues`; what is gone from the sources goes."""
    texts = collect()
    for catalogue in catalogues:
        known = read(catalogue)
        write(catalogue, {text: known.get(text, "") for text in texts})


def write(catalogue: Path, translations: dict[str, str]) -> None:
    """Writes a .ts file as Qt's own tools do; a text without a translation is unfinished."""
    language = ElementTree.parse(catalogue).getroot().get("language", "")
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>",
             f'<TS version="2.1" language="{language}" sourcelanguage="en_US">',
             "<context>", "    <name></name>"]
    for text, translation in translations.items():
        mark = "" if translation else ' type="unfinished"'
        lines += ["    <message>", f"        <source>{escape(text, QUOTES)}</source>",
                  f"        <translation{mark}>{escape(translation, QUOTES)}</translation>",
                  "    </message>"]
    lines += ["</context>", "</TS>"]
    catalogue.write_text("\n".join(lines) + "\n", encoding="utf-8")


def compile_all() -> None:
    """Makes a .qm file beside every .ts file."""
    for source in sorted(FOLDER.glob("*.ts")):
        subprocess.run([str(tool("lrelease")), "-silent", str(source), "-qm",
                        str(source.with_suffix(".qm"))], check=True)


def main(words: list[str]) -> int:
    match words:
        case ["update"]:
            update(sorted(FOLDER.glob("*.ts")))
        case ["compile"]:
            compile_all()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
