"""A label stands where it covers nothing, stays inside, and does not dance."""

from __future__ import annotations

import numpy as np
import pytest
from stage import settle

from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.ui.landscape.free_place import DIRECTIONS, free_place

SIZE, ROOM = (90.0, 70.0), (600.0, 400.0)
NOTHING = np.empty((0, 2))


def rectangle(found: tuple[int, float, float]) -> tuple[float, float, float, float]:
    _, left, top = found
    return left, top, left + SIZE[0], top + SIZE[1]


def covers(found: tuple[int, float, float], x: float, y: float) -> bool:
    left, top, right, bottom = rectangle(found)
    return left <= x <= right and top <= y <= bottom


@pytest.mark.parametrize("point", [(300.0, 200.0), (0.0, 0.0), (600.0, 400.0), (3.0, 390.0)])
def test_it_is_inside_and_does_not_cover_the_point(point):
    found = free_place(point, SIZE, ROOM, NOTHING, [], -1)
    left, top, right, bottom = rectangle(found)
    assert left >= 0
    assert top >= 0
    assert right <= ROOM[0]
    assert bottom <= ROOM[1]
    assert not covers(found, *point)


def test_it_keeps_off_a_line_through_the_point():
    x = np.linspace(0, 600, 400)
    line = np.column_stack([x, 200 + 0.8 * (x - 300)])
    found = free_place((300.0, 200.0), SIZE, ROOM, line, [], -1)
    assert not any(covers(found, *place) for place in line)


def test_it_keeps_off_other_words():
    first = free_place((300.0, 200.0), SIZE, ROOM, NOTHING, [], -1)
    second = free_place((300.0, 200.0), SIZE, ROOM, NOTHING, [rectangle(first)], first[0])
    assert second[0] != first[0]


def test_it_stays_on_its_side_while_no_other_is_much_better():
    places = [(300.0 + k, 200.0) for k in range(40)]
    x = np.linspace(0, 600, 60)
    line = np.column_stack([x, 260 + 20 * np.sin(x / 30)])
    former, seen = -1, set()
    for point in places:
        former, _, _ = free_place(point, SIZE, ROOM, line, [], former)
        seen.add(former % len(DIRECTIONS))
    assert len(seen) <= 2


def test_what_is_no_number_is_in_nobodys_way():
    line = np.full((10, 2), np.nan)
    assert free_place((300.0, 200.0), SIZE, ROOM, line, [], -1)[0] >= 0


@pytest.mark.parametrize("epoch", [0, 3, 10, 49])
def test_the_label_of_the_landscape_keeps_off_the_trail_and_the_minimum(show_chart, epoch):
    schedule = Scheduled(parameters={"rate": 0.05})
    document = Document(
        objective=Choice(key="gaussian_sine"),
        descents=[Descent(schedule=schedule, start=[0.5], epochs=50)],
    )
    chart = show_chart("landscape", document, (1000, 400)).chart
    chart.show_epoch(epoch)
    settle(chart)
    label = chart.label.mapRectToScene(chart.label.boundingRect())
    box = chart.plot.getViewBox()
    past = np.array(chart.trails.strokes[0].getOriginalDataset()).T
    assert not any(label.contains(box.mapViewToScene(place)) for place in map(_point, past))
    for line in chart.minima.lines:
        if line.label.isVisible():
            assert not label.intersects(line.label.mapRectToScene(line.label.boundingRect()))


def _point(place):
    import pyqtgraph as pg

    return pg.Point(*place)
