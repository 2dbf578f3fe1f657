"""Charts and panels that are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Part = TypeVar("Part")


class Parts(dict[str, Part]):
    """Charts or panels by their keys; one that is not there yet is made when it is asked for.

    So nobody who starts the program waits for what is hidden.
    """

    def __init__(self, make: Callable[[str], Part]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Part:
        self[key] = self._make(key)
        return self[key]
