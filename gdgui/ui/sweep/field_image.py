"""The field of a sweep: cells in colours, true to the values along its axes.

pyqtgraph's image has cells of one size, no way to mark one that has no value, and colours every cell
of a million at each change, which takes a tenth of a second.  This one colours for each pixel of the
screen the cell that lies there, and nothing else: cells of a typed list are as wide as their values
are apart, classes have patterns beside their colours, and cells without a value are hatched.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdgui.document.scale import Scale
from gdgui.ui import theme
from gdgui.ui.guarded import guarded
from gdgui.ui.snapshot import Array
from gdgui.ui.sweep.numbers import numbers
from gdgui.ui.sweep.patterns import UNDEFINED, Tile, pattern, spread

Colors = NDArray[np.uint32]
"""0xAARRGGBB each; what is transparent is 0."""

Places = NDArray[np.intp]

SHADE = 0.72
"""How bright the lines of a pattern are beside their colour."""

FINE = 4.0
"""Pixels for each unit of a page, whose own resolution nobody knows yet."""

_VECTOR = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)


class _Part(NamedTuple):
    """What is to be seen of the field: pixels of the device, and where the whole field lies on it."""

    columns: range
    rows: range
    fine: float
    whole: tuple[float, float, float, float]
    mirrored: bool
    upright: bool


class FieldImage(pg.ImageItem):
    """An image whose rows and columns have the widths of two scales.

    `image` holds the measure as it was computed.  `hatched` marks cells without a value; until all
    cells are known, nobody can say which these are.  `patterned` gives each class its pattern.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hatched = False
        self.patterned = False
        self.log = False
        self._colors: Colors = np.zeros(1, np.uint32)
        self._shares: tuple[Array, Array] | None = None
        self._kept: tuple[_Part, QImage] | None = None

    def show_field(
        self,
        picture: NDArray[Any],
        levels: tuple[float, float],
        colors: Colors,
        log: bool = False,
    ) -> None:
        """Shows a field (row, column): `colors` from the first level to the last, as even parts.

        With `log` the levels are those of log₁₀ of the values.
        """
        self.log = log
        self._colors = np.append(colors, np.uint32(0))  # the last is that of what has no value
        self.setImage(picture, levels=levels)
        self.look_again()

    def place(self, x: Scale, y: Scale) -> None:
        """Stretches the image over the cells of two scales."""
        (x0, x1), (y0, y1) = x.span, y.span
        self._shares = None if x.even and y.even else (x.shares, y.shares)
        self.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))
        self.look_again()

    def look_again(self) -> None:
        """What was painted last holds no more."""
        self._kept = None
        self.update()

    def colored(self, values: NDArray[Any]) -> Colors:
        """The colours of these values; transparent where there is none.

        On a logarithmic scale 0 lies below every range, and what is below 0 has no place.
        """
        found = numbers(values)
        count = len(self._colors) - 1
        low, high = self.getLevels()
        with np.errstate(all="ignore"):
            if self.log:
                np.log10(found, out=found)
            found -= low
            found /= high - low  # which may be so small that there is no number for what is 1 over it
            found *= count
            undefined = np.isnan(found)
            np.clip(found, 0, count - 1, out=found)
            found[undefined] = count
            colors: Colors = self._colors[found.astype(np.intp)]
        return colors

    def cells_at(self, columns: Array, rows: Array) -> tuple[Places, Places]:
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

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self.image is None:
            return
        transform = painter.worldTransform()
        vector = painter.paintEngine().type() in _VECTOR
        fine = FINE if vector else painter.device().devicePixelRatio()
        whole = transform.mapRect(self.boundingRect())
        seen = whole if vector else whole.intersected(QRectF(painter.viewport()))
        if seen.isEmpty():
            return
        part = _Part(
            range(int(np.floor(seen.left() * fine)), int(np.ceil(seen.right() * fine))),
            range(int(np.floor(seen.top() * fine)), int(np.ceil(seen.bottom() * fine))),
            fine,
            (whole.left(), whole.top(), whole.width(), whole.height()),
            transform.m11() < 0,
            transform.m22() < 0,
        )
        if self._kept is None or self._kept[0] != part:
            self._kept = part, self._picture(part)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setClipRect(seen)
        target = QRectF(
            part.columns.start / fine,
            part.rows.start / fine,
            len(part.columns) / fine,
            len(part.rows) / fine,
        )
        painter.drawImage(target, self._kept[1])
        painter.restore()

    def _picture(self, part: _Part) -> QImage:
        """The picture of the cells in a part of the screen."""
        left, top, width, height = part.whole
        screen = np.array(part.rows), np.array(part.columns)
        across = ((screen[1] + 0.5) / part.fine - left) / width
        down = ((screen[0] + 0.5) / part.fine - top) / height
        columns, rows = self.cells_at(
            1 - across if part.mirrored else across, 1 - down if part.upright else down
        )
        # Cells are mostly larger than pixels, or much smaller; either way each is coloured once.
        (columns, again_x), (rows, again_y) = _once(columns), _once(rows)
        values = self.image[np.ix_(rows, columns)]
        picture = self.colored(values)[np.ix_(again_y, again_x)]
        if self.patterned or self.hatched:
            self._mark(picture, numbers(values)[np.ix_(again_y, again_x)], screen)
        return _image(picture)

    def _mark(self, picture: Colors, values: Array, screen: tuple[Places, Places]) -> None:
        """Draws patterns over classes, and hatches what has no value."""
        undefined = np.isnan(values) | (values < 0) if self.log else np.isnan(values)
        if self.hatched and undefined.any():
            line = QColor(theme.current().border).rgba()
            picture[undefined & spread(UNDEFINED, *screen)] = line
        if self.patterned:
            dark = shaded(self._colors)
            for k in range(len(dark) - 1):
                picture[(values == k) & spread(pattern(k), *screen)] = dark[k]


def _once(places: Places) -> tuple[Places, Places]:
    """The places without those that repeat their neighbour, and which of these stands at each place."""
    new = np.diff(places, prepend=-1) != 0
    return places[new], np.cumsum(new) - 1


def _image(colors: Colors) -> QImage:
    height, width = colors.shape
    # Premultiplied is what is painted without another pass; colours here are opaque, or nothing.
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(colors.tobytes(), width, height, 4 * width, form).copy()


def shaded(colors: Colors) -> Colors:
    """The same colours, darker."""
    alpha = colors & np.uint32(0xFF000000)
    darker: Colors = alpha
    for shift in (16, 8, 0):
        part = ((colors >> shift) & 0xFF) * SHADE
        darker = (darker | (part.astype(np.uint32) << shift)).astype(np.uint32)
    return darker


def undefined_swatch(width: int, height: int) -> QImage:
    """A small picture for a legend of what has no value, as it is hatched in a field."""
    look = theme.current()
    rgb = np.full((height, width), QColor(look.background).rgba(), np.uint32)
    rgb[spread(UNDEFINED, np.arange(height), np.arange(width))] = QColor(look.border).rgba()
    rgb[[0, -1]] = rgb[:, [0, -1]] = QColor(look.border).rgba()
    return _image(rgb)


def swatch(color: str, tile: Tile | None, width: int, height: int) -> QImage:
    """A small picture of a class for a legend: its colour and its pattern."""
    rgb = np.full((height, width), QColor(color).rgba(), np.uint32)
    if tile is not None:
        inked = spread(tile, np.arange(height), np.arange(width))
        rgb[inked] = shaded(rgb[inked])
    return _image(rgb)
