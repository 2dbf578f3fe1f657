"""The cells that are replayed and pinned, where the axes of their sweep change under them.

A cell stands for its values.  As long as these lie in a cell of the new axes, that cell takes its
place; what lies beyond them is let go.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from gdgui.document.check import axis_parameters, check_axis, resolve
from gdgui.document.model import Axis, Document, Replay
from gdgui.document.plan import values
from gdgui.document.scale import Scale
from gdgui.engine.message import InputError

Move = Callable[[int], int | None]
"""From an index along an axis to that along another one; None where the value lies beyond it."""


def carried(before: Document, after: Document) -> Document:
    """`after` with the cells that `before` shows, each where its values are now.

    Cells of sweeps with the same axes stay as they are, and where other parameters are swept, none is
    left.  Pins that come together in one cell are one pin.  `after` need not be checked: an axis that
    makes no sense has no cells.
    """
    view = before.view
    marked = {r.sweep for r in (view.replay, *view.pins) if r is not None}
    moves = {k: _moves(before, after, k) for k in marked}

    def moved(replay: Replay) -> Replay | None:
        along = moves[replay.sweep]
        cell = None if along is None else [move(i) for move, i in zip(along, replay.cell, strict=True)]
        if cell is None or None in cell:
            return None
        return replace(replay, cell=cell)

    pins: list[Replay] = []
    for pin in map(moved, view.pins):
        if pin is not None and pin not in pins:
            pins.append(pin)
    replay = None if view.replay is None else moved(view.replay)
    return replace(after, view=replace(after.view, replay=replay, pins=pins))


def resumed(base: Document, present: Document, changed: Document) -> Document:
    """`changed`, which was made of `present`, in a drag or a run of typing that began at `base`.

    Cells come from the beginning: who types 0.05 passes over 0, where nothing may be left of them.
    Where somebody has marked others meanwhile, it is these.
    """
    if base is present or _marked(carried(base, present)) != _marked(present):
        return changed
    return carried(base, changed)


def picked(before: Document, after: Document) -> bool:
    """Whether another cell is replayed, and not the same one, carried to other axes or back."""
    old, new = before.view.replay, after.view.replay
    if new is None or new == old:
        return False
    return new != carried(before, after).view.replay and old != carried(after, before).view.replay


def _marked(document: Document) -> tuple[Replay | None, list[Replay]]:
    return document.view.replay, document.view.pins


def _moves(before: Document, after: Document, k: int) -> list[Move] | None:
    """How indices move along each axis of a sweep; None where it is about something else now."""
    if k >= len(after.sweeps):
        return None
    old, new = before.sweeps[k].axes, after.sweeps[k].axes
    if [axis.path for axis in old] != [axis.path for axis in new]:
        return None
    try:
        return [
            _stay if axis == other else _move(_scale(before, k, axis), _scale(after, k, other))
            for axis, other in zip(old, new, strict=True)
        ]
    except InputError:
        return None


def _stay(index: int) -> int:
    return index


def _move(old: Scale, new: Scale) -> Move:
    return lambda index: new.cell_of(float(old.values[index]))


def _scale(document: Document, k: int, axis: Axis) -> Scale:
    """The cells along an axis of a sweep.  Raises InputError where there can be none."""
    descent, objective = document.descents[document.sweeps[k].descent], resolve(document.objective)
    checked = check_axis(axis, document, descent, objective)
    parameter = axis_parameters(document, descent, objective)[axis.path]
    return Scale(checked, values(checked, parameter))
