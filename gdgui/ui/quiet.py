"""Controls that change only when somebody means them.

The wheel scrolls the panel and alters no number.  A click leaves the keyboard to the transport, so that
Space plays after a slider was dragged; whoever comes with the Tab key has the control's own keys, and
they move nothing else.  Text keeps every key that a text can use.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

Key = Qt.Key
_ARROWS = {Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down}
_JUMPS = {Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown}
_SLIDER_KEYS = _ARROWS | _JUMPS
_PRESS_KEYS = {Key.Key_Space}
_LIST_KEYS = _ARROWS | _JUMPS | _PRESS_KEYS
_TEXT_KEYS = _ARROWS | _JUMPS | _PRESS_KEYS

RANGE = 1000
"""A slider's positions run from 0 to this."""


def _claims(event: QEvent, keys: set[Qt.Key]) -> bool:
    """Whether the event asks who wants a key that is ours; then no shortcut takes it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    plain = not event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    if plain and event.key() in keys:
        event.accept()
        return True
    return False


def _is_export(event: QEvent) -> bool:
    """Whether Ctrl+E is asked for, which on some systems goes to the end of a line: here it exports,
    and there is the End key."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Key.Key_E
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )


def give_up_focus() -> None:
    """Takes the keyboard from a text, as a click elsewhere does."""
    focused = QApplication.focusWidget()
    typed_into = isinstance(focused, QComboBox) and focused.isEditable()
    if focused is not None and (typed_into or isinstance(focused, QLineEdit)):
        focused.clearFocus()


class Line(QLineEdit):
    """A line of text.  Return ends the typing and gives the keyboard back; Escape is `cancelled`."""

    cancelled = Signal()
    entered = Signal()
    """The keyboard is about to be here."""
    left = Signal()
    """It is not any more, after whatever the end of the typing has brought."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.entered.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # of its own menu, to copy the text
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        if _is_export(event):
            event.ignore()
            return True
        return _claims(event, _TEXT_KEYS | {Key.Key_Escape}) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Key.Key_Up | Key.Key_Down | Key.Key_PageUp | Key.Key_PageDown:
                event.accept()
            case Key.Key_Escape:
                self.cancelled.emit()
                event.accept()
            case Key.Key_Return | Key.Key_Enter:
                super().keyPressEvent(event)
                event.accept()
                # Of a list that can be typed into, the list has the keyboard.
                (self.focusProxy() or self).clearFocus()
            case _:
                super().keyPressEvent(event)


class Combo(QComboBox):
    """A list to choose from, which opens below: over the field it would cover half of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMaxVisibleItems(24)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def event(self, event: QEvent) -> bool:
        return _claims(event, _LIST_KEYS) or super().event(event)

    def showPopup(self) -> None:
        # Only a sheet can tell it so, and it costs a little: nobody pays before it is needed.
        if not self.styleSheet():
            self.setStyleSheet("QComboBox { combobox-popup: 0; }")
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Check(QCheckBox):
    """A box to be ticked."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        return _claims(event, _PRESS_KEYS) or super().event(event)


class Button(QPushButton):
    """A button to be pressed.

    Where it vanishes while it has the keyboard, the first of its `heirs` that is to be seen gets that,
    else what the button stands in: by itself Qt goes on to whatever comes next, and a Space that was
    meant for the playback would act there.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.heirs: tuple[QWidget, ...] = ()

    def event(self, event: QEvent) -> bool:
        return _claims(event, _PRESS_KEYS) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        give_up_focus()
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        around = self.parentWidget()
        # What it stands in may vanish with it, as a page does: then others know where to go on.
        if self.hasFocus() and around is not None and around.isVisible():
            heirs = (heir for heir in self.heirs if heir.isVisible())
            next(heirs, around).setFocus(Qt.FocusReason.OtherFocusReason)


class Slider(QSlider):
    """A horizontal slider from 0 to RANGE, with marks; a click goes where it points.

    `stepped` asks for that many steps, since only the owner knows how far the next value is.  Without a
    value it shows no handle.
    """

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, RANGE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(48)
        self._marks: tuple[tuple[int, str], ...] = ()
        self._empty = False

    def set_marks(self, marks: tuple[tuple[int, str], ...]) -> None:
        """Small ticks at these positions, each with its name."""
        self._marks = marks
        self.update()

    def marks(self) -> tuple[tuple[int, str], ...]:
        """The ticks that are shown."""
        return self._marks

    def set_empty(self, empty: bool) -> None:
        """Whether there is no value that a handle could stand for."""
        if empty != self._empty:
            self._empty = empty
            self.update()

    def event(self, event: QEvent) -> bool:
        return _claims(event, _SLIDER_KEYS) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Key.Key_Left: -1,
            Key.Key_Down: -1,
            Key.Key_Right: 1,
            Key.Key_Up: 1,
            Key.Key_PageDown: -10,
            Key.Key_PageUp: 10,
            Key.Key_Home: -RANGE,
            Key.Key_End: RANGE,
        }
        if Key(event.key()) in steps:
            self.stepped.emit(steps[Key(event.key())])
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        give_up_focus()
        option = self._option()
        handle = self._part(option, QStyle.SubControl.SC_SliderHandle)
        if self._empty or not handle.contains(event.position().toPoint()):
            # Down first: what a click sets may be the beginning of a drag.
            self.setSliderDown(True)
            before, there = self.sliderPosition(), self._at(event.position())
            self.setSliderPosition(there)
            if there == before:
                # Qt sees no movement; yet the value may lie beyond the end where the handle stands.
                self.sliderMoved.emit(there)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = self._option()
        painter = QPainter(self)
        option.subControls = QStyle.SubControl.SC_SliderGroove
        if not self._empty:
            option.subControls |= QStyle.SubControl.SC_SliderHandle
            if self.isSliderDown():
                option.activeSubControls = QStyle.SubControl.SC_SliderHandle
                option.state |= QStyle.StateFlag.State_Sunken
        self._paint_marks(painter)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_Slider, option, painter, self)
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        if not self._marks:
            return
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        middle = self.height() // 2
        for position, _ in self._marks:
            x = self._pixel(position)
            painter.drawLine(x, middle - 8, x, middle - 4)
            painter.drawLine(x, middle + 4, x, middle + 8)

    def _option(self) -> QStyleOptionSlider:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        # Qt leaves them empty here, and fills them in where it paints.
        option.subControls = QStyle.SubControl.SC_SliderGroove | QStyle.SubControl.SC_SliderHandle
        return option

    def _part(self, option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)

    def _span(self) -> tuple[int, int]:
        """Where the middle of the handle is at position 0, and how far it goes, in pixels."""
        option = self._option()
        groove = self._part(option, QStyle.SubControl.SC_SliderGroove)
        handle = self._part(option, QStyle.SubControl.SC_SliderHandle)
        return groove.x() + handle.width() // 2, max(groove.width() - handle.width(), 1)

    def _pixel(self, position: int) -> int:
        start, length = self._span()
        return start + QStyle.sliderPositionFromValue(0, RANGE, position, length)

    def _at(self, point: QPointF) -> int:
        start, length = self._span()
        return QStyle.sliderValueFromPosition(0, RANGE, round(point.x()) - start, length)
