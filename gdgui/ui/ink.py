"""Lines that stay fast, however long and wild: drawn into a picture once, and kept.

A polyline that swings to and fro costs seconds when Qt strokes it as one path, and it would be
stroked anew in every frame.  So the lines of a plot are drawn into one pixmap, in pixels, and a frame
adds no more than what is new: `GrowingInk` the segments of the epochs that have passed, `CutInk`
nothing at all, since it shows the same picture strong up to the cursor and faint beyond.  What would
fall on the same pixels is drawn once.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import numpy as np
import pyqtgraph as pg
from msgspec import Struct, field
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdgui.ui.guarded import guarded
from gdgui.ui.pens import pen
from gdgui.ui.snapshot import Array
from gdgui.ui.theme import mixed

FAR = 16_000.0
"""Pixels outside which nothing is told apart; Qt's rasteriser is not made for larger numbers."""

LONG = 20_000.0
"""A line that is longer, in pixels, is drawn without dashes: they would be lost in it."""

CROWDED = 64
"""Segments from which it pays to look for those that fall on the same pixels, and from which their
edges need not be smooth nor their colour thin: both cost several times as much."""

MOST = 120_000
"""Pixels of one line's way that are drawn at once.  A longer way only fills an area that this part of
it fills too, and a jump over ten thousand epochs shall be there at once."""

RECENT = 40
"""The last segments of a way, which are always among those that are drawn."""

MARKER = 2.5
"""The radius of a marker, in pixels."""

EDGE = MARKER + 3.0
"""How far a line, its markers and their smooth edges reach beyond its points, in pixels."""

_VECTOR = (QPaintEngine.Type.SVG, QPaintEngine.Type.Pdf, QPaintEngine.Type.Picture)


Extent = tuple[float, float, float, float]
"""Left and lower end, and right and upper one, of points and not of their ink."""


class Stroke(Struct, eq=False):
    """One line: its points, its look, and how many of its points are shown."""

    x: Array = field(default_factory=lambda: np.empty(0))
    y: Array = field(default_factory=lambda: np.empty(0))
    length: int = 0
    color: str = "#000000"
    dash: tuple[float, ...] = ()
    alpha: float = 1.0
    markers: bool = False
    filling: str = "#ffffff"
    above: bool = False

    @property
    def xData(self) -> Array:
        """The x of the points that are shown."""
        return self.x[: self.length]

    @property
    def yData(self) -> Array:
        """The y of the points that are shown."""
        return self.y[: self.length]

    def getOriginalDataset(self) -> tuple[Array, Array]:
        """The points that are shown."""
        return self.xData, self.yData


class Ink(pg.GraphicsObject):
    """Several strokes in one picture.  `touch` after a stroke's points or look have changed."""

    def __init__(self) -> None:
        super().__init__()
        self.strokes: list[Stroke] = []
        self._version = 0
        self._key: object = None
        self._pixmap = QPixmap()

    def touch(self) -> None:
        """The picture is no longer true."""
        self._version += 1
        self.update()

    def viewRangeChanged(self) -> None:
        self.prepareGeometryChange()
        self.update()

    def _update_parts(self, parts: Sequence[Extent]) -> None:
        """Has parts painted, not the whole view: else most of a frame goes to what has not changed."""
        box, view = self.getViewBox(), self.boundingRect()
        if box is None:
            self.update()
            return
        dx, dy = (size * EDGE for size in box.viewPixelSize())
        for left, low, right, high in parts:
            part = QRectF(left - dx, low - dy, right - left + 2 * dx, high - low + 2 * dy)
            self.update(part.intersected(view))

    def boundingRect(self) -> QRectF:
        rectangle = self.viewRect()
        return QRectF() if rectangle is None else QRectF(rectangle)

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        transform = painter.worldTransform()
        area = transform.mapRect(self.boundingRect()).toAlignedRect()
        if area.isEmpty() or not self.strokes:
            return
        painter.save()
        painter.resetTransform()
        if painter.paintEngine().type() in _VECTOR:
            self._paint_vector(painter, transform)
        else:
            self._paint_pixels(painter, transform, area)
        painter.restore()

    def _prepare(self, painter: QPainter, transform: QTransform, area: QRect) -> bool:
        """An empty pixmap where the old one does not serve any more; True then."""
        # A widget that is rendered into a picture is the painter's device, but not what is painted on.
        ratio = painter.paintEngine().paintDevice().devicePixelRatioF()
        key = (
            self._version,
            ratio,
            area.getRect(),
            tuple(
                round(v, 6) for v in (transform.m11(), transform.m22(), transform.dx(), transform.dy())
            ),
        )
        if key == self._key:
            return False
        self._key = key
        self._pixmap = QPixmap(area.size() * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        return True

    def _brush(self, area: QRect) -> QPainter:
        """A painter on the pixmap, in the coordinates of the view."""
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-area.topLeft())
        return painter

    def _ordered(self) -> Sequence[Stroke]:
        """The strokes, those that lie above last."""
        return sorted(self.strokes, key=lambda stroke: stroke.above)

    def _paint_vector(self, painter: QPainter, transform: QTransform) -> None:
        raise NotImplementedError

    def _paint_pixels(self, painter: QPainter, transform: QTransform, area: QRect) -> None:
        raise NotImplementedError


class CutInk(Ink):
    """Lines against an epoch: strong up to `cut`, faint beyond."""

    def __init__(self, faint: float) -> None:
        super().__init__()
        self._faint = faint
        self._cut = 0.0

    def set_faint(self, faint: float) -> None:
        """How strong the lines are beyond the cut; 0 hides what is to come."""
        if faint != self._faint:
            self._faint = faint
            self.update()

    def set_cut(self, cut: float) -> None:
        """Moves the place where the lines turn faint."""
        if cut != self._cut:
            low, high = sorted((self._cut, cut))
            self._cut = cut
            view = self.boundingRect()
            self._update_parts([(low, view.top(), high, view.bottom())])

    def _paint_pixels(self, painter: QPainter, transform: QTransform, area: QRect) -> None:
        if self._prepare(painter, transform, area):
            brush = self._brush(area)
            for stroke in self._ordered():
                draw_whole(brush, stroke, transform, area.width())
            brush.end()
        for part, opacity in self._parts(transform, area):
            painter.setOpacity(opacity)
            painter.setClipRect(part)
            painter.drawPixmap(area.topLeft(), self._pixmap)

    def _paint_vector(self, painter: QPainter, transform: QTransform) -> None:
        area = transform.mapRect(self.boundingRect()).toAlignedRect()
        for part, opacity in self._parts(transform, area):
            painter.setOpacity(opacity)
            painter.setClipRect(part)
            for stroke in self._ordered():
                draw_whole(painter, stroke, transform, area.width())

    def _parts(self, transform: QTransform, area: QRect) -> tuple[tuple[QRectF, float], ...]:
        at = min(max(transform.map(QPointF(self._cut, 0.0)).x(), area.left()), area.right() + 1.0)
        if self._faint > 0:
            # A marker that sits on the cursor is past; where the rest is hidden it would betray it.
            at = min(at + MARKER + 1, area.right() + 1.0)
        whole = QRectF(area)
        past, ahead = QRectF(whole), QRectF(whole)
        past.setRight(at)
        ahead.setLeft(at)
        return (past, 1.0), (ahead, self._faint)


class GrowingInk(Ink):
    """Trails that grow: each stroke is drawn up to its `length`; a frame adds what is new."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: list[int] = []

    def grow(self) -> None:
        """The lengths of the strokes have changed, and nothing else."""
        if len(self._drawn) != len(self.strokes):
            self.update()
            return
        parts = []
        for stroke, drawn in zip(self.strokes, self._drawn, strict=True):
            if stroke.length < drawn:
                self.update()
                return
            if stroke.length > drawn:
                part = _extent(stroke, max(drawn - 1, 0))
                if part is None:
                    self.update()
                    return
                parts.append(part)
        self._update_parts(parts)

    def _paint_pixels(self, painter: QPainter, transform: QTransform, area: QRect) -> None:
        lengths = [stroke.length for stroke in self.strokes]
        shrunk = len(lengths) != len(self._drawn) or any(
            now < then for now, then in zip(lengths, self._drawn, strict=True)
        )
        if shrunk:
            self._key = None
        if self._prepare(painter, transform, area):
            self._drawn = [0] * len(lengths)
        if lengths != self._drawn:
            brush = self._brush(area)
            for stroke, first, last in zip(self.strokes, self._drawn, lengths, strict=True):
                if last > first:
                    draw_part(brush, stroke, transform, max(first - 1, 0), last)
            brush.end()
            self._drawn = lengths
        painter.drawPixmap(area.topLeft(), self._pixmap)

    def _paint_vector(self, painter: QPainter, transform: QTransform) -> None:
        painter.setClipRect(transform.mapRect(self.boundingRect()))
        for stroke in self._ordered():
            draw_part(painter, stroke, transform, 0, stroke.length)


def _extent(stroke: Stroke, first: int) -> Extent | None:
    """How far the points from `first` to the shown end reach; None where one of them is no number."""
    last = stroke.length - 1
    if last == first + 1:  # one step, as in most frames: numpy would take ten times as long
        x0, y0 = float(stroke.x[first]), float(stroke.y[first])
        x1, y1 = float(stroke.x[last]), float(stroke.y[last])
        if not isfinite(x0 + y0 + x1 + y1):
            return None
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    x, y = stroke.x[first : last + 1], stroke.y[first : last + 1]
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def pixels(stroke: Stroke, transform: QTransform, first: int, last: int) -> Array:
    """The points `first` to `last` in pixels, shape (k, 2), those that are no numbers left away."""
    with np.errstate(all="ignore"):
        x = stroke.x[first:last] * transform.m11() + transform.dx()
        y = stroke.y[first:last] * transform.m22() + transform.dy()
    points = np.clip(np.column_stack([x, y]), -FAR, FAR)
    kept: Array = points[np.isfinite(points).all(axis=1)]
    return kept


def draw_whole(painter: QPainter, stroke: Stroke, transform: QTransform, width: int) -> None:
    """A whole line, no finer than the pixels are."""
    points = thinned(pixels(stroke, transform, 0, stroke.length), width)
    if len(points) > 1:
        span = float(np.abs(np.diff(points, axis=0)).sum())
        dash = stroke.dash if span < LONG else ()
        painter.setPen(pen(stroke.color, 1, dash, stroke.alpha))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(pg.functions.arrayToQPolygonF(points[:, 0], points[:, 1]))
    if stroke.markers:
        draw_markers(painter, stroke, points)


def draw_part(painter: QPainter, stroke: Stroke, transform: QTransform, first: int, last: int) -> None:
    """The segments between the points `first` and `last`, each place on the screen once."""
    if last - first == 2 and not stroke.markers:
        draw_segment(painter, stroke, transform, first)
        return
    points = pixels(stroke, transform, first, last)
    if len(points) > 1:
        segments = np.concatenate([points[:-1], points[1:]], axis=1)
        crowded = len(segments) > CROWDED
        if crowded:
            segments = told_apart(segments)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not crowded)
        color, alpha = stroke.color, stroke.alpha
        if crowded:
            color, alpha = mixed(stroke.filling, color, alpha), 1.0
        painter.setPen(pen(color, 1, (), alpha))
        lines = PrimitiveArray(QLineF, 4)
        lines.resize(len(segments))
        lines.ndarray()[:] = segments
        painter.drawLines(*lines.drawargs())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if stroke.markers:
        draw_markers(painter, stroke, points)


def told_apart(segments: Array) -> Array:
    """Those of the segments (k, 4), in pixels, that can be told apart, and no more than fill an area.

    Of those that fall on the same half pixels one is kept.  The last ones stay, and of the others as
    many as MOST allows, evenly.
    """
    places = np.round(segments * 2 + 2 * FAR).astype(np.uint64)
    keys = np.zeros(len(places), dtype=np.uint64)
    for column in places.T:
        keys = keys * np.uint64(1 << 16) + column
    _, found = np.unique(keys[::-1], return_index=True)
    kept = np.sort(len(keys) - 1 - found)
    way = float(np.abs(segments[kept, :2] - segments[kept, 2:]).sum())
    if way > MOST and len(kept) > RECENT:
        recent, others = kept[-RECENT:], kept[:-RECENT]
        kept = np.concatenate([others[:: int(way // MOST) + 1], recent])
    chosen: Array = segments[kept]
    return chosen


def draw_segment(painter: QPainter, stroke: Stroke, transform: QTransform, first: int) -> None:
    """The one segment from the point `first` to the next: what most frames add to most trails.

    For a single one numpy would take ten times as long.
    """
    ends = []
    for k in (first, first + 1):
        x = float(stroke.x[k]) * transform.m11() + transform.dx()
        y = float(stroke.y[k]) * transform.m22() + transform.dy()
        if not (isfinite(x) and isfinite(y)):
            return
        ends.append(QPointF(min(max(x, -FAR), FAR), min(max(y, -FAR), FAR)))
    painter.setPen(pen(stroke.color, 1, (), stroke.alpha))
    painter.drawLine(*ends)


def draw_markers(painter: QPainter, stroke: Stroke, points: Array) -> None:
    """A hollow ring at each point."""
    painter.setPen(pen(stroke.color, 1))
    painter.setBrush(QColor(stroke.filling))
    for x, y in points:
        painter.drawEllipse(QPointF(float(x), float(y)), MARKER, MARKER)


def thinned(points: Array, width: int) -> Array:
    """The same line to the eye: of a crowd of points in one column of pixels, the outermost.

    The x of the points has to grow, as that of a line against the epoch does.
    """
    if len(points) <= 4 * max(width, 1):
        return points
    columns = np.floor(points[:, 0]).astype(np.int64)
    starts = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
    low = np.minimum.reduceat(points[:, 1], starts)
    high = np.maximum.reduceat(points[:, 1], starts)
    x = points[starts, 0]
    return np.column_stack([np.repeat(x, 2), np.column_stack([low, high]).ravel()])
