"""An epoch in its parts: the tangent appears, the rate is read off, then the arrow, then the move."""

from __future__ import annotations

import by_hand
import numpy as np
import pytest
from stage import at_rest, settle

from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.jobs.prepare import prepared
from gdgui.ui.stages import Stage


def parabola(rate: float = 0.1, epochs: int = 20) -> Document:
    schedule = Scheduled(parameters={"rate": rate})
    return Document(
        objective=Choice(key="parabola"),
        descents=[Descent(schedule=schedule, start=[-1.5], epochs=epochs)],
    )


def test_the_tangent_appears_with_the_gradient_and_the_arrow_with_the_displacement(show_chart):
    chart = show_chart("landscape", parabola()).chart
    chart.show_epoch(3)
    seen = {}
    for stage in Stage:
        chart.show_stage(stage)
        seen[stage] = (chart.tangent.line.isVisible(), chart.displacement.arrow.is_shown)
    assert seen == {
        Stage.WHOLE: (True, False),
        Stage.POINT: (False, False),
        Stage.GRADIENT: (True, False),
        Stage.RATE: (True, False),
        Stage.DISPLACEMENT: (True, True),
    }


def test_the_arrow_leads_from_the_point_to_the_next_one(show_chart):
    chart = show_chart("landscape", parabola()).chart
    record = by_hand.descend("parabola", "exact", "constant", 0.1, -1.5, 20)
    chart.show_stage(Stage.DISPLACEMENT)
    for epoch in (0, 7):
        chart.show_epoch(epoch)
        assert chart.displacement.arrow.ends == (record.position[epoch], record.position[epoch + 1])
        told = chart.displacement.arrow.words.toPlainText().replace("−", "-")
        step = record.position[epoch + 1] - record.position[epoch]
        assert float(told.removeprefix("Δx = ")) == pytest.approx(step, rel=1e-3)
    chart.show_epoch(20)  # no step begins at the end
    assert not chart.displacement.arrow.is_shown


def test_the_rate_is_read_off_the_plots_of_the_schedule(window, qtbot):
    document = Document(
        objective=Choice(key="parabola"),
        descents=[Descent(start=[-1.5], epochs=50, schedule=Scheduled(key="linear_to_zero"))],
    )
    window.files.begin(*prepared(document))
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)
    window.arrangement.show("schedule")
    window.player.set_sub_steps(True)
    window.player.seek(10)
    trace = next(t for t in window.charts["traces"].traces if t.name == "learning_rate")
    readouts = (trace.readout, window.panels["schedule"].readout)
    window.player.nudge(1)
    assert not any(readout.is_shown for readout in readouts)
    window.player.nudge(1)
    rate = 0.1 * (1 - 11 / 50)
    for readout in readouts:
        assert readout.is_shown
        x, y = readout.lines.getData()
        assert (x[0], y[-1]) == (10.0, pytest.approx(rate))
        assert float(readout.words.toPlainText().removeprefix("η = ")) == pytest.approx(rate, rel=1e-3)
    window.player.nudge(1)
    assert not any(readout.is_shown for readout in readouts)
    window.player.set_sub_steps(False)


# A point that leaves the view


def test_an_arrow_at_the_edge_tells_how_far_away_the_point_is(show_chart):
    chart = show_chart("landscape", parabola(0.34)).chart
    settle(chart)
    record = by_hand.descend("parabola", "exact", "constant", 0.34, -1.5, 20)
    chart.show_epoch(12)
    (x0, x1), (_, y1) = chart.plot.getViewBox().viewRange()
    x = record.position[12]
    y = by_hand.parabola(x)
    away = max(x0 - x, x - x1) if not x0 <= x <= x1 else y - y1
    told = chart.arrow.words.toPlainText()
    assert chart.arrow.words.isVisible()
    box = chart.plot.getViewBox()
    words = chart.arrow.words.mapRectToScene(chart.arrow.words.boundingRect())
    assert box.sceneBoundingRect().adjusted(-1, -1, 1, 1).contains(words)
    assert float(told.split()[0]) == pytest.approx(away, rel=1e-2)
    chart.show_epoch(0)
    assert not chart.arrow.words.isVisible()


def test_the_view_follows_where_that_is_wanted_and_comes_back(show_chart):
    chart = show_chart("landscape", parabola(0.36, 40)).chart
    chart.show_epoch(0)
    box = chart.plot.getViewBox()
    before = [list(part) for part in box.viewRange()]
    chart.set_following(True)
    for epoch in (10, 25, 40):
        chart.show_epoch(epoch)
        head = chart.trails.points[0]
        (x0, x1), (y0, y1) = box.viewRange()
        assert x0 <= head.x <= x1
        assert y0 <= head.y <= y1
        assert not chart.arrow.isVisible()
        drawn, _ = chart.curves.function.getOriginalDataset()
        assert drawn[0] <= x0
        assert drawn[-1] >= x1
    chart.show_epoch(0)
    assert np.allclose(box.viewRange(), before)
    chart.show_epoch(40)
    chart.set_following(False)
    assert np.allclose(box.viewRange(), before)
    assert chart.arrow.isVisible()


def test_a_point_out_of_the_numbers_is_not_followed(show_chart, capfd):
    capfd.readouterr()
    chart = show_chart("landscape", parabola(10.0, 400)).chart
    chart.set_following(True)
    for epoch in (5, 60, 200, 400, 0):
        chart.show_epoch(epoch)
    assert np.isfinite(chart.plot.getViewBox().viewRange()).all()
    assert capfd.readouterr() == ("", "")
