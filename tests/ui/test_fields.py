"""Each kind of parameter has its field: it shows, checks, and speaks only when a person acts."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gdgui.engine.formula_text import FormulaError
from gdgui.engine.message import Message
from gdgui.engine.types import Option, Parameter
from gdgui.ui.fields import (
    ChoiceField,
    FlagField,
    NumberField,
    NumbersField,
    PointsField,
    TextField,
    make_field,
)


def parameter(kind, default, **changes) -> Parameter:
    return Parameter(
        key="p", title=Message("Title"), help=Message("What it means."), kind=kind, default=default,
        **changes,
    )  # fmt: skip


FORM = parameter(
    "choice",
    "pytorch",
    options=(Option("pytorch", Message("PyTorch")), Option("classical", Message("classical"))),
)
FLAG = parameter("flag", False)
TEXT = parameter("text", "0.1/(1 + t)")
LIST = parameter("numbers", (20.0, 40.0), low=0.0)
POINTS = parameter("points", ((0.0, 0.1), (1.0, 0.01)))

CLASSES = [
    (parameter("number", 1.0), NumberField),
    (parameter("integer", 1), NumberField),
    (FORM, ChoiceField),
    (FLAG, FlagField),
    (TEXT, TextField),
    (LIST, NumbersField),
    (POINTS, PointsField),
]


@pytest.fixture
def make(qtbot):
    def build(declared):
        field = make_field(declared)
        qtbot.addWidget(field)
        field.resize(220, 60)
        field.show()
        seen = []
        field.edited.connect(lambda value, more: seen.append((value, more)))
        return field, seen

    return build


@pytest.mark.parametrize(("declared", "kind"), CLASSES, ids=lambda x: getattr(x, "kind", ""))
def test_every_kind_has_its_field_and_opens_with_the_default(make, declared, kind):
    field, seen = make(declared)
    assert type(field) is kind
    assert field.value() == declared.default
    assert field.is_default()
    assert "What it means." in field.toolTip()
    assert seen == []


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        (FORM, "classical"),
        (FLAG, True),
        (TEXT, "0.5"),
        (LIST, (1.0, 2.5)),
        (POINTS, ((0.0, 1.0), (0.5, 0.2), (1.0, 0.0))),
    ],
    ids=lambda x: getattr(x, "kind", ""),
)
def test_setting_emits_nothing_and_reset_speaks(make, declared, value):
    field, seen = make(declared)
    field.set_value(value)
    assert field.value() == value
    assert not field.is_default()
    assert seen == []
    field.reset()
    assert seen == [(declared.default, False)]
    assert field.is_default()


def test_a_choice_shows_titles_and_gives_keys(make):
    field, seen = make(FORM)
    field.set_value("classical")
    assert field.combo.currentText() == "classical"
    field.combo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field.combo, Qt.Key.Key_Up)
    assert seen == [("pytorch", False)]
    assert field.value() == "pytorch"


def test_a_flag_is_ticked(make):
    field, seen = make(FLAG)
    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton, pos=QPoint(8, field.box.height() // 2))
    assert seen == [(True, False)]
    assert field.value() is True


def test_a_text_acts_while_it_is_typed(make):
    field, seen = make(TEXT)
    field.line.selectAll()
    QTest.keyClicks(field.line, "1/t")
    assert seen[-1] == ("1/t", True)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert seen[-1] == ("1/t", False)


def test_others_may_refuse_a_text_and_mark_the_place(make):
    field, _ = make(TEXT)
    field.set_value("1 + t")
    field.line.selectAll()
    QTest.keyClicks(field.line, "2floor(t)")
    field.refuse(FormulaError(Message("floor jumps"), 1, 6))
    assert field.sentence.text() == "floor jumps (in use: 1 + t)"
    assert field.line.text() == "2floor(t)"
    assert field.line.mark() == (1, 6)
    assert field.value() == "1 + t"
    QTest.keyClicks(field.line, " ")
    assert field.line.mark() is None
    field.set_value("3")
    assert (field.line.text(), field.sentence.text()) == ("3", "")


def test_an_echo_of_what_was_typed_a_moment_ago_does_not_overwrite_what_is_typed_now(make):
    field, _ = make(TEXT)
    field.set_value("0.1/(1 + t)")
    field.line.selectAll()
    QTest.keyClicks(field.line, "1/t")
    field.set_value("0.1/(1 + t)")
    field.set_value("1")
    assert field.line.text() == "1/t"
    field.set_value("1/t")
    assert field.line.text() == "1/t"
    field.set_value("1")
    assert field.line.text() == "1"


def test_a_mark_is_painted_under_its_place(make):
    field, _ = make(TEXT)
    field.set_value("x + foo(x)")
    field.resize(300, 60)
    plain = field.line.grab().toImage()
    field.line.set_mark(4, 7)
    marked = field.line.grab().toImage()
    changed = [
        x
        for x in range(plain.width())
        if any(plain.pixel(x, y) != marked.pixel(x, y) for y in range(plain.height()))
    ]
    metrics = field.line.fontMetrics()
    left = metrics.horizontalAdvance("x + ")
    width = metrics.horizontalAdvance("foo")
    assert changed[-1] - changed[0] == pytest.approx(width, abs=5)
    assert left <= changed[0] <= left + 12


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("20, 40", (20.0, 40.0)),
        ("20 40", (20.0, 40.0)),
        ("20,40,60", (20.0, 40.0, 60.0)),
        ("0,5; 1,5", (0.5, 1.5)),
        ("1/3; 2", (1 / 3, 2.0)),
        ("20, 40,", (20.0, 40.0)),
        ("", ()),
    ],
)
def test_a_list_is_read_as_people_write_it_and_stays_as_typed(make, text, numbers):
    field, _seen = make(LIST)
    field.line.selectAll()
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    QTest.keyClicks(field.line, text)
    assert field.value() == numbers
    field.set_value(numbers)
    assert field.line.text() == text


def test_a_list_with_something_else_in_it_is_told(make):
    field, _seen = make(LIST)
    field.line.selectAll()
    QTest.keyClicks(field.line, "20, x")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert "“x”" in field.sentence.text()
    assert field.line.text() == "20, x"
    assert field.value() == (20.0,)
    field.discard_draft()
    assert field.line.text() == "20"


def test_a_list_with_a_number_that_is_not_allowed_is_told(make):
    field, _ = make(LIST)
    field.line.selectAll()
    QTest.keyClicks(field.line, "-5")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert "not allowed" in field.sentence.text()


def test_a_drawn_curve_says_how_many_points_it_has(make):
    field, _ = make(POINTS)
    assert field.label.text() == "drawn curve, 2 points"
    field.set_value(None)
    assert field.label.text() == "nothing drawn yet"
