"""The sweep: what is changed, over which range, what is shown of it, and how far it is."""

from __future__ import annotations

from gdgui.engine.message import Message
from gdgui.ui.panels import PanelEntry
from gdgui.ui.parts import later

ENTRY = PanelEntry(
    key="sweep",
    title=Message("Sweep"),
    build=later("gdgui.ui.panels._sweep", "SweepPanel"),
    order=3,
    tab="rules",
)
