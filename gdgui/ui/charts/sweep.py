"""The sweep: a curve over one axis; a heatmap over two, with the family of its lines below.

The first axis lies along x.  Cells are centred on their values; a logarithmic axis is drawn as one.
The cell under the pointer sends its ghost into the landscape, a click replays its very descent, and
a second click pins it.  A rectangle zooms by computing anew.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from gdgui.document import changes
from gdgui.document.model import Replay
from gdgui.document.plan import cell_plan
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.axis import minus
from gdgui.ui.charts import Chart, ChartEntry
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import measure_title
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Framed, Plot, under_pointer
from gdgui.ui.snapshot import Array, Snapshot, SweepView
from gdgui.ui.sweep.class_legend import CLASS_COLORS, ClassLegend
from gdgui.ui.sweep.classes import class_titles
from gdgui.ui.sweep.color_menu import ColorMenu
from gdgui.ui.sweep.cuts import Cuts
from gdgui.ui.sweep.family import Family
from gdgui.ui.sweep.field_image import FieldImage
from gdgui.ui.sweep.levels import MAPS, Levels, color_map, levels_of, numbers
from gdgui.ui.sweep.marks import Marks
from gdgui.ui.sweep.minima_lines import MinimaLines
from gdgui.ui.sweep.scale import Scale
from gdgui.ui.sweep.zooming import Zooming
from gdgui.ui.theory_lines import TheoryLines

LIVE = 65_536
"""The lines below a field of more cells come when it is complete: they would cost a tenth of a second
for each new block, and the window would be away for so long."""

ROOMY = 400
"""Pixels of width from which a field has room for a cut at its side."""


class SweepChart(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._mode: object = None
        self._drawn: object = None
        self._scales: tuple[Scale, ...] = ()
        self._titles: list[str] = []
        self._levels: Levels | None = None
        self._hovered: list[int] | None = None
        self._quiet = self._figure = False
        self._values: Array | None = None
        self.canvas = Canvas()
        self.canvas.ci.layout.setContentsMargins(4, 10, 8, 4)
        self.frame = Framed(tr("Sweep"), self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        # What is said of a cell is long, and a sweep's column narrow: it has a line of its own.
        self.frame.tell_below()
        self.legend = ClassLegend()
        self.frame.add_below(self.legend)
        self.plot = Plot()
        self.family = Plot()
        self.theory = TheoryLines(self.frame, (self.plot, self.family))
        self.curve = pg.PlotDataItem()
        self.image = FieldImage()
        self.bar = pg.ColorBarItem(
            width=14, interactive=True, colorMap=color_map("viridis"), colorMapMenu=False
        )
        self.cuts = Cuts(self.plot, self.family)
        self._add_tools(intents)
        self.lines = Family(self.family)
        self.minima = MinimaLines(self.plot)
        self.marks = Marks(self.plot)
        self.plot.addItem(self.image)
        self.plot.addItem(self.curve)
        # All stay in the scene, and are hidden where they have nothing to show: what is in no scene
        # has no owner to delete it.
        self.canvas.addItem(self.plot, 0, 0)
        for part, place in self._places():
            self.canvas.addItem(part, *place)
        # Methods and no partials, which Qt would keep, and with them this chart, for ever.
        self.bar.sigLevelsChanged.connect(self._drag_colors)
        self.bar.sigLevelsChangeFinished.connect(self._let_colors_go)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self._back)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.restyle()

    def _add_tools(self, intents: Intents) -> None:
        self.cut_button = self.frame.add_tool(
            "cuts", tr("Cuts: the values along the row and the column under the pointer")
        )
        self.cut_button.setCheckable(True)
        self.cut_button.setChecked(True)
        self.color_menu = ColorMenu(
            self.frame.add_tool("colors", tr("Colours: map, range, logarithmic scale")), intents
        )
        self.zooming = Zooming(self.frame, self.plot, intents)
        self.cut_button.toggled.connect(self._toggle_cuts)

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
        self.zooming.follow(snapshot, view.plan.index, self._scales)
        mode = (view.plan.key, view.plan.measure)
        if mode != self._mode:
            self._mode = mode
            self._drawn = self._values = None
            self._titles = class_titles(snapshot, view)
            self._arrange(view)
        look = (view.plan.colors, view.plan.color_map, view.plan.color_scale, view.plan.color_center)
        drawn = (mode, view.known, id(view.values), look)
        if drawn != self._drawn and view.values is not None:
            self._drawn = drawn
            self._values = numbers(view)
            if len(self._scales) == 1:
                self._draw_curve(snapshot, view, self._values)
            else:
                self._draw_field(view, self._values.reshape(view.plan.grid.shape))
        self.marks.show(snapshot.document.view, view.plan.index, self._scales, self._values)
        self._show_cuts()
        self._tell()
        self.color_menu.follow(snapshot, self._values, self._marked(snapshot, view))
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
        for part in (self.marks, self.cuts, self.zooming):
            part.restyle()
        self.legend.forget()
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
        for part in (self.lines, self.minima, self.cuts):
            part.clear()
        self.legend.forget()
        self._hovered = None
        self._lay_out(two)
        self.bar.axis.tickStrings = _tick_strings
        self.plot.getAxis("left").setTicks(None)
        self.plot.show_grid(not two)
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
            self.plot.begin()
            self.family.setTitle(
                tr("One line for each value of: {axis}", axis=tr(view.plan.axes[1].title)),
                size="9pt",
                color=theme.current().foreground,
            )

    def _places(self) -> tuple[tuple[Any, tuple[int, int, int, int]], ...]:
        """What may stand beside and below the field, and where."""
        return (
            (self.cuts.side, (0, 1, 1, 1)),
            (self.bar, (0, 2, 1, 1)),
            (self.family, (1, 0, 1, 3)),
        )

    def _lay_out(self, two: bool) -> None:
        """Lays out what this kind of sweep has; what is hidden gives up its room."""
        counted = two and not self._titles
        self.cut_button.setVisible(counted)
        self.color_menu.button.setVisible(counted)
        wanted = {
            self.cuts.side: counted and self._has_side(),
            self.bar: counted,
            self.family: counted,
        }
        self.legend.setVisible(two and bool(self._titles))
        layout = self.canvas.ci.layout
        for part, place in self._places():
            shown = wanted[part]
            if part.isVisible() and not shown:
                layout.removeItem(part)
            elif shown and not part.isVisible():
                layout.addItem(part, *place)
            part.setVisible(shown)
        layout.setRowStretchFactor(0, 3)
        layout.setRowStretchFactor(1, 2 if counted else 0)

    def _has_side(self) -> bool:
        """Whether there is a plot at the side.  On screen its room is kept, or cells would move away
        from under the pointer when it comes; a figure without a cut has none."""
        wanted = self.cuts.cell is not None if self._figure else self.cut_button.isChecked()
        return wanted and self.width() >= ROOMY

    def as_figure(self) -> None:
        self._figure = True
        self._lay_out(len(self._scales) == 2)

    def _draw_curve(self, snapshot: Snapshot, view: SweepView, values: Array) -> None:
        scale = self._scales[0]
        self.curve.setData(scale.at[scale.order], values[scale.order], connect="finite")
        finite = values[np.isfinite(values)]
        if finite.size == 0:
            return
        low, high = view.plan.colors or (float(finite.min()), float(finite.max()))
        if MEASURES[view.plan.measure].kind == "position":
            low, high = self.minima.draw(snapshot.plan.objective.minima, low, high)
        self.plot.set_limits((min(scale.span), max(scale.span)), (low, high))
        ticks = [list(enumerate(self._titles))] if self._titles else None
        self.plot.getAxis("left").setTicks(ticks)

    def _draw_field(self, view: SweepView, values: Array) -> None:
        x, y = self._scales
        picture = values[np.ix_(x.order, y.order)].T
        self.image.hatched = view.done
        self.image.patterned = bool(self._titles)
        self._quiet = True
        if self._titles:
            count = len(self._titles)
            colors = np.array([QColor(name).getRgb() for name in CLASS_COLORS[:count]], np.uint8)
            self.image.setImage(picture, levels=(-0.5, count - 0.5))
            self.image.setLookupTable(colors)
            self.legend.show_classes(self._titles, values)
        else:
            levels = self._levels = levels_of(view.plan, values)
            self.bar.axis.tickStrings = _power_strings if levels.log else _tick_strings
            if self.bar.colorMap().name != MAPS[levels.name]:
                self.bar.setColorMap(color_map(levels.name))
            self.image.setImage(levels.drawn(picture), levels=(levels.low, levels.high))
            self.image.setColorMap(self.bar.colorMap())
            self._set_bar(levels.low, levels.high)
            if view.done or values.size <= LIVE:
                self.lines.draw(values, x, y, levels.name)
        self.image.place(x, y)
        self.image.update()
        self._quiet = False

    def _set_bar(self, low: float, high: float) -> None:
        # What the bar shows already is left alone: in the middle of a drag it would start anew.
        if not np.allclose(self.bar.levels(), (low, high), rtol=0.0, atol=(high - low) * 1e-6):
            self.bar.setLevels((low, high))
        if not self.bar.region.moving and not any(line.moving for line in self.bar.region.lines):
            # Dragged colours are multiples of this; pyqtgraph's own step is 1.
            self.bar.rounding = 10.0 ** np.floor(np.log10(high - low) - 2)

    def _show_cuts(self) -> None:
        """Cuts at the cell under the pointer; with none, at the replayed one, or where they were."""
        snapshot = self._snapshot
        view = None if snapshot is None else snapshot.sweep
        if not self.cut_button.isChecked() or self._titles:
            self.cuts.clear()
            return
        if snapshot is None or view is None or self._values is None or len(self._scales) != 2:
            return
        replay = snapshot.document.view.replay
        there = replay.cell if replay is not None and replay.sweep == view.plan.index else None
        cell = self._hovered or there or self.cuts.cell
        if cell is not None:
            values = self._values.reshape(view.plan.grid.shape)
            self.cuts.show((cell[0], cell[1]), values, self._scales)
            if self._figure:
                self._lay_out(True)

    def _marked(self, snapshot: Snapshot, view: SweepView) -> float | None:
        """The value of the replayed cell."""
        replay = snapshot.document.view.replay
        if replay is None or replay.sweep != view.plan.index or self._values is None:
            return None
        return float(self._values.reshape(view.plan.grid.shape)[tuple(replay.cell)])

    # Intents

    def _let_colors_go(self, bar: pg.ColorBarItem) -> None:
        self._drag_colors(bar)
        if not self._quiet:
            self._intents.released.emit()

    def _drag_colors(self, bar: pg.ColorBarItem) -> None:
        snapshot = self._snapshot
        if self._quiet or snapshot is None or snapshot.sweep is None:
            return
        levels = self._levels
        if levels is None:
            return
        low, high = (float(f"{levels.value(level):.6g}") for level in bar.levels())
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
            pinned = Replay(sweep=sweep, cell=cell) in snapshot.document.view.pins
            title = Message("Let a pinned cell go") if pinned else Message("Pin a cell")
            self._intents.edit(title, partial(changes.with_pin, sweep=sweep, cell=cell))
            self._intents.replay_requested.emit()
        else:
            change = partial(changes.with_replay, sweep=sweep, cell=cell)
            self._intents.edit(Message("Replay a cell"), change)

    def _hover(self, position: QPointF) -> None:
        cell, snapshot = self.cell_at(position), self._snapshot
        if snapshot is None or snapshot.sweep is None or snapshot.sweep.values is None:
            cell = None
        if cell != self._hovered:
            self._hovered = cell
            sweep = 0 if snapshot is None else snapshot.document.view.sweep
            self._intents.hovered.emit(None if cell is None else Replay(sweep=sweep, cell=cell))
            self._show_cuts()
            self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QPointF(-1e9, -1e9))

    def _tell(self) -> None:
        """Says what is under the pointer: the parameters, the measure, and the outcome once it is
        known."""
        cell, snapshot = self._hovered, self._snapshot
        view = None if snapshot is None else snapshot.sweep
        if cell is None or snapshot is None or view is None or self._values is None:
            self.frame.coordinates.setText("")
            return
        if any(index >= len(scale.values) for index, scale in zip(cell, self._scales, strict=True)):
            return
        flat = int(np.ravel_multi_index(tuple(cell), view.plan.grid.shape))
        parts = [
            f"{tr(parameter.title)} {number(float(scale.values[index]), 3)}"
            for parameter, scale, index in zip(view.plan.axes, self._scales, cell, strict=True)
        ]
        value = float(self._values[flat])
        if np.isnan(value):
            parts.append(tr("not defined") if view.done else "…")
        else:
            parts.append(self._titles[int(value)] if self._titles else number(value, 4))
        ghost, key = snapshot.ghost, cell_plan(view.plan, cell).key
        named = MEASURES[view.plan.measure].classes
        if ghost is not None and ghost.outcome is not None and not named and ghost.plan.key == key:
            parts.append(tr(ghost.outcome.option.title))
        self.frame.coordinates.setText("  ".join(parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() >= ROOMY) != (event.oldSize().width() >= ROOMY) and self._scales:
            self._toggle_cuts()

    def _toggle_cuts(self) -> None:
        self._show_cuts()
        self._lay_out(len(self._scales) == 2)

    def _back(self) -> None:
        """To the view before, and where there is none, to the zoom before."""
        if not self.plot.back():
            self.zooming.back()


def _tick_strings(values: list[float], scale: float, spacing: float) -> list[str]:
    """The numbers of the colour bar, as on the other axes."""
    places = max(0, int(np.ceil(-np.log10(spacing * scale))))
    return minus([f"{value * scale:.{places}f}" for value in values])


def _power_strings(values: list[float], scale: float, spacing: float) -> list[str]:
    """The numbers of a logarithmic colour bar: the values themselves."""
    return [number(10.0 ** (value * scale), 3) for value in values]


ENTRY = ChartEntry(
    key="sweep",
    title=Message("Sweep"),
    build=SweepChart,
    column="right",
    wanted=lambda snapshot: bool(snapshot.document.sweeps),
)
