"""The landscape: f, f′ dashed, the tangent, the minima, and the points that roll down.

The start of the chosen descent can be dragged along the curve, and a click on the curve sets it.
"""

from __future__ import annotations

from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout

from gdgui.document import changes
from gdgui.engine.explain import Place
from gdgui.engine.message import Message
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.outcome import Outcome, has_left
from gdgui.engine.stroke import Points, redraw
from gdgui.engine.types import points_key
from gdgui.ui import theme
from gdgui.ui.basin_strip import BasinStrip
from gdgui.ui.beacon import Beacon
from gdgui.ui.charts import Chart, ChartEntry
from gdgui.ui.ink import GrowingInk, Stroke
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import run_name, run_style
from gdgui.ui.pencil import Pencil
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Framed, Plot, keep, under_pointer
from gdgui.ui.snapshot import REPLAY, Array, Run, Snapshot
from gdgui.ui.theme import Series

SAMPLES = 1201
"""Points of the curve over its domain; as many again on either side."""

DERIVATIVE_DASH = (5.0, 4.0)
BELIEVED_DASH = (2.0, 3.0)

NEAR = 14.0
"""A press within so many pixels of the curve means the curve."""

TRAIL_MARKERS = 200
"""A trail has markers as long as it has at most so many points."""


class StartHandle(pg.TargetItem):
    """The start of the chosen descent: a ring on the curve that can be dragged."""

    dragged = Signal(float, bool)
    """Where along x it is, and whether the drag still goes on."""

    def __init__(self) -> None:
        super().__init__(size=15, symbol="o", movable=True)
        self._quiet = False
        self.sigPositionChanged.connect(self._moved)
        self.sigPositionChangeFinished.connect(self._finished)

    def put(self, x: float, y: float) -> None:
        """Shows another start; emits nothing."""
        self._quiet = True
        self.setPos(x, y)
        self._quiet = False

    def _moved(self) -> None:
        if not self._quiet:
            self.dragged.emit(float(self.pos().x()), True)

    def _finished(self) -> None:
        self.dragged.emit(float(self.pos().x()), False)


class Landscape(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._objective_key: object = None
        self._paths: dict[Run, Array] = {}
        self._looks: object = None
        self._doubtful = False
        self.canvas = Canvas()
        self.frame = Framed(tr("Landscape"), self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.plot = Plot()
        self.canvas.addItem(self.plot)
        self.frame.fit_asked.connect(self.plot.fit)
        self.frame.back_asked.connect(self.plot.back)
        self.plot.name_axes("x", "")

        self.curve = self.plot.plot()
        self.derivative = self.plot.plot()
        self.believed = self.plot.plot()
        self.tangent = self.plot.plot()
        for item in (self.curve.curve, self.derivative.curve, self.believed.curve):
            keep(item)
        self.minima: list[pg.InfiniteLine] = []
        self.trails: list[Stroke] = []
        self.ink = GrowingInk()
        self.ink.setZValue(3)
        self.plot.addItem(self.ink, ignoreBounds=True)
        self.points: list[pg.ScatterPlotItem] = []
        self.ends = pg.ScatterPlotItem()
        self.plot.addItem(self.ends)
        self.arrows = [pg.ArrowItem(headLen=12, pen=None) for _ in range(2)]
        for arrow in self.arrows:
            arrow.hide()
            arrow.setZValue(30)
            self.plot.addItem(arrow, ignoreBounds=True)
        self.start = StartHandle()
        self.start.setZValue(20)
        self.start.dragged.connect(self._drag_start)
        self.plot.addItem(self.start, ignoreBounds=True)
        self.label = pg.TextItem(anchor=(0, 1))
        self.label.setZValue(40)
        self.plot.addItem(self.label, ignoreBounds=True)
        self.verdict = pg.TextItem(anchor=(0, 1))
        self.verdict.setZValue(40)
        self.plot.addItem(self.verdict, ignoreBounds=True)
        self.basins = BasinStrip(self.plot)
        self.pencil = Pencil(self.plot)
        self.pencil.drawn.connect(self._redraw)
        self.frame.pencil.toggled.connect(self.pencil.set_active)
        self.beacon = Beacon(self.plot)
        intents.pointed.connect(self._point)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.plot.getViewBox().sigRangeChanged.connect(self._place_words)
        self.restyle()

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        former, self._snapshot = self._snapshot, snapshot
        self.basins.show_basins(snapshot.theory.basins)
        content = (snapshot.document.objective, snapshot.document.gradient)
        if content != self._objective_key:
            self._objective_key = content
            self._draw_function(snapshot)
        if former is None or former.shown != snapshot.shown or former.document != snapshot.document:
            self._draw_runs(snapshot)
        self.show_epoch(self._epoch)

    def show_epoch(self, epoch: int) -> None:
        if epoch != self._epoch:
            self.beacon.clear()
        self._epoch = epoch
        snapshot = self._snapshot
        if snapshot is None:
            return
        for run, trail, point in zip(snapshot.shown, self.trails, self.points, strict=True):
            x, y = self._path(run)
            last = min(epoch, len(x) - 1)
            trail.length = last + 1
            # A point at NaN would make pyqtgraph warn about the bounds of nothing.
            there = bool(np.isfinite(x[last]) and np.isfinite(y[last]))
            point.setData([x[last]] if there else [], [y[last]] if there else [])
        self.ink.grow()
        self._show_tangent(snapshot)
        self._place_words()

    def restyle(self) -> None:
        look = theme.current()
        self.canvas.restyle()
        self.frame.restyle()
        self.plot.restyle()
        self.curve.setPen(pen(look.curve, 1.6))
        self.derivative.setPen(pen(look.derivative, 1, DERIVATIVE_DASH))
        self.believed.setPen(pen(look.warning, 1.2, BELIEVED_DASH))
        self.tangent.setPen(pen(look.cursor, 1, (1, 3)))
        self.start.setPen(pen(look.accent, 2))
        self.start.setBrush(pg.mkBrush(look.background))
        self.start.setHoverPen(pen(look.accent, 3))
        for words in (self.label, self.verdict):
            words.setFont(theme.chart_font())
        if self._snapshot is not None:
            snapshot, self._snapshot, self._objective_key = self._snapshot, None, None
            self.show_snapshot(snapshot)

    def fit(self) -> None:
        self.plot.fit()

    # Drawing

    def _draw_function(self, snapshot: Snapshot) -> None:
        drawable = points_key(OBJECTIVES[snapshot.document.objective.key].parameters)
        self.frame.pencil.setVisible(drawable is not None)
        if drawable is None:
            self.frame.pencil.setChecked(False)
        bound = snapshot.plan.bound
        (low, high) = bound.objective.domain[0]
        width = high - low
        x = np.linspace(low - width, high + width, 3 * SAMPLES)
        with np.errstate(all="ignore"):
            y = bound.value(x[np.newaxis])
            slope = bound.gradient(x[np.newaxis])[0]
            believed = snapshot.plan.believed(x[np.newaxis])[0]
        self.curve.setData(x, y, connect="finite")
        self.derivative.setData(x, slope, connect="finite")
        differs = not np.array_equal(believed, slope, equal_nan=True)
        self.believed.setData(x if differs else [], believed if differs else [], connect="finite")
        inside = (x >= low) & (x <= high)
        shown = [y[inside & np.isfinite(y)], *self._slopes_in_view(y[inside], slope[inside])]
        values = np.concatenate(shown)
        bottom, top = float(values.min()), float(values.max())
        # The numbers of the minima stand at the bottom, below the points.
        self.plot.set_limits((low, high), (bottom - (top - bottom) * 0.06, top))
        self.plot.fit()
        self._draw_minima(snapshot)
        self._doubtful = differs

    @staticmethod
    def _slopes_in_view(y: Array, slope: Array) -> list[Array]:
        """The part of f′ that fits beside f: a steep derivative must not flatten the curve."""
        finite = y[np.isfinite(y)]
        room = float(finite.max() - finite.min()) * 0.5
        near = slope[(slope > finite.min() - room) & (slope < finite.max() + room)]
        return [near] if near.size else []

    def _draw_minima(self, snapshot: Snapshot) -> None:
        look = theme.current()
        for line in self.minima:
            self.plot.removeItem(line)
        self.minima = []
        for (at,) in snapshot.plan.objective.minima:
            line = pg.InfiniteLine(
                at,
                angle=90,
                pen=pen(look.minimum, 1, (1, 3)),
                label=number(at, 4),
                labelOpts={"position": 0.045, "color": look.foreground, "anchors": [(0, 1), (0, 1)]},
            )
            line.label.setFont(theme.chart_font(-0.5))
            line.setZValue(-10)
            self.minima.append(line)
            self.plot.addItem(line, ignoreBounds=True)

    def _draw_runs(self, snapshot: Snapshot) -> None:
        self._paths = {run: self._paths[run] for run in snapshot.shown if run in self._paths}
        while len(self.points) > len(snapshot.shown):
            self.plot.removeItem(self.points.pop())
        while len(self.points) < len(snapshot.shown):
            point = pg.ScatterPlotItem()
            self.plot.addItem(point, ignoreBounds=True)
            self.points.append(point)
        self.trails = [self._trail(snapshot, run) for run in snapshot.shown]
        self.ink.strokes = self.trails
        self.ink.touch()
        looks = [
            (run_style(run), run is snapshot.chosen, theme.current().name) for run in snapshot.shown
        ]
        if looks != self._looks:
            self._looks = looks
            for (style, chosen, _), point in zip(looks, self.points, strict=True):
                _style(point, style, chosen)
        self._draw_legend(snapshot)
        self._draw_start(snapshot)
        self._draw_end(snapshot)

    def _trail(self, snapshot: Snapshot, run: Run) -> Stroke:
        """The way of a run along the curve, of which the past is shown."""
        x, y = self._path(run)
        return Stroke(
            x=x,
            y=y,
            length=min(self._epoch + 1, len(x)),
            color=run_style(run).color,
            alpha=0.75,
            markers=run.epochs <= TRAIL_MARKERS,
            filling=theme.current().background,
            above=run is snapshot.chosen,
        )

    def _draw_legend(self, snapshot: Snapshot) -> None:
        look = theme.current()
        entries = [
            (Series(look.curve, (), ""), "f(x)"),
            (Series(look.derivative, DERIVATIVE_DASH, ""), "f′(x)"),
        ]
        if self._doubtful:
            entries.append((Series(look.warning, BELIEVED_DASH, ""), tr("believed")))
        if len(snapshot.shown) > 1:
            entries += [(run_style(run), run_name(snapshot, run)) for run in snapshot.shown]
        self.frame.set_legend(entries)

    def _draw_start(self, snapshot: Snapshot) -> None:
        chosen = snapshot.chosen
        x = float(chosen.plan.setup.start[0, 0])
        self.start.put(x, self._height(x))
        self.start.setVisible(chosen.index != REPLAY)

    def _draw_end(self, snapshot: Snapshot) -> None:
        """Marks the end in red, on f and on f′, where the document asks for it."""
        chosen = snapshot.chosen
        title = tr("Landscape")
        if snapshot.document.view.mark_end and chosen.outcome is not None:
            x = float(chosen.path[-1, 0])
            look = theme.current()
            with np.errstate(all="ignore"):
                slope = float(snapshot.plan.bound.gradient(np.array([[x]]))[0, 0])
            self.ends.setData([x, x], [self._height(x), slope], size=11)
            self.ends.setBrush(pg.mkBrush(look.bad))
            self.ends.setPen(pen(look.outline, 1))
            self.ends.setZValue(15)
            if chosen.outcome is not Outcome.DIVERGED:
                title = tr("Empirical local minimum: {x}", x=number(x, 6))
        else:
            self.ends.clear()
        self.frame.title.setText(title)

    def _show_tangent(self, snapshot: Snapshot) -> None:
        """The tangent that the chosen descent believes in, where it stands."""
        chosen = snapshot.chosen
        last = min(self._epoch, len(chosen.path) - 1)
        x = float(chosen.path[last, 0])
        (low, high) = snapshot.plan.objective.domain[0]
        with np.errstate(all="ignore"):
            slope = float(snapshot.plan.believed(np.array([[x]]))[0, 0])
        y, reach = self._height(x), (high - low) * 0.1
        if np.isfinite([x, y, slope]).all():
            self.tangent.setData([x - reach, x + reach], [y - slope * reach, y + slope * reach])
        else:
            self.tangent.setData([], [])

    # Words that ride along

    def _place_words(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        run = snapshot.chosen
        last = min(self._epoch, len(run.path) - 1)
        x = float(run.path[last, 0])
        y = self._height(x)
        (x0, x1), (y0, y1) = self.plot.getViewBox().viewRange()
        inside = x0 <= x <= x1 and y0 <= y <= y1
        for line in self.minima:
            line.label.setVisible(x0 <= line.value() <= x1)
        self._place_label(run, last, x, y, inside)
        self._place_arrow(run, x, y, inside)
        self._place_verdict(snapshot, run)

    def _place_label(self, run: Run, last: int, x: float, y: float, inside: bool) -> None:
        parts = [
            tr("epoch {epoch}", epoch=last),
            f"x = {number(x, 5)}",
            f"f(x) = {number(y, 4)}",
        ]
        if run.record is not None and last < run.epochs:
            parts.append(f"f′(x) = {number(float(run.record.gradient[last, 0]), 4)}")
            parts.append(f"η = {number(float(run.record.learning_rate[last]), 4)}")
        look = theme.current()
        self.label.setText("\n".join(parts), color=look.foreground)
        self.label.fill = pg.mkBrush(_veiled(look.background))
        (x0, x1), (y0, y1) = self.plot.getViewBox().viewRange()
        at_x = min(max(x, x0), x1) if np.isfinite(x) else x1
        at_y = min(max(y, y0), y1) if np.isfinite(y) else y1
        right, upper = at_x > (x0 + x1) / 2, at_y > (y0 + y1) / 2
        self.label.setAnchor((1.12 if right else -0.12, -0.15 if upper else 1.15))
        self.label.setPos(at_x, at_y)

    def _place_arrow(self, run: Run, x: float, y: float, inside: bool) -> None:
        """An arrow at the edge where the point has left the view."""
        arrow = self.arrows[0]
        arrow.setVisible(not inside)
        if inside:
            return
        (x0, x1), (y0, y1) = self.plot.getViewBox().viewRange()
        angle = 180.0 if x > x1 else 0.0 if x < x0 else 90.0 if not y < y0 else 270.0
        at_x = min(max(x, x0), x1) if np.isfinite(x) else x1
        at_y = min(max(y, y0), y1) if np.isfinite(y) else y1
        arrow.setStyle(angle=angle, brush=pg.mkBrush(run_style(run).color))
        arrow.setPos(at_x, at_y)

    def _place_verdict(self, snapshot: Snapshot, run: Run) -> None:
        """How the chosen descent came out, once its last epoch is shown or it has left."""
        shown = run.sentence is not None and (
            self._epoch >= run.epochs or self._epoch >= self._left_at(run)
        )
        self.verdict.setVisible(shown)
        if shown and run.sentence is not None:
            look = theme.current()
            bad = run.outcome in (Outcome.DIVERGED, Outcome.STUCK, Outcome.SETTLED_ELSEWHERE)
            self.verdict.setText(
                f"{run_name(snapshot, run)}: {tr(run.sentence)}",
                color=look.bad if bad else look.foreground,
            )
            self.verdict.fill = pg.mkBrush(_veiled(look.background))
            (x0, x1), (_, y1) = self.plot.getViewBox().viewRange()
            # As wide as the view at most: a long sentence goes on in a second line.
            self.verdict.textItem.setTextWidth(-1)
            room = self.plot.getViewBox().width() * 0.96
            if self.verdict.textItem.boundingRect().width() > room:
                self.verdict.setTextWidth(room)
            self.verdict.setAnchor((0, 0))
            self.verdict.setPos(x0 + (x1 - x0) * 0.01, y1)

    def _left_at(self, run: Run) -> int:
        if run.outcome is not Outcome.DIVERGED:
            return run.epochs
        assert self._snapshot is not None
        left = has_left(self._snapshot.plan.objective, run.path.T)
        return int(np.argmax(left)) if left.any() else run.epochs

    # Intents

    def _redraw(self, stroke: Points) -> None:
        """A stroke of the pencil: the part of the curve below it is drawn anew."""
        if self._snapshot is None:
            return
        choice = self._snapshot.document.objective
        key = points_key(OBJECTIVES[choice.key].parameters)
        if key is not None:
            low, high = self._snapshot.plan.objective.domain[0]
            points = redraw(choice.parameters[key], stroke, low, high)
            change = partial(changes.with_objective_parameter, key=key, value=points)
            self._intents.edit(Message("Draw the function"), change)

    def _drag_start(self, x: float, dragging: bool) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        k = snapshot.document.view.descent
        self._intents.edit(
            Message("Move the start"),
            partial(changes.with_start, k=k, start=[_rounded(x, self._pixel())]),
            f"start{k}",
        )
        if not dragging:
            self._intents.released.emit()

    def _click(self, event: object) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        place = event.scenePos()  # type: ignore[attr-defined]
        if self.start.isVisible() and self.start.contains(self.start.mapFromScene(place)):
            return  # Who only takes hold of the start has not moved it.
        point = under_pointer(self.plot, place)
        if point is not None and self._is_near_curve(point):
            self._drag_start(point.x(), False)

    def _hover(self, position: QPointF) -> None:
        point = under_pointer(self.plot, position)
        if point is None:
            self.frame.coordinates.setText("")
            return
        told = self.basins.sentence_at(point.x(), point.y())
        self.frame.coordinates.setText(
            told or f"x = {number(point.x(), 4)}   y = {number(point.y(), 4)}"
        )

    def _is_near_curve(self, point: QPointF) -> bool:
        """Within a few pixels of the curve, measured upright or along the steepest flank."""
        if self._snapshot is None:
            return False
        box = self.plot.getViewBox()
        dx, dy = box.viewPixelSize()
        x = point.x() + np.linspace(-NEAR, NEAR, 57) * dx
        with np.errstate(all="ignore"):
            y = self._snapshot.plan.bound.value(x[np.newaxis])
            distance = np.hypot((x - point.x()) / dx, (y - point.y()) / dy)
        return bool(np.nanmin(distance, initial=np.inf) <= NEAR)

    def _pixel(self) -> float:
        return float(self.plot.getViewBox().viewPixelSize()[0])

    def _point(self, place: Place) -> None:
        """Lights up where a term of a sentence is."""
        if place.position is not None and self._snapshot is not None and len(place.position) == 1:
            x = place.position[0]
            self.beacon.light(x, self._height(x))

    # Helpers

    def _height(self, x: float) -> float:
        assert self._snapshot is not None
        with np.errstate(all="ignore"):
            return float(self._snapshot.plan.bound.value(np.array([[x]]))[0])

    def _path(self, run: Run) -> Array:
        """The points of a run on the curve, shape (2, k + 1), computed once for each record."""
        path = self._paths.get(run)
        if path is None:
            assert self._snapshot is not None
            x = np.ascontiguousarray(run.path[:, 0])
            with np.errstate(all="ignore"):
                y = self._snapshot.plan.bound.value(x[np.newaxis])
            path = self._paths[run] = np.array([x, y])
        return path


def _style(point: pg.ScatterPlotItem, style: Series, chosen: bool) -> None:
    """Colours and symbols of one run; costly, and so done only where one of them changed."""
    look = theme.current()
    point.setSymbol(style.symbol)
    point.setSize(13 if chosen else 10)
    point.setBrush(pg.mkBrush(style.color))
    point.setPen(pen(look.outline, 1))
    point.setZValue(12 if chosen else 10)


def _rounded(x: float, pixel: float) -> float:
    """x to the digits that a pixel can tell apart, so that nobody has to read noise."""
    digits = max(0, int(np.ceil(-np.log10(max(pixel, 1e-300)))))
    return round(x, min(digits, 15))


def _veiled(color: str) -> QColor:
    shade = QColor(color)
    shade.setAlphaF(0.78)
    return shade


ENTRY = ChartEntry(
    key="landscape",
    title=Message("Landscape"),
    build=Landscape,
    column="left",
    order=0,
    stretch=5,
)
