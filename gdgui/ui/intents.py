"""What a person wants, as signals: the only way in which anything flows back from a view."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from gdgui.document.changes import Change
from gdgui.document.model import Document
from gdgui.engine.message import InputError, Message

Refused = Callable[[InputError, Document], None]
"""Is told why an edit made no sense, and which document stays."""


class Edit(Struct, frozen=True):
    """A change of the document: its name in the menu, the change, and what it merges with.

    Successive edits with the same merge key are one entry of the history until `released`.  Who gives
    `refused` says himself what is wrong, beside what was typed: then the whole run of edits is taken
    back, since what acted on the way (the 2000 of 2000000) is nothing that anybody asked for.
    """

    title: Message
    change: Change
    merge: str = ""
    refused: Refused | None = None


class Intents(QObject):
    """Emitted by panels, charts and menus; the controller and the player listen."""

    edited = Signal(object)
    """An Edit."""
    refused = Signal()
    """The last edit made no sense: a control that shows it already goes back to the document."""
    doubted = Signal(object)
    """Why the last edit made no sense: an InputError, which names the place in the document."""
    released = Signal()
    """A drag or a run of typing has ended: what follows is a change of its own."""
    seeked = Signal(int)
    """Show this epoch."""
    run_requested = Signal()
    """Run the sweep that waits, however long it takes."""
    stop_requested = Signal()
    """Stop what is being computed."""
    lesson_requested = Signal(str, int)
    """Open a lesson by its key, at one of its scenes."""
    chart_requested = Signal(str, bool)
    """Show or hide the chart with this key."""
    chance_asked = Signal(bool)
    """Whether a chart shows where random starts end."""
    orbit_asked = Signal(object)
    """An OrbitWindow that a chart shows the orbit diagram of; None where it shows none any more."""
    hovered = Signal(object)
    """The pointer is over this cell of a sweep (a gdgui.document.model.Replay); None: over none."""
    replay_requested = Signal()
    """Play the descents from their starts."""
    turn_changed = Signal(bool)
    """Somebody is to guess the next point: what is to come is hidden; or no more."""
    pointed = Signal(object)
    """Show where a term of a sentence is seen: a gdgui.engine.explain.Place."""
    panel_requested = Signal(str)
    """Raise the panel with this key."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.guessing = False

    def take_turn(self, guessing: bool) -> None:
        """Whether somebody is to guess the next point; who comes later finds it in `guessing`."""
        self.guessing = guessing
        self.turn_changed.emit(guessing)

    def edit(
        self, title: Message, change: Change, merge: str = "", refused: Refused | None = None
    ) -> None:
        """Asks for a change of the document."""
        self.edited.emit(Edit(title, change, merge, refused))
