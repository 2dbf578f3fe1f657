"""What every field of a form has in common: a value, a signal, and a sentence on what is wrong."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gdgui.engine.message import Message
from gdgui.engine.types import Parameter
from gdgui.ui.language import brief, exact, tr
from gdgui.ui.plain_math import plain_text
from gdgui.ui.theme import TIGHT, current


class Sentence(QLabel):
    """A plain sentence on what is wrong, in the colour for that; hidden while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._color()
        self.hide()

    def say(self, text: str) -> None:
        """Shows `text`, or goes away where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._color()
        super().changeEvent(event)

    def _color(self) -> None:
        colors, wanted = self.palette(), QColor(current().bad)
        # Asked first: to set a palette is to be told of a changed one.
        if colors.color(QPalette.ColorRole.WindowText) != wanted:
            colors.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(colors)


class Field(QWidget):
    """A widget for the value of one Parameter.

    `edited` carries a checked value, or None where the parameter may be empty, and whether more is to
    follow: True while a slider is dragged or a text is being typed, False with the value that this ends
    with.  `problem` carries a sentence, and an empty one once what stands there makes sense again; the
    last good value stays.  Setting a field emits nothing.

    `sentence` is the label with that sentence, below the field; a form may take it elsewhere.
    """

    edited = Signal(object, bool)
    problem = Signal(str)

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self._value: Any = parameter.default
        self._open = False
        self.sentence = Sentence()
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(TIGHT * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(self.row)
        column.addWidget(self.sentence)
        self.setToolTip(describe(parameter))

    def value(self) -> Any:
        """The value that acts: the last good one."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Shows `value`; emits nothing.  What is typed and denotes the same value stays as typed."""
        self._value = value
        self._open = False
        self._show()

    def reset(self) -> None:
        """Back to the default, as somebody asked for."""
        self.set_value(self.parameter.default)
        self.discard_draft()
        self.edited.emit(self._value, False)

    def is_default(self) -> bool:
        """Whether the default acts, and nothing else stands there."""
        return bool(self._value == self.parameter.default) and not self.sentence.text()

    def discard_draft(self) -> None:
        """Forgets what was typed but does not act; for when the field shows something else."""
        self._complain("")
        self._show()

    def _show(self) -> None:
        """Brings the controls in line with the value."""
        raise NotImplementedError

    def _complain(self, sentence: str) -> None:
        if sentence != self.sentence.text():
            self.sentence.say(sentence)
            self.problem.emit(sentence)

    def _complain_about_text(self, sentence: str) -> None:
        """Says what is wrong with what is typed, and what acts in the meantime."""
        value = shown_value(self.parameter, self._value)
        self._complain(tr("{sentence} (in use: {value})", sentence=sentence, value=value))

    def _take(self, value: Any, more: bool) -> None:
        """What a person chose, after it was checked."""
        self._value = value
        self._open = more
        self._complain("")
        self.edited.emit(value, more)

    def _close(self) -> None:
        """No more is to follow: the value that acts is the one that it ends with."""
        if self._open:
            self._open = False
            self.edited.emit(self._value, False)


def shown_symbol(parameter: Parameter) -> str:
    """The symbol that the formulas have for a parameter, as plain text."""
    return plain_text(parameter.symbol) if parameter.symbol else ""


def shown_value(parameter: Parameter, value: Any) -> str:
    """A value of `parameter` in words."""
    if value is None:
        return empty_text(parameter)
    match parameter.kind:
        case "number" | "integer":
            return brief(value)
        case "numbers":
            return ", ".join(exact(v) for v in value)
        case "flag":
            return tr("yes") if value else tr("no")
        case "choice":
            titles = {option.key: tr(option.title) for option in parameter.options}
            return titles.get(value, str(value))
        case "points":
            return tr("{count} points", count=len(value))
    return str(value)


def empty_text(parameter: Parameter) -> str:
    """What acts where nothing is set."""
    match parameter.derived:
        case "epochs":
            return "N"
        case "lowest":
            return tr("least value")
    return tr("none")


def describe(parameter: Parameter) -> str:
    """The tooltip: name, meaning, what is allowed, and the default, as rich text."""
    title = " ".join(part for part in (tr(parameter.title), shown_symbol(parameter)) if part)
    lines = [f"<b>{escape(title)}</b>", escape(tr(parameter.help))]
    if parameter.kind in ("number", "integer", "numbers"):
        allowed = tr("Allowed: {allowed}.", allowed=parameter.allowed())
        lines.append(escape(allowed))
    if parameter.kind != "points":
        default = shown_value(parameter, parameter.default)
        lines.append(escape(tr("Default: {value}", value=default)))
    return "<p style='margin:0'>" + "<br>".join(lines) + "</p>"


def refusal(text: str, parameter: Parameter) -> str:
    """The sentence for a text that cannot be read as what the parameter needs."""
    return tr(
        Message(
            "{value} cannot be read as a number; allowed is {allowed}",
            {"value": f"“{text}”", "allowed": parameter.allowed()},
        )
    )
