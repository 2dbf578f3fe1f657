"""A number field takes what people write, acts at once, and never shows anything but what acts."""

import math

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from gdgui.engine.message import Message
from gdgui.engine.types import Parameter
from gdgui.ui.number_field import NumberField
from gdgui.ui.quiet import RANGE


def parameter(**changes) -> Parameter:
    given = {
        "key": "rate",
        "title": Message("Learning rate"),
        "help": Message("The base learning rate."),
        "default": 0.01,
        "low": 0.0,
        "slider_low": 1e-4,
        "slider_high": 1.0,
        "log": True,
    }
    return Parameter(**(given | changes))


RATE = parameter()
EPOCHS = parameter(
    key="epochs", kind="integer", default=100, low=1, high=1_000_000, slider_low=1, slider_high=1000
)
START = parameter(
    key="start.x",
    default=0.5,
    low=-math.inf,
    slider_low=-2 * math.pi,
    slider_high=2 * math.pi,
    log=False,
)
CAP = parameter(key="cap", default=None, optional=True, slider_low=0.0, log=False)
DURATION = parameter(
    key="duration", kind="integer", default=None, derived="epochs", low=1, slider_low=1, slider_high=500
)


class Seen:
    """What a field has emitted."""

    def __init__(self, field: NumberField) -> None:
        self.edits: list[tuple[object, bool]] = []
        self.problems: list[str] = []
        field.edited.connect(lambda value, more: self.edits.append((value, more)))
        field.problem.connect(self.problems.append)


@pytest.fixture
def make(qtbot):
    alive = []

    def build(declared: Parameter, **options) -> tuple[NumberField, Seen]:
        outside = QWidget()
        alive.append(outside)
        layout = QHBoxLayout(outside)
        other = QLineEdit()
        other.setObjectName("other")
        layout.addWidget(other)
        field = NumberField(declared, **options)
        layout.addWidget(field)
        qtbot.addWidget(outside)
        outside.resize(420, 60)
        outside.show()
        outside.activateWindow()
        qtbot.waitUntil(outside.isActiveWindow)
        return field, Seen(field)

    yield build
    alive.clear()


def write(field: NumberField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    for sign in text:
        if sign.isascii():
            QTest.keyClicks(field.line, sign)
        else:
            # QTest knows no such key; a keyboard that has it sends this.
            none, key = Qt.KeyboardModifier.NoModifier, Qt.Key.Key_unknown
            QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, key, none, sign))


def leave(field: NumberField) -> None:
    field.window().findChild(QLineEdit, "other").setFocus()


@pytest.mark.parametrize(
    ("text", "value"),
    [("1e-3", 1e-3), ("0.001", 1e-3), ("1/3", 1 / 3), ("0,5", 0.5), (" 0.25 ", 0.25), ("2", 2.0)],
)
def test_what_people_write_acts_at_once_and_stays_as_typed(make, text, value):
    field, seen = make(RATE)
    write(field, text)
    assert seen.edits[-1] == (value, True)
    assert field.value() == value
    assert field.line.text() == text
    leave(field)
    assert seen.edits[-1] == (value, False)
    field.set_value(value)
    assert field.line.text() == text


def test_a_negative_number_is_not_taken_for_a_positive_one(make, qtbot):
    field, seen = make(RATE)
    write(field, "-5")
    assert field.value() == 0.01
    assert seen.edits == []
    assert "“-5” is not allowed" in field.sentence.text()
    assert "a finite number from 0" in field.sentence.text()
    assert "in use: 0.01" in field.sentence.text()
    assert field.sentence.isVisible()
    leave(field)
    assert field.line.text() == "-5"
    assert field.value() == 0.01


def test_a_negative_number_acts_where_it_is_allowed(make):
    field, seen = make(START)
    write(field, "-5")
    assert field.value() == -5.0
    assert seen.edits[-1] == (-5.0, True)
    write(field, "−1.5")
    assert field.value() == -1.5


def test_a_start_may_lie_beyond_the_slider(make):
    field, _seen = make(START)
    write(field, "100")
    assert field.value() == 100.0
    assert field.slider.value() == RANGE
    assert field.line.text() == "100"


@pytest.mark.parametrize("text", ["abc", "1x", "2*3", "inf", "1,2,3"])
def test_what_makes_no_sense_is_told_and_the_last_good_value_stays(make, text):
    field, seen = make(RATE)
    write(field, "0.2")
    write(field, text)
    assert seen.problems[-1]
    assert f"“{text}”" in field.sentence.text()
    assert field.line.text() == text


def test_a_comma_that_means_two_things_is_told_apart(make):
    field, _seen = make(EPOCHS)
    write(field, "1,000")
    assert "two ways" in field.sentence.text()
    assert field.value() == 1


def test_an_unfinished_number_is_given_time(make, qtbot):
    field, seen = make(RATE)
    write(field, "1e-")
    assert seen.problems == []
    assert not field.sentence.isVisible()
    qtbot.waitUntil(lambda: bool(seen.problems), timeout=3000)
    assert "“1e-”" in field.sentence.text()
    QTest.keyClicks(field.line, "3")
    assert field.value() == 1e-3
    assert seen.problems[-1] == ""
    assert not field.sentence.isVisible()


def test_an_unfinished_number_is_told_at_once_when_the_focus_leaves(make):
    field, seen = make(RATE)
    write(field, "1/")
    leave(field)
    assert "“1/”" in field.sentence.text()
    assert seen.edits == [(1.0, True), (1.0, False)]


def test_a_zero_on_the_way_to_a_number_is_not_refused(make):
    field, seen = make(parameter(open_low=True))
    write(field, "0.00")
    assert seen.problems == []
    QTest.keyClicks(field.line, "1")
    assert field.value() == 0.001
    assert seen.problems == []


def test_an_empty_line_means_none_where_that_is_allowed(make):
    field, seen = make(CAP)
    assert field.line.placeholderText() == "none"
    assert field.line.text() == ""
    write(field, "0.5")
    assert field.value() == 0.5
    field.line.selectAll()
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    assert seen.edits[-1] == (None, True)
    assert field.value() is None
    leave(field)
    assert seen.edits[-1] == (None, False)


def test_an_empty_line_is_told_where_a_number_is_needed(make):
    field, _seen = make(RATE)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    leave(field)
    assert "A number is needed" in field.sentence.text()
    assert field.value() == 0.01


def test_a_derived_default_is_named(make):
    field, _ = make(DURATION)
    assert field.line.placeholderText() == "N"
    field.set_placeholder("N = 120")
    assert field.line.placeholderText() == "N = 120"
    lowest, _ = make(parameter(default=None, derived="lowest"))
    assert lowest.line.placeholderText() == "least value"


@pytest.mark.parametrize(("text", "value"), [("1e3", 1000), ("10/2", 5), ("7.0", 7)])
def test_whole_numbers_may_be_written_in_other_ways(make, text, value):
    field, _seen = make(EPOCHS)
    write(field, text)
    assert field.value() == value
    assert isinstance(field.value(), int)
    assert field.line.text() == text


def test_a_fraction_is_no_whole_number(make):
    field, _ = make(EPOCHS)
    write(field, "2.5")
    assert "“2.5” is not allowed" in field.sentence.text()
    assert "whole number" in field.sentence.text()


def test_setting_emits_nothing(make):
    field, seen = make(RATE)
    for value in (0.2, 1e-10, 5.0, 0.0):
        field.set_value(value)
        assert field.line.text() == repr(value).removesuffix(".0")
    field.set_marks(((0.5, "1/f″"),))
    field.discard_draft()
    assert seen.edits == []
    assert seen.problems == []


def test_setting_the_acting_value_again_leaves_a_half_typed_text_alone(make):
    field, _ = make(RATE)
    write(field, "0.2")
    write(field, "1e-")
    field.set_value(field.value())
    assert field.line.text() == "1e-"


def test_another_value_takes_the_place_of_a_draft_and_its_sentence(make):
    field, seen = make(RATE)
    write(field, "abc")
    field.set_value(0.3)
    assert field.line.text() == "0.3"
    assert not field.sentence.isVisible()
    assert seen.problems[-1] == ""


def test_a_draft_can_be_discarded(make):
    field, _ = make(RATE)
    write(field, "abc")
    field.discard_draft()
    assert field.line.text() == "0.01"
    assert not field.sentence.isVisible()


def test_escape_brings_the_acting_value_back(make):
    field, _ = make(RATE)
    write(field, "abc")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "0.01"


def test_a_run_of_typing_ends_once_however_it_ends(make):
    field, seen = make(RATE)
    write(field, "0.2x")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    leave(field)
    field.line.setFocus()
    leave(field)
    assert seen.edits == [(0.0, True), (0.2, True), (0.2, False)]


def test_return_ends_the_typing_and_gives_the_keyboard_back(make):
    field, seen = make(RATE)
    write(field, "0.2")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert seen.edits[-1] == (0.2, False)
    assert len([e for e in seen.edits if not e[1]]) == 1
    assert not field.line.hasFocus()


def test_leaving_without_typing_says_nothing(make):
    field, seen = make(RATE)
    field.line.setFocus()
    leave(field)
    assert seen.edits == []


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown]
)
def test_an_arrow_key_in_the_line_changes_no_value(make, key):
    field, seen = make(RATE)
    field.line.setFocus()
    QTest.keyClick(field.line, key)
    assert seen.edits == []
    assert field.line.hasFocus()


# The slider


def handle(field: NumberField) -> QPoint:
    return QPoint(field.slider._pixel(field.slider.value()), field.slider.height() // 2)


def at(field: NumberField, position: int) -> QPoint:
    return QPoint(field.slider._pixel(position), field.slider.height() // 2)


def drag(field: NumberField, *positions: int) -> None:
    QTest.mousePress(field.slider, Qt.MouseButton.LeftButton, pos=handle(field))
    for position in positions:
        QTest.mouseMove(field.slider, at(field, position))
    QTest.mouseRelease(field.slider, Qt.MouseButton.LeftButton, pos=at(field, positions[-1]))


def test_dragging_the_slider_acts_at_once_and_ends_with_a_release(make):
    field, seen = make(RATE)
    drag(field, 600, 700, 800)
    values = [value for value, _ in seen.edits]
    assert [more for _, more in seen.edits] == [True] * (len(values) - 1) + [False]
    assert len(set(values)) >= 3
    assert values[-1] == field.value()


@pytest.mark.parametrize("declared", [RATE, START, CAP, EPOCHS, DURATION], ids=lambda p: p.key)
def test_the_line_shows_exactly_what_the_slider_gives(make, declared):
    field, _seen = make(declared)
    for position in range(0, RANGE + 1, 37):
        field.slider.sliderMoved.emit(position)
        value = field.value()
        assert float(field.line.text()) == value
        assert declared.check(value) == value
        assert value == float(f"{value:.3g}")


def test_the_slider_s_ends_are_the_declared_ones(make):
    field, _ = make(RATE)
    field.slider.sliderMoved.emit(0)
    assert field.value() == 1e-4
    field.slider.sliderMoved.emit(RANGE)
    assert field.value() == 1.0


def test_the_middle_of_a_logarithmic_slider_is_the_geometric_mean(make):
    field, _ = make(RATE)
    field.slider.sliderMoved.emit(RANGE // 2)
    assert field.value() == 0.01


def test_the_middle_of_a_linear_slider_is_the_mean(make):
    field, _ = make(START)
    field.slider.sliderMoved.emit(RANGE // 2)
    assert field.value() == 0.0
    assert field.line.text() == "0"


def test_the_slider_follows_what_is_typed(make):
    field, _ = make(RATE)
    write(field, "1")
    assert field.slider.value() == RANGE
    write(field, "0.01")
    assert field.slider.value() == RANGE // 2


def test_the_slider_shows_no_handle_where_there_is_no_value(make):
    field, _ = make(CAP)
    empty = field.slider.grab().toImage()
    field.set_value(0.0)
    assert field.slider.grab().toImage() != empty
    field.set_value(None)
    assert field.slider.grab().toImage() == empty


def test_setting_the_value_during_a_drag_does_not_move_the_handle_away(make):
    field, seen = make(RATE)
    field.edited.connect(lambda value, more: field.set_value(value))
    QTest.mousePress(field.slider, Qt.MouseButton.LeftButton, pos=handle(field))
    QTest.mouseMove(field.slider, at(field, 730))
    held = field.slider.value()
    field.set_value(field.value())
    assert field.slider.value() == held
    QTest.mouseRelease(field.slider, Qt.MouseButton.LeftButton, pos=at(field, 730))
    assert seen.edits[-1][1] is False


def test_a_click_into_the_groove_goes_there(make):
    field, seen = make(RATE)
    QTest.mouseClick(field.slider, Qt.MouseButton.LeftButton, pos=at(field, 900))
    assert field.value() == pytest.approx(10 ** (-4 + 4 * 0.9), rel=0.1)
    assert seen.edits[-1] == (field.value(), False)


def test_a_click_on_the_handle_leaves_a_value_beyond_the_end_alone(make):
    field, _seen = make(RATE)
    field.set_value(50.0)
    QTest.mouseClick(field.slider, Qt.MouseButton.LeftButton, pos=handle(field))
    assert field.value() == 50.0
    assert field.line.text() == "50"


def test_a_click_into_an_empty_slider_sets_a_value(make):
    field, seen = make(CAP)
    QTest.mouseClick(field.slider, Qt.MouseButton.LeftButton, pos=at(field, 0))
    assert seen.edits[-1] == (0.0, False)
    assert field.line.text() == "0"


def test_the_wheel_changes_nothing(make):
    field, seen = make(RATE)
    for target in (field.slider, field.line):
        middle = QPointF(target.rect().center())
        wheel = QWheelEvent(
            middle,
            target.mapToGlobal(middle),
            QPoint(0, 120),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, wheel)
    assert field.value() == 0.01
    assert seen.edits == []


def test_dragging_leaves_the_keyboard_to_the_transport(make):
    field, _ = make(RATE)
    field.line.setFocus()
    drag(field, 700)
    assert not field.line.hasFocus()
    assert not field.slider.hasFocus()


@pytest.mark.parametrize("declared", [RATE, START, EPOCHS, DURATION], ids=lambda p: p.key)
def test_every_arrow_key_on_a_focused_slider_changes_the_value(make, declared):
    field, seen = make(declared)
    field.slider.sliderMoved.emit(20)
    field.slider.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(30):
        before = field.value()
        QTest.keyClick(field.slider, Qt.Key.Key_Right)
        assert field.value() > before
        assert seen.edits[-1] == (field.value(), False)
        assert float(field.line.text()) == field.value()
    for _ in range(20):
        before = field.value()
        QTest.keyClick(field.slider, Qt.Key.Key_Left)
        assert field.value() < before


def test_home_and_end_go_to_the_slider_s_ends(make):
    field, _ = make(EPOCHS)
    QTest.keyClick(field.slider, Qt.Key.Key_End)
    assert field.value() == 1000
    QTest.keyClick(field.slider, Qt.Key.Key_Home)
    assert field.value() == 1


def test_a_step_outwards_does_not_bring_a_value_back(make):
    field, _seen = make(RATE)
    field.set_value(50.0)
    QTest.keyClick(field.slider, Qt.Key.Key_Right)
    assert field.value() == 50.0
    QTest.keyClick(field.slider, Qt.Key.Key_Left)
    assert field.value() < 1.0


def test_marks_stand_on_the_slider_where_their_values_are(make):
    field, seen = make(RATE)
    plain = field.slider.grab().toImage()
    field.set_marks(((0.1, "1/f″"), (0.2, "2/f″"), (3.0, "beyond")))
    assert [position for position, _ in field.slider.marks()] == [750, field._position(0.2)]
    assert field.slider.grab().toImage() != plain
    assert "2/f″ = 0.2" in field.slider.toolTip()
    assert seen.edits == []
    field.set_marks(())
    assert field.slider.grab().toImage() == plain


def test_a_field_may_have_no_slider(make):
    field, _seen = make(RATE, slider=False)
    assert field.slider is None
    write(field, "1/3")
    assert field.value() == 1 / 3
    field.set_marks(((0.1, "a"),))
    field.set_value(0.5)
    assert field.line.text() == "0.5"


def test_reset_brings_the_default_back_and_says_so(make):
    field, seen = make(RATE)
    write(field, "abc")
    assert not field.is_default()
    field.reset()
    assert field.is_default()
    assert field.line.text() == "0.01"
    assert seen.edits == [(0.01, False)]


def test_the_tooltip_tells_the_meaning_and_what_is_allowed(make):
    field, _ = make(parameter(symbol=r"\eta_0"))
    tip = field.toolTip()
    assert "Learning rate η₀" in tip
    assert "The base learning rate." in tip
    assert "a finite number from 0" in tip
    assert "0.01" in tip


LONG, NOISE = 1.5393804002589986, 0.48600000000000004


def test_a_number_with_many_digits_is_shown_short_and_whole_where_it_is_edited(make):
    field, seen = make(START)
    field.set_value(LONG)
    assert field.line.text() == "1.53938…"
    assert "Exactly 1.5393804002589986" in field.line.toolTip()
    # It fits into the line.
    wide = field.line.fontMetrics().horizontalAdvance(field.line.text())
    assert wide < field.line.width() - 8
    field.line.setFocus()
    assert field.line.text() == "1.5393804002589986"
    leave(field)
    assert field.line.text() == "1.53938…"
    assert field.value() == LONG
    assert seen.edits == []
    # With Return, too, and where something else has been typed and taken back.
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    write(field, "x")
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    leave(field)
    assert (field.line.text(), field.value()) == ("1.53938…", LONG)
    assert seen.edits == []
    write(field, "0.25")
    leave(field)
    assert (field.line.text(), field.line.toolTip()) == ("0.25", "")


def test_what_arithmetic_left_in_the_last_digit_is_not_shown_and_not_lost(make):
    field, seen = make(START)
    field.set_value(NOISE)
    for _ in range(2):
        assert field.line.text() == "0.486"
        field.line.setFocus()
        assert field.line.text() == "0.486"
        QTest.keyClick(field.line, Qt.Key.Key_End)
        leave(field)
    assert field.value() == NOISE
    assert seen.edits == []
    assert "0.48600000000000004" in field.line.toolTip()
    # Who types the number means the number.
    write(field, "0.486")
    assert field.value() == 0.486
    assert seen.edits[-1] == (0.486, True)


def test_all_digits_that_were_typed_stay_until_another_value_comes(make):
    field, _seen = make(START)
    write(field, "1/3")
    leave(field)
    assert field.line.text() == "1/3"
    field.set_value(1 / 7)
    assert field.line.text() == "0.142857…"


def test_the_menu_of_the_line_leaves_the_digits_that_are_to_be_copied(make):
    field, _seen = make(START)
    field.set_value(LONG)
    field.line.setFocus()
    menu = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(field.line, menu)
    assert field.line.text() == "1.5393804002589986"
