"""Charts: one file for each, found by scanning, shown in the View menu.

A chart has setters (`show_snapshot`, `show_epoch`) and speaks through `Intents`; setting it emits
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.types import Parameter
from gdgui.ui.intents import Intents
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.stages import Stage


class Chart(QWidget):
    """What the window asks of a chart."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows another moment: a changed document, new results."""

    def show_epoch(self, epoch: int) -> None:
        """Shows another epoch of what is there: called in every frame of playback."""

    def show_stage(self, stage: Stage) -> None:
        """Shows another part of the epoch's step, where it is shown in parts."""

    def set_following(self, following: bool) -> None:
        """Whether the view goes along with a point that leaves it, or an arrow at its edge will do."""

    def restyle(self) -> None:
        """Takes on the colours of the present theme."""

    def as_figure(self) -> None:
        """Leaves away what only a person at the screen has use for, for good."""

    def fit(self) -> None:
        """Shows everything that there is to be seen."""


class ChartEntry(Struct, frozen=True, kw_only=True):
    """A chart of the catalogue.

    `column` is where it stands in the arrangement: on the left, or on the right, where `order` tells
    which comes above.  `at_first` is false for a chart that waits until somebody, or a document, asks
    for it.  `wanted` says whether a document has something for it to show.

    `shows_sweep`: it shows the sweep, and its film is that of the sweep.  Other charts are not told
    while only the sweep goes on, many times a second and perhaps in the middle of a film.
    `complete` adds to a moment what nobody but this chart has computed, for a figure without a window.
    """

    key: str
    title: Message
    build: Callable[[Intents], Chart]
    column: Literal["left", "right"] = "left"
    order: int = 0
    stretch: int = 1
    at_first: bool = True
    wanted: Callable[[Snapshot], bool] = lambda snapshot: True
    shows_sweep: bool = False
    complete: Callable[[Snapshot], Snapshot] = lambda snapshot: snapshot
    parameters: tuple[Parameter, ...] = ()


ARRANGEMENT = ""
"""In place of a chart's key: all charts side by side, as they stand."""

CHARTS: Catalogue[ChartEntry] = Catalogue(__name__, ChartEntry)
