"""The orbit diagram: above each learning rate, where a descent goes round in the long run.

Below it stands the Lyapunov exponent: negative where neighbours come together, positive where there is
chaos.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QColor

from gdgui.jobs.dynamics import OrbitDone, OrbitWindow
from gdgui.ui import theme
from gdgui.ui.language import tr
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot, under_pointer
from gdgui.ui.snapshot import Array

AXIS = 46
"""The width of the left axes, so that the diagram and the exponent stand one above the other."""

LOWEST = -4.0
"""Exponents below are not shown: at a single rate there is none that is low enough."""

DASH = (2.0, 2.0)


class OrbitDiagram(QObject):
    """The diagram and the exponent, each in a plot, with a line at the learning rate in both."""

    rate_dragged = Signal(float)
    """A person drags the line to this learning rate."""
    rate_released = Signal()
    """A person lets the line go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.orbit, self.exponent = Plot(), Plot()
        self.drawn: OrbitDone | None = None
        self.image = pg.ImageItem()
        self.orbit.addItem(self.image)
        self.lyapunov, self.zero = pg.PlotDataItem(), pg.InfiniteLine(0.0, angle=0)
        self.exponent.addItem(self.zero, ignoreBounds=True)
        self.exponent.addItem(self.lyapunov, ignoreBounds=True)
        self.limits: list[tuple[Plot, pg.InfiniteLine]] = []
        self.rates = [pg.InfiniteLine(angle=90, movable=True) for _ in range(2)]
        self._quiet = False
        self._put: tuple[OrbitDone, int, int] | None = None
        for plot, line in zip((self.orbit, self.exponent), self.rates, strict=True):
            line.setZValue(20)
            line.sigPositionChanged.connect(self._drag)
            line.sigPositionChangeFinished.connect(self._let_go)
            plot.addItem(line, ignoreBounds=True)
            plot.getAxis("left").setWidth(AXIS)
        self.exponent.setXLink(self.orbit)
        self.exponent.getViewBox().grasped.connect(self.orbit.stay)
        for changed in (self.orbit.getViewBox().sigResized, self.orbit.getViewBox().sigRangeChanged):
            changed.connect(self._put_image)
        self.exponent.getViewBox().setMouseEnabled(x=True, y=False)

    # Showing

    def show(self, done: OrbitDone | None) -> None:
        """What was found; None while it is not there yet."""
        if done is self.drawn and done is not None:
            return
        self.drawn = done
        found = None if done is None else done.orbit
        for part in (self.orbit, self.exponent):
            part.setVisible(done is None or found is not None)
        if done is None or found is None:
            self.image.clear()
            self._put = None
            self.lyapunov.setData([], [])
            self._draw_limits(None)
            return
        (first, last), (low, high) = (found.rates[0], found.rates[-1]), found.window
        exponents = np.where(np.isfinite(found.lyapunov), found.lyapunov, np.nan)
        exponents = np.where(found.lyapunov == -np.inf, LOWEST, exponents)
        self.lyapunov.setData(found.rates, exponents, connect="finite")
        finite = np.clip(exponents[np.isfinite(exponents)], LOWEST, None)
        if finite.size:
            bottom, top = min(float(finite.min()), -0.5), max(float(finite.max()), 0.5)
            self.exponent.setYRange(bottom, top, padding=0.08)
        if self.orbit.follows:
            self.orbit.set_limits((float(first), float(last)), (low, high))
            self.exponent.limits = None
        self._put_image()
        self._draw_limits(done)

    def show_rate(self, rate: float | None) -> None:
        """Puts the lines at a learning rate; None where there is none."""
        self._quiet = True
        for line in self.rates:
            line.setVisible(rate is not None)
            if rate is not None and not line.moving:
                line.setValue(rate)
        self._quiet = False

    def set_movable(self, movable: bool) -> None:
        """Whether the lines can be dragged."""
        for line in self.rates:
            line.setMovable(movable)

    def restyle(self) -> None:
        """Takes on the colours of the theme; those of the limits come with `show`."""
        look = theme.current()
        self.drawn = None
        for plot in (self.orbit, self.exponent):
            plot.restyle()
        self.orbit.name_axes("", "x")
        self.exponent.name_axes(tr("Learning rate"), "λ")
        self.zero.setPen(pen(look.minimum, 1, (4, 3)))
        self.lyapunov.setPen(pen(look.accent, 1))
        ramp = [theme.mixed(look.background, look.curve, share) for share in (0.0, 0.35, 0.7, 1.0)]
        colors = pg.ColorMap(None, [QColor(color) for color in ramp])
        self.image.setLookupTable(colors.getLookupTable(nPts=256))
        for line in self.rates:
            line.setPen(pen(look.accent, 1.2))
            line.setHoverPen(pen(look.accent, 3))

    def _put_image(self, *_: object) -> None:
        """The density as a picture that is no finer than the screen: else thin lines would vanish."""
        found = None if self.drawn is None else self.drawn.orbit
        if self.drawn is None or found is None:
            return
        (first, last), (low, high) = (found.rates[0], found.rates[-1]), found.window
        half = (last - first) / (2 * max(len(found.rates) - 1, 1))
        area = QRectF(first - half, low, last - first + 2 * half, high - low)
        # The view may show more than this, with some room around it, or less.
        across, up = self.orbit.getViewBox().viewPixelSize()
        if not (across > 0.0 and up > 0.0):
            return
        rows, columns = _whole(area.height() / up), _whole(area.width() / across)
        if self._put == (self.drawn, rows, columns):
            return
        self._put = self.drawn, rows, columns
        pooled = _pooled(_pooled(found.density, rows, 0), columns, 1)
        share = pooled * (pooled.shape[1] / found.density.shape[1])
        shade = np.where(share > 0, 0.2 + 0.8 * np.minimum(share, 1.0) ** 0.3, 0.0)
        self.image.setImage(shade, levels=(0.0, 1.0))
        self.image.setRect(area)

    def _draw_limits(self, done: OrbitDone | None) -> None:
        """One step and the limit of stability at the nearest minimum, as lines."""
        for plot, line in self.limits:
            plot.removeItem(line)
        self.limits = []
        known = None if done is None else done.limits
        if known is None:
            return
        look = theme.current()
        places = [(known.one_step, "1/f″"), (known.stability, "2/f″" if known.one_step else "")]
        for rate, name in places:
            for plot in (self.orbit, self.exponent) if rate is not None else ():
                line = pg.InfiniteLine(
                    rate,
                    angle=90,
                    pen=pen(look.warning, 1, DASH),
                    label=name if plot is self.orbit else None,
                    labelOpts={"position": 0.93, "color": look.warning},
                )
                if plot is self.orbit:
                    line.label.setFont(theme.chart_font(-0.5))
                plot.addItem(line, ignoreBounds=True)
                self.limits.append((plot, line))

    # What is asked for

    def window(self) -> OrbitWindow:
        """The part of the diagram that is looked at: all of it, or what was zoomed into."""
        if not self.orbit.follows:
            (r0, r1), (x0, x1) = self.orbit.viewRange()
            if r1 > 0.0:
                return OrbitWindow((max(r0, 0.0), r1), (x0, x1))
        return OrbitWindow()

    def rounded(self, rate: float) -> float:
        """A learning rate with as many digits as the screen can tell apart, and not below 0."""
        pixel = float(self.orbit.getViewBox().viewPixelSize()[0])
        digits = max(0, int(np.ceil(-np.log10(max(pixel, 1e-15)))))
        return round(max(rate, 0.0), digits)

    def rate_at(self, position: QPointF) -> float | None:
        """The learning rate at a place in the scene; None outside the two plots, and below 0."""
        for plot in (self.orbit, self.exponent):
            point = under_pointer(plot, position) if plot.isVisible() else None
            if point is not None and point.x() >= 0.0:
                return point.x()
        return None

    def _drag(self, line: pg.InfiniteLine) -> None:
        if not self._quiet:
            self.rate_dragged.emit(float(line.value()))

    def _let_go(self) -> None:
        self.rate_released.emit()


def _whole(pixels: float) -> int:
    """So many cells have at least a pixel each."""
    return int(np.clip(pixels, 1, 1_000_000))


def _pooled(density: Array, most: int, axis: int) -> Array:
    """`density` summed up along an axis so that at most `most` cells are left."""
    count = density.shape[axis]
    if count <= most:
        return density
    first = np.linspace(0, count, most, endpoint=False).astype(np.intp)
    pooled: Array = np.add.reduceat(density, first, axis=axis)
    return pooled
