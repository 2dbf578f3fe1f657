"""A sheet: charts that are drawn for a picture and never for the screen, in any size and look.

The charts are new ones that show the same snapshot, so that nothing in the window moves or flickers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QGraphicsItem, QLabel, QWidget

from gdgui.ui import pens, theme, vectors
from gdgui.ui.caption import caption
from gdgui.ui.charts import CHARTS, Chart
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import Snapshot

GAP = 6
"""Pixels between two charts."""

CENTIMETRE = vectors.DPI / 2.54
"""Pixels to the centimetre."""

SETTLING = 3
"""Layouts and axes settle in the course of a few rounds."""

Ranges = Sequence[Sequence[Sequence[float]]]
"""What the plots of a chart show: x and y of each."""


class Look(Struct, frozen=True):
    """How a picture looks.

    `width` and `height` are pixels of the layout, at which texts have their usual size; an image has
    `scale` times as many.  With `centimetres`, a file tells its size so.  `printed`: white, with black
    text; else as in the window.
    """

    width: float = 960
    height: float = 600
    scale: float = 2.0
    centimetres: bool = False
    printed: bool = False
    transparent: bool = False
    caption: bool = False
    vectors: bool = False
    """For a file of lines and not of pixels, whose lines have the width of the layout."""

    @property
    def theme(self) -> theme.Theme:
        """The colours."""
        return theme.PRINT if self.printed else theme.current()

    @property
    def pixels(self) -> tuple[int, int]:
        """The size of an image."""
        return max(round(self.width * self.scale), 1), max(round(self.height * self.scale), 1)


class Drawing(Protocol):
    """What can be painted: width and height in pixels of the layout, and a painter's work."""

    def draw(self, painter: QPainter) -> None:
        """Paints all of it."""
        ...


class Sheet(QWidget):
    """Charts side by side, at `places` (shares of the sheet, by the charts' keys).

    `ranges` are the views that a person has chosen, by key.  Whoever makes a sheet calls `dispose`.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        places: Mapping[str, QRectF],
        look: Look,
        ranges: Mapping[str, Ranges] | None = None,
    ) -> None:
        super().__init__()
        self.look = look
        self._theme = look.theme
        self._ranges = dict(ranges or {})
        self._intents = Intents(self)
        self.charts: dict[str, Chart] = {}
        self.setPalette(theme.palette(self._theme))
        self.resize(round(look.width), round(look.height))
        with self._worn():
            below = self._add_caption(snapshot) if look.caption else 0
            for key, place in places.items():
                chart = CHARTS[key].build(self._intents)
                chart.setParent(self)
                chart.setGeometry(_pixels(place, self.width(), self.height() - below))
                self.charts[key] = chart
        self.show_snapshot(snapshot)
        self.settle()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows another moment, in the same views."""
        with self._worn():
            for chart in self.charts.values():
                chart.show_snapshot(snapshot)
            self._undress()
        self.keep_ranges(self._ranges)

    def show_epoch(self, epoch: int) -> None:
        """Shows another epoch."""
        with self._worn():
            for chart in self.charts.values():
                chart.show_epoch(epoch)

    def keep_ranges(self, ranges: Mapping[str, Ranges]) -> None:
        """Shows the plots in these views, now and after every other snapshot."""
        self._ranges = dict(ranges)
        with self._worn():
            for key, chart in self.charts.items():
                set_ranges(chart, self._ranges.get(key, ()))

    def settle(self) -> None:
        """Lets layouts and axes find their places, without a turn of the event loop."""
        with self._worn():
            for _ in range(SETTLING):
                self.grab()
                lay_out()

    # Pictures

    def draw(self, painter: QPainter) -> None:
        """Paints all of it."""
        with self._worn():
            if not self.look.transparent:
                painter.fillRect(self.rect(), QColor(self._theme.background))
            self.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)

    def image(self) -> QImage:
        """The sheet in pixels."""
        width, height = self.look.pixels
        picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(self.look.scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()
        metre = round(vectors.DPI * self.look.scale / 0.0254)
        picture.setDotsPerMeterX(metre)
        picture.setDotsPerMeterY(metre)
        return picture

    def svg(self) -> bytes:
        """The sheet as an SVG file."""
        return vectors.svg(self.draw, self.look.width, self.look.height, self.look.centimetres)

    def pdf(self, title: str) -> bytes:
        """The sheet as a PDF file."""
        return vectors.pdf(self.draw, self.look.width, self.look.height, title)

    def dispose(self) -> None:
        """Deletes it, now: an image that shows it stays."""
        self._intents.blockSignals(True)
        self.deleteLater()

    # Dressing

    @contextmanager
    def _worn(self) -> Iterator[None]:
        """The colours of the look, and lines as wide as it has pixels."""
        enlarged = pens.enlarged(1.0 if self.look.vectors else max(self.look.scale, 1.0))
        with theme.worn(self._theme), enlarged:
            yield

    def _add_caption(self, snapshot: Snapshot) -> int:
        """Writes the parameters at the bottom, and gives the height that this takes."""
        words = QLabel(caption(snapshot), self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setFont(theme.chart_font(-0.5))
        words.setContentsMargins(theme.MARGIN, theme.TIGHT, theme.MARGIN, theme.MARGIN)
        height = min(words.heightForWidth(self.width()), self.height() // 2)
        words.setGeometry(0, self.height() - height, self.width(), height)
        return height

    def _undress(self) -> None:
        """Takes away what belongs to a screen: buttons, and pictures that stand in for lines."""
        for chart in self.charts.values():
            chart.as_figure()
        for frame in self.findChildren(Framed):
            frame.hide_tools()
            frame.setAutoFillBackground(False)
        for view in self.findChildren(pg.GraphicsView):
            view.setCacheMode(view.CacheModeFlag.CacheNone)
            if self.look.transparent:
                view.setBackgroundBrush(Qt.BrushStyle.NoBrush)
                view.viewport().setAutoFillBackground(False)
                view.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
                view.viewport().setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
            for item in view.scene().items():
                item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
                if self.look.transparent and isinstance(item, pg.TextItem):
                    item.fill = pg.mkBrush(None)  # what veils the chart beneath would be a box
                if hasattr(item, "setExportMode"):
                    item.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})


def lay_out() -> None:
    """Serves the requests of axes whose numbers have grown longer and that want more room.

    Nothing else that waits is served: a report of the encoder, say, could end the work in whose midst
    we are, and delete the sheet that is being painted.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def get_ranges(chart: QWidget) -> Ranges:
    """What the plots of a chart show."""
    return [plot.getViewBox().viewRange() for plot in _plots(chart)]


def set_ranges(chart: QWidget, ranges: Ranges) -> None:
    """Shows the plots of a chart in these views; nothing where they do not belong to it."""
    plots = _plots(chart)
    if len(plots) == len(ranges):
        for plot, (x, y) in zip(plots, ranges, strict=True):
            plot.setRange(xRange=x, yRange=y, padding=0)


def _plots(chart: QWidget) -> list[Any]:
    """The plots of a chart, in an order that is the same for two charts that show the same."""
    ascending = Qt.SortOrder.AscendingOrder
    return [
        item
        for view in chart.findChildren(pg.GraphicsView)
        for item in view.scene().items(ascending)
        if isinstance(item, Plot)
    ]


def _pixels(place: QRectF, width: int, height: int) -> QRect:
    """A share of the sheet in pixels, with half a gap at each side that has a neighbour."""
    half = GAP / 2
    left = place.left() * width + (half if place.left() > 0.001 else 0)
    top = place.top() * height + (half if place.top() > 0.001 else 0)
    right = place.right() * width - (half if place.right() < 0.999 else 0)
    bottom = place.bottom() * height - (half if place.bottom() < 0.999 else 0)
    return QRectF(left, top, right - left, bottom - top).toRect()


def alone(key: str) -> dict[str, QRectF]:
    """The places of a sheet with one chart."""
    return {key: QRectF(0, 0, 1, 1)}


def arrangement(keys: Sequence[str]) -> dict[str, QRectF]:
    """The places of several charts as in the first window: in two columns."""
    sides = {
        side: sorted((k for k in keys if CHARTS[k].column == side), key=lambda k: CHARTS[k].order)
        for side in ("left", "right")
    }
    both = all(sides.values())
    places: dict[str, QRectF] = {}
    for side, column in sides.items():
        left, width = (0.0, 4 / 7) if side == "left" else (4 / 7, 3 / 7)
        if not both:
            left, width = 0.0, 1.0
        total, top = sum(CHARTS[key].stretch for key in column), 0.0
        for key in column:
            share = CHARTS[key].stretch / total
            places[key] = QRectF(left, top, width, share)
            top += share
    return places


def png(picture: QImage) -> bytes:
    """The picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs say bytes
        raise RuntimeError("the picture could not be encoded")
    return bytes(buffer.data().data())
