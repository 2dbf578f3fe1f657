"""A lecture in a real window: keys and the mouse of an X server, and charts that hold what is true.

Needs Debian's xvfb, openbox and xdotool.  Where they are missing these tests are skipped, but not on
the machine that decides whether a change may go in: there they fail.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

TOOLS = ("Xvfb", "openbox", "xdotool")
SCREEN = (1366, 768)
PATIENCE = 120.0
"""Seconds after which something that was to happen has not."""

LONG_SWEEP = {
    "version": 1,
    "objective": {"key": "gaussian_sine"},
    # Under a rule that looks at t nobody comes to rest early.
    "descents": [{"start": [1.0], "epochs": 1_000_000, "schedule": {"key": "inverse_time"}}],
    "sweeps": [{"axes": [{"path": "schedule.rate", "from": 0.001, "to": 0.1, "count": 2000}]}],
}


def descend(rate: float, start: float, epochs: int) -> list[float]:
    """Plain gradient descent on sin(x)·exp(−x²/20): the positions from the start to the end."""
    x = np.float64(start)
    path = [x]
    for _ in range(epochs):
        e = np.exp(-(x * x) * 0.05)
        x = x - (np.cos(x) * e - np.sin(x) * 0.1 * x * e) * rate
        path.append(x)
    return [float(at) for at in path]


def wait_for(found: Callable[[], Any], what: str) -> Any:
    """What `found` gives as soon as it is something; fails when that takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        result = found()
        if result:
            return result
        time.sleep(0.02)
    pytest.fail(f"waited for {PATIENCE:.0f} s, and still not: {what}")


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X server of a laptop's size, with a window manager."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"a test on a real window needs {', '.join(missing)}")
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")
    size = "{}x{}x24".format(*SCREEN)
    reading, writing = os.pipe()
    # A server that starts anew whenever its last client leaves turns away who comes meanwhile.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        name = f":{pipe.readline().strip()}"
    environment = os.environ | {"DISPLAY": name}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)

    def managed() -> bool:
        """Whether the window manager has taken over: it alone tells how many desktops there are."""
        if manager.poll() is not None:
            pytest.fail(f"the window manager ended with {manager.returncode} before it took over")
        asked = ["xdotool", "get_num_desktops"]
        return subprocess.run(asked, env=environment, capture_output=True, check=False).returncode == 0

    try:
        wait_for(managed, "a window manager")
        yield name
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(PATIENCE)


class Program:
    """The program in its window, as a person sees and operates it."""

    def __init__(self, display: str, folder: Path, *words: str) -> None:
        self._report = folder / "report.json"
        self._said = (folder / "stderr").open("w+b")
        home = folder / "home"
        home.mkdir()
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "QT_"))
        }
        self.environment |= {
            "DISPLAY": display,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "QT_QPA_PLATFORM": "xcb",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        script = Path(__file__).with_name("watched.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(self._report), *words],
            env=self.environment,
            cwd=folder,
            stderr=self._said,
        )
        self.window = wait_for(self._find, "a window")
        self.tool("windowfocus", "--sync", self.window)

    def _find(self) -> str:
        if self.process.poll() is not None:
            pytest.fail(f"the program ended before it showed a window: {self.said}")
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return found.stdout.split()[-1] if found.stdout and self._report.exists() else ""

    @property
    def said(self) -> str:
        """What it wrote to stderr."""
        self._said.seek(0)
        return self._said.read().decode()

    @property
    def state(self) -> dict[str, Any]:
        """What is on its screen now."""
        return json.loads(self._report.read_text(encoding="utf-8"))

    def tool(self, *words: object) -> None:
        """Lets xdotool do something."""
        command = ["xdotool", *map(str, words)]
        subprocess.run(command, env=self.environment, check=True, timeout=PATIENCE)

    def key(self, *keys: str) -> None:
        """Presses keys, one after the other."""
        self.tool("key", "--delay", 60, *keys)

    def click(self, place: list[int]) -> None:
        """Clicks at a place on the screen."""
        self.tool("mousemove", *place, "click", 1)

    def until(self, holds: Callable[[dict[str, Any]], Any], what: str) -> dict[str, Any]:
        """The state as soon as something holds."""
        return wait_for(lambda: (state := self.state) and holds(state) and state, what)

    def place_of_cell(self) -> list[int]:
        """Where the cell of which we are told lies, once the window has found its size."""
        places: dict[int, list[int]] = {}

        def still(state: dict[str, Any]) -> bool:
            places[state["report"]] = state["sweep"]["cell"]
            last = list(places.values())[-6:]
            return len(last) == 6 and all(place == last[0] for place in last)

        return self.until(still, "a window that stands still")["sweep"]["cell"]

    def close(self) -> int:
        """Closes the window as one does with a key of the window manager; the exit status."""

        def ended() -> bool:
            self.key("alt+F4")
            try:
                self.process.wait(1.0)
            except subprocess.TimeoutExpired:
                return False
            return True

        wait_for(ended, "the end of the program")
        return self.process.returncode

    def end(self) -> None:
        """Whatever has become of it, it is gone afterwards."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        self._said.close()


@pytest.fixture
def start(display: str, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program with the words of a command line."""
    made: list[Program] = []

    def launch(*words: str) -> Program:
        made.append(Program(display, tmp_path, *words))
        return made[-1]

    yield launch
    for program in made:
        program.end()


def test_a_newcomer_presses_space_and_then_opens_a_lesson(start):
    program = start()
    state = program.until(lambda s: s["complete"] and s["length"] == 120, "a first descent")
    assert state["epoch"] == 0
    for left, top, right, bottom in [*state["buttons"], state["window"]]:
        assert 0 <= left < right <= SCREEN[0]
        assert 0 <= top < bottom <= SCREEN[1]

    program.key("bracketright", "bracketright", "space")
    program.until(lambda s: s["playing"] and s["epoch"] > 0, "points that move")
    program.key("space")
    state = program.until(lambda s: not s["playing"], "a pause")
    path = descend(0.05, 1.0, 120)
    assert state["trails"] == [path[: state["epoch"] + 1]]
    program.key("Right")
    program.until(lambda s: s["epoch"] == state["epoch"] + 1, "one epoch further")
    program.key("End")
    state = program.until(lambda s: s["epoch"] == 120, "the end")
    assert state["trails"] == [path]
    program.key("space")  # at the end it starts again
    program.until(lambda s: s["playing"] and s["epoch"] < 120, "a second run")

    # Lessons: parabola, two of schedules, one descent, sweeps of start and rate, and the heatmap.
    program.key("alt+l", *["Down"] * 6, "Return")
    state = program.until(lambda s: s["swept"] and s["sweep"], "a heatmap")
    assert "epochs" in state["title"]
    assert program.close() == 0
    assert program.said == ""


def test_a_click_on_a_cell_of_the_heatmap_replays_its_descent(start):
    program = start("rate_epochs")
    state = program.until(lambda s: s["swept"] and s["sweep"] and s["complete"], "the heatmap")
    rates, epochs = np.linspace(1e-10, 0.1, 50), np.round(np.linspace(10, 500, 40)).astype(int)
    cells = state["sweep"]["cells"]
    for i, j in ((0, 0), (30, 20), (49, 0), (10, 39), (49, 39)):
        assert cells[j][i] == descend(float(rates[i]), 0.0, int(epochs[j]))[-1]

    program.click(program.place_of_cell())
    program.until(lambda s: s["replay"] and s["playing"], "a replay")
    program.key("End")
    state = program.until(lambda s: s["complete"] and s["epoch"] == s["length"], "its end")
    path = descend(float(rates[30]), 0.0, int(epochs[20]))
    assert state["trails"][-1] == path
    assert state["trails"][-1][-1] == cells[20][30]
    program.key("Escape")
    program.until(lambda s: not s["replay"] and len(s["trails"]) == 1, "the descent of the document")
    assert program.close() == 0
    assert program.said == ""


def test_who_quits_in_the_middle_of_a_sweep_is_let_go(start, tmp_path):
    path = tmp_path / "long.gdlab"
    path.write_text(json.dumps(LONG_SWEEP), encoding="utf-8")
    program = start(str(path))
    program.until(lambda s: s["waiting"] and s["length"] > 0, "a sweep that waits")
    program.key("F5")
    program.until(lambda s: s["running"], "a sweep that runs")
    assert program.close() == 0
    assert program.said == ""


def test_python_m_gdgui_itself_opens_and_closes(start, display, tmp_path):
    """The same without anybody who watches."""
    program = start("parabola")  # for the environment, and so that there is a window to compare with
    assert program.close() == 0
    plain = subprocess.Popen([sys.executable, "-m", "gdgui"], env=program.environment, cwd=tmp_path)
    try:
        words = ["xdotool", "search", "--onlyvisible", "--pid", str(plain.pid)]

        def window() -> str:
            return subprocess.run(
                words, env=program.environment, capture_output=True, text=True, check=False
            ).stdout

        name = wait_for(window, "a window").split()[-1]
        program.tool("windowfocus", "--sync", name)

        def closed() -> bool:
            program.key("alt+F4")
            time.sleep(0.2)
            return plain.poll() is not None

        wait_for(closed, "the end")
        assert plain.returncode == 0
    finally:
        if plain.poll() is None:
            plain.kill()
            plain.wait(PATIENCE)
