"""Chance: where descents end that begin anywhere, as a histogram that grows, beside the basins."""

from __future__ import annotations

from gdgui.engine.message import Message
from gdgui.ui.charts import ChartEntry
from gdgui.ui.parts import later

ENTRY = ChartEntry(
    key="chance",
    title=Message("Chance"),
    build=later("gdgui.ui.charts._chance", "ChanceChart"),
    column="right",
    order=2,
    at_first=False,
)
