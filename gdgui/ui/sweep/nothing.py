"""Why a sweep has nothing to show: a measure that is defined in none of its cells."""

from __future__ import annotations

from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.ui.sweep.numbers import sample
from gdgui.ui.sweep.shown import ShownSweep


def nothing_in(shown: ShownSweep) -> Message | None:
    """Says why no cell has a value; None where one has, or may have as soon as it is known."""
    view = shown.view
    if not view.done or shown.values is None or sample(shown.values).size:
        return None
    measure, grid = MEASURES[view.plan.measure], view.plan.grid
    if not measure.repeats:
        return Message("{title}: not defined in any of the cells.", {"title": measure.title})
    if not grid.chance:
        return Message("Nothing is by chance here: all repeats of a cell would end at the same place.")
    return Message("Each cell is run once: repeat it to see how far apart its descents end.")
