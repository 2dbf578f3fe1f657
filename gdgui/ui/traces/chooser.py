"""The button that chooses what is drawn against the epoch, and on which axes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from gdgui.document import changes
from gdgui.document.model import Document
from gdgui.engine.message import Message
from gdgui.ui.intents import Intents
from gdgui.ui.language import tr
from gdgui.ui.traces.quantities import QUANTITIES


class Chooser(QToolButton):
    """The button and its menu: a click on a quantity shows it or takes it away."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self.setText(tr("Quantities"))
        self.setToolTip(tr("What is drawn against the epoch, and on which axes"))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.shown: dict[str, QAction] = {}
        self.logs: dict[str, QAction] = {}
        menu.addSection(tr("Show"))
        for key, quantity in QUANTITIES.items():
            self.shown[key] = self._add(menu, quantity.named(False), self._show, key)
        menu.addSection(tr("Logarithmic axis"))
        self.log_epochs = self._add(menu, tr("Epoch"), self._log_epochs, "")
        for key, quantity in QUANTITIES.items():
            self.logs[key] = self._add(menu, quantity.named(True), self._log, key)
        self.setMenu(menu)

    def show_document(self, document: Document) -> None:
        """Shows what is chosen in another document."""
        view = document.view
        for key, action in self.shown.items():
            action.setChecked(key in view.traces)
            # One trace at least is shown.
            action.setEnabled(view.traces != [key])
        for key, action in self.logs.items():
            action.setVisible(key in view.traces)
            action.setChecked(key in view.log_traces)
        self.log_epochs.setChecked(view.log_epochs)

    def _add(self, menu: QMenu, title: str, choose: Callable[[str, bool], None], key: str) -> QAction:
        action = QAction(title, menu)
        action.setCheckable(True)
        # A partial would be called without the state.
        action.triggered.connect(lambda checked: choose(key, checked))
        menu.addAction(action)
        return action

    def _show(self, key: str, shown: bool) -> None:
        change = partial(changes.with_trace, key=key, shown=shown, order=tuple(QUANTITIES))
        self._intents.edit(Message("Choose the traces"), change)

    def _log(self, key: str, logarithmic: bool) -> None:
        change = partial(changes.with_log_trace, key=key, logarithmic=logarithmic)
        self._intents.edit(Message("Change an axis"), change)

    def _log_epochs(self, _: str, logarithmic: bool) -> None:
        change = partial(changes.with_view, log_epochs=logarithmic)
        self._intents.edit(Message("Change an axis"), change)
