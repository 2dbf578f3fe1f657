"""The folder .venv: what state it is in, and how it gets into the state that this run wants.

A stamp inside the folder says for which Python, place and pyproject.toml it was made, and whether
its making came to an end. It is written unfinished before the first step and finished after the
last, so a set-up that was killed at any moment is seen by the next run, which makes the folder anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import Enum, auto
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

from steps import Trouble, attempt, last_lines, say

NO_NETWORK = (
    "NewConnectionError", "NameResolutionError", "Temporary failure in name resolution",
    "ConnectTimeout", "ReadTimeout", "ProxyError", "Network is unreachable", "from versions: none",
)


@dataclass(frozen=True)
class Stamp:
    """What a virtual environment was made for, and where; `contents` names what was installed."""

    root: str
    python: str
    project: str
    extras: tuple[str, ...]
    contents: tuple[str, ...] = ()
    finished: bool = False


class Action(Enum):
    NOTHING = auto()
    INSTALL = auto()
    REBUILD = auto()


def decide(
    found: Stamp | None, wanted: Stamp, contents: frozenset[str], usable: Callable[[], bool]
) -> Action:
    """What has to be done to an environment that bears the stamp `found` and holds `contents`.

    `usable` runs the environment's own Python, so it is asked only where the stamp does not tell.
    """
    if found is None:  # not made by us, perhaps by hand, and perhaps good
        return Action.INSTALL if usable() else Action.REBUILD
    if not found.finished or found.python != wanted.python:
        return Action.REBUILD
    if not contents.issuperset(found.contents):  # pip believes its records and would not notice
        return Action.REBUILD
    same = (found.root, found.project) == (wanted.root, wanted.project)
    if same and set(found.extras).issuperset(wanted.extras):
        return Action.NOTHING
    return Action.INSTALL if usable() else Action.REBUILD


class Environment:
    """The virtual environment of the project in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp_file = self.folder / "gdgui-setup.json"
        windows = os.name == "nt"
        self.python = self.folder / ("Scripts/python.exe" if windows else "bin/python")

    # -- looking

    def wanted(self, extras: tuple[str, ...]) -> Stamp:
        project = hashlib.sha256((self.root / "pyproject.toml").read_bytes()).hexdigest()
        return Stamp(str(self.root), EXTENSION_SUFFIXES[0], project, extras)

    def found(self) -> Stamp | None:
        """The stamp; an unreadable one counts as unfinished."""
        try:
            fields: dict[str, Any] = json.loads(self.stamp_file.read_text("utf-8"))
            names = ("extras", "contents")
            return Stamp(**{**fields, **{name: tuple(fields[name]) for name in names}})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError):
            return Stamp("", "", "", ())

    def contents(self) -> frozenset[str]:
        """What lies in the environment's site-packages, but for pip's records, which carry versions."""
        places = (self.folder / "Lib", *self.folder.glob("lib/python*"))
        names = {
            path.name for place in places for path in place.glob("site-packages/*")
            if path.suffix not in (".dist-info", ".egg-info")
        }
        return frozenset(names - {"__pycache__"})

    def usable(self) -> bool:
        """Whether its Python starts, is of our version, and has pip."""
        question = "import importlib.machinery, pip; print(importlib.machinery.EXTENSION_SUFFIXES[0])"
        status, answer = attempt((str(self.python), "-I", "-c", question))
        return status == 0 and answer.strip() == EXTENSION_SUFFIXES[0]

    def action(self, wanted: Stamp) -> Action:
        if not self.python.exists():  # also where the Python that it was made from is gone
            return Action.REBUILD
        return decide(self.found(), wanted, self.contents(), self.usable)

    # -- changing

    def provide(self, wanted: Stamp) -> None:
        """Brings the environment into the state `wanted`; does nothing where it is already there."""
        if self.action(wanted) is Action.NOTHING:
            return
        with self._alone():
            action = self.action(wanted)  # another set-up may have done it while we waited
            before = self.found()
            if action is Action.REBUILD:
                self._make(wanted)
            if action is not Action.NOTHING:
                self._install(wanted, before if action is Action.INSTALL else None)

    def _make(self, wanted: Stamp) -> None:
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        elif self.folder.exists():
            say("The folder .venv is unfinished or made for something else; making it anew.")
            shutil.rmtree(self.folder)
        else:
            say("Making the folder .venv for the program's libraries.")
        self.folder.mkdir()
        self.write(wanted)
        # Started from inside a virtual environment, we must not hang the new one on that.
        base = getattr(sys, "_base_executable", None) or sys.executable
        status, output = attempt((base, "-I", "-m", "venv", str(self.folder)))
        if status != 0:
            raise Trouble(f"Python could not make a virtual environment:\n\n{last_lines(output)}")

    def _install(self, wanted: Stamp, before: Stamp | None) -> None:
        """Installs the project; where pip gives up, the stamp `before` is true again."""
        extras = tuple(sorted({*wanted.extras, *(before.extras if before else ())}))
        self.write(replace(wanted, extras=extras))
        project = tomllib.loads((self.root / "pyproject.toml").read_text("utf-8"))
        say("Bringing the program's libraries up to date." if before else
            "Installing the program's libraries; the first time this fetches some 150 MB.")
        if before and before.root != str(self.root):
            self._mend_scripts(before.root)
        try:
            # pip would unpack the build requirements, Qt among them, once more for the build alone.
            self._pip(*project["build-system"]["requires"])
            target = f".[{','.join(extras)}]" if extras else "."
            self._pip("--no-build-isolation", "--editable", target)
        except Trouble:
            if before is not None:
                self.write(before)
            raise
        contents = tuple(sorted(self.contents()))
        self.write(replace(wanted, extras=extras, contents=contents, finished=True))

    def _mend_scripts(self, old: str) -> None:
        """Writes this place into the scripts that name the `old` one, as the folder was moved.

        Installing the project again does the rest, and all of it without a network: a lecture hall
        may have none. Windows' scripts are programs, and nothing here starts them.
        """
        before, after = os.fsencode(f"{old}/.venv/"), os.fsencode(f"{self.folder}/")
        for script in (self.folder / "bin").glob("*"):
            if script.is_file() and not script.is_symlink():
                words = script.read_bytes()
                if before in words and b"\0" not in words:
                    script.write_bytes(words.replace(before, after))

    def _pip(self, *words: str) -> None:
        """`pip install` with the user's configuration, but never outside this environment."""
        environment = {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        command = (str(self.python), "-I", "-m", "pip", "install", "--no-input", *words)
        status, output = attempt(command, folder=self.root, environment=environment)
        if status != 0:
            cause = (
                "The libraries could not be fetched. The first set-up needs a network connection; "
                "please connect this computer and start again."
                if any(sign in output for sign in NO_NETWORK)
                else "pip could not install the libraries."
            )
            raise Trouble(f"{cause} pip's last words were:\n\n{last_lines(output)}")

    def write(self, stamp: Stamp) -> None:
        """Replaces the stamp in one step, so that a reader sees the old one or the new one."""
        beside = self.stamp_file.with_suffix(".new")
        beside.write_text(json.dumps(asdict(stamp), indent=1), "utf-8")
        beside.replace(self.stamp_file)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps a second set-up waiting, which would take the first one's work for a broken one.

        The lock lies on this file and ends with the process, however it ends. Windows has no such
        lock, but refuses to remove files in use.
        """
        if sys.platform == "win32":
            yield
            return
        import fcntl

        with Path(__file__).open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("Another set-up is at work here; waiting until it is done.")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # -- translations

    def compile_translations(self) -> None:
        """Compiles the translations where a text is newer than what the program loads."""
        if not stale_translations(self.root / "resources" / "translations"):
            return
        say("Compiling the translations.")
        script = self.root / "packaging" / "translations.py"
        status, output = attempt((str(self.python), str(script), "compile"), folder=self.root)
        if status != 0:
            raise Trouble(f"The translations could not be compiled:\n\n{last_lines(output)}")


def stale_translations(folder: Path) -> list[Path]:
    """The translations that are not compiled, or have changed since they were."""

    def stale(source: Path) -> bool:
        compiled = source.with_suffix(".qm")
        return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime

    return [source for source in sorted(folder.glob("*.ts")) if stale(source)]
