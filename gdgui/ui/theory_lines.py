"""What theory says, drawn over a sweep: limits on a learning-rate axis, maxima on a start axis."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton

from gdgui.document.scale import Scale
from gdgui.jobs.dynamics import Known
from gdgui.ui import theme
from gdgui.ui.framed import Framed
from gdgui.ui.language import number, tr
from gdgui.ui.line_names import LineNames
from gdgui.ui.pens import pen
from gdgui.ui.plot import Plot
from gdgui.ui.snapshot import SweepView
from gdgui.ui.valley_lines import ValleyLines, limit_places

DASH = (2.0, 2.0)

RATE, START = "schedule.rate", "start.x"

CHANGE_LIMITS = ("objective.", "gradient.", "optimizer.")
"""Axes along which the limits of the learning rate change from cell to cell; where there are several
minima, they also do along the start."""


class TheoryLines:
    """The lines over the plots of a chart, and the button that takes them away.

    The first axis lies along x in every plot; the second along y in the first plot alone.  Over starts
    and learning rates each valley has limits of its own.
    """

    def __init__(self, frame: Framed, plots: Sequence[Plot]) -> None:
        self._plots = plots
        self._lines: list[tuple[Plot, pg.InfiniteLine]] = []
        self._names = LineNames(plots[0])
        self._valleys = ValleyLines(plots[0])
        self._drawn: object = None
        self.button = QToolButton()
        self.button.setText(tr("Theory"))
        self.button.setToolTip(tr("Where theory expects a change: limits of the rate, maxima"))
        self.button.setAutoRaise(True)
        self.button.setCheckable(True)
        self.button.setChecked(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.hide()
        self.button.toggled.connect(self._toggle)
        frame.bar.insertWidget(frame.bar.count() - 2, self.button)

    def show_theory(self, view: SweepView, scales: Sequence[Scale], known: Known | None) -> None:
        """Draws what is known of the axes of a sweep."""
        drawn = (view.plan.key, known, theme.current().name)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        for plot, line in self._lines:
            plot.removeItem(line)
        self._lines = []
        self._names.clear()
        paths = [axis.path for axis in view.plan.grid.axes]
        for place, (path, scale) in enumerate(zip(paths, scales, strict=True)):
            others = [p for p in paths if p != path]
            drawn_at = [(scale.place(value), name) for value, name in _places(path, others, known)]
            seen = [(at, name) for at, name in drawn_at if scale.reaches(at)]
            for at, name in seen:
                self._draw(place, at, name)
        self._names.arrange()
        self._valleys.clear()
        if known is not None and set(paths) == {RATE, START} and len(known.land.minima) > 1:
            self._valleys.draw(known.valleys, known.land, scales, upright=paths[0] == RATE)
        self.button.setVisible(bool(self._lines or self._valleys.items))
        self._toggle(self.button.isChecked())

    def _draw(self, place: int, at: float, name: str) -> None:
        look = theme.current()
        veil = QColor(look.background)
        veil.setAlphaF(0.78)
        for row, plot in enumerate(self._plots if place == 0 else self._plots[:1]):
            line = pg.InfiniteLine(
                at,
                angle=90 if place == 0 else 0,
                pen=pen(look.warning, 1, DASH),
                label=name if row == 0 else None,  # the plot below has the same lines, and no room
                labelOpts={"color": look.warning, "fill": veil, "movable": False},
            )
            if row == 0:
                line.label.setFont(theme.chart_font(-0.5))
                self._names.add(line)
            line.setZValue(8)
            plot.addItem(line, ignoreBounds=True)
            self._lines.append((plot, line))

    def _toggle(self, shown: bool) -> None:
        for _, line in self._lines:
            line.setVisible(shown)
        self._valleys.set_visible(shown)


def _places(path: str, others: Sequence[str], known: Known | None) -> list[tuple[float, str]]:
    """What is known along an axis: values with their names."""
    if known is None:
        return []
    if path == START:
        return [
            (float(at), tr("maximum {x}", x=number(float(at), 4)))
            for at in known.land.maxima
            if not any(other.startswith("objective.") for other in others)
        ]
    limits = known.sweep_limits
    changing = CHANGE_LIMITS if len(known.land.minima) == 1 else (*CHANGE_LIMITS, "start.")
    fixed = not any(other.startswith(changing) for other in others)
    return limit_places(limits) if path == RATE and limits is not None and fixed else []
