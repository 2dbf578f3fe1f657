"""The classes of a field, where its measure has some: named ones, or the known minima."""

from __future__ import annotations

from gdgui.engine.measures import MEASURES
from gdgui.ui.language import number, tr
from gdgui.ui.snapshot import Snapshot, SweepView
from gdgui.ui.sweep.class_legend import CLASS_COLORS


def class_titles(snapshot: Snapshot, view: SweepView) -> list[str]:
    """The names of the classes by their numbers; empty where the measure is a number.

    A measure that counts minima has one for each, as long as there are colours for all.
    """
    measure = MEASURES[view.plan.measure]
    if measure.counts_minima:
        minima = snapshot.plan.objective.minima
        if len(minima) > len(CLASS_COLORS):
            return []
        return [
            tr("minimum {x}", x=", ".join(number(float(at), 5) for at in minimum)) for minimum in minima
        ]
    return [tr(option.title) for option in measure.classes]
