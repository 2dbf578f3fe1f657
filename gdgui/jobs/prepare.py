"""Makes a document and its plan off the GUI thread, where a typed formula is to be differentiated."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from gdgui.document.check import check
from gdgui.document.model import Document
from gdgui.document.plan import Plan, plan
from gdgui.engine.descent import Cancelled
from gdgui.jobs.job import CancelToken

Prepared = tuple[Document, Plan]


def prepared(document: Document) -> Prepared:
    """The checked document and its plan.  Raises InputError where it makes no sense."""
    checked = check(document)
    return checked, plan(checked)


class PrepareJob(Struct, frozen=True, eq=False):
    """Calls `make` for the sake of what it leaves in the caches; then it is there at once.

    It yields nothing: what it made is made again, in the thread that uses it.
    """

    make: Callable[[], Prepared]

    def run(self, token: CancelToken) -> Iterator[object]:
        """Raises InputError where what is asked for makes no sense, and Cancelled when `token` is set.

        It is looked at before and not within: what can be typed is differentiated in two seconds.
        """
        if token.is_set():
            raise Cancelled
        self.make()
        return iter(())
