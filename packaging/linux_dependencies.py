"""What the packaged program asks of a Linux system: libraries, and the packages that bring them."""

from __future__ import annotations

import re
from pathlib import Path

from steps import Trouble, ask, run
from system_libraries import LIBRARIES, WINDOW, Kind

# Libraries that no table names, since every system with a desktop, or with this C library, has them.
OTHER_PACKAGES = {
    "libc.so.6": "libc6", "libm.so.6": "libc6", "libdl.so.2": "libc6", "libpthread.so.0": "libc6",
    "librt.so.1": "libc6", "libutil.so.1": "libc6", "libresolv.so.2": "libc6",
    "ld-linux-x86-64.so.2": "libc6", "ld-linux-aarch64.so.1": "libc6",
    "libgcc_s.so.1": "libgcc-s1", "libstdc++.so.6": "libstdc++6", "libz.so.1": "zlib1g",
    "libxcb.so.1": "libxcb1", "libgthread-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0", "libgio-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

# What Debian calls a package since its time_t has 64 bits; either will do.
RENAMED = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64"}


def depends(program: Path) -> list[str]:
    """The Debian packages that bring every library which the program loads and does not carry.

    Raises Trouble for a library of which no package is known.
    """
    carried = {path.name for path in program.rglob("*")}
    known = {
        name: need.apt for need in (*LIBRARIES, *WINDOW) if need.kind is Kind.LIBRARY
        for name in need.names
    } | OTHER_PACKAGES
    description = ask("objdump", "-p", *map(str, objects(program)))
    wanted = set(re.findall(r"^\s+NEEDED\s+(\S+)$", description, re.MULTILINE)) - carried
    if unknown := sorted(wanted - known.keys()):
        raise Trouble(f"No package is known that brings {', '.join(unknown)}, which the program loads.")
    packages = sorted({known[name] for name in wanted} - {"libc6"})
    return [f"libc6 (>= {newest(description)})", *(RENAMED.get(name, name) for name in packages)]


def objects(program: Path) -> list[Path]:
    """Every executable and library of the program."""
    def is_object(path: Path) -> bool:
        with path.open("rb") as file:
            return file.read(4) == b"\x7fELF"

    files = (path for path in sorted(program.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in files if is_object(path)]


def forget_build_machine(program: Path) -> None:
    """Takes out the folders of this machine in which libraries would be looked for elsewhere.

    A Python that somebody built for himself writes its own folder into every module.
    """
    for path in objects(program):
        if re.search(r"^\s+R(UN)?PATH\s+/", ask("objdump", "-p", str(path)), re.MULTILINE):
            run("chrpath", "--delete", str(path))


def newest(description: str) -> str:
    """The oldest C library that will do, from what objdump says of the symbols that are used."""
    versions = re.findall(r"\bGLIBC_(\d+)\.(\d+)", description)
    return ".".join(map(str, max((int(major), int(minor)) for major, minor in versions)))
