"""What a descent is called on screen, and how it looks: the same in every chart and list."""

from __future__ import annotations

from functools import cache

from gdgui.document.model import RANDOM, Descent, Document, Replay
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.ui import theme
from gdgui.ui.language import number, tr
from gdgui.ui.snapshot import REPLAY, Run, Snapshot, SweepView
from gdgui.ui.theme import Series


def descent_name(descent: Descent) -> str:
    """The name that the user gave, else the rule and its rate, and for a branch where it begins.

    One that is called after its rule, as those of the lessons are, is so in the present language.
    """
    if descent.name:
        known = _titles().get(descent.name)
        return descent.name if known is None else tr(known)
    title = tr(SCHEDULES[descent.schedule.key].title)
    link = descent.continues
    optimizer = OPTIMIZERS[descent.optimizer.key]
    if link is not None and not optimizer.plain:
        # What a branch does otherwise is often its optimizer.
        rule = tr(optimizer.title)
        steady = SCHEDULES[descent.schedule.key].steady
        title = rule if steady else f"{rule}, {title}"
    rate = descent.schedule.parameters.get("rate")
    name = f"{title} {number(rate)}" if isinstance(rate, int | float) else title
    return name if link is None else tr("{name}, from {epoch}", name=name, epoch=link.epoch)


@cache
def _titles() -> dict[str, Message]:
    """The names of all rules by the English ones."""
    catalogues = (SCHEDULES.load(), OPTIMIZERS.load())
    return {str(entry.title): entry.title for entries in catalogues for entry in entries.values()}


def run_name(snapshot: Snapshot, run: Run) -> str:
    """The name of a run: that of its descent, or the place of the replayed or pinned cell."""
    if run.index >= 0:
        return descent_name(snapshot.document.descents[run.index])
    view = snapshot.document.view
    cell = view.replay if run.index == REPLAY else view.pins[REPLAY - 1 - run.index]
    return cell_name(snapshot, cell)


def cell_name(snapshot: Snapshot, cell: Replay | None) -> str:
    """The values of the axes at a cell."""
    if cell is None:
        return ""
    part = snapshot.plan.sweeps[cell.sweep]
    return ", ".join(
        f"{tr(parameter.title)} {number(float(axis.values[index]))}"
        for parameter, axis, index in zip(part.axes, part.grid.axes, cell.cell, strict=True)
    )


def run_style(run: Run) -> Series:
    """The look of a run; a replay has one of its own, in a colour of its own."""
    look = theme.current()
    if run.index == REPLAY:
        return Series(look.replay, (), "star")
    if run.index < 0:
        return pin_style(REPLAY - 1 - run.index)
    return descent_style(run.plan.color, run.index)


def pin_style(place: int) -> Series:
    """The look of a pinned cell: from the far end of the looks, which few descents reach."""
    series = theme.current().series
    return series[-1 - place % len(series)]


def descent_style(color: str, place: int) -> Series:
    """The look that a descent of this colour has at this place of the list."""
    series = theme.current().series
    own = series[place % len(series)]
    if not color:
        return own
    if color.startswith("#"):
        return Series(color, own.dash, own.symbol)
    return series[(int(color) - 1) % len(series)]


def descent_summary(document: Document, k: int) -> str:
    """Start and number of epochs, in a few characters."""
    descent = document.descents[k]
    if isinstance(descent.start, list):
        start = ", ".join(number(x, 4) for x in descent.start)
    else:
        start = tr("random") if descent.start == RANDOM else ""
    told = f"x₀ = {start},  N = {descent.epochs}"
    if descent.continues is None:
        return told
    other = descent_name(document.descents[descent.continues.descent])
    return f"{told}\n" + tr("continues “{name}”", name=other)


def measure_title(view: SweepView) -> str:
    """The title of what a sweep shows."""
    return tr(MEASURES[view.plan.measure].title)
