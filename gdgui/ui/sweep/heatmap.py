"""The field of a sweep over two axes: its cells in colours, their bar or legend, the lines below."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from gdgui.document.scale import Scale
from gdgui.jobs.painted import count_classes
from gdgui.ui.sweep.class_legend import ClassLegend
from gdgui.ui.sweep.classes import class_colors
from gdgui.ui.sweep.color_bar import ColorBar
from gdgui.ui.sweep.family import Family
from gdgui.ui.sweep.field_image import FieldImage
from gdgui.ui.sweep.levels import levels_of, map_colors
from gdgui.ui.sweep.shown import ShownSweep

LIVE = 65_536
"""The lines below a field of more cells come when it is complete: they would cost a tenth of a second
for each new block, and the window would be away for so long."""


class Heatmap:
    """Shows a field in the image, and what its colours mean in the bar or the legend."""

    def __init__(self, image: FieldImage, bar: ColorBar, legend: ClassLegend, lines: Family) -> None:
        self._image, self._bar, self._legend, self._lines = image, bar, legend, lines

    def draw(self, shown: ShownSweep, values: NDArray[Any]) -> None:
        """Draws a field of shape (first axis, second axis)."""
        x, y = shown.scales
        self._image.hatched = shown.view.done
        self._image.patterned = bool(shown.titles)
        picture = _ordered(values, x, y).T
        if shown.titles:
            self._draw_classes(shown, picture)
        else:
            self._draw_numbers(shown, picture, values)
        self._image.place(x, y)

    def _draw_classes(self, shown: ShownSweep, picture: NDArray[Any]) -> None:
        count, counts = len(shown.titles), shown.view.counts
        names = class_colors(shown.snapshot, shown.view)
        colors = np.array([QColor(name).rgba() for name in names[:count]], np.uint32)
        self._image.show_field(picture, (-0.5, count - 0.5), colors)
        counts = count_classes(picture) if counts is None else counts
        self._legend.show_classes(shown.titles, names, counts, shown.view.plan.grid.size)

    def _draw_numbers(self, shown: ShownSweep, picture: NDArray[Any], values: NDArray[Any]) -> None:
        levels = levels_of(shown.view.plan, values)
        self._bar.show_levels(levels, shown.index)
        self._image.show_field(picture, (levels.low, levels.high), map_colors(levels.name), levels.log)
        if shown.view.done or values.size <= LIVE:
            self._lines.draw(shown, values, levels.name)
        else:
            self._lines.expect(shown.scales[0], levels.low, levels.high)


def _ordered(values: NDArray[Any], x: Scale, y: Scale) -> NDArray[Any]:
    """The field with its cells from the first edge to the last, without a copy where they are so."""
    return values if x.even and y.even else values[np.ix_(x.order, y.order)]
