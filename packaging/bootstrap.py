"""Sets up Gradient Descent Lab and opens it, or runs its tests.

    python3 packaging/bootstrap.py [arguments of gdgui]
    python3 packaging/bootstrap.py test [arguments of pytest]

The first run makes the folder .venv, installs the program and its libraries into it, and on Linux
installs the system libraries that are missing, where it may. Later runs find everything done.
Without a display the first command exports the lessons' experiments as figures and tables.

The exit status is that of the program or of the tests; 1 where the set-up fails, and 130 after
Ctrl+C. This file uses only what an old Python can read, in order to say that it is too old.
"""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
EXPERIMENTS = "experiments"

# The tests of a file share a window, so a file stays in one process.
SIDE_BY_SIDE = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]


def too_old(version: "tuple[int, ...]", newer: "str | None") -> str:
    """The sentence for a Python that cannot run the program; empty for one that can.

    `newer` is the path of a Python that could, if there is one.
    """
    if version >= OLDEST:
        return ""
    sentence = "Gradient Descent Lab needs Python {}.{} or newer, and this is Python {}.{}.".format(
        *OLDEST, *version
    )
    if newer:
        return f"{sentence} Please run: {newer} {sys.argv[0]}"
    return f"{sentence} Please install a newer Python and start again with it."


def newer_python() -> "str | None":
    """The newest Python on the PATH that is new enough, by the names that they usually have."""
    for minor in range(14, OLDEST[1] - 1, -1):
        path = shutil.which(f"python3.{minor}")
        # A version manager leaves names on the PATH that start nothing.
        if path and subprocess.call([path, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def has_display(platform: str, environment: "dict[str, str]") -> bool:
    """Whether a window can be shown; Windows and macOS are never without a screen."""
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def command_for(words: "list[str]", display: bool) -> "list[str]":
    """What the environment's Python is to run for the words on our command line."""
    if words[:1] == ["test"]:
        return ["-m", "pytest", *SIDE_BY_SIDE, *words[1:]]
    # -P, because a file numpy.py in the user's folder would otherwise stand before the library.
    program = ["-P", "-m", "gdgui"]
    if words or display:
        return [*program, *words]
    return [*program, "export", "--lessons", "--out", EXPERIMENTS, "--formats", "csv,npz,png"]


def run(command: "list[str]", environment: "dict[str, str]", folder: "Path | None") -> int:
    """Runs `command` in the foreground and gives its exit status, 128 + n after a signal n."""
    asked: list[int] = []
    running: list[subprocess.Popen[bytes]] = []

    def pass_on(number: int, _: object) -> None:
        asked.append(number)
        for program in running:
            program.send_signal(number)

    # Who ends us means the program.  It may be heard of before we know that it runs.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), pass_on)
    process = subprocess.Popen(command, env=environment, cwd=folder)
    running.append(process)
    for number in tuple(asked):
        process.send_signal(number)
    try:
        status = process.wait()
    except KeyboardInterrupt:
        # The terminal has told the program too; it gets the time to end in order.
        for end in (process.poll, process.terminate, process.kill):
            end()
            with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                process.wait(5)
                break
        return 130
    return status if status >= 0 else 128 - status


def set_up(tests: bool, display: bool) -> Path:
    """Provides what is missing, and gives the path of the environment's Python."""
    from system_libraries import needs, provide
    from virtual_environment import Action, Environment

    environment = Environment(ROOT)
    wanted = environment.wanted(("test",) if tests else ())
    to_be_made = environment.action(wanted) is Action.REBUILD
    provide(needs(window=display, tests=tests, environment=to_be_made), os.environ)
    environment.provide(wanted)
    environment.compile_translations()
    return environment.python


def main(words: "list[str]") -> int:
    from steps import Trouble, say

    tests = words[:1] == ["test"]
    display = has_display(sys.platform, dict(os.environ))
    exports = not words and not display
    try:
        python = set_up(tests, display)
        environment = dict(os.environ)
        if tests or exports:
            environment["QT_QPA_PLATFORM"] = "offscreen"
        if exports:
            say("There is no display here to open a window on, so the experiments of the lessons "
                f"are exported as figures and tables instead, into {Path(EXPERIMENTS).resolve()}")
        return run([str(python), *command_for(words, display)], environment, ROOT if tests else None)
    except Trouble as trouble:
        say(str(trouble))
    except OSError as error:
        say(f"The set-up could not go on: {error}")
    return 1


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(too_old(sys.version_info[:2], newer_python()))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
