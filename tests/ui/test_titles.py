"""No title and no axis name of a chart is printed over another, on a large screen and a small one."""

from itertools import combinations

import pyqtgraph as pg
import pytest
from msgspec.structs import replace

from gdgui.document import changes, model
from gdgui.document.check import check
from gdgui.document.model import Axis, Sweep
from gdgui.ui.charts import CHARTS
from gdgui.ui.plot import Plot

SIZES = [(900, 620), (420, 300)]


def document():
    """What every chart has something to show of: a finite difference, and a sweep of two parameters."""
    made = changes.with_gradient(model.default(), "central_difference")
    axes = [
        Axis(path="start.x", low=-3.0, high=3.0, count=5),
        Axis(path="schedule.rate", low=0.01, high=0.1, count=4),
    ]
    return check(replace(made, sweeps=[Sweep(axes=axes)]))


def written(chart):
    """The rectangles of the titles and axis names that can be seen, each with its text."""
    for canvas in chart.findChildren(pg.GraphicsView):
        for item in canvas.scene().items():
            if isinstance(item, Plot) and item.isVisible():
                title = item.titleLabel
                named = [title.item] if title is not None and title.isVisible() else []
                axes = [item.getAxis(side) for side in ("left", "bottom")]
                named += [axis.label for axis in axes if axis.isVisible() and axis.label.isVisible()]
                for label in named:
                    if label.toPlainText().strip():
                        yield label.toPlainText(), label.mapRectToScene(label.boundingRect()), item


@pytest.mark.parametrize("size", SIZES, ids=["large", "small"])
@pytest.mark.parametrize("key", CHARTS.keys())
def test_titles_and_axis_names_are_not_printed_over_each_other(show_chart, key, size):
    chart = show_chart(key, document(), size).chart
    found = list(written(chart))
    assert found
    for (name, first, _), (other, second, _) in combinations(found, 2):
        common = first.intersected(second)
        assert common.width() < 2 or common.height() < 3, (name, other)
