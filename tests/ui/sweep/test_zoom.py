"""Zooming a sweep: the part in the rectangle at full resolution, until numbers end."""

import numpy as np
import pytest

from gdgui.document.model import Axis
from gdgui.document.scale import Scale
from gdgui.engine.message import InputError
from gdgui.ui.sweep.zoom import ZoomHistory, zoomed

RATES = Axis(path="schedule.rate", low=0.0, high=1.0, count=11)


def look(axis: Axis, first: float, last: float) -> Axis:
    match axis.spacing:
        case "linear":
            values = np.linspace(axis.low, axis.high, axis.count)
        case "log":
            values = np.geomspace(axis.low, axis.high, axis.count)
        case "list":
            values = np.array(axis.values)
        case _:
            values = np.round(np.linspace(axis.low, axis.high, axis.count))
    return zoomed(axis, Scale(axis, values), first, last)


def test_the_part_has_as_many_cells_as_the_whole() -> None:
    part = look(RATES, 0.3, 0.2)
    assert (part.low, part.high, part.count) == (0.2, 0.3, 11)


def test_half_cells_at_the_border_do_not_lead_beyond_the_axis() -> None:
    assert look(RATES, -0.04, 0.5).low == 0.0


def test_an_axis_that_runs_downwards_still_does() -> None:
    part = look(Axis(path="start.x", low=2.0, high=-2.0, count=5), -1.0, 1.0)
    assert (part.low, part.high) == (1.0, -1.0)


def test_a_logarithmic_axis_is_cut_at_its_values() -> None:
    part = look(Axis(path="schedule.rate", low=1e-4, high=1.0, count=9, spacing="log"), -3.0, -1.0)
    assert (part.low, part.high, part.spacing) == (0.001, 0.1, "log")


def test_whole_numbers_stay_whole_and_have_no_more_cells_than_there_are() -> None:
    epochs = Axis(path="epochs", low=10, high=500, count=40, spacing="integer")
    part = look(epochs, 99.4, 104.8)
    assert (part.low, part.high, part.count) == (100, 104, 5)
    with pytest.raises(InputError, match="none of the axis"):
        look(epochs, 99.4, 99.6)


def test_whole_numbers_on_a_logarithmic_axis_stay_whole() -> None:
    epochs = Axis(path="epochs", low=1, high=1000, count=7, spacing="log")
    scale = Scale(epochs, np.round(np.geomspace(1, 1000, 7)).astype(np.int64))
    part = zoomed(epochs, scale, np.log10(9.5), np.log10(14.0))
    assert (part.low, part.high, part.count, part.spacing) == (10, 14, 5, "log")
    whole = zoomed(epochs, scale, -1.0, 4.0)
    assert (whole.low, whole.high, whole.count) == (1, 1000, 7)
    with pytest.raises(InputError, match="none of the axis"):
        zoomed(epochs, scale, np.log10(9.2), np.log10(9.8))


def test_of_a_list_those_stay_that_lie_there() -> None:
    axis = Axis(path="schedule.rate", values=[0.5, 0.1, 0.3], count=3, spacing="list")
    assert look(axis, 0.2, 0.6).values == [0.5, 0.3]
    with pytest.raises(InputError, match="none of the axis"):
        look(axis, 0.31, 0.4)


def test_it_goes_on_to_the_limits_of_double_precision_and_says_so_there() -> None:
    axis, refusal = RATES, None
    while refusal is None:
        values = np.linspace(axis.low, axis.high, axis.count)
        assert len(set(values)) == axis.count
        middle, width = (axis.low + axis.high) / 2, axis.high - axis.low
        try:
            axis = look(axis, middle - width / 8, middle + width / 8)
        except InputError as error:
            refusal = str(error)
    assert width < 1e-13
    assert "double precision" in refusal


def test_one_can_go_back_and_forward_and_a_new_zoom_forgets_what_was_ahead() -> None:
    history = ZoomHistory()
    whole, part, other = [RATES], [look(RATES, 0.2, 0.4)], [look(RATES, 0.6, 0.8)]
    history.follow(whole)
    assert (history.earlier, history.later) == (None, None)
    history.follow(part)
    assert history.earlier == whole
    history.follow(whole)
    assert history.later == part
    history.follow(other)
    assert (history.earlier, history.later) == (whole, None)


def test_a_sweep_over_something_else_begins_anew() -> None:
    history = ZoomHistory()
    history.follow([RATES])
    history.follow([Axis(path="epochs", low=1, high=9, count=3)])
    assert (history.earlier, history.later) == (None, None)
