"""The sweep: what is changed, over which range, what is shown of it, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdgui.document import changes
from gdgui.document.check import REPEATS, axis_parameters
from gdgui.document.model import Axis, Document, Sweep
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError, Message
from gdgui.engine.types import Parameter
from gdgui.jobs.estimate import total_epochs
from gdgui.ui import theme
from gdgui.ui.axis_row import AxisRow
from gdgui.ui.field import Field
from gdgui.ui.icons import set_icon
from gdgui.ui.intents import Intents
from gdgui.ui.language import duration, number, tr
from gdgui.ui.naming import descent_name
from gdgui.ui.number_field import NumberField
from gdgui.ui.panels import Panel
from gdgui.ui.quiet import Button, Combo
from gdgui.ui.snapshot import Snapshot, SweepView
from gdgui.ui.sweep.classes import class_titles
from gdgui.ui.sweep.levels import shown_range

AxisRefused = Callable[[InputError, Axis], None]

COLOR = Parameter(key="color", title=Message("Colour"), help=Message("The end of the colour bar."))


class SweepPanel(Panel):
    """The panel; see the module."""

    shows_sweep = True

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._page())

    def _empty_page(self) -> QWidget:
        page = QWidget()
        words = QLabel(
            tr("A sweep runs many descents at once: change one thing for a curve, two for a map.")
        )
        words.setWordWrap(True)
        add = Button(tr("Sweep the chosen descent"))
        add.setToolTip(tr("Many descents at once, with one or two of the numbers changed"))
        add.clicked.connect(self._add)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(*4 * (theme.MARGIN,))
        layout.addWidget(words)
        layout.addWidget(add)
        layout.addStretch(1)
        return page

    def _page(self) -> QWidget:
        page = QWidget()
        self._make_choices()
        self._make_numbers()
        self._make_work()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(*4 * (theme.MARGIN,))
        layout.setSpacing(theme.TIGHT)
        layout.addLayout(_row(self.descent, self.remove))
        for axis in self.axes:
            layout.addWidget(axis)
        layout.addLayout(_row(QLabel(tr("Show")), self.measure))
        for widget in (self.repeated, self.colors, self.note, self.progress):
            layout.addWidget(widget)
        layout.addLayout(_row(self.run, self.stop))
        layout.addStretch(1)
        self._connect()
        return page

    def _make_choices(self) -> None:
        """What is swept, over which axes, and what is shown of it."""
        self.descent = Combo()
        self.descent.setToolTip(tr("The descent that is swept"))
        self.descent.setAccessibleName(tr("The descent that is swept"))
        self.remove = QToolButton()
        self.remove.setAutoRaise(True)
        set_icon(self.remove, "remove")
        self.remove.setToolTip(tr("Remove the sweep"))
        self.remove.setAccessibleName(tr("Remove the sweep"))
        self.axes = (AxisRow(optional=False), AxisRow(optional=True))
        self.measure = Combo()
        self.measure.setToolTip(tr("What is measured of each descent"))
        self.measure.setAccessibleName(tr("What is measured of each descent"))
        for key, entry in MEASURES.load().items():
            self.measure.addItem(tr(entry.title), key)
            self.measure.setItemData(self.measure.count() - 1, tr(entry.help), 3)

    def _make_numbers(self) -> None:
        """How often each cell is run, and which colours its values have."""
        self.repeats = NumberField(REPEATS, slider=False)
        self.repeated = QWidget()
        repeated = _row(QLabel(tr("Repeats of each cell")), self.repeats)
        self.repeated.setLayout(_with_sentences(repeated, self.repeats))
        self.low, self.high = NumberField(COLOR, slider=False), NumberField(COLOR, slider=False)
        self.automatic = QToolButton()
        self.automatic.setText(tr("Auto"))
        self.automatic.setToolTip(tr("Take the range from the values"))
        self.automatic.setCheckable(True)
        self.colors = QWidget()
        self.range_name = QLabel()
        colors = _row(self.range_name, self.low, self.high, self.automatic)
        self.colors.setLayout(_with_sentences(colors, self.low, self.high))

    def _make_work(self) -> None:
        """How far the work is, and how it is begun and stopped."""
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(8)
        self.run = Button(tr("Run"))
        self.run.setToolTip(tr("Computes the sweep, however long it takes"))
        self.stop = Button(tr("Stop"))
        self.stop.setToolTip(tr("Stops; what is known so far stays on screen"))
        self.run.heirs, self.stop.heirs = (self.stop,), (self.run,)

    def _connect(self) -> None:
        self.descent.activated.connect(self._pick_descent)
        self.remove.clicked.connect(self._remove)
        for place, axis in enumerate(self.axes):
            axis.edited.connect(partial(self._edit_axis, place))
            axis.released.connect(self._intents.released)
            self._intents.refused.connect(axis.show_choices)
        self.measure.activated.connect(self._pick_measure)
        self.repeats.edited.connect(self._edit_repeats)
        self.low.edited.connect(partial(self._edit_color, 0))
        self.high.edited.connect(partial(self._edit_color, 1))
        self.automatic.clicked.connect(self._toggle_colors)
        self.run.clicked.connect(self._intents.run_requested)
        self.stop.clicked.connect(self._intents.stop_requested)

    # Setters

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        document = snapshot.document
        view = snapshot.sweep
        self._pages.setCurrentIndex(1 if document.sweeps and view is not None else 0)
        if not document.sweeps or view is None:
            return
        sweep = document.sweeps[document.view.sweep]
        with QSignalBlocker(self.descent), QSignalBlocker(self.measure), QSignalBlocker(self.automatic):
            names = [descent_name(d) for d in document.descents]
            if names != [self.descent.itemText(k) for k in range(self.descent.count())]:
                self.descent.clear()
                self.descent.addItems(names)
            self.descent.setCurrentIndex(sweep.descent)
            self.measure.setCurrentIndex(self.measure.findData(sweep.measure))
            self.automatic.setChecked(sweep.colors is None)
        paths = axis_parameters(document, document.descents[sweep.descent], snapshot.plan.objective)
        for place, row in enumerate(self.axes):
            row.show_axis(sweep.axes[place] if place < len(sweep.axes) else None, paths)
        # Where nothing is random, repeats would all be the same.
        self.repeated.setVisible(view.plan.grid.chance or sweep.repeats > 1)
        self.repeats.set_value(sweep.repeats)
        self._show_colors(sweep, view)
        self._show_progress(view)

    def _show_colors(self, sweep: Sweep, view: SweepView) -> None:
        assert self._snapshot is not None
        colors = sweep.colors or self._value_range(view)
        # Without a value there is no range; that of the measure before would be a false one.
        nothing = colors is None and (view.waiting or view.done)
        self.colors.setVisible(not nothing and not class_titles(self._snapshot, view))
        self.range_name.setText(tr("Colours") if len(sweep.axes) == 2 else tr("Range"))
        if colors is not None:
            self.low.set_value(colors[0])
            self.high.set_value(colors[1])

    def _show_progress(self, view: SweepView) -> None:
        grid = view.plan.grid
        cells = tr(
            "{cells:,} cells from {descents:,} descents", cells=grid.size, descents=grid.descents
        )
        if view.running:
            told = tr("{cells}: computing …", cells=cells)
        elif view.waiting:
            told = tr(
                "{cells}, {epochs:,} epochs in all: about {time} here",
                cells=cells,
                epochs=total_epochs(grid),
                time=duration(view.seconds or 0.0),
            )
        elif view.elapsed is not None:
            told = _in_time(cells, view.elapsed)
        else:
            told = cells
        self.note.setText(told)
        busy = view.running and (view.seconds or 0.0) > 0.3
        self.progress.setVisible(busy)
        self.progress.setRange(0, 1000)
        self.progress.setValue(round(1000 * view.known / grid.size) if view.current else 0)
        # What comes is there before what goes, whose keyboard it takes over.
        buttons = ((self.run, view.waiting), (self.stop, busy))
        for button, wanted in buttons[::-1] if busy else buttons:
            button.setVisible(wanted)

    # Intents

    @property
    def _at(self) -> int:
        assert self._snapshot is not None
        return self._snapshot.document.view.sweep

    def _add(self) -> None:
        self._intents.edit(Message("Add a sweep"), changes.add_sweep)

    def _remove(self) -> None:
        self._intents.edit(Message("Remove the sweep"), partial(changes.remove_sweep, k=self._at))

    def _pick_descent(self, index: int) -> None:
        change = partial(changes.with_sweep_descent, k=self._at, descent=index)
        self._intents.edit(Message("Sweep another descent"), change)

    def _edit_axis(self, place: int, axis: Axis | None, refused: AxisRefused | None) -> None:
        at = self._at

        def refuse(error: InputError, document: Document) -> None:
            if refused is not None:
                refused(error, document.sweeps[at].axes[place])

        change = partial(changes.with_axis, k=at, place=place, axis=axis)
        told = None if refused is None else refuse
        self._intents.edit(Message("Change the sweep"), change, f"axis{place}", told)

    def _pick_measure(self, index: int) -> None:
        change = partial(changes.with_measure, k=self._at, measure=str(self.measure.itemData(index)))
        self._intents.edit(Message("Change the measure"), change)

    def _edit_repeats(self, repeats: int, dragging: bool) -> None:
        change = partial(changes.with_repeats, k=self._at, repeats=repeats)
        self._intents.edit(Message("Change the repeats"), change, "repeats")
        if not dragging:
            self._intents.released.emit()

    def _edit_color(self, end: int, value: float, dragging: bool) -> None:
        assert self._snapshot is not None
        assert self._snapshot.sweep is not None
        sweep = self._snapshot.document.sweeps[self._at]
        colors = list(sweep.colors or self._value_range(self._snapshot.sweep) or (0.0, 1.0))
        colors[end] = value
        change = partial(changes.with_colors, k=self._at, colors=(colors[0], colors[1]))
        refused = partial(self._refuse_color, self._at, end)
        self._intents.edit(Message("Change the colours"), change, "colors", refused)
        if not dragging:
            self._intents.released.emit()

    def _refuse_color(self, at: int, end: int, error: InputError, document: Document) -> None:
        assert self._snapshot is not None
        assert self._snapshot.sweep is not None
        colors = document.sweeps[at].colors or self._value_range(self._snapshot.sweep) or (0.0, 1.0)
        (self.low, self.high)[end].refuse(error, colors[end])

    def _toggle_colors(self, automatic: bool) -> None:
        assert self._snapshot is not None
        assert self._snapshot.sweep is not None
        colors = None if automatic else self._value_range(self._snapshot.sweep)
        change = partial(changes.with_colors, k=self._at, colors=colors)
        self._intents.edit(Message("Change the colours"), change)

    def _value_range(self, view: SweepView) -> tuple[float, float] | None:
        """The range that colours or an axis have by themselves, to four digits; None for none."""
        assert self._snapshot is not None
        found = shown_range(view, self._snapshot.plan.objective)
        if found is None or float(f"{found[0]:.4g}") == float(f"{found[1]:.4g}"):
            return found
        return float(f"{found[0]:.4g}"), float(f"{found[1]:.4g}")


def _in_time(cells: str, seconds: float) -> str:
    """How many cells took how long, in a unit in which that can be read aloud."""
    if seconds < 1.0:
        return tr("{cells} in {time} ms", cells=cells, time=number(seconds * 1000, 3))
    return tr("{cells} in {time} s", cells=cells, time=number(seconds, 3))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.TIGHT)
    for widget in widgets:
        row.addWidget(widget, 0 if isinstance(widget, QLabel | QToolButton) else 1)
    return row


def _with_sentences(row: QHBoxLayout, *fields: Field) -> QVBoxLayout:
    """A row, and below it across its width what is wrong in its fields."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.TIGHT)
    layout.addLayout(row)
    for field in fields:
        layout.addWidget(field.sentence)
    return layout
