"""The step taken apart: the update of this epoch in symbols, with its numbers, and what comes out."""

from __future__ import annotations

from time import perf_counter

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout

from gdgui.engine.message import Message
from gdgui.engine.retrace import Retrace, update_number
from gdgui.engine.taken import Taken, take_apart
from gdgui.engine.worked_lines import Line
from gdgui.ui import theme
from gdgui.ui.flow import Flow
from gdgui.ui.formula import FormulaLabel, is_loaded, typeset
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.naming import run_name
from gdgui.ui.panels import Panel, PanelEntry
from gdgui.ui.plain_math import plain_text
from gdgui.ui.short_form import short_form
from gdgui.ui.snapshot import Run, Snapshot
from gdgui.ui.typesetting import Typesetter
from gdgui.ui.verdict import VerdictLabel

REFRESH, LONGEST = 0.2, 1.0
"""Seconds between two steps, at least and at most: nobody can read numbers that change faster, and who
goes on by hand shall not wait."""

SHARE = 0.04
"""The part of all time that may go into setting formulas: the rest belongs to the pictures."""

SLICE = 0.004
"""Seconds that the way to an epoch may be gone again in one turn of the event loop."""

PAUSE = 12
"""Milliseconds between two such turns: the rest belongs to the pictures."""

LETTERS, SMALL = 1.3, 1.1
"""The height of the letters, and of those of rules whose workings would fill a small screen."""

LOW = 90
"""The height of all lines, in pixels, beyond which their letters are small."""

VERDICT = 250
"""The width of the sentence on the right, in pixels."""


class WholeFormula(FormulaLabel):
    """A formula that asks for all the room it needs."""

    def sizeHint(self) -> QSize:
        width, height = self._natural()
        return QSize(round(width) + 3, round(height) + 2)


class _Coming(Struct):
    """A step that is about to be shown: of which descent and epoch, in how many digits, and how many of
    its formulas are set, in how many seconds."""

    taken: Taken
    key: bytes
    row: int
    full: bool
    set: int = 0
    cost: float = 0.0

    def next_formula(self) -> str:
        """The LaTeX of the next line that has any; empty where all is set."""
        lines = self.taken.lines
        while is_loaded() and self.set < len(lines):
            if latex := short_form(_set(lines[self.set])):
                return latex
            self.set += 1
        return ""


def line_text(line: Line) -> str:
    """A line as it is copied: x₁ = x₀ − ηg = −1.5 − 0.01·(−12) = −1.38."""
    if line.sentence is not None:
        return tr(line.sentence)
    symbols = plain_text(line.symbols)
    if not line.numbers_text:
        return symbols
    return f"{symbols}{': ' if ':' in line.joint else ' = '}{line.numbers_text}"


class StepPanel(Panel):
    """The panel; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._epoch = 0
        self._retrace: tuple[bytes, Retrace] | None = None
        self._shown: object = None
        self._last = 0.0
        self._cost = 0.0
        self._rules: object = None
        self.taken: Taken | None = None
        self._coming: _Coming | None = None
        self._setting: tuple[_Coming, float] | None = None
        self._typesetter = Typesetter(self)
        self._typesetter.done.connect(self._on_set)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._refresh)
        self.lines: list[WholeFormula] = []
        self.workings = Flow()
        self.turn = QLabel(tr("The step is hidden while it is your turn to guess it."))
        self.turn.setWordWrap(True)
        self.turn.hide()
        intents.turn_changed.connect(self._hide_step)
        self.verdict = VerdictLabel(intents)
        self.verdict.setFixedWidth(VERDICT)
        self.full = QToolButton()
        self.full.setText(tr("All digits"))
        self.full.setToolTip(tr("Show every digit that the numbers have"))
        self.full.setCheckable(True)
        self.full.setAutoRaise(True)
        self.full.toggled.connect(self._show_digits)
        self.copy = QToolButton()
        self.copy.setText(tr("Copy"))
        self.copy.setToolTip(tr("Copy this step as text or as LaTeX"))
        self.copy.setAutoRaise(True)
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.copy)
        menu.addAction(tr("As text"), self.copy_text)
        menu.addAction(tr("As LaTeX"), self.copy_latex)
        self.copy.setMenu(menu)
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.full)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.TIGHT, 0, 0)
        layout.setSpacing(theme.MARGIN)
        layout.addWidget(self.turn, 1)
        layout.addWidget(self.workings, 1)
        layout.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(buttons)
        self._hide_step(intents.guessing)

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        run = snapshot.chosen
        if self._retrace is not None and self._retrace[0] != run.plan.key:
            self._retrace = None
        several = len(snapshot.shown) > 1
        self.verdict.show_run(snapshot, run, run_name(snapshot, run) if several else "")
        self._ask()

    def show_epoch(self, epoch: int) -> None:
        self._epoch = epoch
        self._ask()

    def restyle(self) -> None:
        self.verdict.restyle()
        self._shown = None
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def sizeHint(self) -> QSize:
        width = max(self.workings.width(), 400)
        return QSize(400, max(self.workings.heightForWidth(width) + 6, 62))

    def _hide_step(self, hidden: bool) -> None:
        """While somebody guesses the step it is not told."""
        self.turn.setVisible(hidden)
        for part in (self.workings, self.verdict, self.full, self.copy):
            part.setVisible(not hidden)

    # Copying

    def text(self) -> str:
        """All lines as text."""
        return "\n".join(line_text(line) for line in self.taken.lines) if self.taken else ""

    def latex(self) -> str:
        """All lines as LaTeX."""
        if self.taken is None:
            return ""
        return "\n".join(line.latex for line in self.taken.lines if line.sentence is None)

    def copy_text(self) -> None:
        """The step to the clipboard, as text."""
        QGuiApplication.clipboard().setText(self.text())

    def copy_latex(self) -> None:
        """The step to the clipboard, as LaTeX."""
        QGuiApplication.clipboard().setText(self.latex())

    # Working it out

    def _ask(self) -> None:
        """Works the step out now, or a moment later where the last one is fresh."""
        if self._snapshot is None or not self.isVisible() or self._timer.isActive():
            return
        pause = min(max(REFRESH, self._cost / SHARE), LONGEST)
        wait = self._last + pause - perf_counter()
        if wait > 0:
            self._timer.start(round(wait * 1000) + 1)
        else:
            self._refresh()

    def _show_digits(self) -> None:
        self._refresh(at_once=True)

    def _refresh(self, at_once: bool = False) -> None:
        snapshot = self._snapshot
        if snapshot is None or not self.isVisible():
            return
        run = snapshot.chosen
        if run.record is None or not run.current:
            return
        row = min(self._epoch, run.epochs - 1)
        full = self.full.isChecked()
        if self._coming is not None and (self._coming.key, self._coming.full) != (run.plan.key, full):
            self._coming = None
        if self._coming is None:
            if (run.plan.key, row, full) == self._shown:
                return
            taken = self._work_out(run, row)
            if taken is None:
                self._timer.start(PAUSE)
                return
            self._coming = _Coming(taken, run.plan.key, row, full)
        coming, began = self._coming, perf_counter()
        color = self.palette().color(QPalette.ColorRole.WindowText).name()
        while latex := coming.next_formula():
            if at_once:
                typeset(latex, color)
                coming.set += 1
                continue
            if self._setting is None:
                self._setting = (coming, began)
                self._typesetter.set(latex, color)
            return  # and goes on when the formula stands there
        self._coming = None
        self._shown = (coming.key, coming.row, coming.full)
        self.taken = coming.taken
        self._set_lines(coming.taken)
        self._last = perf_counter()
        self._cost = coming.cost + self._last - began
        self._ask()  # playback has gone on meanwhile

    @Slot()
    def _on_set(self) -> None:
        """A formula is set: on to the next one."""
        if self._setting is None:
            return
        coming, began = self._setting
        self._setting = None
        coming.set += 1
        coming.cost += perf_counter() - began
        self._refresh()

    def _work_out(self, run: Run, row: int) -> Taken | None:
        """The step of an epoch; None where the way there takes more than a moment."""
        assert run.record is not None
        if self._retrace is None:
            self._retrace = (run.plan.key, Retrace(run.plan.setup))
        record, until = run.record, perf_counter() + SLICE
        moment = self._retrace[1].moment(
            row,
            record.position[row],
            float(record.learning_rate[row]),
            lambda: perf_counter() > until,
            update_number(record, row, run.plan.setup),
        )
        return None if moment is None else take_apart(moment, self.full.isChecked())

    def _set_lines(self, taken: Taken) -> None:
        lines = taken.lines
        while len(self.lines) < len(lines):
            label = WholeFormula(scale=LETTERS)
            # A formula comes a moment after its text, and is higher.
            label.drawn.connect(self._arrange)
            self.lines.append(label)
            self.workings.add(label)
        for k, label in enumerate(self.lines):
            if k < len(lines):
                label.set_latex(_set(lines[k]), line_text(lines[k]))
            label.setVisible(k < len(lines))
        self._arrange()

    def _arrange(self) -> None:
        """Sets the lines anew; another rule may ask for more room, the next epoch of it does not."""
        run = None if self._snapshot is None else self._snapshot.chosen
        setup = None if run is None else run.plan.setup
        shown = [line for line in self.lines if not line.isHidden() and line.latex()]
        drawn = all(line.is_drawn() for line in shown)
        rules = setup and (setup.optimizer.key, setup.schedule.key, drawn)
        other = rules is not None and rules != self._rules
        if other:
            self._rules = rules
            self._set_letters()
        self.workings.arrange()
        if other:
            self.grown.emit()

    def _set_letters(self) -> None:
        """The size of the letters, which stays the same from epoch to epoch."""
        for scale in (LETTERS, SMALL):
            for line in self.lines:
                line.set_scale(scale)
            if self.workings.heightForWidth(self.workings.width()) <= LOW:
                return


def _set(line: Line) -> str:
    """The LaTeX of a line; a sentence has none, and stands as the text that it is."""
    return "" if line.sentence is not None else line.latex


ENTRY = PanelEntry(key="step", title=Message("Step"), build=StepPanel, order=6, area="bottom")
