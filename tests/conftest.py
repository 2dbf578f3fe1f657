"""What every test may rely on: no screen is needed, and nothing of an earlier test is still alive.

A thread, a timer or a window that outlives its test disturbs some later one, at random.  So a test
that leaves one behind fails, and is told where that was started.  (After napari's conftest.)
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import traceback
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest

# The same examples in every run, and none that fails because the machine was busy.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

GRACE = 30.0
"""Seconds in which a thread that is about to end may do so, whatever else the machine is doing."""

SOON = 60_000
"""Milliseconds in which what a test waits for comes, whatever else the machine is doing."""

FRAMES = 16
"""How far back an origin is remembered."""

RUNNERS = ("_pytest", "pluggy", "pytestqt")
"""Packages whose frames say nothing about where something was started."""

failed = pytest.StashKey[bool]()

unstoppable: list[object] = []
"""Threads that could not be ended.  Qt aborts the process when it deletes a running one."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remembers that a test failed: what it then leaves behind is no news."""
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> Any:
    """pytest-qt's, with the patience of a busy machine: who waits so long waits in vain."""
    from pytestqt.qtbot import QtBot

    class Patient(QtBot):
        def waitUntil(self, callback: Any, *, timeout: int = SOON) -> None:
            super().waitUntil(callback, timeout=max(timeout, SOON))

        def waitSignal(self, signal: Any, *, timeout: int = SOON, **options: Any) -> Any:
            if options.get("raising", True):
                timeout = max(timeout, SOON)
            return super().waitSignal(signal, timeout=timeout, **options)

    return Patient(request)


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, an active timer or a window, or Python's collector off.

    Set up before all other fixtures of a test, and so torn down after them.
    """
    with pytest.MonkeyPatch.context() as patch:
        watch = Watch(patch)
        yield
    leaks = watch.leaks()
    watch.clean(leaks)
    if leaks and not request.node.stash.get(failed, False):
        pytest.fail("\n".join(["the test left something behind", *map(str, leaks)]), pytrace=False)


@dataclass
class Leak:
    """Something that is still alive, what it is called, and where it came from."""

    kind: str
    thing: Any
    name: str
    origin: traceback.StackSummary | None = None

    def __str__(self) -> str:
        lines = [f"- {self.kind}: {self.name}"]
        if self.origin is not None:
            frames = [f for f in reversed(self.origin) if not any(r in f.filename for r in RUNNERS)]
            lines.append("  started at")
            lines += ["  " + line.rstrip() for line in traceback.format_list(frames)]
        return "\n".join(lines)


class Watch:
    """Notes what is started from now on, and where.  Qt is watched where it has been imported."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.core = sys.modules.get("PySide6.QtCore")
        self.widgets = sys.modules.get("PySide6.QtWidgets")
        self.collecting = gc.isenabled()
        self.paused = False
        # Strong references, so that a leaked thread is reported and not deleted while it runs.
        self.threads: list[tuple[Any, traceback.StackSummary]] = []
        self.qthreads: list[tuple[Any, traceback.StackSummary]] = []
        # Weak ones, since a timer that is deleted is no leak; the same holds for windows.
        self.timers: weakref.WeakKeyDictionary[Any, traceback.StackSummary] = (
            weakref.WeakKeyDictionary()
        )
        self.shown: weakref.WeakKeyDictionary[Any, traceback.StackSummary] = weakref.WeakKeyDictionary()
        self.before = self._windows()
        self._wrap(patch, threading.Thread, "start", self._note_thread)
        if self.core is not None:
            self._wrap(patch, self.core.QThread, "start", self._note_qthread)
            self._wrap(patch, self.core.QTimer, "start", self.timers.__setitem__)
        if self.widgets is not None:
            self._wrap(patch, self.widgets.QWidget, "show", self.shown.__setitem__)

    @staticmethod
    def _wrap(patch: pytest.MonkeyPatch, owner: type, method: str, note: Any) -> None:
        original = getattr(owner, method)

        def noted(self: Any, *args: Any) -> Any:
            note(self, origin())
            return original(self, *args)

        patch.setattr(owner, method, noted)

    def _note_thread(self, thread: Any, where: traceback.StackSummary) -> None:
        self.threads.append((thread, where))
        self._pause_collector()

    def _note_qthread(self, thread: Any, where: traceback.StackSummary) -> None:
        self.qthreads.append((thread, where))
        self._pause_collector()

    def _pause_collector(self) -> None:
        """Run by another thread, the cyclic collector would delete widgets of earlier tests there."""
        if (
            self.core is not None
            and self.core.QCoreApplication.instance() is not None
            and gc.isenabled()
        ):
            gc.disable()
            self.paused = True

    def leaks(self) -> list[Leak]:
        """What is still alive, once all that is about to go has gone."""
        self._flush()
        found: list[Leak] = []
        if self._find():  # and nothing of it is held on to while garbage is collected
            gc.collect()
            self._flush()
            found = self._find()
        if self.paused:
            gc.enable()
        elif gc.isenabled() != self.collecting:
            state = "switched on" if gc.isenabled() else "switched off"
            found.append(Leak("the cyclic garbage collector", None, state))
        return found

    def _find(self) -> list[Leak]:
        found = []
        for thread, where in self.threads:
            if thread is not threading.current_thread():
                thread.join(GRACE)
                if thread.is_alive():
                    found.append(Leak("a running thread", thread, thread.name, where))
        for thread, where in self.qthreads:
            if valid(thread) and thread.isRunning() and not thread.wait(int(1000 * GRACE)):
                found.append(Leak("a running QThread", thread, describe(thread), where))
        for timer, where in list(self.timers.items()):
            if valid(timer) and timer.isActive():
                found.append(Leak("an active QTimer", timer, describe(timer), where))
        for window in self._windows():
            if not any(window is earlier for earlier in self.before):
                found.append(Leak("a window", window, describe(window), self.shown.get(window)))
        return found

    def _windows(self) -> list[Any]:
        """Top-level widgets without a parent, aside from those that nobody ever sees.

        These are hidden menus, which pyqtgraph leaves behind, hidden lists of completions, and hidden
        widgets with nothing in them, which Qt makes for itself.
        """
        if self.widgets is None:
            return []
        application = self.widgets.QApplication.instance()
        if not isinstance(application, self.widgets.QApplication):
            return []
        return [
            window
            for window in application.topLevelWidgets()
            if window.parent() is None and (window.isVisible() or not self._is_empty(window))
        ]

    def _is_empty(self, window: Any) -> bool:
        if self.widgets is None or isinstance(window, self.widgets.QMenu | self.widgets.QListView):
            return True
        return type(window) is self.widgets.QWidget and not window.children()

    def _flush(self) -> None:
        """Deletes what was told to delete itself later."""
        if self.core is not None and self.core.QCoreApplication.instance() is not None:
            self.core.QCoreApplication.sendPostedEvents(None, self.core.QEvent.Type.DeferredDelete)

    def clean(self, leaks: list[Leak]) -> None:
        """Ends what was found, so that the next test is not blamed for it."""
        for leak in leaks:
            match leak.kind:
                case "a running QThread":
                    leak.thing.requestInterruption()
                    leak.thing.quit()
                    if not leak.thing.wait(int(1000 * GRACE)):
                        unstoppable.append(leak.thing)
                case "an active QTimer":
                    leak.thing.stop()
                case "a window":
                    leak.thing.close()
                    leak.thing.deleteLater()
                case "the cyclic garbage collector":
                    (gc.enable if self.collecting else gc.disable)()
        self._flush()


def origin() -> traceback.StackSummary:
    """Where we are, innermost first, without reading any source yet."""
    frames = traceback.walk_stack(sys._getframe(2))
    return traceback.StackSummary.extract(frames, limit=FRAMES, lookup_lines=False)


def valid(thing: Any) -> bool:
    """Whether Qt's side of an object still lives."""
    import shiboken6

    return bool(shiboken6.isValid(thing))


def describe(thing: Any) -> str:
    """Class and name of a Qt object."""
    name = thing.objectName()
    return f"{type(thing).__name__} “{name}”" if name else type(thing).__name__
