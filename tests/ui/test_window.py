"""The window as a person meets it: the first minute, the mouse, undo, lessons, files, the way out."""

from __future__ import annotations

import gc
from functools import partial

import by_hand
import numpy as np
import pytest
from mouse import Mouse
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSettings, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDockWidget,
    QMenu,
    QSlider,
)
from stage import Heard, at_rest, end_window, scene_point, settle, working

from gdgui.document import changes, lesson, model
from gdgui.document.check import check
from gdgui.document.model import Axis, Choice, Descent, Document, Scheduled, Sweep
from gdgui.document.plan import plan
from gdgui.engine.message import Message
from gdgui.ui import language, theme
from gdgui.ui.charts import CHARTS
from gdgui.ui.panels import PANELS
from gdgui.ui.quiet import Button
from gdgui.ui.settings import Settings
from gdgui.ui.window import Window

Key = Qt.Key
LESSONS = lesson.keys()


def edit(window, change, merge: str = "") -> None:
    window.intents.edit(Message("Change"), change, merge)


def wait(window, qtbot, timeout: int = 20_000) -> None:
    qtbot.waitUntil(lambda: at_rest(window), timeout=timeout)


def actions(window) -> dict[str, object]:
    """Every action of the menus, by its text."""
    return {
        action.text(): action
        for found in window.menuBar().findChildren(QMenu)
        for action in found.actions()
        if action.text()
    }


def menu(window, title: str) -> QMenu:
    """The menu of the bar with this title."""
    (found,) = [a.menu() for a in window.menuBar().actions() if a.text().replace("&", "") == title]
    return found


def chart_action(window, key: str):
    """The entry of a chart in the View menu; charts stand there before panels."""
    entries = [action for action in menu(window, "View").actions() if action.isCheckable()]
    return entries[list(CHARTS.load()).index(key)]


def items(window) -> dict[str, int]:
    """How many things are drawn in each chart."""
    return {key: len(chart.canvas.scene().items()) for key, chart in window.charts.items()}


# The first minute


def test_a_descent_stands_there_at_the_first_start_and_space_runs_it(open_window, qtbot):
    window = open_window()
    wait(window, qtbot)
    record = by_hand.descend("gaussian_sine", "exact", "constant", 0.05, 1.0, 120)
    landscape = window.charts["landscape"]
    assert window.player.epoch == 0
    window.player.set_speed(500.0)
    QTest.keyClick(window, Key.Key_Space)
    assert window.player.playing
    qtbot.waitUntil(lambda: not window.player.playing)
    assert window.player.epoch == 120
    assert by_hand.same(landscape.trails.strokes[0].getOriginalDataset()[0], record.position)
    assert window.transport.label.text() == "Epoch 120 of 120"
    assert landscape.verdict.isVisible()
    assert not window.isWindowModified()


def test_everything_lies_inside_a_small_laptop_screen(window):
    frame = QRect(QPoint(0, 0), window.size())
    assert (window.width(), window.height()) == (1366, 768)
    for button in window.transport._buttons.values():
        assert button.isVisible()
        assert frame.contains(QRect(button.mapTo(window, QPoint(0, 0)), button.size()))
    docks = [dock for key, dock in window.docks.items() if window.arrangement.is_in_front(key)]
    assert len(docks) >= 3
    for widget in (window.transport.label, window.transport.slider, window.menuBar(), *docks):
        assert frame.contains(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))


@pytest.mark.parametrize("key", ["", "rate_epochs", "schedules_fair"])
def test_the_window_needs_no_more_than_a_very_small_screen(window, qtbot, key):
    if key:
        window.open_lesson(key)
    wait(window, qtbot)
    settle(window)
    least = window.minimumSizeHint()
    assert least.width() <= 1280
    assert least.height() <= 640


def test_no_dock_can_be_made_so_narrow_that_its_panel_is_cut(window):
    settle(window)
    for key, dock in window.docks.items():
        panel, area = window.panels.get(key), dock.widget()
        if panel is not None and window.arrangement.is_in_front(key):
            assert area.minimumSizeHint().width() > panel.minimumSizeHint().width() > 50
            assert panel.width() >= panel.minimumSizeHint().width()


def test_charts_do_not_lie_over_each_other(window):
    shown = [c for key, c in window.charts.items() if window.across.is_shown(key)]
    places = [QRect(c.mapTo(window, QPoint(0, 0)), c.size()) for c in shown]
    assert len(places) >= 2
    for k, place in enumerate(places):
        assert place.width() > 200
        assert place.height() > 100
        assert not any(place.intersects(other) for other in places[k + 1 :])


# The mouse


def test_every_chart_follows_the_start_between_press_and_release(window, qtbot):
    landscape, traces = window.charts["landscape"], window.charts["traces"]
    settle(window)
    mouse = Mouse(landscape.canvas)
    mouse.press(scene_point(landscape.plot, 1.0, by_hand.gaussian_sine(np.float64(1.0))))
    seen = []
    for x in (0.8, 0.4, -0.3, -0.9):
        mouse.drag_to(scene_point(landscape.plot, x, 0.2))
        wait(window, qtbot)
        start = window.controller.document.descents[0].start[0]
        assert start == pytest.approx(x, abs=0.03)
        record = by_hand.descend("gaussian_sine", "exact", "constant", 0.05, start, 120)
        assert landscape.trails.strokes[0].getOriginalDataset()[0][0] == start
        assert by_hand.same(traces.traces[0].lines[0].ahead.yData, record.position)
        assert landscape.start.pos().x() == start
        assert window.panels["descents"].start.form.field("start.x").value() == start
        seen.append(start)
    mouse.release(scene_point(landscape.plot, -0.9, 0.2))
    wait(window, qtbot)
    assert window.controller.document.descents[0].start == [seen[-1]]
    window.controller.undo()
    assert window.controller.document.descents[0].start == [1.0]
    assert window.controller.history.undo_title is None
    window.controller.redo()
    assert window.controller.document.descents[0].start == [seen[-1]]
    wait(window, qtbot)


def test_a_click_in_the_margin_erases_nothing(window, qtbot):
    before, entry = window.controller.document, window.controller.history.undo_title
    for key in ("landscape", "traces"):
        canvas = window.charts[key].canvas
        mouse = Mouse(canvas)
        corner = canvas.mapToScene(QPoint(3, canvas.height() - 4))
        mouse.click(QPointF(corner))
        mouse.click(QPointF(canvas.mapToScene(QPoint(3, canvas.height() // 2))))
    assert window.controller.document is before
    assert window.controller.history.undo_title is entry
    assert window.player.epoch == 0


def test_a_click_on_a_cell_replays_that_very_descent_and_escape_ends_it(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    settle(window)
    chart = window.charts["sweep"]
    rates, epochs = np.linspace(1e-10, 0.1, 50), np.round(np.linspace(10, 500, 40))
    for i, j in ((30, 20), (3, 39)):
        Mouse(chart.canvas).click(scene_point(chart.plot, rates[i], epochs[j]))
        wait(window, qtbot)
        assert window.controller.document.view.replay.cell == [i, j]
        assert window.player.playing
        path = window.charts["landscape"].trails.strokes
        replay = window._snapshot.replay
        record = by_hand.descend("gaussian_sine", "exact", "constant", rates[i], 0.0, int(epochs[j]))
        assert by_hand.same(replay.path[:, 0], record.position)
        assert chart.image.image[j, i] == record.position[-1]
        assert len(path) == 2
        window.player.to_end()
        assert path_end(window) == record.position[-1]
    # A closer look keeps the cell, and does not play it anew.
    chart.zooming.rectangle.drawn.emit(QRectF(0.0, 250.0, 0.05, 250.0))
    wait(window, qtbot)
    view = window.controller.document.view
    assert window._snapshot.sweep.plan.grid.axes[0].values[view.replay.cell[0]] == pytest.approx(
        rates[3], abs=0.05 / 98
    )
    assert not window.player.playing
    assert window._snapshot.replay.epochs == 500
    window.menus.undo.trigger()
    wait(window, qtbot)
    assert window.controller.document.view.replay.cell == [3, 39]
    assert not window.player.playing
    QTest.keyClick(window, Key.Key_Escape)
    wait(window, qtbot)
    assert window._snapshot.replay is None
    assert len(window.charts["landscape"].trails.strokes) == 1
    assert not window.isWindowModified()


def path_end(window) -> float:
    """Where the last trail of the landscape ends."""
    return window.charts["landscape"].trails.strokes[-1].getOriginalDataset()[0][-1]


def test_a_second_click_on_a_cell_plays_it_again_and_pins_it(window, qtbot):
    window.open_lesson("rate_sweep")
    wait(window, qtbot)
    settle(window)
    chart = window.charts["sweep"]
    x, y = chart.curve.x[30], chart.curve.y[30]
    for pinned in (0, 1, 0):
        Mouse(chart.canvas).click(scene_point(chart.plot, x, y))
        wait(window, qtbot)
        assert window.player.playing
        assert len(window.controller.document.view.pins) == pinned
        window.player.to_end()


def test_the_colour_bar_sets_the_colours_as_one_change(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    settle(window)
    chart = window.charts["sweep"]
    entry = window.controller.history.undo_title
    mouse = Mouse(chart.canvas)
    handle = chart.bar.getViewBox().mapViewToScene(QPointF(0.5, 191.0))
    mouse.press(handle)
    for step in range(1, 6):
        mouse.drag_to(handle + QPointF(0, 5 * step))
        wait(window, qtbot)
    mouse.release(handle + QPointF(0, 25))
    wait(window, qtbot)
    low, high = window.controller.document.sweeps[0].colors
    assert low == pytest.approx(-1.45)
    assert -1.44 < high < -1.2
    assert tuple(chart.image.getLevels()) == pytest.approx((low, high))
    panel = window.panels["sweep"]
    assert (panel.low.value(), panel.high.value()) == (low, high)
    window.controller.undo()
    assert window.controller.document.sweeps[0].colors == (-1.45, -1.2)
    assert window.controller.history.undo_title == entry
    wait(window, qtbot)


def test_the_wheel_over_a_panel_changes_no_number(window):
    before = window.controller.document
    for panel in window.panels.values():
        for widget in (*panel.findChildren(QComboBox), *panel.findChildren(QSlider)):
            place = QPointF(5, 5)
            wheel = QWheelEvent(
                place,
                QPointF(widget.mapToGlobal(place.toPoint())),
                QPoint(0, 0),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(widget, wheel)
    assert window.controller.document is before


# Runs without end


def test_items_do_not_pile_up_and_nothing_is_connected_twice(window, qtbot):
    heard = Heard(window.intents)
    settle(window)
    before = items(window)
    for k in range(20):
        edit(window, lambda d, x=k / 10: changes.with_start(d, 0, [x]))
        if k % 10 == 0:
            edit(window, changes.add_descent)
            wait(window, qtbot)
            edit(window, lambda d: changes.remove_descent(d, 1))
        with qtbot.waitSignal(window.controller.changed):
            pass
    edit(window, lambda d: changes.with_start(d, 0, [1.0]))
    wait(window, qtbot)
    settle(window)
    assert items(window) == before
    heard.all.clear()
    QTest.mouseClick(window.panels["descents"].rows.add, Qt.MouseButton.LeftButton)
    assert heard.names == ["edited"]
    wait(window, qtbot)


def test_showing_a_snapshot_asks_for_nothing(window, qtbot):
    heard = Heard(window.intents)
    for document in (
        changes.add_sweep(check(model.default())),
        check(lesson.load("schedules_fair").scenes[1].document),
        check(lesson.load("rate_epochs").scenes[0].document),
    ):
        window.controller.open(document, plan(document))
        wait(window, qtbot)
        window.restyle()
        for epoch in (0, 5, window.player.length):
            window.player.seek(epoch)
    assert heard.all == []


def test_the_window_never_waits_for_the_engine(window, qtbot, let_through):
    edit(window, lambda d: changes.with_epochs(d, 0, 1_000_000))
    let_through.release(2)
    qtbot.waitUntil(lambda: window._snapshot.runs[0].epochs == 64 * 5, timeout=10_000)
    # It can be played, and taken back, while the worker is in the middle of it.
    QTest.keyClick(window, Key.Key_Space)
    assert window.player.playing
    qtbot.waitUntil(lambda: window.player.epoch > 1, timeout=10_000)
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.controller.document.descents[0].epochs == 120
    let_through.release(100)
    wait(window, qtbot)
    assert window.player.length == 120


def test_a_descent_that_overflows_stops_playing_where_it_leaves(window, qtbot, capfd):
    edit(window, lambda d: changes.with_objective(d, "parabola"))
    edit(window, lambda d: changes.with_epochs(d, 0, 400))
    wait(window, qtbot)
    capfd.readouterr()
    edit(window, lambda d: changes.with_schedule_parameter(d, 0, "rate", 10.0))
    wait(window, qtbot)
    record = by_hand.descend("parabola", "exact", "constant", 10.0, -1.5, 400)
    first = next(t for t, x in enumerate(record.position) if not abs(x) <= 4e6)
    window.player.set_speed(500.0)
    QTest.keyClick(window, Key.Key_Space)
    qtbot.waitUntil(lambda: not window.player.playing)
    settle(window)
    assert window.player.epoch == first
    verdict = window.charts["landscape"].verdict
    assert verdict.isVisible()
    assert f"at epoch {first - 1}" in verdict.toPlainText()
    window.player.to_end()
    settle(window)
    told = [
        line for line in "".join(capfd.readouterr()).splitlines() if "propagateSizeHints" not in line
    ]
    assert told == []


# Sweeps


def test_a_long_sweep_waits_shows_how_long_runs_and_stops(window, qtbot):
    rates = Axis(path="schedule.rate", low=0.001, high=0.01, count=2000)
    edit(window, changes.add_sweep)
    # Under a rule that looks at t nobody comes to rest early.
    edit(window, lambda d: changes.with_schedule(d, 0, "inverse_time"))
    edit(window, lambda d: changes.with_epochs(changes.with_axis(d, 0, 0, rates), 0, 1_000_000))
    window.arrangement.show("sweep")
    panel = window.panels["sweep"]
    qtbot.waitUntil(lambda: panel.run.isVisible())
    assert "about" in panel.note.text()
    assert window._snapshot.sweep.values is None
    assert not panel.stop.isVisible()
    QTest.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.stop.isVisible())
    assert panel.progress.isVisible()
    assert not panel.run.isVisible()
    assert window.controller.snapshot().sweep.running
    QTest.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.run.isVisible())
    assert not panel.progress.isVisible()
    QTest.keyClick(window, Key.Key_F5)
    assert window.controller.snapshot().sweep.running
    QTest.keyClick(window, Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert window.controller.snapshot().sweep.waiting


def test_space_plays_after_a_press_on_a_button_that_vanishes(window, qtbot):
    window.arrangement.show("sweep")
    panel = window.panels["sweep"]
    name = window.panels["function"].picker.currentText()

    def press(button):
        """With the mouse, and after it Space, which has to play."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not button.isVisible(), timeout=10_000)
        QTest.keyClick(window.focusWidget() or window, Key.Key_Space)
        assert window.player.playing
        window.player.pause()

    (add,) = (b for b in panel.findChildren(Button) if b.text() == "Sweep the chosen descent")
    press(add)
    rates = Axis(path="schedule.rate", low=1e-5, high=1e-4, count=2000)
    edit(window, lambda d: changes.with_axis(changes.with_epochs(d, 0, 1_000_000), 0, 0, rates))
    qtbot.waitUntil(lambda: panel.run.isVisible(), timeout=10_000)
    press(panel.run)
    qtbot.waitUntil(lambda: panel.stop.isVisible(), timeout=10_000)
    press(panel.stop)
    assert window.panels["function"].picker.currentText() == name

    # Who comes with the Tab key stays where the buttons are.
    qtbot.waitUntil(lambda: panel.run.isVisible(), timeout=10_000)
    panel.run.setFocus(Qt.FocusReason.TabFocusReason)
    for button, heir in ((panel.run, panel.stop), (panel.stop, panel.run)):
        QTest.keyClick(button, Key.Key_Space)
        qtbot.waitUntil(heir.hasFocus, timeout=10_000)
    assert not window.player.playing


# Undo


def test_undo_and_redo_restore_documents_and_name_what_they_do(window, qtbot):
    documents = [window.controller.document]
    for change in (
        lambda d: changes.with_start(d, 0, [2.0]),
        changes.add_descent,
        lambda d: changes.with_objective(d, "parabola"),
    ):
        window.intents.edit(Message("Move the start"), change)
        documents.append(window.controller.document)
    undo, redo = window.menus.undo, window.menus.redo
    assert undo.text() == "Undo: Move the start"
    assert not redo.isEnabled()
    for expected in documents[-2::-1]:
        QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert window.controller.document == expected
    assert not undo.isEnabled()
    assert redo.text() == "Redo: Move the start"
    for expected in documents[1:]:
        QTest.keyClick(window, Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        assert window.controller.document == expected
    wait(window, qtbot)


# Lessons


@pytest.mark.parametrize("key", LESSONS)
def test_every_scene_opens_raises_its_panel_and_shows_its_charts(window, qtbot, key):
    opened = lesson.load(key)
    for scene, part in enumerate(opened.scenes):
        window.open_lesson(key, scene)
        assert window.controller.document == check(part.document)
        qtbot.waitUntil(lambda: window._snapshot.document is window.controller.document)
        assert window.player.epoch == 0
        assert not window.player.playing
        shown = {name for name in window.charts if window.charts[name].isVisible()}
        assert shown == set(part.document.view.charts)
        panel = part.document.view.panel
        if PANELS[panel].tab != PANELS["lesson"].tab:
            qtbot.waitUntil(lambda panel=panel: window.arrangement.is_in_front(panel))
        qtbot.waitUntil(lambda: window.arrangement.is_in_front("lesson"))
        assert opened.title["en"] in window.windowTitle()
        assert not window.isWindowModified()


def test_a_scene_is_chosen_in_its_panel(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    panel = window.panels["lesson"]
    panel._group.button(2).click()
    wait(window, qtbot)
    assert window.controller.document.gradient.key == "as_printed"


def test_a_lesson_that_is_not_there_is_a_sentence(window):
    before = window.controller.document
    window.open_lesson("no such lesson")
    assert window.notice.isVisible()
    assert "no such lesson" in window.notice.words.text()
    assert window.controller.document is before


# The View menu


def test_charts_that_are_hidden_come_back_by_the_view_menu(window, qtbot):
    shown = [key for key in window.charts if window.across.is_shown(key)]
    for key in shown:
        action = chart_action(window, key)
        action.trigger()
        assert not window.charts[key].isVisible()
        action.trigger()
        assert window.charts[key].isVisible()
        run = window._snapshot.runs[0]
        assert run.outcome is not None


def test_a_chart_that_a_lesson_leaves_out_can_be_shown_all_the_same(window, qtbot):
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    assert not window.charts["traces"].isVisible()
    chart_action(window, "traces").trigger()
    assert window.charts["traces"].isVisible()
    assert by_hand.same(
        window.charts["traces"].traces[0].lines[0].ahead.yData,
        by_hand.descend("gaussian_sine", "exact", "constant", 0.01, 0.0, 500).position,
    )
    window.open_lesson("rate_epochs")
    wait(window, qtbot)
    assert not window.charts["traces"].isVisible()


def test_no_entry_of_the_view_menu_does_nothing(window):
    menu(window, "View").aboutToShow.emit()
    for key, entry in CHARTS.load().items():
        action = chart_action(window, key)
        assert action.text() == str(entry.title)
        assert action.isEnabled() == entry.wanted(window._snapshot)
        assert action.isChecked() == window.charts[key].isVisible()


def test_docks_can_be_hidden_and_come_back(window):
    for key, entry in PANELS.load().items():
        dock = window.docks[key]
        toggle = dock.toggleViewAction()
        before = dock.isVisible()
        if toggle.isChecked():
            toggle.trigger()
            assert not dock.isVisible()
        toggle.trigger()
        assert not dock.isHidden(), entry.key
        if not before and dock.isHidden() == before:
            toggle.trigger()


def test_every_key_in_the_menus_is_there_once(window):
    keys = [
        shortcut.toString()
        for action in actions(window).values()
        for shortcut in action.shortcuts()
        if shortcut != QKeySequence()
    ]
    assert len(keys) == len(set(keys))


# Looks and languages


def test_a_change_of_language_rebuilds_everything_and_keeps_the_document(open_window, qtbot):
    window = open_window()
    edit(window, lambda d: changes.with_start(d, 0, [-2.5]))
    wait(window, qtbot)
    window.player.seek(40)
    window.docks["descents"].setFloating(False)
    window.arrangement.show("sweep")
    qtbot.waitUntil(lambda: window.arrangement.is_in_front("sweep"))
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before, document = census(window), window.controller.document
    english = {key: dock.windowTitle() for key, dock in window.docks.items()}
    for code in ("ko", "en", "ko", "en"):
        language.install(code)
        window.build()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        wait(window, qtbot)
        assert window.controller.document is document
        assert window.player.epoch == 40
        assert window.isWindowModified()
        assert len(window.charts["landscape"].trails.strokes[0].getOriginalDataset()[0]) == 41
        titles = {key: dock.windowTitle() for key, dock in window.docks.items()}
        assert (titles == english) == (code == "en")
        qtbot.waitUntil(lambda: window.arrangement.is_in_front("sweep"))
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert census(window) == before
    heard = Heard(window.intents)
    window.panels["descents"].rows.add.click()
    assert heard.names == ["edited"]


def alive(kinds) -> int:
    """How many objects of these kinds there are in the whole program."""
    wanted = tuple(kinds)
    return sum(isinstance(thing, wanted) for thing in gc.get_objects())


def census(window) -> dict[str, int]:
    """How many of everything hang on the window."""
    return {
        "menus": sum(m.title() != "" for m in window.menuBar().findChildren(QMenu)),
        "docks": len(window.findChildren(QDockWidget)),
        "actions": sum(len(action.menu().actions()) for action in window.menuBar().actions()),
        "items": sum(items(window).values()),
        "charts": alive(type(chart) for chart in window.charts.values()),
        "panels": alive(type(panel) for panel in window.panels.values()),
    }


def test_the_window_fills_the_screen_and_stands_as_before(open_window, qtbot):
    window = open_window()
    full = actions(window)["Full screen"]
    assert full.shortcut() == QKeySequence("F11")
    window.showMaximized()
    full.trigger()
    assert window.isFullScreen()
    menu(window, "View").aboutToShow.emit()
    assert full.isChecked()
    # Who ends like this does not begin like this.
    other = open_window()
    other.settings.geometry = window.saveGeometry()
    other._restore()
    assert not other.isFullScreen()
    full.trigger()
    assert window.isMaximized()
    assert not window.isFullScreen()


def test_the_arrangement_can_be_reset(open_window, qtbot):
    window = open_window()
    wait(window, qtbot)
    window.show_chart("traces", False)
    window.docks["descents"].hide()
    window.docks["function"].setFloating(True)
    window.reset_arrangement()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: window.charts["traces"].isVisible())
    assert window.docks["descents"].isVisible()
    assert not window.docks["function"].isFloating()
    wait(window, qtbot)


def test_every_theme_is_painted_in_its_own_colours_in_both_languages(open_window, qtbot, qapp):
    window = open_window()
    for code in ("en", "ko"):
        language.install(code)
        window.build()
        for name in ("dark", "contrast", "system", "light"):
            look = theme.apply(qapp, name)
            window.restyle()
            QApplication.processEvents()
            chart = window.charts["landscape"]
            picture = chart.grab().toImage()
            assert picture.pixelColor(3, picture.height() - 3).name() == look.background
            assert chart.curves.function.opts["pen"].color().name() == look.curve
            ground = window.panels["descents"].grab().toImage().pixelColor(1, 1).name()
            assert ground == look.window
    wait(window, qtbot)


def test_the_arrangement_is_kept_for_the_next_start(open_window, qtbot, tmp_path):
    first = open_window()
    wait(first, qtbot)
    first.docks["descents"].hide()
    first.close()
    assert first.settings.state is not None
    again = Window(first.settings)
    again.show()
    assert again.docks["descents"].isHidden()
    again.shutdown()
    again.hide()
    again.deleteLater()


# The catalogue


@pytest.mark.parametrize("key", sorted(CHARTS))
def test_every_chart_is_built_and_shows_what_it_wants(show_chart, key):
    for document in (
        model.default(),
        check(lesson.load("rate_epochs").scenes[0].document),
        check(lesson.load("schedules_fair").scenes[1].document),
    ):
        shown = show_chart(key, document)
        shown.chart.show_epoch(0)
        shown.chart.restyle()
        shown.chart.fit()
        assert not shown.chart.grab().isNull()
        assert shown.heard.edits == []


def test_shutting_down_twice_does_no_harm(open_window):
    window = open_window()
    window.shutdown()
    window.shutdown()
    assert not working(window.controller)


def test_a_window_that_closes_in_the_middle_of_a_sweep_leaves_nothing_running(open_window, qtbot):
    rates = Axis(path="schedule.rate", low=0.001, high=0.01, count=2000)
    descent = Descent(start=[1.0], epochs=1_000_000, schedule=Scheduled(parameters={"rate": 0.1}))
    window = open_window(
        check(
            Document(
                objective=Choice(key="gaussian_sine"), descents=[descent], sweeps=[Sweep(axes=[rates])]
            )
        )
    )
    window.intents.run_requested.emit()
    assert window.controller.snapshot().sweep.running
    assert window.close()
    assert not working(window.controller)


def test_while_only_the_sweep_goes_on_nobody_else_is_told(window, monkeypatch):
    told = []
    assert window.panels["sweep"]  # is made when it is asked for
    for part in (*window.charts.values(), *window.panels.values()):
        monkeypatch.setattr(
            part, "show_snapshot", lambda snapshot, part=part: told.append(type(part).__name__)
        )
    now = window.controller.snapshot()
    window._show(replace(now, busy=not now.busy))
    assert set(told) == {"SweepPanel"}
    told.clear()
    window._show(replace(now, theory=replace(now.theory)))
    assert len(told) == len([chart for chart in window.charts.values() if chart.isVisible()]) + len(
        window.panels
    )


def test_rebuilt_in_another_language_everything_stands_where_it_stood(open_window, qtbot):
    window = open_window()
    qtbot.waitUntil(lambda: at_rest(window), timeout=10_000)

    def heights():
        return {key: window.docks[key].height() for key in ("function", "schedule", "step")}

    before, width = heights(), window.docks["function"].width()
    for _ in range(2):
        window.build()
        qtbot.waitUntil(lambda: window.docks["step"].height() < 2 * before["step"], timeout=10_000)
        settle(window)
        assert window.docks["function"].width() == width
        assert all(abs(now - before[key]) <= 40 for key, now in heights().items())


def test_who_starts_with_a_lesson_has_nothing_to_undo(tmp_path, qapp):
    path = str(tmp_path / "settings.ini")
    window = Window(Settings(QSettings(path, QSettings.Format.IniFormat)))
    try:
        window.open_lesson("rate_epochs")
        assert window.controller.history.undo_title is None
        assert not window.controller.history.modified
    finally:
        end_window(window)


def test_undo_to_before_a_lesson_takes_its_text_away_and_redo_brings_it_back(window, qtbot):
    panel = window.panels["lesson"]
    before = window.title()
    window.open_lesson("rate_epochs", 1)
    opened = window.title()
    assert opened != before
    assert panel._lesson is not None
    window.intents.edit(Message("Change"), partial(changes.with_start, k=0, start=[0.5]))
    assert window.title() == opened, "what is made out of a lesson's document still belongs to it"
    for title, there in ((opened, True), (before, False)):
        window.controller.undo()
        assert window.title() == title
        assert (panel._lesson is not None) == there
    window.controller.redo()
    assert window.title() == opened
    assert panel._lesson is not None
    window.build()
    assert window.panels["lesson"]._lesson is not None
    window.files.new()
    assert window.title() == before
    assert window.panels["lesson"]._lesson is None
