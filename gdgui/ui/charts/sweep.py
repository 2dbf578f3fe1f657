"""The sweep: a curve over one axis; a heatmap over two, with the family of its lines below."""

from __future__ import annotations

from gdgui.engine.message import Message
from gdgui.ui.charts import ChartEntry
from gdgui.ui.parts import later

ENTRY = ChartEntry(
    key="sweep",
    title=Message("Sweep"),
    build=later("gdgui.ui.charts._sweep", "SweepChart"),
    column="right",
    wanted=lambda snapshot: bool(snapshot.document.sweeps),
    shows_sweep=True,
)
