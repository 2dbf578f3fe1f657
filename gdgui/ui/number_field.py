"""A number or a whole number: a line that accepts what people write, and a slider beside it."""

from __future__ import annotations

import math
import re
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdgui.engine.message import InputError, Message
from gdgui.engine.types import Parameter, shorten
from gdgui.ui.field import Field, empty_text, refusal
from gdgui.ui.language import brief, exact, is_ambiguous, number, parse_number, tr
from gdgui.ui.marked_line import MarkedLine
from gdgui.ui.quiet import RANGE, Slider

PATIENCE_MS = 500
"""How long an unfinished number may stand before we say that it is none."""

Marks = tuple[tuple[float, str], ...]

_DIGITS = 3
_LINE_WIDTH = 11
# What may become a number yet: a sign, a half exponent, a fraction without its denominator.
_UNFINISHED = re.compile(r"[+\-−]?[0-9]*[.,]?[0-9]*(?:[eE][+\-−]?[0-9]*)?(?:\s*/\s*[0-9.,eE]*)?")


class NumberField(Field):
    """A line of text for the exact value, and a slider over the usual range.

    The line shows the value that acts, or what was typed for it (1/3); of a value with many digits the
    first ones, and all of them while the keyboard is there.  The slider is linear or logarithmic, gives
    three significant digits, and stands at its end where the value lies beyond.  `slider=False` leaves
    it away.
    """

    def __init__(
        self, parameter: Parameter, *, slider: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parameter, parent)
        self._typing = False
        self._refusal: Message | None = None
        self._inside = False
        self._marks: Marks = ()
        self.line = MarkedLine()
        self.line.setPlaceholderText(empty_text(parameter) if self._may_be_empty() else "")
        self.line.setAccessibleName(tr(parameter.title))
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance("0" * 5) + 12)
        self.slider: Slider | None = Slider() if slider else None
        if self.slider is not None:
            self.slider.setAccessibleName(tr(parameter.title))
            self.row.addWidget(self.slider, 1)
            wide = self.line.fontMetrics().horizontalAdvance("0" * _LINE_WIDTH)
            self.line.setFixedWidth(wide)
            self.slider.sliderMoved.connect(self._slide)
            self.slider.sliderReleased.connect(self._let_go)
            self.slider.stepped.connect(self._step)
        self.row.addWidget(self.line, 0 if slider else 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._say_what_is_wrong)
        self.line.textEdited.connect(self._type)
        self.line.editingFinished.connect(self._finish)
        self.line.cancelled.connect(self._cancel)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self._leave)
        self._show()

    def set_value(self, value: Any) -> None:
        # The very value that acts says nothing new: an unfinished text stays under the cursor.
        if value != self._value or type(value) is not type(self._value):
            self._typing = False
            self._complain("")
            self._patience.stop()
            super().set_value(value)

    def set_placeholder(self, text: str) -> None:
        """What stands in the empty line: the value that acts then."""
        self.line.setPlaceholderText(text)

    def set_marks(self, marks: Marks) -> None:
        """Small ticks on the slider at (value, name); what lies beyond its ends is left away."""
        self._marks = marks
        if self.slider is None:
            return
        low, high = self._ends()
        self.slider.set_marks(tuple((self._position(v), name) for v, name in marks if low <= v <= high))
        told = ", ".join(f"{name} = {number(v, 4)}" for v, name in marks)
        self.slider.setToolTip(f"{self.toolTip()}<p>{told}</p>" if told else "")

    def marks(self) -> Marks:
        """The marks as they were given."""
        return self._marks

    def refuse(self, error: InputError, value: Any) -> None:
        """Says what is wrong with what was typed, where only others can tell; `value` acts on."""
        self._value, self._open = value, False
        self._refusal = error.message
        self._place_slider()
        if self._typing and _may_go_on(self.line.text()):
            self._patience.start()
        else:
            self._say_what_is_wrong()

    def discard_draft(self) -> None:
        self._typing = False
        self._refusal = None
        self._patience.stop()
        super().discard_draft()

    # What is typed

    def _type(self, text: str) -> None:
        self._typing = True
        self._refusal = None
        self._patience.stop()
        try:
            value = self._read(text)
        except ValueError:
            # Who still writes "-" or "0.0" is not told that this is no learning rate.
            if _may_go_on(text):
                self._complain("")
                self._patience.start()
            else:
                self._say_what_is_wrong()
            return
        if value == self._value and not self.sentence.text():
            return
        self._take(value, True)
        self._place_slider()
        self._tell_digits()

    def _read(self, text: str) -> Any:
        """The value that a text denotes.  Raises ValueError (InputError) where it is none."""
        if not text.strip() and self._may_be_empty():
            return None
        return self.parameter.check(parse_number(text))

    @Slot()
    def _say_what_is_wrong(self) -> None:
        text = self.line.text()
        try:
            self._read(text)
        except InputError as error:
            # Quoted as it was written: −1/2, and not −0.5.
            quoted = Message(
                error.message.source, {**error.message.values, "value": f"“{text.strip()}”"}
            )
            self._complain_about_text(tr(quoted))
        except ValueError:
            if not text.strip():
                allowed = self.parameter.allowed()
                self._complain_about_text(tr("A number is needed here: {allowed}", allowed=allowed))
            elif is_ambiguous(text):
                self._complain_about_text(
                    tr(
                        "{value} may be read in two ways: write it without the comma, or with a point",
                        value=shorten(text.strip()),
                    )
                )
            else:
                self._complain_about_text(refusal(text.strip()[:40], self.parameter))

        else:
            if self._refusal is not None:
                self._complain_about_text(tr(self._refusal))

    def _complain(self, sentence: str) -> None:
        super()._complain(sentence)
        if sentence:
            self.line.set_mark(0, len(self.line.text()))
        else:
            self.line.clear_mark()

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

    @Slot()
    def _enter(self) -> None:
        self._inside = True
        if self.line.text() == self._written(inside=False):
            self.line.setText(self._written(inside=True))

    @Slot()
    def _leave(self) -> None:
        self._inside = False
        if self.line.text() == self._written(inside=True):
            self.line.setText(self._written(inside=False))
            self.line.setCursorPosition(0)

    # The slider

    @Slot(int)
    def _slide(self, position: int) -> None:
        value = self._at(position)
        self._typing = False
        self._patience.stop()
        if value != self._value:
            self._take(value, True)
        self._complain("")
        self._show_text()
        if self.slider is not None:
            self.slider.set_empty(False)

    @Slot()
    def _let_go(self) -> None:
        if self._value is not None:
            self._take(self._value, False)
        self._show()

    @Slot(int)
    def _step(self, steps: int) -> None:
        if self.slider is None:
            return
        self.discard_draft()
        value = self._stepped(self.slider.value(), steps)
        # At the slider's end a value beyond it is not brought back by a step outwards.
        outwards = self._value is not None and (value - self._value) * steps <= 0
        if not outwards:
            self._take(value, False)
            self._show()

    def _stepped(self, position: int, steps: int) -> Any:
        """The value that many steps further: hundredths of the slider, or whole numbers."""
        low, high = self._ends()
        if self.parameter.kind == "integer" and not self._log() and self._value is not None:
            size = max(1, round((high - low) / (RANGE / 5)))
            return int(min(max(self._value + steps * size, low), high))
        reached = min(max(position + steps * RANGE // 100, 0), RANGE)
        direction = 1 if steps > 0 else -1
        # A hundredth of a logarithmic slider may be less than 1.
        while (value := self._at(reached)) == self._value and 0 < reached < RANGE:
            reached += direction
        return value

    def _log(self) -> bool:
        return self.parameter.log and self.parameter.slider_low > 0

    def _ends(self) -> tuple[float, float]:
        low = max(self.parameter.slider_low, self.parameter.low)
        high = min(self.parameter.slider_high, self.parameter.high)
        return low, max(high, low)

    def _at(self, position: int) -> Any:
        """The value at a position of the slider: three significant digits, and allowed."""
        low, high = self._ends()
        share = position / RANGE
        if self._log():
            raw = low * (high / low) ** share
        else:
            raw = low + (high - low) * share
            unit = 10.0 ** math.floor(math.log10((high - low) / 200)) if high > low else 1.0
            raw = round(raw / unit) * unit
        snapped = float(f"{raw:.{_DIGITS}g}") + 0.0
        if self.parameter.kind == "integer":
            snapped = round(raw if abs(raw) < 1000 else snapped)
        for value in (snapped, raw, low, high):
            try:
                return self.parameter.check(value)
            except InputError:
                continue
        return self._value

    def _position(self, value: float) -> int:
        low, high = self._ends()
        if high <= low or value <= low:
            return 0
        if value >= high:
            return RANGE
        if self._log():
            return round(RANGE * math.log(value / low) / math.log(high / low))
        return round(RANGE * (value - low) / (high - low))

    # What is shown

    def _show(self) -> None:
        self._show_text()
        self._place_slider()

    def _written(self, inside: bool) -> str:
        """The value as it stands in the line: with all its digits where it is to be edited."""
        if self._value is None:
            return ""
        text = brief(self._value)
        return exact(self._value) if inside and text.endswith("…") else text

    def _show_text(self) -> None:
        text, wanted = self.line.text(), self._written(self._inside)
        try:
            same = bool(text.strip() or self._value is None) and self._read(text) == self._value
        except ValueError:
            same = False
        if not same and text != wanted:
            self.line.setText(wanted)
            self.line.setCursorPosition(0)
        self._tell_digits()

    def _tell_digits(self) -> None:
        """All digits of the value under the pointer, where the line does not show them."""
        told = ""
        if self._value is not None and brief(self._value) != exact(self._value):
            whole = tr("Exactly {value}", value=exact(self._value))
            told = f"{self.toolTip()}<p>{whole}</p>"
        self.line.setToolTip(told)

    def _place_slider(self) -> None:
        if self.slider is None or self.slider.isSliderDown():
            return
        self.slider.set_empty(self._value is None)
        self.slider.setValue(0 if self._value is None else self._position(self._value))

    def _may_be_empty(self) -> bool:
        return bool(self.parameter.derived) or self.parameter.optional


def _may_go_on(text: str) -> bool:
    """Whether more typing may make a number of it, or another than zero."""
    if not _UNFINISHED.fullmatch(text.strip()):
        return False
    try:
        return parse_number(text) == 0
    except ValueError:
        return not is_ambiguous(text)
