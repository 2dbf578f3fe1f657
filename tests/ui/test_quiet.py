"""Whoever has the focus has the keys; the wheel and a mere click take nothing from anybody."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from gdgui.ui.quiet import Button, Check, Combo, Line, Slider

KEYS = {
    "space": Qt.Key.Key_Space,
    "left": Qt.Key.Key_Left,
    "right": Qt.Key.Key_Right,
    "home": Qt.Key.Key_Home,
    "end": Qt.Key.Key_End,
}


class Desk(QMainWindow):
    """A window whose shortcuts are those of the transport, and one control of each kind."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[str] = []
        for name, key in KEYS.items():
            action = QAction(name, self)
            action.setShortcut(key)
            action.triggered.connect(lambda _=False, n=name: self.played.append(n))
            self.addAction(action)
        body = QWidget()
        layout = QVBoxLayout(body)
        self.line, self.combo, self.check, self.slider = Line("0.05"), Combo(), Check("yes"), Slider()
        self.combo.addItems(["a", "b", "c"])
        self.steps: list[int] = []
        self.slider.stepped.connect(self.steps.append)
        self.button, self.pressed = Button("do"), 0
        self.button.clicked.connect(self.press)
        for widget in (self.line, self.combo, self.check, self.button, self.slider):
            layout.addWidget(widget)
        self.setCentralWidget(body)

    def press(self) -> None:
        self.pressed += 1


@pytest.fixture
def desk(qtbot):
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.line.clearFocus()
    yield made
    made.close()


@pytest.mark.parametrize("name", KEYS)
def test_without_a_focus_the_transport_has_the_keys(desk, name):
    QTest.keyClick(desk, KEYS[name])
    assert desk.played == [name]


@pytest.mark.parametrize("name", KEYS)
def test_a_text_keeps_its_keys(desk, name):
    desk.line.setFocus()
    QTest.keyClick(desk.line, KEYS[name])
    assert desk.played == []


@pytest.mark.parametrize("name", ["left", "right", "home", "end"])
def test_a_slider_that_was_reached_by_tab_keeps_its_keys(desk, name):
    desk.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(desk.slider, KEYS[name])
    assert desk.played == []
    assert len(desk.steps) == 1


def test_space_plays_although_a_slider_has_the_focus(desk):
    desk.slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(desk.slider, Qt.Key.Key_Space)
    assert desk.played == ["space"]


def test_space_ticks_a_box_that_was_reached_by_tab(desk):
    desk.check.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(desk.check, Qt.Key.Key_Space)
    assert desk.check.isChecked()
    assert desk.played == []


def test_the_arrows_choose_in_a_list_that_was_reached_by_tab(desk):
    desk.combo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(desk.combo, Qt.Key.Key_Down)
    assert desk.combo.currentIndex() == 1
    QTest.keyClick(desk.combo, Qt.Key.Key_End)
    assert desk.combo.currentIndex() == 2
    assert desk.played == []


def test_a_click_leaves_the_keyboard_to_the_transport(desk):
    desk.line.setFocus()
    QTest.mouseClick(desk.slider, Qt.MouseButton.LeftButton, pos=desk.slider.rect().center())
    QTest.mouseClick(desk.check, Qt.MouseButton.LeftButton, pos=QPoint(8, desk.check.height() // 2))
    assert desk.check.isChecked()
    QTest.keyClick(desk, Qt.Key.Key_Space)
    assert desk.played == ["space"]
    assert desk.check.isChecked()


def test_after_return_space_plays(desk):
    desk.line.setFocus()
    QTest.keyClick(desk.line, Qt.Key.Key_Return)
    QTest.keyClick(desk, Qt.Key.Key_Space)
    assert desk.played == ["space"]
    assert desk.line.text() == "0.05"


def test_what_exports_is_no_end_of_a_line(desk):
    asked = []
    action = QAction("export", desk)
    action.setShortcut("Ctrl+E")
    action.triggered.connect(lambda: asked.append(True))
    desk.addAction(action)
    desk.line.setFocus()
    QTest.keyClick(desk.line, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == [True]
    assert desk.line.hasFocus()


def test_the_wheel_passes_by(desk):
    for target in (desk.combo, desk.slider, desk.line):
        before = (desk.combo.currentIndex(), desk.slider.value(), desk.line.text())
        target.setFocus()
        middle = QPointF(target.rect().center())
        wheel = QWheelEvent(
            middle,
            target.mapToGlobal(middle),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, wheel)
        assert not wheel.isAccepted() or target is desk.line
        assert (desk.combo.currentIndex(), desk.slider.value(), desk.line.text()) == before


def test_a_list_opens_below_its_field(desk):
    combo = desk.combo
    hint = QStyle.StyleHint.SH_ComboBox_Popup
    combo.showPopup()
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    assert not combo.style().styleHint(hint, option, combo)
    combo.hidePopup()


def test_a_button_is_pressed_by_a_click_that_leaves_the_keyboard_to_the_transport(desk):
    desk.line.setFocus()
    QTest.mouseClick(desk.button, Qt.MouseButton.LeftButton)
    assert desk.pressed == 1
    assert QApplication.focusWidget() is None
    QTest.keyClick(desk, Qt.Key.Key_Space)
    assert (desk.pressed, desk.played) == (1, ["space"])


def test_a_button_that_was_reached_by_tab_is_pressed_by_space(desk):
    desk.button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(desk.button, Qt.Key.Key_Space)
    assert (desk.pressed, desk.played) == (1, [])


def test_the_keyboard_of_a_button_that_vanishes_goes_to_its_heir_or_to_nothing_that_acts(desk):
    desk.button.heirs = (desk.combo, desk.check)
    desk.combo.hide()
    desk.button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.button.hide()
    assert desk.check.hasFocus()
    desk.check.hide()
    desk.button.show()
    desk.button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.button.hide()
    assert desk.centralWidget().hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert desk.played == ["space"]
