"""Panels: one file for each dock, found by scanning, shown in the View menu.

A panel shows a snapshot and speaks through `Intents`; setting it emits nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from gdgui.engine.catalogue import Catalogue
from gdgui.engine.message import Message
from gdgui.engine.types import Parameter
from gdgui.ui.intents import Intents
from gdgui.ui.snapshot import Snapshot


class Panel(QWidget):
    """What the window asks of a panel."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Shows another moment: a changed document, new results."""

    def restyle(self) -> None:
        """Takes on the colours of the present theme."""


@dataclass(frozen=True, kw_only=True)
class PanelEntry:
    """A panel of the catalogue.

    Panels stand below each other in the order of `order`; those that share a `tab` share a place.
    """

    key: str
    title: Message
    build: Callable[[Intents], Panel]
    order: int = 0
    tab: str = ""
    shown: bool = True
    parameters: tuple[Parameter, ...] = ()


PANELS: Catalogue[PanelEntry] = Catalogue(__name__, PanelEntry)
