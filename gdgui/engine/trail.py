"""Where descents stood in consecutive epochs, as the loop writes it down."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.types import Integers, Positions


class Trail:
    """The positions of n descents, one row of shape (dim, n) after the other, from `start` on.

    The loop writes each position into the row that is its own for good: no row is ever used again, so
    whoever remembers a position may keep it.  An array of its own for each epoch of few descents would
    cost a sixteenth of the epoch.
    """

    __slots__ = ("_length", "_rows")

    def __init__(self, start: Positions, room: int) -> None:
        self._rows = np.empty((room + 1, *start.shape))
        self._rows[0] = start
        self._length = 1

    @property
    def history(self) -> NDArray[np.float64]:
        """All positions so far, (epochs + 1, dim, n)."""
        return self._rows[: self._length]

    @property
    def room(self) -> int:
        """How many epochs can still be written down."""
        return len(self._rows) - self._length

    def extend(self, epochs: int) -> NDArray[np.float64]:
        """The rows of the epochs to come, to be written, (epochs, dim, n)."""
        first, self._length = self._length, self._length + epochs
        return self._rows[first : self._length]

    def last(self, epochs: int, room: int, columns: Integers | None = None) -> Trail:
        """The end of it, of some descents or of all, with room for `room` more epochs."""
        kept = self.history[-epochs - 1 :]
        if columns is not None:
            kept = kept[:, :, columns]
        rest = Trail(kept[0], len(kept) - 1 + room)
        rest.extend(len(kept) - 1)[...] = kept[1:]
        return rest
