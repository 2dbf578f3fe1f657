"""Results that are kept for a while, as many as fit into so much memory.  No Qt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Value = TypeVar("Value")

SURROUNDINGS = 10_000
"""Bytes that are taken by a result's plan and key, and by the objects around its arrays."""


class Recent(Generic[Value]):
    """Results by their keys, the most recently used of them, up to `most` bytes together.

    `size` tells the bytes of a result's arrays.  What is on screen is kept, however large it is.
    """

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self._most = most
        self._size = size
        self._values: OrderedDict[bytes, Value] = OrderedDict()
        self._shown: frozenset[bytes] = frozenset()

    def __len__(self) -> int:
        return len(self._values)

    @property
    def size(self) -> int:
        """The bytes of all that is kept."""
        return sum(SURROUNDINGS + self._size(value) for value in self._values.values())

    def show(self, keys: Iterable[bytes]) -> None:
        """Says what is on screen from now on, and used by that."""
        self._shown = frozenset(keys)
        for key in self._shown & self._values.keys():
            self._values.move_to_end(key)
        self._shrink()

    def get(self, key: bytes) -> Value | None:
        """A result that is kept, or None."""
        return self._values.get(key)

    def put(self, key: bytes, value: Value) -> None:
        """Keeps a result, and lets go of what has not been used for longest."""
        self._values[key] = value
        self._values.move_to_end(key)
        self._shrink()

    def _shrink(self) -> None:
        left = self.size
        for key in [key for key in self._values if key not in self._shown]:
            if left <= self._most:
                return
            left -= SURROUNDINGS + self._size(self._values.pop(key))
