"""The figure of the descents: the function, where they went on it, and the chosen traces."""

from __future__ import annotations

from msgspec.structs import replace

from gdgui.document.plan import DescentPlan
from gdgui.document.traces import TRACES
from gdgui.engine.schedules import SCHEDULES
from gdgui.export import names
from gdgui.export.code import layout
from gdgui.export.code.draft import Draft


def figure(draft: Draft) -> str:
    """The code of the figure; empty where there are no descents."""
    if not draft.plan.descents:
        return ""
    objective, view = draft.plan.objective, draft.document.view
    title = str(objective.title)
    charts = draft.charts
    across = max(1, (len(charts) + 2) // 2)
    (low, high), *more = [(float(a), float(b)) for a, b in objective.domain]
    drawn = _traces(draft) if charts else "landscape.legend()\n"
    text = _descents(draft)
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


def _descents(draft: Draft) -> str:
    """The descents by their labels, with what is drawn of each beside the columns of its table."""
    labels = names.different(_label(part) for part in draft.plan.descents)
    labels = [label.replace("$", r"\$") for label in labels]  # between two, it would be TeX
    text, distance = "", "distance" in draft.charts and bool(draft.plan.objective.minima)
    if distance:
        apart = layout.DISTANCE_2D if draft.dimension > 1 else layout.DISTANCE
        text += apart.format(minima=[list(map(float, place)) for place in draft.plan.objective.minima])
    listed = ""
    for k, (label, part) in enumerate(zip(labels, draft.plan.descents, strict=True), 1):
        more = f', "distance": distance(result_{k})' if distance else ""
        fields = len(draft.states(part))
        for name in draft.charts:
            state = TRACES[name].state
            if state is not None and state < fields:
                more += f', "{name}": states_{k}[:, {state}]'
        listed += f"    {label!r}: {{**result_{k}{more}}},\n"
    return text + f"descents = {{\n{listed}}}\n"


def _traces(draft: Draft) -> str:
    """The chosen traces, each with its axes as in the window."""
    view = draft.document.view
    logs = [name for name in draft.charts if name in view.log_traces]
    # Behind the position of the last epoch comes the one to which it led.
    columns = {name: "path" if name == "position" else name for name in draft.charts}
    charts = {columns[name]: _title(draft, name, name in logs) for name in draft.charts}
    heights = "heights" if logs else "columns[column]"
    return layout.CHARTS.format(
        charts=charts,
        missing=layout.MISSING if _is_missing(draft) else "",
        size=layout.SIZE.format(logarithmic=[columns[name] for name in logs]) if logs else "",
        drawn=f"np.arange(1, len({heights})), {heights}[1:]" if view.log_epochs else heights,
        scales=", ".join(
            [
                'title=title, xlabel="Epoch"',
                *(
                    [f'yscale="log" if column in {[columns[name] for name in logs]} else "linear"']
                    if logs
                    else []
                ),
                *(['xscale="log"'] if view.log_epochs else []),
            ]
        ),
    )


def _is_missing(draft: Draft) -> bool:
    """Whether a descent has nothing to be drawn in one of the traces."""
    if "distance" in draft.charts and not draft.plan.objective.minima:
        return True
    fields = [len(draft.states(part)) for part in draft.plan.descents]
    states = [state for name in draft.charts if (state := TRACES[name].state) is not None]
    return any(state >= count for state in states for count in fields)


def _title(draft: Draft, name: str, log: bool) -> str:
    """The title of a trace, as the window writes it."""
    titles = TRACES[name]
    if name == "distance" and not draft.plan.objective.minima:
        return "No minimum is known"
    if titles.state is None:
        return str(titles.log if log else titles.plain)
    found = [list(draft.states(part).values()) for part in draft.plan.descents]
    symbols = dict.fromkeys(f"${s[titles.state]}$" for s in found if len(s) > titles.state)
    if not symbols:
        return "No optimizer state"
    title = titles.log if log else titles.plain
    return str(replace(title, values={"symbol": ", ".join(symbols)}))


def _label(part: DescentPlan) -> str:
    title = str(SCHEDULES[part.setup.schedule.key].title)
    rate = part.setup.schedule.parameters.get("rate")
    return part.name or (f"{title} {rate:.6g}" if isinstance(rate, int | float) else title)
