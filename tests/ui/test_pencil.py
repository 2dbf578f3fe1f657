"""Curves are drawn with the mouse: a function on the Landscape, a schedule on its plot."""

import math

import numpy as np
import pytest
from mouse import Mouse
from PySide6.QtWidgets import QApplication
from stage import at_rest, scene_point, settle

from gdgui.document import changes, model
from gdgui.document.check import check
from gdgui.engine.objectives import drawn


def draw(plot, canvas, places) -> None:
    """A stroke through places of the plot."""
    mouse = Mouse(canvas)
    first, *others = [scene_point(plot, x, y) for x, y in places]
    mouse.press(first)
    for place in others:
        mouse.drag_to(place)
        QApplication.processEvents()
    mouse.release(others[-1])


def drawn_function():
    return check(changes.with_objective(model.default(), "drawn"))


@pytest.fixture
def landscape(show_chart):
    return show_chart("landscape", drawn_function())


def points(document):
    return dict(document.objective.parameters["points"])


def test_a_pencil_is_offered_where_the_function_is_drawn_and_nowhere_else(landscape):
    assert not landscape.chart.frame.pencil.isHidden()
    landscape.chart.frame.pencil.click()
    assert landscape.chart.pencil.active
    landscape.show(check(model.default()))
    assert landscape.chart.frame.pencil.isHidden()
    assert not landscape.chart.pencil.active


def test_a_stroke_on_the_landscape_is_the_function_below_it(landscape):
    chart = landscape.chart
    chart.frame.pencil.click()
    x = np.linspace(-2.0, 2.0, 60)
    draw(chart.plot, chart.canvas, [(a, 0.5 + math.cos(a)) for a in x])
    (edit,) = landscape.heard.edits
    changed = check(edit.change(landscape.snapshot.document))
    new = points(changed)
    inside = {a: b for a, b in new.items() if -1.8 < a < 1.8}
    assert len(inside) > 8
    for a, b in inside.items():
        assert b == pytest.approx(0.5 + math.cos(a), abs=0.06)
    # What the stroke did not pass stays.
    assert points(landscape.snapshot.document)[-4.0] == new[-4.0]


def test_what_was_drawn_is_stored_as_points_and_has_an_exact_derivative(landscape):
    chart = landscape.chart
    chart.frame.pencil.click()
    draw(chart.plot, chart.canvas, [(a, 1 + 0.3 * a) for a in np.linspace(-3.5, 3.5, 40)])
    changed = check(landscape.heard.edits[0].change(landscape.snapshot.document))
    function = drawn.resolve(changed.objective.parameters)
    x, h = np.linspace(-3.7, 3.7, 101)[np.newaxis], 1e-5
    central = (function.value(x + h, {}) - function.value(x - h, {})) / (2 * h)
    assert np.allclose(function.gradient(x, {})[0], central, atol=1e-6)


def test_without_the_pencil_a_drag_moves_the_view(landscape):
    chart = landscape.chart
    before = chart.plot.getViewBox().viewRange()
    draw(chart.plot, chart.canvas, [(0.0, 2.0), (0.5, 2.2), (1.0, 2.5)])
    assert landscape.heard.edits == []
    assert chart.plot.getViewBox().viewRange() != before


def test_a_stroke_leaves_no_line_behind(landscape):
    chart = landscape.chart
    chart.frame.pencil.click()
    draw(chart.plot, chart.canvas, [(a, 1.0) for a in np.linspace(-1, 1, 9)])
    assert chart.pencil._line.xData is None or len(chart.pencil._line.xData) == 0


def test_a_drawing_in_a_window_is_undone_at_once(window, qtbot):
    window.panels["function"].picker.picked.emit("drawn")
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    chart = window.charts["landscape"]
    settle(chart)
    before = window.controller.document
    chart.frame.pencil.click()
    draw(chart.plot, chart.canvas, [(a, 0.2 * a * a) for a in np.linspace(-3, 3, 30)])
    assert window.controller.document != before
    assert window.controller.history.undo_title is not None
    window.controller.undo()
    assert window.controller.document.objective == before.objective
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)


def test_a_schedule_is_drawn_on_its_plot_over_the_share_of_the_epochs(window, qtbot):
    window.panels["schedule"].picker.picked.emit("drawn")
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    panel = window.panels["schedule"]
    assert panel.pencil.active
    panel.canvas.parentWidget().adjustSize()
    settle(panel)
    epochs = window.controller.document.descents[0].epochs
    shares = np.linspace(0.2, 0.8, 25)
    draw(panel.plot, panel.canvas, [(share * epochs, 0.05 * share) for share in shares])
    new = dict(window.controller.document.descents[0].schedule.parameters["points"])
    inside = {a: b for a, b in new.items() if 0.25 < a < 0.75}
    assert len(inside) > 5
    for share, rate in inside.items():
        assert rate == pytest.approx(0.05 * share, abs=0.004)
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)


def test_a_rate_is_never_drawn_below_zero(window, qtbot):
    window.panels["schedule"].picker.picked.emit("drawn")
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    panel = window.panels["schedule"]
    epochs = window.controller.document.descents[0].epochs
    panel.pencil.drawn.emit(((0.1 * epochs, -1.0), (0.9 * epochs, -1.0)))
    new = dict(window.controller.document.descents[0].schedule.parameters["points"])
    assert min(new.values()) == 0.0
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
