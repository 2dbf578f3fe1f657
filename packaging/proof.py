"""Proves the packages: installs them into a bare Debian, and works with them as a teacher would.

    python3 packaging/proof.py [PICTURE]

Runs as root on a Debian, after build.py.  The program runs there without the project, without Python,
without a network, as an ordinary user whose home folder has spaces and Korean letters in its name, and
with /usr read-only.  The last thing seen on its screen is written to PICTURE, by default
build/proof.png.  Exit status 0 where all is as it should be; else 1, and the end says what is not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from linux_package import ask, objects
from platforms import APPLICATION_ID, NAME
from screen import Picture, Screen, screen
from steps import Trouble, attempt, last_lines, say
from system_libraries import TESTS, Kind, Need, provide

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
USER = 1000
HOME = "/home/김 선생님"
DOCUMENT = "강의 문서.gdlab"
LESSON = "rate_epochs"
PATIENCE = 60.0

_FEWEST_COLORS = 50
"""A window with curves, letters and their soft edges has hundreds; an empty one a handful."""

_LEAST_CHANGE = 0.0005
"""The part of the screen that differs after seconds of playing: the points and their trails."""


def _debian(program: str, package: str = "") -> Need:
    """Something that only this proof asks for, and which only a Debian can give."""
    name = package or program
    return Need(Kind.PROGRAM, (program,), name, name, name, name)


NEEDS = (
    *(need for need in TESTS if {"Xvfb", "openbox", "xdotool"}.intersection(need.names)),
    _debian("debootstrap"), _debian("strace"), _debian("lintian"),
    _debian("desktop-file-validate", "desktop-file-utils"), _debian("appstreamcli", "appstream"),
)

# In a mount namespace, so that nothing is left behind.  $1 is the root, $2 whom to be; the rest runs.
INSIDE = """
root=$1; user=$2; shift 2
mount -t proc proc "$root/proc"
mkdir -p "$root/tmp/.X11-unix"
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"; fi
if [ "$user" != 0:0 ]; then
    mount --bind "$root/usr" "$root/usr"
    mount -o remount,bind,ro "$root/usr"
fi
exec chroot --userspec="$user" "$root" "$@"
"""


class Machine:
    """A bare Debian in a folder, with a user who has never used it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Fetches the smallest Debian that there is."""
        sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
        texts = "\n".join(path.read_text("utf-8") for path in sources if path.is_file())
        mirror = re.search(r"^(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s+)?)(https?://\S*debian\S*)", texts, re.M)
        command = ("debootstrap", "--variant=minbase", SUITE, str(self.folder))
        ask(*command, *([mirror[1]] if mirror else []))
        home = self.folder / HOME.lstrip("/")
        home.mkdir(parents=True)
        os.chown(home, USER, USER)

    def install(self, package: Path) -> None:
        """Installs a .deb with all that it depends on, and nothing more."""
        shutil.copyfile(package, self.folder / "root" / package.name)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")
        self.root("apt-get", "install", "-q", "-y", "--no-install-recommends", f"/root/{package.name}")

    def root(self, *command: str) -> str:
        """What a command of the administrator writes."""
        variables = ("DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin")
        return ask("unshare", "--mount", "sh", "-ec", INSIDE, "sh", str(self.folder), "0:0",
                   "env", *variables, *command)

    def as_user(self, *command: str, display: str = "") -> list[str]:
        """The command line that runs `command` as the user: no network, and nothing to write but his
        home and /tmp."""
        place = [f"DISPLAY={display}", "QT_QPA_PLATFORM=xcb"] if display else []
        return ["unshare", "--mount", "--net", "sh", "-ec", INSIDE, "sh", str(self.folder),
                f"{USER}:{USER}", "env", "-i", "--chdir=/", f"HOME={HOME}", "PATH=/usr/bin:/bin",
                "LANG=C.UTF-8", *place, *command]

    def user(self, *command: str) -> str:
        """What a command of the user writes.  Raises Trouble where it fails."""
        status, output = attempt(self.as_user(*command))
        if status != 0:
            raise Trouble(f"{' '.join(command)} ended with {status}:\n\n{last_lines(output)}")
        return output


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


def nothing_of_ours_is_there(machine: Machine) -> None:
    """There is no Python and no project beside the installed program."""
    look = "for name in python python3 gdgui; do command -v $name || true; done"
    found = machine.user("sh", "-c", look).split()
    if found != ["/usr/bin/gdgui"]:
        raise Trouble(f"On the PATH of the bare system was found: {' '.join(found)}")


def every_library_is_found(machine: Machine) -> None:
    """Whatever the program may load finds the libraries that it needs in turn."""
    program = machine.folder / "usr" / "lib" / "gdgui"
    names = [f"/{path.relative_to(machine.folder)}" for path in objects(program)]
    output = machine.user("env", "LD_LIBRARY_PATH=/usr/lib/gdgui/_internal", "ldd", *names)
    if absent := sorted(set(re.findall(r"^\s+(\S+) => not found$", output, re.MULTILINE))):
        raise Trouble(f"Libraries that nothing brings: {', '.join(absent)}")
    say(f"All {len(names)} libraries of the program find what they need.")


def self_test_passes(machine: Machine, program: str) -> None:
    """The installed program tries all its parts, and counts as many as the source has."""
    command = (str(ROOT / ".venv" / "bin" / "python"), "-P", "-m", "gdgui", "--self-test")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    status, output = attempt(command, environment=environment)
    if status != 0:
        raise Trouble(f"The self-test of the source ended with {status}:\n\n{last_lines(output)}")
    expected, seen = (_counts(text) for text in (output, machine.user(program, "--self-test")))
    if seen != expected:
        differing = "\n".join(sorted(set(seen).symmetric_difference(expected)))
        raise Trouble(f"The installed program counts otherwise than the source:\n{differing}")
    say("\n".join(f"    {line}" for line in seen))


def _counts(output: str) -> list[str]:
    """The lines of a self-test but for the window's, whose size follows the fonts; Qt's plugin for no
    screen at all adds some of its own."""
    lines = [line for line in output.splitlines() if line and not line.startswith("This plugin does")]
    return [line for line in lines if not line.startswith("window: ")]


def window_works(machine: Machine, picture: Path) -> None:
    """A document opens in a window, plays, and quits; no internet socket is opened meanwhile."""
    document = f"{HOME}/{DOCUMENT}"
    machine.user("sh", "-c", 'gdgui show "$1" >"$2"', "sh", LESSON, document)
    with screen() as shown, tempfile.NamedTemporaryFile("r") as calls:
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=shown.environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        program = subprocess.Popen(
            ["strace", "--follow-forks", "--quiet=all", "--trace=socket", "--output", calls.name,
             *machine.as_user("gdgui", document, display=shown.display)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )
        try:
            _use(shown, program, picture)
        finally:
            for process in (program, manager):
                process.kill()
                process.wait()
        sockets = calls.read()
    if internet := re.findall(r"^.*\bAF_INET.*$", sockets, re.MULTILINE):
        raise Trouble("The program opens sockets of the internet:\n" + "\n".join(internet))
    if "AF_UNIX" not in sockets:
        raise Trouble("The watch over sockets has not even seen the one to the screen.")
    say(f"No internet socket was opened, among {len(sockets.splitlines())} of other kinds.")


def _use(shown: Screen, program: subprocess.Popen[str], picture: Path) -> None:
    """Waits for the window, plays, looks whether something moves, and quits."""
    def xdotool(*words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=shown.environment(), capture_output=True,
                              encoding="utf-8", check=False)
        return done.stdout.strip()

    def until(condition: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if program.poll() is not None:
                words = program.stdout.read() if program.stdout else ""
                raise Trouble(f"The program ended with {program.returncode}, while it was waited for "
                              f"{what}:\n\n{last_lines(words)}")
            if time.monotonic() > end:
                shown.picture().save(picture)
                raise Trouble(f"Waited {PATIENCE:g} seconds in vain for {what}; see {picture}.")
            time.sleep(0.05)

    title = Path(DOCUMENT).stem

    def windows() -> list[str]:
        return xdotool("search", "--onlyvisible", "--name", title).split()

    until(windows, f"a window “{title}”")
    window = windows()[-1]
    until(lambda: shown.picture().colors() >= _FEWEST_COLORS, "a picture that is not blank")
    at_rest = _resting(shown)
    xdotool("windowactivate", "--sync", window, "key", "--clearmodifiers", "space")
    moved: list[Picture] = []

    def has_moved() -> bool:
        moved[:] = [shown.picture()]
        return moved[0].share_changed(at_rest) >= _LEAST_CHANGE

    until(has_moved, "something that moves after Space was pressed")
    moved[0].save(picture)
    say(f"The window “{xdotool('getwindowname', window)}” plays: "
        f"{moved[0].share_changed(at_rest):.1%} of the screen changed, {moved[0].colors()} colours.")
    xdotool("key", "--clearmodifiers", "ctrl+q")
    try:
        words, _ = program.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise Trouble("The program does not end after Ctrl+Q.") from error
    if program.returncode != 0:
        raise Trouble(f"After Ctrl+Q the program ends with {program.returncode}:\n{last_lines(words)}")


def _resting(shown: Screen) -> Picture:
    """The picture when it has not changed for a second."""
    before, since, end = shown.trace(), time.monotonic(), time.monotonic() + PATIENCE
    while time.monotonic() - since < 1.0 and time.monotonic() < end:
        time.sleep(0.05)
        if (now := shown.trace()) != before:
            before, since = now, time.monotonic()
    return shown.picture()


def archive_installs_and_goes(machine: Machine, archive: Path) -> None:
    """The scripts of the .tar.xz install for one person, and leave nothing when they uninstall."""
    home = machine.folder / HOME.lstrip("/")
    ask("tar", "--extract", "--file", str(archive), "--directory", str(home),
        f"--owner={USER}", f"--group={USER}", "--no-same-owner")
    unpacked = next(home.glob("gdgui-*"))
    ask("chown", "--recursive", f"{USER}:{USER}", str(unpacked))
    before = _files(home)
    machine.user("sh", f"{HOME}/{unpacked.name}/install.sh")
    machine.user("sh", f"{HOME}/{unpacked.name}/install.sh")  # over itself, as an update does
    entry = home / ".local" / "share" / "applications" / f"{APPLICATION_ID}.desktop"
    ask("desktop-file-validate", str(entry))
    if f'Exec="{HOME}/.local/lib/gdgui/gdgui" %f\n' not in entry.read_text("utf-8"):
        raise Trouble("The desktop entry of the installed program does not name it.")
    self_test_passes(machine, f"{HOME}/.local/bin/gdgui")
    machine.user(f"{HOME}/.local/lib/gdgui/uninstall.sh")
    if left := sorted(_files(home) - before):
        raise Trouble(f"Left behind when it was uninstalled: {', '.join(left)}")
    say("The archive installs for one person, and leaves nothing behind.")


def _files(folder: Path) -> set[str]:
    """Every file and link below a folder, but for settings and caches, which stay."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*")
             if path.is_symlink() or not path.is_dir()}
    return {name for name in names if not name.startswith((".config/", ".cache/"))}


def prove(package: Path, archive: Path, picture: Path, folder: Path) -> None:
    """All of it, in order; the descriptions are looked at while the bare system is fetched."""
    machine = Machine(folder / "machine")
    with ThreadPoolExecutor() as pool:
        valid = pool.submit(descriptions_are_valid, package)
        say(f"Fetching a bare Debian ({SUITE}), and installing the package into it.")
        machine.make()
        machine.install(package)
        valid.result()
    nothing_of_ours_is_there(machine)
    every_library_is_found(machine)
    self_test_passes(machine, "gdgui")
    window_works(machine, picture)
    archive_installs_and_goes(machine, archive)


def main(words: Sequence[str]) -> int:
    begun = time.monotonic()
    try:
        if os.geteuid() != 0:
            raise Trouble("The proof makes a bare system, which takes root.")
        provide(NEEDS, os.environ)
        packages = sorted((ROOT / "dist").glob("gdgui_*.deb"))
        archives = sorted((ROOT / "dist").glob("gdgui-*.tar.xz"))
        if not packages or not archives:
            raise Trouble("There is nothing in dist/ to prove; build.py makes it.")
        picture = Path(words[0]) if words else ROOT / "build" / "proof.png"
        with tempfile.TemporaryDirectory(prefix="gdgui-proof-") as folder:
            prove(packages[-1], archives[-1], picture, Path(folder))
    except Trouble as trouble:
        say(str(trouble))
        return 1
    say(f"{NAME} is proven as packaged ({time.monotonic() - begun:.0f} s); its window: {picture}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
