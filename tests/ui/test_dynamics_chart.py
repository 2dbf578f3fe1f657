"""The dynamics chart: the cobweb follows the transport, the diagram is computed where one looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from mouse import Mouse
from PySide6.QtCore import QPointF
from stage import Shown, at_rest, scene_point, settle, working

from gdgui.document.model import Choice, Descent, Document, Scheduled, View
from gdgui.jobs.dynamics import OrbitWindow
from gdgui.ui.intents import Intents
from gdgui.ui.window import Window


def document(
    objective: str = "double_well",
    rate: float = 0.3,
    start: float = 0.5,
    optimizer: str = "gradient_descent",
    schedule: str = "constant",
) -> Document:
    return Document(
        objective=Choice(key=objective),
        descents=[
            Descent(
                optimizer=Choice(key=optimizer),
                schedule=Scheduled(key=schedule, parameters={"rate": rate} if rate else {}),
                start=[start],
                epochs=60,
            )
        ],
        view=View(charts=["landscape", "dynamics"]),
    )


class Asked:
    """The windows that a chart has asked for."""

    def __init__(self, intents: Intents) -> None:
        self.all: list[Any] = []
        self.replays = 0
        intents.orbit_asked.connect(self.all.append)
        intents.replay_requested.connect(self._replay)

    def _replay(self) -> None:
        self.replays += 1


def draw_rectangle(chart: Any) -> None:
    """Zooms with the magnifier to rates from 0.3 to 0.35 and positions from 0.6 to 0.9."""
    mouse = Mouse(chart.canvas)
    chart.rectangle_button.click()
    mouse.press(scene_point(chart.diagram.orbit, 0.3, 0.6))
    for rate, x in ((0.32, 0.7), (0.35, 0.9)):
        mouse.drag_to(scene_point(chart.diagram.orbit, rate, x))
    mouse.release(scene_point(chart.diagram.orbit, 0.35, 0.9))


def test_the_cobweb_is_the_path_up_to_the_epoch(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("dynamics", document())
    path = shown.snapshot.chosen.path[:, 0]
    shown.chart.show_epoch(3)
    (stroke,) = shown.chart.cobweb.ink.strokes
    np.testing.assert_array_equal(stroke.xData, np.repeat(path, 2)[:7])
    np.testing.assert_array_equal(stroke.yData[1:], np.repeat(path, 2)[2:8])
    assert shown.chart.cobweb.point.getData()[0].tolist() == [path[3]]


def test_every_corner_of_the_cobweb_lies_on_the_map_or_on_the_diagonal(
    show_chart: Callable[..., Shown],
) -> None:
    shown = show_chart("dynamics", document("parabola", 0.3, -1.0))
    x, y = shown.chart.cobweb.ink.strokes[0].x, shown.chart.cobweb.ink.strokes[0].y
    np.testing.assert_array_equal(x[::2], y[::2])
    np.testing.assert_allclose(y[1::2], x[1::2] - 0.3 * (6 * x[1::2] - 3), atol=1e-14)


def test_the_diagram_shows_one_position_then_two_then_many(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("dynamics", document())
    done = shown.snapshot.theory.orbit
    assert done is not None
    assert done.orbit is not None
    picture = shown.chart.diagram.image.image
    area = shown.chart.diagram.image.boundingRect()
    columns = picture.shape[1]
    rates = np.linspace(done.orbit.rates[0], done.orbit.rates[-1], columns)
    seen = [int(np.count_nonzero(picture[:, np.argmin(np.abs(rates - r))])) for r in (0.2, 0.28, 0.45)]
    assert seen[0] == 1
    assert 2 <= seen[1] <= 4
    assert seen[2] > 30
    assert area.width() == columns


@pytest.mark.parametrize("size", [(777, 933), (420, 560), (1200, 400)])
def test_what_is_found_is_on_screen_whatever_the_size(
    show_chart: Callable[..., Shown], size: tuple[int, int]
) -> None:
    chart = show_chart("dynamics", document("gaussian_sine", 2.1, 0.0), size).chart
    picture = chart.canvas.grab().toImage()
    background = picture.pixelColor(0, 0).lightness()
    for rate in (4.5, 6.0, 7.5):  # they all settle at the minimum at −7.228
        place = chart.canvas.mapFromScene(scene_point(chart.diagram.orbit, rate, -7.2281))
        column = [picture.pixelColor(place.x(), place.y() + k).lightness() for k in range(-3, 4)]
        assert max(abs(seen - background) for seen in column) > 150


def test_the_picture_is_no_finer_than_the_screen_also_in_a_closer_look(
    show_chart: Callable[..., Shown],
) -> None:
    chart = show_chart("dynamics", document(), (420, 560)).chart
    image, orbit = chart.diagram.image, chart.diagram.orbit

    def covered() -> tuple[int, int]:
        area = image.mapToScene(image.boundingRect()).boundingRect()
        return round(area.height()), round(area.width())

    whole = image.image.shape
    assert all(cells <= pixels for cells, pixels in zip(whole, covered(), strict=True))
    (r0, r1), (x0, x1) = orbit.viewRange()
    orbit.stay()
    orbit.setRange(xRange=(r0, (r0 + r1) / 2), yRange=(x0, (x0 + x1) / 2), padding=0)
    settle(chart)
    closer = image.image.shape
    assert all(more > less for more, less in zip(closer, whole, strict=True))
    assert all(cells <= pixels + 1 for cells, pixels in zip(closer, covered(), strict=True))


def test_the_exponent_is_drawn_below_and_moves_with_the_diagram(
    show_chart: Callable[..., Shown],
) -> None:
    chart = show_chart("dynamics", document()).chart
    rates, exponent = chart.diagram.lyapunov.getOriginalDataset()
    assert exponent[np.argmin(np.abs(rates - 0.45))] > 0
    assert exponent[np.argmin(np.abs(rates - 0.2))] < 0
    chart.diagram.orbit.setXRange(0.2, 0.3, padding=0)
    settle(chart)
    np.testing.assert_allclose(chart.diagram.exponent.viewRange()[0], [0.2, 0.3], atol=0.02)


def test_the_limits_of_theory_stand_in_the_diagram(show_chart: Callable[..., Shown]) -> None:
    chart = show_chart("dynamics", document()).chart
    assert {round(float(line.value()), 9) for _, line in chart.diagram.limits} == {0.125, 0.25}


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (document(optimizer="momentum"), "remembers the epochs before"),
        (document(schedule="exponential"), "changes from epoch to epoch"),
        (document(optimizer="noisy"), "Chance has a part"),
    ],
)
def test_where_there_is_no_map_a_sentence_stands_in_its_place(
    show_chart: Callable[..., Shown], made: Document, why: str
) -> None:
    shown = show_chart("dynamics", made)
    assert why in shown.chart.words.text()
    assert shown.chart.words.isVisible()
    assert shown.chart.canvas.isHidden()
    shown.show(document())
    assert shown.chart.words.isHidden()
    assert shown.chart.canvas.isVisible()


def test_a_map_without_a_rate_has_a_cobweb_and_a_sentence(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("dynamics", document("parabola", 0.0, -1.0, schedule="polyak"))
    assert "no learning rate" in shown.chart.words.text()
    assert shown.chart.cobweb.plot.isVisible()
    assert not shown.chart.diagram.orbit.isVisible()


def test_showing_asks_for_the_whole_diagram_and_hiding_for_none(
    show_chart: Callable[..., Shown],
) -> None:
    chart = show_chart("dynamics", document()).chart
    asked = Asked(chart.intents)
    chart.hide()
    chart.show()
    assert asked.all == [None, OrbitWindow()]


def test_what_is_zoomed_into_is_asked_for_after_a_pause_and_fit_goes_back(
    show_chart: Callable[..., Shown], qtbot: Any
) -> None:
    chart = show_chart("dynamics", document()).chart
    asked = Asked(chart.intents)
    draw_rectangle(chart)
    assert asked.all == []
    qtbot.waitUntil(lambda: bool(asked.all), timeout=5000)
    (window,) = asked.all
    np.testing.assert_allclose(window.rates, (0.3, 0.35), atol=0.002)
    np.testing.assert_allclose(window.positions, (0.6, 0.9), atol=0.02)
    assert not chart.rectangle_button.isChecked()
    chart.frame.fit_asked.emit()
    assert asked.all[-1] == OrbitWindow()
    chart.frame.back_asked.emit()
    qtbot.waitUntil(lambda: len(asked.all) == 3, timeout=20_000)
    assert asked.all[-1] == window
    chart.frame.back_asked.emit()
    qtbot.waitUntil(lambda: len(asked.all) == 4, timeout=20_000)
    assert asked.all[-1] == OrbitWindow()


def test_the_wheel_over_the_exponent_zooms_the_diagram_too(
    show_chart: Callable[..., Shown], qtbot: Any
) -> None:
    chart = show_chart("dynamics", document()).chart
    asked = Asked(chart.intents)
    before = chart.diagram.orbit.viewRange()
    Mouse(chart.canvas).turn(scene_point(chart.diagram.exponent, 0.3, -1.0), 4)
    qtbot.waitUntil(lambda: bool(asked.all), timeout=20_000)
    low, high = asked.all[-1].rates
    assert before[0][0] < low < 0.3 < high < before[0][1]
    np.testing.assert_allclose(chart.diagram.orbit.viewRange()[0], (low, high))
    chart.frame.back_asked.emit()
    np.testing.assert_allclose(chart.diagram.orbit.viewRange(), before)


def test_a_click_takes_the_rate_over_and_plays(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("dynamics", document())
    asked = Asked(shown.chart.intents)
    place = scene_point(shown.chart.diagram.orbit, 0.2, 0.0)
    Mouse(shown.chart.canvas).click(place)
    (edit,) = shown.heard.edits
    changed = edit.change(shown.snapshot.document)
    assert changed.descents[0].schedule.parameters["rate"] == pytest.approx(0.2, abs=0.002)
    assert asked.replays == 1


def test_a_click_in_the_cobweb_changes_nothing(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("dynamics", document())
    Mouse(shown.chart.canvas).click(scene_point(shown.chart.cobweb.plot, 0.5, 0.5))
    assert shown.heard.all == []


def test_the_line_at_the_rate_can_be_dragged(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("dynamics", document())
    mouse = Mouse(shown.chart.canvas)
    mouse.press(scene_point(shown.chart.diagram.orbit, 0.3, 0.0))
    for rate in (0.28, 0.26, 0.22):
        mouse.drag_to(scene_point(shown.chart.diagram.orbit, rate, 0.0))
    mouse.release(scene_point(shown.chart.diagram.orbit, 0.22, 0.0))
    edits = shown.heard.edits
    assert len({edit.merge for edit in edits}) == 1
    last = edits[-1].change(shown.snapshot.document).descents[0].schedule.parameters["rate"]
    assert last == pytest.approx(0.22, abs=0.01)
    assert "released" in shown.heard.names


def test_setting_the_chart_asks_for_nothing(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("dynamics", document())
    shown.show(document(rate=0.1))
    assert shown.heard.all == []


def test_a_chart_that_is_wider_than_high_has_its_parts_side_by_side(
    show_chart: Callable[..., Shown],
) -> None:
    chart = show_chart("dynamics", document(), (900, 300)).chart
    settle(chart)
    left, right = (p.sceneBoundingRect() for p in (chart.cobweb.plot, chart.diagram.orbit))
    assert left.right() <= right.left() + 1
    chart.resize(420, 600)
    settle(chart)
    upper, lower = (p.sceneBoundingRect() for p in (chart.cobweb.plot, chart.diagram.orbit))
    assert upper.bottom() <= lower.top() + 1


def test_in_the_window_the_diagram_comes_is_zoomed_and_follows_a_click(
    open_window: Callable[..., Window], qtbot: Any
) -> None:
    window = open_window(document())
    chart: Any = window.charts["dynamics"]
    qtbot.waitUntil(lambda: chart.diagram.drawn is not None and at_rest(window), timeout=20_000)
    draw_rectangle(chart)

    def is_near() -> bool:
        rates = chart.diagram.drawn.orbit.rates
        return bool(abs(rates[0] - 0.3) < 0.002 and abs(rates[-1] - 0.35) < 0.002)

    qtbot.waitUntil(is_near, timeout=20_000)
    Mouse(chart.canvas).click(QPointF(scene_point(chart.diagram.orbit, 0.34, 0.75)))
    rate = window.controller.document.descents[0].schedule.parameters["rate"]
    assert rate == pytest.approx(0.34, abs=0.001)
    assert window.player.playing
    window.controller.undo()
    assert window.controller.document.descents[0].schedule.parameters["rate"] == 0.3
    window.player.pause()
    qtbot.waitUntil(lambda: not working(window), timeout=20_000)
