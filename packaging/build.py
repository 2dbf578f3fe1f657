"""Builds what people without Python get: the packaged program, and on Linux its two packages.

    python3 packaging/build.py                     everything that this platform can build, into dist/
    python3 packaging/build.py --pictures URL      where the pictures of the description are published
    python3 packaging/build.py --unmeasured        does not measure the time to start

On Linux come out dist/gdgui-VERSION-linux-MACHINE.tar.xz, which installs for one person, and where
dpkg-deb is there dist/gdgui_VERSION_ARCHITECTURE.deb; on Windows dist/gdgui; on macOS
dist/Gradient Descent Lab.app.  The environment in .venv is made or completed first.  The build fails
where the program has become too large, or starts far too slowly.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import budget
import linux_dependencies
import linux_package
import start_time
from platforms import version, version_resource
from steps import Trouble, attempt, last_lines, say
from system_libraries import TESTS, Kind, Need, needs, provide
from virtual_environment import Environment

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "build"
BUNDLES = MADE / "bundle"
FINISHED = ROOT / "dist"

FONTS = ("NanumGothic.ttf", "NanumGothicBold.ttf")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))

PYTHON = f"libpython3.{sys.version_info.minor}.so.1.0"

# To build, beside what the program itself needs.
BUILDING = (
    Need(Kind.LIBRARY, (PYTHON,), f"libpython3.{sys.version_info.minor}", "python3-libs", "python",
         f"libpython3_{sys.version_info.minor}1_0"),
    Need(Kind.PROGRAM, ("objdump",), "binutils", "binutils", "binutils", "binutils"),
    Need(Kind.PROGRAM, ("chrpath",), "chrpath", "chrpath", "chrpath", "chrpath"),
    Need(Kind.PROGRAM, ("xz",), "xz-utils", "xz", "xz", "xz"),
    Need(Kind.FONT, ("nanumgothic",), "fonts-nanum", "naver-nanum-gothic-fonts", "ttf-nanum",
         "nanum-gothic-fonts"),
)


def provide_python() -> Path:
    """Completes .venv and the system, and gives the path of the environment's Python."""
    made = Environment(ROOT)
    wanted = made.wanted(("package",))
    base = needs(window=True, tests=False, environment=not made.python.exists())
    screens = tuple(need for need in TESTS if "Xvfb" in need.names)
    provide((*base, *BUILDING, *screens), os.environ)
    made.provide(wanted)
    made.compile_translations()
    return made.python


def moment() -> int:
    """The time that goes into the packages: that of the last commit, so that the same source gives
    the same files; else now."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    status, output = attempt(("git", "log", "-1", "--format=%ct"), folder=ROOT)
    return int(output) if status == 0 and output.strip().isdigit() else int(time.time())


def run(python: Path, *words: str, **variables: str) -> None:
    """Runs the environment's Python from the project's folder.  Raises Trouble where it fails."""
    environment = {**os.environ, **variables}
    status, output = attempt((str(python), *words), folder=ROOT, environment=environment)
    if status != 0:
        raise Trouble(f"{' '.join(words[:2])} failed:\n\n{last_lines(output, 30)}")


def prepare(python: Path) -> None:
    """Makes what the spec asks for: icons, compiled signatures, the Korean font, Windows' version."""
    MADE.mkdir(exist_ok=True)
    run(python, "packaging/icons.py", str(MADE / "icons"), QT_QPA_PLATFORM="offscreen")
    run(python, "packaging/signatures.py", str(linux_package.fresh(MADE / "signatures")))
    if sys.platform == "win32":
        (MADE / "version.txt").write_text(version_resource(version(ROOT)), "utf-8")
    if not sys.platform.startswith("linux"):
        return  # Windows and macOS always have a Korean font
    fonts = linux_package.fresh(MADE / "fonts")
    found = linux_package.font_files(FONTS, FONT_FOLDERS)
    for path in found:
        shutil.copyfile(path, fonts / path.name)
    licence = Path("/usr/share/doc/fonts-nanum/copyright")
    shutil.copyfile(licence if licence.exists() else found[0].with_name("OFL.txt"), fonts / "OFL.txt")


def bundle(python: Path, when: int, measured: bool) -> Path:
    """Runs PyInstaller; gives the folder of the program."""
    shutil.rmtree(BUNDLES, ignore_errors=True)
    run(python, "-m", "PyInstaller", "--noconfirm", "--distpath", str(BUNDLES),
        "--workpath", str(MADE / "pyinstaller"), "packaging/gdgui.spec",
        SOURCE_DATE_EPOCH=str(when), PYTHONHASHSEED="1", GDGUI_MEASURE="1" if measured else "")
    return BUNDLES / "gdgui"


def has_sympy(python: Path) -> bool:
    """Whether the program comes with SymPy, which typed formulas need."""
    return attempt((str(python), "-c", "import sympy"))[0] == 0


def build(pictures: str, measured: bool) -> None:
    python = provide_python()
    when = moment()
    release = linux_package.Release(version(ROOT), when, pictures)
    begun = time.monotonic()

    def done(what: str) -> None:
        say(f"{what} ({time.monotonic() - begun:.0f} s)")

    linux = sys.platform.startswith("linux")
    prepare(python)
    say("Packing the program with PyInstaller; this takes about a minute.")
    program = bundle(python, when, measured and linux)
    if linux:
        linux_dependencies.forget_build_machine(program)
    done("Packed")
    FINISHED.mkdir(exist_ok=True)
    for old in FINISHED.glob("*gdgui*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    if not linux:
        name = "Gradient Descent Lab.app" if sys.platform == "darwin" else "gdgui"
        shutil.rmtree(FINISHED / name, ignore_errors=True)
        shutil.copytree(BUNDLES / name, FINISHED / name, symlinks=True)
        budget.check(program, None, has_sympy(python))
        return done(f"dist/{name} is ready")
    archive = linux_package.archive(program, MADE / "icons", release, MADE / "packages", FINISHED)
    done(f"dist/{archive.name} is ready")
    budget.check(program, archive, has_sympy(python))
    if shutil.which("dpkg-deb") is None:
        say("No .deb is made, because this system has no dpkg-deb.")
    else:
        package = linux_package.deb(program, MADE / "icons", release, MADE / "packages", FINISHED)
        done(f"dist/{package.name} is ready")
    if measured:
        start_time.check(partial(start_time.compare, program / "gdgui", BUNDLES / "bare" / "bare"))
    return None


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="build.py", description="Build the packaged program.")
    parser.add_argument("--pictures", metavar="URL", default=linux_package.NOBODYS_ADDRESS,
                        help="where the pictures of the description are published")
    parser.add_argument("--unmeasured", action="store_true", help="do not measure the time to start")
    options = parser.parse_args(words)
    try:
        build(options.pictures.rstrip("/"), not options.unmeasured)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
