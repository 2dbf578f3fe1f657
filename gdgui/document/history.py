"""Undo and redo: a list of documents and a place in it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from gdgui.document.model import Document
from gdgui.engine.message import Message


class Entry(Struct, frozen=True):
    """A document and what made it: the name of the change, and what it may merge with.

    `origin` is whatever the document stems from, as told by whoever opened it: it passes on to the
    documents that are made out of this one.
    """

    document: Document
    title: Message
    merge: str = ""
    origin: object = None


class History:
    """The documents of one window, in order, with the present one among them.

    Successive changes that carry the same merge key are one entry, so that a drag is undone at once;
    `seal` ends such a run, when the mouse is let go.  What changes the view alone makes no entry.
    """

    def __init__(self, document: Document, origin: object = None) -> None:
        self._entries = [Entry(document, Message("Open"), "", origin)]
        self._at = 0
        self._sealed = True
        self._saved: Document | None = document

    @property
    def document(self) -> Document:
        """The present document."""
        return self._entries[self._at].document

    @property
    def origin(self) -> object:
        """What the present document stems from; None where nobody has told."""
        return self._entries[self._at].origin

    @property
    def earlier(self) -> Document:
        """The document that `undo` would go to."""
        return self._entries[max(self._at - 1, 0)].document

    @property
    def later(self) -> Document:
        """The document that `redo` would go to."""
        return self._entries[min(self._at + 1, len(self._entries) - 1)].document

    @property
    def modified(self) -> bool:
        """Whether the present document differs from the saved one, the view apart."""
        return self._saved is None or not same_content(self.document, self._saved)

    @property
    def undo_title(self) -> Message | None:
        """What `undo` would take back."""
        return self._entries[self._at].title if self._at > 0 else None

    @property
    def redo_title(self) -> Message | None:
        """What `redo` would do again."""
        later = self._at + 1
        return self._entries[later].title if later < len(self._entries) else None

    def base(self, merge: str) -> Document:
        """The document that a change with this merge key goes on from: the one before the run that it
        belongs to, or the present one."""
        return self._entries[self._at - 1 if self._goes_on(merge) else self._at].document

    def _goes_on(self, merge: str) -> bool:
        """Whether a change with this merge key belongs to the present entry."""
        present = self._entries[self._at]
        return bool(merge) and merge == present.merge and not self._sealed and self._at > 0

    def push(
        self, document: Document, title: Message, merge: str = "", origin: object = None
    ) -> None:
        """Makes `document` the present one; without an `origin` it has that of the one before."""
        present = self._entries[self._at]
        origin = present.origin if origin is None else origin
        if same_content(document, present.document):
            self._entries[self._at] = Entry(document, present.title, present.merge, origin)
            return
        del self._entries[self._at + 1 :]
        if self._goes_on(merge):
            before = self._entries[self._at - 1]
            if same_content(document, before.document):
                # A drag that came back to where it began leaves nothing to undo.
                del self._entries[self._at]
                self._at -= 1
                self._entries[self._at] = Entry(document, before.title, before.merge, before.origin)
                self._sealed = True
                return
            self._entries[self._at] = Entry(document, title, merge, origin)
        else:
            self._entries.append(Entry(document, title, merge, origin))
            self._at += 1
        self._sealed = False

    def seal(self) -> None:
        """The next change makes an entry of its own."""
        self._sealed = True

    def undo(self) -> Document:
        """Goes back by one entry, where there is one."""
        self._at = max(self._at - 1, 0)
        self._sealed = True
        return self.document

    def redo(self) -> Document:
        """Goes forward by one entry, where there is one."""
        self._at = min(self._at + 1, len(self._entries) - 1)
        self._sealed = True
        return self.document

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All documents, each with the name of the change that led to it."""
        return tuple(self._entries)

    @property
    def place(self) -> int:
        """Which of the entries is the present one."""
        return self._at

    def jump(self, place: int) -> Document:
        """Goes to an entry, however far away."""
        self._at = min(max(place, 0), len(self._entries) - 1)
        self._sealed = True
        return self.document

    def saved(self, document: Document | None = None) -> None:
        """`document` is the one in the file; None: the present one."""
        self._saved = self.document if document is None else document

    def lost(self) -> None:
        """No document of these stands in a file any more."""
        self._saved = None


def same_content(first: Document, second: Document) -> bool:
    """Whether two documents differ in the view at most."""
    return first is second or replace(first, view=second.view) == second
