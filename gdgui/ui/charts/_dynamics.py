"""Gradient descent as an iterated map: the cobweb, the orbit diagram, and the Lyapunov exponent.

The cobweb of x ↦ x − η·f′(x) grows with the epoch that is shown.  The orbit diagram has, above each
learning rate, the positions where a descent goes round in the long run; the exponent below it is
negative where neighbours come together and positive where there is chaos.  What is zoomed into is
computed anew; a click on a learning rate takes it over and plays the descent.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gdgui.document import changes
from gdgui.document.model import Document
from gdgui.engine import iterated
from gdgui.engine.message import Message
from gdgui.jobs.dynamics import OrbitDone
from gdgui.ui import theme
from gdgui.ui.charts import Chart
from gdgui.ui.charts._cobweb import Cobweb
from gdgui.ui.charts._orbit_diagram import OrbitDiagram
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.plot import Canvas, see_together, under_pointer
from gdgui.ui.rectangle import ZoomRectangle
from gdgui.ui.snapshot import Run, Snapshot

PAUSE = 200
"""Milliseconds that the view rests before what it shows is computed anew."""

WIDE = 1.5
"""A chart so much wider than high has the cobweb on its left and not on top."""


class Dynamics(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._run: Run | None = None
        self._objective: object = None
        self._wide: bool | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setMargin(theme.MARGIN)
        self.words.hide()
        self.canvas = Canvas()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.words)
        inner.addWidget(self.canvas, 1)
        self.frame = Framed(tr("Dynamics"), content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.cobweb, self.diagram = Cobweb(), OrbitDiagram(self)
        self.plots = (self.cobweb.plot, self.diagram.orbit, self.diagram.exponent)
        self.views = see_together(*self.plots)
        self.diagram.rate_dragged.connect(self._set_rate)
        self.diagram.rate_released.connect(self._intents.released)
        for plot in (self.diagram.orbit, self.diagram.exponent):
            plot.getViewBox().moved.connect(self._zoom)
        self._add_zoom()
        self._lay_out(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.restyle()

    def _add_zoom(self) -> None:
        """The tools of the frame: a rectangle that is computed anew, the way back, and everything."""
        self.rectangle = ZoomRectangle(self.diagram.orbit)
        self.rectangle_button = self.frame.add_tool(
            "zoom", tr("Zoom: drag a rectangle in the diagram, and it is computed anew for it")
        )
        self.rectangle_button.setCheckable(True)
        self.rectangle_button.toggled.connect(self._draw_or_drag)
        self.rectangle.drawn.connect(self._zoom_into)
        self.frame.fit_asked.connect(self.fit)
        self.frame.back_asked.connect(self._back)

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        run = snapshot.chosen
        if snapshot.document.objective != self._objective:
            self._objective = snapshot.document.objective
            self._pause.stop()
            for plot in self.plots:
                plot.begin()
        if run is not self._run:
            self._run = run
            self._draw_map(snapshot, run)
        self._draw_orbit(snapshot.theory.orbit)
        self.show_epoch(self._epoch)

    def show_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        self.cobweb.show_epoch(epoch)

    def restyle(self) -> None:
        for part in (self.canvas, self.frame, self.cobweb, self.diagram, self.rectangle):
            part.restyle()
        if self._snapshot is not None:
            self._run = None
            self.show_snapshot(self._snapshot)

    def fit(self) -> None:
        self.views.fit()
        self._ask()

    # Where things stand

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width() > WIDE * self.height())

    def _lay_out(self, wide: bool) -> None:
        if wide == self._wide:
            return
        layout = self.canvas.ci.layout
        if self._wide is not None:
            for plot in self.plots:
                layout.removeItem(plot)
        else:
            for row, plot in enumerate(self.plots):
                self.canvas.addItem(plot, row, 0)
                layout.removeItem(plot)
        self._wide = wide
        places = ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)) if wide else ((0, 0), (1, 0), (2, 0))
        for plot, place in zip(self.plots, places, strict=True):
            layout.addItem(plot, *place)
        for row, stretch in enumerate((3, 2, 0) if wide else (4, 4, 3)):
            layout.setRowStretchFactor(row, stretch)

    # Drawing

    def _draw_map(self, snapshot: Snapshot, run: Run) -> None:
        """The map of the chosen descent, and the cobweb of its path."""
        setup = run.plan.setup
        reason = iterated.no_map(setup)
        self._say(reason)
        self.canvas.setVisible(reason is None)
        if reason is not None:
            self.cobweb.clear()
            return
        self.cobweb.show(snapshot.plan, run)
        rate = setup.schedule.parameters.get("rate")
        self.diagram.show_rate(None if rate is None else float(np.ravel(rate)[0]))

    def _draw_orbit(self, done: OrbitDone | None) -> None:
        new = done is not self.diagram.drawn
        self.diagram.show(done)
        if new and done is not None and done.reason is not None and not self.canvas.isHidden():
            self._say(done.reason)

    def _say(self, reason: Message | None) -> None:
        self.words.setVisible(reason is not None)
        self.words.setText("" if reason is None else tr(reason))

    # What is asked for

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()
        self._intents.orbit_asked.emit(None)

    def _zoom(self) -> None:
        self._pause.start()

    def _draw_or_drag(self, drawing: bool) -> None:
        """While a rectangle is drawn, the line at the learning rate does not come along."""
        self.rectangle.set_active(drawing)
        self.diagram.set_movable(not drawing)

    def _zoom_into(self, area: QRectF) -> None:
        self.rectangle_button.setChecked(False)
        self.diagram.orbit.zoom(area)
        self._zoom()

    def _back(self) -> None:
        self.views.back()
        self._zoom()

    def _ask(self) -> None:
        if self.isVisible():
            self._intents.orbit_asked.emit(self.diagram.window())

    def _set_rate(self, rate: float) -> None:
        if self._snapshot is None:
            return
        k = self._snapshot.document.view.descent
        change = partial(_with_rate, k=k, rate=self.diagram.rounded(rate))
        self._intents.edit(Message("Change the learning rate"), change, f"schedule.rate.{k}")

    def _click(self, event: object) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        rate = self.diagram.rate_at(event.scenePos())  # type: ignore[attr-defined]
        if rate is not None:
            self._set_rate(rate)
            self._intents.released.emit()
            self._intents.replay_requested.emit()

    def _hover(self, position: QPointF) -> None:
        names = (("x", "x′"), ("η", "x"), ("η", "λ"))
        for plot, (across, up) in zip(self.plots, names, strict=True):
            point = under_pointer(plot, position) if plot.isVisible() else None
            if point is not None:
                self.frame.coordinates.tell(
                    f"{across} = {number(point.x(), 4)}   {up} = {number(point.y(), 4)}"
                )
                return
        self.frame.coordinates.tell("")


def _with_rate(document: Document, k: int, rate: float) -> Document:
    """Another learning rate, with the descent itself on screen and no cell of a sweep."""
    changed = changes.with_schedule_parameter(document, k=k, key="rate", value=rate)
    return changes.with_view(changed, replay=None)
