"""What every step of the set-up shares: a plain line on the terminal, a quiet command, a failure.

Lines go to stderr, so that `bootstrap.py show LESSON > file.json` writes the document and nothing
else into the file.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

LAST_LINES = 15


class Trouble(Exception):  # noqa: N818  (it carries a sentence for people, not a Python error)
    """The set-up cannot go on; the message is what the user reads."""


def say(sentence: str) -> None:
    """Prints one line of progress at once, also where the output is a file."""
    print(sentence, file=sys.stderr, flush=True)


def last_lines(output: str, count: int = LAST_LINES) -> str:
    """The end of `output`, indented, so that another program's words are told from ours."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-count:])


def attempt(
    command: Sequence[str], *, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Runs `command` quietly: its exit status, and all that it wrote.

    It gets no input: a package manager that asks a question must fail, not wait unseen.
    """
    try:
        done = subprocess.run(
            list(command), cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            encoding="utf-8", errors="replace",
        )
    except OSError as error:  # not there, not executable, or made for another machine
        return 127, str(error)
    return done.returncode, done.stdout


def ask(*command: str, folder: Path | None = None) -> str:
    """What a command writes.  Raises Trouble where it fails."""
    status, output = attempt(command, folder=folder)
    if status != 0:
        raise Trouble(f"{command[0]} failed:\n\n{last_lines(output)}")
    return output


def run(*command: str, **variables: str) -> None:
    """Runs a command with additional variables in its environment.  Raises Trouble where it fails."""
    status, output = attempt(command, environment={**os.environ, **variables})
    if status != 0:
        raise Trouble(f"{command[0]} failed:\n\n{last_lines(output)}")
