"""Items handed from the thread that makes them to one that writes them, few at a time.  No Qt."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from typing import Generic, TypeVar

from gdgui.engine.descent import Cancelled
from gdgui.jobs.job import CancelToken

Item = TypeVar("Item")

PATIENCE = 0.05
"""Seconds between two looks at the token, while there is nothing to take."""

ROOM = 4
"""Frames that may wait to be taken."""


class Feed(Generic[Item]):
    """Passes `count` items from the thread that makes them to the one that writes them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.given = 0
        self._items: queue.Queue[Item] = queue.Queue(ROOM)

    @property
    def has_room(self) -> bool:
        """Whether `give` would take another item at once."""
        return not self._items.full() and self.given < self.count

    def give(self, item: Item) -> None:
        """Adds an item.  Only where `has_room`: nobody waits in the GUI thread."""
        self._items.put_nowait(item)
        self.given += 1

    def taken(self, token: CancelToken) -> Iterator[Item]:
        """The items as they come, for the other thread.  Raises Cancelled when the token is set."""
        for _ in range(self.count):
            while True:
                if token.is_set():
                    raise Cancelled
                try:
                    item = self._items.get(timeout=PATIENCE)
                    break
                except queue.Empty:
                    continue
            yield item
