"""The sweep: a curve over one axis; a heatmap over two, with the family of its lines below.

The first axis lies along x.  Cells are centred on their values, a logarithmic axis is drawn as one, and
a click replays the very descent behind a cell.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout

from gdgui.document import changes
from gdgui.document.model import Axis, Replay
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.charts import Chart, ChartEntry
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import measure_title
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Framed, Plot, minus, under_pointer
from gdgui.ui.snapshot import Array, Snapshot, SweepView
from gdgui.ui.theory_lines import TheoryLines

FAMILY = 64
"""At most so many lines of a heatmap's second axis are drawn; more would be one dark patch."""

CLASS_COLORS = ("#b3261e", "#0072b2", "#e69f00", "#cc79a7", "#56b4e9", "#9aa0a6", "#009e73", "#7b3f98")


class Scale:
    """An axis of the sweep as the chart draws it: true values, or their logarithm."""

    def __init__(self, axis: Axis, values: NDArray[Any]) -> None:
        self.log = axis.spacing == "log"
        self.values = np.asarray(values, dtype=np.float64)
        self.at: Array = np.log10(self.values) if self.log else self.values

    @property
    def span(self) -> tuple[float, float]:
        """The outer edges of the first and the last cell, which are centred on their values."""
        first, last = float(self.at[0]), float(self.at[-1])
        half = (last - first) / (2 * (len(self.at) - 1)) if len(self.at) > 1 else 0.0
        if half == 0.0:
            half = abs(first) * 0.05 or 0.5
        return first - half, last + half

    def nearest(self, place: float) -> int | None:
        """The index of the cell at a place; None outside the cells."""
        first, last = self.span
        low, high = min(first, last), max(first, last)
        if not low <= place <= high:
            return None
        index = int((place - first) / (last - first) * len(self.at))
        return min(max(index, 0), len(self.at) - 1)

    def closest(self, place: float) -> int:
        """The index of the value nearest to a place."""
        return int(np.argmin(np.abs(self.at - place)))


class SweepChart(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._mode: object = None
        self._drawn: object = None
        self._scales: tuple[Scale, ...] = ()
        self._quiet = False
        self.canvas = Canvas()
        self.canvas.ci.layout.setContentsMargins(4, 10, 8, 4)
        self.frame = Framed(tr("Sweep"), self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.plot = Plot()
        self.family = Plot()
        self.theory = TheoryLines(self.frame, (self.plot, self.family))
        self.curve = pg.PlotDataItem()
        self.image = pg.ImageItem()
        self.bar = pg.ColorBarItem(
            width=14, interactive=True, colorMap=pg.colormap.get("viridis"), colorMapMenu=False
        )
        self.lines: list[pg.PlotDataItem] = []
        self.minima: list[pg.InfiniteLine] = []
        self.cross = [pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=0)]
        self.mark = pg.ScatterPlotItem()
        self.legend = pg.LegendItem(offset=(-8, 8), labelTextSize="9pt", verSpacing=-4)
        self.legend.setParentItem(self.plot.getViewBox())
        self.bar.setImageItem(self.image)
        self.plot.addItem(self.image)
        self.plot.addItem(self.curve)
        for line in self.cross:
            line.setZValue(10)
            self.plot.addItem(line, ignoreBounds=True)
        self.plot.addItem(self.mark, ignoreBounds=True)
        # All stay in the scene, and are hidden where they have nothing to show: what is in no scene
        # has no owner to delete it.
        self.canvas.addItem(self.plot, 0, 0)
        self.canvas.addItem(self.bar, 0, 1)
        self.canvas.addItem(self.family, 1, 0, 1, 2)
        # Methods and no partials, which Qt would keep, and with them this chart, for ever.
        self.bar.sigLevelsChanged.connect(self._drag_colors)
        self.bar.sigLevelsChangeFinished.connect(self._let_colors_go)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self.plot.back)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.restyle()

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        view = snapshot.sweep
        if view is None:
            return
        sweep = snapshot.document.sweeps[view.plan.index]
        self._scales = tuple(
            Scale(axis, part.values) for axis, part in zip(sweep.axes, view.plan.grid.axes, strict=True)
        )
        mode = (view.plan.key, view.plan.measure)
        if mode != self._mode:
            self._mode = mode
            self._drawn = None
            self._arrange(view)
        drawn = (mode, view.known, id(view.values), view.plan.colors)
        if drawn != self._drawn and view.values is not None:
            self._drawn = drawn
            if len(self._scales) == 1:
                self._draw_curve(snapshot, view)
            else:
                self._draw_field(snapshot, view)
        self._draw_replay(snapshot, view)
        self.theory.show_theory(view, self._scales, snapshot.theory.known)

    def restyle(self) -> None:
        look = theme.current()
        self.canvas.restyle()
        self.frame.restyle()
        for plot in (self.plot, self.family):
            plot.restyle()
        self.curve.setPen(pen(look.series[0].color, 1))
        self.curve.setSymbol("s")
        self.curve.setSymbolSize(6)
        self.curve.setSymbolPen(pen(look.series[0].color, 1))
        self.curve.setSymbolBrush(pg.mkBrush(look.background))
        self.mark.setPen(pen(look.accent, 2))
        self.mark.setBrush(pg.mkBrush(None))
        self.legend.setBrush(pg.mkBrush(look.background))
        self.legend.setLabelTextColor(look.foreground)
        self.bar.axis.tickStrings = _tick_strings
        self.bar.axis.setPen(pen(look.border))
        self.bar.axis.setTextPen(pen(look.foreground))
        self.bar.axis.setTickFont(theme.chart_font(-0.5))
        if self._snapshot is not None:
            self._mode = None
            self.show_snapshot(self._snapshot)

    def fit(self) -> None:
        self.plot.fit()
        self.family.fit()

    # Drawing

    def _arrange(self, view: SweepView) -> None:
        """Puts the plots where the number of axes and the kind of measure want them."""
        two = len(self._scales) == 2
        classes = MEASURES[view.plan.measure].classes
        self._clear_extras()
        self._place_family(two and not classes)
        self.plot.getAxis("left").setTicks(None)
        self.plot.showGrid(x=not two, y=not two, alpha=0.12)
        self.image.setVisible(two)
        self.curve.setVisible(not two)
        self.image.clear()
        self.curve.clear()
        first = tr(view.plan.axes[0].title)
        title = measure_title(view)
        for plot in (self.plot, self.family):
            plot.getAxis("bottom").decades = self._scales[0].log
        self.plot.getAxis("left").decades = two and self._scales[1].log
        self.plot.name_axes(first, tr(view.plan.axes[1].title) if two else title)
        self.family.name_axes(first, title)
        self.frame.title.setText(title)
        if two:
            (x0, x1), (y0, y1) = self._scales[0].span, self._scales[1].span
            self.plot.set_limits((min(x0, x1), max(x0, x1)), (min(y0, y1), max(y0, y1)))
            self.plot.fit()
            self.family.setTitle(
                tr("One line for each value of: {axis}", axis=tr(view.plan.axes[1].title)),
                size="9pt",
                color=theme.current().foreground,
            )

    def _place_family(self, shown: bool) -> None:
        """Lays the colour bar and the family of lines out, or hides them and gives up their room."""
        layout = self.canvas.ci.layout
        for part, place in ((self.bar, (0, 1, 1, 1)), (self.family, (1, 0, 1, 2))):
            if part.isVisible() and not shown:
                layout.removeItem(part)
            elif shown and not part.isVisible():
                layout.addItem(part, *place)
            part.setVisible(shown)
        layout.setRowStretchFactor(0, 3)
        layout.setRowStretchFactor(1, 2 if shown else 0)

    def _clear_extras(self) -> None:
        for line in self.lines:
            self.family.removeItem(line)
        for line in self.minima:
            self.plot.removeItem(line)
        self.lines, self.minima = [], []
        self.legend.clear()
        self.legend.hide()

    def _draw_curve(self, snapshot: Snapshot, view: SweepView) -> None:
        values = self._numbers(view)
        self.curve.setData(self._scales[0].at, values, connect="finite")
        finite = values[np.isfinite(values)]
        if finite.size == 0:
            return
        low, high = view.plan.colors or (float(finite.min()), float(finite.max()))
        x0, x1 = self._scales[0].span
        if MEASURES[view.plan.measure].kind == "position":
            low, high = self._draw_minima(snapshot, low, high)
        self.plot.set_limits((min(x0, x1), max(x0, x1)), (low, high))
        options = MEASURES[view.plan.measure].classes
        if options:
            self.plot.getAxis("left").setTicks([[(k, tr(o.title)) for k, o in enumerate(options)]])
        else:
            self.plot.getAxis("left").setTicks(None)

    def _draw_minima(self, snapshot: Snapshot, low: float, high: float) -> tuple[float, float]:
        """The known minima as labelled lines, those far from every result apart."""
        look = theme.current()
        for line in self.minima:
            self.plot.removeItem(line)
        self.minima = []
        room = max(high - low, 1e-9) * 0.25
        for minimum in snapshot.plan.objective.minima:
            at = minimum[0]
            if not low - room <= at <= high + room:
                continue
            line = pg.InfiniteLine(
                at,
                angle=0,
                pen=pen(look.minimum, 1, (4, 3)),
                label=tr("minimum {x}", x=number(at, 5)),
                labelOpts={"position": 0.98, "color": look.foreground, "anchors": [(1, 1), (1, 1)]},
            )
            line.label.setFont(theme.chart_font(-0.5))
            line.setZValue(-5)
            self.minima.append(line)
            self.plot.addItem(line, ignoreBounds=True)
            low, high = min(low, at), max(high, at)
        return low, high

    def _draw_field(self, snapshot: Snapshot, view: SweepView) -> None:
        values = self._numbers(view).reshape(view.plan.grid.shape)
        measure = MEASURES[view.plan.measure]
        (x0, x1), (y0, y1) = self._scales[0].span, self._scales[1].span
        picture = values.T
        self._quiet = True
        if measure.classes:
            count = len(measure.classes)
            colors = np.array([QColor(name).getRgb() for name in CLASS_COLORS[:count]], np.uint8)
            self.image.setImage(picture, levels=(-0.5, count - 0.5))
            self.image.setLookupTable(colors)
            self._draw_classes(view, values)
        else:
            low, high = view.plan.colors or _range(values)
            self.image.setImage(picture, levels=(low, high))
            self.image.setColorMap(self.bar.colorMap())
            self._set_bar(low, high)
            self._draw_family(values, low, high)
        self.image.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))
        self._quiet = False

    def _set_bar(self, low: float, high: float) -> None:
        # What the bar shows already is left alone: in the middle of a drag it would start anew.
        if not np.allclose(self.bar.levels(), (low, high), rtol=0.0, atol=(high - low) * 1e-6):
            self.bar.setLevels((low, high))
        if not self.bar.region.moving and not any(line.moving for line in self.bar.region.lines):
            # Dragged colours are multiples of this; pyqtgraph's own step is 1.
            self.bar.rounding = 10.0 ** np.floor(np.log10(high - low) - 2)

    def _draw_classes(self, view: SweepView, values: Array) -> None:
        """The legend of the classes that occur, with how many cells each has."""
        self.legend.clear()
        self.legend.show()
        for k, option in enumerate(MEASURES[view.plan.measure].classes):
            count = int((values == k).sum())
            if count:
                sample = pg.ScatterPlotItem(symbol="s", brush=CLASS_COLORS[k], pen=None, size=10)
                share = tr(
                    "{title}: {count} ({share:.0%})",
                    title=tr(option.title),
                    count=count,
                    share=count / values.size,
                )
                self.legend.addItem(sample, share)

    def _draw_family(self, values: Array, low: float, high: float) -> None:
        count = values.shape[1]
        chosen = np.unique(np.linspace(0, count - 1, min(count, FAMILY)).round().astype(int))
        colors = pg.colormap.get("viridis").map(chosen / max(count - 1, 1), mode="qcolor")
        while len(self.lines) > len(chosen):
            self.family.removeItem(self.lines.pop())
        while len(self.lines) < len(chosen):
            line = pg.PlotDataItem()
            self.family.addItem(line, ignoreBounds=True)
            self.lines.append(line)
        for line, k, color in zip(self.lines, chosen, colors, strict=True):
            line.setPen(pen(QColor(color).name(), 1))
            line.setData(self._scales[0].at, values[:, k], connect="finite")
        finite = values[np.isfinite(values)]
        if finite.size:
            x0, x1 = self._scales[0].span
            self.family.set_limits(
                (min(x0, x1), max(x0, x1)), (float(finite.min()), float(finite.max()))
            )

    def _draw_replay(self, snapshot: Snapshot, view: SweepView) -> None:
        """A crosshair at the cell that is replayed."""
        replay = snapshot.document.view.replay
        shown = replay is not None and replay.sweep == view.plan.index
        two = len(self._scales) == 2
        self.cross[0].setVisible(shown)
        self.cross[1].setVisible(shown and two)
        self.mark.clear()
        if not shown or replay is None:
            return
        color = "#ffffff" if two else theme.current().accent
        for line, scale, index in zip(self.cross, self._scales, replay.cell, strict=False):
            line.setPen(pen(color, 1))
            line.setValue(float(scale.at[index]))
        if not two and view.values is not None:
            x = float(self._scales[0].at[replay.cell[0]])
            self.mark.setData([x], [float(self._numbers(view)[replay.cell[0]])], size=12, symbol="s")

    def _numbers(self, view: SweepView) -> Array:
        """The measure of each cell, NaN where it is not defined or not yet known."""
        assert view.values is not None
        values = np.asarray(view.values, dtype=np.float64)
        if values.ndim == 2:
            values = values[:, 0]
        if view.values.dtype.kind in "iu":
            values = np.where(values < 0, np.nan, values)
        return np.where(np.isfinite(values), values, np.nan)

    # Intents

    def _let_colors_go(self, bar: pg.ColorBarItem) -> None:
        self._drag_colors(bar)
        if not self._quiet:
            self._intents.released.emit()

    def _drag_colors(self, bar: pg.ColorBarItem) -> None:
        snapshot = self._snapshot
        if self._quiet or snapshot is None or snapshot.sweep is None:
            return
        low, high = (float(f"{level:.6g}") for level in bar.levels())
        if low < high:
            self._intents.edit(
                Message("Change the colours"),
                partial(changes.with_colors, k=snapshot.sweep.plan.index, colors=(low, high)),
                "colors",
            )

    def cell_at(self, position: QPointF) -> list[int] | None:
        """The cell under a place in the scene; None where there is none."""
        point = under_pointer(self.plot, position)
        if point is None or not self._scales:
            return None
        if len(self._scales) == 1:
            return [self._scales[0].closest(point.x())]
        cell = [s.nearest(p) for s, p in zip(self._scales, (point.x(), point.y()), strict=True)]
        return None if None in cell else [index for index in cell if index is not None]

    def _click(self, event: object) -> None:
        snapshot = self._snapshot
        if event.button() != Qt.MouseButton.LeftButton or snapshot is None:  # type: ignore[attr-defined]
            return
        cell = self.cell_at(event.scenePos())  # type: ignore[attr-defined]
        if cell is None or snapshot.sweep is None:
            return
        sweep = snapshot.sweep.plan.index
        if snapshot.document.view.replay == Replay(sweep=sweep, cell=cell):
            self._intents.replay_requested.emit()
        else:
            change = partial(changes.with_replay, sweep=sweep, cell=cell)
            self._intents.edit(Message("Replay a cell"), change)

    def _hover(self, position: QPointF) -> None:
        cell = self.cell_at(position)
        snapshot = self._snapshot
        if cell is None or snapshot is None or snapshot.sweep is None or snapshot.sweep.values is None:
            self.frame.coordinates.setText("")
            return
        view = snapshot.sweep
        flat = int(np.ravel_multi_index(tuple(cell), view.plan.grid.shape))
        parts = [
            f"{tr(parameter.title)} {number(float(scale.values[index]), 3)}"
            for parameter, scale, index in zip(view.plan.axes, self._scales, cell, strict=True)
        ]
        value = float(self._numbers(view)[flat])
        classes = MEASURES[view.plan.measure].classes
        if np.isnan(value):
            parts.append(tr("not defined") if view.done else "…")
        else:
            parts.append(tr(classes[int(value)].title) if classes else number(value, 4))
        self.frame.coordinates.setText("   ".join(parts))


def _tick_strings(values: list[float], scale: float, spacing: float) -> list[str]:
    """The numbers of the colour bar, as on the other axes."""
    places = max(0, int(np.ceil(-np.log10(spacing * scale))))
    return minus([f"{value * scale:.{places}f}" for value in values])


def _range(values: Array) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)


ENTRY = ChartEntry(
    key="sweep",
    title=Message("Sweep"),
    build=SweepChart,
    column="right",
    wanted=lambda snapshot: bool(snapshot.document.sweeps),
)
