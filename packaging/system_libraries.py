"""The libraries, programs and fonts that a Linux system has to bring: which are missing, and how to
install them.

PySide6 carries Qt, but Qt loads the system's own OpenGL, X11, font and D-Bus libraries. Whether one
is there is found out by loading it, since that is what Qt will do; a package manager's records know
nothing of libraries that came another way. Windows and macOS bring everything.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from importlib.util import find_spec
from pathlib import Path

from steps import Trouble, attempt, last_lines, say


class Kind(Enum):
    LIBRARY = auto()
    PROGRAM = auto()
    FONT = auto()
    MODULE = auto()


@dataclass(frozen=True)
class Need:
    """Something to be found on the system, and the package that brings it under each manager.

    `names` are alternatives: a library's soname, a program's name, a module's name, or the beginnings
    of font files in lower case (an empty one stands for any font).
    """

    kind: Kind
    names: tuple[str, ...]
    apt: str
    dnf: str
    pacman: str
    zypper: str


@dataclass(frozen=True)
class Manager:
    """A package manager: its program, which column of `Need` it reads, and its commands.

    `patience` are options with which it waits for another that is at work, as on a machine that was
    started just now and fetches its updates, and tries a download again; no person need type them.
    """

    program: str
    column: str
    install: tuple[str, ...]
    refresh: tuple[str, ...]
    patience: tuple[str, ...] = ()

    def patient(self, command: tuple[str, ...]) -> tuple[str, ...]:
        """One of its commands with these options."""
        return (command[0], *self.patience, *command[1:])


MANAGERS = (
    Manager("apt-get", "apt", ("apt-get", "install", "-y", "--no-install-recommends"),
            ("apt-get", "update"), ("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")),
    Manager("dnf", "dnf", ("dnf", "install", "-y"), ("dnf", "makecache")),
    Manager("pacman", "pacman", ("pacman", "-S", "--needed", "--noconfirm"), ("pacman", "-Sy")),
    Manager("zypper", "zypper", ("zypper", "--non-interactive", "install"),
            ("zypper", "--non-interactive", "refresh")),
)

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


def _library(soname: str, apt: str, pacman: str) -> Need:
    """RPM packages provide the sonames that they hold, so dnf and zypper need no table of names."""
    provided = f"{soname}()(64bit)" if sys.maxsize > 2**32 else soname
    return Need(Kind.LIBRARY, (soname,), apt, provided, pacman, provided)


# To import Qt, and to paint without a window.
LIBRARIES = (
    _library("libGL.so.1", "libgl1", "libglvnd"),
    _library("libEGL.so.1", "libegl1", "libglvnd"),
    _library("libX11.so.6", "libx11-6", "libx11"),
    _library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    _library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    _library("libfreetype.so.6", "libfreetype6", "freetype2"),
    _library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    _library("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    _library("libzstd.so.1", "libzstd1", "zstd"),
    Need(Kind.FONT, ("",), "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu", "dejavu-fonts"),
)

# To open a window.
WINDOW = (
    _library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    _library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    _library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    _library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    _library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    _library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    _library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    _library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    _library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    _library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    _library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    _library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    _library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    _library("libxcb-glx.so.0", "libxcb-glx0", "libxcb"),
    _library("libX11-xcb.so.1", "libx11-xcb1", "libx11"),
    _library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)

# To use the window in a test as a person does, on a screen that nobody sees.
TESTS = (
    Need(Kind.PROGRAM, ("Xvfb",), "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb",
         "xorg-x11-server-Xvfb"),
    Need(Kind.PROGRAM, ("xauth",), "xauth", "xorg-x11-xauth", "xorg-xauth", "xauth"),
    Need(Kind.PROGRAM, ("openbox",), "openbox", "openbox", "openbox", "openbox"),
    Need(Kind.PROGRAM, ("xdotool",), "xdotool", "xdotool", "xdotool", "xdotool"),
    Need(Kind.FONT, ("nanum", "notosanscjk", "notoserifcjk", "notosanskr", "unbatang", "undotum",
                     "unifont", "baekmuk", "malgun", "wqy"),
         "fonts-nanum", "google-noto-sans-cjk-fonts", "noto-fonts-cjk", "nanum-fonts"),
)

# Debian alone keeps this part of Python in a package of its own, one for each version.
ENVIRONMENT = (
    Need(Kind.MODULE, ("ensurepip",), f"python3.{sys.version_info.minor}-venv", "python3",
         "python", "python3"),
)


def needs(*, window: bool, tests: bool, environment: bool) -> tuple[Need, ...]:
    """What this run needs; `environment` is true where the virtual environment is to be made."""
    return (
        (ENVIRONMENT if environment else ())
        + LIBRARIES
        + (WINDOW if window or tests else ())
        + (TESTS if tests else ())
    )


def font_files(environment: Mapping[str, str]) -> Iterable[str]:
    """The names, in lower case, of the outline fonts in the folders where fontconfig looks."""
    home = Path(environment.get("HOME", "/"))
    personal = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    for folder in (*FONT_FOLDERS, personal / "fonts", home / ".fonts"):
        for _, _, names in os.walk(folder, followlinks=True):
            for name in names:
                if name.lower().endswith((".ttf", ".otf", ".ttc", ".otc")):
                    yield name.lower()


def loads(soname: str) -> bool:
    """Whether the system's loader finds this library, with all that it needs in turn."""
    try:
        import ctypes
    except ImportError:  # a Python built without it cannot look; Qt will say what it misses
        return True
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def is_there(need: Need, environment: Mapping[str, str]) -> bool:
    match need.kind:
        case Kind.LIBRARY:
            return any(loads(name) for name in need.names)
        case Kind.PROGRAM:
            return any(shutil.which(name, path=environment.get("PATH")) for name in need.names)
        case Kind.FONT:
            return any(file.startswith(need.names) for file in font_files(environment))
        case Kind.MODULE:
            return any(find_spec(name) is not None for name in need.names)


def missing(wanted: Iterable[Need], environment: Mapping[str, str]) -> list[Need]:
    """Those of `wanted` that are not there; none on Windows and macOS."""
    if not sys.platform.startswith("linux"):
        return []
    return [need for need in wanted if not is_there(need, environment)]


def packages(absent: Iterable[Need], manager: Manager) -> list[str]:
    """The packages to install, each once, in the order of the table."""
    return list(dict.fromkeys(getattr(need, manager.column) for need in absent))


def privilege(environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """What to put before a command to run it as root, or None where that would ask for a password."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo", path=environment.get("PATH"))
    if sudo and attempt((sudo, "-n", "true"), environment=environment)[0] == 0:
        return (sudo, "-n")
    return None


def by_hand(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """The request to type the line that installs the packages."""
    root = os.geteuid() == 0
    sudo = not root and shutil.which("sudo", path=environment.get("PATH")) is not None
    line = shlex.join(("sudo", *command) if sudo else command)
    whom = "" if root or sudo else " as root"
    return f"Please run this{whom}, then start again:\n\n    {line}\n"


def install(absent: Sequence[Need], environment: Mapping[str, str]) -> None:
    """Installs what is `absent`, or raises Trouble that says how to do it by hand."""
    path = environment.get("PATH")
    manager = next((one for one in MANAGERS if shutil.which(one.program, path=path)), None)
    if manager is None:
        names = ", ".join(need.names[0] or "a font" for need in absent)
        raise Trouble(
            "Some parts of the system are missing, and no package manager that I know is here to "
            f"install them. Please install what brings these, then start again:\n    {names}"
        )
    wanted = packages(absent, manager)
    command = (*manager.install, *wanted)
    prefix = privilege(environment)
    if prefix is None:
        raise Trouble(
            "Some parts of the system are missing, and installing them takes the administrator's "
            f"rights. {by_hand(command, environment)}"
        )
    say(f"Installing system packages: {' '.join(wanted)}")
    # The variable goes through `env`, because sudo does not let it pass.
    prefix = (*prefix, "env", "DEBIAN_FRONTEND=noninteractive")
    status, output = attempt((*prefix, *manager.patient(command)), environment=environment)
    if status != 0:
        # The lists of packages are empty on a new system, and name what is gone on an old one.
        say("Fetching the lists of packages, which are missing or old.")
        refresh = (*prefix, *manager.patient(manager.refresh))
        refreshed, words = attempt(refresh, environment=environment)
        if refreshed == 0:
            status, output = attempt((*prefix, *manager.patient(command)), environment=environment)
        else:
            output += words
    if status != 0:
        raise Trouble(
            f"{manager.program} could not install the packages. Its last words were:\n\n"
            f"{last_lines(output)}\n\n{by_hand(command, environment)}"
        )


def provide(wanted: Sequence[Need], environment: Mapping[str, str]) -> None:
    """Sees to it that everything `wanted` is there."""
    absent = missing(wanted, environment)
    if not absent:
        return
    install(absent, environment)
    if still := missing(absent, environment):
        names = ", ".join(need.names[0] or "fonts" for need in still)
        say(f"Still not found after the installation, which may or may not matter: {names}")
