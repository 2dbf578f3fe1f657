"""What theory says, where a person sees it: beside the schedule, on its slider, and over the sweeps."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF
from stage import Shown, at_rest, settle, working

from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.theory import Limits
from gdgui.ui.limits import marks, sentence
from gdgui.ui.window import Window


def document(*axes: Axis, optimizer: str = "gradient_descent", epochs: int = 100) -> Document:
    return Document(
        objective=Choice(key="gaussian_sine"),
        descents=[
            Descent(
                optimizer=Choice(key=optimizer),
                schedule=Scheduled(parameters={"rate": 0.05}),
                start=[0.0],
                epochs=epochs,
            )
        ],
        sweeps=[Sweep(axes=list(axes))] if axes else [],
    )


RATES = Axis("schedule.rate", 0.1, 3.0, 30)
LOG_RATES = Axis("schedule.rate", 0.1, 10.0, 30, "log")
STARTS = Axis("start.x", -5.0, 5.0, 40)
EPOCHS = Axis("epochs", 10, 100, 10, "integer")


def lines(shown: Shown) -> list[float]:
    """Where the theory's lines in the upper plot stand, rounded."""
    return sorted(round(float(line.value()), 3) for _, line in shown.chart.theory._lines)


def test_a_rate_axis_has_lines_at_one_and_two_over_the_curvature(
    show_chart: Callable[..., Shown],
) -> None:
    assert lines(show_chart("sweep", document(RATES))) == [0.998, 0.998, 1.997, 1.997]


def test_on_a_logarithmic_axis_the_lines_stand_at_the_logarithms(
    show_chart: Callable[..., Shown],
) -> None:
    assert lines(show_chart("sweep", document(LOG_RATES)))[-1] == pytest.approx(0.300, abs=1e-3)


def test_a_start_axis_has_lines_at_the_maxima(show_chart: Callable[..., Shown]) -> None:
    found = set(lines(show_chart("sweep", document(STARTS))))
    assert found == {-4.306, 1.429}


def named(shown: Shown) -> dict[float, QRectF]:
    """Where in the view the names of the lines stand, in pixels, by the lines' values."""
    view = shown.chart.plot.getViewBox()
    found = {}
    for _, line in shown.chart.theory._lines:
        if hasattr(line, "label"):
            words = line.label.textItem
            place = view.mapRectFromScene(words.mapRectToScene(words.boundingRect()))
            found[round(float(line.value()), 3)] = place
    return found


def test_the_names_of_the_lines_begin_at_the_top_whatever_lies_outside(
    show_chart: Callable[..., Shown],
) -> None:
    names = named(show_chart("sweep", document(STARTS)))
    assert set(names) == {-4.306, 1.429}
    assert max(place.top() for place in names.values()) < 10


@pytest.mark.parametrize("level", [False, True])
def test_names_are_whole_within_the_view_and_none_covers_another(
    show_chart: Callable[..., Shown], level: bool
) -> None:
    starts = Axis("start.x", -2.8, 2.8, 40)
    axes = (Axis("epochs", 10, 20, 5, "integer"), starts) if level else (starts,)
    many = replace(document(*axes), objective=Choice(key="rastrigin_1d"))
    shown = show_chart("sweep", many, (700, 520) if level else (300, 260))
    for low, high in ((-2.8, 2.8), (-0.9, 0.8)):
        ranges = ((10, 20), (low, high)) if level else ((low, high), shown.chart.plot.viewRange()[1])
        shown.chart.plot.setRange(xRange=ranges[0], yRange=ranges[1], padding=0)
        settle(shown.chart)
        room = shown.chart.plot.getViewBox().rect()
        seen = [place for at, place in named(shown).items() if low <= at <= high]
        assert len(seen) > 1
        assert all(room.adjusted(-0.5, -0.5, 0.5, 0.5).contains(place) for place in seen)
        for one, other in combinations(seen, 2):
            assert not one.adjusted(0.5, 0.5, -0.5, -0.5).intersects(other)


@pytest.mark.parametrize(("axes", "size"), [((STARTS, RATES), (0, 50)), ((RATES, STARTS), (50, 0))])
def test_names_wait_for_a_view_that_has_some_room(
    show_chart: Callable[..., Shown], axes: tuple[Axis, Axis], size: tuple[int, int]
) -> None:
    both = replace(document(*axes), objective=Choice(key="parabola"))
    shown = show_chart("sweep", both)
    view, theory = shown.chart.plot.getViewBox(), shown.chart.theory

    def along() -> list[float]:
        return [line.label.orthoPos for _, line in theory._lines if hasattr(line, "label")]

    before = along()
    view.setMinimumSize(0, 0)
    view.resize(*size)
    theory._names.arrange()
    assert along() == before


@pytest.mark.parametrize("upright", [False, True])
def test_over_starts_and_rates_each_valley_has_its_limits(
    show_chart: Callable[..., Shown], upright: bool
) -> None:
    rates = Axis("schedule.rate", 0.1, 12.0, 30)
    axes = (rates, STARTS) if upright else (STARTS, rates)
    theory = show_chart("sweep", document(*axes)).chart.theory
    pieces = [item.getData()[:: -1 if upright else 1] for item in theory._valleys.items[:-2]]
    edge = 5.0 + 10.0 / 39 / 2
    minima = np.array([[-7.228109771627249, -1.428870011214077, 4.305801413119223]])
    left, middle, right = OBJECTIVES["gaussian_sine"].hessian(minima, {})[0, 0]
    expected = [  # as far as the starts reach, and the rates: 2/f″ of the left valley lies above them
        (-edge, -4.305801, 1 / left),
        (-4.305801, 1.428870, 1 / middle),
        (-4.305801, 1.428870, 2 / middle),
        (1.428870, edge, 1 / right),
        (1.428870, edge, 2 / right),
    ]
    assert all(at[0] == at[1] for _, at in pieces)
    found = [(*starts, at[0]) for starts, at in pieces]
    np.testing.assert_allclose(found, expected, atol=1e-5)
    names = [item.toPlainText() for item in theory._valleys.items[-2:]]
    assert names == ["1/f″", "2/f″"]
    theory.button.click()
    assert not any(item.isVisible() for item in theory._valleys.items)


def test_beside_an_axis_that_moves_the_limits_there_is_no_line_for_the_rate(
    show_chart: Callable[..., Shown],
) -> None:
    shown = show_chart("sweep", document(RATES, STARTS))
    assert set(lines(shown)) == {-4.306, 1.429}


def test_where_there_is_one_minimum_its_limits_hold_for_every_start(
    show_chart: Callable[..., Shown],
) -> None:
    both = replace(document(STARTS, RATES), objective=Choice(key="parabola"))
    assert set(lines(show_chart("sweep", both))) == {0.167, 0.333}


def test_an_axis_without_theory_has_no_lines_and_no_button(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("sweep", document(EPOCHS))
    assert lines(shown) == []
    assert shown.chart.theory.button.isHidden()


def test_the_button_takes_the_lines_away_and_brings_them_back(
    show_chart: Callable[..., Shown],
) -> None:
    theory = show_chart("sweep", document(RATES)).chart.theory
    assert all(line.isVisible() for plot, line in theory._lines if plot.isVisible())
    theory.button.click()
    assert not any(line.isVisible() for _, line in theory._lines)
    theory.button.click()
    assert any(line.isVisible() for _, line in theory._lines)


def test_lines_do_not_pile_up_from_sweep_to_sweep(show_chart: Callable[..., Shown]) -> None:
    shown = show_chart("sweep", document(RATES))
    before = len(shown.chart.plot.items)
    for made in (document(STARTS), document(RATES), document(STARTS), document(RATES)):
        shown.show(made)
    assert len(shown.chart.plot.items) == before


def test_a_slider_has_marks_for_one_step_and_the_limit_of_stability() -> None:
    assert marks(Limits(0.5, 6.0, 1 / 6, 1 / 3)) == ((1 / 6, "one step"), (1 / 3, "stability limit"))
    assert marks(Limits(0.5, 6.0, None, 0.6)) == ((0.6, "stability limit"),)


def test_the_line_of_words_names_the_minimum_and_the_limits() -> None:
    words = sentence(Limits(-1.42887, 1.0015, 0.9985, 1.997))
    beginning = "Limits at −1.429: one step 0.9985, beyond it swings, "
    assert words == beginning + "above 1.997 it cannot come to rest there"
    words = sentence(Limits(0.5, 6.0, None, 0.6))
    assert words == "Limits at 0.5: above 0.6 it cannot come to rest there"


def test_the_line_of_words_speaks_of_divergence_only_where_the_gradient_is_linear() -> None:
    words = sentence(Limits(0.5, 6.0, 0.1667, 0.3333, linear=True))
    assert words == ("Limits at 0.5: one step 0.1667, beyond it swings, above 0.3333 it diverges")
    words = sentence(Limits(0.5, 6.0, None, 0.6, linear=True))
    assert words == "Limits at 0.5: above 0.6 it diverges"


def test_in_the_window_the_schedule_carries_the_limits_of_the_chosen_descent(
    open_window: Callable[..., Window], qtbot: Any
) -> None:
    window = open_window(document())
    panel: Any = window.panels["schedule"]
    qtbot.waitUntil(lambda: at_rest(window) and bool(panel.limits.text()), timeout=20_000)
    field = panel.form.field("rate")
    assert [name for _, name in field.marks()] == ["one step", "stability limit"]
    assert not panel.limits.isHidden()
    window.controller._adopt(window.controller._plan)
    made = document(optimizer="adam")
    from gdgui.jobs.prepare import prepared

    window.controller.open(*prepared(made))
    qtbot.waitUntil(lambda: at_rest(window) and panel.limits.isHidden(), timeout=20_000)
    assert panel.form.field("rate").marks() == ()
    qtbot.waitUntil(lambda: not working(window), timeout=20_000)
