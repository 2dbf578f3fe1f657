"""The gradient check: the believed gradient against the exact one, and where they part.

Where the error depends on a parameter, as that of a finite difference does on h, a second plot shows
the error against it, and a line there can be dragged to choose it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QLabel, QVBoxLayout

from gdgui.document import changes
from gdgui.document.model import Choice
from gdgui.engine.gradient_check import GradientCheck, check_gradient, error_by_parameter
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import Message
from gdgui.engine.types import Parameter
from gdgui.ui import theme
from gdgui.ui.charts import Chart
from gdgui.ui.field import shown_symbol
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Plot, see_together
from gdgui.ui.snapshot import Array, Snapshot
from gdgui.ui.theme import Series

AXIS = 72
"""The width of the numbers beside a plot, in pixels."""

POINTS = 61
"""Values of the parameter in the plot of the error."""


class GradientCheckChart(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._drawn: tuple[Choice, Choice] | None = None
        self._swept: object = None
        self._quiet = False
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setContentsMargins(theme.MARGIN, 2, theme.MARGIN, 2)
        self.canvas = Canvas()
        self.frame = Framed(tr("Gradient check"), self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.frame, 1)
        layout.addWidget(self.verdict)
        self.setAutoFillBackground(True)
        self.both, self.difference, self.errors = Plot(), Plot(), Plot()
        self.views = see_together(self.both, self.difference, self.errors)
        for plot in (self.both, self.difference, self.errors):
            plot.setMinimumHeight(70)
            # As wide in each, so that the same x stands above itself.
            plot.getAxis("left").setWidth(AXIS)
        self.exact, self.believed, self.error, self.trough = (pg.PlotDataItem() for _ in range(4))
        self.worst = pg.InfiniteLine(angle=90)
        self.chosen = pg.InfiniteLine(angle=90, movable=True)
        self.both.addItem(self.exact)
        self.both.addItem(self.believed)
        self.difference.addItem(self.error)
        self.difference.addItem(self.worst, ignoreBounds=True)
        self.errors.addItem(self.trough)
        self.errors.addItem(self.chosen, ignoreBounds=True)
        # To either side of the trough's bottom, where the plot is empty.
        self.cancellation, self.truncation = pg.TextItem(anchor=(1, 0)), pg.TextItem(anchor=(0, 0))
        for words in (self.cancellation, self.truncation):
            self.errors.addItem(words, ignoreBounds=True)
        self._best = float("nan")
        self.errors.getAxis("bottom").decades = True
        self.errors.getAxis("left").decades = True
        self.difference.setXLink(self.both)
        self.canvas.addItem(self.both, 0, 0)
        self.canvas.addItem(self.difference, 1, 0)
        # In the scene from the start: what is in none has no owner to delete it.
        self.canvas.addItem(self.errors, 2, 0)
        # Methods and no partials, which Qt would keep, and with them this chart, for ever.
        self.chosen.sigPositionChanged.connect(self._drag)
        self.chosen.sigPositionChangeFinished.connect(self._let_go)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self.views.back)
        self.restyle()

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        document = snapshot.document
        wanted = (document.objective, document.gradient)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        gradient = GRADIENTS[document.gradient.key]
        check = check_gradient(snapshot.plan.bound, gradient, document.gradient.parameters)
        self._draw(check)
        self._draw_errors(snapshot)
        self.verdict.setText(" ".join(self._sentences(snapshot, check)))

    def restyle(self) -> None:
        look = theme.current()
        self.canvas.restyle()
        self.frame.restyle()
        colors = self.palette()
        colors.setColor(self.backgroundRole(), look.background)
        self.setPalette(colors)
        for plot in (self.both, self.difference, self.errors):
            plot.restyle()
        self.both.name_axes("", "f′(x)")
        self.difference.name_axes("x", tr("Difference"))
        self.exact.setPen(pen(look.curve, 1.6))
        self.believed.setPen(pen(look.warning, 1.4, (6, 3)))
        self.error.setPen(pen(look.bad, 1.2))
        self.trough.setPen(pen(look.series[0].color, 1.2))
        self.worst.setPen(pen(look.bad, 1, (1, 3)))
        self.chosen.setPen(pen(look.accent, 2))
        self.chosen.setHoverPen(pen(look.accent, 4))
        self.cancellation.setText(tr("cancellation"), look.dim)
        self.truncation.setText(tr("truncation"), look.dim)
        self.frame.set_legend(
            [
                (Series(look.curve, (), ""), tr("exact")),
                (Series(look.warning, (6, 3), ""), tr("believed")),
            ]
        )

    def fit(self) -> None:
        self.views.fit()

    def _sentences(self, snapshot: Snapshot, check: GradientCheck) -> Iterator[str]:
        """The verdict; what was wrong with a printed gradient; where a precision would be best."""
        yield tr(check.verdict)
        document, objective = snapshot.document, snapshot.plan.objective
        note = GRADIENTS[document.gradient.key].note(objective)
        if note is not None:
            yield tr(note)
        parameter = precision(document.gradient.key)
        if parameter is not None:
            yield tr(
                "The least error is near {symbol} = {best}.",
                symbol=shown_symbol(parameter),
                best=number(self._best, 1),
            )

    # Drawing

    def _draw(self, check: GradientCheck) -> None:
        self.exact.setData(check.x, check.exact, connect="finite")
        self.believed.setData(check.x, check.believed, connect="finite")
        self.error.setData(check.x, check.error, connect="finite")
        self.worst.setValue(check.at)
        self.worst.setVisible(check.largest > 0)
        span = (float(check.x[0]), float(check.x[-1]))
        self.both.set_limits(span, _range(np.concatenate([check.exact, check.believed])))
        self.difference.set_limits(span, _range(check.error))

    def _draw_errors(self, snapshot: Snapshot) -> None:
        """The error against the parameter on which it depends, where there is one."""
        choice = snapshot.document.gradient
        gradient = GRADIENTS[choice.key]
        parameter = precision(choice.key)
        if parameter is None:
            if self.errors.isVisible():
                self.canvas.ci.layout.removeItem(self.errors)
                self.errors.hide()
            self._swept = None
            return
        if not self.errors.isVisible():
            self.canvas.ci.layout.addItem(self.errors, 2, 0)
            self.errors.show()
        swept = (snapshot.document.objective, choice.key)
        if swept != self._swept:
            self._swept = swept
            values = np.geomspace(parameter.slider_low, parameter.slider_high, POINTS)
            found = error_by_parameter(
                snapshot.plan.bound, gradient, choice.parameters, parameter.key, values
            )
            with np.errstate(divide="ignore"):
                x, y = np.log10(values), np.log10(found)
            self.trough.setData(x, np.where(np.isfinite(y), y, np.nan), connect="finite")
            bottom, top = _range(y)
            self.errors.set_limits((float(x[0]), float(x[-1])), (bottom, top))
            best = float(x[int(np.nanargmin(np.where(np.isfinite(y), y, np.inf)))])
            self._best = 10.0**best
            self.cancellation.setPos(best, top)
            self.truncation.setPos(best, top)
            named = f"{tr(parameter.title)} {shown_symbol(parameter)}"
            self.errors.name_axes(named, tr("Largest error"))
        self._quiet = True
        self.chosen.setValue(float(np.log10(choice.parameters[parameter.key])))
        self._quiet = False

    # Intents

    def _let_go(self, line: pg.InfiniteLine) -> None:
        self._drag(line)
        if not self._quiet:
            self._intents.released.emit()

    def _drag(self, line: pg.InfiniteLine) -> None:
        if self._quiet or self._snapshot is None:
            return
        key = GRADIENTS[self._snapshot.document.gradient.key].precision
        value = float(f"{10.0 ** float(line.value()):.3g}")
        change = partial(changes.with_gradient_parameter, key=key, value=value)
        self._intents.edit(Message("Change the gradient"), change, f"gradient.{key}")


def precision(key: str) -> Parameter | None:
    """The parameter on which the error of a gradient source depends; None where there is none."""
    gradient = GRADIENTS[key]
    return next((p for p in gradient.parameters if p.key == gradient.precision), None)


def _range(values: Array) -> tuple[float, float]:
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        return -1.0, 1.0
    return float(finite.min()), float(finite.max())
