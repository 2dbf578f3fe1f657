"""The traces: position, derivative and learning rate against the epoch, a line for each descent.

What lies ahead of the epoch that is shown is faint; one cursor goes through all traces, and can be
dragged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QVBoxLayout

from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.charts import Chart, ChartEntry
from gdgui.ui.ink import CutInk, Stroke
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import run_name, run_style
from gdgui.ui.pens import pen
from gdgui.ui.plot import Canvas, Framed, Plot, under_pointer
from gdgui.ui.snapshot import Array, Run, Snapshot

MARKERS = 60
"""Lines of at most so many epochs carry markers."""

FAINT = 0.3

LOST = 1e6
"""Positions beyond this share no scale with others."""

TITLES = {
    "position": Message("Position"),
    "gradient": Message("Derivative"),
    "learning_rate": Message("Learning rate"),
    "value": Message("Value"),
    "displacement": Message("Displacement"),
}


@dataclass(frozen=True, eq=False)
class Line:
    """One descent in one trace: the whole of it, faint, and the part up to the cursor."""

    ahead: Stroke
    past: Stroke

    @property
    def y(self) -> Array:
        """All values, of the past and ahead."""
        return self.ahead.y


class Trace:
    """One plot: a quantity against the epoch."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.plot = Plot()
        self.plot.name_axes(tr("Epoch"), "")
        self.plot.setTitle(tr(TITLES[name]), size="10pt")
        self.lines: list[Line] = []
        self.ink = CutInk(FAINT)
        self.ink.setZValue(2)
        self.plot.addItem(self.ink, ignoreBounds=True)
        self.cursor = pg.InfiniteLine(0, angle=90, movable=True)
        self.cursor.setZValue(20)
        self.plot.addItem(self.cursor, ignoreBounds=True)
        self.restyle()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        look = theme.current()
        self.plot.restyle()
        self.plot.setTitle(tr(TITLES[self.name]), size="10pt", color=look.foreground)
        self.cursor.setPen(pen(look.cursor, 1))
        self.cursor.setHoverPen(pen(look.accent, 2))

    def draw(self, snapshot: Snapshot) -> None:
        """Another snapshot: the lines anew."""
        background = theme.current().background
        self.lines = []
        for run in snapshot.shown:
            style = run_style(run)
            y = run.trace(self.name)
            whole = Stroke(
                x=np.arange(len(y), dtype=np.float64),
                y=y,
                length=len(y),
                color=style.color,
                dash=style.dash,
                markers=run.epochs <= MARKERS,
                filling=background,
                above=run is snapshot.chosen,
            )
            self.lines.append(Line(whole, replace(whole)))
        self.ink.strokes = [line.ahead for line in self.lines]
        self.ink.touch()
        self._set_limits(snapshot)

    def _set_limits(self, snapshot: Snapshot) -> None:
        epochs = max(snapshot.epochs, 1)
        domain = snapshot.plan.objective.domain[0]
        shown = [
            line.y[: _near(run, domain)] for line, run in zip(self.lines, snapshot.shown, strict=True)
        ]
        values = np.concatenate([np.empty(0), *shown])
        values = values[np.isfinite(values)]
        if values.size:
            self.plot.set_limits((0, epochs), (float(values.min()), float(values.max())))

    def show_epoch(self, epoch: int) -> None:
        """Moves the cursor, and the end of what is past."""
        self.cursor.setValue(epoch)
        self.ink.set_cut(epoch)
        for line in self.lines:
            line.past.length = min(epoch + 1, len(line.y))


def _near(run: Run, domain: tuple[float, float]) -> int:
    """How many epochs of a run count for the scale: all, or, so that a descent that diverges hides
    nothing, those before it is a domain's width outside."""
    x = run.path[:, 0]
    if bool(np.all(np.abs(x) < LOST)):  # false for what is no number
        return len(x)
    low, high = domain
    outside = ~((x >= low - (high - low)) & (x <= high + (high - low)))
    return max(int(np.argmax(outside)), 2)


class Traces(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._quiet = False
        self.canvas = Canvas()
        self.frame = Framed(tr("Traces"), self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.traces: list[Trace] = []
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self._back)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.restyle()

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        former, self._snapshot = self._snapshot, snapshot
        names = [name for name in snapshot.document.view.traces if name in TITLES]
        anew = names != [trace.name for trace in self.traces]
        if anew:
            self._build(names)
        if (
            anew
            or former is None
            or former.shown != snapshot.shown
            or former.document != snapshot.document
        ):
            for trace in self.traces:
                trace.draw(snapshot)
            self._draw_legend(snapshot)
        self.show_epoch(self._epoch)

    def show_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        self._quiet = True
        for trace in self.traces:
            trace.show_epoch(epoch)
        self._quiet = False

    def restyle(self) -> None:
        self.canvas.restyle()
        self.frame.restyle()
        for trace in self.traces:
            trace.restyle()
        if self._snapshot is not None:
            snapshot, self._snapshot = self._snapshot, None
            self.show_snapshot(snapshot)

    def fit(self) -> None:
        for trace in self.traces:
            trace.plot.fit()

    # Drawing

    def _build(self, names: list[str]) -> None:
        self.canvas.clear()
        self.traces = [Trace(name) for name in names]
        for column, trace in enumerate(self.traces):
            self.canvas.addItem(trace.plot, 0, column)
            trace.cursor.sigPositionChanged.connect(self._drag_cursor)

    def _draw_legend(self, snapshot: Snapshot) -> None:
        """The names of the lines, where there is more than one."""
        many = len(snapshot.shown) > 1
        entries = [(run_style(run), run_name(snapshot, run)) for run in snapshot.shown]
        self.frame.set_legend(entries if many else [])

    # Intents

    def _drag_cursor(self, line: pg.InfiniteLine) -> None:
        if not self._quiet:
            self._intents.seeked.emit(round(float(line.value())))

    def _click(self, event: object) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        for trace in self.traces:
            point = under_pointer(trace.plot, event.scenePos())  # type: ignore[attr-defined]
            if point is not None:
                self._intents.seeked.emit(max(round(point.x()), 0))

    def _hover(self, position: QPointF) -> None:
        for trace in self.traces:
            point = under_pointer(trace.plot, position)
            if point is not None:
                words = tr("epoch {epoch}", epoch=max(round(point.x()), 0))
                self.frame.coordinates.setText(f"{words}   {number(point.y(), 4)}")
                return
        self.frame.coordinates.setText("")

    def _back(self) -> None:
        for trace in self.traces:
            trace.plot.back()


ENTRY = ChartEntry(
    key="traces",
    title=Message("Traces"),
    build=Traces,
    column="left",
    order=1,
    stretch=3,
)
