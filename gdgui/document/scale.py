"""The cells along an axis of a sweep: where its values stand, and where their cells end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdgui.document.model import Axis

Array = NDArray[np.float64]


class Scale:
    """The axis of a sweep as it is drawn: true values, or their logarithms; cells are centred on them.

    `at` is where each value stands.  `order` tells which values have a cell, from the first edge to the
    last: all of them as they come, but uneven ones, those of a typed list or whole numbers on a
    logarithmic axis, in the order of their size, and each once, however often it is there.  `edges` are
    the borders of these cells, one more than there are cells; between uneven values they lie halfway.
    `whole` tells whether the values are whole numbers by their nature.
    """

    def __init__(self, axis: Axis, values: NDArray[Any]) -> None:
        self.log = axis.spacing == "log"
        self.whole = np.issubdtype(values.dtype, np.integer)
        self.even = axis.spacing != "list" and not (self.log and self.whole)
        self.values = np.asarray(values, dtype=np.float64)
        self.at: Array = np.log10(self.values) if self.log else self.values
        if self.even:
            self.order: NDArray[np.intp] = np.arange(len(self.at))
            self.edges = self._even_edges()
        else:
            places, self.order = np.unique(self.at, return_index=True)
            self.edges = _edges_between(places)

    def _even_edges(self) -> Array:
        first, last = float(self.at[0]), float(self.at[-1])
        half = (last - first) / (2 * (len(self.at) - 1)) if len(self.at) > 1 else 0.0
        if half == 0.0:
            half = abs(first) * 0.05 or 0.5
        return np.linspace(first - half, last + half, len(self.at) + 1)

    @property
    def span(self) -> tuple[float, float]:
        """The outer edges of the first and the last cell."""
        return float(self.edges[0]), float(self.edges[-1])

    @property
    def shares(self) -> Array:
        """The edges as shares of the whole width, from 0 to 1."""
        shares: Array = (self.edges - self.edges[0]) / (self.edges[-1] - self.edges[0])
        return shares

    def place(self, value: float) -> float:
        """Where a value stands, also beyond the edges; −∞ where there is no logarithm."""
        if not self.log:
            return value
        return float(np.log10(value)) if value > 0 else -np.inf

    def reaches(self, place: float) -> bool:
        """Whether a place lies between the outermost edges."""
        return min(self.span) <= place <= max(self.span)

    def nearest(self, place: float) -> int | None:
        """The index of the value whose cell is at a place; None outside the cells."""
        first, last = self.span
        if not min(first, last) <= place <= max(first, last):
            return None
        cell = int(np.searchsorted(self.shares, (place - first) / (last - first), "right")) - 1
        return int(self.order[min(max(cell, 0), len(self.order) - 1)])

    def cell_of(self, value: float) -> int | None:
        """The index of the value whose cell a value lies in; None outside the cells."""
        if self.log:
            return self.nearest(float(np.log10(value))) if value > 0 else None
        return self.nearest(value)

    def closest(self, place: float) -> int:
        """The index of the value nearest to a place."""
        return int(np.argmin(np.abs(self.at - place)))


def _edges_between(places: Array) -> Array:
    """Halfway between neighbours, and as far beyond the outermost as their other edge is away."""
    if len(places) == 1:
        half = abs(float(places[0])) * 0.05 or 0.5
        return np.array([places[0] - half, places[0] + half])
    inner = (places[:-1] + places[1:]) / 2
    first, last = 2 * places[0] - inner[0], 2 * places[-1] - inner[-1]
    edges: Array = np.concatenate([[first], inner, [last]])
    return edges
