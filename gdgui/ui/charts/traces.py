"""The traces: chosen quantities against the epoch, a line for each descent.

What lies ahead of the epoch that is shown is faint; one cursor goes through all traces, and can be
dragged.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QVBoxLayout

from gdgui.engine.message import Message
from gdgui.ui.charts import Chart, ChartEntry
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import run_name, run_style
from gdgui.ui.plot import Canvas, see_together, under_pointer
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.stages import Stage
from gdgui.ui.traces.chooser import Chooser
from gdgui.ui.traces.quantities import QUANTITIES
from gdgui.ui.traces.states import States
from gdgui.ui.traces.trace import FAINT, Trace
from gdgui.ui.views import Views

IN_A_ROW = 4
"""Where there are more traces, they stand in two rows."""

Content = list[tuple[str, bool, bool]]
"""Name, logarithmic axis, and logarithmic epochs of each trace."""


class Traces(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._stage = Stage.WHOLE
        self._faint = 0.0 if intents.guessing else FAINT
        self._content: Content = []
        self._figure = False
        self.canvas = Canvas()
        self.frame = Framed(tr("Traces"), self.canvas)
        self.chooser = Chooser(intents)
        self.frame.bar.insertWidget(self.frame.bar.count() - 2, self.chooser)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.traces: list[Trace] = []
        self.views = Views([])
        intents.turn_changed.connect(self._hide_ahead)
        self.states = States(self)
        self.states.found.connect(self._draw_states)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self._back)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.restyle()

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        former, self._snapshot = self._snapshot, snapshot
        content = _content(snapshot)
        anew = content != self._content
        if anew:
            self._build(content)
        if (
            anew
            or former is None
            or former.shown != snapshot.shown
            or former.document != snapshot.document
        ):
            self._draw(snapshot)
        self.show_epoch(self._epoch)

    def show_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        for trace in self.traces:
            trace.show_epoch(epoch)
        self._read_off()

    def show_stage(self, stage: Stage) -> None:
        self._stage = stage
        self._read_off()

    def restyle(self) -> None:
        self.canvas.restyle()
        self.frame.restyle()
        for trace in self.traces:
            trace.restyle()
        if self._snapshot is not None:
            snapshot, self._snapshot = self._snapshot, None
            self.show_snapshot(snapshot)

    def as_figure(self) -> None:
        self._figure = True
        self.states.find()

    def fit(self) -> None:
        self.views.fit()

    # Drawing

    def _build(self, content: Content) -> None:
        self.canvas.clear()
        self._content = content
        self.traces = [Trace(*wanted) for wanted in content]
        self.views = see_together(*(trace.plot for trace in self.traces))
        columns = len(content) if len(content) <= IN_A_ROW else (len(content) + 1) // 2
        for place, trace in enumerate(self.traces):
            self.canvas.addItem(trace.plot, *divmod(place, columns))
            trace.cursor.dragged.connect(partial(self._drag_cursor, trace))
            trace.ink.set_faint(self._faint)

    def _draw(self, snapshot: Snapshot) -> None:
        if any(QUANTITIES[trace.name].state is not None for trace in self.traces):
            self.states.ask(snapshot.shown)
            if self._figure:
                self.states.find()
        for trace in self.traces:
            trace.draw(snapshot, self.states)
        self._draw_legend(snapshot)
        self.chooser.show_document(snapshot.document)

    def _draw_states(self) -> None:
        if self._snapshot is not None:
            for trace in self.traces:
                if QUANTITIES[trace.name].state is not None:
                    trace.draw(self._snapshot, self.states)
            self.show_epoch(self._epoch)

    def _draw_legend(self, snapshot: Snapshot) -> None:
        """The names of the lines, where there is more than one."""
        many = len(snapshot.shown) > 1
        entries = [(run_style(run), run_name(snapshot, run)) for run in snapshot.shown]
        self.frame.set_legend(entries if many else [])

    def _hide_ahead(self, hidden: bool) -> None:
        """While somebody guesses what comes next, nothing tells it."""
        self._faint = 0.0 if hidden else FAINT
        for trace in self.traces:
            trace.ink.set_faint(self._faint)

    def _read_off(self) -> None:
        """The schedule's value is read off its plot, where it is this part's turn."""
        for trace in self.traces:
            if trace.name == "learning_rate":
                trace.read_off(self._snapshot if self._stage is Stage.RATE else None)

    # Intents

    def _drag_cursor(self, trace: Trace, at: float) -> None:
        self._intents.seeked.emit(trace.epoch_at(at))

    def _click(self, event: object) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        for trace in self.traces:
            point = under_pointer(trace.plot, event.scenePos())  # type: ignore[attr-defined]
            if point is not None:
                self._intents.seeked.emit(trace.epoch_at(point.x()))

    def _hover(self, position: QPointF) -> None:
        for trace in self.traces:
            point = under_pointer(trace.plot, position)
            if point is not None:
                words = tr("epoch {epoch}", epoch=trace.epoch_at(point.x()))
                self.frame.coordinates.tell(f"{words}   {number(trace.value_at(point.y()), 4)}")
                return
        self.frame.coordinates.tell("")

    def _back(self) -> None:
        self.views.back()


def _content(snapshot: Snapshot) -> Content:
    """The traces that a document asks for; a name that this version does not know is left out."""
    view = snapshot.document.view
    return [(key, key in view.log_traces, view.log_epochs) for key in view.traces if key in QUANTITIES]


ENTRY = ChartEntry(
    key="traces",
    title=Message("Traces"),
    build=Traces,
    column="left",
    order=1,
    stretch=3,
)
