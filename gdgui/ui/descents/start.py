"""Where the chosen descent starts: typed, dragged, or drawn at random under a seed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gdgui.document import changes
from gdgui.document.check import SEED, start_parameter
from gdgui.document.model import RANDOM
from gdgui.engine.message import Message
from gdgui.ui import theme
from gdgui.ui.forms import Form
from gdgui.ui.icons import set_icon
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.number_field import NumberField
from gdgui.ui.snapshot import Snapshot


class StartFields(QWidget):
    """The fields; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._objective: object = None
        self.random = QToolButton()
        self.random.setCheckable(True)
        self.random.setText(tr("Random start"))
        self.random.setToolTip(tr("Start at a random point, drawn under the seed"))
        self.form = Form(())
        self.dice = QToolButton()
        set_icon(self.dice, "random")
        self.dice.setToolTip(tr("Draw anew: another seed"))
        self.dice.setAccessibleName(tr("Draw anew: another seed"))
        self.seed = NumberField(SEED, slider=False)
        chance = QHBoxLayout()
        chance.setSpacing(theme.TIGHT)
        chance.addWidget(self.random)
        chance.addStretch(1)
        chance.addWidget(QLabel(tr(SEED.title)))
        chance.addWidget(self.seed)
        chance.addWidget(self.dice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.TIGHT)
        layout.addWidget(self.form)
        layout.addLayout(chance)
        self.form.edited.connect(self._edit_start)
        self.seed.edited.connect(self._edit_seed)
        self.random.clicked.connect(self._toggle_random)
        self.dice.clicked.connect(self._draw_seed)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The start of the chosen descent of another document."""
        self._snapshot = snapshot
        document = snapshot.document
        k = document.view.descent
        objective = snapshot.plan.objective
        if document.objective != self._objective:
            self._objective = document.objective
            rows = range(objective.dimension)
            self.form.set_parameters(tuple(start_parameter(objective, row) for row in rows))
        drawn = document.descents[k].start == RANDOM
        at = snapshot.runs[k].plan.setup.start[:, 0]
        self.form.set_values({("start.x", "start.y")[row]: float(x) for row, x in enumerate(at)})
        with QSignalBlocker(self.random):
            self.random.setChecked(drawn)
        self.seed.set_value(document.seed)

    @property
    def _chosen(self) -> int:
        assert self._snapshot is not None
        return self._snapshot.document.view.descent

    def _edit_start(self, key: str, value: float, dragging: bool) -> None:
        assert self._snapshot is not None
        start = [float(x) for x in self._snapshot.runs[self._chosen].plan.setup.start[:, 0]]
        start[("start.x", "start.y").index(key)] = value
        change = partial(changes.with_start, k=self._chosen, start=start)
        self._send(Message("Move the start"), change, "start", dragging)

    def _edit_seed(self, value: int, dragging: bool) -> None:
        change = partial(changes.with_seed, seed=value)
        self._send(Message("Change the seed"), change, "seed", dragging)

    def _toggle_random(self, on: bool) -> None:
        assert self._snapshot is not None
        at = [float(x) for x in self._snapshot.runs[self._chosen].plan.setup.start[:, 0]]
        change = partial(changes.with_start, k=self._chosen, start=RANDOM if on else at)
        self._intents.edit(Message("Start at random") if on else Message("Move the start"), change)

    def _draw_seed(self) -> None:
        self._intents.edit(Message("Draw anew"), changes.with_next_seed)

    def _send(self, title: Message, change: changes.Change, merge: str, dragging: bool) -> None:
        self._intents.edit(title, change, f"{merge}.{self._chosen}")
        if not dragging:
            self._intents.released.emit()
