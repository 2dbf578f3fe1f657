"""An item that cannot be painted is reported, and everything else is painted."""

from __future__ import annotations

import sys

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from gdgui.ui.guarded import guarded
from gdgui.ui.plot import Canvas, Plot


class Bad(pg.GraphicsObject):
    """Begins to paint, and fails."""

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 1, 1)

    @guarded
    def paint(self, painter: QPainter, *_: object) -> None:
        painter.setTransform(painter.transform().translate(1000, 1000))
        raise ValueError("cannot be painted")


class Good(pg.GraphicsObject):
    """Is painted after it."""

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 1, 1)

    def paint(self, painter: QPainter, *_: object) -> None:
        painter.fillRect(self.boundingRect(), QColor("#ff0000"))


def test_what_fails_is_told_and_the_rest_is_painted(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, traceback: told.append(error))
    canvas, plot = Canvas(), Plot()
    qtbot.addWidget(canvas)
    canvas.addItem(plot)
    for item in (Bad(), Good()):
        plot.addItem(item)
    plot.show_grid(False)
    plot.setRange(xRange=(0, 1), yRange=(0, 1), padding=0)
    canvas.resize(300, 200)
    canvas.show()
    picture = canvas.grab().toImage()
    place = canvas.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(0.5, 0.5)))
    assert picture.pixelColor(place).name() == "#ff0000"
    assert {str(error) for error in told} == {"cannot be painted"}
