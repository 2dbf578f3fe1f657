"""Gradient descent as an iterated map: the cobweb, the orbit diagram, and the Lyapunov exponent."""

from __future__ import annotations

from gdgui.engine.message import Message
from gdgui.ui.charts import ChartEntry
from gdgui.ui.parts import later
from gdgui.ui.theory import complete_orbit

ENTRY = ChartEntry(
    key="dynamics",
    title=Message("Dynamics"),
    build=later("gdgui.ui.charts._dynamics", "Dynamics"),
    column="right",
    order=1,
    at_first=False,
    complete=complete_orbit,
)
