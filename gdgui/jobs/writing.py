"""Files that take a while, written off the GUI thread.  No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from gdgui.jobs.job import CancelToken


class Written(Struct, frozen=True):
    """All that was asked for stands in these files."""

    paths: tuple[Path, ...]


class WritingJob(Struct, frozen=True, eq=False):
    """Calls `write`, which looks at the token and leaves nothing half-written."""

    write: Callable[[CancelToken], list[Path]]

    def run(self, token: CancelToken) -> Iterator[Written]:
        """Yields Written; raises whatever `write` does."""
        yield Written(tuple(self.write(token)))
