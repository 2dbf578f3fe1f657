"""Where the measure of a curve is not defined: hatched, as the cells of a field are."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdgui.ui import theme
from gdgui.ui.guarded import guarded
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Array
from gdgui.ui.sweep.outline import joined, stretches

APART = 8
"""Pixels from one line of the hatching to the next."""


class Undefined(pg.GraphicsObject):
    """Stretches over the whole height of a plot."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self._view = plot.getViewBox()
        self.first: Array = np.empty(0)
        self.last: Array = np.empty(0)
        self.setZValue(-20)
        plot.addItem(self, ignoreBounds=True)

    def mark(self, edges: Array, missing: NDArray[np.bool_]) -> None:
        """Marks the cells that are `missing` (n,), between `edges` (n + 1,), which rise."""
        begins, ends = stretches(missing)
        self.first, self.last = edges[begins], edges[ends]
        self.update()

    def clear(self) -> None:
        """Marks nothing."""
        self.first = self.last = np.empty(0)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self._view.viewRect())

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if not len(self.first):
            return
        area = painter.worldTransform().mapRect(self.boundingRect())
        top, height = int(np.floor(area.top())), int(np.ceil(area.height()))
        region = QRegion()
        for left, right in zip(*self._on_screen(painter), strict=True):
            region += QRect(int(left), top, int(right - left), height)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setClipRegion(region)
        painter.setPen(pen(theme.current().border))
        # Lines on which x + y is the same: what is in view of one stretch meets that of the next.
        at = np.arange(np.floor(area.left() / APART) * APART, area.right() + height, APART)
        painter.drawLines([QLineF(x, top, x - height, top + height) for x in at])
        painter.restore()

    def _on_screen(self, painter: QPainter) -> tuple[Array, Array]:
        """The stretches in view, in pixels; each is a pixel wide at least."""
        transform, view = painter.worldTransform(), self.boundingRect()
        seen = (self.last >= view.left()) & (self.first <= view.right())
        scale, offset = transform.m11(), transform.dx()
        left = np.maximum(self.first[seen], view.left()) * scale + offset
        right = np.minimum(self.last[seen], view.right()) * scale + offset
        return joined(np.floor(left), np.maximum(np.ceil(right), np.floor(left) + 1))
