"""Whether a sweep fits into the memory of this machine.  No Qt."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from gdgui.engine.grid import Grid
from gdgui.engine.message import InputError, Message
from gdgui.engine.sweep import BLOCK

FIXED = 200_000_000
"""Bytes that a sweep takes whatever its size: the blocks that are being computed."""

PER_CELL = 200
"""Bytes that a cell takes at most, with all that is shown of it; how many epochs it has is the same,
and how many repeats, of which few are held at once."""

MEGABYTE = 1_000_000


def needed(grid: Grid) -> int:
    """The bytes that a sweep takes at most."""
    return FIXED + PER_CELL * grid.size


def available() -> int | None:
    """The bytes that are free here; None where the system does not tell."""
    if sys.platform == "win32":
        return _available_on_windows()
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        # What is there at all, where nobody tells what of it is free.
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None


def _available_on_windows() -> int | None:
    class MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("available", ctypes.c_ulonglong),
            ("others", ctypes.c_ulonglong * 5),
        )

    status = MemoryStatus(length=ctypes.sizeof(MemoryStatus))
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return int(status.available) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None


def check_memory(grid: Grid) -> None:
    """Raises InputError, with the numbers, where a sweep would not fit.

    What is no larger than a block takes a few MB, and less time than it takes to ask.
    """
    if grid.size <= BLOCK:
        return
    free, wanted = available(), needed(grid)
    if free is not None and wanted > free:
        raise InputError(
            Message(
                "a sweep of {cells:,} cells needs up to {needed:,} MB of memory, and {free:,} MB are "
                "free; take fewer values",
                {
                    "cells": grid.size,
                    "needed": -(-wanted // MEGABYTE),
                    "free": free // MEGABYTE,
                },
            )
        )
