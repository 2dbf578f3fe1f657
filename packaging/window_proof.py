"""Proves the installed program in a real window, and looks whether it reaches for a network."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bare_system import System, as_user
from screen import Picture, Screen, screen
from steps import Trouble, attempt, last_lines, say

DOCUMENT = "강의 문서.gdlab"
LESSON = "rate_epochs"
PATIENCE = 120.0

_FEWEST_COLORS = 50
"""A window with curves, letters and their soft edges has hundreds; an empty one a handful."""

_LEAST_CHANGE = 0.0005
"""The part of the screen that differs after seconds of playing: the points and their trails."""


def window_works(system: System, picture: Path) -> None:
    """A document opens in a window, plays, and quits; no internet socket is opened meanwhile."""
    document = f"{system.inside(system.home)}/{DOCUMENT}"
    as_user(system, "sh", "-c", 'gdgui show "$1" >"$2"', "sh", LESSON, document)
    with screen() as shown, tempfile.NamedTemporaryFile("r") as calls:
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=shown.environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        program = subprocess.Popen(
            [*_watch(calls.name), *system.as_user("gdgui", document, display=shown.display)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )
        try:
            _use(shown, program, picture)
        finally:
            for process in (program, manager):
                process.kill()
                process.wait()
        sockets = calls.read()
    if not sockets:
        return say("No call was watched, as strace is not permitted here.")
    if internet := re.findall(r"^.*\bAF_INET.*$", sockets, re.MULTILINE):
        raise Trouble("The program opens sockets of the internet:\n" + "\n".join(internet))
    if "AF_UNIX" not in sockets:
        raise Trouble("The watch over sockets has not even seen the one to the screen.")
    return say(f"No internet socket was opened, among {len(sockets.splitlines())} of other kinds.")


def _watch(file: str) -> list[str]:
    """What to put before a command whose sockets are written to `file`: nothing where a container does
    not permit to watch."""
    command = ["strace", "--follow-forks", "--quiet=all", "--trace=socket", "--output", file]
    return command if attempt((*command, "true"))[0] == 0 else []


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
