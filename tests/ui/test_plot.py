"""The plot that every chart is made of."""

from __future__ import annotations

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
