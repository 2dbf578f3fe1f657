"""A plot of ours: pyqtgraph's, with true numbers at its axes, a way back, and no menu of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import (
    QGraphicsGridLayout,
    QGraphicsScene,
    QSizePolicy,
)

from gdgui.ui import theme
from gdgui.ui.axis import Axis
from gdgui.ui.guarded import reported
from gdgui.ui.pens import pen
from gdgui.ui.views import Seen, Views

pg.setConfigOptions(imageAxisOrder="row-major", antialias=True)


LARGEST = 1e290
"""No plot reaches further: beyond it, the width of the view would be no number any more."""


AWAY = QPointF(-1e9, -1e9)
"""Where the pointer is for a scene that it has left: over nothing."""

PAUSE = 600
"""Milliseconds without a notch of the wheel after which the next one is another way of looking."""


class View(pg.ViewBox):
    """A view box without a menu, that tells when a person moves it."""

    grasped = Signal()
    """A person begins to move the view: what is shown now is worth to be kept.  A whole drag, and
    notches of the wheel in a row, are one move."""
    moved = Signal()
    """A person has moved the view."""

    def __init__(self) -> None:
        self._bounds: QRectF | None = None
        super().__init__(enableMenu=False, defaultPadding=0.03)
        self.take_drag: Callable[[Any], None] | None = None
        self._turning = QTimer(self)
        self._turning.setSingleShot(True)
        self._turning.setInterval(PAUSE)
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
            return
        if ev.isStart():
            self.grasped.emit()
        super().mouseDragEvent(ev, axis)

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        if not self._turning.isActive():
            self.grasped.emit()
        self._turning.start()
        super().wheelEvent(ev, axis)

    def _tell(self, *_: object) -> None:
        self.moved.emit()


GRID = 0.12
"""How opaque the lines of the grid are."""

TITLE = 30
"""The height of a plot's title, in pixels."""

TITLE_ROW, VIEW_ROW = 0, 1


class Plot(pg.GraphicsWidget):
    """A view with our axes to the left and below and a title above.

    `limits` is everything: (x0, x1), (y0, y1), set by the chart; `views` are the ways back, and to see
    everything again; `bottom` is an axis of another kind.  pyqtgraph's own PlotItem makes two more axes
    and, for a menu that nobody sees here, some sixty widgets: for five plots as much time as the whole
    rest of the charts takes.
    """

    def __init__(self, bottom: Axis | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.items: list[Any] = []
        self._view = View()
        self._axes = {"left": Axis("left"), "bottom": bottom or Axis("bottom")}
        self.titleLabel: pg.LabelItem | None = None
        self._grid = QGraphicsGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self._grid.addItem(self._view, VIEW_ROW, 1)
        for side, axis in self._axes.items():
            self._grid.addItem(axis, *((VIEW_ROW, 0) if side == "left" else (VIEW_ROW + 1, 1)))
            axis.linkToView(self._view)
            # Above images, and below what wants to be above the axes.
            axis.setZValue(0.5)
            axis.setFlag(axis.GraphicsItemFlag.ItemNegativeZStacksBehindParent)
        self._grid.setRowStretchFactor(VIEW_ROW, 100)
        self._grid.setColumnStretchFactor(1, 100)
        self.limits: tuple[tuple[float, float], tuple[float, float]] | None = None
        self.views = Views([self])
        self._following = self._gridded = True
        self._view.grasped.connect(self._grasp)
        self.restyle()

    def implements(self, interface: str) -> bool:
        """What pyqtgraph asks before it links the view of one plot to that of another."""
        return interface == "ViewBoxWrapper"

    def getViewBox(self) -> View:
        """The view in which the items are."""
        return self._view

    def getAxis(self, side: str) -> Axis:
        """The axis on the "left" or at the "bottom"."""
        return self._axes[side]

    def measure(self) -> None:
        """Gives the axes the room that their numbers take; see `Axis.measure`."""
        for axis in self._axes.values():
            axis.measure()
        self._grid.activate()

    def addItem(self, item: Any, ignoreBounds: bool = False) -> None:  # noqa: N803 - pyqtgraph's name
        """Puts something into the view."""
        self.items.append(item)
        self._view.addItem(item, ignoreBounds=ignoreBounds)

    def removeItem(self, item: Any) -> None:
        """Takes something out of the view; nothing happens where it is not there."""
        if item in self.items:
            self.items.remove(item)
            self._view.removeItem(item)

    def plot(self, *data: Any, **look: Any) -> pg.PlotDataItem:
        """A new line in the view."""
        line = pg.PlotDataItem(*data, **look)
        self.addItem(line)
        return line

    def setTitle(self, words: str, size: str, color: str) -> None:
        """The words above the view."""
        if self.titleLabel is None:
            self.titleLabel = pg.LabelItem(parent=self)
            self._grid.addItem(self.titleLabel, TITLE_ROW, 1)
            self._grid.setRowFixedHeight(TITLE_ROW, TITLE)
        self.titleLabel.setText(words, size=size, color=color)

    def setLabel(self, side: str, words: str) -> None:
        """The name of an axis."""
        self._axes[side].setLabel(words)

    # As in the view

    def setRange(self, **ranges: Any) -> None:
        self._view.setRange(**ranges)

    def setXRange(self, low: float, high: float, padding: float) -> None:
        self._view.setXRange(low, high, padding=padding)

    def setYRange(self, low: float, high: float, padding: float) -> None:
        self._view.setYRange(low, high, padding=padding)

    def setXLink(self, other: Plot) -> None:
        self._view.setXLink(other)

    def setYLink(self, other: Plot) -> None:
        self._view.setYLink(other)

    def viewRange(self) -> list[list[float]]:
        ranges: list[list[float]] = self._view.viewRange()
        return ranges

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        for axis in self._axes.values():
            axis.setPen(pen(look.border))
            axis.setTextPen(pen(look.foreground))
            axis.setTickFont(theme.chart_font(-0.5))
            axis.label.setDefaultTextColor(QColor(look.foreground))
            axis.label.setFont(theme.chart_font())
        self.show_grid(self._gridded)

    def show_grid(self, shown: bool) -> None:
        """Draws the lines of the grid, or leaves them away."""
        self._gridded = shown
        for axis in self._axes.values():
            axis.setGrid(round(255 * GRID) if shown else False)

    def name_axes(self, x: str, y: str) -> None:
        """The names of the axes."""
        for axis in self._axes.values():
            axis.label.setFont(theme.chart_font())
        self.setLabel("bottom", x)
        self.setLabel("left", y)

    def set_limits(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """What there is to be seen; the view follows unless a person has moved it."""
        self.limits = (x, y)
        if self._following:
            self._go_to_limits()

    def begin(self) -> None:
        """Shows everything of something else: there is no view before that one could go back to."""
        self.views.forget()
        self.follow()

    def follow(self) -> None:
        """Shows everything, and goes on to do so."""
        self._following = True
        self._go_to_limits()

    @property
    def follows(self) -> bool:
        """Whether everything is shown, also when there is more of it."""
        return self._following

    def stay(self) -> None:
        """Goes on to show what is shown now."""
        self._following = False

    def seen(self) -> Seen:
        """What is shown."""
        (x0, x1), (y0, y1) = self.viewRange()
        return Seen((x0, x1), (y0, y1), self._following)

    def see(self, view: Seen) -> None:
        """Shows what was shown; what followed then follows again, wherever that leads now."""
        if view.follows:
            self.follow()
        else:
            self.stay()
            self.setRange(xRange=view.x, yRange=view.y, padding=0)

    def zoom(self, area: QRectF) -> None:
        """Shows a part, and stays there."""
        self.views.remember()
        self.stay()
        self.setRange(
            xRange=(area.left(), area.right()), yRange=(area.top(), area.bottom()), padding=0
        )

    def _go_to_limits(self) -> None:
        if self.limits is not None:
            (x0, x1), (y0, y1) = self.limits
            self.setRange(xRange=_open(x0, x1), yRange=_open(y0, y1), padding=0.04)

    def _grasp(self) -> None:
        self.views.remember()
        self.stay()


def _open(low: float, high: float) -> tuple[float, float]:
    """A range that is no single point."""
    low, high = max(low, -LARGEST), min(high, LARGEST)
    if high > low:
        return low, high
    room = abs(low) * 0.1 or 1.0
    return low - room, high + room


def see_together(*plots: Plot) -> Views:
    """One history for plots that are looked at together."""
    views = Views(plots)
    for plot in plots:
        plot.views = views
    return views


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

    def paintEvent(self, event: QPaintEvent) -> None:
        for item in list(self.ci.items):
            if isinstance(item, Plot):
                with reported():
                    item.measure()
        super().paintEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        # Whoever follows the pointer is told that it is over nothing any more.
        self.scene().sigMouseMoved.emit(AWAY)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self.setBackground(theme.current().background)


def under_pointer(plot: Plot, position: QPointF) -> QPointF | None:
    """The plot's coordinates at a place in the scene; None outside the plot."""
    box = plot.getViewBox()
    rectangle: QRectF = box.sceneBoundingRect()
    if not rectangle.contains(position):
        return None
    point: QPointF = box.mapSceneToView(position)
    return point
