"""The button for what is done by hand: guessing the next point, and the step at the best rate."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from gdgui.ui.language import tr


class ByHand(QToolButton):
    """The button and its menu."""

    turn_toggled = Signal(bool)
    best_step_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("By hand"))
        self.setToolTip(tr("Guess the next point, or see one step at the best rate"))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.turn = QAction(tr("Your turn: click where the next point will be"), menu)
        self.best_step = QAction(tr("One step at the best rate, with Newton's step beside it"), menu)
        for action, signal in (
            (self.turn, self.turn_toggled),
            (self.best_step, self.best_step_toggled),
        ):
            action.setCheckable(True)
            action.toggled.connect(signal)
            menu.addAction(action)
        self.setMenu(menu)
