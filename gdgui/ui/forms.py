"""Forms that are generated from declared parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gdgui.engine.message import InputError
from gdgui.engine.types import Parameter
from gdgui.ui.field import Field, describe, shown_symbol, shown_value
from gdgui.ui.fields import NumberField, TextField, make_field
from gdgui.ui.icons import refresh, set_icon
from gdgui.ui.language import tr
from gdgui.ui.number_field import Marks
from gdgui.ui.picker import EntryPicker
from gdgui.ui.tab_order import put_in_order
from gdgui.ui.theme import ROW, SPACING, TIGHT

__all__ = ["EntryPicker", "Form"]

_NO_BREAK = "\u00a0"
_LONGEST = "Starting guess x₀ "
_RESET = 14


class Form(QWidget):
    """A row for each parameter: its name, its field, and a button back to the default.

    `edited` carries the key, the checked value (None where the parameter may be empty), and whether
    more is to follow; `problem` the key and a sentence, empty once all is well.  Setting emits nothing.
    """

    edited = Signal(str, object, bool)
    problem = Signal(str, str)

    def __init__(self, parameters: Iterable[Parameter] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parameters: tuple[Parameter, ...] = ()
        self._fields: dict[str, Field] = {}
        self._resets: dict[str, QToolButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACING)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.set_parameters(tuple(parameters))

    def set_parameters(self, parameters: Iterable[Parameter]) -> None:
        """Other rows, with their defaults; nothing happens where they are the same."""
        wanted = tuple(parameters)
        if wanted == self._parameters and self._fields:
            return
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._parameters = wanted
        self._fields, self._resets = {}, {}
        for k, parameter in enumerate(wanted):
            self._add(k, parameter)
        put_in_order(self)

    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters of the rows, from top to bottom."""
        return self._parameters

    def field(self, key: str) -> Field:
        """The field of one parameter.  Raises KeyError where there is none."""
        return self._fields[key]

    def keys(self) -> tuple[str, ...]:
        """The keys of the rows, from top to bottom."""
        return tuple(self._fields)

    def values(self) -> dict[str, Any]:
        """The values that act."""
        return {key: field.value() for key, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Shows these values; keys without a row are for somebody else."""
        for key, value in values.items():
            if key in self._fields:
                self._fields[key].set_value(value)
                self._show_reset(key)

    def set_marks(self, key: str, marks: Marks) -> None:
        """Ticks on the slider of a number, as (value, name)."""
        field = self._fields[key]
        if isinstance(field, NumberField):
            field.set_marks(marks)

    def set_placeholder(self, key: str, text: str) -> None:
        """What stands in the empty line of a number: the value that acts then."""
        field = self._fields[key]
        if isinstance(field, NumberField):
            field.set_placeholder(text)

    def refuse(self, key: str, error: InputError) -> None:
        """Says below a text what is wrong with it, where only others can tell, and marks the place."""
        field = self._fields.get(key)
        if isinstance(field, TextField):
            field.refuse(error)

    def discard_drafts(self) -> None:
        """Forgets what was typed but does not act; for when another thing is shown."""
        for key, field in self._fields.items():
            field.discard_draft()
            self._show_reset(key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            refresh(self)
        super().changeEvent(event)

    def _add(self, k: int, parameter: Parameter) -> None:
        key = parameter.key
        field = make_field(parameter)
        named = (tr(parameter.title), shown_symbol(parameter))
        label = QLabel(_NO_BREAK.join(part for part in named if part))
        label.setToolTip(describe(parameter))
        # The same width in every form, so that the forms of a panel stand in line.
        width = label.fontMetrics().horizontalAdvance(_LONGEST)
        label.setFixedWidth(width)
        label.setWordWrap(label.fontMetrics().horizontalAdvance(label.text()) > width)
        label.setMinimumHeight(ROW)
        reset = QToolButton()
        reset.setAutoRaise(True)
        reset.setIconSize(QSize(_RESET, _RESET))
        reset.setFixedSize(_RESET + 6, _RESET + 8)
        # There from the start, so that nothing moves when it appears.
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(policy)
        reset.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(reset, "reset")
        told = tr("Back to {value}", value=shown_value(parameter, parameter.default))
        reset.setToolTip(told)
        reset.setAccessibleName(f"{tr(parameter.title)}: {told}")
        self._grid.addWidget(label, 2 * k, 0)
        self._grid.addWidget(field, 2 * k, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(reset, 2 * k, 2, Qt.AlignmentFlag.AlignVCenter)
        # The sentence has the whole width, or it would be a narrow column of single words.
        self._grid.addWidget(field.sentence, 2 * k + 1, 0, 1, 3)
        self._fields[key], self._resets[key] = field, reset
        field.edited.connect(partial(self._edit, key))
        field.problem.connect(partial(self._say, key))
        reset.clicked.connect(field.reset)
        self._show_reset(key)

    def _edit(self, key: str, value: object, more: bool) -> None:
        self._show_reset(key)
        self.edited.emit(key, value, more)

    def _say(self, key: str, sentence: str) -> None:
        self._show_reset(key)
        self.problem.emit(key, sentence)

    def _show_reset(self, key: str) -> None:
        field = self._fields[key]
        changed = not field.is_default() and field.parameter.kind != "points"
        self._resets[key].setVisible(changed)
