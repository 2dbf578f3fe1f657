"""The gradient check: two curves, their difference, a verdict, and h to be dragged over its trough."""

import numpy as np
import pytest
from mouse import Mouse
from PySide6.QtCore import QPointF
from stage import legend, scene_point, settle

from gdgui.document import changes, model
from gdgui.document.check import check
from gdgui.document.model import Document
from gdgui.engine.outcome import Outcome
from gdgui.ui.language import number


def document(source: str, objective: str = "gaussian_sine", **parameters: object) -> Document:
    made = changes.with_gradient(changes.with_objective(model.default(), objective), source)
    for key, value in parameters.items():
        made = changes.with_gradient_parameter(made, key, value)
    return check(made)


def shown_errors(chart) -> bool:
    return bool(chart.errors.isVisible())


def test_it_draws_both_gradients_their_difference_and_where_it_is_largest(show_chart):
    shown = show_chart("gradient_check", document("as_printed"))
    chart = shown.chart
    x, exact = chart.exact.getData()
    _, believed = chart.believed.getData()
    _, error = chart.error.getData()
    assert np.array_equal(believed - exact, error)
    at = x[np.abs(error).argmax()]
    assert chart.worst.value() == at
    assert f"{at:.4g}".replace("-", "−") in chart.verdict.text().replace("-", "−")
    assert legend(chart) == ["exact", "believed"]


def test_an_error_that_depends_on_nothing_has_no_plot_of_its_own(show_chart):
    assert not shown_errors(show_chart("gradient_check", document("as_printed")).chart)


@pytest.mark.parametrize("source", ["forward_difference", "central_difference"])
def test_a_finite_difference_shows_its_error_against_h_on_log_axes(show_chart, source):
    shown = show_chart("gradient_check", document(source))
    chart = shown.chart
    assert shown_errors(chart)
    x, y = chart.trough.getData()
    low = int(np.nanargmin(y))
    assert 0 < low < len(x) - 1
    h = shown.snapshot.document.gradient.parameters["h"]
    assert chart.chosen.value() == pytest.approx(np.log10(h))
    assert chart.errors.getAxis("bottom").decades
    assert chart.errors.getAxis("left").decades


def test_the_sides_of_the_trough_are_named_and_its_bottom_is_told(show_chart):
    chart = show_chart("gradient_check", document("central_difference")).chart
    x, y = chart.trough.getData()
    best = x[np.nanargmin(y)]
    assert chart.cancellation.toPlainText() == "cancellation"
    assert chart.truncation.toPlainText() == "truncation"
    assert chart.cancellation.pos().x() == chart.truncation.pos().x() == pytest.approx(best)
    # Each stands on its own side of the bottom.
    assert (chart.cancellation.anchor.x(), chart.truncation.anchor.x()) == (1, 0)
    assert f"near h = {number(10**best, 1)}." in chart.verdict.text()


def test_a_printed_gradient_is_told_with_what_was_lost(show_chart):
    chart = show_chart("gradient_check", document("as_printed")).chart
    assert "lost a factor x" in chart.verdict.text()
    assert "not the same gradient" in chart.verdict.text()


def test_h_is_dragged_over_the_trough(show_chart):
    shown = show_chart("gradient_check", document("forward_difference"), (560, 700))
    chart, mouse = shown.chart, Mouse(shown.chart.canvas)
    (_, _), (bottom, top) = chart.errors.getViewBox().viewRange()
    y = (bottom + top) / 2
    start = scene_point(chart.errors, chart.chosen.value(), y)
    mouse.press(start)
    for step in (6, 12, 24, 40):
        mouse.drag_to(QPointF(start.x() + step, start.y()))
        settle(chart)
    mouse.release(QPointF(start.x() + 40, start.y()))
    edits = shown.heard.edits
    assert edits
    assert len({edit.merge for edit in edits}) == 1
    assert shown.heard.names[-1] == "released"
    changed = edits[-1].change(shown.snapshot.document)
    value = changed.gradient.parameters["h"]
    assert value > 1e-8
    shown.show(changed)
    assert chart.chosen.value() == pytest.approx(np.log10(value))


def test_showing_emits_nothing(show_chart):
    shown = show_chart("gradient_check", document("forward_difference"))
    shown.show(document("central_difference"))
    shown.show(document("scaled", factor=-1.0))
    shown.show(document("forward_difference", h=0.1))
    assert shown.heard.all == []


@pytest.mark.parametrize(
    ("source", "parameters", "told"),
    [
        ("exact", {}, "to the last bit"),
        ("scaled", {"factor": 2.0}, "not the same gradient"),
        ("single_precision", {}, "agree closely"),
        ("typed", {"formula": "cos(x)"}, "not the same gradient"),
        ("typed", {"formula": "log(x)"}, "not a finite number"),
        ("typed", {"formula": "sqrt(-1-x^2)"}, "not a finite number"),
    ],
)
def test_every_source_has_its_verdict(show_chart, source, parameters, told):
    chart = show_chart("gradient_check", document(source, **parameters)).chart
    assert told in chart.verdict.text()


def test_another_theme_and_fitting_leave_the_curves_as_they_are(show_chart):
    chart = show_chart("gradient_check", document("forward_difference")).chart
    before = chart.exact.getData()
    chart.restyle()
    chart.fit()
    assert all(np.array_equal(a, b) for a, b in zip(before, chart.exact.getData(), strict=True))


def test_plots_that_come_and_go_do_not_pile_up(show_chart):
    shown = show_chart("gradient_check", document("forward_difference"))
    for source in ("exact", "central_difference", "exact", "forward_difference") * 3:
        shown.show(document(source))
    assert len(shown.chart.canvas.ci.items) == 3


def test_the_button_beside_the_source_opens_it(window, qtbot):
    window.panels["function"].check.click()
    assert window.across.is_shown("gradient_check")
    assert "to the last bit" in window.charts["gradient_check"].verdict.text()


def test_the_landscape_says_where_a_descent_settled_by_a_wrong_gradient(show_chart):
    wrong = changes.with_epochs(document("as_printed"), 0, 400)
    wrong = check(changes.with_schedule_parameter(wrong, 0, "rate", 0.5))
    shown = show_chart("landscape", wrong)
    assert shown.snapshot.runs[0].outcome is Outcome.SETTLED_ELSEWHERE
    assert shown.chart.verdict.isVisible()
    assert "−1.67" in shown.chart.verdict.toPlainText().replace("-", "−")
