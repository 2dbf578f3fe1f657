"""Threads that compute give way to the window.  No Qt."""

from __future__ import annotations

import os
import sys
import threading

NICENESS = 10
"""How far back, from 0 to 19, threads that compute stand.  Where they keep every core busy, a window of
the same rank waits for one of them to be interrupted, some milliseconds, whenever it has to draw."""


def give_way() -> None:
    """Lets the present thread stand back behind the window, for good.

    Only Linux ranks the threads of a process by this call; Windows and macOS prefer the program at
    which somebody works by themselves.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
