"""Playback of finished epochs: play, pause, step, scrub, speed.

Streaming is not playback.  The worker computes at full speed; the player's timer walks through what
is stored, so pause, speed and scrubbing never touch a thread.
"""

from __future__ import annotations

import math
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gdgui.ui.stages import PER_EPOCH, Stage

SPEEDS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, math.inf)
"""Epochs a second; the last one is all at once."""

FASTEST_STAGES = 10.0
"""Epochs a second above which playback shows no sub-steps: nobody could follow them."""

FRAME = 16
"""Milliseconds from frame to frame."""


def nearest_speed(speed: float) -> int:
    """The index of the entry of SPEEDS that comes nearest to `speed`."""
    if math.isinf(speed):
        return len(SPEEDS) - 1
    return min(range(len(SPEEDS) - 1), key=lambda k: abs(math.log(SPEEDS[k] / speed)))


class Player(QObject):
    """The place in the recorded epochs, and whether it moves.

    Epoch e shows the position x_e: 0 is the start, `length` the end.  With `sub_steps` it goes through
    the stages of every epoch; at the end there is no further step, and so only the point.
    """

    epoch_changed = Signal(int)
    playing_changed = Signal(bool)
    length_changed = Signal(int)
    speed_changed = Signal(float)
    stage_changed = Signal(int)
    """The Stage that is shown."""
    sub_steps_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._epoch = 0
        self._stage = Stage.WHOLE
        self._sub_steps = False
        self._length = 0
        self._stop_at = 0
        self._speed = 20.0
        self._at = 0.0
        self._time = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._tick)

    @property
    def epoch(self) -> int:
        """The epoch that is shown."""
        return self._epoch

    @property
    def stage(self) -> Stage:
        """How much of the epoch's step is shown."""
        return self._stage

    @property
    def sub_steps(self) -> bool:
        """Whether an epoch is shown in its parts."""
        return self._sub_steps

    def set_sub_steps(self, on: bool) -> None:
        """Shows every epoch in its parts, or as a whole."""
        if on != self._sub_steps:
            self._sub_steps = on
            self.sub_steps_changed.emit(on)
            self._set_stage(Stage.POINT if on else Stage.WHOLE)

    @property
    def length(self) -> int:
        """The last epoch that can be shown."""
        return self._length

    @property
    def playing(self) -> bool:
        """Whether it moves by itself."""
        return self._timer.isActive()

    @property
    def speed(self) -> float:
        """Epochs a second."""
        return self._speed

    def set_length(self, length: int, stop_at: int | None = None) -> None:
        """How many epochs there are; playback ends at `stop_at`, where a descent leaves the numbers.

        The place stays where it is, as far as it still exists.
        """
        self._stop_at = length if stop_at is None else min(stop_at, length)
        if length != self._length:
            self._length = length
            self.length_changed.emit(length)
            if self._epoch > length:
                self.seek(length)

    def set_speed(self, speed: float) -> None:
        """Sets the speed, one of SPEEDS or any other number of epochs a second above 0."""
        if speed != self._speed:
            self._speed = speed
            self.speed_changed.emit(speed)

    def change_speed(self, steps: int) -> None:
        """Goes to the next faster or slower of SPEEDS."""
        at = nearest_speed(self._speed) + steps
        self.set_speed(SPEEDS[min(max(at, 0), len(SPEEDS) - 1)])

    @Slot(int)
    def seek(self, epoch: int) -> None:
        """Shows an epoch."""
        self._show(min(max(epoch, 0), self._length), 0)
        self._at = float(self._epoch)

    def _show(self, epoch: int, part: int) -> None:
        """An epoch, and the part of it where sub-steps are shown."""
        # The part first: whoever draws the new epoch finds the stage that belongs to it.
        self._set_stage(Stage(Stage.POINT + part) if self._sub_steps else Stage.WHOLE)
        if epoch != self._epoch:
            self._epoch = epoch
            self.epoch_changed.emit(epoch)

    def _set_stage(self, stage: Stage) -> None:
        if stage != self._stage:
            self._stage = stage
            self.stage_changed.emit(int(stage))

    @Slot()
    def to_start(self) -> None:
        """Back to epoch 0."""
        self.pause()
        self.seek(0)

    @Slot()
    def to_end(self) -> None:
        """To the last epoch."""
        self.pause()
        self.seek(self._length)

    def step(self, epochs: int) -> None:
        """Forward or back by some epochs, pausing."""
        self.pause()
        self.seek(self._epoch + epochs)

    def nudge(self, steps: int) -> None:
        """Forward or back by the smallest steps that there are, pausing: sub-steps, or else epochs."""
        if not self._sub_steps:
            self.step(steps)
            return
        self.pause()
        at = self._epoch * PER_EPOCH + (self._stage - Stage.POINT) + steps
        epoch, part = divmod(min(max(at, 0), self._length * PER_EPOCH), PER_EPOCH)
        self._show(epoch, part)
        self._at = epoch + part / PER_EPOCH

    @Slot()
    def toggle(self) -> None:
        """Plays or pauses; at the end it starts again."""
        if self.playing:
            self.pause()
        else:
            self.play()

    @Slot()
    def play(self) -> None:
        """Plays on from here, or from the start where this is the end."""
        if self._length == 0:
            return
        if self._epoch >= self._length or self._epoch == self._stop_at:
            self.seek(0)
        self._time = perf_counter()
        if not self.playing:
            self._timer.start()
            self.playing_changed.emit(True)

    @Slot()
    def pause(self) -> None:
        """Stays where it is."""
        if self.playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    @Slot()
    def _tick(self) -> None:
        now = perf_counter()
        self._at += min(now - self._time, 0.25) * self._speed if self._speed < math.inf else math.inf
        self._time = now
        end = self._stop_at if self._epoch < self._stop_at else self._length
        place = min(self._at, float(end))
        self._show_place(place)
        if place >= end:
            self.pause()

    def _show_place(self, place: float) -> None:
        """Shows a place between two epochs, and keeps the fraction that has been played already."""
        epoch = int(place)
        slow = self._sub_steps and self._speed <= FASTEST_STAGES
        self._show(epoch, int((place - epoch) * PER_EPOCH) if slow else 0)
        self._at = min(self._at, float(self._length))
