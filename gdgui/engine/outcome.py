"""How a descent came out: data with a sentence each, never an exception."""

from __future__ import annotations

from enum import IntEnum
from itertools import product

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.descent import Chunk
from gdgui.engine.ends import Ends
from gdgui.engine.message import Message
from gdgui.engine.objectives import Objective
from gdgui.engine.setup import take_parameters
from gdgui.engine.types import Flags, Option, Positions, Values

FAR = 1e6
"""Further than so many domain widths from the domain's centre, a descent has diverged."""

BESIDE = 1e-3
"""A minimum is where the function is higher so many domain widths away on every side."""

SAME = 1e-9
"""Nearer than so many domain widths, two points are the same."""


class Outcome(IntEnum):
    """The classes, in the order in which they are tried."""

    DIVERGED = 0
    CONVERGED = 1
    STUCK = 2
    SETTLED_ELSEWHERE = 3
    STOPPED = 4
    UNFINISHED = 5

    @property
    def key(self) -> str:
        """The name in files and tables."""
        return self.name.lower()

    @property
    def option(self) -> Option:
        """Key and title."""
        return OPTIONS[self]


OPTIONS = (
    Option("diverged", Message("diverged")),
    Option("converged", Message("converged")),
    Option("stuck", Message("stuck")),
    Option("settled_elsewhere", Message("settled elsewhere")),
    Option("stopped", Message("stopped")),
    Option("unfinished", Message("unfinished")),
)


def has_left(objective: Objective, positions: Positions) -> Flags:
    """Where a position is no number any more, or beyond all bounds, (n,)."""
    left = np.zeros(positions.shape[1:], dtype=np.bool_)
    for row, (low, high) in zip(positions, objective.domain, strict=True):
        left |= ~(np.abs(row - (low + high) / 2) <= FAR * (high - low))
    return left


def nearest_minimum(objective: Objective, positions: Positions) -> tuple[NDArray[np.intp], Values]:
    """Index of the nearest known minimum (−1: none is known) and its distance in domain widths."""
    shape = positions.shape[1:]
    index = np.full(shape, -1, dtype=np.intp)
    nearest: Values = np.full(shape, np.inf)
    for k, minimum in enumerate(objective.minima):
        distance: Values = np.zeros(shape)
        for row, at, width in zip(positions, minimum, objective.widths, strict=True):
            distance = np.maximum(distance, np.abs(row - at) / width)
        index[distance < nearest] = k
        nearest = np.minimum(distance, nearest)
    return index, nearest


def judge(ends: Ends) -> NDArray[np.int8]:
    """The outcome of each descent, (n,), by what holds at its end."""
    objective = ends.bound.objective
    with np.errstate(all="ignore"):
        numbers = np.isfinite(ends.value) & np.isfinite(ends.steepness)
        diverged = has_left(objective, ends.positions) | ~numbers
        flat = ends.steepness <= ends.tolerance
        named = nearest_minimum(objective, ends.positions)[1] <= SAME
        believed = ends.believed_steepness <= ends.tolerance
        candidates = np.flatnonzero((flat | named) & ~diverged)
        lowest = np.zeros(len(diverged), dtype=np.bool_)
        lowest[candidates] = _is_lowest_nearby(ends, candidates)
    conditions = [diverged, lowest, flat, believed, ends.halted]
    codes: NDArray[np.int8] = np.select(
        conditions, [np.int8(k) for k in range(len(conditions))], np.int8(Outcome.UNFINISHED)
    )
    return codes


def _is_lowest_nearby(ends: Ends, index: NDArray[np.intp]) -> Flags:
    """Whether f is higher on every side of the ends at `index`."""
    objective = ends.bound.objective
    parameters = take_parameters(ends.bound.parameters, index)
    positions = ends.positions[:, index]
    value = ends.value[index]
    lowest = np.ones(len(index), dtype=np.bool_)
    for signs in product((-1.0, 0.0, 1.0), repeat=objective.dimension):
        if any(signs):
            step = [[s * BESIDE * w] for s, w in zip(signs, objective.widths, strict=True)]
            lowest &= objective.value(positions + np.array(step), parameters) > value
    return lowest


def diverged_at(objective: Objective, record: Chunk) -> int:
    """The first epoch whose step leads out of all numbers or bounds for good; −1 where none does."""
    with np.errstate(all="ignore"):
        left = has_left(objective, record.next_position.T)
    inside = np.flatnonzero(~left)
    first = int(inside[-1]) + 1 if len(inside) else 0
    return first if first < len(left) else -1


def sentence(outcome: Outcome, ends: Ends, record: Chunk) -> Message:
    """What a person is told of one descent: its record and its end (n = 1)."""
    objective = ends.bound.objective
    where = _place(record.next_position[-1])
    match outcome:
        case Outcome.DIVERGED:
            epoch = max(diverged_at(objective, record), 0)
            if not np.isfinite(record.next_position[epoch]).all():
                return Message("diverged at epoch {epoch}: left the range of numbers", {"epoch": epoch})
            return Message(
                "diverged at epoch {epoch}: beyond a million domain widths", {"epoch": epoch}
            )
        case Outcome.CONVERGED:
            return Message("converged to the minimum at {where}", {"where": where})
        case Outcome.STUCK:
            return Message(
                "stuck at {where}: the slope is zero, and it is no minimum", {"where": where}
            )
        case Outcome.SETTLED_ELSEWHERE:
            return Message(
                "settled at {where}, where the exact slope is {slope:.3g}, not zero",
                {"where": where, "slope": float(ends.steepness[0])},
            )
        case Outcome.STOPPED:
            return Message("stopped at {where}: the learning rate is 0", {"where": where})
        case Outcome.UNFINISHED:
            moving = float(np.max(np.abs(record.displacement[-1])))
            return Message(
                "unfinished at {where}, still moving by {step:.2g} per epoch",
                {"where": where, "step": moving},
            )


def _place(position: Values) -> Message:
    """A position in a sentence."""
    if len(position) == 1:
        return Message("{x:.6g}", {"x": float(position[0])})
    return Message("({x:.6g}, {y:.6g})", {"x": float(position[0]), "y": float(position[1])})


def judge_record(ends: Ends, record: Chunk) -> tuple[Outcome, Message]:
    """Outcome and sentence of one descent."""
    outcome = Outcome(int(judge(ends)[0]))
    return outcome, sentence(outcome, ends, record)
