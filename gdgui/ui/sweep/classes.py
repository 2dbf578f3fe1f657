"""The classes of a field, where its measure has some: named ones, or the known minima."""

from __future__ import annotations

from gdgui.engine.measures import MEASURES
from gdgui.ui import theme
from gdgui.ui.language import number, tr
from gdgui.ui.minima_colors import known_places, minimum_color
from gdgui.ui.snapshot import Snapshot, SweepView

CLASS_COLORS = ("#b3261e", "#0072b2", "#e69f00", "#cc79a7", "#56b4e9", "#9aa0a6", "#009e73", "#7b3f98")

MOST = 7
"""Minima that have a colour and a pattern of their own, beside that of all others."""


def class_titles(snapshot: Snapshot, view: SweepView) -> list[str]:
    """The names of the classes by their numbers; empty where the measure is a number.

    A measure that counts minima has one for each, as long as these can be told apart.
    """
    measure = MEASURES[view.plan.measure]
    if measure.counts_minima:
        minima = snapshot.plan.objective.minima
        if len(minima) > MOST:
            return []
        known = [
            tr("minimum {x}", x=", ".join(number(float(at), 5) for at in minimum)) for minimum in minima
        ]
        return [*known, tr("another minimum") if known else tr("a minimum")]
    return [tr(option.title) for option in measure.classes]


def class_colors(snapshot: Snapshot, view: SweepView) -> list[str]:
    """The colours of these classes: those of the minima are the same wherever they are shown."""
    if MEASURES[view.plan.measure].counts_minima:
        known = [minimum_color(place) for place in known_places(snapshot.plan.objective)]
        return [*known, theme.current().minimum]
    return list(CLASS_COLORS)
