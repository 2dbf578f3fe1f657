"""The plot that every chart is made of."""

from __future__ import annotations

import sys
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
import pytest
from mouse import Mouse
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from stage import settle

from gdgui.document import model
from gdgui.document.model import Choice, Descent, Document, Sweep
from gdgui.ui.axis import Axis
from gdgui.ui.plot import Canvas, Plot


def test_it_has_an_axis_on_the_left_and_one_below(qtbot: QtBot) -> None:
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    axes = {item.orientation: item.isVisible() for item in canvas.items() if isinstance(item, Axis)}
    assert axes == {"left": True, "bottom": True}


def test_a_new_range_sets_no_label_again(qtbot: QtBot) -> None:
    axis = Axis("bottom")
    axis.setLabel("Epoch")
    seen: list[str] = []
    set_html = axis.label.setHtml
    axis.label.setHtml = lambda html: (seen.append(html), set_html(html))
    axis.setRange(0, 1)
    axis.setLabel("Epoch")
    assert seen == []
    axis.setLabel("Step")
    assert "Step" in axis.label.toPlainText()


def test_bounds_that_are_kept_are_those_of_pyqtgraph(qtbot: QtBot) -> None:
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    canvas.show()
    for size, title in (((600, 400), None), ((500, 420), "A title"), ((700, 300), None)):
        canvas.resize(*size)
        if title is not None:
            plot.setTitle(title, size="10pt", color="#000000")
        plot.setRange(xRange=(0, 10.0 ** (size[0] // 100)), yRange=(0, size[1]))
        for _ in range(3):
            QApplication.processEvents()
        view = plot.getViewBox()
        assert view.boundingRect() == pg.ViewBox.boundingRect(view)
        for side in ("left", "bottom"):
            for grid in (False, 30):
                axis = plot.getAxis(side)
                axis.setGrid(grid)
                assert axis.boundingRect() == pg.AxisItem.boundingRect(axis)


def test_a_plot_makes_no_widgets_that_nobody_sees(qapp: QApplication) -> None:
    before = len(qapp.allWidgets())
    Plot()
    assert len(qapp.allWidgets()) == before


def test_an_axis_has_room_for_its_numbers_in_the_first_picture(qtbot: QtBot) -> None:
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    canvas.resize(500, 300)
    plot.setRange(xRange=(0, 100), yRange=(0.00451, 0.00549), padding=0)
    first = canvas.grab().toImage()
    axis = plot.getAxis("left")
    assert axis.picture is not None
    assert len(axis.picture.marks) > 3
    assert axis.width() > axis.picture.size
    for _ in range(3):
        QApplication.processEvents()
    assert canvas.grab().toImage() == first


@pytest.mark.parametrize("shown", [True, False])
def test_the_grid_is_a_line_at_every_tick(qtbot: QtBot, shown: bool) -> None:
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    canvas.resize(500, 300)
    plot.setRange(xRange=(0, 10), yRange=(0, 10), padding=0)
    plot.show_grid(shown)
    picture = canvas.grab().toImage()
    view = plot.getViewBox()
    empty = view.mapViewToScene(pg.Point(5.03, 5.03)).toPoint()
    for value in (2.0, 4.0, 6.0):
        corner = view.mapViewToScene(pg.Point(value, value)).toPoint()
        rows = [picture.pixelColor(empty.x(), corner.y() + k) for k in (-1, 0, 1)]
        columns = [picture.pixelColor(corner.x() + k, empty.y()) for k in (-1, 0, 1)]
        ground = picture.pixelColor(empty)
        assert any(color != ground for color in rows) == shown
        assert any(color != ground for color in columns) == shown


def test_ticks_stand_where_pyqtgraph_has_them(qtbot: QtBot) -> None:
    axis = Axis("left")
    for low, width in ((0.0, 1.0), (-6.28, 12.57), (1e-9, 3e-9), (-4e7, 1e8), (99.5, 1.0), (0.3, 1e-4)):
        for size in (60, 300, 1200):
            mine = axis.tickValues(low, low + width, size)
            its = pg.AxisItem.tickValues(axis, low, low + width, size)
            assert [spacing for spacing, _ in mine] == [spacing for spacing, _ in its]
            for (spacing, values), (_, wanted) in zip(mine, its, strict=True):
                assert values == pytest.approx(wanted, abs=1e-6 * spacing)


@pytest.mark.parametrize("room", [70, 110, 160, 240, 500])
@pytest.mark.parametrize("last", [1000.0, 50.0, 1e6])
def test_numbers_below_a_narrow_plot_do_not_touch(qtbot: QtBot, room: int, last: float) -> None:
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    canvas.resize(room + 60, 200)
    plot.setRange(xRange=(-0.06 * last, 1.05 * last), yRange=(0, 1), padding=0)
    canvas.grab()
    marks = plot.getAxis("bottom").picture.marks
    areas = sorted((mark.area for mark in marks), key=lambda area: area.left())
    assert all(a.right() < b.left() for a, b in pairwise(areas))
    assert "0" in [mark.text for mark in marks]


@pytest.mark.parametrize("at", [1.0, -1.42887, 0.1, 4.3e5, -3e12, 1e16, 1e-90, 1e90])
def test_a_view_as_narrow_as_numbers_get_has_axes(qtbot: QtBot, at: float) -> None:
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    canvas.resize(300, 200)
    for apart in (1, 2, 3, 5, 9, 20, 100, 1000, 100_000):
        ends = (at, at + apart * float(np.spacing(abs(at))))
        plot.setRange(xRange=ends, yRange=ends, padding=0)
        canvas.grab()


def test_an_axis_that_cannot_be_measured_is_told_and_the_rest_is_painted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, traceback: told.append(error))
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    monkeypatch.setattr(Plot, "measure", lambda self: 1 / 0)
    assert not canvas.grab().isNull()
    assert {type(error) for error in told} == {ZeroDivisionError}


def test_the_name_of_an_axis_that_is_too_long_for_it_ends_in_dots(show_chart):
    name = "Descents that end here"
    chart = show_chart("chance", Document(objective=Choice(key="gaussian_sine")), (500, 640)).chart
    axis = chart.histogram.getAxis("left")
    assert axis.label.toPlainText() == name
    chart.resize(500, 280)
    settle(chart)
    told = axis.label.toPlainText()
    assert told.endswith("…")
    assert axis.label.boundingRect().width() <= axis.height() + 1
    assert axis.label.toolTip() == name
    chart.resize(500, 640)
    settle(chart)
    assert (axis.label.toPlainText(), axis.label.toolTip()) == (name, "")


@pytest.mark.parametrize("key", ["landscape", "traces", "sweep", "dynamics"])
def test_what_was_under_the_pointer_goes_with_it(show_chart, key):
    axes = [model.Axis("schedule.rate", 0.1, 0.9, 5), model.Axis("epochs", 2, 40, 3, "integer")]
    document = Document(
        objective=Choice(key="parabola"), descents=[Descent(start=[1.0])], sweeps=[Sweep(axes=axes)]
    )
    chart = show_chart(key, document).chart
    plots = [item for item in chart.canvas.ci.items if isinstance(item, Plot) and item.isVisible()]
    middle = plots[0].getViewBox().sceneBoundingRect().center()
    Mouse(chart.canvas).move(middle)
    assert chart.frame.coordinates.text()
    QApplication.sendEvent(chart.canvas, QEvent(QEvent.Type.Leave))
    assert chart.frame.coordinates.text() == ""
