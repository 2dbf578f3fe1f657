"""The sweep's charts hold what a plain loop gives, cell by cell, each where its values say."""

from __future__ import annotations

import by_hand
import numpy as np
import pyqtgraph as pg
import pytest
from mouse import Mouse
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from stage import scene_point, scenes, settle

from gdgui.document import changes, lesson, model
from gdgui.document.check import check
from gdgui.document.model import Axis, Choice, Descent, Document, Replay, Scheduled, Sweep
from gdgui.engine.measures import MEASURES
from gdgui.jobs.painted import count_classes
from gdgui.ui import theme
from gdgui.ui.sweep.classes import CLASS_COLORS
from gdgui.ui.sweep.ends_axis import EndsAxis
from gdgui.ui.sweep.field_image import undefined_swatch
from gdgui.ui.sweep.levels import Levels

SWEEPS = [(name, document) for name, document in scenes() if document.sweeps]
CURVES = [(n, d) for n, d in SWEEPS if len(d.sweeps[0].axes) == 1]
MAPS = [(n, d) for n, d in SWEEPS if len(d.sweeps[0].axes) == 2]
BUDGET = 20_000
"""Epochs of plain loops in one test: of a large sweep not every cell is tried."""

RATES = Axis(path="schedule.rate", low=0.02, high=0.5, count=9)
LOG_RATES = Axis(path="schedule.rate", low=1e-3, high=1.0, count=7, spacing="log")
EPOCHS = Axis(path="epochs", low=5, high=40, count=8, spacing="integer")
STARTS = Axis(path="start.x", low=-2.0, high=2.0, count=5)


def swept(*axes: Axis, measure: str = "final_position", colors=None) -> Document:
    """A sweep of one descent down the parabola."""
    return check(
        Document(
            objective=Choice(key="parabola"),
            descents=[
                Descent(
                    schedule=Scheduled(key="constant", parameters={"rate": 0.1}),
                    start=[-1.5],
                    epochs=20,
                )
            ],
            sweeps=[Sweep(axes=list(axes), measure=measure, colors=colors)],
        )
    )


def values_of(axis: Axis) -> np.ndarray:
    match axis.spacing:
        case "linear":
            return np.linspace(axis.low, axis.high, axis.count)
        case "log":
            return np.geomspace(axis.low, axis.high, axis.count)
    return np.round(np.linspace(axis.low, axis.high, axis.count))


def loop(document: Document, cell: tuple[int, ...], start: float | None = None) -> float:
    """The final position in a cell, by a plain loop."""
    sweep = document.sweeps[0]
    descent = document.descents[sweep.descent]
    at = {
        "schedule.rate": descent.schedule.parameters["rate"],
        "epochs": descent.epochs,
        "start.x": start if start is not None else descent.start[0],
    }
    for axis, index in zip(sweep.axes, cell, strict=True):
        at[axis.path] = values_of(axis)[index]
    return float(
        by_hand.final(
            document.objective.key,
            document.gradient.key,
            at["schedule.rate"],
            at["start.x"],
            int(at["epochs"]),
        )
    )


def some_cells(document: Document) -> list[tuple[int, ...]]:
    """Corners and cells between, as many as can be computed in a moment."""
    sweep = document.sweeps[0]
    shape = tuple(axis.count for axis in sweep.axes)
    size = int(np.prod(shape))
    epochs = [values_of(a).mean() for a in sweep.axes if a.path == "epochs"]
    each = epochs[0] if epochs else document.descents[0].epochs
    count = max(4, min(size, int(BUDGET / each)))
    chosen = np.unique(np.linspace(0, size - 1, count).round().astype(int))
    return [tuple(int(i) for i in np.unravel_index(k, shape)) for k in chosen]


def start_of(shown, cell: tuple[int, ...]) -> float | None:
    """Where a cell with a random start began; the drawing itself is proved elsewhere."""
    view = shown.snapshot.sweep
    if not view.plan.grid.random_start:
        return None
    return float(view.field.start[0, np.ravel_multi_index(cell, view.plan.grid.shape)])


def painted(image: pg.ImageItem, cell: tuple[int, int]):
    """The colour in which a cell is painted."""
    column, row = cell
    return QColor.fromRgba(int(image.colored(image.image[row : row + 1, column])[0]))


@pytest.mark.parametrize(("name", "document"), CURVES, ids=[name for name, _ in CURVES])
def test_a_curve_holds_what_a_plain_loop_gives(show_chart, name, document):
    document = check(document)
    chart = show_chart("sweep", document).chart
    x, y = chart.curve.x, chart.curve.y
    assert by_hand.same(x, values_of(document.sweeps[0].axes[0]))
    for cell in some_cells(document):
        assert y[cell] == loop(document, cell)


@pytest.mark.parametrize(("name", "document"), MAPS, ids=[name for name, _ in MAPS])
def test_the_cell_under_the_mouse_is_the_one_of_its_values(show_chart, name, document):
    document = check(document)
    shown = show_chart("sweep", document)
    chart, (first, second) = shown.chart, document.sweeps[0].axes
    for i, j in some_cells(document):
        place = scene_point(chart.plot, values_of(first)[i], values_of(second)[j])
        inside = chart.image.mapFromScene(place)
        assert (int(inside.x()), int(inside.y())) == (i, j)
        assert chart.cell_at(place) == [i, j]
        expected = loop(document, (i, j), start_of(shown, (i, j)))
        assert chart.image.image[j, i] == expected
    assert tuple(chart.image.getLevels()) == tuple(document.sweeps[0].colors)
    assert tuple(chart.bar.levels()) == tuple(document.sweeps[0].colors)


def test_cells_are_centred_on_their_values(show_chart):
    chart = show_chart("sweep", swept(RATES, STARTS)).chart
    rect = chart.image.mapRectToParent(chart.image.boundingRect())
    assert rect.left() == pytest.approx(0.02 - 0.03)
    assert rect.right() == pytest.approx(0.5 + 0.03)
    assert (rect.top(), rect.bottom()) == pytest.approx((-2.5, 2.5))
    centre = chart.image.mapFromParent(QPointF(0.08, 1.0))
    assert (centre.x(), centre.y()) == pytest.approx((1.5, 3.5))


def test_an_axis_that_runs_downwards_keeps_each_value_in_its_place(show_chart):
    document = swept(replace(RATES, low=0.5, high=0.02), EPOCHS)
    chart = show_chart("sweep", document).chart
    for i, j in some_cells(document):
        rate, epochs = values_of(document.sweeps[0].axes[0])[i], values_of(EPOCHS)[j]
        inside = chart.image.mapFromScene(scene_point(chart.plot, rate, epochs))
        assert (int(inside.x()), int(inside.y())) == (i, j)
        assert chart.cell_at(scene_point(chart.plot, rate, epochs)) == [i, j]
        assert chart.image.image[j, i] == loop(document, (i, j))


def test_the_family_has_a_line_for_each_value_of_the_second_axis(show_chart):
    document = swept(RATES, EPOCHS)
    chart = show_chart("sweep", document).chart
    assert len(chart.lines.lines) == EPOCHS.count
    for j, line in enumerate(chart.lines.lines):
        x, y = line.getOriginalDataset()
        assert by_hand.same(x, values_of(RATES))
        assert by_hand.same(y, [loop(document, (i, j)) for i in range(RATES.count)])


def test_a_logarithmic_axis_is_drawn_as_one(show_chart):
    document = swept(LOG_RATES)
    chart = show_chart("sweep", document).chart
    x, y = chart.curve.x, chart.curve.y
    assert np.allclose(x, np.linspace(-3, 0, 7))
    assert by_hand.same(y, [loop(document, (k,)) for k in range(7)])
    axis = chart.plot.getAxis("bottom")
    assert axis.tickStrings([-3.0, -2.0, 0.0], 1.0, 1.0) == ["0.001", "0.01", "1"]

    both = swept(EPOCHS, LOG_RATES)
    chart = show_chart("sweep", both).chart
    for i, j in some_cells(both):
        rate, epochs = values_of(LOG_RATES)[j], values_of(EPOCHS)[i]
        inside = chart.image.mapFromScene(scene_point(chart.plot, epochs, np.log10(rate)))
        assert (int(inside.x()), int(inside.y())) == (i, j)
        assert chart.image.image[j, i] == loop(both, (i, j))
    assert chart.plot.getAxis("left").decades
    assert not chart.plot.getAxis("bottom").decades


def test_the_ticks_of_a_logarithmic_axis_stand_at_numbers_that_can_be_read(show_chart):
    chart = show_chart("sweep", swept(LOG_RATES)).chart
    axis = chart.plot.getAxis("bottom")
    (low, high) = chart.plot.getViewBox().viewRange()[0]
    for spacing, values in axis.tickValues(low, high, 500):
        for text in axis.tickStrings(values, 1.0, spacing):
            digits = text.split("e")[0].replace(".", "").strip("0")
            assert digits in ("", "1", "2", "5"), f"{text} stands at the axis"


def test_what_is_no_number_is_not_painted(show_chart):
    # From the rate 1/3 on the descent diverges; 2000 epochs lead beyond all numbers.
    document = swept(Axis(path="schedule.rate", low=0.1, high=0.9, count=5), EPOCHS)
    document = changes.with_axis(document, 0, 1, replace(EPOCHS, low=1, high=4000, count=2))
    shown = show_chart("sweep", document)
    image = shown.chart.image
    for i in range(5):
        for j in range(2):
            known = np.isfinite(loop(document, (i, j)))
            assert np.isfinite(image.image[j, i]) == known
            assert painted(image, (i, j)).alpha() == (255 if known else 0)
    assert all(np.isfinite(level) for level in shown.chart.image.getLevels())
    one = show_chart("sweep", swept(replace(RATES, low=0.1, high=0.9)))
    y = one.chart.curve.y
    assert by_hand.same(
        np.isfinite(y), [np.isfinite(loop(one.snapshot.document, (k,))) for k in range(9)]
    )


def test_classes_have_a_colour_each_and_numbers_get_theirs_back(show_chart):
    axis = Axis(path="schedule.rate", low=0.1, high=0.9, count=5)
    epochs = replace(EPOCHS, low=2, high=4000, count=2)
    shown = show_chart("sweep", swept(axis, epochs))
    viridis = pg.colormap.get("viridis")
    least = np.unravel_index(np.nanargmin(shown.chart.image.image), (2, 5))
    assert painted(shown.chart.image, least[::-1]).name() == viridis.map(0.0, mode="qcolor").name()

    snapshot = shown.show(swept(axis, epochs, measure="outcome"))
    classes = MEASURES["outcome"].classes
    values = snapshot.sweep.values.reshape(5, 2)
    for i in range(5):
        for j in range(2):
            assert painted(shown.chart.image, (i, j)).name() == CLASS_COLORS[values[i, j]]
            last = loop(snapshot.document, (i, j))
            diverged = not np.isfinite(last) or abs(last) > 4e6
            assert (classes[values[i, j]].key == "diverged") == diverged

    shown.show(swept(axis, epochs))
    assert painted(shown.chart.image, least[::-1]).name() == viridis.map(0.0, mode="qcolor").name()


def test_known_minima_are_labelled_lines(show_chart):
    chart = show_chart("sweep", lesson.load("start_sweep").scenes[0].document).chart
    assert [
        line.value() for line in chart.curve.minima.lines if abs(line.value()) < 5
    ] == pytest.approx([-1.428870, 4.305801], abs=1e-5)
    names = {line.label.format for line in chart.curve.minima.lines}
    assert {"minimum −1.4289", "minimum 4.3058"} <= names


# Clicks


def test_a_click_on_a_cell_asks_for_its_descent(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    place = scene_point(shown.chart.plot, values_of(RATES)[6], values_of(EPOCHS)[2])
    Mouse(shown.chart.canvas).click(place)
    assert shown.heard.names == ["edited"]
    replay = shown.heard.edits[0].change(shown.snapshot.document).view.replay
    assert replay == Replay(sweep=0, cell=[6, 2])


def test_a_click_on_a_curve_asks_for_the_nearest_point(show_chart):
    shown = show_chart("sweep", swept(RATES))
    y = float(shown.chart.curve.y[4])
    Mouse(shown.chart.canvas).click(scene_point(shown.chart.plot, values_of(RATES)[4] + 0.01, y))
    replay = shown.heard.edits[0].change(shown.snapshot.document).view.replay
    assert replay == Replay(sweep=0, cell=[4])


def test_a_click_in_the_margin_asks_for_nothing(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    box = shown.chart.plot.getViewBox().sceneBoundingRect()
    mouse = Mouse(shown.chart.canvas)
    mouse.click(box.bottomLeft() + QPointF(-25, -30))
    mouse.click(box.bottomLeft() + QPointF(60, 25))
    mouse.click(box.bottomLeft() + QPointF(2, -2))  # beside the outermost cells
    assert shown.heard.all == []


def test_the_cell_that_is_replayed_is_marked(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", changes.with_replay(document, 0, [6, 2]))
    assert [line.isVisible() for line in shown.chart.marks.cross] == [True, True]
    assert shown.chart.marks.cross[0].value() == values_of(RATES)[6]
    assert shown.chart.marks.cross[1].value() == values_of(EPOCHS)[2]
    place = scene_point(shown.chart.plot, values_of(RATES)[6], values_of(EPOCHS)[2])
    Mouse(shown.chart.canvas).click(place)
    (edit,) = shown.heard.edits  # once more: it is pinned
    assert edit.change(shown.snapshot.document).view.pins == [Replay(sweep=0, cell=[6, 2])]
    shown.show(document)
    assert [line.isVisible() for line in shown.chart.marks.cross] == [False, False]

    shown.show(changes.with_replay(swept(RATES), 0, [4]))
    assert list(shown.chart.marks.replayed.data["x"]) == [values_of(RATES)[4]]
    assert list(shown.chart.marks.replayed.data["y"]) == [loop(swept(RATES), (4,))]


def test_the_value_under_the_mouse_is_told(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", document)
    place = scene_point(shown.chart.plot, values_of(RATES)[3], values_of(EPOCHS)[1])
    Mouse(shown.chart.canvas).move(place)
    words = shown.chart.frame.coordinates.text().replace("−", "-").split()
    assert float(words[-1]) == pytest.approx(loop(document, (3, 1)), rel=1e-3)
    assert "Epochs" in words
    # The measure has its name, in full or, where that is too long, beside the axes' symbols.
    told = shown.chart.frame.coordinates
    value = told.text().split("  ")[-1]
    assert value.startswith("Final guess ")
    assert (told.seen(), told.toolTip()) == (told.text(), "")
    assert told.text().startswith("Learning rate ")
    told.resize(told.fontMetrics().horizontalAdvance(told.text()) - 1, told.height())
    assert told.seen().endswith(f"  N = 10  {value}")
    assert told.seen().startswith("η₀ = ")
    assert told.toolTip() == told.text()
    told.resize(40, told.height())
    assert told.seen().endswith("…")


# Colours


def test_the_colours_come_from_the_values_unless_the_document_names_them(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    image = shown.chart.image.image
    nearly_all = tuple(np.percentile(image, [1, 99]))
    assert tuple(shown.chart.bar.levels()) == pytest.approx(nearly_all)
    shown.show(swept(RATES, EPOCHS, colors=(0.4, 0.6)))
    assert tuple(shown.chart.bar.levels()) == (0.4, 0.6)
    assert tuple(shown.chart.image.getLevels()) == (0.4, 0.6)


@pytest.mark.parametrize("colors", [(-1.45, -1.2), (0.0, 4000.0), (1e-9, 3e-9)])
def test_the_colour_bar_is_dragged_in_steps_that_suit_its_range(show_chart, colors):
    shown = show_chart("sweep", swept(RATES, EPOCHS, colors=colors))
    bar, mouse = shown.chart.bar, Mouse(shown.chart.canvas)
    box = bar.getViewBox()
    handle = box.mapViewToScene(QPointF(0.5, 191.0))
    mouse.press(handle)
    for step in range(1, 9):
        mouse.drag_to(handle - QPointF(0, 4 * step))
        # What the window does between press and release: it shows what was just asked for.
        if shown.heard.edits:
            changed = shown.heard.edits[-1].change(swept(RATES, EPOCHS, colors=colors))
            shown.show(changed)
    mouse.release(handle - QPointF(0, 32))
    assert shown.heard.names[-1] == "released"
    assert len({edit.merge for edit in shown.heard.edits}) == 1
    low, high = shown.heard.edits[-1].change(shown.snapshot.document).sweeps[0].colors
    span = colors[1] - colors[0]
    assert low == pytest.approx(colors[0], abs=span * 1e-6)
    # 32 pixels of a bar that is some 300 high: a part of the range, and no runaway.
    assert colors[1] + 0.001 * span < high < colors[1] + span
    assert tuple(bar.levels()) == pytest.approx((low, high))


def test_no_chart_has_a_menu_that_the_document_knows_nothing_of(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    assert shown.chart.bar.colorMapMenu is False


# Housekeeping


def test_showing_asks_for_nothing(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    for document in (
        swept(RATES, EPOCHS, measure="outcome"),
        swept(RATES),
        swept(RATES, EPOCHS, colors=(0.0, 1.0)),
        swept(LOG_RATES, EPOCHS),
        swept(RATES, EPOCHS, measure="final_value"),
        model.default(),
        swept(STARTS, measure="outcome"),
    ):
        shown.show(document)
        shown.chart.restyle()
    shown.chart.fit()
    assert shown.heard.all == []


def test_items_do_not_pile_up_from_run_to_run(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    settle(shown.chart)
    before = len(shown.chart.canvas.scene().items())
    for high in np.linspace(0.4, 0.6, 3):
        shown.show(swept(replace(RATES, high=float(high)), EPOCHS))
        shown.show(swept(RATES, replace(EPOCHS, count=3)))
        shown.show(swept(RATES, EPOCHS, measure="outcome"))
        shown.show(swept(replace(STARTS, high=float(high))))
    shown.show(swept(RATES, EPOCHS))
    settle(shown.chart)
    assert len(shown.chart.canvas.scene().items()) == before


def test_one_value_along_an_axis_is_a_cell_like_others(show_chart):
    document = swept(replace(RATES, count=1), replace(EPOCHS, count=1))
    chart = show_chart("sweep", document).chart
    assert chart.image.image.shape == (1, 1)
    assert chart.image.image[0, 0] == loop(document, (0, 0))
    assert chart.cell_at(scene_point(chart.plot, 0.02, 5.0)) == [0, 0]


# Looking closer


LIST_RATES = Axis(path="schedule.rate", values=[0.02, 0.3, 0.05, 0.1], count=4, spacing="list")


def on_screen(chart, x: float, y: float) -> str:
    """The colour of the pixel at a place of the plot."""
    picture = chart.canvas.grab().toImage()
    place = chart.canvas.mapFromScene(scene_point(chart.plot, x, y))
    return picture.pixelColor(place).name()


def test_cells_of_a_list_are_as_wide_as_their_values_are_apart(show_chart):
    shown = show_chart("sweep", swept(LIST_RATES, STARTS))
    chart = shown.chart
    chart.cut_button.setChecked(False)
    values = shown.snapshot.sweep.values.reshape(4, 5)[:, 0]
    viridis = pg.colormap.get("viridis")
    low, high = chart.image.getLevels()
    for rate, k in ((0.02, 0), (0.05, 2), (0.1, 3), (0.19, 3), (0.21, 1), (0.3, 1)):
        assert chart.cell_at(scene_point(chart.plot, rate, -2.0)) == [k, 0]
        found = np.array(pg.mkColor(on_screen(chart, rate, -2.0)).getRgb()[:3])
        wanted = viridis.map((values[k] - low) / (high - low))[:3]
        assert np.abs(found - wanted).max() <= 4, rate


def test_a_curve_over_a_list_goes_through_its_values_in_their_order(show_chart):
    chart = show_chart("sweep", swept(LIST_RATES)).chart
    x, y = chart.curve.x, chart.curve.y
    assert list(x) == [0.02, 0.05, 0.1, 0.3]
    assert by_hand.same(
        y, [by_hand.final("parabola", "exact", rate, -1.5, 20) for rate in (0.02, 0.05, 0.1, 0.3)]
    )


def test_cells_without_a_value_are_hatched_and_classes_have_patterns(show_chart):
    axis = Axis(path="schedule.rate", low=0.1, high=0.9, count=5)
    epochs = replace(EPOCHS, low=1, high=4000, count=2)
    shown = show_chart("sweep", swept(axis, epochs))
    chart = shown.chart
    assert chart.image.hatched
    x = chart.plot.getViewBox().viewPixelSize()[0]
    lost = {on_screen(chart, 0.9 + k * x, 4000.0) for k in range(5)}
    assert len(lost) == 2  # the background, and a line over it
    assert not {on_screen(chart, 0.1 + k * x, 1.0) for k in range(5)} & lost
    shown.show(swept(axis, epochs, measure="outcome"))
    diverged = {on_screen(chart, 0.9 + k * x, 4000.0) for k in range(9)}
    assert len(diverged) == 2
    assert CLASS_COLORS[0] in diverged


def test_the_legend_counts_the_classes(show_chart):
    axis = Axis(path="schedule.rate", low=0.1, high=0.9, count=5)
    epochs = replace(EPOCHS, low=2, high=4000, count=2)
    shown = show_chart("sweep", swept(axis, epochs, measure="outcome"))
    values = shown.snapshot.sweep.values
    classes = MEASURES["outcome"].classes
    assert len(np.unique(values)) > 1
    for k in np.unique(values):
        count = int((values == k).sum())
        assert f"{classes[k].title.source}: {count} ({100 * count // 10} %)" in shown.chart.legend.words
    assert len(shown.chart.legend.words) == len(np.unique(values))


def test_what_is_counted_so_far_does_not_look_final(show_chart):
    axis = Axis(path="schedule.rate", low=0.1, high=0.9, count=5)
    epochs = replace(EPOCHS, low=2, high=4000, count=2)
    shown = show_chart("sweep", swept(axis, epochs, measure="outcome"))
    chart, view = shown.chart, shown.snapshot.sweep
    whole = list(chart.legend.words)
    some = count_classes(view.values)
    some[some.argmax()] -= 1
    stopped = replace(view, known=9, counts=some, field=None, waiting=True)
    chart.show_snapshot(replace(shown.snapshot, sweep=stopped))
    assert chart.legend.words[0] == "9 of 10 cells so far:"
    assert len(chart.legend.words) == 1 + len(whole)
    labels = {label.text() for label in chart.legend.findChildren(QLabel) if label.isVisible()}
    assert set(chart.legend.words) <= labels
    assert chart.frame.coordinates.text() == "9 of 10 cells are computed: F5 computes all of them."
    chart.show_snapshot(shown.snapshot)
    assert chart.legend.words == whole


def test_basins_are_named_after_their_minima(show_chart):
    document = check(
        Document(
            objective=Choice(key="double_well"),
            descents=[Descent(start=[0.5], epochs=400)],
            sweeps=[
                Sweep(
                    axes=[
                        Axis(path="start.x", low=-1.5, high=1.5, count=4),
                        Axis(path="schedule.rate", low=0.05, high=0.1, count=2),
                    ],
                    measure="minimum",
                )
            ],
        )
    )
    shown = show_chart("sweep", document)
    assert sorted(shown.chart.legend.words) == ["minimum 1: 4 (50 %)", "minimum −1: 4 (50 %)"]


def test_the_cell_under_the_pointer_is_asked_for_and_let_go(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    asked = []
    shown.chart.intents.hovered.connect(asked.append)
    mouse = Mouse(shown.chart.canvas)
    place = scene_point(shown.chart.plot, values_of(RATES)[3], values_of(EPOCHS)[1])
    mouse.move(place)
    mouse.move(place + QPointF(1, 0))
    mouse.move(shown.chart.plot.getViewBox().sceneBoundingRect().bottomLeft() + QPointF(-25, -30))
    assert asked == [Replay(sweep=0, cell=[3, 1]), None]


def test_cuts_hold_the_row_and_the_column_of_a_cell(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", document)
    chart = shown.chart
    assert chart.cuts.side.isVisible()
    Mouse(chart.canvas).move(scene_point(chart.plot, values_of(RATES)[3], values_of(EPOCHS)[1]))
    x, y = chart.cuts.along_first.getOriginalDataset()
    assert by_hand.same(x, values_of(RATES))
    assert by_hand.same(y, [loop(document, (i, 1)) for i in range(RATES.count)])
    x, y = chart.cuts.along_second.getOriginalDataset()
    assert by_hand.same(y, values_of(EPOCHS))
    assert by_hand.same(x, [loop(document, (3, j)) for j in range(EPOCHS.count)])
    chart.cut_button.setChecked(False)
    assert not chart.cuts.side.isVisible()
    assert chart.cuts.cell is None


def test_on_a_logarithmic_scale_cuts_and_lines_show_logarithms(show_chart):
    document = changes.with_color_scale(swept(RATES, EPOCHS, measure="final_value"), 0, "log")
    shown = show_chart("sweep", document)
    chart, values = shown.chart, shown.snapshot.sweep.values.reshape(RATES.count, EPOCHS.count)
    Mouse(chart.canvas).move(scene_point(chart.plot, values_of(RATES)[0], values_of(EPOCHS)[1]))
    assert by_hand.same(chart.cuts.along_first.getOriginalDataset()[1], np.log10(values[:, 1]))
    assert by_hand.same(chart.cuts.along_second.getOriginalDataset()[0], np.log10(values[0]))
    told = [float(text) for text in chart.cuts.ends.texts()]
    assert told == pytest.approx([values[0].min(), values[0].max()], rel=5e-3)
    for line, column in zip(chart.lines.lines, values.T, strict=True):
        assert by_hand.same(line.getOriginalDataset()[1], np.log10(column))
    assert chart.family.getAxis("left").decades
    shown.show(changes.with_color_scale(document, 0, "linear"))
    assert by_hand.same(chart.lines.lines[0].getOriginalDataset()[1], values[:, 0])
    assert not chart.family.getAxis("left").decades


def test_before_somebody_points_the_cuts_go_through_the_descent_as_it_is_set_up(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", document)
    chart = shown.chart
    field = chart.plot.getViewBox().sceneBoundingRect()
    near = int(np.abs(values_of(RATES) - 0.1).argmin()), int(np.abs(values_of(EPOCHS) - 20).argmin())
    assert chart.cuts.cell == near
    x, y = chart.cuts.along_second.getOriginalDataset()
    assert by_hand.same(y, values_of(EPOCHS))
    assert by_hand.same(x, [loop(document, (near[0], j)) for j in range(EPOCHS.count)])
    # They follow it until somebody has pointed at a cell, and nothing moves away from the pointer.
    shown.show(changes.with_schedule_parameter(document, k=0, key="rate", value=0.49))
    assert chart.cuts.cell == (RATES.count - 1, near[1])
    mouse = Mouse(chart.canvas)
    mouse.move(scene_point(chart.plot, values_of(RATES)[3], values_of(EPOCHS)[1]))
    settle(chart)
    assert chart.plot.getViewBox().sceneBoundingRect() == field
    QApplication.sendEvent(chart.canvas, QEvent(QEvent.Type.Leave))
    settle(chart)
    assert chart.cuts.cell == (3, 1)
    assert chart.plot.getViewBox().sceneBoundingRect() == field


@pytest.mark.parametrize("start", ["random", [7.0]])
def test_where_the_axis_does_not_reach_the_descent_the_cuts_go_through_the_middle(show_chart, start):
    document = swept(STARTS, RATES)
    descent = replace(document.descents[0], start=start)
    chart = show_chart("sweep", replace(document, descents=[descent])).chart
    near = int(np.abs(values_of(RATES) - 0.1).argmin())
    assert chart.cuts.cell == (STARTS.count // 2, near)


def test_pinned_cells_are_marked_in_their_own_looks(show_chart):
    document = swept(RATES, EPOCHS)
    for cell in ([6, 2], [1, 1]):
        document = changes.with_pin(document, 0, cell)
    shown = show_chart("sweep", document)
    assert list(shown.chart.marks.pinned.data["x"]) == [values_of(RATES)[6], values_of(RATES)[1]]
    assert list(shown.chart.marks.pinned.data["y"]) == [values_of(EPOCHS)[2], values_of(EPOCHS)[1]]
    runs = shown.snapshot.shown[1:]
    assert [float(run.path[-1, 0]) for run in runs] == [loop(document, (6, 2)), loop(document, (1, 1))]


def test_a_rectangle_asks_for_the_part_within_it(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", document)
    chart, mouse = shown.chart, Mouse(shown.chart.canvas)
    chart.zooming.button.setChecked(True)
    first, last = scene_point(chart.plot, 0.1, 12.0), scene_point(chart.plot, 0.3, 33.0)
    mouse.press(first)
    mouse.drag_to((first + last) / 2)
    mouse.drag_to(last)
    mouse.release(last)
    (edit,) = shown.heard.edits
    zoom = edit.change(document)
    first_axis, second_axis = zoom.sweeps[0].axes
    assert (first_axis.low, first_axis.high) == pytest.approx((0.1, 0.3), abs=0.01)
    assert first_axis.count == RATES.count
    assert (second_axis.low, second_axis.high) == pytest.approx((12, 33), abs=1)
    assert not chart.zooming.button.isChecked()

    shown.show(check(zoom))
    settle(chart)
    for i, j in some_cells(zoom):
        assert chart.image.image[j, i] == loop(zoom, (i, j))
    chart._back()
    assert shown.heard.edits[-1].change(zoom).sweeps == document.sweeps
    shown.show(document)
    assert chart.zooming.forward_button.isEnabled()
    chart.zooming.forward_button.click()
    assert shown.heard.edits[-1].change(document).sweeps == zoom.sweeps


def entry(menu, words: str):
    menu.fill()
    (action,) = [action for action in menu.actions() if action.text() == words]
    return action


def test_the_menu_of_colours_changes_the_document(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", document)
    menu = shown.chart.color_menu
    entry(menu, "Magma").trigger()
    document = check(shown.heard.edits[-1].change(document))
    assert document.sweeps[0].color_map == "magma"
    shown.show(document)
    least = np.unravel_index(np.nanargmin(shown.chart.image.image), (8, 9))
    magma = pg.colormap.get("magma").map(0.0, mode="qcolor").name()
    assert painted(shown.chart.image, least[::-1]).name() == magma

    entry(menu, "Diverging").trigger()
    document = check(shown.heard.edits[-1].change(document))
    shown.show(document)
    menu.fill()
    (middle,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    next(action for action in middle.actions() if action.text() == "minimum 0.5").trigger()
    document = check(shown.heard.edits[-1].change(document))
    shown.show(document)
    low, high = shown.chart.image.getLevels()
    assert (low + high) / 2 == pytest.approx(0.5)

    fixed = entry(menu, "Fixed range")
    fixed.trigger()
    assert shown.heard.edits[-1].change(document).sweeps[0].colors is not None


def test_a_logarithmic_scale_shows_true_numbers_at_the_bar(show_chart):
    document = swept(RATES, EPOCHS, measure="final_value")
    shown = show_chart("sweep", document)
    entry(shown.chart.color_menu, "Logarithmic scale").trigger()
    document = check(shown.heard.edits[-1].change(document))
    shown.show(document)
    values = shown.snapshot.sweep.values.reshape(9, 8)
    image, (low, high) = shown.chart.image, shown.chart.image.getLevels()
    assert by_hand.same(image.image, values.T)
    assert (low, high) == pytest.approx(np.log10(np.percentile(values, [1, 99])))
    viridis = pg.colormap.get("viridis").getLookupTable(nPts=256)
    place = (np.log10(values[6, 2]) - low) / (high - low)
    wanted = viridis[min(max(int(place * 256), 0), 255)]
    assert painted(image, (6, 2)).getRgb()[:3] == tuple(wanted)
    assert shown.chart.bar.axis.tickStrings([0.0, 1.0, 2.0], 1.0, 1.0) == ["1", "10", "100"]


def test_a_figure_without_a_cut_has_no_empty_plot_at_its_side(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", document)
    shown.chart.as_figure()
    assert not shown.chart.cuts.side.isVisible()
    shown.show(changes.with_replay(document, 0, [6, 2]))
    assert shown.chart.cuts.side.isVisible()
    assert shown.chart.cuts.cell == (6, 2)


def test_the_cut_at_the_side_has_the_numbers_of_its_ends(show_chart):
    document = swept(RATES, EPOCHS)
    shown = show_chart("sweep", document)
    chart = shown.chart
    place = scene_point(chart.plot, values_of(RATES)[3], values_of(EPOCHS)[1])
    Mouse(chart.canvas).move(place)
    column = [loop(document, (3, j)) for j in range(EPOCHS.count)]
    told = [float(text.replace("−", "-")) for text in chart.cuts.ends.texts()]
    assert told == pytest.approx([min(column), max(column)], rel=5e-3)
    chart.cuts.ends.measure()
    ((_, ticks),), marks = chart.cuts.ends.picture.levels, chart.cuts.ends.picture.marks
    assert len(ticks) == 2
    box = chart.cuts.ends.boundingRect()
    assert [mark.text for mark in marks] == chart.cuts.ends.texts()
    assert all(box.contains(mark.area) for mark in marks)
    # The rows of the cut stand beside those of the field.
    field, side = (plot.getViewBox().sceneBoundingRect() for plot in (chart.plot, chart.cuts.side))
    assert (side.top(), side.bottom()) == pytest.approx((field.top(), field.bottom()), abs=1.0)


def test_ends_that_look_alike_get_more_digits_and_the_same_value_one_number(qtbot):
    axis = EndsAxis()
    axis.set_ends((1.00011, 1.00022))
    assert axis.texts() == ["1.0001", "1.0002"]
    axis.set_ends((2.5, 2.5))
    assert axis.texts() == ["2.5"]
    axis.set_ends(None)
    assert axis.texts() == []


def test_a_chart_that_was_filled_before_it_had_its_width_has_no_cut_where_it_is_narrow(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS), (600, 480), painted=False)
    assert shown.chart.cuts.side.isVisible()
    shown.chart.resize(230, 400)
    shown.chart.show()
    settle(shown.chart)
    assert not shown.chart.cuts.side.isVisible()
    assert shown.chart.canvas.ci.width() <= shown.chart.canvas.width() + 1


@pytest.mark.parametrize(("low", "high"), [(0.02, 0.3), (0.3, 0.02)])
def test_of_a_long_curve_no_more_is_drawn_than_the_screen_can_show(show_chart, low, high):
    document = swept(replace(RATES, low=low, high=high, count=50_000))
    chart = show_chart("sweep", document).chart
    whole = chart.curve.curve.getData()[0]
    width = chart.plot.getViewBox().width()
    assert width / 2 < len(whole) <= 4 * width
    assert not chart.curve.scatter.isVisible()
    chart.plot.setRange(xRange=(0.1, 0.101), padding=0)
    settle(chart)
    x, y = chart.curve.curve.getData()
    assert x[0] <= 0.1 < 0.101 <= x[-1]
    assert 150 < len(x) < 200
    exact = by_hand.final("parabola", "exact", float(x[9]), -1.5, 20)
    assert y[9] == pytest.approx(exact, rel=1e-6)
    # What is seen one by one has a symbol each.
    assert len(chart.curve.scatter.data) == len(x)
    chart.fit()
    settle(chart)
    assert not chart.curve.scatter.isVisible()
    np.testing.assert_array_equal(chart.curve.curve.getData()[0], whole)


def test_what_diverges_does_not_stretch_the_axis_of_a_curve(show_chart):
    document = swept(Axis(path="schedule.rate", low=0.0, high=1.5, count=61))
    for measure in ("final_position", "final_value"):
        chart = show_chart("sweep", changes.with_measure(document, 0, measure)).chart
        low, high = chart.plot.limits[1]
        assert np.abs(chart.curve.y).max() > 1e15
        assert high - low < 200
        y = chart.curve.curve.getData()[1]
        assert np.abs(y).max() < 20 * (high - low)
    asked = changes.with_colors(document, 0, (-5.0, 5.0))
    assert show_chart("sweep", asked).chart.plot.limits[1] == (-5.0, 5.0)


def test_a_curve_can_have_a_logarithmic_axis(show_chart):
    document = swept(Axis(path="schedule.rate", low=0.05, high=0.5, count=10), measure="final_value")
    shown = show_chart("sweep", document)
    chart = shown.chart
    chart.color_menu.fill()
    *_, log = chart.color_menu.actions()
    assert "Viridis" not in [action.text() for action in chart.color_menu.actions()]
    log.trigger()
    snapshot = shown.show(changes.with_replay(shown.heard.edits[-1].change(document), 0, [9]))
    values = snapshot.sweep.values
    assert by_hand.same(chart.curve.y, np.log10(values))
    assert chart.plot.getAxis("left").decades
    assert chart.plot.limits[1] == pytest.approx((np.log10(values.min()), np.log10(values.max())))
    (mark,) = chart.marks.replayed.data["y"]
    assert mark == np.log10(values[9])
    assert chart.curve.minima.lines == []
    # Where nothing lies above 0 there is no logarithm, and 0 lies below every range.
    starts = changes.with_color_scale(swept(STARTS), 0, "log")
    still = changes.with_schedule_parameter(starts, k=0, key="rate", value=0.0)
    ends = shown.show(still).sweep.values[:, 0]
    assert ends.tolist() == [-2.0, -1.0, 0.0, 1.0, 2.0]
    assert by_hand.same(np.isnan(chart.curve.y), ends < 0)
    assert chart.curve.undefined.last.tolist() == [-0.5]
    assert chart.curve.curve.getData()[1][2] < chart.plot.limits[1][0]


def test_where_a_curve_is_not_defined_it_is_hatched(show_chart):
    # From 1/3 on nothing converges, and so slow a rate as the first does not in time.
    document = swept(Axis(path="schedule.rate", low=0.02, high=0.5, count=25))
    document = changes.with_measure(document, 0, "epochs_to_tolerance")
    shown = show_chart("sweep", document)
    chart, undefined = shown.chart, shown.chart.curve.undefined
    missing = np.isnan(chart.curve.y)
    assert missing.any()
    assert not missing.all()
    centres = values_of(document.sweeps[0].axes[0])
    marked = [
        any(a < at < b for a, b in zip(undefined.first, undefined.last, strict=True)) for at in centres
    ]
    assert by_hand.same(np.array(marked), missing)
    painting = chart.canvas.grab().toImage()
    (low, high), border = chart.plot.limits[1], theme.current().border

    def lines_at(rate: float) -> int:
        places = (scene_point(chart.plot, rate, y) for y in np.linspace(low, high, 200))
        pixels = (chart.canvas.mapFromScene(place) for place in places)
        return sum(painting.pixelColor(pixel).name() == border for pixel in pixels)

    assert lines_at(centres[-2] + 0.008) > 10
    good = centres[np.flatnonzero(~missing)[2]] + 0.008
    assert lines_at(good) == 0
    # While it is being computed, what is not known yet is not undefined.
    begun = replace(shown.snapshot.sweep, known=3, running=True)
    chart.show_snapshot(replace(shown.snapshot, sweep=begun))
    assert len(undefined.first) == 0


def test_a_chart_says_what_a_sweep_that_was_stopped_waits_for(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    assert shown.chart.frame.coordinates.text() == ""
    waiting = replace(shown.snapshot.sweep, waiting=True, seconds=12.3)
    shown.chart.show_snapshot(replace(shown.snapshot, sweep=waiting))
    assert shown.chart.frame.coordinates.text() == "This sweep takes about 12 s here: F5 runs it."
    assert not shown.chart.waiting.isVisible()
    Mouse(shown.chart.canvas).move(scene_point(shown.chart.plot, 0.1, 12.0))
    assert "Epochs" in shown.chart.frame.coordinates.text()


def unknown(snapshot, **changes):
    """The same moment, with no cell known yet."""
    nothing = {"values": None, "counts": None, "field": None, "known": 0}
    return replace(snapshot, sweep=replace(snapshot.sweep, **(nothing | changes)))


@pytest.mark.parametrize("measure", ["final_position", "outcome"])
def test_of_a_long_sweep_there_is_but_the_plot_until_its_first_cells_are_known(show_chart, measure):
    shown = show_chart("sweep", changes.with_measure(swept(RATES, EPOCHS), 0, measure))
    chart = shown.chart
    parts = (chart.cuts.side, chart.bar, chart.family, chart.legend)
    before = [part.isVisible() for part in parts]
    assert any(before)
    height = chart.plot.geometry().height()
    for doing, told in (
        ({"waiting": True, "seconds": 245.0}, "This sweep takes about 4.1 min here: F5 runs it."),
        ({"running": True, "seconds": 245.0}, "The first cells are being computed …"),
    ):
        chart.show_snapshot(unknown(shown.snapshot, **doing))
        settle(chart)
        assert not any(part.isVisible() for part in parts)
        assert not chart.cut_button.isEnabled()
        assert chart.plot.geometry().height() > height or measure == "outcome"
        words, view = chart.waiting, chart.plot.getViewBox()
        assert words.textItem.toPlainText() == told
        assert chart.frame.coordinates.text() == ""
        box = words.mapRectToItem(view, words.boundingRect())
        assert box.center().x() == pytest.approx(view.width() / 2, abs=1)
        assert box.center().y() == pytest.approx(view.height() / 2, abs=1)
        assert 0 < box.left() < box.right() < view.width()
    chart.show_snapshot(shown.snapshot)
    settle(chart)
    assert [part.isVisible() for part in parts] == before
    assert not chart.waiting.isVisible()
    assert chart.plot.geometry().height() == pytest.approx(height)


def test_while_a_short_sweep_is_begun_nothing_comes_and_goes(show_chart):
    shown = show_chart("sweep", swept(RATES, EPOCHS))
    shown.chart.show_snapshot(unknown(shown.snapshot, running=True, seconds=0.4))
    assert shown.chart.family.isVisible()
    assert not shown.chart.waiting.isVisible()


def test_a_curve_that_waits_has_its_axis_and_no_heights(show_chart):
    shown = show_chart("sweep", swept(RATES))
    chart, axis = shown.chart, shown.chart.plot.getAxis("left")
    assert axis.picture.marks
    # As after another change, for which the chart arranges itself anew.
    chart._mode = None
    chart.show_snapshot(unknown(shown.snapshot, waiting=True, seconds=9.0))
    settle(chart)
    assert axis.picture.marks == []
    low, high = chart.plot.limits[0]
    assert low <= min(values_of(RATES)) < max(values_of(RATES)) <= high
    assert high - low < 1.3 * (max(values_of(RATES)) - min(values_of(RATES)))
    chart._mode = None
    chart.show_snapshot(shown.snapshot)
    settle(chart)
    assert axis.picture.marks


@pytest.mark.parametrize(
    "axes",
    [
        (Axis(path="start.x", low=-1e100, high=1e100, count=7), EPOCHS),
        (Axis(path="start.x", low=1e-100, high=2e-100, count=5), LOG_RATES),
        (
            Axis(path="start.x", low=-1e100, high=1e100, count=5),
            Axis(path="schedule.rate", low=1e-100, high=2e-100, count=5),
        ),
        (
            Axis(path="start.x", spacing="list", values=[1e100, 0.0, 1e-100]),
            Axis(path="schedule.rate", low=1e100, high=1e100, count=1),
        ),
    ],
)
def test_the_widest_and_the_narrowest_axes_can_be_painted(show_chart, axes: tuple[Axis, ...]) -> None:
    shown = show_chart("sweep", swept(*axes))
    assert not shown.chart.grab().isNull()


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_what_is_not_defined_can_be_seen_in_the_legend(qapp, name):
    theme.apply(qapp, name)
    look = theme.current()
    seen = undefined_swatch(20, 12)
    colors = {seen.pixelColor(x, y).name() for x in range(20) for y in range(12)}
    theme.apply(qapp, "light")
    assert colors == {QColor(look.background).name(), QColor(look.border).name()}
    assert len(colors) == 2
    assert abs(QColor(look.border).lightness() - QColor(look.background).lightness()) > 25


def test_a_logarithmic_bar_has_ticks_at_numbers_that_one_would_say(show_chart):
    shown = show_chart("sweep", changes.with_color_scale(swept(RATES, EPOCHS), 0, "log"))
    bar = shown.chart.bar
    for low, high, expected in (
        (0.0, 3.0, ["1", "10", "100", "1000", "2", "5", "20", "50", "200", "500"]),
        (-14.0, 0.0, ["1e−10", "1e−5", "1"]),
        (np.log10(1.5), np.log10(4.2), ["2", "3", "4"]),
        (np.log10(2.1), np.log10(2.9), ["2.2", "2.4", "2.6", "2.8"]),
        (np.log10(3.00012), np.log10(3.00045), ["3.0002", "3.0003", "3.0004"]),
    ):
        ticks = bar.axis.tickValues(low, high, 300)
        told = [text for s, at in ticks for text in bar.axis.tickStrings(at, 1.0, s) if text]
        assert set(told) == set(expected)
        bar.show_levels(Levels(low, high, True, "viridis"), 0)
        metrics = QFontMetricsF(theme.chart_font(-0.5))
        settle(shown.chart)
        widest = max(metrics.horizontalAdvance(text) for text in told)
        assert bar.axis.width() > widest + 5
    shown.show(swept(RATES, EPOCHS))
    assert bar.axis.tickStrings([0.0, 0.5], 1.0, 0.5) == ["0.0", "0.5"]
    assert bar.axis.tickValues(0.0, 3.0, 300)[0][1][-1] == 3.0


def test_a_curve_without_any_value_is_drawn_without_a_warning(show_chart):
    chart = show_chart("sweep", swept(RATES, measure="spread")).chart
    assert np.isnan(chart.curve.y).all()
    chart.resize(400, 300)
    settle(chart)
    assert not chart.grab().isNull()
