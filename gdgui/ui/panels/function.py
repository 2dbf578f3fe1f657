"""The function: which one, its formula and derivative, and where the gradient comes from."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from gdgui.document import changes
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import InputError, Message
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.types import Parameter
from gdgui.ui import shown_formulas, theme
from gdgui.ui.forms import EntryPicker, Form
from gdgui.ui.formula_lines import FormulaLines
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.panels import Panel, PanelEntry
from gdgui.ui.quiet import Button
from gdgui.ui.snapshot import Snapshot


class FunctionPanel(Panel):
    """The panel; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._objective = ""
        self._gradient = ""
        self.picker = EntryPicker(OBJECTIVES)
        self.picker.setAccessibleName(tr("Function"))
        self.formula = FormulaLines()
        self.derivative = FormulaLines()
        self.parameters = Form(())
        self.source = EntryPicker(GRADIENTS)
        self.source.setAccessibleName(tr("Gradient"))
        self.source_formula = FormulaLines()
        self.source_parameters = Form(())
        self.note = QLabel()
        self.note.setWordWrap(True)
        label = QLabel(tr("&Gradient"))
        label.setBuddy(self.source)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.source, 1)
        self.check = Button(tr("Check"))
        self.check.setToolTip(tr("Compare the chosen gradient with the exact one"))
        self.check.clicked.connect(self._show_check)
        row.addWidget(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * (theme.MARGIN,))
        layout.setSpacing(theme.SPACING)
        # Fields before formulas: what is typed below must not be pushed away by what it becomes.
        for widget in (self.picker, self.parameters, self.formula, self.derivative):
            layout.addWidget(widget)
        layout.addLayout(row)
        layout.addWidget(self.source_parameters)
        layout.addWidget(self.source_formula)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.picker.picked.connect(self._pick)
        self.source.picked.connect(self._pick_source)
        self.parameters.edited.connect(self._edit_parameter)
        self.source_parameters.edited.connect(self._edit_source)
        intents.refused.connect(self._go_back)
        intents.doubted.connect(self._doubt)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        document, objective = snapshot.document, snapshot.plan.objective
        if document.objective.key != self._objective:
            self._objective = document.objective.key
            self._gradient = ""
            self.parameters.discard_drafts()
            self.picker.set_key(self._objective)
            _fill(self.parameters, OBJECTIVES[self._objective].parameters)
            self._offer_sources(snapshot)
        self.formula.set_latex(f"f(x) = {objective.formula}")
        self.derivative.set_latex(f"f'(x) = {objective.derivative}")
        self.parameters.set_values(document.objective.parameters)
        if document.gradient.key != self._gradient:
            self._gradient = document.gradient.key
            self.source_parameters.discard_drafts()
            self.source.set_key(self._gradient)
            _fill(self.source_parameters, GRADIENTS[self._gradient].parameters)
        self.source_parameters.set_values(document.gradient.parameters)
        believed = shown_formulas.believed(document.gradient, objective)
        self.source_formula.set_latex(believed)
        self.source_formula.setVisible(bool(believed))
        note = GRADIENTS[document.gradient.key].note(objective)
        self.note.setText(tr(objective.help if note is None else note))

    def _offer_sources(self, snapshot: Snapshot) -> None:
        objective = snapshot.plan.objective

        def reasons() -> dict[str, Message | str]:
            found = {key: entry.unavailable(objective) for key, entry in GRADIENTS.load().items()}
            return {key: why for key, why in found.items() if why is not None}

        self.source.set_unavailable(reasons)

    def _show_check(self) -> None:
        self._intents.chart_requested.emit("gradient_check", True)

    def _pick(self, key: str) -> None:
        self._intents.edit(Message("Change the function"), partial(changes.with_objective, key=key))

    def _pick_source(self, key: str) -> None:
        self._intents.edit(Message("Change the gradient"), partial(changes.with_gradient, key=key))

    def _go_back(self) -> None:
        self.picker.set_key(self._objective)
        self.source.set_key(self._gradient)

    def _doubt(self, error: InputError) -> None:
        owner, _, key = error.place.partition(".parameters.")
        form = {"objective": self.parameters, "gradient": self.source_parameters}.get(owner)
        if form is not None:
            form.refuse(key, error)

    def _edit_parameter(self, key: str, value: object, dragging: bool) -> None:
        change = partial(changes.with_objective_parameter, key=key, value=value)
        self._intents.edit(Message("Change the function"), change, f"objective.{key}")
        if not dragging:
            self._intents.released.emit()

    def _edit_source(self, key: str, value: object, dragging: bool) -> None:
        change = partial(changes.with_gradient_parameter, key=key, value=value)
        self._intents.edit(Message("Change the gradient"), change, f"gradient.{key}")
        if not dragging:
            self._intents.released.emit()


def _fill(form: Form, parameters: tuple[Parameter, ...]) -> None:
    """The rows of a form.  Without one it takes no room, not even the space between two widgets."""
    form.set_parameters(parameters)
    form.setVisible(bool(parameters))


ENTRY = PanelEntry(key="function", title=Message("Function"), build=FunctionPanel, order=0, tab="top")
