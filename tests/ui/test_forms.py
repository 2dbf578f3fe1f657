"""A form has a row for each parameter, fits a dock, and says which one was changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea

from gdgui.document.check import EPOCHS, SEED, WARMUP
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.ui import theme
from gdgui.ui.forms import Form

MOMENTUM = OPTIMIZERS["momentum"].parameters
STEP = SCHEDULES["step"].parameters


@pytest.fixture
def form(qapp, qtbot):
    theme.apply(qapp, "light")
    made = Form((*STEP, WARMUP))
    qtbot.addWidget(made)
    made.resize(314, made.sizeHint().height())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def seen(form):
    edits = []
    form.edited.connect(lambda key, value, more: edits.append((key, value, more)))
    return edits


def write(form: Form, key: str, text: str) -> None:
    line = form.field(key).line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_there_is_a_row_for_every_parameter(form):
    assert form.keys() == ("rate", "block", "gamma", "warmup")
    assert form.values() == {"rate": 0.01, "block": 10, "gamma": 0.5, "warmup": 0}
    labels = [label.text() for label in form.findChildren(QLabel)]
    assert {"Learning rate\u00a0η₀", "Block\u00a0s", "Factor\u00a0γ", "Warm-up\u00a0w"} <= set(labels)


def test_a_change_carries_its_key(form, seen):
    write(form, "gamma", "1/4")
    QTest.keyClick(form.field("gamma").line, Qt.Key.Key_Return)
    assert seen[-2:] == [("gamma", 0.25, True), ("gamma", 0.25, False)]


def test_setting_emits_nothing_and_ignores_what_has_no_row(form, seen):
    form.set_values({"rate": 0.5, "block": 7, "somebody_else": 3})
    form.set_marks("rate", ((0.3, "1/f″"),))
    assert form.values()["rate"] == 0.5
    assert form.values()["block"] == 7
    assert seen == []


def test_the_way_back_to_the_default_shows_where_something_was_changed(form, seen):
    assert not form._resets["rate"].isVisible()
    form.set_values({"rate": 0.5})
    assert form._resets["rate"].isVisible()
    QTest.mouseClick(form._resets["rate"], Qt.MouseButton.LeftButton)
    assert seen == [("rate", 0.01, False)]
    assert form.field("rate").line.text() == "0.01"
    assert not form._resets["rate"].isVisible()


def test_a_problem_stands_below_its_row_over_the_whole_width(form, seen):
    told = []
    form.problem.connect(lambda key, sentence: told.append((key, sentence)))
    before = form.sizeHint().height()
    write(form, "block", "-5")
    sentence = form.field("block").sentence
    assert sentence.isVisible()
    assert told[-1] == ("block", sentence.text())
    form.resize(314, form.sizeHint().height())
    assert form.sizeHint().height() > before
    assert sentence.width() == 314
    assert sentence.y() > form.field("block").y()
    assert seen == []
    form.discard_drafts()
    assert form.sizeHint().height() == before
    assert told[-1] == ("block", "")


def test_nothing_moves_when_a_reset_button_appears(form):
    before = {key: form.field(key).geometry() for key in form.values()}
    form.set_values({"rate": 0.5, "block": 7, "gamma": 0.1, "warmup": 3})
    assert {key: form.field(key).geometry() for key in form.values()} == before


def test_other_parameters_take_the_place_of_the_rows(form, seen, qtbot):
    before = len(form.findChildren(QLabel))
    for parameters in (MOMENTUM, STEP, (), (*STEP, WARMUP)):
        form.set_parameters(parameters)
        assert form.keys() == tuple(p.key for p in parameters)
        qtbot.wait(1)
    assert len(form.findChildren(QLabel)) == before
    write(form, "gamma", "0.25")
    assert [e for e in seen if e[1] == 0.25] == [("gamma", 0.25, True)]


def test_the_same_parameters_leave_the_rows_alone(form):
    field = form.field("rate")
    form.set_parameters((*STEP, WARMUP))
    assert form.field("rate") is field


@pytest.mark.parametrize("entry", SCHEDULES.load().values(), ids=lambda e: e.key)
def test_every_schedule_s_form_fits_a_dock(qtbot, entry):
    form = Form((*entry.parameters, WARMUP))
    qtbot.addWidget(form)
    assert form.minimumSizeHint().width() <= 314
    assert form.sizeHint().height() <= 30 * (len(entry.parameters) + 1)


@pytest.mark.parametrize("entry", OPTIMIZERS.load().values(), ids=lambda e: e.key)
def test_every_optimizer_s_form_fits_a_dock(qtbot, entry):
    form = Form((*entry.parameters, EPOCHS, SEED))
    qtbot.addWidget(form)
    assert form.minimumSizeHint().width() <= 314


def test_the_reset_icons_change_with_the_theme(form, qapp):
    form.set_values({"rate": 0.5})
    before = form._resets["rate"].icon().pixmap(32, 32).toImage()
    theme.apply(qapp, "dark")
    assert form._resets["rate"].icon().pixmap(32, 32).toImage() != before
    theme.apply(qapp, "light")
    assert form._resets["rate"].icon().pixmap(32, 32).toImage() == before


def test_the_sentence_has_the_theme_s_colour_for_what_is_wrong(form, qapp):
    sentence = form.field("rate").sentence
    for name in ("dark", "contrast", "light"):
        theme.apply(qapp, name)
        role = sentence.foregroundRole()
        assert sentence.palette().color(role).name() == theme.current().bad


def test_a_form_scrolls_under_the_wheel_and_keeps_its_numbers(qtbot):
    area = QScrollArea()
    form = Form((*STEP, *MOMENTUM, EPOCHS))
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.resize(320, 90)
    qtbot.addWidget(area)
    area.show()
    values = form.values()
    slider = form.field("rate").slider
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    middle = QPointF(slider.rect().center())
    wheel = QWheelEvent(
        middle,
        slider.mapToGlobal(middle),
        QPoint(0, -60),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)
    assert not wheel.isAccepted()
    assert form.values() == values
