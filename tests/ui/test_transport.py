"""The transport shows where the player is, its keys and buttons move it, and nothing else does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from gdgui.ui.player import SPEEDS, Player
from gdgui.ui.transport import Transport
from gdgui.ui.window import Window

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def transport(plain_look):
    player = Player()
    player.set_length(200)
    made = Transport(player)
    made.player = player
    made.resize(900, 40)
    made.show()
    yield made
    player.pause()
    made.hide()
    made.deleteLater()


def press(transport, name: str) -> None:
    QTest.mouseClick(transport._buttons[name], Qt.MouseButton.LeftButton)


def test_buttons_move_the_player(transport):
    player = transport.player
    press(transport, "forward")
    press(transport, "forward")
    assert player.epoch == 2
    press(transport, "back")
    assert player.epoch == 1
    press(transport, "to-end")
    assert player.epoch == 200
    press(transport, "to-start")
    assert player.epoch == 0
    press(transport, "play")
    assert player.playing
    press(transport, "play")
    assert not player.playing


def test_a_longer_label_has_its_room_before_the_next_frame(transport):
    transport.player.set_length(123_456_789)
    label, slider = transport.label, transport.slider
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())
    assert label.geometry().right() < transport.width()
    assert slider.geometry().right() < label.geometry().left()


def test_the_label_and_the_slider_agree_with_the_player(transport):
    for epoch in (0, 17, 200):
        transport.player.seek(epoch)
        assert transport.slider.value() == epoch
        assert transport.label.text() == f"Epoch {epoch} of 200"
    transport.player.set_length(50)
    assert (transport.slider.maximum(), transport.slider.value()) == (50, 50)
    assert transport.label.text() == "Epoch 50 of 50"


def test_the_slider_goes_where_it_is_pressed_and_pauses(transport):
    transport.player.play()
    middle = QPoint(transport.slider.width() // 2, transport.slider.height() // 2)
    QTest.mouseClick(transport.slider, Qt.MouseButton.LeftButton, pos=middle)
    assert not transport.player.playing
    assert abs(transport.player.epoch - 100) <= 3


def test_a_press_of_play_never_makes_it_faster(transport):
    before = transport.player.speed
    for _ in range(20):
        press(transport, "play")
    assert transport.player.speed == before
    assert transport.player._timer.interval() == 16
    epochs = []
    transport.player.epoch_changed.connect(epochs.append)
    transport.player.step(1)
    assert epochs == [1]


def test_the_list_of_speeds_sets_the_speed_and_shows_it(transport):
    for index, speed in enumerate(SPEEDS):
        transport.speed.activated.emit(index)
        assert transport.player.speed == speed
    transport.player.set_speed(2.0)
    assert transport.speed.currentIndex() == SPEEDS.index(2.0)


def test_what_is_written_there_fits_and_does_not_move_the_rest(transport):
    places = set()
    for epoch in (0, 9, 99, 200):
        transport.player.seek(epoch)
        assert transport.label.sizeHint().width() <= transport.label.width()
        places.add(transport.slider.width())
    assert len(places) == 1


def test_another_epoch_has_nothing_laid_out_anew(transport):
    QApplication.processEvents()
    heard = []

    class Ear(QObject):
        def eventFilter(self, watched, event):
            heard.append(event.type())
            return False

    ear = Ear()
    transport.installEventFilter(ear)
    for epoch in (1, 22, 133):
        transport.player.seek(epoch)
        QApplication.processEvents()
    assert QEvent.Type.LayoutRequest not in heard


# In the window


@pytest.mark.parametrize(
    ("key", "modifier", "epoch"),
    [
        (Key.Key_Right, None, 31),
        (Key.Key_Left, None, 29),
        (Key.Key_Right, SHIFT, 40),
        (Key.Key_Left, SHIFT, 20),
        (Key.Key_Home, None, 0),
        (Key.Key_End, None, 120),
    ],
)
def test_keys_go_to_the_transport(window, key, modifier, epoch):
    window.player.seek(30)
    QTest.keyClick(window, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert window.player.epoch == epoch
    assert window.controller.document.descents[0].epochs == 120


def test_brackets_change_the_speed_by_one_entry(window):
    before = SPEEDS.index(window.player.speed)
    QTest.keyClick(window, Key.Key_BracketRight)
    assert window.player.speed == SPEEDS[before + 1]
    QTest.keyClick(window, Key.Key_BracketLeft)
    QTest.keyClick(window, Key.Key_BracketLeft)
    assert window.player.speed == SPEEDS[before - 1]


def test_space_plays_pauses_and_starts_again_at_the_end(window, qtbot):
    player = window.player
    player.set_speed(500.0)
    QTest.keyClick(window, Key.Key_Space)
    assert player.playing
    QTest.keyClick(window, Key.Key_Space)
    assert not player.playing
    QTest.keyClick(window, Key.Key_Space)
    qtbot.waitUntil(lambda: not player.playing)
    assert player.epoch == 120
    epochs = []
    player.epoch_changed.connect(epochs.append)
    QTest.keyClick(window, Key.Key_Space)
    assert epochs[0] == 0
    qtbot.waitUntil(lambda: not player.playing)
    assert epochs == list(range(epochs[0], epochs[-1] + 1)) or epochs == sorted(epochs)
    assert player.epoch == 120
    player.epoch_changed.disconnect(epochs.append)


@pytest.mark.parametrize("where", ["list", "across", "transport", "play", "canvas"])
def test_space_plays_wherever_one_has_clicked(window, qtbot, where):
    places = {
        "list": window.panels["descents"].rows.list,
        "across": window.across,
        "transport": window.transport,
        "play": window.transport._buttons["forward"],
        "canvas": window.charts["traces"].canvas,
    }
    QTest.mouseClick(places[where], Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    window.player.seek(30)
    for step in (1, 2):
        QTest.keyClick(focused(window), Key.Key_Right)
        assert window.player.epoch == 30 + step
    QTest.keyClick(focused(window), Key.Key_Space)
    assert window.player.playing


def focused(window):
    """Where the keys go."""
    return window.focusWidget() or window


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End, Key.Key_Space])
def test_a_text_keeps_its_keys(window, key):
    line: QLineEdit = window.panels["descents"].start.form.field("start.x").line
    line.setFocus()
    window.player.seek(30)
    QTest.keyClick(line, key)
    assert window.player.epoch == 30
    assert not window.player.playing
    QTest.keyClick(line, Key.Key_Escape)
    assert line.hasFocus()
    line.clearFocus()


def test_the_arrow_keys_of_a_slider_move_that_slider_alone(window, qtbot):
    slider = window.panels["descents"].start.form.field("start.x").slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    window.player.seek(30)
    QTest.keyClick(slider, Key.Key_Right)
    assert window.player.epoch == 30
    assert window.controller.document.descents[0].start[0] > 1.0
    slider.clearFocus()


def test_no_control_is_grey_while_it_plays(window):
    window.player.set_speed(0.5)
    before = {w: w.isEnabled() for w in window.findChildren(QToolButton)}
    QTest.keyClick(window, Key.Key_Space)
    assert window.player.playing
    for widget in window.findChildren(QToolButton):
        assert widget.isEnabled() == before[widget]
    for panel in window.panels.values():
        assert panel.isEnabled()


def turn(slider, angle: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    middle = QPointF(slider.width() / 2, slider.height() / 2)
    event = QWheelEvent(
        middle,
        QPointF(slider.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)


def test_a_notch_of_the_wheel_over_the_slider_is_an_epoch_and_with_shift_ten(transport):
    player = transport.player
    player.seek(50)
    turn(transport.slider, 120)
    assert player.epoch == 51
    turn(transport.slider, -240)
    assert player.epoch == 49
    turn(transport.slider, 120, SHIFT)
    assert player.epoch == 59
    turn(transport.slider, 40)
    turn(transport.slider, 40)
    assert player.epoch == 59
    turn(transport.slider, 40)
    assert player.epoch == 60


def test_the_part_of_the_epoch_is_named_while_sub_steps_are_shown(transport):
    assert transport.stage.isHidden()
    transport.sub_steps.click()
    press(transport, "forward")
    assert (transport.player.epoch, transport.stage.text()) == (0, "gradient")
    transport.sub_steps.click()
    assert transport.stage.isHidden()


def test_sub_steps_and_following_are_habits_that_are_remembered(open_window):
    window = open_window()
    window.transport.sub_steps.click()
    window.set_following(True)
    assert (window.settings.sub_steps, window.settings.follow_point) == (True, True)
    again = Window(window.settings)
    assert again.player.sub_steps
    assert again.charts["landscape"].follower.active
    again.shutdown()
    again.deleteLater()
    window.transport.sub_steps.click()
    window.set_following(False)
    assert (window.settings.sub_steps, window.settings.follow_point) == (False, False)
