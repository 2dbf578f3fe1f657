"""The traces hold what a plain loop gives, and their cursor goes to the player."""

from __future__ import annotations

import by_hand
import numpy as np
from mouse import Mouse
from msgspec.structs import replace
from stage import legend, scene_point, scenes, settle

from gdgui.document import changes, lesson, model
from gdgui.document.check import check

SCENES = scenes()


def records(shown, document):
    """Each descent of a document by a plain loop, from where it starts."""
    for k, descent in enumerate(document.descents):
        yield by_hand.descend(
            document.objective.key,
            document.gradient.key,
            descent.schedule.key,
            descent.schedule.parameters["rate"],
            float(shown.snapshot.runs[k].plan.setup.start[0, 0]),
            descent.epochs,
        )


def test_every_trace_holds_what_a_plain_loop_gives_in_every_lesson(show_chart):
    everything = ["position", "gradient", "learning_rate", "value", "displacement"]
    shown = show_chart("traces", model.default(), painted=False)
    for name, scene in SCENES:
        document = check(replace(scene, sweeps=[], view=replace(scene.view, traces=everything)))
        shown.show(document)
        assert [trace.name for trace in shown.chart.traces] == everything
        middle = shown.snapshot.epochs // 4
        shown.chart.show_epoch(middle)
        for k, record in enumerate(records(shown, document)):
            for trace in shown.chart.traces:
                line, expected = trace.lines[k], getattr(record, trace.name)
                assert by_hand.same(line.ahead.yData, expected), name
                assert by_hand.same(line.past.yData, expected[: middle + 1]), name
                assert by_hand.same(line.ahead.xData, np.arange(len(expected))), name
                assert trace.cursor.value() == middle


def test_the_traces_are_those_that_the_document_names(show_chart):
    shown = show_chart("traces", model.default(), painted=False)
    for names in (["value"], ["position", "value"], ["displacement", "gradient"]):
        shown.show(replace(model.default(), view=model.View(traces=names)))
        assert [trace.name for trace in shown.chart.traces] == names


def test_lines_are_named_beside_the_title_where_there_is_more_than_one(show_chart):
    one = lesson.load("parabola").scenes[0].document
    assert legend(show_chart("traces", one).chart) == []
    many = lesson.load("schedules").scenes[0].document
    assert legend(show_chart("traces", many).chart) == ["Constant", "By derivative", "Linear to zero"]


def test_the_view_holds_all_of_the_numbers(show_chart):
    shown = show_chart("traces", model.default())
    for trace in shown.chart.traces:
        (x0, x1), (y0, y1) = trace.plot.getViewBox().viewRange()
        y = trace.lines[0].ahead.yData
        assert x0 <= 0
        assert x1 >= len(y) - 1
        assert y0 <= y.min()
        assert y1 >= y.max()


def test_a_descent_that_diverges_does_not_hide_the_others(show_chart, capfd):
    capfd.readouterr()
    shown = show_chart("traces", check(lesson.load("parabola").scenes[1].document))
    document = changes.with_schedule_parameter(shown.snapshot.document, 3, "rate", 10.0)
    shown.show(changes.with_epochs(document, 3, 500))
    shown.chart.restyle()
    settle(shown.chart)
    shown.chart.show_epoch(500)
    settle(shown.chart)
    (low, high) = shown.chart.traces[0].plot.getViewBox().viewRange()[1]
    assert low < -1.5
    assert 0.5 < high < 1e3
    assert capfd.readouterr() == ("", "")


def test_a_click_goes_to_the_epoch_under_the_mouse(show_chart):
    shown = show_chart("traces", model.default(), (900, 300))
    for trace in shown.chart.traces:
        shown.heard.all.clear()
        (_, _), (y0, y1) = trace.plot.getViewBox().viewRange()
        Mouse(shown.chart.canvas).click(scene_point(trace.plot, 80.0, (y0 + y1) / 2))
        assert shown.heard.names == ["seeked"]
        assert abs(shown.heard.all[0][1] - 80) <= 1


def test_a_click_beside_the_traces_changes_nothing(show_chart):
    shown = show_chart("traces", model.default(), (900, 300))
    box = shown.chart.traces[0].plot.getViewBox().sceneBoundingRect()
    Mouse(shown.chart.canvas).click(box.bottomLeft() - (box.bottomLeft() - box.topLeft()) * 1.1)
    assert shown.heard.all == []


def test_the_cursor_can_be_dragged(show_chart):
    shown = show_chart("traces", model.default(), (900, 300))
    trace, mouse = shown.chart.traces[0], Mouse(shown.chart.canvas)
    shown.chart.show_epoch(30)
    settle(shown.chart)
    (_, _), (y0, y1) = trace.plot.getViewBox().viewRange()
    middle = (y0 + y1) / 2
    mouse.press(scene_point(trace.plot, 30.0, middle))
    for epoch in range(32, 61, 2):
        mouse.drag_to(scene_point(trace.plot, float(epoch), middle))
    mouse.release(scene_point(trace.plot, 60.0, middle))
    assert set(shown.heard.names) == {"seeked"}
    assert abs(shown.heard.all[-1][1] - 60) <= 1


def test_showing_asks_for_nothing(show_chart):
    shown = show_chart("traces", model.default())
    for _, document in SCENES[::9]:
        shown.show(replace(document, sweeps=[]))
        shown.chart.show_epoch(3)
    shown.chart.restyle()
    shown.chart.fit()
    assert shown.heard.all == []


def test_items_do_not_pile_up_from_run_to_run(show_chart):
    shown = show_chart("traces", model.default())
    settle(shown.chart)
    before = len(shown.chart.canvas.scene().items())
    many = check(model.default())
    for _ in range(5):
        many = changes.add_descent(many)
    for rate in np.linspace(0.01, 0.5, 5):
        shown.show(many)
        shown.show(changes.with_schedule_parameter(check(model.default()), 0, "rate", float(rate)))
    four = replace(many.view, traces=["value", "position"], descent=0)
    shown.show(replace(many, view=four))
    shown.show(model.default())
    settle(shown.chart)
    assert len(shown.chart.canvas.scene().items()) == before


def test_cursors_are_connected_once(show_chart):
    shown = show_chart("traces", model.default(), (900, 300))
    for _ in range(5):
        shown.chart.restyle()
        shown.show(model.default())
    shown.chart.traces[0].cursor.dragged.emit(17.0)
    assert shown.heard.all == [("seeked", 17)]
