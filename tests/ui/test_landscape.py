"""The landscape shows what a plain loop gives, and the start follows the mouse and nothing else."""

from __future__ import annotations

from itertools import combinations

import by_hand
import numpy as np
import pyqtgraph as pg
import pytest
from mouse import Mouse
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from stage import legend, scene_point, scenes, settle

from gdgui.document import changes, lesson, model
from gdgui.document.check import check
from gdgui.document.model import Choice, Descent, Document, Replay, Scheduled
from gdgui.engine.outcome import Outcome
from gdgui.ui import theme
from gdgui.ui.figures import complete

SCENES = scenes()


def parabola(rate: float, epochs: int = 20, start: float = -1.5) -> Document:
    schedule = Scheduled(key="constant", parameters={"rate": rate})
    return Document(
        objective=Choice(key="parabola"),
        descents=[Descent(schedule=schedule, start=[start], epochs=epochs)],
    )


def by_loop(document: Document, k: int, start: float) -> by_hand.Record:
    """The k-th descent of a document, from where it starts."""
    descent = document.descents[k]
    return by_hand.descend(
        document.objective.key,
        document.gradient.key,
        descent.schedule.key,
        descent.schedule.parameters["rate"],
        start,
        descent.epochs,
    )


def test_trails_and_points_are_where_a_plain_loop_leads_in_every_lesson(show_chart):
    shown = show_chart("landscape", model.default(), painted=False)
    for name, scene in SCENES:
        document = replace(scene, sweeps=[])
        shown.show(document)
        starts = [float(run.plan.setup.start[0, 0]) for run in shown.snapshot.runs]
        records = [by_loop(check(document), k, start) for k, start in enumerate(starts)]
        value = by_hand.VALUES[document.objective.key]
        for epoch in (shown.snapshot.epochs, shown.snapshot.epochs // 3, 0):
            shown.chart.show_epoch(epoch)
            drawn = zip(shown.chart.trails.strokes, shown.chart.trails.points, records, strict=True)
            for trail, point, record in drawn:
                past = record.position[: epoch + 1]
                x, y = trail.getOriginalDataset()
                assert by_hand.same(x, past), name
                with np.errstate(all="ignore"):
                    assert by_hand.same(y, [value(at) for at in past]), name
                    numbers = np.isfinite(value(past[-1]))
                assert point.there == numbers, name
                if numbers:
                    assert point.x == past[-1], name


def test_a_random_start_is_one_of_the_points_that_the_notes_draw_from(show_chart):
    document = check(lesson.load("one_descent").scenes[0].document)
    shown = show_chart("landscape", document)
    start = float(shown.chart.trails.strokes[0].getOriginalDataset()[0][0])
    assert start in np.linspace(-2 * np.pi, 2 * np.pi, 401)
    assert shown.chart.start.pos().x() == start


@pytest.mark.parametrize("key", ["parabola", "gaussian_sine"])
def test_the_curves_are_f_and_its_derivative(show_chart, key):
    chart = show_chart("landscape", Document(objective=Choice(key=key))).chart
    x, y = chart.curves.function.getOriginalDataset()
    assert by_hand.same(y, [by_hand.VALUES[key](at) for at in x])
    x, slope = chart.curves.derivative.getOriginalDataset()
    assert by_hand.same(slope, [by_hand.SLOPES[key, "exact"](at) for at in x])
    assert chart.curves.believed.getOriginalDataset()[0] is None or not len(
        chart.curves.believed.getOriginalDataset()[0]
    )


def test_a_derivative_that_is_wrong_is_drawn_beside_the_right_one(show_chart):
    document = Document(objective=Choice(key="gaussian_sine"), gradient=Choice(key="as_printed"))
    chart = show_chart("landscape", document).chart
    x, believed = chart.curves.believed.getOriginalDataset()
    assert by_hand.same(believed, [by_hand.gaussian_sine_as_printed(at) for at in x])
    right = Document(objective=Choice(key="gaussian_sine"))
    assert len(legend(chart)) == len(legend(show_chart("landscape", right).chart)) + 1


def numbers(chart):
    """The places of the minima's numbers that can be seen, in the scene."""
    labels = [line.label for line in chart.minima.lines if line.label.isVisible()]
    return [label.mapRectToScene(label.boundingRect()) for label in labels]


def apart(rects) -> bool:
    return not any(a.adjusted(1, 1, -1, -1).intersects(b) for a, b in combinations(rects, 2))


def test_the_numbers_of_minima_close_together_stand_on_either_side(show_chart):
    """4.17 and 4.60 are some forty pixels from each other."""
    formula = "(x - 4)^2*(x - 4.5)^2 + x^2/1000"
    document = changes.with_objective(model.default(), "typed")
    document = changes.with_objective_parameter(document, "domain", (-6.0, 6.0))
    document = changes.with_objective_parameter(document, "formula", formula)
    chart = show_chart("landscape", document).chart
    found = numbers(chart)
    assert len(found) == 2
    assert apart(found)


def test_no_number_of_a_minimum_is_printed_over_another(show_chart):
    document = changes.with_objective(model.default(), "rastrigin_1d")
    chart = show_chart("landscape", document, (360, 300)).chart
    assert 3 <= len(numbers(chart)) < 11
    assert apart(numbers(chart))


def test_minima_are_marked_where_the_slope_is_zero(show_chart):
    chart = show_chart("landscape", Document(objective=Choice(key="gaussian_sine"))).chart
    inside = [line.value() for line in chart.minima.lines if abs(line.value()) <= 2 * np.pi]
    assert np.allclose(inside, [-1.428870, 4.305801], atol=1e-6)
    assert all(
        abs(by_hand.gaussian_sine_slope(np.float64(line.value()))) < 1e-5 for line in chart.minima.lines
    )


def test_the_tangent_touches_the_curve_with_the_slope_that_is_believed(show_chart):
    document = Document(objective=Choice(key="gaussian_sine"), gradient=Choice(key="as_printed"))
    shown = show_chart("landscape", document)
    shown.chart.show_epoch(7)
    (x0, x1), (y0, y1) = shown.chart.tangent.line.getData()
    at = shown.chart.trails.points[0].x
    assert (y1 - y0) / (x1 - x0) == pytest.approx(by_hand.gaussian_sine_as_printed(at))
    assert (y0 + y1) / 2 == pytest.approx(by_hand.gaussian_sine(at))


def test_the_end_is_marked_on_both_curves_where_the_document_asks_for_it(show_chart):
    document = check(lesson.load("one_descent").scenes[0].document)
    shown = show_chart("landscape", document)
    end = float(shown.snapshot.runs[0].path[-1, 0])
    assert list(shown.chart.end.points.data["x"]) == [end, end]
    expected = [by_hand.gaussian_sine(np.float64(end)), by_hand.gaussian_sine_slope(np.float64(end))]
    assert list(shown.chart.end.points.data["y"]) == expected
    assert shown.chart.frame.title.text().startswith("Empirical local minimum: ")
    assert float(shown.chart.frame.title.text().split()[-1].replace("−", "-")) == pytest.approx(
        end, rel=1e-5
    )

    shown.show(replace(document, view=replace(document.view, mark_end=False)))
    assert len(shown.chart.end.points.data) == 0
    assert shown.chart.frame.title.text() == "Landscape"


def test_where_a_descent_goes_round_its_last_position_is_called_no_minimum(show_chart):
    document = lesson.load("rate_sweep").scenes[1].document
    document = replace(document, sweeps=[], view=replace(document.view, mark_end=True))
    shown = show_chart("landscape", check(document))
    assert shown.snapshot.chosen.outcome is Outcome.OSCILLATING
    assert len(shown.chart.end.points.data) == 2
    assert shown.chart.frame.title.text() == "Landscape"


def test_showing_asks_for_nothing(show_chart):
    shown = show_chart("landscape", model.default())
    for _, document in SCENES[::9]:
        shown.show(replace(document, sweeps=[]))
    shown.chart.restyle()
    shown.chart.fit()
    assert shown.heard.all == []


# The start


def test_the_start_is_dragged_along_the_curve_and_let_go_once(show_chart):
    shown = show_chart("landscape", model.default())
    chart, mouse = shown.chart, Mouse(shown.chart.canvas)
    place = scene_point(chart.plot, 1.0, by_hand.gaussian_sine(np.float64(1.0)))
    mouse.press(place)
    for step in range(1, 9):
        mouse.drag_to(scene_point(chart.plot, 1.0 - 0.25 * step, 0.3))
    assert shown.heard.names[-1] == "edited"  # between press and release
    mouse.release(scene_point(chart.plot, -1.0, 0.3))
    assert shown.heard.names.count("released") == 1
    assert shown.heard.names[-1] == "released"
    assert len({edit.merge for edit in shown.heard.edits}) == 1
    moved = shown.heard.edits[-1].change(shown.snapshot.document)
    assert moved.descents[0].start == pytest.approx([-1.0], abs=0.05)


def test_a_click_on_the_curve_sets_the_start_there(show_chart):
    shown = show_chart("landscape", model.default())
    Mouse(shown.chart.canvas).click(
        scene_point(shown.chart.plot, 3.0, by_hand.gaussian_sine(np.float64(3.0)))
    )
    assert shown.heard.names == ["edited", "released"]
    moved = shown.heard.edits[0].change(shown.snapshot.document)
    assert moved.descents[0].start == pytest.approx([3.0], abs=0.05)


def test_a_click_in_the_margin_or_far_from_the_curve_changes_nothing(show_chart):
    shown = show_chart("landscape", model.default())
    chart, mouse = shown.chart, Mouse(shown.chart.canvas)
    box = chart.plot.getViewBox().sceneBoundingRect()
    mouse.click(box.bottomLeft() + pg.Point(-20, 12))
    mouse.click(box.bottomRight() + pg.Point(-60, 25))
    mouse.click(scene_point(chart.plot, -4.0, -0.6))
    assert shown.heard.all == []


def test_a_click_on_the_start_itself_does_not_shift_it(show_chart):
    shown = show_chart("landscape", model.default())
    place = scene_point(shown.chart.plot, 1.0, by_hand.gaussian_sine(np.float64(1.0)))
    Mouse(shown.chart.canvas).click(place + pg.Point(4, 0))
    assert shown.heard.all == []


def test_the_start_cannot_be_dragged_while_a_cell_is_replayed(show_chart):
    document = check(lesson.load("rate_epochs").scenes[0].document)
    document = replace(document, view=replace(document.view, replay=Replay(sweep=0, cell=[30, 20])))
    shown = show_chart("landscape", document)
    assert not shown.chart.start.isVisible()
    epochs = round(np.linspace(10, 500, 40)[20])
    rate = np.linspace(1e-10, 0.1, 50)[30]
    expected = by_hand.final("gaussian_sine", "exact", rate, 0.0, epochs)
    assert shown.chart.trails.strokes[-1].getOriginalDataset()[0][-1] == expected


# What rides along


@pytest.mark.parametrize("epoch", [0, 5, 12, 20])
def test_the_label_stays_inside_and_an_arrow_stands_where_the_point_has_left(show_chart, epoch):
    shown = show_chart("landscape", parabola(0.34))
    shown.chart.show_epoch(epoch)
    settle(shown.chart)
    chart, box = shown.chart, shown.chart.plot.getViewBox()
    view = box.sceneBoundingRect()
    label = chart.label.mapRectToScene(chart.label.boundingRect())
    assert view.adjusted(-1, -1, 1, 1).contains(label)
    x = by_hand.descend("parabola", "exact", "constant", 0.34, -1.5, 20).position[epoch]
    (x0, x1), (y0, y1) = box.viewRange()
    inside = x0 <= x <= x1 and y0 <= by_hand.parabola(x) <= y1
    assert chart.arrow.isVisible() == (not inside)
    if not inside:
        assert view.adjusted(-1, -1, 1, 1).contains(box.mapViewToScene(chart.arrow.pos()))


def test_the_label_tells_what_the_plain_loop_had_there(show_chart):
    shown = show_chart("landscape", parabola(0.1))
    shown.chart.show_epoch(3)
    record = by_hand.descend("parabola", "exact", "constant", 0.1, -1.5, 20)
    words = shown.chart.label.toPlainText().replace("−", "-").split("\n")
    told = {name: float(value) for name, value in (line.split(" = ") for line in words[1:])}
    assert words[0] == "epoch 3"
    assert told["x"] == pytest.approx(record.position[3], rel=1e-4)
    assert told["f(x)"] == pytest.approx(record.value[3], rel=1e-3)
    assert told["f′(x)"] == pytest.approx(record.gradient[3], rel=1e-3)
    assert told["η"] == 0.1


def test_a_descent_that_overflows_is_told_where_it_left_and_warns_of_nothing(show_chart, capfd):
    capfd.readouterr()
    shown = show_chart("landscape", parabola(10.0, epochs=400))
    record = by_hand.descend("parabola", "exact", "constant", 10.0, -1.5, 400)
    far = [abs(x) > 1e6 * 4 or not np.isfinite(x) for x in record.position]
    # The step of epoch t leads to the position t + 1.
    assert f"at epoch {far.index(True) - 1}" in shown.chart.verdict.toPlainText()
    for epoch in (0, far.index(True) - 1):
        shown.chart.show_epoch(epoch)
        assert not shown.chart.verdict.isVisible()
    for epoch in (far.index(True), 300, 400):
        shown.chart.show_epoch(epoch)
        assert shown.chart.verdict.isVisible()
        settle(shown.chart)
    assert capfd.readouterr() == ("", "")


def test_views_come_back_after_they_were_moved(show_chart):
    chart = show_chart("landscape", model.default()).chart
    box = chart.plot.getViewBox()
    before = box.viewRange()
    chart.plot.zoom(QRectF(0, 0, 1, 1))
    assert box.viewRange()[0] == [0, 1]
    chart.frame.back_asked.emit()
    assert np.allclose(box.viewRange(), before)
    chart.plot.setRange(xRange=(0, 1), yRange=(0, 1), padding=0)
    chart.fit()
    assert np.allclose(box.viewRange(), before)


def test_items_do_not_pile_up_from_run_to_run(show_chart):
    shown = show_chart("landscape", model.default())
    before = len(shown.chart.canvas.scene().items())
    many = model.default()
    for _ in range(5):
        many = changes.add_descent(check(many))
    for rate in np.linspace(0.01, 0.5, 5):
        shown.show(many)
        shown.show(changes.with_schedule_parameter(check(model.default()), 0, "rate", float(rate)))
    shown.show(model.default())
    settle(shown.chart)
    assert len(shown.chart.canvas.scene().items()) == before


def test_every_descent_has_its_own_colour_and_symbol_in_every_theme(show_chart, qapp):
    many = check(model.default())
    for _ in range(11):
        many = changes.add_descent(many)
    shown = show_chart("landscape", many)
    for name in ("light", "dark", "contrast"):
        theme.apply(qapp, name)
        shown.chart.restyle()
        looks = {(point.color, point.symbol) for point in shown.chart.trails.points}
        assert len(looks) == 12
    theme.apply(qapp, "light")


def test_what_is_computed_so_far_is_shown_and_the_rest_comes_later(show_chart):
    shown = show_chart("landscape", parabola(0.1))
    former = complete(check(parabola(0.05)))
    stale = replace(shown.snapshot, runs=former.runs)
    shown.chart.show_snapshot(stale)
    shown.chart.show_epoch(20)
    record = by_hand.descend("parabola", "exact", "constant", 0.05, -1.5, 20)
    assert by_hand.same(shown.chart.trails.strokes[0].getOriginalDataset()[0], record.position)


def test_another_epoch_touches_no_mark_and_paints_nothing_that_is_empty(show_chart, monkeypatch):
    shown = show_chart("landscape", model.default())
    placed = []
    monkeypatch.setattr(shown.chart.minima, "place", lambda: placed.append(1))
    for epoch in (3, 4, 9):
        shown.chart.show_epoch(epoch)
    assert placed == []
    shown.chart.resize(500, 400)
    settle(shown.chart)
    assert placed
    items = shown.chart.canvas.scene().items()
    points = [item for item in items if isinstance(item, pg.ScatterPlotItem) and item.isVisible()]
    assert all(len(item.data) for item in points)
