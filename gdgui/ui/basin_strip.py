"""The basin strip: a band under a landscape's x axis, coloured by where a descent from there ends.

Every minimum has a colour.  It is full where the descent has arrived, pale where it is in that valley
still on its way or going round, and hatched in grey where it diverged or is stuck.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem

from gdgui.engine.objectives import Objective
from gdgui.jobs.dynamics import Basins
from gdgui.ui import theme
from gdgui.ui.guarded import guarded
from gdgui.ui.kept import keep
from gdgui.ui.language import number, tr
from gdgui.ui.minima_colors import found_places, minimum_color
from gdgui.ui.plot import Plot

HEIGHT = 9.0
"""Pixels."""

FULL, PALE = 0.72, 0.26
"""How much of a minimum's colour is in the strip, and how much where nothing has arrived."""


class BasinStrip(pg.GraphicsObject):
    """The strip of a plot; it lies at the lower edge of the view, as wide as the starts reach."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._box = plot.getViewBox()
        self._basins: Basins | None = None
        self._pieces: list[tuple[float, float, int, bool]] = []
        self._places: list[int] = []
        self._area = QRectF()
        self.setParentItem(self._box)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges, False)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(-1)
        keep(self)
        self._box.sigRangeChanged.connect(self._moved)
        self._box.sigResized.connect(self._moved)

    @property
    def pieces(self) -> list[tuple[float, float, int, bool]]:
        """From where to where along x, the index of the minimum (−1: none), and whether all arrived."""
        return self._pieces

    def show_basins(self, basins: Basins | None, objective: Objective) -> None:
        """Shows other basins of a function; None takes the strip away."""
        if basins is self._basins:
            return
        self._basins = basins
        self._places = [] if basins is None else found_places(objective, basins.land.minima)
        self._pieces = [] if basins is None else _pieces(basins)
        self._moved()

    def sentence_at(self, x: float, y: float) -> str:
        """Where a start at the place (x, y) of the plot ends; empty where the strip is not."""
        basins = self._basins
        if basins is None or self._box.mapFromView(pg.Point(x, y)).y() < self.boundingRect().top():
            return ""
        k = int(np.argmin(np.abs(basins.starts - x)))
        if not basins.starts[0] <= x <= basins.starts[-1]:
            return ""
        start, minimum = number(float(basins.starts[k]), 4), int(basins.minimum[k])
        if minimum < 0:
            return tr("A start at {x} does not come to a minimum", x=start)
        at = number(float(basins.land.minima[minimum]), 5)
        if basins.arrived[k]:
            return tr("A start at {x} ends at the minimum {at}", x=start, at=at)
        end = number(float(basins.ends[k]), 4)
        return tr("A start at {x} ends at {end}, in the valley of {at}", x=start, end=end, at=at)

    def boundingRect(self) -> QRectF:
        return self._area

    @guarded
    def paint(self, painter: QPainter, *_: object) -> None:
        if not self._pieces:
            return
        look = theme.current()
        room = self.boundingRect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for low, high, minimum, arrived in self._pieces:
            left, right = (self._box.mapFromView(pg.Point(x, 0.0)).x() for x in (low, high))
            left, right = max(left, room.left()), min(right, room.right())
            if right <= left:
                continue
            piece = QRectF(left, room.top(), right - left, room.height())
            if minimum < 0:
                painter.fillRect(piece, QColor(theme.mixed(look.background, look.minimum, 0.2)))
                painter.fillRect(piece, QBrush(QColor(look.minimum), Qt.BrushStyle.BDiagPattern))
            else:
                color = minimum_color(self._places[minimum])
                share = FULL if arrived else PALE
                painter.fillRect(piece, QColor(theme.mixed(look.background, color, share)))

    def _moved(self, *_: object) -> None:
        # The scene has to hear of another rectangle before it is one, or it looks for the item where
        # it no longer is.
        self.prepareGeometryChange()
        room = self._box.rect()
        self._area = QRectF(room.left(), room.bottom() - HEIGHT - 2, room.width(), HEIGHT)
        self.update()


def _pieces(basins: Basins) -> list[tuple[float, float, int, bool]]:
    """Neighbouring starts with the same end as one piece, with borders half-way between starts."""
    kinds = basins.minimum * 2 + basins.arrived
    breaks = np.flatnonzero(np.diff(kinds)) + 1
    edges = (basins.starts[breaks - 1] + basins.starts[breaks]) / 2
    lows = np.concatenate([basins.starts[:1], edges])
    highs = np.concatenate([edges, basins.starts[-1:]])
    first = np.concatenate([[0], breaks])
    return [
        (float(low), float(high), int(basins.minimum[k]), bool(basins.arrived[k]))
        for low, high, k in zip(lows, highs, first, strict=True)
    ]
