"""The gradient check: the believed gradient against the exact one, and where they part."""

from __future__ import annotations

from gdgui.engine.message import Message
from gdgui.ui.charts import ChartEntry
from gdgui.ui.parts import later

ENTRY = ChartEntry(
    key="gradient_check",
    title=Message("Gradient check"),
    build=later("gdgui.ui.charts._gradient_check", "GradientCheckChart"),
    column="right",
    order=1,
    at_first=False,
    wanted=lambda snapshot: snapshot.plan.objective.dimension == 1,
)
