"""The strip under the landscape: colours where starts end, and words for who points at it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QColor
from stage import Shown, scene_point, settle

from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.ui import theme
from gdgui.ui.basin_strip import FULL, HEIGHT
from gdgui.ui.minima_colors import minimum_color


def document(objective: str, rate: float, start: float, epochs: int = 2000) -> Document:
    schedule = Scheduled(parameters={"rate": rate})
    return Document(
        objective=Choice(key=objective),
        descents=[Descent(schedule=schedule, start=[start], epochs=epochs)],
    )


def test_the_pieces_are_the_valleys_from_left_to_right(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("landscape", document("cosine_bowl", 0.005, 0.3))
    basins = shown.snapshot.theory.basins
    assert basins is not None
    pieces = shown.chart.basins.pieces
    assert [basins.land.minima[m] > 0 for _, _, m, _ in pieces if m >= 0] == [False, False, True, True]
    assert pieces[0][0] == -2
    assert pieces[-1][1] == 2
    borders = [high for _, high, _, _ in pieces[:-1]]
    np.testing.assert_array_equal(borders, [low for low, *_ in pieces[1:]])


def test_a_start_that_diverges_has_no_minimum(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("landscape", document("parabola", 0.4, 0.0))
    assert all(minimum == -1 for _, _, minimum, _ in shown.chart.basins.pieces)


def test_the_strip_lies_at_the_lower_edge_whatever_the_view(show_chart: Callable[..., Shown]) -> None:
    chart = show_chart("landscape", document("double_well", 0.01, 0.5)).chart
    for _ in range(2):
        box = chart.plot.getViewBox()
        area = chart.basins.boundingRect()
        assert area.height() == HEIGHT
        assert box.rect().bottom() - area.bottom() < 4
        chart.plot.getViewBox().scaleBy((0.5, 0.5))
        settle(chart)


def test_the_strip_is_painted_in_the_color_of_the_minimum(show_chart: Callable[..., Shown]) -> None:
    chart = show_chart("landscape", document("double_well", 0.01, 0.5)).chart
    settle(chart)
    look = theme.current()
    box = chart.plot.getViewBox()
    picture = chart.canvas.grab().toImage()
    middle = box.mapToScene(chart.basins.boundingRect().center()).y()
    for x, k in ((-1.62, 0), (1.62, 1)):
        at = chart.canvas.mapFromScene(scene_point(chart.plot, x, 0.0).x(), middle)
        seen = picture.pixelColor(at)
        wanted = QColor(theme.mixed(look.background, minimum_color(k), FULL))
        # The grid goes over it, faintly.
        apart = zip(seen.getRgb(), wanted.getRgb(), strict=True)
        assert max(abs(a - b) for a, b in apart) < 12


def test_who_points_at_the_strip_reads_where_a_start_ends(show_chart: Callable[..., Shown]) -> None:
    strip = show_chart("landscape", document("double_well", 0.01, 0.5)).chart.basins
    (_, _), (bottom, top) = strip._box.viewRange()
    assert strip.sentence_at(0.5, bottom).endswith("ends at the minimum 1")
    assert strip.sentence_at(0.5, top) == ""
    assert strip.sentence_at(2.3, bottom) == ""


def test_who_points_at_a_start_that_does_not_arrive_reads_that(
    show_chart: Callable[..., Shown],
) -> None:
    lost = show_chart("landscape", document("parabola", 0.4, 0.0)).chart.basins
    assert "does not come to a minimum" in lost.sentence_at(1.0, lost._box.viewRange()[1][0])
    slow = show_chart("landscape", document("parabola", 0.001, 0.0, 10)).chart.basins
    assert "in the valley of 0.5" in slow.sentence_at(-1.0, slow._box.viewRange()[1][0])


def test_the_strip_follows_another_function(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("landscape", document("double_well", 0.01, 0.5))
    before = shown.chart.basins.pieces
    shown.show(document("parabola", 0.01, 0.0))
    assert shown.chart.basins.pieces != before
