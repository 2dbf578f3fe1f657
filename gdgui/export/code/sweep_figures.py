"""The figure of a sweep: a curve, or a heatmap and below it a family of lines."""

from __future__ import annotations

import numpy as np

from gdgui.document.plan import SweepPlan
from gdgui.engine.measures import MEASURES
from gdgui.export.code import layout
from gdgui.export.code.draft import Draft

CMAPS = {"viridis": "viridis", "cividis": "cividis", "magma": "magma", "diverging": "coolwarm"}
"""matplotlib's names of the maps of colours."""


def figure(draft: Draft, k: int, part: SweepPlan) -> str:
    measure = MEASURES[part.measure]
    axes = draft.document.sweeps[part.index].axes
    text = f'\nshown = columns["{part.measure}"]\n'
    if measure.kind == "class":
        text = "\n" + layout.TEXTS.format(shown=f'columns["{part.measure}"]')
    if measure.kind == "position" and draft.dimension == 2:
        text += "shown = shown[..., 0]\n"
    for axis, values, which, cells in zip(
        axes, part.grid.axes, (1, 2), ("order", ":, order"), strict=False
    ):
        if axis.spacing == "list" or (axis.spacing == "log" and values.values.dtype == np.int64):
            text += layout.LIST.format(number=which, cells=cells)
    logs = [axis.spacing == "log" for axis in axes]
    scale = ', xscale="log"' if logs[0] else ""
    told = {
        "title": f"{measure.title}: sweep {k}",
        "measure": str(measure.title),
        "first": str(part.axes[0].title),
    }
    upright = ', yscale="log"' if part.color_scale == "log" and measure.kind != "class" else ""
    if len(axes) == 1:
        scale += upright
        if part.colors is not None:
            scale += f", ylim={part.colors!r}"
        text += layout.CURVE.format(**told, scale=scale)
        minima = [place for (place, *_) in draft.plan.objective.minima]
        if measure.kind == "position" and draft.dimension == 1 and minima:
            text += layout.MINIMA.format(minima=minima)
        return text
    limits = "" if measure.kind == "class" else _colors(part)
    return text + layout.HEATMAP.format(
        **told,
        second=str(part.axes[1].title),
        limits=limits,
        cmap=CMAPS[part.color_map],
        scale=scale + (', yscale="log"' if logs[1] else ""),
        family_scale=scale + upright,
    )


def _colors(part: SweepPlan) -> str:
    """The arguments of pcolormesh that spread the colours as the window does."""
    words = f", cmap={CMAPS[part.color_map]!r}"
    low, high = part.colors or (None, None)
    center = part.color_center
    if part.color_scale == "log":
        words += ', norm="log"'
        low = low if low is not None and low > 0 else None
    elif center is not None and part.color_map == "diverging":
        if low is None or high is None:
            return f"{words}, norm=plt.matplotlib.colors.CenteredNorm({center!r})"
        reach = max(abs(low - center), abs(high - center))
        low, high = center - reach, center + reach
    for name, value in (("vmin", low), ("vmax", high)):
        words += "" if value is None else f", {name}={value!r}"
    return words
