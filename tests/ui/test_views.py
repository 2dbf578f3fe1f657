"""The way back through the views of plots: a step for every move that a person has made."""

from __future__ import annotations

import numpy as np
import pytest
from mouse import Mouse
from pytestqt.qtbot import QtBot
from stage import scene_point, settle

from gdgui.ui.plot import Canvas, Plot, see_together

Pair = tuple[Mouse, Plot, Plot]


@pytest.fixture
def pair(qtbot: QtBot) -> Pair:
    """Two plots that are looked at together, each with all of 0 to 10 in view."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    plots = Plot(), Plot()
    for row, plot in enumerate(plots):
        canvas.addItem(plot, row, 0)
        plot.set_limits((0.0, 10.0), (0.0, 10.0))
    see_together(*plots)
    canvas.resize(500, 400)
    canvas.show()
    settle(canvas)
    return Mouse(canvas), *plots


def drag(mouse: Mouse, plot: Plot) -> None:
    """Pulls a plot to the left, in many small steps as a hand does."""
    places = [scene_point(plot, x, 5.0) for x in (7.0, 6.5, 6.0, 5.5, 5.0, 4.0)]
    mouse.press(places[0])
    for place in places[1:]:
        mouse.drag_to(place)
    mouse.release(places[-1])


def test_a_whole_drag_is_one_step_back(pair: Pair) -> None:
    mouse, plot, _ = pair
    before = plot.viewRange()
    drag(mouse, plot)
    assert plot.viewRange()[0][0] > before[0][0] + 1.0
    assert plot.views.back()
    np.testing.assert_allclose(plot.viewRange(), before)
    assert not plot.views.back()


def test_notches_of_the_wheel_in_a_row_are_one_step_back(pair: Pair) -> None:
    mouse, plot, _ = pair
    before = plot.viewRange()
    mouse.turn(scene_point(plot, 5.0, 5.0), 5)
    assert plot.viewRange()[0][1] < before[0][1] - 1.0
    assert plot.views.back()
    np.testing.assert_allclose(plot.viewRange(), before)


def test_after_a_pause_the_wheel_begins_another_step(pair: Pair, qtbot: QtBot) -> None:
    mouse, plot, _ = pair
    before = plot.viewRange()
    mouse.turn(scene_point(plot, 5.0, 5.0), 2)
    between = plot.viewRange()
    qtbot.waitUntil(lambda: not plot.getViewBox()._turning.isActive(), timeout=20_000)
    mouse.turn(scene_point(plot, 5.0, 5.0), 2)
    plot.views.back()
    np.testing.assert_allclose(plot.viewRange(), between)
    plot.views.back()
    np.testing.assert_allclose(plot.viewRange(), before)


def test_a_step_back_undoes_the_last_move_and_no_other(pair: Pair) -> None:
    mouse, first, second = pair
    drag(mouse, first)
    moved = first.viewRange()
    mouse.turn(scene_point(second, 5.0, 5.0), 2)
    first.views.back()
    np.testing.assert_allclose(first.viewRange(), moved)
    np.testing.assert_allclose(second.viewRange()[0], (-0.4, 10.4))
    first.views.back()
    np.testing.assert_allclose(first.viewRange()[0], (-0.4, 10.4))


def test_everything_in_view_is_one_step_and_so_is_the_way_back_from_there(pair: Pair) -> None:
    mouse, first, second = pair
    drag(mouse, first)
    drag(mouse, second)
    moved = first.viewRange(), second.viewRange()
    first.views.fit()
    np.testing.assert_allclose(first.viewRange(), second.viewRange())
    first.views.back()
    np.testing.assert_allclose((first.viewRange(), second.viewRange()), moved)


def test_who_goes_back_to_everything_sees_also_what_comes_later(pair: Pair) -> None:
    mouse, plot, _ = pair
    drag(mouse, plot)
    plot.set_limits((0.0, 20.0), (0.0, 10.0))
    assert plot.viewRange()[0][1] < 20.0
    plot.views.back()
    np.testing.assert_allclose(plot.viewRange()[0], (-0.8, 20.8))
    plot.set_limits((0.0, 40.0), (0.0, 10.0))
    np.testing.assert_allclose(plot.viewRange()[0], (-1.6, 41.6))
