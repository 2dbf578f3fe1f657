"""A frame paints only what is new, and the picture is the same as if all were painted anew."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from stage import settle

from gdgui.document.check import check
from gdgui.document.model import Choice, Descent, Document, Scheduled
from gdgui.ui.ink import CROWDED, FAR, MOST, RECENT, told_apart
from gdgui.ui.kept import KEPT


def several(rate: float, epochs: int) -> Document:
    descents = [
        Descent(
            name=f"{k}",
            start=[-1.9 + 0.4 * k],
            epochs=epochs,
            schedule=Scheduled(parameters={"rate": rate}),
        )
        for k in range(4)
    ]
    return check(Document(objective=Choice(key="parabola"), descents=descents))


def picture(chart) -> np.ndarray:
    """What is on screen: the canvas's own backing store, not a painting made for the test."""
    image = chart.screen().grabWindow(chart.winId()).toImage()
    image = image.convertToFormat(image.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


@pytest.mark.parametrize("key", ["landscape", "traces"])
@pytest.mark.parametrize("epochs", [30, 250])
@pytest.mark.parametrize("rate", [0.02, 0.2])
def test_going_on_epoch_by_epoch_gives_the_picture_of_a_jump(show_chart, key, rate, epochs):
    chart = show_chart(key, several(rate, epochs), (800, 420)).chart
    last = min(epochs // 2, CROWDED - 4)  # more are drawn in another way, in a jump
    if key == "landscape":
        chart.label.setOpacity(0)  # it stands where it stood, unless there is a reason to move
    for epoch in range(last + 1):
        chart.show_epoch(epoch)
        if epoch % 7 == 0:
            settle(chart)
    settle(chart)
    grown = picture(chart)
    chart.show_epoch(0)
    settle(chart)
    chart.show_epoch(last)
    if key == "landscape":
        chart.trails.ink.touch()
    chart.canvas.viewport().update()
    settle(chart)
    whole = picture(chart)
    differing = np.count_nonzero((np.abs(grown.astype(int) - whole) > 24).any(axis=2))
    # Segments that meet are smoothed against each other: a few pixels may differ a little.
    assert differing < 0.002 * grown.shape[0] * grown.shape[1]


@pytest.mark.parametrize("markers", [True, False])
def test_only_the_part_of_a_view_that_is_new_is_painted(show_chart, monkeypatch, markers):
    chart = show_chart("landscape", several(0.02, 30 if markers else 400), (800, 420)).chart
    chart.show_epoch(5)
    settle(chart)
    asked = []
    monkeypatch.setattr(chart.trails.ink, "update", lambda *part: asked.append(part))
    chart.show_epoch(6)
    view = chart.trails.ink.boundingRect()
    assert asked
    for (part,) in asked:
        assert part.width() * part.height() < 0.05 * view.width() * view.height()
    asked.clear()
    chart.show_epoch(2)  # back again: there is something to be taken away
    assert asked == [()]


def test_qt_may_keep_the_pictures_of_a_large_screen(show_chart):
    from PySide6.QtGui import QPixmapCache

    show_chart("landscape", several(0.1, 5))
    assert QPixmapCache.cacheLimit() >= KEPT


def test_what_is_to_come_can_be_hidden(show_chart):
    chart = show_chart("traces", several(0.02, 30), (800, 300)).chart
    chart.show_epoch(10)
    settle(chart)
    before = picture(chart)
    chart._hide_ahead(True)
    settle(chart)
    hidden = picture(chart)
    trace = chart.traces[0]
    at = trace.plot.getViewBox().mapViewToScene(pg.Point(trace.cursor.value(), 0.0)).x()
    canvas = chart.canvas.geometry().left() + chart.canvas.parentWidget().geometry().left()
    column = round(at) + canvas
    changed = (before != hidden).any(axis=(0, 2))
    assert changed[column + 3 :].any()
    assert not changed[: column - 3].any()


def test_of_segments_on_the_same_pixels_one_is_drawn_and_of_very_many_an_even_part():
    one = np.tile([[10.0, 20.0, 300.0, 40.0]], (500, 1))
    assert told_apart(one).tolist() == [[10.0, 20.0, 300.0, 40.0]]
    two = np.concatenate([one, one + 5.0])
    assert len(told_apart(two)) == 2
    many = np.column_stack([np.zeros(9000), np.arange(9000.0), np.full(9000, 900.0), np.arange(9000.0)])
    kept = told_apart(many)
    assert len(kept) * 900 < 1.5 * MOST
    assert np.array_equal(kept[-RECENT:], many[-RECENT:])
    assert np.diff(kept[:, 1]).max() < 100
    far = np.array([[-FAR, -FAR, FAR, FAR], [FAR, -FAR, -FAR, FAR]])
    assert len(told_apart(far)) == 2
