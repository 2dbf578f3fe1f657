"""The docks show the formulas with the values that act, and offer the rate that suits a rule."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip
from stage import at_rest

from gdgui.document import changes, model
from gdgui.document.check import check
from gdgui.engine.schedules import SCHEDULES
from gdgui.jobs.prepare import prepared
from gdgui.ui.docks import share_out
from gdgui.ui.plain_math import plain_text


def open_document(window, qtbot, document):
    window.controller.open(*prepared(check(document)))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    return window.panels


def test_the_schedule_shows_its_rule_and_the_rule_with_its_values(window, qtbot):
    document = changes.with_schedule(model.default(), 0, "linear_to_zero")
    document = changes.with_schedule_parameter(document, 0, "rate", 0.05)
    panels = open_document(window, qtbot, changes.with_epochs(document, 0, 120))
    panel = panels["schedule"]
    assert plain_text(panel.formula.latex()) == "η = η₀ (1 − (t+1)/N)"
    assert plain_text(panel.values.latex()) == "η = 0.05 (1 − (t+1)/120)"


def test_a_rule_says_in_its_tooltip_from_where_it_counts(window, qapp):
    for label in (window.panels["schedule"].formula, window.panels["descents"].update_rule):
        place = label.rect().center()
        asked = QHelpEvent(QEvent.Type.ToolTip, place, label.mapToGlobal(place))
        qapp.sendEvent(label, asked)
        assert "t is the epoch, counted from 0" in QToolTip.text()
    QToolTip.hideText()


def test_a_long_rule_stands_there_once_with_its_values_and_in_symbols_in_the_tooltip(window, qtbot):
    panel = window.panels["schedule"]
    document = changes.with_schedule(window.controller.document, 0, "cyclic")
    open_document(window, qtbot, document)
    assert plain_text(panel.formula.latex()).startswith("η = 0.001 + (0.05 − 0.001)")
    assert panel.formula.told() == SCHEDULES["cyclic"].formula
    assert panel.values.isHidden()
    fading = changes.with_schedule_parameter(document, 0, "mode", "exp_range")
    open_document(window, qtbot, fading)
    assert "0.99^t" in plain_text(panel.formula.latex())


def test_a_typed_schedule_shows_its_formula_as_it_was_read(window, qtbot):
    document = changes.with_schedule(model.default(), 0, "typed")
    document = changes.with_schedule_parameter(document, 0, "formula", "1/(1+t)/N")
    panels = open_document(window, qtbot, document)
    assert r"\frac" in panels["schedule"].formula.latex()


def test_a_warm_up_stands_behind_the_rule(window, qtbot):
    document = changes.with_schedule_parameter(model.default(), 0, "warmup", 10)
    panel = open_document(window, qtbot, document)["schedule"]
    assert "(t+1)/10" in plain_text(panel.values.latex())


def test_the_update_of_the_optimizer_has_its_values(window, qtbot):
    document = changes.with_optimizer(model.default(), 0, "momentum")
    document = changes.with_optimizer_parameter(document, 0, "momentum", 0.8)
    panel = open_document(window, qtbot, document)["descents"]
    assert "0.8 v + g" in plain_text(panel.update_rule.latex())


def test_the_believed_gradient_has_its_formula_and_the_exact_one_none(window, qtbot):
    document = changes.with_gradient(model.default(), "as_printed")
    panel = open_document(window, qtbot, document)["function"]
    assert panel.source_formula.latex().startswith("g(x) = ")
    open_document(window, qtbot, model.default())
    assert panel.source_formula.isHidden()


def test_a_rate_that_suits_is_offered_and_never_forced(window, qtbot):
    document = changes.with_optimizer(model.default(), 0, "adam")
    panel = open_document(window, qtbot, document)["descents"]
    before = window.controller.document.descents[0].schedule.parameters["rate"]
    assert before != 0.001
    assert not panel.suggestion.isHidden()
    assert "0.001" in panel.suggestion.text()
    panel.suggestion.click()
    assert window.controller.document.descents[0].schedule.parameters["rate"] == 0.001
    qtbot.waitUntil(panel.suggestion.isHidden, timeout=10_000)
    window.controller.undo()
    assert window.controller.document.descents[0].schedule.parameters["rate"] == before
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)


def test_a_schedule_without_a_base_rate_is_offered_none():
    document = changes.with_optimizer(model.default(), 0, "adam")
    document = check(changes.with_schedule(document, 0, "typed"))
    assert changes.suggested_rate(document, 0) is None


def test_newton_says_where_the_curve_bends_down(window, qtbot):
    document = changes.with_optimizer(model.default(), 0, "newton")
    panel = open_document(window, qtbot, changes.with_start(document, 0, [2.0]))["descents"]
    assert "At epoch 0" in panel.remark.text()
    assert not panel.remark.isHidden()
    open_document(window, qtbot, model.default())
    assert panel.remark.isHidden()


def test_a_source_that_the_function_does_not_have_is_listed_with_its_reason(window, qtbot):
    panel = open_document(window, qtbot, changes.with_objective(model.default(), "parabola"))[
        "function"
    ]
    row = panel.source._entries.row("as_printed")
    index = panel.source._entries.index(row)
    assert not index.flags()
    assert "as printed" in index.data(3)


def test_what_was_typed_and_refused_is_gone_with_the_descent_that_it_was_for(window, qtbot):
    document = changes.duplicate_descent(changes.with_schedule(model.default(), 0, "typed"), 0)
    panel = open_document(window, qtbot, document)["schedule"]
    field = panel.form.field("formula")
    field.line.setText("1/")
    field.line.textEdited.emit("1/")
    window.panels["descents"].rows.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    assert panel.form.field("formula").line.text() != "1/"


def test_heights_in_a_column_add_up_and_the_last_has_its_part():
    assert share_out([200, 250, 180], 730) == [200, 250, 280]
    assert share_out([], 500) == []
    assert share_out([300], 500) == [500]
    tight = share_out([400, 400, 400], 730)
    assert sum(tight) == 730
    assert tight[-1] >= 730 // 3
