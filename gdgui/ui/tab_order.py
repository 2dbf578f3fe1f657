"""The Tab key goes through a panel as it is read: from top to bottom, each row from the left.

Qt's own order is that in which widgets were made, and forms make theirs anew all the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QWidget


def put_in_order(widget: QWidget) -> None:
    """Orders everything in the panel that `widget` belongs to."""
    panel = widget
    while (parent := panel.parentWidget()) is not None and not isinstance(parent, QAbstractScrollArea):
        if parent.isWindow() or isinstance(parent.parentWidget(), QAbstractScrollArea):
            break
        panel = parent
    for before, after in pairwise(_reading(panel)):
        QWidget.setTabOrder(before, after)


def _reading(widget: QWidget) -> Iterator[QWidget]:
    """What has the keyboard in `widget`, in reading order."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=partial(_row_and_column, layout))
    for k in places:
        item = layout.itemAt(k)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            yield from _reading(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def _row_and_column(grid: QGridLayout, k: int) -> tuple[int, int]:
    # The stubs call the four numbers an object: row, column, and how far they reach.
    row, column, _, _ = cast("tuple[int, int, int, int]", grid.getItemPosition(k))
    return row, column
