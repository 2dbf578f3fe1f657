"""Playback of finished epochs: play, pause, step, scrub, speed.

Streaming is not playback.  The worker computes at full speed; the player's timer walks through what
is stored, so pause, speed and scrubbing never touch a thread.
"""

from __future__ import annotations

import math
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot

SPEEDS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, math.inf)
"""Epochs a second; the last one is all at once."""

FRAME = 16
"""Milliseconds from frame to frame."""


def nearest_speed(speed: float) -> int:
    """The index of the entry of SPEEDS that comes nearest to `speed`."""
    if math.isinf(speed):
        return len(SPEEDS) - 1
    return min(range(len(SPEEDS) - 1), key=lambda k: abs(math.log(SPEEDS[k] / speed)))


class Player(QObject):
    """The place in the recorded epochs, and whether it moves.

    Epoch e shows the position x_e: 0 is the start, `length` the end.
    """

    epoch_changed = Signal(int)
    playing_changed = Signal(bool)
    length_changed = Signal(int)
    speed_changed = Signal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._epoch = 0
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
        epoch = min(max(epoch, 0), self._length)
        self._at = float(epoch)
        if epoch != self._epoch:
            self._epoch = epoch
            self.epoch_changed.emit(epoch)

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
        self.seek_playing(int(place))
        if place >= end:
            self.pause()

    def seek_playing(self, epoch: int) -> None:
        """Shows an epoch without losing the fraction of one that has been played already."""
        at = self._at
        self.seek(epoch)
        self._at = min(at, float(self._length))
