"""The command line: opens the window, or works without one."""

from __future__ import annotations


def main() -> int:
    return 0
