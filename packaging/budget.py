"""How large the packaged program may be, and what to look at when it has become larger."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from steps import Trouble, say

MEGABYTE = 1_000_000
ON_DISK = 185
ARCHIVE = 60
"""The limits, in millions of bytes, without typed formulas."""

SYMPY_ON_DISK = 35
SYMPY_ARCHIVE = 12
"""What typed formulas may add, since SymPy comes with them."""

LARGEST = 20


def sizes(folder: Path) -> dict[str, int]:
    """The bytes of every file below `folder`; a link takes none."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def largest(files: Mapping[str, int], count: int = LARGEST) -> str:
    """A line for each of the largest files, the largest first."""
    order = sorted(files.items(), key=lambda item: (-item[1], item[0]))[:count]
    return "\n".join(f"{size / MEGABYTE:8.1f} MB  {name}" for name, size in order)


def limits(with_sympy: bool) -> tuple[int, int]:
    """How many megabytes are allowed on disk, and packed."""
    if with_sympy:
        return ON_DISK + SYMPY_ON_DISK, ARCHIVE + SYMPY_ARCHIVE
    return ON_DISK, ARCHIVE


def check(folder: Path, archive: Path | None, with_sympy: bool) -> None:
    """Says how large the program and its archive are.

    Raises Trouble with the twenty largest parts where one of them is past its limit.
    """
    files = sizes(folder)
    on_disk = sum(files.values()) / MEGABYTE
    packed = archive.stat().st_size / MEGABYTE if archive else 0.0
    most_on_disk, most_packed = limits(with_sympy)
    words = f"Size: {on_disk:.1f} MB on disk (at most {most_on_disk})"
    if archive:
        words += f", {packed:.1f} MB as {archive.name} (at most {most_packed})"
    say(f"{words}.")
    if on_disk > most_on_disk or packed > most_packed:
        raise Trouble(f"The program has become too large. Its largest parts are:\n\n{largest(files)}")
