"""The transport: to start, back, play and pause, forward, to end, speed, and the epoch's slider."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from gdgui.ui import theme
from gdgui.ui.icons import set_icon
from gdgui.ui.language import number, tr
from gdgui.ui.player import SPEEDS, Player, nearest_speed
from gdgui.ui.quiet import Combo
from gdgui.ui.stages import TITLES, Stage

NOTCH = 120
"""The angle of one notch of a mouse wheel, in eighths of a degree."""


class EpochSlider(QSlider):
    """A slider whose handle jumps to where it is pressed.

    A notch of the mouse wheel over it is one step, with Shift ten.
    """

    turned = Signal(int)
    """By how many steps the wheel was turned; away from the hand is forward."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self._angle = 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        angle = event.angleDelta()
        # With Shift or Alt held some systems turn the other axis.
        self._angle += angle.y() or angle.x()
        notches = int(self._angle / NOTCH)
        self._angle -= notches * NOTCH
        if notches:
            ten = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.turned.emit(notches * (10 if ten else 1))
        event.accept()

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
        self._buttons = dict(self._make_buttons())
        self.speed = _make_speed()
        self.slider = _make_slider()
        self.sub_steps = _make_sub_steps()
        self.stage, self.label = QLabel(), QLabel()
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, theme.TIGHT, theme.MARGIN, theme.TIGHT)
        layout.setSpacing(theme.TIGHT)
        for widget in (*self._buttons.values(), self.speed, self.sub_steps):
            layout.addWidget(widget)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.stage)
        layout.addWidget(self.label)
        self._connect()
        self.restyle()
        self._show()

    def _make_buttons(self) -> Iterator[tuple[str, QToolButton]]:
        player = self._player
        for name, tip, action in (
            ("to-start", tr("To the start (Home)"), player.to_start),
            ("back", tr("One epoch back (←)"), partial(player.nudge, -1)),
            ("play", tr("Play or pause (Space)"), player.toggle),
            ("forward", tr("One epoch forward (→)"), partial(player.nudge, 1)),
            ("to-end", tr("To the end (End)"), player.to_end),
        ):
            button = QToolButton()
            button.setAutoRaise(True)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            set_icon(button, name)
            button.clicked.connect(partial(_run, action))
            yield name, button

    def _connect(self) -> None:
        player = self._player
        self.speed.activated.connect(self._pick_speed)
        self.slider.valueChanged.connect(self._scrub)
        self.slider.turned.connect(player.step)
        self.sub_steps.toggled.connect(player.set_sub_steps)
        # In every frame no more is done than has to be.
        player.epoch_changed.connect(self._show_place)
        player.length_changed.connect(self._show)
        player.playing_changed.connect(self._show)
        player.speed_changed.connect(self._show)
        player.stage_changed.connect(self._show_place)
        player.sub_steps_changed.connect(self._show)

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self._show()

    def _show(self, *_: object) -> None:
        player = self._player
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, player.length)
            self.slider.setPageStep(max(1, player.length // 20))
        set_icon(self._buttons["play"], "pause" if player.playing else "play")
        widest = tr("Epoch {epoch} of {length}", epoch=player.length, length=player.length)
        # Of a fixed size: else every other number in it would have the whole window laid out anew.
        metrics = self.label.fontMetrics()
        width, height = metrics.horizontalAdvance(widest) + 12, metrics.height() + 2
        if (width, height) != (self.label.minimumWidth(), self.label.minimumHeight()):
            self.label.setFixedSize(width, height)
            layout = self.layout()
            assert layout is not None
            layout.activate()  # a frame may come before Qt would lay it out, and show half of the words
        self.speed.setCurrentIndex(nearest_speed(player.speed))
        with QSignalBlocker(self.sub_steps):
            self.sub_steps.setChecked(player.sub_steps)
        self._show_place()

    def _show_place(self, *_: object) -> None:
        """The epoch, and the part of it."""
        player = self._player
        with QSignalBlocker(self.slider):
            self.slider.setValue(player.epoch)
        self.label.setText(tr("Epoch {epoch} of {length}", epoch=player.epoch, length=player.length))
        self.stage.setVisible(player.stage is not Stage.WHOLE)
        if player.stage is not Stage.WHOLE:
            self.stage.setText(tr(TITLES[player.stage]))
            metrics = self.stage.fontMetrics()
            self.stage.setMinimumWidth(
                max(metrics.horizontalAdvance(tr(title)) for title in TITLES.values()) + 4
            )

    def _scrub(self, epoch: int) -> None:
        self._player.pause()
        self._player.seek(epoch)

    def _pick_speed(self, index: int) -> None:
        self._player.set_speed(float(self.speed.itemData(index)))


def _run(action: object, _checked: bool = False) -> None:
    """A button's signal brings its checked state along, which no action here takes."""
    action()  # type: ignore[operator]


def _make_speed() -> Combo:
    speed = Combo()
    speed.setToolTip(tr("Speed in epochs a second ([ slower, ] faster)"))
    speed.setAccessibleName(tr("Speed"))
    speed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for value in SPEEDS:
        title = tr("all at once") if math.isinf(value) else tr("{speed}/s", speed=number(value))
        speed.addItem(title, value)
    return speed


def _make_slider() -> EpochSlider:
    slider = EpochSlider(Qt.Orientation.Horizontal)
    slider.setAccessibleName(tr("Epoch"))
    slider.setToolTip(
        tr("The epoch that is shown; the mouse wheel goes on by one, with Shift by ten")
    )
    slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return slider


def _make_sub_steps() -> QToolButton:
    button = QToolButton()
    button.setText(tr("Sub-steps"))
    button.setToolTip(
        tr("Show every epoch in its parts: gradient, learning rate, displacement, move")
    )
    button.setAutoRaise(True)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
