"""A minimum has one colour, whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtGui import QColor
from stage import Shown

from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep, View
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import Choice as Chosen
from gdgui.engine.setup import resolve_objective
from gdgui.engine.theory import terrain
from gdgui.ui import theme
from gdgui.ui.minima_colors import found_places, known_places, minimum_color


def test_known_minima_come_first_from_left_to_right_and_found_ones_after_them() -> None:
    objective = OBJECTIVES["gaussian_sine"]
    assert [round(at, 2) for (at,) in objective.minima] == [-1.43, 4.31, -7.23]
    assert known_places(objective) == [1, 2, 0]
    minima = terrain(resolve_objective(Chosen("gaussian_sine"))).minima
    places = found_places(objective, minima)
    assert sorted(places) == list(range(len(minima)))
    by_place = dict(zip(places, minima, strict=True))
    np.testing.assert_allclose([by_place[k] for k in (0, 1, 2)], [-7.2281, -1.4289, 4.3058], atol=1e-4)


def test_colors_come_round_again() -> None:
    assert minimum_color(0) == minimum_color(6) != minimum_color(1)


def colors_of(chart: Any) -> set[str]:
    """The colours of the cells of a map."""
    return {QColor(int(color)).name() for color in np.unique(chart.image.colored(chart.image.image))}


def swept(start: float, rate: float) -> Document:
    schedule = Scheduled(key="constant", parameters={"rate": rate})
    descent = Descent(schedule=schedule, start=[start], epochs=400)
    axes = [
        Axis(path="start.x", low=start - 0.1, high=start + 0.1, count=2),
        Axis(path="schedule.rate", low=0.8 * rate, high=rate, count=2),
    ]
    return Document(
        objective=Choice(key="gaussian_sine"),
        descents=[descent],
        sweeps=[Sweep(axes=axes, measure="minimum")],
        view=View(charts=["landscape", "sweep"]),
    )


def test_map_and_strip_have_the_same_color(show_chart: Callable[..., Shown]) -> None:
    for start, k in ((-6.0, 2), (0.0, 0), (4.0, 1)):
        document = swept(start, 0.5)
        chart = show_chart("sweep", document).chart
        (found,) = colors_of(chart)
        landscape = show_chart("landscape", document)
        basins = landscape.snapshot.theory.basins
        place = landscape.chart.basins._places[basins.minimum[np.argmin(np.abs(basins.starts - start))]]
        assert found == QColor(minimum_color(place)).name()
        assert place == known_places(OBJECTIVES["gaussian_sine"])[k]


def test_minima_that_are_not_known_are_counted_as_another_one(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("sweep", swept(10.0, 10.0))
    assert shown.chart.legend.words == ["another minimum: 4 (100 %)"]
    assert colors_of(shown.chart) == {QColor(theme.current().minimum).name()}
