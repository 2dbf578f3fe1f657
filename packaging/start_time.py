"""How long the packaged program takes from its launch to a window that can be used.

    python3 packaging/start_time.py PROGRAM REFERENCE

Both are started in turn, on a screen that nobody sees, and the quickest start of each counts: the
others were disturbed.  A window is painted when the first changes of the picture are over, which come
closely one after the other; so a window that shows its frame first and what is in it later counts as
late as that.  Said beside it is when the picture was complete: formulas are set after the first paint.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from screen import Screen, screen
from steps import Trouble, say

LIMIT = 1.25
"""The program's time, in times of the reference's."""

ROUNDS = 9
PAUSE = 0.06
"""Seconds without a change, after which a window is taken for painted."""

REST = 0.5
"""Seconds without a change, after which a picture is taken for complete."""

LOOK_EVERY = 0.003
PATIENCE = 30.0


@dataclass(frozen=True)
class Start:
    """Seconds from the launch until the window was painted, and until its picture was complete."""

    painted: float
    complete: float


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
    pausing = False
    try:
        while True:
            time.sleep(LOOK_EVERY)
            now = time.perf_counter() - begun
            seen = shown.trace()
            if seen != before:
                before, changed = seen, now
                painted = painted if pausing else now
            pausing = pausing or (painted > 0 and now - changed > PAUSE)
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
    """How many times as long as the reference the program takes; says the seconds of both."""
    times: dict[Path, list[Start]] = {program: [], reference: []}
    with screen() as shown, tempfile.TemporaryDirectory() as home:
        for path in (program, reference):  # the first start reads the files from the disk
            start([str(path)], shown, home)
        for _ in range(rounds):
            for path, starts in times.items():
                starts.append(start([str(path)], shown, home))
    mine, its = (min(times[path], key=lambda one: one.painted) for path in (program, reference))
    ratio = mine.painted / its.painted
    say(f"Start: {mine.painted:.2f} s until the window is painted, and {mine.complete:.2f} s until its "
        f"formulas are set; a bare pyqtgraph window {its.painted:.2f} s; ratio {ratio:.2f}, at most "
        f"{LIMIT} is allowed.")
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
