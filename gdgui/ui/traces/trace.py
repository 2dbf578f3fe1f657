"""One plot: a quantity against the epoch, a line for each descent, and the cursor."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.ui import theme
from gdgui.ui.ink import CutInk, Stroke
from gdgui.ui.language import number, tr
from gdgui.ui.naming import run_style
from gdgui.ui.plot import Plot
from gdgui.ui.readout import Readout
from gdgui.ui.snapshot import Array, Run, Snapshot, without_first
from gdgui.ui.traces.cursor import Cursor
from gdgui.ui.traces.quantities import QUANTITIES
from gdgui.ui.traces.states import States, field_names

MARKERS = 60
"""Lines of at most so many epochs carry markers."""

FAINT = 0.3
"""How strong the lines are beyond the cursor."""

LOST = 1e6
"""Positions beyond this share no scale with others."""


class Line(Struct, frozen=True, eq=False):
    """One descent in one trace: the whole of it, faint, and the part up to the cursor."""

    ahead: Stroke
    past: Stroke
    y: Array
    """All values, of the past and ahead; also of what a branch shares, which is not drawn again."""


class Trace:
    """The plot; see the module.  On a logarithmic axis lies log₁₀ of a quantity's size."""

    def __init__(self, name: str, log: bool = False, log_epochs: bool = False) -> None:
        self.name = name
        self.log = log
        self.log_epochs = log_epochs
        self._title = ""
        self._epoch = 0
        self._epochs = 1
        self.plot = Plot()
        self.plot.name_axes(tr("Epoch"), "")
        self.plot.getAxis("left").decades = log
        self.plot.getAxis("bottom").decades = log_epochs
        self.lines: list[Line] = []
        self.ink = CutInk(FAINT)
        self.ink.setZValue(2)
        self.plot.addItem(self.ink, ignoreBounds=True)
        self.cursor = Cursor(self.plot)
        self.readout = Readout(self.plot)
        self.restyle()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.plot.restyle()
        self.plot.setTitle(self._title, size="10pt", color=look.foreground)
        self.cursor.restyle()

    def draw(self, snapshot: Snapshot, states: States) -> None:
        """Another snapshot: the lines anew."""
        background = theme.current().background
        quantity = QUANTITIES[self.name]
        self.lines = []
        for run in snapshot.shown:
            style = run_style(run)
            y = quantity.values(snapshot, run, states)
            heights = _decades(np.abs(y)) if self.log else y
            whole = Stroke(
                x=self._across(np.arange(len(y), dtype=np.float64)),
                y=without_first(heights, snapshot.own_from(run)),
                length=len(y),
                color=style.color,
                dash=style.dash,
                markers=run.epochs <= MARKERS,
                filling=background,
                above=run is snapshot.chosen,
            )
            self.lines.append(Line(whole, replace(whole), heights))
        self.ink.strokes = [line.ahead for line in self.lines]
        self.ink.touch()
        self._name(snapshot)
        self._set_limits(snapshot)

    def show_epoch(self, epoch: int) -> None:
        """Moves the cursor, and the end of what is past."""
        self._epoch = epoch
        at = self._place(epoch)
        self.cursor.set_value(at)
        self.ink.set_cut(at)
        for line in self.lines:
            line.past.length = min(epoch + 1, len(line.y))

    def read_off(self, snapshot: Snapshot | None) -> None:
        """Reads the chosen descent's value off at the cursor; nothing with None."""
        if snapshot is None:
            self.readout.hide()
            return
        line = self.lines[snapshot.shown.index(snapshot.chosen)]
        if self._epoch >= len(line.y):
            self.readout.hide()
            return
        y = float(line.y[self._epoch])
        words = f"η = {number(self.value_at(y), 4)}"
        self.readout.show(self._place(self._epoch), y, words, run_style(snapshot.chosen).color)

    def epoch_at(self, x: float) -> int:
        """The epoch at a place along the axis."""
        return max(round(10.0**x if self.log_epochs else x), 0)

    def value_at(self, y: float) -> float:
        """The value at a height."""
        return float(10.0**y) if self.log else y

    def _across(self, epochs: Array) -> Array:
        return _decades(epochs) if self.log_epochs else epochs

    def _place(self, epoch: int) -> float:
        """Where an epoch lies; on a logarithmic axis epoch 0 stands at the left end."""
        if not self.log_epochs:
            return float(epoch)
        return float(np.log10(epoch)) if epoch > 0 else self.plot.getViewBox().viewRange()[0][0]

    def _name(self, snapshot: Snapshot) -> None:
        quantity = QUANTITIES[self.name]
        symbol = ""
        if quantity.state is not None:
            names = [field_names(run) for run in snapshot.shown]
            symbols = [n[quantity.state] for n in names if len(n) > quantity.state]
            symbol = ", ".join(dict.fromkeys(symbols))
        title = quantity.named(self.log, symbol)
        if quantity.state is not None and not symbol:
            title = tr("No optimizer state")
        if self.name == "distance" and not snapshot.plan.objective.minima:
            title = tr("No minimum is known")
        if title != self._title:
            self._title = title
            self.plot.setTitle(title, size="10pt", color=theme.current().foreground)

    def _set_limits(self, snapshot: Snapshot) -> None:
        epochs = max(snapshot.epochs, 1)
        domain = snapshot.plan.objective.domain[0]
        shown = [
            line.y[: _near(run, domain)] for line, run in zip(self.lines, snapshot.shown, strict=True)
        ]
        values = np.concatenate([np.empty(0), *shown])
        values = values[np.isfinite(values)]
        across = (0.0, float(np.log10(max(epochs, 2)))) if self.log_epochs else (0.0, float(epochs))
        low, high = (values.min(), values.max()) if values.size else (0.0, 1.0)
        self.plot.set_limits(across, (float(low), float(high)))


def _decades(values: Array) -> Array:
    """log₁₀ of the values; no number where a value is 0, since it stands nowhere on such an axis."""
    with np.errstate(all="ignore"):
        found: Array = np.log10(values)
    found[~np.isfinite(found)] = np.nan
    return found


def _near(run: Run, domain: tuple[float, float]) -> int:
    """How many epochs of a run count for the scale: all, or, so that a descent that diverges hides
    nothing, those before it is a domain's width outside."""
    x = run.path[:, 0]
    if bool(np.all(np.abs(x) < LOST)):  # false for what is no number
        return len(x)
    low, high = domain
    outside = ~((x >= low - (high - low)) & (x <= high + (high - low)))
    return max(int(np.argmax(outside)), 2)
