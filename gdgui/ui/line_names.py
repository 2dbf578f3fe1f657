"""The names of lines across a plot: each whole within the view, and none over another."""

from __future__ import annotations

from collections.abc import Iterator

import pyqtgraph as pg
from PySide6.QtCore import QRectF

from gdgui.ui.plot import Plot

MARGIN, GAP = 4.0, 2.0
"""Pixels between a name and the edge of the view, and between two names."""


class LineNames:
    """Finds a place for each name whenever the view or its size changes.

    The name of an upright line stands beside it, as high up as there is room; that of a level line
    above or below it, as far to the right.
    """

    def __init__(self, plot: Plot) -> None:
        self._view = plot.getViewBox()
        self._lines: list[pg.InfiniteLine] = []
        self._view.sigRangeChanged.connect(self.arrange)
        self._view.sigResized.connect(self.arrange)

    def clear(self) -> None:
        """Forgets all lines."""
        self._lines = []

    def add(self, line: pg.InfiniteLine) -> None:
        """One more line with a label, upright or level."""
        self._lines.append(line)

    def arrange(self, *_: object) -> None:
        """Places the names; those of lines out of view take no room from others."""
        (x0, x1), (y0, y1) = self._view.viewRange()
        width, height = float(self._view.width()), float(self._view.height())
        if not (width > 0.0 and height > 0.0):
            return  # there is no room yet, and whoever gets some says so
        taken: list[QRectF] = []
        for line in self._lines:
            upright = line.angle == 90
            low, high = (x0, x1) if upright else (y0, y1)
            share = (float(line.value()) - low) / (high - low)
            if not 0.0 <= share <= 1.0:
                continue
            words: QRectF = line.label.textItem.boundingRect()
            size = words.width(), words.height()
            at = share * width if upright else (1.0 - share) * height
            places = list((_beside if upright else _along)(at, size, (width, height)))
            free = (place for place in places if not any(place.intersects(other) for other in taken))
            place = next(free, places[0])
            taken.append(place.adjusted(-GAP, -GAP, GAP, GAP))
            self._put(line, at, place, (width, height))

    def _put(self, line: pg.InfiniteLine, at: float, place: QRectF, room: tuple[float, float]) -> None:
        """Moves the label: `orthoPos` is how far along the line it is, from the left or from below."""
        if line.angle == 90:
            anchor = ((at - place.left()) / place.width(), 0.5)
            line.label.orthoPos = 1.0 - place.center().y() / room[1]
        else:
            anchor = (0.5, (at - place.top()) / place.height())
            line.label.orthoPos = place.center().x() / room[0]
        line.label.anchors = [anchor, anchor]  # pyqtgraph's two, by the half in which the line is
        line.label.updatePosition()


def _beside(at: float, size: tuple[float, float], room: tuple[float, float]) -> Iterator[QRectF]:
    """Places for the name of an upright line: from the top down, on the wider side of it."""
    (width, height), (whole, high) = size, room
    left = at < whole / 2
    sides = (at, at - width) if left else (at - width, at)
    rows = max(int((high - 2 * MARGIN) / (height + GAP)), 1)
    for row in range(rows):
        top = MARGIN + row * (height + GAP)
        for side in sides:
            yield QRectF(_inside(side, width, whole), top, width, height)


def _along(at: float, size: tuple[float, float], room: tuple[float, float]) -> Iterator[QRectF]:
    """Places for the name of a level line: from the right to the left, on the wider side of it."""
    (width, height), (whole, high) = size, room
    low = at > high / 2
    sides = (at - height, at) if low else (at, at - height)
    columns = max(int((whole - 2 * MARGIN) / (width + GAP)), 1)
    for column in range(columns):
        left = whole - MARGIN - width - column * (width + GAP)
        for side in sides:
            yield QRectF(_inside(left, width, whole), _inside(side, height, high), width, height)


def _inside(start: float, length: float, room: float) -> float:
    """The start of a stretch, moved until it lies within the room."""
    return max(min(start, room - MARGIN - length), MARGIN)
