"""Chance: where descents end that begin anywhere, as a histogram that grows, beside the basins."""

from __future__ import annotations

from msgspec.structs import replace

from gdgui.engine.message import Message
from gdgui.ui.chance import complete_chance
from gdgui.ui.charts import ChartEntry
from gdgui.ui.parts import later
from gdgui.ui.snapshot import Snapshot


def complete(snapshot: Snapshot) -> Snapshot:
    """With all random starts counted."""
    return replace(snapshot, chance=complete_chance(snapshot.document, snapshot.plan))


ENTRY = ChartEntry(
    key="chance",
    title=Message("Chance"),
    build=later("gdgui.ui.charts._chance", "ChanceChart"),
    column="right",
    order=2,
    at_first=False,
    complete=complete,
)
