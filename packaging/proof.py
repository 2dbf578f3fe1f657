"""Proves the packages: installs them into a bare Debian, and works with them as a teacher would.

    python3 packaging/proof.py [PICTURE]

Runs on a Debian, after build.py.  The program runs there without the project, without Python, without a
network, as an ordinary user whose home folder has spaces and Korean letters in its name, and with /usr
read-only.  The last thing seen on its screen is written to PICTURE, by default build/proof.png.  Exit
status 0 where all is as it should be; else 1, and the end says what is not.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bare_system import System, as_user, give, prepare
from linux_dependencies import objects
from platforms import APPLICATION_ID, NAME
from steps import Trouble, ask, attempt, last_lines, say
from system_libraries import TESTS, Kind, Need, provide
from window_proof import window_works

ROOT = Path(__file__).resolve().parent.parent


def _debian(program: str, package: str = "") -> Need:
    """Something that only this proof asks for, and which only a Debian can give."""
    name = package or program
    return Need(Kind.PROGRAM, (program,), name, name, name, name)


NEEDS = (
    *(need for need in TESTS if {"Xvfb", "openbox", "xdotool"}.intersection(need.names)),
    _debian("debootstrap"), _debian("strace"), _debian("lintian"),
    _debian("desktop-file-validate", "desktop-file-utils"), _debian("appstreamcli", "appstream"),
)


# -- the proofs; each raises Trouble where something is not as it should be


def descriptions_are_valid(package: Path) -> None:
    """The desktop's own tools find no fault in what the package tells it, nor lintian in the rest."""
    with tempfile.TemporaryDirectory() as folder:
        ask("dpkg-deb", "--extract", str(package), folder)
        files = Path(folder, "usr", "share")
        ask("desktop-file-validate", str(files / "applications" / f"{APPLICATION_ID}.desktop"))
        metainfo = files / "metainfo" / f"{APPLICATION_ID}.metainfo.xml"
        say(ask("appstreamcli", "validate", "--no-net", str(metainfo)).strip())
    root = ("--allow-root",) if os.geteuid() == 0 else ()
    output = ask("lintian", "--no-cfg", *root, "--fail-on", "error", str(package))
    say(f"desktop-file-validate and lintian find no error. Of lesser things lintian says:\n"
        f"{last_lines(output, 50)}" if output.strip() else
        "desktop-file-validate and lintian find nothing to say.")


def nothing_of_ours_is_there(system: System) -> None:
    """There is no Python and no project beside the installed program."""
    look = "for name in python python3 gdgui; do command -v $name || true; done"
    found = as_user(system, "sh", "-c", look).split()
    if found != [system.inside(system.folder / "usr" / "bin" / "gdgui")]:
        raise Trouble(f"On the PATH of the bare system was found: {' '.join(found)}")


def every_library_is_found(system: System) -> None:
    """Whatever the program may load finds the libraries that it needs in turn."""
    program = system.folder / "usr" / "lib" / "gdgui"
    names = [system.inside(path) for path in objects(program)]
    carried = f"LD_LIBRARY_PATH={system.inside(program / '_internal')}"
    output = as_user(system, "env", carried, "ldd", *names)
    if absent := sorted(set(re.findall(r"^\s+(\S+) => not found$", output, re.MULTILINE))):
        raise Trouble(f"Libraries that nothing brings: {', '.join(absent)}")
    say(f"All {len(names)} libraries of the program find what they need.")


def source_counts() -> list[str]:
    """What the self-test of the source counts."""
    command = (str(ROOT / ".venv" / "bin" / "python"), "-P", "-m", "gdgui", "--self-test")
    status, output = attempt(command, environment={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    if status != 0:
        raise Trouble(f"The self-test of the source ended with {status}:\n\n{last_lines(output)}")
    return _counts(output)


def self_test_passes(system: System, program: str, expected: Sequence[str]) -> None:
    """The installed program tries all its parts, and counts as many as the source has."""
    seen = _counts(as_user(system, program, "--self-test"))
    if seen != expected:
        differing = "\n".join(sorted(set(seen).symmetric_difference(expected)))
        raise Trouble(f"The installed program counts otherwise than the source:\n{differing}")
    say("\n".join((f"The self-test of {program} counts as the source's does:",
                   *(f"    {line}" for line in seen))))


def _counts(output: str) -> list[str]:
    """The lines of a self-test but for the window's, whose size follows the fonts; Qt's plugin for no
    screen at all adds some of its own."""
    lines = [line for line in output.splitlines() if line and not line.startswith("This plugin does")]
    return [line for line in lines if not line.startswith("window: ")]


def archive_installs_and_goes(system: System, archive: Path, expected: Sequence[str]) -> None:
    """The scripts of the .tar.xz install for one person, and leave nothing when they uninstall."""
    home = system.inside(system.home)
    ask("tar", "--extract", "--file", str(archive), "--directory", str(system.home), "--no-same-owner")
    unpacked = next(system.home.glob("gdgui-*"))
    give(unpacked)
    before = _files(system.home)
    for _ in range(2):  # the second time over itself, as an update does
        as_user(system, "sh", f"{home}/{unpacked.name}/install.sh")
    entry = system.home / ".local" / "share" / "applications" / f"{APPLICATION_ID}.desktop"
    ask("desktop-file-validate", str(entry))
    if f'Exec="{home}/.local/lib/gdgui/gdgui" --window %f\n' not in entry.read_text("utf-8"):
        raise Trouble("The desktop entry of the installed program does not name it.")
    self_test_passes(system, f"{home}/.local/bin/gdgui", expected)
    as_user(system, f"{home}/.local/lib/gdgui/uninstall.sh")
    if left := sorted(_files(system.home) - before):
        raise Trouble(f"Left behind when it was uninstalled: {', '.join(left)}")
    say("The archive installs for one person, and leaves nothing behind.")


def _files(folder: Path) -> set[str]:
    """Every file and link below a folder, but for settings and caches, which stay, and for what a
    desktop's own tools write to find entries, kinds of files and icons quickly."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*")
             if path.is_symlink() or not path.is_dir()}
    return {name for name in names
            if not name.startswith((".config/", ".cache/")) and not name.endswith(".cache")
            and (not name.startswith(".local/share/mime/") or "/packages/" in name)}


def prove(package: Path, archive: Path, picture: Path, folder: Path) -> None:
    """All of it; what needs no installation is done while the bare system is fetched."""
    with ThreadPoolExecutor() as pool:
        valid = pool.submit(descriptions_are_valid, package)
        counted = pool.submit(source_counts)
        system = prepare(package, folder)
        valid.result()
        expected = counted.result()
    nothing_of_ours_is_there(system)
    every_library_is_found(system)
    self_test_passes(system, "gdgui", expected)
    window_works(system, picture)
    archive_installs_and_goes(system, archive, expected)


def main(words: Sequence[str]) -> int:
    begun = time.monotonic()
    try:
        provide(NEEDS, os.environ)
        packages = sorted((ROOT / "dist").glob("gdgui_*.deb"))
        archives = sorted((ROOT / "dist").glob("gdgui-*.tar.xz"))
        if not packages or not archives:
            raise Trouble("There is nothing in dist/ to prove; build.py makes it.")
        picture = Path(words[0]) if words else ROOT / "build" / "proof.png"
        with tempfile.TemporaryDirectory(prefix="gdgui-proof-") as folder:
            prove(packages[-1], archives[-1], picture, Path(folder, "system"))
    except Trouble as trouble:
        say(str(trouble))
        return 1
    say(f"{NAME} is proven as packaged ({time.monotonic() - begun:.0f} s); its window: {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
