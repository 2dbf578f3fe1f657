"""The field of a sweep: cells in colours, true to the values along its axes.

pyqtgraph's image has cells of one size and no way to mark one that has no value.  This one paints for
each pixel of the screen the cell that lies there: cells of a typed list are as wide as their
values are apart, classes have patterns beside their colours, and cells without a value are hatched.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdgui.ui import theme
from gdgui.ui.snapshot import Array
from gdgui.ui.sweep.patterns import UNDEFINED, Tile, pattern, spread
from gdgui.ui.sweep.scale import Scale

SHADE = 0.72
"""How bright the lines of a pattern are beside their colour."""

FINE = 4.0
"""Pixels for each unit of a page, whose own resolution nobody knows yet."""

_VECTOR = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)


class FieldImage(pg.ImageItem):
    """An image whose rows and columns have the widths of two scales.

    `hatched` marks cells without a value; until all cells are known, nobody can say which these are.
    `patterned` gives each class its pattern.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hatched = False
        self.patterned = False
        self._shares: tuple[Array, Array] | None = None

    def place(self, x: Scale, y: Scale) -> None:
        """Stretches the image over the cells of two scales."""
        (x0, x1), (y0, y1) = x.span, y.span
        self._shares = None if x.even and y.even else (x.shares, y.shares)
        self.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))

    def cells_at(self, columns: Array, rows: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The column and the row of the image at places given as shares of its width and height."""
        height, width = self.image.shape[:2]
        if self._shares is None:
            found = (np.floor(columns * width), np.floor(rows * height))
        else:
            x, y = self._shares
            found = (np.searchsorted(x, columns, "right") - 1, np.searchsorted(y, rows, "right") - 1)
        return (
            np.clip(found[0], 0, width - 1).astype(np.intp),
            np.clip(found[1], 0, height - 1).astype(np.intp),
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.image is None:
            return
        if self._renderRequired:
            self.render()
        if self.qimage is None:
            return
        transform = painter.worldTransform()
        vector = painter.paintEngine().type() in _VECTOR
        fine = FINE if vector else painter.device().devicePixelRatio()
        whole = transform.mapRect(self.boundingRect())
        seen = whole if vector else whole.intersected(QRectF(painter.viewport()))
        if seen.isEmpty():
            return
        first_x, first_y = np.floor(seen.left() * fine), np.floor(seen.top() * fine)
        columns = first_x + np.arange(int(np.ceil(seen.right() * fine) - first_x))
        rows = first_y + np.arange(int(np.ceil(seen.bottom() * fine) - first_y))
        picture = self._pixels(
            ((columns + 0.5) / fine - whole.left()) / whole.width(),
            ((rows + 0.5) / fine - whole.top()) / whole.height(),
            transform.m11() < 0,
            transform.m22() < 0,
            (rows.astype(np.intp), columns.astype(np.intp)),
        )
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setClipRect(seen)
        target = QRectF(first_x / fine, first_y / fine, len(columns) / fine, len(rows) / fine)
        painter.drawImage(target, picture)
        painter.restore()

    def _pixels(
        self,
        across: Array,
        down: Array,
        mirrored: bool,
        upright: bool,
        screen: tuple[NDArray[np.intp], NDArray[np.intp]],
    ) -> QImage:
        """The picture of the cells at these shares of the field's width and height on screen."""
        columns, rows = self.cells_at(1 - across if mirrored else across, 1 - down if upright else down)
        chosen = np.ix_(rows, columns)
        source = self.qimage.convertToFormat(QImage.Format.Format_ARGB32)
        colors = np.frombuffer(source.constBits(), np.uint32).reshape(source.height(), -1)
        picture = colors[:, : source.width()][chosen]
        if self.patterned or self.hatched:
            self._mark(picture, np.asarray(self.image)[chosen], screen)
        height, width = picture.shape
        made = QImage(picture.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32)
        return made.copy()

    def _mark(
        self,
        picture: NDArray[np.uint32],
        values: Array,
        screen: tuple[NDArray[np.intp], NDArray[np.intp]],
    ) -> None:
        """Draws patterns over classes, and hatches what has no value."""
        undefined = np.isnan(values)
        if self.hatched and undefined.any():
            line = QColor(theme.current().border).rgba()
            picture[undefined & spread(UNDEFINED, *screen)] = line
        if self.patterned:
            for k in np.unique(values[~undefined]).astype(int):
                inked = (values == k) & spread(pattern(k), *screen)
                picture[inked] = shaded(picture[inked])


def shaded(colors: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same colours, darker; 0xAARRGGBB."""
    alpha = colors & np.uint32(0xFF000000)
    darker: NDArray[np.uint32] = alpha
    for shift in (16, 8, 0):
        part = ((colors >> shift) & 0xFF) * SHADE
        darker = (darker | (part.astype(np.uint32) << shift)).astype(np.uint32)
    return darker


def swatch(color: str, tile: Tile | None, width: int, height: int) -> QImage:
    """A small picture of a class for a legend: its colour and its pattern."""
    rgb = np.full((height, width), QColor(color).rgba(), np.uint32)
    if tile is not None:
        inked = spread(tile, np.arange(height), np.arange(width))
        rgb[inked] = shaded(rgb[inked])
    return QImage(rgb.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
