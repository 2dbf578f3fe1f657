"""Panels: one file for each dock, found by scanning, shown in the View menu.

A panel shows a snapshot and speaks through `Intents`; setting it emits nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.types import Parameter
from gdgui.ui.intents import Intents
from gdgui.ui.snapshot import Snapshot
from gdgui.ui.stages import Stage

if TYPE_CHECKING:
    from gdgui.document.lesson import Lesson

Area = Literal["left", "right", "bottom"]


class Panel(QWidget):
    """What the window asks of a panel."""

    shows_sweep = False
    """Whether it shows the sweep.  Other panels are not told while only that goes on."""

    grown = Signal()
    """It holds more than before, and would be glad of the height that its sizeHint asks for."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows another moment: a changed document, new results."""

    def show_epoch(self, epoch: int) -> None:
        """Shows another epoch; most panels have nothing to do with it."""

    def show_stage(self, stage: Stage) -> None:
        """Shows another part of the epoch's step; most panels have nothing to do with it."""

    def show_lesson(self, lesson: Lesson | None, scene: int) -> None:
        """Shows a lesson at one of its scenes; only the panel with the key "lesson" is told."""

    def restyle(self) -> None:
        """Takes on the colours of the present theme."""


class PanelEntry(Struct, frozen=True, kw_only=True):
    """A panel of the catalogue.

    Panels of an `area` stand below each other in the order of `order` (at the bottom, beside each
    other); those that share a `tab` share a place.
    """

    key: str
    title: Message
    build: Callable[[Intents], Panel]
    order: int = 0
    tab: str = ""
    shown: bool = True
    area: Area = "left"
    parameters: tuple[Parameter, ...] = ()


PANELS: Catalogue[PanelEntry] = Catalogue(__name__, PanelEntry)
