"""The transport: to start, back, play and pause, forward, to end, speed, and the epoch's slider."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from gdgui.ui import theme
from gdgui.ui.icons import set_icon
from gdgui.ui.language import number, tr
from gdgui.ui.player import SPEEDS, Player, nearest_speed
from gdgui.ui.quiet import Combo


class EpochSlider(QSlider):
    """A slider whose handle jumps to where it is pressed."""

    def mousePressEvent(self, event: object) -> None:
        if event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
            share = event.position().x() / max(self.width(), 1)  # type: ignore[attr-defined]
            self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))
        super().mousePressEvent(event)  # type: ignore[arg-type]


class Transport(QWidget):
    """Buttons for a player; it shows where the player is, and nothing else moves it."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self._buttons: dict[str, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.TIGHT, theme.MARGIN, theme.TIGHT)
        layout.setSpacing(theme.TIGHT)
        for name, tip, action in (
            ("to-start", tr("To the start (Home)"), player.to_start),
            ("back", tr("One epoch back (←)"), partial(player.step, -1)),
            ("play", tr("Play or pause (Space)"), player.toggle),
            ("forward", tr("One epoch forward (→)"), partial(player.step, 1)),
            ("to-end", tr("To the end (End)"), player.to_end),
        ):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            set_icon(button, name)
            button.clicked.connect(partial(_run, action))
            self._buttons[name] = button
            layout.addWidget(button)
        self.speed = Combo()
        self.speed.setToolTip(tr("Speed in epochs a second ([ slower, ] faster)"))
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for value in SPEEDS:
            title = tr("all at once") if math.isinf(value) else tr("{speed}/s", speed=number(value))
            self.speed.addItem(title, value)
        self.slider = EpochSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Epoch"))
        self.slider.setToolTip(tr("The epoch that is shown"))
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.label = QLabel()
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        layout.addWidget(self.speed)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.label)
        self.speed.activated.connect(self._pick_speed)
        self.slider.valueChanged.connect(self._scrub)
        player.epoch_changed.connect(self._show)
        player.length_changed.connect(self._show)
        player.playing_changed.connect(self._show)
        player.speed_changed.connect(self._show)
        self.restyle()
        self._show()

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self._show()

    def _show(self, *_: object) -> None:
        player = self._player
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, player.length)
            self.slider.setPageStep(max(1, player.length // 20))
            self.slider.setValue(player.epoch)
        set_icon(self._buttons["play"], "pause" if player.playing else "play")
        self.label.setText(tr("Epoch {epoch} of {length}", epoch=player.epoch, length=player.length))
        widest = tr("Epoch {epoch} of {length}", epoch=player.length, length=player.length)
        self.label.setMinimumWidth(self.label.fontMetrics().horizontalAdvance(widest) + 12)
        self.speed.setCurrentIndex(nearest_speed(player.speed))

    def _scrub(self, epoch: int) -> None:
        self._player.pause()
        self._player.seek(epoch)

    def _pick_speed(self, index: int) -> None:
        self._player.set_speed(float(self.speed.itemData(index)))


def _run(action: object, _checked: bool = False) -> None:
    """A button's signal brings its checked state along, which no action here takes."""
    action()  # type: ignore[operator]
