"""Gradient descent as an iterated map: the cobweb, the orbit diagram, and the Lyapunov exponent.

The cobweb of x ↦ x − η·f′(x) grows with the epoch that is shown.  The orbit diagram has, above each
learning rate, the positions where a descent goes round in the long run; the exponent below it is
negative where neighbours come together and positive where there is chaos.  What is zoomed into is
computed anew; a click on a learning rate takes it over and plays the descent.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gdgui.document import changes
from gdgui.document.model import Document
from gdgui.engine import iterated
from gdgui.engine.message import Message
from gdgui.engine.theory import surroundings
from gdgui.jobs.dynamics import OrbitDone, OrbitWindow
from gdgui.ui import theme
from gdgui.ui.charts import Chart
from gdgui.ui.framed import Framed
from gdgui.ui.ink import GrowingInk, Stroke
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import run_style
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Plot, see_together, under_pointer
from gdgui.ui.rectangle import ZoomRectangle
from gdgui.ui.snapshot import Array, Run, Snapshot

PAUSE = 200
"""Milliseconds that the view rests before what it shows is computed anew."""

SAMPLES = 2401
"""Points of the map's curve."""

AXIS = 46
"""The width of the left axes, so that the diagram and the exponent stand one above the other."""

LOWEST = -4.0
"""Exponents below are not shown: at a single rate there is none that is low enough."""

WIDE = 1.5
"""A chart so much wider than high has the cobweb on its left and not on top."""

DASH = (2.0, 2.0)


class Dynamics(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._run: Run | None = None
        self._plan_key: bytes | None = None
        self._objective: object = None
        self._drawn: OrbitDone | None = None
        self._path: Array = np.empty(0)
        self._first = 0
        self._quiet = False
        self._wide: bool | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setMargin(theme.MARGIN)
        self.words.hide()
        self.canvas = Canvas()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.words)
        inner.addWidget(self.canvas, 1)
        self.frame = Framed(tr("Dynamics"), content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.cobweb, self.orbit, self.exponent = Plot(), Plot(), Plot()
        self.views = see_together(self.cobweb, self.orbit, self.exponent)
        self.curve, self.diagonal = pg.PlotDataItem(), pg.InfiniteLine((0, 0), angle=45)
        self.ink = GrowingInk()
        self.point = pg.ScatterPlotItem(size=9)
        for item in (self.diagonal, self.curve, self.ink, self.point):
            self.cobweb.addItem(item, ignoreBounds=True)
        self.image = pg.ImageItem()
        self.orbit.addItem(self.image)
        self.lyapunov, self.zero = pg.PlotDataItem(), pg.InfiniteLine(0.0, angle=0)
        self.exponent.addItem(self.zero, ignoreBounds=True)
        self.exponent.addItem(self.lyapunov, ignoreBounds=True)
        self.limits: list[tuple[Plot, pg.InfiniteLine]] = []
        self.rates = [pg.InfiniteLine(angle=90, movable=True) for _ in range(2)]
        for plot, line in zip((self.orbit, self.exponent), self.rates, strict=True):
            line.setZValue(20)
            line.sigPositionChanged.connect(self._drag_rate)
            line.sigPositionChangeFinished.connect(self._let_rate_go)
            plot.addItem(line, ignoreBounds=True)
            plot.getAxis("left").setWidth(AXIS)
            plot.getViewBox().moved.connect(self._zoom)
        self._add_zoom()
        self.exponent.setXLink(self.orbit)
        self.exponent.getViewBox().grasped.connect(self.orbit.stay)
        self.orbit.getViewBox().sigResized.connect(self._put_image)
        self.exponent.getViewBox().setMouseEnabled(x=True, y=False)
        self._lay_out(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.restyle()

    def _add_zoom(self) -> None:
        """The tools of the frame: a rectangle that is computed anew, the way back, and everything."""
        self.rectangle = ZoomRectangle(self.orbit)
        self.rectangle_button = self.frame.add_tool(
            "zoom", tr("Zoom: drag a rectangle in the diagram, and it is computed anew for it")
        )
        self.rectangle_button.setCheckable(True)
        self.rectangle_button.toggled.connect(self._draw_or_drag)
        self.rectangle.drawn.connect(self._zoom_into)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self._back)

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        run = snapshot.chosen
        if snapshot.document.objective != self._objective:
            self._objective = snapshot.document.objective
            self._pause.stop()
            for plot in (self.cobweb, self.orbit, self.exponent):
                plot.begin()
        if run is not self._run:
            self._run = run
            self._draw_map(snapshot, run)
        self._draw_orbit(snapshot.theory.orbit)
        self.show_epoch(self._epoch)

    def show_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        if not self.ink.strokes:
            return
        last = min(max(epoch - self._first, 0), len(self._path) - 1)
        self.ink.strokes[0].length = 2 * last + 1
        self.ink.grow()
        x = float(self._path[last])
        self.point.setData([x] if np.isfinite(x) else [], [x] if np.isfinite(x) else [])

    def restyle(self) -> None:
        look = theme.current()
        self.canvas.restyle()
        self.frame.restyle()
        for part in (self.cobweb, self.orbit, self.exponent, self.rectangle):
            part.restyle()
        self.cobweb.name_axes(tr("x now"), tr("x next"))
        self.orbit.name_axes("", "x")
        self.exponent.name_axes(tr("Learning rate"), "λ")
        self.curve.setPen(pen(look.curve, 1.4))
        self.diagonal.setPen(pen(look.minimum, 1, (4, 3)))
        self.zero.setPen(pen(look.minimum, 1, (4, 3)))
        self.lyapunov.setPen(pen(look.accent, 1))
        ramp = [theme.mixed(look.background, look.curve, share) for share in (0.0, 0.35, 0.7, 1.0)]
        colors = pg.ColorMap(None, [QColor(color) for color in ramp])
        self.image.setLookupTable(colors.getLookupTable(nPts=256))
        for line in self.rates:
            line.setPen(pen(look.accent, 1.2))
            line.setHoverPen(pen(look.accent, 3))
        if self._snapshot is not None:
            self._run = self._plan_key = self._drawn = None
            self.show_snapshot(self._snapshot)

    def fit(self) -> None:
        self.views.fit()
        self._ask()

    # Where things stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width() > WIDE * self.height())

    def _lay_out(self, wide: bool) -> None:
        if wide == self._wide:
            return
        layout = self.canvas.ci.layout
        plots = (self.cobweb, self.orbit, self.exponent)
        if self._wide is not None:
            for plot in plots:
                layout.removeItem(plot)
        else:
            for row, plot in enumerate(plots):
                self.canvas.addItem(plot, row, 0)
                layout.removeItem(plot)
        self._wide = wide
        places = ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)) if wide else ((0, 0), (1, 0), (2, 0))
        for plot, place in zip(plots, places, strict=True):
            layout.addItem(plot, *place)
        for row, stretch in enumerate((3, 2, 0) if wide else (4, 4, 3)):
            layout.setRowStretchFactor(row, stretch)

    # Drawing

    def _draw_map(self, snapshot: Snapshot, run: Run) -> None:
        """The map of the chosen descent, and the cobweb of its path."""
        setup = run.plan.setup
        reason = iterated.no_map(setup)
        self._say(reason)
        self.canvas.setVisible(reason is None)
        if reason is not None:
            self.ink.strokes = []
            return
        if run.plan.key != self._plan_key:
            self._plan_key = run.plan.key
            x = np.linspace(*surroundings(snapshot.plan.bound), SAMPLES)
            self.curve.setData(x, iterated.mapped(setup, x), connect="finite")
        # What a branch shares with another descent did not follow this map.
        self._first = min(run.begins, run.epochs)
        self._path = run.path[self._first :, 0]
        corners = iterated.cobweb(self._path)
        style = run_style(run)
        self.ink.strokes = [Stroke(corners[0], corners[1], 0, style.color, alpha=0.9)]
        self.ink.touch()
        self.point.setSymbol(style.symbol)
        self.point.setBrush(pg.mkBrush(style.color))
        self.point.setPen(pen(theme.current().outline, 1))
        stretch = _stretch(self._path, snapshot.plan.objective.domain[0])
        self.cobweb.set_limits(stretch, stretch)
        rate = setup.schedule.parameters.get("rate")
        self._show_rate(None if rate is None else float(np.ravel(rate)[0]))

    def _show_rate(self, rate: float | None) -> None:
        self._quiet = True
        for line in self.rates:
            line.setVisible(rate is not None)
            if rate is not None and not line.moving:
                line.setValue(rate)
        self._quiet = False

    def _draw_orbit(self, done: OrbitDone | None) -> None:
        if done is self._drawn and done is not None:
            return
        self._drawn = done
        found = None if done is None else done.orbit
        for part in (self.orbit, self.exponent):
            part.setVisible(done is None or found is not None)
        if done is not None and done.reason is not None and not self.canvas.isHidden():
            self._say(done.reason)
        if done is None or found is None:
            self.image.clear()
            self.lyapunov.setData([], [])
            self._draw_limits(None)
            return
        self._put_image()
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
        self._draw_limits(done)

    def _put_image(self, *_: object) -> None:
        """The density as a picture that is no finer than the screen: else thin lines would vanish."""
        found = None if self._drawn is None else self._drawn.orbit
        if found is None:
            return
        room = self.orbit.getViewBox().rect()
        pooled = _pooled(_pooled(found.density, int(room.height()), 0), int(room.width()), 1)
        share = pooled * (pooled.shape[1] / found.density.shape[1])
        shade = np.where(share > 0, 0.2 + 0.8 * np.minimum(share, 1.0) ** 0.3, 0.0)
        (first, last), (low, high) = (found.rates[0], found.rates[-1]), found.window
        half = (last - first) / (2 * max(len(found.rates) - 1, 1))
        self.image.setImage(shade, levels=(0.0, 1.0))
        self.image.setRect(QRectF(first - half, low, last - first + 2 * half, high - low))

    def _draw_limits(self, done: OrbitDone | None) -> None:
        """One step and divergence at the nearest minimum, as lines."""
        for plot, line in self.limits:
            plot.removeItem(line)
        self.limits = []
        known = None if done is None else done.limits
        if known is None:
            return
        look = theme.current()
        places = [(known.one_step, "1/f″"), (known.diverges, "2/f″" if known.one_step else "")]
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

    def _say(self, reason: Message | None) -> None:
        self.words.setVisible(reason is not None)
        self.words.setText("" if reason is None else tr(reason))

    # What is asked for

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()
        self._intents.orbit_asked.emit(None)

    def _zoom(self) -> None:
        self._pause.start()

    def _draw_or_drag(self, drawing: bool) -> None:
        """While a rectangle is drawn, the line at the learning rate does not come along."""
        self.rectangle.set_active(drawing)
        for line in self.rates:
            line.setMovable(not drawing)

    def _zoom_into(self, area: QRectF) -> None:
        self.rectangle_button.setChecked(False)
        self.orbit.zoom(area)
        self._zoom()

    def _back(self) -> None:
        self.views.back()
        self._zoom()

    def _ask(self) -> None:
        if not self.isVisible():
            return
        window = OrbitWindow()
        if not self.orbit.follows:
            (r0, r1), (x0, x1) = self.orbit.getViewBox().viewRange()
            if r1 > 0.0:
                window = OrbitWindow((max(r0, 0.0), r1), (x0, x1))
        self._intents.orbit_asked.emit(window)

    def _set_rate(self, rate: float) -> None:
        if self._snapshot is None:
            return
        k = self._snapshot.document.view.descent
        pixel = float(self.orbit.getViewBox().viewPixelSize()[0])
        digits = max(0, int(np.ceil(-np.log10(max(pixel, 1e-15)))))
        change = partial(_with_rate, k=k, rate=round(max(rate, 0.0), digits))
        self._intents.edit(Message("Change the learning rate"), change, f"schedule.rate.{k}")

    def _drag_rate(self, line: pg.InfiniteLine) -> None:
        if not self._quiet:
            self._set_rate(float(line.value()))

    def _let_rate_go(self) -> None:
        self._intents.released.emit()

    def _click(self, event: object) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        for plot in (self.orbit, self.exponent):
            point = under_pointer(plot, event.scenePos())  # type: ignore[attr-defined]
            if plot.isVisible() and point is not None and point.x() >= 0.0:
                self._set_rate(point.x())
                self._intents.released.emit()
                self._intents.replay_requested.emit()

    def _hover(self, position: QPointF) -> None:
        names = ((self.cobweb, "x", "x′"), (self.orbit, "η", "x"), (self.exponent, "η", "λ"))
        for plot, across, up in names:
            point = under_pointer(plot, position) if plot.isVisible() else None
            if point is not None:
                self.frame.coordinates.setText(
                    f"{across} = {number(point.x(), 4)}   {up} = {number(point.y(), 4)}"
                )
                return
        self.frame.coordinates.setText("")


def _with_rate(document: Document, k: int, rate: float) -> Document:
    """Another learning rate, with the descent itself on screen and no cell of a sweep."""
    changed = changes.with_schedule_parameter(document, k=k, key="rate", value=rate)
    return changes.with_view(changed, replay=None)


def _pooled(density: Array, most: int, axis: int) -> Array:
    """`density` summed up along an axis so that at most `most` cells are left."""
    count = density.shape[axis]
    if count <= max(most, 1):
        return density
    first = np.linspace(0, count, max(most, 1), endpoint=False).astype(np.intp)
    pooled: Array = np.add.reduceat(density, first, axis=axis)
    return pooled


def _stretch(path: Array, domain: tuple[float, float]) -> tuple[float, float]:
    """The part of the axis that holds the path with some room, as far as that stays near."""
    low, high = domain
    width = high - low
    near = path[(path > low - width) & (path < high + width)]
    if near.size == 0:
        return domain
    least, most = float(near.min()), float(near.max())
    room = max((most - least) * 0.15, (0.3 * width - (most - least)) / 2)
    return least - room, most + room
