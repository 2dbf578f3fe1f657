"""The points at the heads of the ways: one symbol for each descent, painted by one item.

A scatter item of pyqtgraph for each would cost more in every frame than all the trails.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdgui.ui import theme
from gdgui.ui.guarded import guarded
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.samples import symbol_path

SIZE, CHOSEN = 10.0, 13.0
"""Pixels across a symbol, and across that of the chosen descent."""


class Head(Struct, eq=False):
    """One point: where it is, and its look."""

    color: str
    symbol: str
    chosen: bool
    x: float = np.nan
    y: float = np.nan

    @property
    def there(self) -> bool:
        """Whether it is at a place in the numbers."""
        return bool(np.isfinite(self.x) and np.isfinite(self.y))


class Heads(pg.GraphicsObject):
    """The item; see the module."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self.heads: list[Head] = []
        self.setZValue(12)
        plot.addItem(self, ignoreBounds=True)

    def move(self, places: Sequence[tuple[float, float]]) -> None:
        """Puts the heads elsewhere, in their order; paints where they were and where they are."""
        dx, dy = self.getViewBox().viewPixelSize()
        width, height, view = 2 * dx * CHOSEN, 2 * dy * CHOSEN, self.boundingRect()
        for head, (x, y) in zip(self.heads, places, strict=True):
            if (x, y) == (head.x, head.y):
                continue
            for _ in range(2):
                if head.there:
                    left, low = head.x - width / 2, head.y - height / 2
                    self.update(QRectF(left, low, width, height).intersected(view))
                head.x, head.y = x, y

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        rectangle = self.viewRect()
        return QRectF() if rectangle is None else QRectF(rectangle)

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        transform = painter.worldTransform()
        edge = pen(theme.current().outline, 1)
        painter.save()
        painter.setClipRect(self.boundingRect())
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for head in sorted(self.heads, key=lambda head: head.chosen):
            if not head.there:
                continue
            at = transform.map(QPointF(head.x, head.y))
            size = CHOSEN if head.chosen else SIZE
            painter.save()
            painter.translate(at)
            painter.scale(size, size)
            painter.setPen(edge)
            painter.setBrush(QColor(head.color))
            painter.drawPath(symbol_path(head.symbol))
            painter.restore()
        painter.restore()
