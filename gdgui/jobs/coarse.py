"""A picture that begins with coarse blocks and sharpens.  No Qt."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.types import Integers

NOTHING = 255
"""The grain of a cell for which nothing stands in yet."""


class Picture:
    """The values that are shown of all cells.

    `values` has the shape (cells,) or (cells, dim).  A cell's grain is 0 where its value is its own,
    and p + 1 where that of a cell 2^p wide stands in for it, so a finer one always replaces a coarser
    one, in whatever order they come.
    """

    def __init__(self, shape: tuple[int, ...], values: NDArray[Any]) -> None:
        self._shape = shape
        self.values = values
        self._grain = np.full(values.shape[0], NOTHING, dtype=np.uint8)

    def own(self, cell: int) -> bool:
        """Whether the value of a cell is its own."""
        return bool(self._grain[cell] == 0)

    def paint(self, cells: Integers, found: NDArray[Any], stride: tuple[int, ...]) -> None:
        """Puts in the values of some cells, and blocks of `stride` around where nothing better is."""
        grain = max(stride).bit_length()
        if grain > 1:
            self._fill(cells, found, stride, grain)
        self.values[cells] = found
        self._grain[cells] = 0

    def _fill(self, cells: Integers, found: NDArray[Any], stride: tuple[int, ...], grain: int) -> None:
        """A block begins at its cell.  Cells that share a row are filled together."""
        rows, columns = (1, *self._shape)[-2:]
        height, width = (1, *stride)[-2:]
        values = self.values.reshape(rows, columns, *self.values.shape[1:])
        grains = self._grain.reshape(rows, columns)
        order = np.argsort(cells, kind="stable")
        cells, found = cells[order], found[order]
        row, column = np.divmod(cells, columns)
        begins = np.flatnonzero(np.diff(row, prepend=-1))
        for first, last in zip(begins, [*begins[1:], len(cells)], strict=True):
            top, left = int(row[first]), int(column[first])
            lines = slice(top, min(top + height, rows))
            if (np.diff(column[first:last]) == width).all():
                # Neighbours, as they nearly always are: whole stretches, without a list of places.
                block = np.repeat(found[first:last], width, axis=0)[: columns - left]
                part = slice(left, left + len(block))
                coarser = grains[lines, part] > grain
                wide = coarser.reshape(*coarser.shape, *(1,) * (values.ndim - 2))
                np.copyto(values[lines, part], block[np.newaxis], where=wide)
                np.copyto(grains[lines, part], np.uint8(grain), where=coarser)
                continue
            across = (column[first:last, np.newaxis] + np.arange(width)).ravel()
            inside = across < columns
            across = across[inside]
            block = np.repeat(found[first:last], width, axis=0)[inside]
            for line in range(lines.start, lines.stop):
                coarser = grains[line, across] > grain
                values[line, across[coarser]] = block[coarser]
                grains[line, across[coarser]] = grain
