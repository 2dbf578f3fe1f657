"""The start of the chosen descent: a ring on the curve that can be dragged."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal

from gdgui.ui import theme
from gdgui.ui.pens import pen


class StartHandle(pg.TargetItem):
    """The ring; see the module."""

    dragged = Signal(float, bool)
    """Where along x it is, and whether the drag still goes on."""

    def __init__(self) -> None:
        super().__init__(size=15, symbol="o", movable=True)
        self._quiet = False
        self.setZValue(20)
        self.sigPositionChanged.connect(self._moved)
        self.sigPositionChangeFinished.connect(self._finished)

    def put(self, x: float, y: float) -> None:
        """Shows another start; emits nothing."""
        self._quiet = True
        self.setPos(x, y)
        self._quiet = False

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.setPen(pen(look.accent, 2))
        self.setBrush(pg.mkBrush(look.background))
        self.setHoverPen(pen(look.accent, 3))

    def is_held_at(self, place: QPointF) -> bool:
        """Whether a press at this place of the scene takes hold of it."""
        return self.isVisible() and bool(self.contains(self.mapFromScene(place)))

    def _moved(self) -> None:
        if not self._quiet:
            self.dragged.emit(float(self.pos().x()), True)

    def _finished(self) -> None:
        self.dragged.emit(float(self.pos().x()), False)
