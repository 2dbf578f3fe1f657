"""Brings the translations up to date with the sources, and compiles them.

    python packaging/translations.py update     collect the texts of the sources into the .ts files
    python packaging/translations.py compile    make the .qm files that the program loads

Both use the tools that come with PySide6; texts are marked by `Message("…")` and `tr("…")`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
MARKS = "QT_TR_NOOP+=Message,QT_TR_NOOP+=tr"


def tool(name: str) -> Path:
    """The path of Qt's own `name` inside the installed PySide6."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise SystemExit("PySide6 is not installed in this environment")
    suffix = ".exe" if os.name == "nt" else ""
    return Path(spec.origin).parent / f"{name}{suffix}"


def update(catalogues: list[Path]) -> None:
    """Collects every marked text into `catalogues`; what is gone from the sources goes."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "gdgui").rglob("*.py"))
    command = [str(tool("lupdate")), "-silent", "-tr-function-alias", MARKS, "-no-obsolete",
               "-locations", "none", *sources, "-ts", *map(str, catalogues)]
    subprocess.run(command, check=True, cwd=ROOT)


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
