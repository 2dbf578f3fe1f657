"""The sweep: a curve over one axis; a heatmap over two, with the family of its lines below.

The first axis lies along x.  Cells are centred on their values; a logarithmic axis is drawn as one.
The cell under the pointer sends its ghost into the landscape, a click replays its very descent, and
a second click pins it.  A rectangle zooms by computing anew.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from gdgui.document.scale import Scale
from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.charts import Chart
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.language import duration, tr
from gdgui.ui.naming import measure_title
from gdgui.ui.plot import Canvas, Plot, see_together
from gdgui.ui.snapshot import Snapshot, SweepView
from gdgui.ui.sweep.class_legend import ClassLegend
from gdgui.ui.sweep.classes import class_titles
from gdgui.ui.sweep.color_bar import ColorBar
from gdgui.ui.sweep.color_menu import ColorMenu
from gdgui.ui.sweep.curve import Curve
from gdgui.ui.sweep.cuts import Cuts
from gdgui.ui.sweep.family import Family
from gdgui.ui.sweep.field_image import FieldImage
from gdgui.ui.sweep.heatmap import Heatmap
from gdgui.ui.sweep.marks import Marks
from gdgui.ui.sweep.nothing import nothing_in
from gdgui.ui.sweep.numbers import grid_values
from gdgui.ui.sweep.pointer import Pointer
from gdgui.ui.sweep.shown import ShownSweep
from gdgui.ui.sweep.waiting import WaitingWords
from gdgui.ui.sweep.zooming import Zooming
from gdgui.ui.sweeping import PATIENCE
from gdgui.ui.theory_lines import TheoryLines

ROOMY = 400
"""Pixels of width from which a field has room for a cut at its side."""


class SweepChart(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._shown: ShownSweep | None = None
        self._mode: object = None
        self._drawn: object = None
        self._figure = False
        self._cut: list[int] | None = None
        self._stretch: object = None
        self._roomy: bool | None = None
        self._idle = False
        self._looked: object = None
        self._nothing: Message | None = None
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
        self.views = see_together(self.plot, self.family)
        self.theory = TheoryLines(self.frame, (self.plot, self.family))
        self.image = FieldImage()
        self.bar = ColorBar(intents)
        self.cuts = Cuts(self.plot, self.family)
        self._add_tools(intents)
        self.lines = Family(self.family)
        self.heatmap = Heatmap(self.image, self.bar, self.legend, self.lines)
        self.marks = Marks(self.plot)
        self.waiting = WaitingWords(self.plot)
        self.plot.addItem(self.image)
        self.curve = Curve(self.plot)
        # All stay in the scene, and are hidden where they have nothing to show: what is in no scene
        # has no owner to delete it.
        self.canvas.addItem(self.plot, 0, 0)
        for part, place in self._places():
            self.canvas.addItem(part, *place)
        self.pointer = Pointer(self.plot, intents, self)
        self.pointer.moved.connect(self._follow_pointer)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self._back)
        self.restyle()

    def _add_tools(self, intents: Intents) -> None:
        self.cut_button = self.frame.add_tool(
            "cuts", tr("Cuts: the values along the row and the column under the pointer")
        )
        self.cut_button.setCheckable(True)
        self.cut_button.setChecked(True)
        self.color_menu = ColorMenu(self.frame.add_tool("colors", ""), intents)
        self.zooming = Zooming(self.frame, self.plot, intents)
        self.cut_button.toggled.connect(self._toggle_cuts)

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        view = snapshot.sweep
        if view is None:
            return
        mode = (view.plan.key, view.plan.measure, view.plan.color_scale)
        shown = self._shown = self._show(snapshot, view, mode == self._mode)
        self.pointer.follow(shown)
        self.zooming.follow(snapshot, shown.index, shown.scales)
        # A short sweep has its first cells at once: for its sake nothing comes and goes.
        idle = shown.values is None and (view.waiting or (view.seconds or 0.0) > PATIENCE)
        if (mode, view.known, id(view.values)) != self._looked:
            self._looked = (mode, view.known, id(view.values))
            self._nothing = nothing_in(shown)
        idle = idle or self._nothing is not None
        if mode != self._mode:
            self._mode, self._idle = mode, idle
            self._drawn = None
            self._arrange(shown)
        elif idle != self._idle:
            self._idle = idle
            self._lay_out()
        look = (view.plan.colors, view.plan.color_map, view.plan.color_scale, view.plan.color_center)
        drawn = (mode, view.known, id(view.values), view.field is not None, look)
        if drawn != self._drawn and shown.values is not None:
            self._drawn = drawn
            if shown.two:
                self.heatmap.draw(shown, shown.values)
            else:
                self.curve.draw(shown, shown.values)
        self.marks.show(shown)
        self._follow_pointer()
        cell = shown.replayed
        self.color_menu.follow(snapshot, shown.values, None if cell is None else shown.number(cell))
        self.theory.show_theory(view, shown.scales, snapshot.theory.known)

    def _show(self, snapshot: Snapshot, view: SweepView, same: bool) -> ShownSweep:
        """What is shown of a moment; axes and names are those of before where they are the `same`."""
        values = None if view.values is None else grid_values(view)
        before = self._shown
        if same and before is not None:
            return ShownSweep(snapshot, view, before.scales, before.titles, values)
        sweep = snapshot.document.sweeps[view.plan.index]
        axes = zip(sweep.axes, view.plan.grid.axes, strict=True)
        scales = tuple(Scale(axis, part.values) for axis, part in axes)
        return ShownSweep(snapshot, view, scales, tuple(class_titles(snapshot, view)), values)

    def restyle(self) -> None:
        self.canvas.restyle()
        self.frame.restyle()
        for plot in (self.plot, self.family):
            plot.restyle()
        for part in (self.curve, self.marks, self.cuts, self.zooming, self.bar):
            part.restyle()
        self.legend.forget()
        if self._snapshot is not None:
            self._mode = None
            self.show_snapshot(self._snapshot)

    def as_figure(self) -> None:
        self._figure = True
        self.cuts.clear()
        self._show_cuts()
        self._lay_out()

    def fit(self) -> None:
        self.views.fit()

    # Drawing

    def _arrange(self, shown: ShownSweep) -> None:
        """Puts the plots where the number of axes and the kind of measure want them."""
        two, view = shown.two, shown.view
        self.lines.clear()
        self.cuts.clear()
        self._cut = None
        self.legend.forget()
        self.pointer.forget()
        self._lay_out()
        self.bar.begin()
        self.plot.getAxis("left").setTicks(None)
        self.plot.show_grid(not two)
        self.image.setVisible(two)
        self.curve.setVisible(not two)
        self.image.clear()
        self.curve.forget()
        first = tr(view.plan.axes[0].title)
        title = measure_title(view)
        for plot in (self.plot, self.family):
            plot.getAxis("bottom").decades = shown.scales[0].log
        self.plot.getAxis("left").decades = shown.scales[1].log if two else shown.logarithmic
        self.family.getAxis("left").decades = shown.logarithmic
        self.plot.name_axes(first, tr(view.plan.axes[1].title) if two else title)
        self.family.name_axes(first, title)
        self.frame.title.setText(title)
        stretch = _stretch(shown)
        if stretch != self._stretch:  # else a person may have a part of the same in view
            self._stretch = stretch
            for plot in (self.plot, self.family):
                plot.begin()
        if two:
            (x0, x1), (y0, y1) = shown.scales[0].span, shown.scales[1].span
            self.plot.set_limits((min(x0, x1), max(x0, x1)), (min(y0, y1), max(y0, y1)))
            self.family.set_limits((min(x0, x1), max(x0, x1)), (0.0, 1.0))
            self._name_family(shown)
        elif shown.values is None:
            self.plot.set_limits((min(shown.scales[0].span), max(shown.scales[0].span)), (0.0, 1.0))

    def _name_family(self, shown: ShownSweep) -> None:
        """Says what the lines are; where that has no room, which would make the chart wider than it
        is, the name of the axis alone."""
        axis = tr(shown.view.plan.axes[1].title)
        words = tr("One line for each value of: {axis}", axis=axis) if self.width() >= ROOMY else axis
        self.family.setTitle(words, size="9pt", color=theme.current().foreground)

    def _places(self) -> tuple[tuple[Any, tuple[int, int, int, int]], ...]:
        """What may stand beside and below the field, and where."""
        return (
            (self.cuts.side, (0, 1, 1, 1)),
            (self.bar, (0, 2, 1, 1)),
            (self.family, (1, 0, 1, 3)),
        )

    def _lay_out(self) -> None:
        """Lays out what this kind of sweep has; what is hidden gives up its room.

        Of a sweep that waits, or that is long and has no cell yet, there is but the plot: the others
        would be empty.
        """
        shown, there = self._shown, not self._idle
        two, classes = shown is not None and shown.two, shown is not None and bool(shown.titles)
        counted = two and not classes
        self.cut_button.setVisible(counted)
        self.color_menu.begin(two)
        self.color_menu.button.setVisible(not classes)
        for button in (self.cut_button, self.color_menu.button):
            button.setEnabled(there)
        wanted = {
            self.cuts.side: counted and there and self._has_side(),
            self.bar: counted and there,
            self.family: counted and there,
        }
        self.legend.setVisible(two and classes and there)
        self.plot.getAxis("left").setStyle(showValues=two or there)
        layout = self.canvas.ci.layout
        for part, place in self._places():
            visible = wanted[part]
            if part.isVisible() and not visible:
                layout.removeItem(part)
            elif visible and not part.isVisible():
                layout.addItem(part, *place)
            part.setVisible(visible)
        layout.setRowStretchFactor(0, 3)
        layout.setRowStretchFactor(1, 2 if wanted[self.family] else 0)

    def _has_side(self) -> bool:
        """Whether there is a plot at the side.  On screen its room is kept, or cells would move away
        from under the pointer when it comes; a figure without a cut has none."""
        wanted = self.cuts.cell is not None if self._figure else self.cut_button.isChecked()
        return wanted and self.width() >= ROOMY

    # The pointer

    def cell_at(self, position: QPointF) -> list[int] | None:
        """The cell under a place in the scene; None where there is none."""
        return self.pointer.cell_at(position)

    def _follow_pointer(self) -> None:
        self._show_cuts()
        words = self._waiting_words()
        self.waiting.say(words if self._idle else "")
        over = self.pointer.words()
        self.frame.coordinates.tell(*(over or ("" if self._idle else words,)))

    def _waiting_words(self) -> str:
        """What a sweep waits for that is too long to run by itself, and then for its first cells; or
        why it shows nothing."""
        if self._shown is None:
            return ""
        if self._nothing is not None:
            return tr(self._nothing)
        view = self._shown.view
        if not view.waiting:
            return tr("The first cells are being computed …") if self._idle else ""
        if 0 < view.known < view.plan.grid.size:
            return tr(
                "{known:,} of {cells:,} cells are computed: F5 computes all of them.",
                known=view.known,
                cells=view.plan.grid.size,
            )
        time = duration(view.seconds or 0.0)
        return tr("This sweep takes about {time} here: F5 runs it.", time=time)

    def _show_cuts(self) -> None:
        """Cuts at the cell under the pointer; with none, at the replayed one, or where they were.

        At first they go through the descent as it is set up, so that there is no empty plot at the
        side; a figure has cuts only where somebody has asked for them.
        """
        shown = self._shown
        if not self.cut_button.isChecked() or shown is None or shown.titles:
            self.cuts.clear()
            return
        if shown.values is None or not shown.two:
            return
        self._cut = self.pointer.cell or shown.replayed or self._cut
        if self._cut is not None or not self._figure:
            first, second = self._cut or shown.home()
            self.cuts.show((first, second), shown, shown.values)
        if self._figure:
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOMY
        if roomy != self._roomy:  # the old size of a first event is none
            self._roomy = roomy
            self._toggle_cuts()
            if self._shown is not None and self._shown.two:
                self._name_family(self._shown)

    def _toggle_cuts(self) -> None:
        self._show_cuts()
        self._lay_out()

    def _back(self) -> None:
        """To the view before, and where there is none, to the zoom before."""
        if not self.views.back():
            self.zooming.back()


def _stretch(shown: ShownSweep) -> list[tuple[str, bool, tuple[float, float]]]:
    """What the axes are, and how far they reach."""
    axes = zip(shown.view.plan.grid.axes, shown.scales, strict=True)
    return [(axis.path, scale.log, scale.span) for axis, scale in axes]
