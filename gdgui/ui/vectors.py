"""Widgets as vectors: SVG by a paint engine of our own, PDF by Qt's.

QSvgGenerator writes texts in whatever font the reader has, and clips in the wrong coordinates.  Here
every text is the outline of its letters, so that it looks the same everywhere, Korean included; every
path is in the coordinates of the page; and what is clipped is clipped.  PDF embeds its fonts.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import quoteattr

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPageSize,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPolygonF,
    QTextItem,
    QTransform,
)

DPI = 96
"""Pixels of the page to the inch, as on a usual screen: texts keep their size in points."""

POINT = 72 / DPI
"""Points to the pixel."""

LARGEST_IMAGE = 3000
"""Pixels along one side, above which no image is enlarged."""

Draw = Callable[[QPainter], None]
Dirty = QPaintEngine.DirtyFlag
Metric = QPaintDevice.PaintDeviceMetric

_CAPS = {Qt.PenCapStyle.FlatCap: "butt", Qt.PenCapStyle.RoundCap: "round"}
_JOINS = {Qt.PenJoinStyle.RoundJoin: "round", Qt.PenJoinStyle.MiterJoin: "miter"}
_EMPTY = "M0 0"


def svg(draw: Draw, width: float, height: float, centimetres: bool = False) -> bytes:
    """An SVG 1.1 of `width` × `height` pixels, with its size told in pixels or in centimetres."""
    device = _Page(width, height)
    painter = QPainter(device)
    draw(painter)
    painter.end()
    factor, unit = (2.54 / DPI, "cm") if centimetres else (1.0, "")
    size = f'width="{_number(width * factor)}{unit}" height="{_number(height * factor)}{unit}"'
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'version="1.1" {size} viewBox="0 0 {_number(width)} {_number(height)}">\n'
        + device.engine.content()
        + "</svg>\n"
    )
    return text.encode()


def pdf(draw: Draw, width: float, height: float, title: str) -> bytes:
    """A PDF of one page of `width` × `height` pixels, with its fonts embedded."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Gradient Descent Lab")
    writer.setResolution(DPI)
    writer.setPageSize(
        QPageSize(
            QSizeF(width * POINT, height * POINT),
            QPageSize.Unit.Point,
            "",
            QPageSize.SizeMatchPolicy.ExactMatch,
        )
    )
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    draw(painter)
    painter.end()
    return bytes(buffer.data().data())


class _Page(QPaintDevice):
    """The device that a painter is opened on."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.engine = _Engine()
        self._size = (math.ceil(width), math.ceil(height))

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        width, height = self._size
        match metric:
            case Metric.PdmWidth:
                return width
            case Metric.PdmHeight:
                return height
            case Metric.PdmWidthMM:
                return round(width / DPI * 25.4)
            case Metric.PdmHeightMM:
                return round(height / DPI * 25.4)
            case Metric.PdmDpiX | Metric.PdmDpiY | Metric.PdmPhysicalDpiX | Metric.PdmPhysicalDpiY:
                return DPI
            case Metric.PdmDepth:
                return 32
            case Metric.PdmNumColors:
                return 1 << 24
            case Metric.PdmDevicePixelRatio:
                return 1
            case _:  # the ratio once more, in units of 1/65536
                return 1 << 16


class _Engine(QPaintEngine):
    """Writes what a painter draws as elements of an SVG."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._parts: list[str] = []
        self._clips: dict[str, int] = {}
        self._group: str | None = None
        self._matrix = QTransform()
        self._clip: QPainterPath | None = None
        self._clipping = True
        self._pen = QPen()
        self._brush = QBrush()
        self._opacity = 1.0

    def content(self) -> str:
        """All elements; the clips that they refer to first."""
        self._enter(None)
        clips = "".join(
            f'<clipPath id="clip{number}"><path d="{d}"/></clipPath>\n'
            for d, number in self._clips.items()
        )
        return f"<defs>\n{clips}</defs>\n" + "".join(self._parts)

    # What Qt asks

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        # Charts ask for it, and draw lines where they would else keep pictures of them.
        return QPaintEngine.Type.SVG

    def updateState(self, state: QPaintEngineState) -> None:
        dirty = state.state()
        if dirty & Dirty.DirtyTransform:
            self._matrix = QTransform(state.transform())
        if dirty & Dirty.DirtyPen:
            self._pen = QPen(state.pen())
        if dirty & Dirty.DirtyBrush:
            self._brush = QBrush(state.brush())
        if dirty & Dirty.DirtyOpacity:
            self._opacity = state.opacity()
        if dirty & Dirty.DirtyClipEnabled:
            self._clipping = state.isClipEnabled()
        if dirty & Dirty.DirtyClipPath:
            self._set_clip(state.clipPath(), state.clipOperation())
        if dirty & Dirty.DirtyClipRegion:
            path = QPainterPath()
            path.addRegion(state.clipRegion())
            self._set_clip(path, state.clipOperation())

    def _set_clip(self, path: QPainterPath, operation: Qt.ClipOperation) -> None:
        self._clipping = True
        mapped = self._matrix.map(path)
        if operation == Qt.ClipOperation.NoClip:
            self._clip = None
        elif operation == Qt.ClipOperation.IntersectClip and self._clip is not None:
            self._clip = self._clip.intersected(mapped)
        else:
            self._clip = mapped

    def drawPath(self, path: QPainterPath) -> None:
        self._path(_outline(self._matrix.map(path)), self._pen, self._brush, path.fillRule())

    def drawPolygon(self, points: Iterable[Any], mode: QPaintEngine.PolygonDrawMode) -> None:
        polygon = self._matrix.map(QPolygonF([QPointF(point) for point in points]))
        line = mode == QPaintEngine.PolygonDrawMode.PolylineMode
        even = mode == QPaintEngine.PolygonDrawMode.OddEvenMode
        d = _polyline(polygon.toList())
        self._path(
            d if line or d == _EMPTY else f"{d}Z",
            self._pen,
            QBrush() if line else self._brush,
            Qt.FillRule.OddEvenFill if even else Qt.FillRule.WindingFill,
        )

    def drawLines(self, lines: Iterable[Any], *_: object) -> None:
        pieces, end = [], None
        for line in lines:
            mapped = self._matrix.map(QLineF(line))
            if not (_finite(mapped.p1()) and _finite(mapped.p2())):
                continue
            if end is None or mapped.p1() != end:
                pieces.append(f"M{_number(mapped.x1())} {_number(mapped.y1())}")
            pieces.append(f"L{_number(mapped.x2())} {_number(mapped.y2())}")
            end = mapped.p2()
        self._path("".join(pieces) or _EMPTY, self._pen, QBrush(), Qt.FillRule.OddEvenFill)

    def drawRects(self, rects: Iterable[Any], *_: object) -> None:
        for rect in rects:
            path = QPainterPath()
            path.addRect(QRectF(rect))
            self.drawPath(path)

    def drawEllipse(self, rect: Any) -> None:
        path = QPainterPath()
        path.addEllipse(QRectF(rect))
        self.drawPath(path)

    def drawPoints(self, points: Iterable[Any], *_: object) -> None:
        half = self._pen_width() / 2 or 0.5
        for point in points:
            path = QPainterPath()
            path.addEllipse(self._matrix.map(QPointF(point)), half, half)
            self._path(
                _outline(path), QPen(Qt.PenStyle.NoPen), self._pen.brush(), Qt.FillRule.WindingFill
            )

    def drawTextItem(self, at: Any, item: QTextItem) -> None:
        if not item.text().strip():
            return
        path = QPainterPath()
        path.addText(at, item.font(), item.text())
        self._path(
            _outline(self._matrix.map(path)),
            QPen(Qt.PenStyle.NoPen),
            QBrush(self._pen.color()),
            Qt.FillRule.WindingFill,
            f" aria-label={quoteattr(item.text())}",
        )

    def drawImage(self, rect: Any, image: Any, source: Any, *_: object) -> None:
        m = self._matrix
        part = _crisp(image.copy(source.toAlignedRect()), m.mapRect(QRectF(rect)))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        part.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs say bytes
        code = b64encode(bytes(buffer.data().data())).decode()
        matrix = " ".join(_number(v) for v in (m.m11(), m.m12(), m.m21(), m.m22(), m.dx(), m.dy()))
        self._write(
            f'<image transform="matrix({matrix})" x="{_number(rect.x())}" y="{_number(rect.y())}" '
            f'width="{_number(rect.width())}" height="{_number(rect.height())}" '
            f'preserveAspectRatio="none"{_share("opacity", self._opacity)} '
            f'xlink:href="data:image/png;base64,{code}"/>\n'
        )

    def drawPixmap(self, rect: Any, pixmap: Any, source: Any) -> None:
        self.drawImage(rect, pixmap.toImage(), source)

    def drawTiledPixmap(self, rect: Any, pixmap: Any, offset: Any) -> None:
        """Only a background pattern would be drawn so; no chart has one."""

    # What is written

    def _path(self, d: str, pen: QPen, brush: QBrush, rule: Qt.FillRule, more: str = "") -> None:
        if d == _EMPTY:
            return
        fill, stroke = _paint("fill", brush), ""
        if pen.style() != Qt.PenStyle.NoPen:
            stroke = self._stroke(pen)
        if not stroke and 'fill="none"' in fill:
            return
        even = ' fill-rule="evenodd"' if rule == Qt.FillRule.OddEvenFill and brush.style() else ""
        self._write(f'<path d="{d}"{fill}{even}{stroke}{_share("opacity", self._opacity)}{more}/>\n')

    def _stroke(self, pen: QPen) -> str:
        width = self._pen_width()
        words = _paint("stroke", pen.brush()) + f' stroke-width="{_number(width)}"'
        words += f' stroke-linecap="{_CAPS.get(pen.capStyle(), "square")}"'
        words += f' stroke-linejoin="{_JOINS.get(pen.joinStyle(), "bevel")}"'
        if pen.style() != Qt.PenStyle.SolidLine:
            dashes = " ".join(_number(part * max(width, 1.0)) for part in pen.dashPattern())
            words += f' stroke-dasharray="{dashes}"'
            if pen.dashOffset():
                words += f' stroke-dashoffset="{_number(pen.dashOffset() * max(width, 1.0))}"'
        return words

    def _pen_width(self) -> float:
        """The width on the page: a pen of width 0 is one pixel wide, a cosmetic one is not scaled."""
        width = self._pen.widthF()
        if not self._pen.isCosmetic():
            width *= math.sqrt(abs(self._matrix.determinant()))
        return width or 1.0

    def _write(self, element: str) -> None:
        self._enter(self._clip if self._clipping else None)
        self._parts.append(element)

    def _enter(self, clip: QPainterPath | None) -> None:
        """Opens a group for what has the same clip, and closes the one before."""
        d = None if clip is None else _outline(clip)
        if d == self._group:
            return
        if self._group is not None:
            self._parts.append("</g>\n")
        if d is not None:
            number = self._clips.setdefault(d, len(self._clips) + 1)
            self._parts.append(f'<g clip-path="url(#clip{number})">\n')
        self._group = d


def _crisp(image: QImage, place: QRectF) -> QImage:
    """The image in at least as many pixels as its place has, since readers blur what they enlarge:
    the cells of a heatmap would run into each other."""
    if image.width() >= place.width() or image.height() >= place.height():
        return image
    times = math.ceil(2 * max(place.width() / image.width(), place.height() / image.height()))
    times = max(min(times, LARGEST_IMAGE // max(image.width(), image.height())), 1)
    return image.scaled(image.size() * times)


def _outline(path: QPainterPath) -> str:
    """A path as SVG spells it."""
    pieces = []
    kind = QPainterPath.ElementType
    for k in range(path.elementCount()):
        element = path.elementAt(k)
        letter = {kind.MoveToElement: "M", kind.LineToElement: "L", kind.CurveToElement: "C"}.get(
            element.type, " "
        )
        pieces.append(f"{letter}{_number(element.x)} {_number(element.y)}")
    return "".join(pieces) or _EMPTY


def _polyline(points: Iterable[QPointF]) -> str:
    """A line through points; where one is no number, the line is interrupted."""
    pieces, letter = [], "M"
    for point in points:
        if _finite(point):
            pieces.append(f"{letter}{_number(point.x())} {_number(point.y())}")
            letter = "L"
        else:
            letter = "M"
    return "".join(pieces) or _EMPTY


def _finite(point: QPointF) -> bool:
    return math.isfinite(point.x()) and math.isfinite(point.y())


def _paint(name: str, brush: QBrush) -> str:
    if brush.style() == Qt.BrushStyle.NoBrush:
        return f' {name}="none"'
    color: QColor = brush.color()
    return f' {name}="{color.name()}"' + _share(f"{name}-opacity", color.alphaF())


def _share(name: str, value: float) -> str:
    return "" if value >= 1.0 else f' {name}="{_number(value)}"'


def _number(value: float) -> str:
    """As short as three digits after the point allow; matrices need more where they are small."""
    if abs(value) < 1.0:
        return f"{value:.6g}"
    return f"{value:.3f}".rstrip("0").rstrip(".")
