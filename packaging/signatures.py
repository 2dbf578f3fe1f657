"""Writes, compiled, what Qt's binding would otherwise compile at every start of the program.

    python packaging/signatures.py FOLDER

The library of shiboken carries the Python source that knows the signatures of Qt's functions, and
compiles it whenever it is loaded: a twentieth of the time until the window is seen.  Where a folder
`files.dir` lies beside the library, it takes that instead (as after `SBK_EMBED=0`).

One of the modules writes stub files, with all that a command line needs.  It is imported with the
others, and a program that is delivered calls nothing of it; so it is left empty here.
"""

from __future__ import annotations

import py_compile
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

NAME = "shibokensupport"

EMPTY = "pyi_generator.py"


def embedded() -> ZipFile:
    """The archive in the library.  Raises AttributeError where this version keeps none."""
    import PySide6.QtCore  # noqa: F401  (which loads it)

    archive: ZipFile = sys.modules[f"{NAME}.signature.loader"].__loader__.zfile  # type: ignore[union-attr]
    return archive


def write(folder: Path) -> None:
    """Fills `folder` with the compiled modules; the same source gives the same files."""
    archive = embedded()
    modules = (Path(name) for name in archive.namelist())
    names = [path.as_posix() for path in modules if path.parts[0] == NAME and path.suffix == ".py"]
    with TemporaryDirectory() as sources:
        archive.extractall(sources, names)
        for name in names:
            source = Path(sources, name)
            if source.name == EMPTY:
                source.write_text("")
            compiled = (folder / name).with_suffix(".pyc")
            compiled.parent.mkdir(parents=True, exist_ok=True)
            py_compile.compile(str(source), str(compiled), name, doraise=True,
                               invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
