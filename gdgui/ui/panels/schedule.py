"""The learning-rate schedule of the chosen descent: rule, parameters, formula, and η as it was."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QLabel, QVBoxLayout

from gdgui.document import changes
from gdgui.document.check import WARMUP
from gdgui.engine.message import InputError, Message
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.stroke import Points, redraw
from gdgui.engine.types import points_key
from gdgui.ui import shown_formulas, theme
from gdgui.ui.forms import EntryPicker, Form
from gdgui.ui.formula_lines import FormulaLines
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.limits import LimitsLabel
from gdgui.ui.naming import run_style
from gdgui.ui.panels import Panel, PanelEntry
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Plot
from gdgui.ui.readout import Readout
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.stages import Stage

if TYPE_CHECKING:
    from gdgui.ui.pencil import Pencil

PLOT = (72, 120)
"""The least and the largest height of the small plot, in pixels: on a small screen it gives way."""


RULE, LONG_RULE = 1.35, 1.15
"""The height of the rule's letters: of a long one, so that the fields below it are in sight too."""

SPARSE = 0.5
"""How dense the numbers at its upright axis stand."""


class SchedulePanel(Panel):
    """The panel; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._stage = Stage.WHOLE
        self._schedule = ""
        self._descent = -1
        self.picker = EntryPicker(SCHEDULES)
        self.picker.setAccessibleName(tr("Schedule"))
        self.formula = FormulaLines(scale=RULE)
        self.values = FormulaLines(scale=RULE)
        for label in (self.formula, self.values):
            label.set_note(tr(shown_formulas.SYMBOLS))
        self.form = Form(())
        self.canvas = Canvas()
        self.canvas.setMinimumHeight(PLOT[0])
        self.canvas.setMaximumHeight(PLOT[1])
        self.canvas.setToolTip(tr("The learning rate η against the epoch"))
        self.plot = Plot()
        self.plot.getViewBox().setMouseEnabled(False, False)
        self.canvas.addItem(self.plot)
        # Of a million epochs only as much is drawn as so small a plot can show.
        self.line = pg.PlotDataItem(autoDownsample=True, downsampleMethod="peak")
        self.plot.addItem(self.line)
        self.readout = Readout(self.plot)
        self.fails = QLabel()
        self.fails.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * (theme.MARGIN,))
        layout.setSpacing(theme.TIGHT)
        self.limits = LimitsLabel(self.form)
        for widget in (self.picker, self.formula, self.values, self.form, self.limits):
            layout.addWidget(widget)
        layout.addWidget(self.canvas, 1000)
        layout.addWidget(self.fails)
        layout.addStretch(1)
        self.picker.picked.connect(self._pick)
        self.form.edited.connect(self._edit)
        intents.refused.connect(self._go_back)
        intents.doubted.connect(self._doubt)
        self.restyle()

    @cached_property
    def pencil(self) -> Pencil:
        """Draws the learning rate; made for the first schedule that can be drawn."""
        from gdgui.ui.pencil import Pencil

        made = Pencil(self.plot)
        made.drawn.connect(self._redraw)
        return made

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        k = snapshot.document.view.descent
        schedule = snapshot.document.descents[k].schedule
        entry = SCHEDULES[schedule.key]
        if (schedule.key, k) != (self._schedule, self._descent):
            self._schedule, self._descent = schedule.key, k
            self.form.discard_drafts()
            self.picker.set_key(schedule.key)
            self.form.set_parameters((*entry.parameters, WARMUP))
            drawable = points_key(entry.parameters) is not None
            if drawable or "pencil" in vars(self):
                self.pencil.set_active(drawable)
            hint = tr("Draw the learning rate into the plot with the mouse.") if drawable else ""
            self.fails.setText(" ".join(part for part in (hint, tr(entry.fails)) if part))
        self.form.set_values({**schedule.parameters, "warmup": schedule.warmup})
        epochs = snapshot.document.descents[k].epochs
        values = shown_formulas.rule_with_values(schedule, snapshot.plan.objective, epochs)
        self._show_rule(shown_formulas.rule(schedule), values)
        known = snapshot.theory.known
        self.limits.show_limits(None if known is None else known.limits)
        run = snapshot.runs[k]
        rates = run.trace("learning_rate")
        style = run_style(run)
        self.line.setPen(pen(style.color, 1))
        self.line.setData(np.arange(len(rates)), rates, connect="finite")
        finite = rates[np.isfinite(rates)]
        if finite.size:
            low, high = min(0.0, float(finite.min())), float(finite.max())
            self.plot.set_limits((0, max(len(rates) - 1, 1)), (low, max(high, low + 1e-12)))

        self._read_off()

    def _show_rule(self, rule: str, values: str) -> None:
        """The rule in symbols and with its values: one below the other, or in one line if short.

        A long one would fill the dock twice: it stands there with its values alone, and in symbols in
        the tooltip; the fields below have the symbols in their names.
        """
        chain = shown_formulas.chained(rule, values)
        both = not chain and bool(values) and not shown_formulas.is_long(rule)
        shown = chain or (rule if both else values or rule)
        self.formula.set_scale(LONG_RULE if shown_formulas.is_long(shown) else RULE)
        self.formula.set_latex(shown)
        self.formula.set_told("" if chain or both or not values else rule)
        self.values.set_latex(values if both else "")
        self.values.setVisible(both)

    def show_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        self._read_off()

    def show_stage(self, stage: Stage) -> None:
        self._stage = stage
        self._read_off()

    def _read_off(self) -> None:
        """The learning rate of the epoch, while the step is shown in parts and this is its turn."""
        snapshot = self._snapshot
        if snapshot is None or self._stage is not Stage.RATE:
            self.readout.hide()
            return
        run = snapshot.runs[snapshot.document.view.descent]
        if self._epoch < run.epochs:
            rate = float(run.trace("learning_rate")[self._epoch])
            self.readout.show(self._epoch, rate, f"η = {number(rate, 4)}", run_style(run).color)
        else:
            self.readout.hide()

    def restyle(self) -> None:
        self.canvas.setBackground(theme.current().window)
        self.plot.restyle()
        self.plot.name_axes("", "η")
        self.plot.getAxis("left").setTickDensity(SPARSE)

    def _pick(self, key: str) -> None:
        assert self._snapshot is not None
        k = self._snapshot.document.view.descent
        change = partial(changes.with_schedule, k=k, key=key)
        self._intents.edit(Message("Change the schedule"), change)

    def _go_back(self) -> None:
        self.picker.set_key(self._schedule)

    def _doubt(self, error: InputError) -> None:
        start = f"descents[{self._descent}].schedule.parameters."
        if error.place.startswith(start):
            self.form.refuse(error.place.removeprefix(start), error)

    def _redraw(self, stroke: Points) -> None:
        """A stroke of the pencil over the plot: x is the epoch, and the curve wants its share of N."""
        assert self._snapshot is not None
        k = self._snapshot.document.view.descent
        descent = self._snapshot.document.descents[k]
        key = points_key(SCHEDULES[descent.schedule.key].parameters)
        if key is not None:
            shares = tuple((x / descent.epochs, max(y, 0.0)) for x, y in stroke)
            points = redraw(descent.schedule.parameters[key], shares, 0.0, 1.0)
            change = partial(changes.with_schedule_parameter, k=k, key=key, value=points)
            self._intents.edit(Message("Draw the schedule"), change)

    def _edit(self, key: str, value: object, dragging: bool) -> None:
        assert self._snapshot is not None
        k = self._snapshot.document.view.descent
        change = partial(changes.with_schedule_parameter, k=k, key=key, value=value)
        title = Message("Change the learning rate") if key == "rate" else Message("Change the schedule")
        self._intents.edit(title, change, f"schedule.{key}.{k}")
        if not dragging:
            self._intents.released.emit()


ENTRY = PanelEntry(key="schedule", title=Message("Schedule"), build=SchedulePanel, order=2, tab="rules")
