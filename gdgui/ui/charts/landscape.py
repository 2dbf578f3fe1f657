"""The landscape: f, f′ dashed, the tangent, the minima, and the points that roll down.

The start of the chosen descent can be dragged along the curve, and a click on the curve sets it.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QVBoxLayout

from gdgui.document import changes
from gdgui.engine.explain import Place
from gdgui.engine.message import Message
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.outcome import Outcome
from gdgui.engine.stroke import Points, redraw
from gdgui.engine.types import points_key
from gdgui.ui import theme
from gdgui.ui.basin_strip import BasinStrip
from gdgui.ui.charts import Chart, ChartEntry
from gdgui.ui.framed import Framed
from gdgui.ui.intents import Intents
from gdgui.ui.landscape.by_hand import ByHand
from gdgui.ui.landscape.curves import BELIEVED_DASH, DERIVATIVE_DASH, Curves
from gdgui.ui.landscape.edge_arrow import EdgeArrow
from gdgui.ui.landscape.end_mark import EndMark
from gdgui.ui.landscape.follow import Follower
from gdgui.ui.landscape.minima_marks import MinimaMarks
from gdgui.ui.landscape.riding_label import RidingLabel
from gdgui.ui.landscape.stand import Stand, height, stand
from gdgui.ui.landscape.start_handle import StartHandle
from gdgui.ui.landscape.tangent import Tangent
from gdgui.ui.landscape.trails import Trails
from gdgui.ui.landscape.verdict_words import VerdictWords
from gdgui.ui.language import number, tr
from gdgui.ui.naming import run_name, run_style
from gdgui.ui.plot import Canvas, Plot, under_pointer
from gdgui.ui.snapshot import REPLAY, Snapshot
from gdgui.ui.stages import Stage
from gdgui.ui.theme import Series

if TYPE_CHECKING:
    from gdgui.ui.beacon import Beacon
    from gdgui.ui.landscape.best_step import BestStep
    from gdgui.ui.landscape.displacement import Displacement
    from gdgui.ui.landscape.ghost import GhostTrail
    from gdgui.ui.landscape.your_turn import YourTurn
    from gdgui.ui.pencil import Pencil

NEAR = 14.0
"""A press within so many pixels of the curve means the curve."""

RESTLESS = (Outcome.DIVERGED, Outcome.OSCILLATING, Outcome.CHAOTIC)
"""The last position of such a descent is nobody's minimum, not even an empirical one."""


class Landscape(Chart):
    """The chart; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._stage = Stage.WHOLE
        self._function: object = None
        self.canvas = Canvas()
        self.frame = Framed(tr("Landscape"), self.canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.plot = Plot()
        self.canvas.addItem(self.plot)
        self.frame.fit_asked.connect(self.plot.views.fit)
        self.frame.back_asked.connect(self.plot.views.back)
        self.plot.name_axes("x", "")

        self.curves = Curves(self.plot)
        self.tangent = Tangent(self.plot)
        self.minima = MinimaMarks(self.plot)
        self.trails = Trails(self.plot)
        self.end = EndMark(self.plot)
        self.arrow = EdgeArrow(self.plot)
        self.follower = Follower(self.plot)
        self.by_hand = ByHand()
        self.by_hand.turn_toggled.connect(self._take_turn)
        self.by_hand.best_step_toggled.connect(self._show_best_step)
        self.frame.bar.insertWidget(self.frame.bar.count() - 2, self.by_hand)
        self.start = StartHandle()
        self.start.dragged.connect(self._drag_start)
        self.plot.addItem(self.start, ignoreBounds=True)
        self.label = RidingLabel(self.plot)
        self.verdict = VerdictWords(self.plot)
        self.basins = BasinStrip(self.plot)
        self.frame.pencil.toggled.connect(self._take_pencil)
        intents.pointed.connect(self._point)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._click)
        self.plot.getViewBox().sigRangeChanged.connect(self._place)
        # Words that have no room in a narrow view may have it in a wide one.
        self.plot.getViewBox().sigResized.connect(self._place)
        self.restyle()
        self.by_hand.turn.setChecked(intents.guessing)

    # What is shown now and then, and made when it first is

    @cached_property
    def ghost(self) -> GhostTrail:
        """The descent behind the cell under the pointer."""
        from gdgui.ui.landscape.ghost import GhostTrail

        return GhostTrail(self.plot)

    @cached_property
    def displacement(self) -> Displacement:
        """The arrow of the step, where the step is shown in parts."""
        from gdgui.ui.landscape.displacement import Displacement

        return Displacement(self.plot)

    @cached_property
    def best_step(self) -> BestStep:
        """The step at the best rate, and Newton's."""
        from gdgui.ui.landscape.best_step import BestStep

        return BestStep(self.plot)

    @cached_property
    def turn(self) -> YourTurn:
        """Asks where the next point will be."""
        from gdgui.ui.landscape.your_turn import YourTurn

        return YourTurn(self.plot)

    @cached_property
    def pencil(self) -> Pencil:
        """Draws the function anew."""
        from gdgui.ui.pencil import Pencil

        made = Pencil(self.plot)
        made.drawn.connect(self._redraw)
        return made

    @cached_property
    def beacon(self) -> Beacon:
        """Lights up at the place of which a sentence speaks."""
        from gdgui.ui.beacon import Beacon

        return Beacon(self.plot)

    def _has(self, name: str) -> bool:
        """Whether one of them has been made."""
        return name in vars(self)

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        former, self._snapshot = self._snapshot, snapshot
        self.basins.show_basins(snapshot.theory.basins, snapshot.plan.objective)
        if snapshot.ghost is not None or self._has("ghost"):
            self.ghost.draw(snapshot)
        function = (snapshot.document.objective, snapshot.document.gradient)
        if function != self._function:
            self._function = function
            self._draw_function(snapshot)
        if former is None or former.shown != snapshot.shown or former.document != snapshot.document:
            self._draw_runs(snapshot)
        self.show_epoch(self._epoch)

    def show_epoch(self, epoch: int) -> None:
        if epoch != self._epoch and self._has("beacon"):
            self.beacon.clear()
        self._epoch = epoch
        snapshot = self._snapshot
        if snapshot is None:
            return
        self.trails.show_epoch(snapshot, epoch)
        at = stand(snapshot, epoch)
        self._show_parts(snapshot, at)
        self.follower.show_stand(at)
        self._place_words(snapshot, at)

    def show_stage(self, stage: Stage) -> None:
        if stage != self._stage:
            self._stage = stage
            if self._snapshot is not None:
                self._show_parts(self._snapshot, stand(self._snapshot, self._epoch))

    def set_following(self, following: bool) -> None:
        self.follower.active = following
        if self._snapshot is not None:
            self.follower.show_stand(stand(self._snapshot, self._epoch))

    def restyle(self) -> None:
        for part in (self.canvas, self.frame, self.plot, self.curves, self.tangent, self.start):
            part.restyle()
        if self._has("ghost"):
            self.ghost.restyle()
        for words in (self.label, self.verdict):
            words.restyle()
        if self._snapshot is not None:
            snapshot, self._snapshot, self._function = self._snapshot, None, None
            self.show_snapshot(snapshot)

    def fit(self) -> None:
        self.plot.views.fit()

    # Drawing

    def _show_parts(self, snapshot: Snapshot, at: Stand) -> None:
        """The parts of the step that begins here, as far as they are shown."""
        self.tangent.show(snapshot, at, self._stage)
        if self._stage is Stage.DISPLACEMENT and at.epoch < at.run.epochs:
            end = float(at.run.path[at.epoch + 1, 0])
            self.displacement.show(at, height(snapshot, end))
        elif self._has("displacement"):
            self.displacement.hide()

    def _draw_function(self, snapshot: Snapshot) -> None:
        drawable = points_key(OBJECTIVES[snapshot.document.objective.key].parameters)
        self.frame.pencil.setVisible(drawable is not None)
        if drawable is None:
            self.frame.pencil.setChecked(False)
        self.curves.draw(snapshot)
        self.minima.draw(snapshot)
        self.minima.place()

    def _draw_runs(self, snapshot: Snapshot) -> None:
        self.trails.draw(snapshot, self._epoch)
        self._draw_legend(snapshot)
        chosen = snapshot.chosen
        x = float(chosen.plan.setup.start[0, 0])
        self.start.put(x, height(snapshot, x))
        self.start.setVisible(chosen.index != REPLAY)
        end = self.end.draw(snapshot)
        named = end is not None and chosen.outcome not in RESTLESS
        self.frame.title.setText(
            tr("Empirical local minimum: {x}", x=number(end or 0.0, 6)) if named else tr("Landscape")
        )

    def _draw_legend(self, snapshot: Snapshot) -> None:
        look = theme.current()
        entries = [
            (Series(look.curve, (), ""), "f(x)"),
            (Series(look.derivative, DERIVATIVE_DASH, ""), "f′(x)"),
        ]
        if self.curves.doubtful:
            entries.append((Series(look.warning, BELIEVED_DASH, ""), tr("believed")))
        if len(snapshot.shown) > 1:
            entries += [(run_style(run), run_name(snapshot, run)) for run in snapshot.shown]
        self.frame.set_legend(entries)

    def _place(self) -> None:
        """Another view: all that depends on it finds its place in it."""
        snapshot = self._snapshot
        if snapshot is not None:
            self.curves.cover(snapshot)
            self.minima.place()
            self._place_words(snapshot, stand(snapshot, self._epoch))

    def _place_words(self, snapshot: Snapshot, at: Stand) -> None:
        """Another view or another epoch: words and arrows find their places in it."""
        self.arrow.show_stand(at)
        if self._has("best_step"):
            self.best_step.show(snapshot, at)
        if self._has("turn"):
            self.turn.show(snapshot, at)
        self.verdict.show_epoch(snapshot, self._epoch)
        self._place_label(at)

    def _place_label(self, at: Stand) -> None:
        """The label last: it keeps off all the others."""
        near = self.label.tell(at)
        lines = [*self.curves.spots(near[0], near[2]), *self.trails.spots(near), self.tangent.spots()]
        words = [line.label for line in self.minima.lines]
        words += [self.arrow.words, self.verdict]
        if self._has("turn"):
            words.append(self.turn.words)
        if self._has("displacement"):
            words.append(self.displacement.arrow.words)
        if self._has("best_step"):
            words += [self.best_step.best.words, self.best_step.newton.words]
        self.label.stand_beside(at, lines, words)

    # Intents

    def _take_pencil(self, active: bool) -> None:
        if active or self._has("pencil"):
            self.pencil.set_active(active)

    def _redraw(self, stroke: Points) -> None:
        """A stroke of the pencil: the part of the curve below it is drawn anew."""
        if self._snapshot is None:
            return
        choice = self._snapshot.document.objective
        key = points_key(OBJECTIVES[choice.key].parameters)
        if key is not None:
            low, high = self._snapshot.plan.objective.domain[0]
            points = redraw(choice.parameters[key], stroke, low, high)
            change = partial(changes.with_objective_parameter, key=key, value=points)
            self._intents.edit(Message("Draw the function"), change)

    def _drag_start(self, x: float, dragging: bool) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        k = snapshot.document.view.descent
        self._intents.edit(
            Message("Move the start"),
            partial(changes.with_start, k=k, start=[_rounded(x, self._pixel())]),
            f"start{k}",
        )
        if not dragging:
            self._intents.released.emit()

    def _click(self, event: object) -> None:
        if event.button() != Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            return
        place = event.scenePos()  # type: ignore[attr-defined]
        if self.start.is_held_at(place):
            return  # Who only takes hold of the start has not moved it.
        point = under_pointer(self.plot, place)
        if point is not None and self._has("turn") and self.turn.active:
            self._guess(point.x())
        elif point is not None and self._is_near_curve(point):
            self._drag_start(point.x(), False)

    def _guess(self, x: float) -> None:
        """Somebody says where the next point will be, and it goes there."""
        if self._snapshot is not None:
            at = stand(self._snapshot, self._epoch)
            if self.turn.guess(at, x):
                self._intents.seeked.emit(at.epoch + 1)

    def _take_turn(self, active: bool) -> None:
        self.turn.set_active(active)
        self._intents.take_turn(active)
        self._place()

    def _show_best_step(self, active: bool) -> None:
        self.best_step.active = active
        self._place()

    def _hover(self, position: QPointF) -> None:
        point = under_pointer(self.plot, position)
        if point is None:
            self.frame.coordinates.tell("")
            return
        told = self.basins.sentence_at(point.x(), point.y())
        self.frame.coordinates.tell(
            told or f"x = {number(point.x(), 4)}   y = {number(point.y(), 4)}"
        )

    def _is_near_curve(self, point: QPointF) -> bool:
        """Within a few pixels of the curve, measured upright or along the steepest flank."""
        if self._snapshot is None:
            return False
        box = self.plot.getViewBox()
        dx, dy = box.viewPixelSize()
        x = point.x() + np.linspace(-NEAR, NEAR, 57) * dx
        with np.errstate(all="ignore"):
            y = self._snapshot.plan.bound.value(x[np.newaxis])
            distance = np.hypot((x - point.x()) / dx, (y - point.y()) / dy)
        return bool(np.nanmin(distance, initial=np.inf) <= NEAR)

    def _pixel(self) -> float:
        return float(self.plot.getViewBox().viewPixelSize()[0])

    def _point(self, place: Place) -> None:
        """Lights up where a term of a sentence is."""
        if place.position is not None and self._snapshot is not None and len(place.position) == 1:
            x = place.position[0]
            self.beacon.light(x, height(self._snapshot, x))


def _rounded(x: float, pixel: float) -> float:
    """x to the digits that a pixel can tell apart, so that nobody has to read noise."""
    digits = max(0, int(np.ceil(-np.log10(max(pixel, 1e-300)))))
    return round(x, min(digits, 15))


ENTRY = ChartEntry(
    key="landscape",
    title=Message("Landscape"),
    build=Landscape,
    column="left",
    order=0,
    stretch=5,
)
