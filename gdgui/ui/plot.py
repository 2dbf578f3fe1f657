"""A plot of ours: pyqtgraph's, with true numbers at its axes, a way back, and no menu of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPixmapCache
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsScene,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdgui.ui import theme
from gdgui.ui.icons import set_icon
from gdgui.ui.language import number, tr
from gdgui.ui.legend import Legend
from gdgui.ui.pens import pen
from gdgui.ui.theme import Series

pg.setConfigOptions(imageAxisOrder="row-major", antialias=True)


LARGEST = 1e290
"""No plot reaches further: beyond it, the width of the view would be no number any more."""


MANY_DECADES = 6
"""An axis over more has ticks at powers of ten alone."""


KEPT = 256 * 1024
"""Kilobytes of pictures that Qt may keep.  Its own 10 MB hold not even one landscape on a large screen:
then every picture displaces the next, and all of them are painted anew in every frame."""


def keep(item: QGraphicsItem) -> None:
    """Lets Qt keep the item's picture while nothing about it changes.

    A frame of playback paints a whole view anew; its grid alone would cost more than all the rest.
    """
    if QPixmapCache.cacheLimit() < KEPT:
        QPixmapCache.setCacheLimit(KEPT)
    item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)


class Axis(pg.AxisItem):
    """An axis whose numbers are the true ones: no factor in the label, and a real minus sign.

    With `decades` the axis carries log₁₀ of the values, and shows the values.
    """

    def __init__(self, orientation: str) -> None:
        self._words = ""
        self._asked: object = None
        self._bounds = QRectF()
        super().__init__(orientation)
        self.decades = False
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=-4, autoExpandTextSpace=True, hideOverlappingLabels=True)
        keep(self)

    def boundingRect(self) -> QRectF:
        # Asked dozens of times in every frame, and pyqtgraph goes through four mappings each time.
        view = self.linkedView()
        asked = (self.geometry(), None if view is None else view.geometry(), self.grid)
        if asked != self._asked:
            self._asked, self._bounds = asked, super().boundingRect()
        return self._bounds

    def _updateLabel(self) -> None:
        """Sets the label where it says something new: pyqtgraph sets it at every new range or pen."""
        words = self.labelString()
        if words != self._words:
            self._words = words
            super()._updateLabel()
        else:
            self.picture = None
            self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, Sequence[float]]]:
        plain: list[tuple[float, Sequence[float]]] = super().tickValues(low, high, size)
        if not self.decades:
            return plain
        if abs(high - low) > MANY_DECADES:
            return [(spacing, [at for at in places if at == round(at)]) for spacing, places in plain]
        low, high = min(low, high), max(low, high)
        levels: list[tuple[float, Sequence[float]]] = [
            (spacing, [at for at in _decades(low, high, parts) if low <= at <= high])
            for spacing, parts in ((1.0, (1,)), (0.3, (2, 5)), (0.1, (3, 4, 6, 7, 8, 9)))
        ]
        return levels if len(levels[0][1]) + len(levels[1][1]) > 1 else plain

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.decades:
            return ["" if spacing == 0.1 else number(10.0**value, 3) for value in values]
        return minus(super().tickStrings(values, scale, spacing))


def _decades(low: float, high: float, parts: Sequence[int]) -> list[float]:
    """Where the multiples of the powers of ten between two places stand."""
    return [
        decade + math.log10(part)
        for decade in range(math.floor(low), math.ceil(high) + 1)
        for part in parts
    ]


def minus(texts: list[str]) -> list[str]:
    """The same numbers with a real minus sign."""
    return [text.replace("-", "−") for text in texts]


class View(pg.ViewBox):
    """A view box without a menu, that tells when a person has moved it."""

    moved = Signal()
    """A person is about to move the view: what is shown now is worth to be kept."""

    def __init__(self) -> None:
        self._bounds: QRectF | None = None
        super().__init__(enableMenu=False, defaultPadding=0.03)
        self.take_drag: Callable[[Any], None] | None = None
        self.sigRangeChangedManually.connect(self._tell)

    def boundingRect(self) -> QRectF:
        # Asked by every item in it, in every frame.
        if self._bounds is None:
            self._bounds = super().boundingRect()
        return self._bounds

    def resizeEvent(self, ev: Any) -> None:
        self._bounds = None
        super().resizeEvent(ev)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        """A drag moves the view, unless somebody has taken it over to draw."""
        if self.take_drag is not None and axis is None and ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.take_drag(ev)
        else:
            super().mouseDragEvent(ev, axis)

    def _tell(self, *_: object) -> None:
        self.moved.emit()


class Plot(pg.PlotItem):
    """A plot with our axes; `fit` and `back` work on it.

    `limits` is what `fit` shows: (x0, x1), (y0, y1), set by the chart.
    """

    def __init__(self) -> None:
        axes = {side: Axis(side) for side in ("left", "bottom")}
        super().__init__(viewBox=View(), axisItems=axes, enableMenu=False)
        self.hideButtons()
        for side in ("right", "top"):  # hidden, and pyqtgraph looks for a factor at every new range
            self.getAxis(side).enableAutoSIPrefix(False)
        self.limits: tuple[tuple[float, float], tuple[float, float]] | None = None
        self._former: list[Any] = []
        self._last: Any = None
        self._following = True
        self.getViewBox().moved.connect(self._remember)
        self.restyle()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(pen(look.border))
            axis.setTextPen(pen(look.foreground))
            axis.setTickFont(theme.chart_font(-0.5))
            axis.label.setDefaultTextColor(QColor(look.foreground))
            axis.label.setFont(theme.chart_font())
        self.showGrid(x=True, y=True, alpha=0.12)

    def name_axes(self, x: str, y: str) -> None:
        """The names of the axes."""
        self.setLabel("bottom", x)
        self.setLabel("left", y)
        self.getAxis("left").label.setFont(theme.chart_font())
        self.getAxis("bottom").label.setFont(theme.chart_font())

    def set_limits(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """What there is to be seen; the view follows unless a person has moved it."""
        self.limits = (x, y)
        if self._following:
            self._go_to_limits()

    def begin(self) -> None:
        """Shows everything of something else: there is no view before that one could go back to."""
        self._former.clear()
        self._following = True
        self._go_to_limits()

    def fit(self) -> None:
        """Shows everything, and follows again."""
        self._keep()
        self._following = True
        self._go_to_limits()

    def back(self) -> bool:
        """The view before the last one; False where there is none."""
        if not self._former:
            return False
        self._following = False
        x, y = self._former.pop()
        self.setRange(xRange=x, yRange=y, padding=0)
        self._last = self.getViewBox().viewRange()
        return True

    def _go_to_limits(self) -> None:
        if self.limits is not None:
            (x0, x1), (y0, y1) = self.limits
            self.setRange(xRange=_open(x0, x1), yRange=_open(y0, y1), padding=0.04)
            self._last = self.getViewBox().viewRange()

    def _remember(self) -> None:
        self._following = False
        self._keep()

    def _keep(self) -> None:
        """Keeps the view as it was before this move."""
        if self._last is not None and (not self._former or self._former[-1] != self._last):
            self._former.append([list(part) for part in self._last])
            del self._former[:-50]
        self._last = [list(part) for part in self.getViewBox().viewRange()]


def _open(low: float, high: float) -> tuple[float, float]:
    """A range that is no single point."""
    low, high = max(low, -LARGEST), min(high, LARGEST)
    if high > low:
        return low, high
    room = abs(low) * 0.1 or 1.0
    return low - room, high + room


class Canvas(pg.GraphicsLayoutWidget):
    """Where plots stand: no frame, the theme's background, and no double meaning of the wheel."""

    def __init__(self) -> None:
        super().__init__()
        # Many items of a plot take their bounds from the view, and so change them unannounced.  An
        # index of places would then keep pointers to items that are gone, and painting would crash.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setFrameShape(pg.GraphicsLayoutWidget.Shape.NoFrame)
        self.ci.layout.setContentsMargins(4, 2, 8, 4)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.restyle()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self.setBackground(theme.current().background)


class Framed(QWidget):
    """A chart's frame: its title, the coordinates under the pointer, and buttons for the view."""

    fit_asked = Signal()
    back_asked = Signal()

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self.title = QLabel(title)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.coordinates = QLabel()
        self.coordinates.setForegroundRole(self.coordinates.foregroundRole().PlaceholderText)
        self._back = _tool("last-view", tr("Back to the last view"))
        self._fit = _tool("fit", tr("Show everything"))
        self._back.clicked.connect(self.back_asked)
        self._fit.clicked.connect(self.fit_asked)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(8, 3, 4, 0)
        self.bar.setSpacing(2)
        self.legend = Legend(self.coordinates)
        self.bar.addWidget(self.title)
        self.bar.addSpacing(12)
        self.bar.addWidget(self.legend, 1)
        self.bar.addWidget(self.coordinates)
        self.bar.addSpacing(6)
        self.pencil = _tool("rename", tr("Draw with the mouse"))
        self.pencil.setCheckable(True)
        self.pencil.hide()
        self.bar.addWidget(self.pencil)
        self.bar.addWidget(self._back)
        self.bar.addWidget(self._fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self.bar)
        layout.addWidget(content, 1)
        self.setAutoFillBackground(True)
        self.restyle()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        colors = self.palette()
        colors.setColor(self.backgroundRole(), QColor(theme.current().background))
        self.setPalette(colors)

    def set_legend(self, entries: Sequence[tuple[Series, str]]) -> None:
        """Names what the lines are, beside the title and so never over the data."""
        self.legend.set_entries(entries)

    def tell_below(self) -> None:
        """Gives the coordinates a line of their own below the chart."""
        self.bar.removeWidget(self.coordinates)
        self.legend.stand_alone()
        self.coordinates.setContentsMargins(8, 0, 8, 3)
        self.coordinates.setMinimumHeight(self.coordinates.fontMetrics().height() + 3)
        self.coordinates.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.coordinates)

    def add_below(self, widget: QWidget) -> None:
        """Puts something between the chart and what is told below it."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, widget)

    def add_tool(self, name: str, tip: str) -> QToolButton:
        """A button of the chart's own, before those for the view."""
        button = _tool(name, tip)
        self.bar.insertWidget(self.bar.count() - 2, button)
        return button

    def hide_tools(self) -> None:
        """As a figure: without the buttons."""
        for part in (*self.findChildren(QToolButton), self.coordinates):
            part.hide()
            part.setFixedSize(0, 0)  # a chart may show its own again as there is more to see


def _tool(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    set_icon(button, name)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def under_pointer(plot: Plot, position: QPointF) -> QPointF | None:
    """The plot's coordinates at a place in the scene; None outside the plot."""
    box = plot.getViewBox()
    rectangle: QRectF = box.sceneBoundingRect()
    if not rectangle.contains(position):
        return None
    point: QPointF = box.mapSceneToView(position)
    return point
