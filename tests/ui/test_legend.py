"""The legend names every line so that it can be read, in as many rows as that takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from stage import settle

from gdgui.document.check import check
from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.ui.legend import LEAST, MOST_ROWS, Legend, places
from gdgui.ui.theme import Series

TWELVE = (
    "constant",
    "linear to zero",
    "cosine",
    "exponential",
    "step decay",
    "inverse time",
    "momentum 0.9",
    "Nesterov",
    "Adam",
    "RMSProp",
    "Barzilai–Borwein",
    "Polyak, f* = 0",
)


def twelve() -> Document:
    return check(
        Document(
            objective=Choice(key="gaussian_sine"),
            descents=[
                Descent(
                    name=name,
                    start=[-5.5 + k],
                    epochs=20,
                    schedule=Scheduled(parameters={"rate": 0.01 * (k + 1)}),
                )
                for k, name in enumerate(TWELVE)
            ],
        )
    )


def test_one_row_as_long_as_it_suffices_and_then_the_fewest():
    assert places([50] * 3, 400)[-1].row == 0
    assert places([50] * 12, 700)[-1].row == 1
    assert places([50] * 12, 500)[-1].row == 2
    assert places([], 100) == []
    lefts = {place.left for place in places([50] * 12, 700)}
    assert len(lefts) == 6  # columns


def test_names_of_very_different_lengths_stand_close_where_columns_have_no_room():
    widths = [20, 20, 90, 150, 150]
    found = places(widths, 350)
    assert [place.width for place in found] == widths
    assert [place.row for place in found] == [0, 0, 0, 1, 2]


def test_where_no_row_suffices_the_longest_names_give_way_first():
    found = places([200, 20, 20, 20, 20, 20, 200, 200, 20], 260)
    assert found[-1].row == MOST_ROWS - 1
    assert LEAST < found[0].width == found[1].width < 200
    assert found[2].width == 20


@pytest.mark.parametrize("key", ["landscape", "traces"])
@pytest.mark.parametrize("width", [1010, 1500])
def test_the_names_of_twelve_descents_can_be_read(show_chart, key, width):
    chart = show_chart(key, twelve(), (width, 420)).chart
    settle(chart)
    legend = chart.frame.legend
    assert legend.names[-12:] == list(TWELVE)
    assert legend.shown == legend.names
    boxes = [legend._place(k) for k in range(len(legend.names))]
    assert all(legend.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for k, a in enumerate(boxes) for b in boxes[:k])


def test_what_is_told_of_the_pointer_does_not_move_the_chart(show_chart):
    chart = show_chart("landscape", twelve(), (1010, 420)).chart
    settle(chart)
    before = chart.canvas.geometry()
    chart.frame.coordinates.setText("x = −1.2345   y = −0.8765")
    settle(chart)
    assert chart.canvas.geometry() == before


def test_a_name_that_ends_in_dots_is_told_in_full(qtbot):
    beside = QLabel()
    legend = Legend(beside)
    qtbot.addWidget(beside)
    qtbot.addWidget(legend)
    legend.set_entries([(Series("#000000", (), "o"), "a name " * 9)])
    legend.resize(120, legend.height())
    legend.show()
    assert legend.shown[0].endswith("…")
    place = QPoint(60, 6)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, legend.mapToGlobal(place))
    QApplication.sendEvent(legend, event)
    assert QToolTip.text() == "a name " * 9
    assert legend.accessibleName() == "a name " * 9
    QToolTip.hideText()
