"""The fields of a form: one class for each kind of parameter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QWidget

from gdgui.engine.formula_text import FormulaError
from gdgui.engine.message import InputError
from gdgui.engine.types import Parameter
from gdgui.ui.field import Field, refusal
from gdgui.ui.language import exact, parse_number, tr
from gdgui.ui.marked_line import MarkedLine
from gdgui.ui.number_field import PATIENCE_MS, NumberField
from gdgui.ui.quiet import Check, Combo

__all__ = [
    "ChoiceField",
    "Field",
    "FlagField",
    "NumberField",
    "NumbersField",
    "PointsField",
    "TextField",
    "make_field",
]


class ChoiceField(Field):
    """One of a few options, by name."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.combo = Combo()
        self.combo.setAccessibleName(tr(parameter.title))
        for option in parameter.options:
            self.combo.addItem(tr(option.title), option.key)
        self.row.addWidget(self.combo, 1)
        self.combo.activated.connect(self._pick)
        self._show()

    @Slot(int)
    def _pick(self, index: int) -> None:
        key = self.combo.itemData(index)
        if key != self._value:
            self._take(self.parameter.check(key), False)

    def _show(self) -> None:
        self.combo.setCurrentIndex(self.combo.findData(self._value))


class FlagField(Field):
    """Yes or no."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.box = Check()
        self.box.setAccessibleName(tr(parameter.title))
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.box.clicked.connect(self._tick)
        self._show()

    @Slot(bool)
    def _tick(self, on: bool) -> None:
        self._take(on, False)

    def _show(self) -> None:
        self.box.setChecked(bool(self._value))


class _WrittenField(Field):
    """A line whose text is read as something else than one number."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self._typing = False
        self._known: Any = parameter.default
        self._sent: list[Any] = []
        self.line = MarkedLine()
        self.line.setAccessibleName(tr(parameter.title))
        self.row.addWidget(self.line, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._say_what_is_wrong)
        self.line.textEdited.connect(self._type)
        self.line.editingFinished.connect(self._finish)
        self.line.cancelled.connect(self._cancel)
        self._show()

    def read(self, text: str) -> Any:
        """The value that `text` denotes.  Raises ValueError where it denotes none."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        """A text that denotes `value`."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Shows `value`, unless it only echoes what was typed here.

        A formula takes a moment to be made a function; what is typed meanwhile is not overwritten by
        the answer to what stood here before.
        """
        before, self._known = self._known, value
        if value in self._sent:
            del self._sent[: self._sent.index(value) + 1]
        elif value != before or not self._sent:
            self._sent = []
            if value != self._value:
                self.discard_draft()
                super().set_value(value)

    def discard_draft(self) -> None:
        self._typing = False
        self._sent = []
        self._patience.stop()
        super().discard_draft()

    @Slot(str)
    def _type(self, text: str) -> None:
        self._typing = True
        self._patience.stop()
        try:
            value = self.read(text)
        except ValueError:
            # A list or a formula makes no sense most of the time while it is being typed.
            self._patience.start()
            return
        if value != self._value:
            self._sent.append(value)
            self._take(value, True)
        self._complain("")

    @Slot()
    def _say_what_is_wrong(self) -> None:
        try:
            self.read(self.line.text())
        except InputError as error:
            self._complain_about_text(tr(error.message))
            self._mark(error)
        except ValueError as error:
            self._complain_about_text(refusal(str(error), self.parameter))
        else:
            self._complain("")

    def _mark(self, error: InputError) -> None:
        if isinstance(error, FormulaError):
            self.line.set_mark(error.position, error.end)

    @Slot()
    def _finish(self) -> None:
        """The focus leaves, or Return: what is typed stays, and has been the last word."""
        self._patience.stop()
        if self._typing:
            self._typing = False
            self._say_what_is_wrong()
        self._close()

    @Slot()
    def _cancel(self) -> None:
        self.discard_draft()
        self.line.selectAll()

    def _show(self) -> None:
        try:
            same = self.read(self.line.text()) == self._value
        except ValueError:
            same = False
        if not same:
            self.line.setText(self.written(self._value))
            self.line.setCursorPosition(0)


class TextField(_WrittenField):
    """A text, such as a formula.

    What it means is for others to judge: `complain` shows their sentence.
    """

    def read(self, text: str) -> Any:
        if not text and self.parameter.optional:
            return None
        return self.parameter.check(text)

    def written(self, value: Any) -> str:
        return "" if value is None else str(value)

    def refuse(self, error: InputError) -> None:
        """Says what is wrong with the text, and marks the place; what acted before acts on."""
        self._sent = []
        self._value = self._known
        self._complain_about_text(tr(error.message))
        self._mark(error)


class NumbersField(_WrittenField):
    """A list of numbers: 20, 40.  With semicolons between them a comma is a decimal comma."""

    def read(self, text: str) -> Any:
        if not text.strip() and self.parameter.optional:
            return None
        separated = text.split(";") if ";" in text else text.replace(",", " ").split()
        parts = [part.strip() for part in separated]
        if parts and not parts[-1]:
            parts.pop()
        numbers = []
        for part in parts:
            try:
                numbers.append(parse_number(part))
            except ValueError:
                raise ValueError(part[:40]) from None
        return self.parameter.check(tuple(numbers))

    def written(self, value: Any) -> str:
        return "" if value is None else ", ".join(exact(v) for v in value)

    def refuse(self, error: InputError, value: Any) -> None:
        """Says what is wrong with the list, where only others can tell; `value` acts on."""
        self._sent = []
        self._value = self._known = value
        self._open = False
        self._complain_about_text(tr(error.message))


class PointsField(Field):
    """A curve that was drawn with the mouse: here it only says so."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.label = QLabel()
        self.row.addWidget(self.label, 1)
        self._show()

    def _show(self) -> None:
        if self._value is None:
            self.label.setText(tr("nothing drawn yet"))
        else:
            self.label.setText(tr("drawn curve, {count} points", count=len(self._value)))


_KINDS: dict[str, type[Field]] = {
    "choice": ChoiceField,
    "flag": FlagField,
    "text": TextField,
    "numbers": NumbersField,
    "points": PointsField,
}


def make_field(parameter: Parameter) -> Field:
    """The field for a parameter, by its kind."""
    if parameter.kind in ("number", "integer"):
        return NumberField(parameter)
    return _KINDS[parameter.kind](parameter)
