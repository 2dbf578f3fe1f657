"""Playback walks through stored epochs; pause, speed and scrubbing touch nothing else."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QObject

from gdgui.ui.player import SPEEDS, Player, nearest_speed
from gdgui.ui.stages import Stage


@pytest.fixture
def player(qapp: QObject) -> Player:
    made = Player()
    made.set_length(50)
    yield made
    made.pause()


def heard(signal: object) -> list[object]:
    values: list[object] = []
    signal.connect(values.append)
    return values


def test_it_begins_at_the_start_and_stands_still(player):
    assert (player.epoch, player.length, player.playing) == (0, 50, False)


def test_seeking_goes_no_further_than_there_is(player):
    player.seek(70)
    assert player.epoch == 50
    player.seek(-3)
    assert player.epoch == 0


def test_a_step_pauses_and_moves_by_exactly_so_many_epochs(player):
    player.play()
    player.step(1)
    assert not player.playing
    first = player.epoch
    player.step(10)
    assert player.epoch == first + 10
    player.step(-1)
    assert player.epoch == first + 9


def test_playing_reaches_the_end_and_pauses_there(player, qtbot):
    player.set_speed(500.0)
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda on: not on):
        player.play()
    assert player.epoch == 50


def test_every_epoch_comes_in_order(player, qtbot):
    epochs = heard(player.epoch_changed)
    player.set_speed(200.0)
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda on: not on):
        player.play()
    assert epochs == sorted(set(epochs))
    assert epochs[-1] == 50


def test_all_at_once_shows_the_end(player, qtbot):
    player.set_speed(math.inf)
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda on: not on):
        player.play()
    assert player.epoch == 50


def test_play_at_the_end_starts_again(player):
    player.to_end()
    player.play()
    assert player.epoch == 0
    assert player.playing


def test_playback_stops_where_a_descent_leaves_the_numbers_and_goes_on_when_asked(player, qtbot):
    player.set_length(60, stop_at=20)
    player.set_speed(math.inf)
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda on: not on):
        player.play()
    assert player.epoch == 20
    player.step(1)
    assert player.epoch == 21


def test_nothing_to_play_is_no_playback(qapp):
    player = Player()
    player.play()
    assert not player.playing


def test_a_shorter_record_takes_the_place_back_into_range(player):
    player.seek(50)
    player.set_length(30)
    assert player.epoch == 30


def test_faster_and_slower_stay_within_the_speeds(player):
    for _ in range(20):
        player.change_speed(1)
    assert player.speed == math.inf
    for _ in range(20):
        player.change_speed(-1)
    assert player.speed == SPEEDS[0]


@pytest.mark.parametrize("speed", SPEEDS)
def test_every_speed_is_its_own_nearest(speed):
    assert SPEEDS[nearest_speed(speed)] == speed


def test_a_press_of_play_connects_nothing_twice(player, qtbot):
    player.set_speed(math.inf)
    for _ in range(3):
        with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda on: not on):
            player.play()
        player.to_start()
    epochs = heard(player.epoch_changed)
    player.step(1)
    assert epochs == [1]


# Sub-steps


def test_sub_steps_go_through_the_parts_of_an_epoch_forward_and_back(player):
    stages, epochs = heard(player.stage_changed), heard(player.epoch_changed)
    player.set_sub_steps(True)
    for _ in range(5):
        player.nudge(1)
    assert stages == [
        Stage.POINT,
        Stage.GRADIENT,
        Stage.RATE,
        Stage.DISPLACEMENT,
        Stage.POINT,
        Stage.GRADIENT,
    ]
    assert epochs == [1]
    player.nudge(-2)
    assert (player.epoch, player.stage) == (0, Stage.DISPLACEMENT)
    player.step(10)
    assert (player.epoch, player.stage) == (10, Stage.POINT)
    player.to_end()
    player.nudge(1)
    assert (player.epoch, player.stage) == (50, Stage.POINT)


def test_without_sub_steps_the_smallest_step_is_an_epoch(player):
    player.nudge(1)
    assert (player.epoch, player.stage) == (1, Stage.WHOLE)
    player.set_sub_steps(True)
    player.nudge(2)
    player.set_sub_steps(False)
    assert (player.epoch, player.stage) == (1, Stage.WHOLE)


def test_slow_playback_shows_every_part_in_order_and_fast_playback_none(player, qtbot):
    player.set_length(2)
    player.set_sub_steps(True)
    stages = heard(player.stage_changed)
    player.set_speed(5.0)
    with qtbot.waitSignal(player.playing_changed, timeout=20_000, check_params_cb=lambda on: not on):
        player.play()
    # A slow machine may leave parts out; none comes twice or out of its order.
    order = [stage for stage in stages if stage is not Stage.POINT]
    assert order
    player.set_speed(100.0)
    stages.clear()
    with qtbot.waitSignal(player.playing_changed, timeout=20_000, check_params_cb=lambda on: not on):
        player.play()
    assert stages == []
