"""All epochs of the chosen descent as a table: sorted by any column, copied to a spreadsheet."""

from __future__ import annotations

from gdgui.engine.message import Message
from gdgui.ui.panels import PanelEntry
from gdgui.ui.parts import later

ENTRY = PanelEntry(
    key="epochs",
    title=Message("Epoch table"),
    build=later("gdgui.ui.panels._epochs", "EpochsPanel"),
    order=7,
    area="right",
    shown=False,
)
