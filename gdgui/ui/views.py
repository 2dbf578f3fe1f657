"""The views that plots were seen in, and the way back through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

MOST = 50
"""So many views are kept."""


class Seen(NamedTuple):
    """What a plot shows: both ranges, and whether it follows what there is to be seen."""

    x: tuple[float, float]
    y: tuple[float, float]
    follows: bool


class Viewed(Protocol):
    """What is asked of a plot."""

    def seen(self) -> Seen: ...

    def see(self, view: Seen) -> None: ...

    def follow(self) -> None: ...


class Views:
    """The history of plots that are looked at together: a step back undoes the last move of any."""

    def __init__(self, plots: Sequence[Viewed]) -> None:
        self.plots = list(plots)
        self._former: list[list[Seen]] = []

    def remember(self) -> None:
        """Keeps what is shown now, since one of the plots is about to show something else."""
        self._former.append([plot.seen() for plot in self.plots])
        del self._former[:-MOST]

    def fit(self) -> None:
        """Shows everything, and follows again."""
        self.remember()
        for plot in self.plots:
            plot.follow()

    def back(self) -> bool:
        """The views before the last ones; False where there are none."""
        present = [plot.seen() for plot in self.plots]
        while self._former:
            views = self._former.pop()
            if views != present:
                for plot, view in zip(self.plots, views, strict=True):
                    plot.see(view)
                return True
        return False

    def forget(self) -> None:
        """There is something else to be seen: nothing before is worth going back to."""
        self._former.clear()
