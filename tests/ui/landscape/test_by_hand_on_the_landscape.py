"""Your turn, and one step at the best rate beside Newton's."""

from __future__ import annotations

import by_hand
import numpy as np
import pytest
from mouse import Mouse
from stage import at_rest, scene_point

from gdgui.document import changes
from gdgui.document.check import check
from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.jobs.prepare import prepared
from gdgui.ui.traces.trace import FAINT


def document(key: str = "parabola", rate: float = 0.1, start: float = -1.5) -> Document:
    schedule = Scheduled(parameters={"rate": rate})
    return check(
        Document(
            objective=Choice(key=key),
            descents=[Descent(schedule=schedule, start=[start], epochs=20)],
        )
    )


def test_a_guess_goes_on_by_one_epoch_and_is_told_how_far_off_it_was(show_chart):
    shown = show_chart("landscape", document())
    chart = shown.chart
    record = by_hand.descend("parabola", "exact", "constant", 0.1, -1.5, 20)
    chart.show_epoch(0)
    chart.by_hand.turn.setChecked(True)
    assert "click where the next point will be" in chart.turn.words.toPlainText()
    Mouse(chart.canvas).click(scene_point(chart.plot, -0.5, 12.0))
    assert shown.heard.all == [("seeked", 1)]  # and the start stays where it is
    chart.show_epoch(1)
    miss = abs(-0.5 - record.position[1])
    assert chart.turn.misses == [pytest.approx(miss, abs=0.02)]
    words = chart.turn.words.toPlainText()
    share = 100 * chart.turn.misses[0] / abs(record.position[1] - record.position[0])
    assert f"{share:.0f} % of the step" in words
    assert float(words.split("off by ")[1].split(",")[0]) == pytest.approx(miss, abs=0.02)
    assert chart.turn.mark.isVisible()


def test_guesses_are_averaged_and_begin_anew_with_another_descent(show_chart):
    shown = show_chart("landscape", document())
    chart = shown.chart
    chart.by_hand.turn.setChecked(True)
    for epoch in (0, 1):
        chart.show_epoch(epoch)
        chart._guess(0.0)
        chart.show_epoch(epoch + 1)
    assert "2 guesses, off by" in chart.turn.words.toPlainText()
    shown.show(changes.with_schedule_parameter(document(), 0, "rate", 0.2))
    assert chart.turn.misses == []
    chart.by_hand.turn.setChecked(False)
    assert not chart.turn.words.isVisible()
    assert not chart.turn.mark.isVisible()


def test_at_the_end_there_is_nothing_to_guess(show_chart):
    shown = show_chart("landscape", document())
    shown.chart.by_hand.turn.setChecked(True)
    shown.chart.show_epoch(20)
    shown.chart._guess(0.0)
    assert shown.heard.all == []
    assert shown.chart.turn.misses == []


def test_while_somebody_guesses_nothing_tells_what_comes_next(window, qtbot):
    window.files.begin(*prepared(document()))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    turn = window.charts["landscape"].by_hand.turn
    step, traces = window.panels["step"], window.charts["traces"].traces
    turn.setChecked(True)
    assert step.workings.isHidden()
    assert step.verdict.isHidden()
    assert not step.turn.isHidden()
    assert {trace.ink._faint for trace in traces} == {0.0}
    turn.setChecked(False)
    assert not step.workings.isHidden()
    assert {trace.ink._faint for trace in traces} == {FAINT}


def test_what_is_made_while_somebody_guesses_tells_nothing_either(open_window, qtbot):
    window = open_window()
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    window.charts["landscape"].by_hand.turn.setChecked(True)
    assert "epochs" not in window.panels
    window.arrangement.show("epochs")
    assert window.panels["epochs"].model.rowCount() == 0
    window.build()  # as in another language
    assert window.charts["landscape"].by_hand.turn.isChecked()
    assert window.charts["landscape"].turn.active
    assert window.panels["step"].workings.isHidden()
    window.charts["landscape"].by_hand.turn.setChecked(False)
    assert not window.panels["step"].workings.isHidden()


def test_on_a_parabola_the_best_step_is_newtons_and_arrives(window, qtbot):
    window.files.begin(*prepared(document()))
    chart = window.charts["landscape"]
    qtbot.waitUntil(lambda: at_rest(window) and window._snapshot.theory.known is not None)
    assert not chart.best_step.best.is_shown
    chart.by_hand.best_step.setChecked(True)
    assert chart.best_step.best.ends == (-1.5, pytest.approx(0.5))
    assert chart.best_step.newton.ends == (-1.5, pytest.approx(0.5))
    assert "0.1667" in chart.best_step.best.words.toPlainText()
    chart.by_hand.best_step.setChecked(False)
    assert not chart.best_step.newton.is_shown


def test_elsewhere_newtons_step_parts_from_the_best_rates_and_says_where_it_climbs(window, qtbot):
    window.files.begin(*prepared(document("gaussian_sine", start=2.0)))
    chart = window.charts["landscape"]
    qtbot.waitUntil(lambda: at_rest(window) and window._snapshot.theory.known is not None)
    chart.by_hand.best_step.setChecked(True)
    x = np.float64(2.0)
    slope = float(by_hand.gaussian_sine_slope(x))
    h = 1e-5
    bend = (by_hand.gaussian_sine_slope(x + h) - by_hand.gaussian_sine_slope(x - h)) / (2 * h)
    assert chart.best_step.newton.ends[1] == pytest.approx(2.0 - slope / bend, rel=1e-6)
    assert chart.best_step.best.ends[1] == pytest.approx(2.0 - slope / 0.467193, abs=1e-3)
    assert ("climbs" in chart.best_step.newton.words.toPlainText()) == (bend < 0)
    chart.by_hand.best_step.setChecked(False)


def test_the_arrows_of_the_best_step_lie_in_the_view_wherever_the_point_is(window, qtbot):
    chart = window.charts["landscape"]
    qtbot.waitUntil(lambda: at_rest(window) and window._snapshot.theory.known is not None)
    chart.by_hand.best_step.setChecked(True)
    for y in ((-1.2, 0.9), (0.7, 2.5)):  # the point, at 0.8, below the upper edge and at the lower one
        chart.plot.setRange(yRange=y, padding=0)
        for arrow in (chart.best_step.best, chart.best_step.newton):
            level = float(arrow._line.getData()[1][0])
            assert y[0] < level < y[1]
            assert (level > 0.8004) == (y[1] > 2), "below the point where there is no room above it"
    chart.by_hand.best_step.setChecked(False)


def test_what_is_said_of_a_guess_leaves_the_half_with_the_point_alone(show_chart):
    shown = show_chart("landscape", document())
    chart = shown.chart
    chart.by_hand.turn.setChecked(True)
    (x0, x1), _ = chart.plot.getViewBox().viewRange()
    for epoch in (0, 20):
        chart.show_epoch(epoch)
        at = float(shown.snapshot.chosen.path[epoch, 0])
        words = chart.turn.words
        assert (words.pos().x() < (x0 + x1) / 2) == (at > (x0 + x1) / 2)
