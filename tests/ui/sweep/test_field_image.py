"""A field is coloured for the pixels on screen, and for no more cells than are to be seen there."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
import pytest
from pyqtgraph.graphicsItems.PlotItem import PlotItem
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from gdgui.document.model import Axis
from gdgui.document.scale import Scale
from gdgui.ui import theme
from gdgui.ui.sweep.field_image import FieldImage

GREY = np.array([0xFF000000 | k * 0x010101 for k in range(256)], np.uint32)
GREY_NAMES = [f"#{k:02x}{k:02x}{k:02x}" for k in range(256)]


def scale(count: int) -> Scale:
    return Scale(Axis(path="epochs", low=0.0, high=count - 1.0, count=count), np.arange(float(count)))


class Counting(FieldImage):
    """Notes how many cells it has been asked to colour."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[int] = []

    def colored(self, values):
        self.cells.append(values.size)
        return super().colored(values)


@pytest.fixture
def field(qtbot):
    view = pg.GraphicsLayoutWidget()
    view.resize(220, 170)
    plot = PlotItem(enableMenu=False)
    view.addItem(plot)
    plot.hideButtons()
    image = Counting()
    plot.addItem(image)
    qtbot.addWidget(view)
    values = np.add.outer(np.arange(1000.0), np.arange(1000.0))
    image.show_field(values, (0.0, 2000.0), GREY)
    image.place(scale(1000), scale(1000))
    plot.setRange(xRange=(0, 999), yRange=(0, 999), padding=0)
    view.show()
    view.grab()
    return view, plot, image


def test_a_million_cells_cost_as_much_as_there_are_pixels(field) -> None:
    view, _, image = field
    assert image.cells
    assert max(image.cells) <= view.width() * view.height()


def test_on_a_logarithmic_scale_nothing_is_the_lowest_and_less_is_hatched(field) -> None:
    view, plot, image = field
    image.hatched = True
    values = np.full((1000, 1000), 10.0)
    values[:, :300], values[:, 300:600], values[:, 600:700] = 0.0, -1.0, np.nan
    image.show_field(values, (0.0, 2.0), GREY, True)
    picture = view.grab().toImage()

    def seen_at(column: int) -> set[str]:
        place = view.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(column, 500.0)))
        return {picture.pixelColor(place.x() + k, place.y()).name() for k in range(8)}

    assert seen_at(150) == {GREY_NAMES[0]}
    assert seen_at(850) == {GREY_NAMES[128]}
    border = theme.current().border
    assert border in seen_at(450)
    assert border in seen_at(640)
    assert seen_at(450) == seen_at(640)


def test_the_part_in_view_alone_is_coloured(field) -> None:
    view, plot, image = field
    image.cells.clear()
    plot.setRange(xRange=(100, 109), yRange=(500, 504), padding=0)
    view.grab()
    assert 0 < image.cells[-1] <= 12 * 7


def test_what_is_on_screen_already_is_not_coloured_again(field) -> None:
    view, _, image = field
    image.cells.clear()
    view.grab()
    assert image.cells == []
    image.show_field(image.image, (0.0, 1000.0), GREY)
    view.grab()
    assert len(image.cells) == 1


@pytest.mark.parametrize(("column", "row"), [(0, 0), (999, 0), (500, 250)])
def test_a_pixel_has_the_colour_of_the_cell_that_lies_there(field, column: int, row: int) -> None:
    view, plot, image = field
    plot.setRange(xRange=(column - 2, column + 2), yRange=(row - 2, row + 2), padding=0)
    place = view.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(column, row)))
    found = view.grab().toImage().pixelColor(place)
    assert found == QColor.fromRgba(int(image.colored(image.image[row : row + 1, column])[0]))


@pytest.mark.parametrize(
    ("values", "levels", "shades"),
    [
        ([0.0, 1e-314, 2e-314], (0.0, 2e-314), [0, 128, 255]),  # 1 over the width is no number
        ([-1.7e308, 0.0, 1.7e308], (-1.7e308, 1.7e308), None),  # nor is the width itself
        ([1.0, 1.0, 1.0], (1.0, 1.0), None),
    ],
)
def test_levels_at_the_ends_of_all_numbers_have_colors(
    qapp, values: list[float], levels: tuple[float, float], shades: list[int] | None
) -> None:
    image = FieldImage()
    image.show_field(np.array([values]), levels, GREY)
    found = image.colored(np.array([values]))
    assert found.shape == (1, 3)
    if shades is not None:
        assert found[0].tolist() == [int(GREY[shade]) for shade in shades]
