"""Where the packages are proven: a bare Debian in a folder, with a user who has never used it.

It takes root, and a kernel that lets us have file systems and networks of our own.  A container often
does not: then the package is unpacked and runs beside the system's own libraries, and what that leaves
unproven is said.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Protocol

from steps import Trouble, ask, attempt, last_lines, say

SUITE = "bookworm"
USER = 1000
HOME = "home/김 선생님"
"""The user's home, below the system's folder."""


class System(Protocol):
    """A system with the package installed in it."""

    @property
    def folder(self) -> Path:
        """What is / there, or where the package's files lie."""

    @property
    def home(self) -> Path:
        """The user's home, as we see it."""

    def inside(self, path: Path) -> str:
        """A path of ours, as a program in the system sees it."""

    def as_user(self, *command: str, display: str = "") -> list[str]:
        """The command line that runs `command` as the user, who has no Python, and writes nowhere but
        in his home and /tmp."""


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


class BareDebian:
    """The smallest Debian that there is, without a network once the package is in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / HOME

    def inside(self, path: Path) -> str:
        return f"/{path.relative_to(self.folder)}"

    def make(self) -> None:
        """Fetches it from where this Debian comes from."""
        sources = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
        texts = "\n".join(path.read_text("utf-8") for path in sources if path.is_file())
        mirror = re.search(r"^(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s+)?)(https?://\S*debian\S*)", texts, re.M)
        command = ["debootstrap", "--variant=minbase", SUITE, str(self.folder)]
        command += [mirror[1]] if mirror else []
        try:
            ask(*command)
        except Trouble as trouble:  # if a download broke off, it goes on with the others
            say(f"{trouble}\n\nIt is tried once more.")
            ask(*command)
        _make_home(self.home)

    def install(self, package: Path) -> None:
        """Installs a .deb with all that it depends on, and nothing more."""
        shutil.copyfile(package, self.folder / "root" / package.name)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")
        self.root("apt-get", "-o", "Acquire::Retries=3", "install", "-q", "-y",
                  "--no-install-recommends", f"/root/{package.name}")

    def root(self, *command: str) -> str:
        """What a command of the administrator writes."""
        variables = ("DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin")
        return ask("unshare", "--mount", "sh", "-ec", INSIDE, "sh", str(self.folder), "0:0",
                   "env", *variables, *command)

    def as_user(self, *command: str, display: str = "") -> list[str]:
        place = [f"DISPLAY={display}", "QT_QPA_PLATFORM=xcb"] if display else []
        return ["unshare", "--mount", "--net", "sh", "-ec", INSIDE, "sh", str(self.folder),
                f"{USER}:{USER}", "env", "-i", "--chdir=/", f"HOME=/{HOME}", "PATH=/usr/bin:/bin",
                "LANG=C.UTF-8", *place, *command]


class Unpacked:
    """The package's files in a folder, beside the system's own libraries and network."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / HOME
        self._tools = folder / "tools"

    def inside(self, path: Path) -> str:
        return str(path)

    def install(self, package: Path) -> None:
        """Unpacks a .deb, takes away the right to write, and offers every program but Python."""
        ask("dpkg-deb", "--extract", str(package), str(self.folder))
        for path in (self.folder / "usr").rglob("*"):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode & ~0o222)
        _make_home(self.home)
        for parent in (self.folder, *self.folder.parents):
            if parent.is_relative_to("/tmp/") and parent != Path("/tmp"):
                parent.chmod(0o755)
        self._tools.mkdir()
        for place in (Path("/usr/bin"), Path("/bin")):
            for program in place.iterdir():
                link = self._tools / program.name
                if not program.name.startswith(("python", "pydoc", "gdgui")) and not link.is_symlink():
                    link.symlink_to(program)

    def as_user(self, *command: str, display: str = "") -> list[str]:
        another = ("setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups")
        place = [f"DISPLAY={display}", "QT_QPA_PLATFORM=xcb"] if display else []
        return [*(another if os.geteuid() == 0 else ()), "env", "-i", "--chdir=/", f"HOME={self.home}",
                f"PATH={self.folder}/usr/bin:{self._tools}", "LANG=C.UTF-8", *place, *command]


def prepare(package: Path, folder: Path) -> System:
    """A system in `folder`, as bare as this machine permits, with the package in it."""
    if reason := refusal():
        say(f"A bare Debian cannot be made here: {reason}. So the package is unpacked instead: it runs "
            "with this system's libraries, and only its sockets tell that it needs no network.")
        unpacked = Unpacked(folder)
        unpacked.install(package)
        return unpacked
    say(f"Fetching a bare Debian ({SUITE}), and installing the package into it.")
    debian = BareDebian(folder)
    debian.make()
    debian.install(package)
    return debian


def refusal() -> str:
    """Why there can be no bare system here; empty where there can."""
    if os.geteuid() != 0:
        return "that takes root"
    status, words = attempt(("unshare", "--mount", "--net", "sh", "-ec",
                             "mount --bind /usr /usr; mount -o remount,bind,ro /usr; chroot / true"))
    return "" if status == 0 else f"the kernel does not permit it ({words.strip().splitlines()[-1]})"


def as_user(system: System, *command: str) -> str:
    """What a command of the user writes.  Raises Trouble where it fails."""
    status, output = attempt(system.as_user(*command))
    if status != 0:
        raise Trouble(f"{' '.join(command)} ended with {status}:\n\n{last_lines(output)}")
    return output


def give(path: Path) -> None:
    """Makes the user the owner of a file or folder with all that is in it."""
    if os.geteuid() == 0:
        ask("chown", "--recursive", f"{USER}:{USER}", str(path))


def _make_home(home: Path) -> None:
    home.mkdir(parents=True)
    give(home)
