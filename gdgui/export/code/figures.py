"""The figure of the descents: the function, where they went on it, and the chosen traces."""

from __future__ import annotations

from gdgui.document.plan import DescentPlan
from gdgui.engine.schedules import SCHEDULES
from gdgui.export import names
from gdgui.export.code import layout
from gdgui.export.code.draft import Draft

TRACES = {
    "position": "Position",
    "gradient": "Derivative",
    "learning_rate": "Learning rate",
    "value": "Value",
    "displacement": "Displacement",
}


def figure(draft: Draft) -> str:
    if not draft.plan.descents:
        return ""
    objective = draft.plan.objective
    title = str(objective.title)
    labels = names.different(_label(part) for part in draft.plan.descents)
    labels = [label.replace("$", r"\$") for label in labels]  # between two, it would be TeX
    listed = "".join(f"    {label!r}: result_{k},\n" for k, label in enumerate(labels, 1))
    text = f"descents = {{\n{listed}}}\n"
    view = draft.document.view
    charts = {key: TRACES[key] for key in view.traces if key in TRACES}
    across = max(1, (len(charts) + 2) // 2)
    (low, high), *more = [(float(a), float(b)) for a, b in objective.domain]
    drawn = layout.CHARTS.format(charts=charts) if charts else "landscape.legend()\n"
    if draft.dimension == 1:
        told = {"low": low, "high": high, "title": title, "across": across}
        text += layout.LANDSCAPE.format(height=draft.value_at("np.array([grid])"), **told)
        text += layout.TRACES + drawn
        if view.mark_end:
            height = draft.value_at("np.array([last])")
            text += layout.END.format(number=view.descent + 1, height=height)
        return text
    (bottom, top) = more[0]
    height = draft.value_at("places")
    text += layout.LANDSCAPE_2D.format(
        low=low, high=high, bottom=bottom, top=top, height=height, title=title, across=across
    )
    return text + layout.TRACES_2D + drawn


def _label(part: DescentPlan) -> str:
    title = str(SCHEDULES[part.setup.schedule.key].title)
    rate = part.setup.schedule.parameters.get("rate")
    return part.name or (f"{title} {rate:.6g}" if isinstance(rate, int | float) else title)
