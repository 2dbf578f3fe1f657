"""How long the packaged program takes from its launch to a window that can be used.

    python3 packaging/start_time.py PROGRAM REFERENCE

Both are started in turn, on a screen that nobody sees.  A window is ready when the last change of the
picture is done, as seen from the rest that follows; so a window that shows its frame first and its
charts later counts as late as its charts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from screen import Screen, screen
from steps import Trouble, say

LIMIT = 1.25
"""The program's time, in times of the reference's."""

ROUNDS = 9
REST = 0.4
"""Seconds without a change, after which a picture is taken for complete."""

LOOK_EVERY = 0.003
PATIENCE = 30.0


@dataclass(frozen=True)
class Start:
    """Seconds from the launch until something was painted, and until the picture was complete."""

    painted: float
    ready: float


def start(command: Sequence[str], shown: Screen, home: str) -> Start:
    """Starts a program, looks at the screen until its window rests, and ends the program.

    Raises Trouble where it ends by itself or shows nothing.
    """
    environment = {**shown.environment(), "HOME": home, "XDG_CONFIG_HOME": home}
    empty = before = shown.trace()
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    painted = changed = 0.0
    try:
        while True:
            time.sleep(LOOK_EVERY)
            now = time.perf_counter() - begun
            seen = shown.trace()
            if seen != before:
                before, changed = seen, now
                painted = painted or now
            if painted and now - changed > REST:
                return Start(painted, changed)
            if process.poll() is not None:
                raise Trouble(f"{command[0]} ended with {process.returncode}, and no window was seen.")
            if now > PATIENCE:
                raise Trouble(f"{command[0]} shows no complete window after {PATIENCE:g} seconds.")
    finally:
        process.kill()
        process.wait()
        while shown.trace() != empty:  # the server takes the dead program's window away
            time.sleep(LOOK_EVERY)


def compare(program: Path, reference: Path, rounds: int = ROUNDS) -> float:
    """The median of the program's time to be ready over the reference's, said in a sentence."""
    times: dict[Path, list[Start]] = {program: [], reference: []}
    with screen() as shown, tempfile.TemporaryDirectory() as home:
        for path in (program, reference):  # the first start reads the files from the disk
            start([str(path)], shown, home)
        for _ in range(rounds):
            for path, starts in times.items():
                starts.append(start([str(path)], shown, home))
    middle = {
        path: Start(median(one.painted for one in starts), median(one.ready for one in starts))
        for path, starts in times.items()
    }
    mine, its = middle[program], middle[reference]
    ratio = mine.ready / its.ready
    say(f"Start: {mine.ready:.2f} s until the window is complete (painted after {mine.painted:.2f} s); "
        f"a bare pyqtgraph window {its.ready:.2f} s (painted after {its.painted:.2f} s); "
        f"ratio {ratio:.2f}, at most {LIMIT} is allowed.")
    return ratio


def check(program: Path, reference: Path) -> None:
    """Raises Trouble where the program starts too slowly."""
    ratio = compare(program, reference)
    if ratio > LIMIT:
        raise Trouble(f"The program takes {ratio:.2f} times as long to start as a bare window; "
                      f"{LIMIT} times is the limit.")


if __name__ == "__main__":
    try:
        check(Path(sys.argv[1]), Path(sys.argv[2]))
    except Trouble as trouble:
        say(str(trouble))
        sys.exit(1)
