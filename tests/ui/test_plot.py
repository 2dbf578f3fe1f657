"""The plot that every chart is made of."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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
