"""Quantities against the epoch: chosen by a click, on linear and on logarithmic axes."""

from __future__ import annotations

import by_hand
import numpy as np
import pytest
from mouse import Mouse
from msgspec.structs import replace
from stage import scene_point, settle

from gdgui.document import changes, model
from gdgui.document.check import check
from gdgui.document.model import Choice, Descent, Document, Scheduled, View
from gdgui.ui.traces.quantities import QUANTITIES


def parabola(optimizer: str = "gradient_descent", **view: object) -> Document:
    return check(
        Document(
            objective=Choice(key="parabola"),
            descents=[
                Descent(
                    start=[-1.5],
                    epochs=30,
                    schedule=Scheduled(parameters={"rate": 0.05}),
                    optimizer=Choice(key=optimizer),
                )
            ],
            view=View(**view),
        )
    )


def test_the_distance_is_that_to_the_nearest_known_minimum(show_chart):
    shown = show_chart("traces", parabola(traces=["distance"]))
    record = by_hand.descend("parabola", "exact", "constant", 0.05, -1.5, 30)
    assert np.allclose(shown.chart.traces[0].lines[0].y, np.abs(np.array(record.position) - 0.5))


def test_a_logarithmic_axis_carries_the_size_and_shows_true_numbers(show_chart):
    shown = show_chart("traces", parabola(traces=["gradient"], log_traces=["gradient"]), (900, 300))
    trace = shown.chart.traces[0]
    record = by_hand.descend("parabola", "exact", "constant", 0.05, -1.5, 30)
    assert np.allclose(10 ** trace.lines[0].y, np.abs(record.gradient))
    assert trace.plot.getAxis("left").decades
    assert trace.plot.titleLabel.text == "Size of the derivative"
    assert trace.value_at(-2.0) == pytest.approx(0.01)


def test_on_logarithmic_epochs_a_click_and_the_cursor_mean_the_same_epoch(show_chart):
    shown = show_chart("traces", parabola(log_epochs=True), (900, 300))
    trace = shown.chart.traces[0]
    shown.chart.show_epoch(10)
    assert trace.cursor.value() == pytest.approx(1.0)
    (_, _), (y0, y1) = trace.plot.getViewBox().viewRange()
    Mouse(shown.chart.canvas).click(scene_point(trace.plot, np.log10(20.0), (y0 + y1) / 2))
    assert shown.heard.all == [("seeked", 20)]
    shown.chart.show_epoch(0)
    assert trace.cursor.value() <= 0.0


def test_what_is_zero_stands_nowhere_on_a_logarithmic_axis(show_chart, capfd):
    capfd.readouterr()
    document = parabola(traces=["distance"], log_traces=["distance"])
    arrived = changes.with_schedule_parameter(document, 0, "rate", 1 / 6)
    shown = show_chart("traces", check(arrived))
    assert np.isnan(shown.chart.traces[0].lines[0].y[5:]).any()
    settle(shown.chart)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("key", "symbol"), [("momentum", "v"), ("adam", "m")])
def test_the_state_of_the_optimizer_is_found_by_going_the_way_again(show_chart, qtbot, key, symbol):
    shown = show_chart("traces", parabola(key, traces=["state", "second_state"]))
    first, second = shown.chart.traces
    qtbot.waitUntil(lambda: not shown.chart.states.busy, timeout=10_000)
    record = shown.snapshot.runs[0].record
    state, expected = 0.0, [0.0]
    for g in record.gradient[:, 0]:
        state = 0.9 * state + g if key == "momentum" else 0.9 * state + (1 - 0.9) * g
        expected.append(state)
    assert np.allclose(first.lines[0].y, expected)
    assert first.plot.titleLabel.text == f"Optimizer state {symbol}"
    remembers = key == "adam"
    assert bool(len(second.lines[0].y)) == remembers
    assert ("No optimizer state" in second.plot.titleLabel.text) == (not remembers)


def test_states_of_another_document_take_the_place_of_the_old_ones(show_chart, qtbot):
    shown = show_chart("traces", parabola("momentum", traces=["state"]))
    qtbot.waitUntil(lambda: not shown.chart.states.busy, timeout=10_000)
    before = shown.chart.traces[0].lines[0].y
    other = changes.with_schedule_parameter(parabola("momentum", traces=["state"]), 0, "rate", 0.01)
    shown.show(check(other))
    qtbot.waitUntil(lambda: len(shown.chart.traces[0].lines[0].y) > 0, timeout=10_000)
    assert not np.array_equal(shown.chart.traces[0].lines[0].y, before)


def test_a_click_in_the_menu_shows_a_quantity_and_another_takes_it_away(show_chart):
    shown = show_chart("traces", model.default())
    chooser = shown.chart.chooser
    chooser.shown["value"].trigger()
    added = shown.heard.edits[-1].change(shown.snapshot.document)
    assert added.view.traces == ["position", "gradient", "learning_rate", "value"]
    shown.show(added)
    assert [trace.name for trace in shown.chart.traces] == added.view.traces
    chooser.shown["position"].trigger()
    assert shown.heard.edits[-1].change(added).view.traces == ["gradient", "learning_rate", "value"]
    chooser.logs["value"].trigger()
    assert shown.heard.edits[-1].change(added).view.log_traces == ["value"]
    chooser.log_epochs.trigger()
    assert shown.heard.edits[-1].change(added).view.log_epochs


def test_the_last_quantity_cannot_be_taken_away(show_chart):
    one = replace(model.default(), view=View(traces=["value"]))
    shown = show_chart("traces", one)
    assert not shown.chart.chooser.shown["value"].isEnabled()
    assert changes.with_trace(check(one), "value", False, tuple(QUANTITIES)).view.traces == ["value"]


def test_more_than_four_stand_in_two_rows(show_chart):
    every = replace(model.default(), view=View(traces=list(QUANTITIES)))
    chart = show_chart("traces", every, (1200, 500)).chart
    tops = {round(trace.plot.sceneBoundingRect().top()) for trace in chart.traces}
    assert len(tops) == 2
