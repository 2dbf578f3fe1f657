"""The panels: what is typed and clicked becomes a change, and all of it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import by_hand
import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from stage import Heard, Shown, at_rest

from gdgui.document import changes, lesson, model
from gdgui.document.check import MOST_DESCENTS, check
from gdgui.document.model import RANDOM, Axis, Choice, Document
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import Message
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.ui import language
from gdgui.ui.figures import complete
from gdgui.ui.intents import Intents
from gdgui.ui.panels import PANELS, Panel

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
WIDTH = 340 - 16
"""What a dock of the usual width leaves to its panel beside the scroll bar, in pixels."""


@pytest.fixture
def show_panel(plain_look: None) -> Iterator[Callable[..., Shown]]:
    """Makes a panel of the usual width that shows a document."""
    made: list[Panel] = []

    def make(key: str, document: Document) -> Shown:
        intents = Intents()
        panel = PANELS[key].build(intents)
        made.append(panel)
        panel.intents = intents
        shown = Shown(panel, complete(check(document)), Heard(intents))
        panel.show_snapshot(shown.snapshot)
        panel.resize(WIDTH, 900)
        panel.show()
        QApplication.processEvents()
        return shown

    yield make
    for panel in made:
        panel.hide()
        panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    language.install("en")


def show_document(shown: Shown, document: Document) -> None:
    """Another document in the same panel, without its results being waited for."""
    shown.snapshot = complete(check(document))
    shown.chart.show_snapshot(shown.snapshot)
    QApplication.processEvents()


def wait(window, qtbot) -> Document:
    """The document, once everything has been computed."""
    qtbot.waitUntil(lambda: at_rest(window), timeout=20_000)
    return window.controller.document


def write(line: QLineEdit, text: str, end: Key | None = Key.Key_Return) -> None:
    """Types a text over the one that stands there."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    if end is not None:
        QTest.keyClick(line, end)


def clipped(root: QWidget) -> list[str]:
    """The texts that do not fit: labels that neither wrap nor end in dots, and buttons."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                fits = widget.heightForWidth(widget.width()) <= widget.height() + 2
            else:
                fits = widget.sizeHint().width() <= widget.width() + 1
        elif isinstance(widget, QPushButton | QToolButton) and widget.text():
            fits = widget.sizeHint().width() <= widget.width() + 1
        else:
            continue
        if not fits:
            found.append(f"{type(widget).__name__} “{widget.text()}”: {widget.size().toTuple()}")
    return found


def beyond(root: QWidget) -> list[str]:
    """The controls that reach over the panel's right edge."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.mapTo(root, widget.rect().topRight()).x() > root.width()
        and isinstance(widget, QLabel | QLineEdit | QPushButton | QToolButton)
    ]


# All panels


@pytest.mark.parametrize("key", sorted(PANELS))
def test_every_panel_shows_any_document_and_asks_for_nothing(show_panel, key):
    shown = show_panel(key, model.default())
    for document in (
        check(lesson.load("schedules_fair").scenes[0].document),
        check(lesson.load("rate_epochs").scenes[0].document),
        changes.with_measure(check(lesson.load("rate_epochs").scenes[0].document), 0, "outcome"),
        Document(objective=Choice(key="cubic")),
        model.default(),
    ):
        show_document(shown, document)
        shown.chart.show_epoch(3)
        shown.chart.restyle()
    assert shown.heard.all == []


@pytest.mark.parametrize("code", ["en", "ko"])
@pytest.mark.parametrize("key", sorted(set(PANELS) - {"step"}))
def test_no_text_is_clipped_at_the_usual_width(show_panel, qapp, key, code):
    language.install(code)
    shown = show_panel(key, model.default())
    many = changes.add_descent(check(model.default()))
    sweep = check(lesson.load("rate_epochs").scenes[0].document)
    documents = [model.default(), many, sweep, changes.with_measure(sweep, 0, "outcome")]
    if key == "schedule":
        documents += [changes.with_schedule(check(model.default()), 0, name) for name in SCHEDULES]
    elif key == "descents":
        documents += [changes.with_optimizer(check(model.default()), 0, name) for name in OPTIMIZERS]
        documents.append(changes.with_start(check(model.default()), 0, RANDOM))
    elif key == "function":
        documents += [changes.with_objective(check(model.default()), name) for name in OBJECTIVES]
        documents += [
            changes.with_gradient(check(model.default()), name)
            for name in GRADIENTS
            if GRADIENTS[name].unavailable(OBJECTIVES["gaussian_sine"]) is None
        ]
    for document in documents:
        short = [replace(descent, epochs=5) for descent in document.descents]
        show_document(shown, replace(document, descents=short))
        assert shown.chart.minimumSizeHint().width() <= WIDTH
        assert clipped(shown.chart) == []
        assert beyond(shown.chart) == []


@pytest.mark.parametrize("code", ["en", "ko"])
def test_no_text_of_a_lesson_is_clipped(show_panel, code):
    language.install(code)
    shown = show_panel("lesson", model.default())
    for opened in lesson.load_all():
        for scene in range(len(opened.scenes)):
            shown.chart.show_lesson(opened, scene)
            shown.chart.resize(WIDTH, shown.chart.sizeHint().height() + 900)
            QApplication.processEvents()
            assert clipped(shown.chart) == []
            assert beyond(shown.chart) == []


# The list of descents


def test_descents_are_added_duplicated_renamed_and_removed(window, qtbot):
    panel = window.panels["descents"]
    QTest.mouseClick(panel.rows.add, LEFT)
    document = wait(window, qtbot)
    assert [d.schedule.parameters["rate"] for d in document.descents] == [0.05, 0.1]
    assert panel.rows.list.count() == 2
    assert panel.rows.list.currentRow() == 1

    QTest.mouseClick(panel.rows.duplicate, LEFT)
    document = wait(window, qtbot)
    assert document.descents[2].schedule == document.descents[1].schedule

    QTest.mouseClick(panel.rows.rename, LEFT)
    editor = panel.rows.list.findChild(QLineEdit)
    write(editor, "third -5")
    qtbot.waitUntil(lambda: window.controller.document.descents[2].name == "third -5")
    wait(window, qtbot)
    assert panel.rows.list.item(2).text() == "third -5"

    QTest.mouseClick(panel.rows.remove, LEFT)
    QTest.mouseClick(panel.rows.remove, LEFT)
    document = wait(window, qtbot)
    assert len(document.descents) == 1
    assert not panel.rows.remove.isEnabled()
    QTest.mouseClick(panel.rows.remove, LEFT)
    assert window.controller.document is document
    assert panel.rows.list.count() == 1


def test_there_is_room_for_twelve_descents_and_no_more(window, qtbot):
    panel = window.panels["descents"]
    for _ in range(MOST_DESCENTS + 3):
        panel.rows.add.click()
        qtbot.waitUntil(lambda: window._snapshot.document is window.controller.document)
    assert len(wait(window, qtbot).descents) == MOST_DESCENTS
    assert not panel.rows.add.isEnabled()
    assert not panel.rows.duplicate.isEnabled()
    assert len(window.charts["landscape"].trails.points) == MOST_DESCENTS


def test_a_click_in_the_list_chooses_and_changes_nothing(window, qtbot):
    panel = window.panels["descents"]
    panel.rows.add.click()
    document = wait(window, qtbot)
    entry = window.controller.history.undo_title
    place = panel.rows.list.visualItemRect(panel.rows.list.item(0)).center()
    QTest.mouseClick(panel.rows.list.viewport(), LEFT, pos=place)
    chosen = wait(window, qtbot)
    assert chosen.view.descent == 0
    assert chosen.descents == document.descents
    assert window.controller.history.undo_title == entry
    assert window.panels["schedule"].form.field("rate").value() == 0.05


def test_a_name_that_is_too_long_is_refused_and_the_list_shows_the_old_one(window, qtbot):
    panel = window.panels["descents"]
    before = panel.rows.list.item(0).text()
    panel.rows.list.item(0).setText("a" * 300)
    assert window.notice.isVisible()
    assert window.controller.document.descents[0].name == ""
    qtbot.waitUntil(lambda: panel.rows.list.item(0).text() == before)


# Typing


def test_minus_five_is_minus_five(window, qtbot):
    field = window.panels["descents"].start.form.field("start.x")
    write(field.line, "-5")
    assert wait(window, qtbot).descents[0].start == [-5.0]
    assert field.line.text() == "-5"
    assert window.charts["landscape"].start.pos().x() == -5.0


def test_a_value_acts_while_it_is_typed_and_is_one_change(window, qtbot):
    field = window.panels["schedule"].form.field("rate")
    write(field.line, "0.123", end=None)
    assert wait(window, qtbot).descents[0].schedule.parameters["rate"] == 0.123
    assert field.line.text() == "0.123"
    QTest.keyClick(field.line, Key.Key_Return)
    window.controller.undo()
    assert wait(window, qtbot).descents[0].schedule.parameters["rate"] == 0.05
    assert window.controller.history.undo_title is None
    assert float(field.line.text()) == 0.05


@pytest.mark.parametrize(("text", "allowed"), [("-1", "from 0"), ("abc", "number"), ("", "number")])
def test_a_bad_number_leaves_the_last_good_state_and_is_told(window, qtbot, text, allowed):
    field = window.panels["schedule"].form.field("rate")
    before = window.controller.document
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClick(field.line, Key.Key_Delete)
    write(field.line, text)
    assert window.controller.document.descents[0].schedule.parameters["rate"] in (0.05, 1.0)
    assert field.sentence.isVisible()
    assert allowed in field.sentence.text()
    assert field.line.text() == text
    write(field.line, "0.05")
    assert not field.sentence.isVisible()
    assert wait(window, qtbot).descents == before.descents


def test_two_edits_of_two_fields_are_two_changes(window, qtbot):
    write(window.panels["schedule"].form.field("rate").line, "0.2")
    write(window.panels["descents"].start.form.field("start.x").line, "2")
    wait(window, qtbot)
    window.controller.undo()
    assert window.controller.document.descents[0].start == [1.0]
    assert window.controller.document.descents[0].schedule.parameters["rate"] == 0.2
    window.controller.undo()
    assert window.controller.document.descents[0].schedule.parameters["rate"] == 0.05
    wait(window, qtbot)


# Chance


def test_a_random_start_can_be_repeated_and_drawn_anew(window, qtbot):
    panel = window.panels["descents"]
    QTest.mouseClick(panel.start.random, LEFT)
    assert wait(window, qtbot).descents[0].start == RANDOM
    first = panel.start.form.field("start.x").value()
    assert window.charts["landscape"].start.pos().x() == first
    QTest.mouseClick(panel.start.dice, LEFT)
    seed = wait(window, qtbot).seed
    second = panel.start.form.field("start.x").value()
    assert seed != 1
    assert second != first
    write(panel.start.seed.line, "1")
    wait(window, qtbot)
    assert panel.start.form.field("start.x").value() == first
    write(panel.start.seed.line, str(seed))
    wait(window, qtbot)
    assert panel.start.form.field("start.x").value() == second
    QTest.mouseClick(panel.start.random, LEFT)
    assert wait(window, qtbot).descents[0].start == [second]


# Functions and rules


def test_a_function_is_chosen_and_what_it_lacks_goes_back_to_exact(window, qtbot):
    panel = window.panels["function"]
    panel.source.picked.emit("as_printed")
    assert wait(window, qtbot).gradient.key == "as_printed"
    panel.picker.picked.emit("parabola")
    document = wait(window, qtbot)
    assert document.objective.key == "parabola"
    assert document.gradient.key == "exact"
    assert panel.picker.key() == "parabola"
    assert panel.source.key() == "exact"


def test_a_schedule_that_does_not_fit_is_refused_and_the_list_goes_back(window, qtbot):
    panel = window.panels["schedule"]
    window.panels["function"].picker.picked.emit("cubic")
    wait(window, qtbot)
    before = window.controller.document
    panel.picker.set_key("polyak")
    panel.picker.picked.emit("polyak")
    assert window.notice.isVisible()
    assert window.controller.document is before
    assert panel.picker.key() == "constant"


def test_another_schedule_keeps_the_rate_that_was_set(window, qtbot):
    panel = window.panels["schedule"]
    write(panel.form.field("rate").line, "0.07")
    panel.picker.picked.emit("cosine")
    document = wait(window, qtbot)
    assert document.descents[0].schedule.key == "cosine"
    assert document.descents[0].schedule.parameters["rate"] == 0.07
    assert panel.form.field("rate").value() == 0.07


def test_the_small_plot_holds_the_rates_as_they_were(window, qtbot):
    panel = window.panels["schedule"]
    panel.picker.picked.emit("linear_to_zero")
    wait(window, qtbot)
    _, y = panel.line.getOriginalDataset()
    assert list(y) == [0.05 * (1.0 - (t + 1) / 120) for t in range(120)]


def test_an_optimizer_is_chosen_with_its_parameters(window, qtbot):
    panel = window.panels["descents"]
    panel.optimizer.picked.emit("momentum")
    assert wait(window, qtbot).descents[0].optimizer.key == "momentum"
    write(panel.optimizer_form.field("momentum").line, "0.5")
    assert wait(window, qtbot).descents[0].optimizer.parameters["momentum"] == 0.5


# The sweep


def choose(combo, data: object) -> None:
    """Picks an entry of a list as a person does."""
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def test_a_sweep_is_set_up_from_nothing(window, qtbot):
    panel = window.panels["sweep"]
    window.arrangement.show("sweep")
    (button,) = [b for b in panel.findChildren(QPushButton) if b.text() == "Sweep the chosen descent"]
    QTest.mouseClick(button, LEFT)
    document = wait(window, qtbot)
    assert [axis.path for axis in document.sweeps[0].axes] == ["schedule.rate"]
    assert window.charts["sweep"].isVisible()

    choose(panel.axes[1].path, "epochs")
    document = wait(window, qtbot)
    assert [axis.path for axis in document.sweeps[0].axes] == ["schedule.rate", "epochs"]
    write(panel.axes[1].count.line, "7")
    write(panel.axes[0].low.line, "0.01")
    choose(panel.axes[0].spacing, "log")
    document = wait(window, qtbot)
    assert document.sweeps[0].axes[0].spacing == "log"
    assert window._snapshot.sweep.plan.grid.shape == (50, 7)
    assert window._snapshot.sweep.done

    choose(panel.axes[1].path, "")
    assert len(wait(window, qtbot).sweeps[0].axes) == 1
    QTest.mouseClick(panel.remove, LEFT)
    assert wait(window, qtbot).sweeps == []
    assert not window.charts["sweep"].isVisible()


def test_a_choice_that_makes_no_sense_is_told_and_the_list_goes_back(window, qtbot):
    window.open_lesson("rate_epochs")
    before = wait(window, qtbot)
    row = window.panels["sweep"].axes[1]
    choose(row.path, "schedule.rate")
    assert "both axes" in window.notice.words.text()
    assert row.path.currentData() == "epochs"
    choose(window.panels["sweep"].axes[0].path, "start.x")
    wait(window, qtbot)
    choose(window.panels["sweep"].axes[0].spacing, "log")
    assert "above 0" in window.notice.words.text()
    assert window.panels["sweep"].axes[0].spacing.currentData() == "linear"
    assert before.sweeps[0].axes[1] == window.controller.document.sweeps[0].axes[1]


def test_colours_are_typed_and_taken_from_the_values(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    panel = window.panels["sweep"]
    assert not panel.automatic.isChecked()
    write(panel.high.line, "-1")
    assert wait(window, qtbot).sweeps[0].colors == (-1.45, -1.0)
    write(panel.high.line, "-2")
    assert "the lower one first" in panel.high.sentence.text()
    assert (panel.high.line.text(), panel.high.line.mark()) == ("-2", (0, 2))
    assert not window.notice.isVisible()
    assert wait(window, qtbot).sweeps[0].colors == (-1.45, -1.0)
    assert panel.high.line.text() == "-2"

    QTest.mouseClick(panel.automatic, LEFT)
    assert wait(window, qtbot).sweeps[0].colors is None
    values = window._snapshot.sweep.values
    levels = window.charts["sweep"].image.getLevels()
    assert tuple(levels) == pytest.approx(tuple(np.percentile(values, [1, 99])))
    assert (panel.low.value(), panel.high.value()) == pytest.approx(tuple(levels), rel=1e-3)
    QTest.mouseClick(panel.automatic, LEFT)
    assert wait(window, qtbot).sweeps[0].colors == pytest.approx(tuple(levels), rel=1e-3)


def test_a_measure_is_chosen(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    panel = window.panels["sweep"]
    choose(panel.measure, "outcome")
    assert wait(window, qtbot).sweeps[0].measure == "outcome"
    assert panel.colors.isHidden()
    choose(panel.measure, "final_value")
    wait(window, qtbot)
    assert not panel.colors.isHidden()
    assert window.charts["sweep"].frame.title.text() == panel.measure.currentText()


def test_values_of_an_axis_are_typed_one_by_one(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    row = window.panels["sweep"].axes[0]
    choose(row.spacing, "list")
    axis = wait(window, qtbot).sweeps[0].axes[0]
    assert (axis.spacing, len(axis.values)) == ("list", 8)
    assert axis.values[-1] == 0.1
    assert row.values.isVisibleTo(row)
    assert not row.ends.isVisibleTo(row)
    write(row.values.line, "0.3, 0.1 1/2")
    axis = wait(window, qtbot).sweeps[0].axes[0]
    assert axis.values == [0.3, 0.1, 0.5]
    assert list(window._snapshot.plan.sweeps[0].grid.axes[0].values) == [0.3, 0.1, 0.5]
    write(row.values.line, "0.3, soup")
    assert "soup" in row.values.sentence.text()
    assert wait(window, qtbot).sweeps[0].axes[0].values == [0.3]  # the last that made sense
    write(row.values.line, "0.3, 0.1, 0.5")
    wait(window, qtbot)
    choose(row.spacing, "log")
    axis = wait(window, qtbot).sweeps[0].axes[0]
    assert (axis.low, axis.high, axis.count, axis.values) == (0.1, 0.5, 3, [])


def test_what_makes_no_sense_on_an_axis_stays_as_typed_and_changes_nothing_else(window, qtbot):
    window.open_lesson("rate_epochs")
    before = wait(window, qtbot)
    window.arrangement.show("sweep")
    panel = window.panels["sweep"]
    row, undo = panel.axes[0], window.controller.history.undo_title

    def stays(field, text, why):
        """What was typed stands there, marked, with a sentence over the width of the row."""
        qtbot.waitUntil(lambda: at_rest(window) and why in field.sentence.text(), timeout=10_000)
        assert field.line.text() == text
        assert field.line.mark() == (0, len(text))
        assert field.sentence.width() == row.width()
        assert field.sentence.mapTo(row, QPoint(0, 0)).y() > field.geometry().bottom()
        assert window.controller.document == before
        assert window._snapshot.sweep.plan.grid.size == 2000
        assert window.controller.history.undo_title == undo
        assert not window.notice.isVisible()

    # On the way there are numbers that make sense: of 800,000 cells, for which nobody asked.
    write(row.count.line, "200000", None)
    assert row.count.line.cursorPosition() == 6
    stays(row.count, "200000", "8,000,000 cells are too many; allowed are up to 4,000,000 in all")
    assert row.count.sentence.text().endswith("(in use: 50)")
    QTest.keyClick(row.count.line, Key.Key_Return)
    stays(row.count, "200000", "8,000,000 cells")
    write(row.low.line, "abc")
    stays(row.low, "abc", "cannot be read as a number")
    assert row.low.height() <= row.low.line.height() + 1  # the row is no higher for it

    write(row.count.line, "60")
    axis = wait(window, qtbot).sweeps[0].axes[0]
    assert (axis.low, axis.count, row.count.sentence.text()) == (1e-10, 60, "")
    assert row.low.line.text() == "abc"
    before = window.controller.document
    window.controller.undo()
    assert wait(window, qtbot).sweeps[0].axes[0].count == 50


def test_an_end_that_a_logarithm_cannot_have_is_told_below_the_row(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    row = window.panels["sweep"].axes[0]
    choose(row.spacing, "log")
    before = wait(window, qtbot)
    # "0" is where 0.002 begins: that is given time.
    write(row.low.line, "0", None)
    assert row.low.sentence.text() == ""
    QTest.keyClicks(row.low.line, ".002")
    QTest.keyClick(row.low.line, Key.Key_Return)
    assert wait(window, qtbot).sweeps[0].axes[0].low == 0.002
    window.controller.undo()
    write(row.low.line, "0")
    assert "above 0, since the spacing is logarithmic (in use: 1e-10)" in row.low.sentence.text()
    assert wait(window, qtbot) == before
    assert row.low.line.text() == "0"
    choose(row.spacing, "linear")
    wait(window, qtbot)
    assert (row.low.line.text(), row.low.sentence.text()) == ("1e-10", "")


def test_whole_numbers_can_be_typed_and_spaced_logarithmically(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    row = window.panels["sweep"].axes[1]
    enabled = [row.spacing.model().item(k).isEnabled() for k in range(row.spacing.count())]
    assert enabled == [False, True, True, True]
    choose(row.spacing, "log")
    axis = wait(window, qtbot).sweeps[0].axes[1]
    assert (axis.low, axis.high, axis.spacing) == (10.0, 500.0, "log")
    epochs = window._snapshot.sweep.plan.grid.axes[1].values
    assert by_hand.same(epochs, np.round(np.geomspace(10, 500, 40)))
    choose(row.spacing, "list")
    wait(window, qtbot)
    write(row.values.line, "10, 100, 500")
    assert wait(window, qtbot).sweeps[0].axes[1].values == [10.0, 100.0, 500.0]
    choose(row.spacing, "integer")
    axis = wait(window, qtbot).sweeps[0].axes[1]
    assert (axis.low, axis.high, axis.spacing) == (10.0, 500.0, "integer")


def test_a_long_sweep_says_how_many_descents_and_epochs_it_is(window, qtbot):
    window.open_lesson("rate_sweep")
    wait(window, qtbot)
    axis = Axis(path="schedule.rate", low=0.001, high=0.01, count=2000)
    window.intents.edit(
        Message("Change"),
        # Under a rule that looks at t nobody comes to rest early.
        lambda d: changes.with_epochs(
            changes.with_schedule(changes.with_axis(d, 0, 0, axis), 0, "inverse_time"), 0, 1_000_000
        ),
    )
    panel = window.panels["sweep"]
    qtbot.waitUntil(lambda: "epochs in all" in panel.note.text())
    told = "2,000 cells from 2,000 descents, 2,000,000,000 epochs in all: about"
    assert panel.note.text().startswith(told)
    assert panel.run.isVisibleTo(panel)


def test_cells_are_repeated_where_something_is_random(window, qtbot):
    window.open_lesson("rate_sweep")
    wait(window, qtbot)
    panel = window.panels["sweep"]
    assert not panel.repeated.isVisibleTo(panel)
    window.open_lesson("random_starts")
    wait(window, qtbot)
    assert panel.repeated.isVisibleTo(panel)
    choose(panel.measure, "spread")
    wait(window, qtbot)
    assert np.isnan(window._snapshot.sweep.values).all()
    write(panel.repeats.line, "4")
    document = wait(window, qtbot)
    assert document.sweeps[0].repeats == 4
    assert (window._snapshot.sweep.values > 0).all()
    window.controller.undo()
    assert wait(window, qtbot).sweeps[0].repeats == 1


def test_a_sweep_tells_its_time_in_words_that_can_be_read_aloud(window, qtbot):
    window.open_lesson("rate_sweep")
    wait(window, qtbot)
    panel, snapshot = window.panels["sweep"], window._snapshot
    for seconds, words in ((0.0456, "in 45.6 ms"), (1.7254, "in 1.73 s"), (75.26, "in 75.3 s")):
        panel.show_snapshot(replace(snapshot, sweep=replace(snapshot.sweep, elapsed=seconds)))
        assert panel.note.text().endswith(words)


def test_where_nothing_has_a_value_a_sentence_says_why_and_no_range_is_shown(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    panel, chart = window.panels["sweep"], window.charts["sweep"]
    choose(panel.measure, "spread")
    wait(window, qtbot)
    assert chart.waiting.isVisible()
    assert chart.waiting.toPlainText().startswith("Nothing is by chance here")
    assert not chart.bar.isVisible()
    assert panel.colors.isHidden()
    choose(panel.measure, "final_value")
    wait(window, qtbot)
    assert not chart.waiting.isVisible()
    assert chart.bar.isVisible()
    assert not panel.colors.isHidden()
    window.open_lesson("random_starts")
    wait(window, qtbot)
    choose(panel.measure, "spread")
    wait(window, qtbot)
    assert chart.waiting.toPlainText().startswith("Each cell is run once")
    write(panel.repeats.line, "3")
    wait(window, qtbot)
    assert not chart.waiting.isVisible()


def test_classes_have_no_range_of_colours(window, qtbot):
    window.open_lesson("rate_sweep")
    wait(window, qtbot)
    panel = window.panels["sweep"]
    for measure, counted in (("minimum", False), ("outcome", False), ("final_value", True)):
        choose(panel.measure, measure)
        wait(window, qtbot)
        assert panel.colors.isVisibleTo(panel) == counted
        assert panel.range_name.text() == "Range"
