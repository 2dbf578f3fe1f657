"""A strip that says in what the compared descents differ; a click makes them equal in it."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gdgui.document import fairness
from gdgui.engine.message import InputError, Message
from gdgui.ui import theme
from gdgui.ui.intents import Intents
from gdgui.ui.language import number, tr
from gdgui.ui.naming import descent_name
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.verdict import link


class FairnessStrip(QLabel):
    """The strip; see the module."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._snapshot: Snapshot | None = None
        self._shown: object = None
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.linkActivated.connect(self._equalise)
        self.hide()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Compares the descents on screen."""
        self._snapshot = snapshot
        document = snapshot.document
        content = (document.objective, document.gradient, document.descents, document.seed)
        wanted = (*content, document.view.descent, theme.current().name)
        if wanted == self._shown:
            return
        self._shown = wanted
        if len(fairness.compared(document)) < 2:
            self.hide()
            return
        try:
            found = fairness.differences(document, snapshot.plan)
        except InputError:  # A rule that cannot take its first step is told of elsewhere.
            found = ()
        self.setVisible(bool(found))
        links = [self._aspect(difference) for difference in found]
        heading = tr("Different:")
        self.setText(f"{escape(heading)} {', '.join(links)}")
        told = [self._told(snapshot, difference) for difference in found]
        hint = tr("A click makes all descents equal to the chosen one in this.")
        self.setToolTip("<br>".join((*told, escape(hint))))

    def restyle(self) -> None:
        """Takes on the colours of the theme."""
        self._shown = None
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def _aspect(self, difference: fairness.Difference) -> str:
        shown = escape(tr(difference.title)).replace(" ", "&nbsp;")
        return link(difference.aspect, shown) if difference.aspect in fairness.EQUALISED else shown

    def _told(self, snapshot: Snapshot, difference: fairness.Difference) -> str:
        """The values of the descents in one aspect, for the tooltip."""
        rows = [
            f"{escape(descent_name(snapshot.document.descents[k]))}: {_words(value)}"
            for k, value in difference.values.items()
        ]
        return f"<b>{escape(tr(difference.title))}</b>: " + ", ".join(rows)

    def _equalise(self, aspect: str) -> None:
        assert self._snapshot is not None
        k = self._snapshot.document.view.descent
        change = partial(fairness.equal, aspect=aspect, k=k)
        self._intents.edit(Message("Make the descents equal"), change)


def _words(value: fairness.Value) -> str:
    return "–" if value is None else ", ".join(number(part, 4) for part in value)
