"""Why did it stop?  A sentence for every descent, each of whose terms has a place on the charts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from gdgui.engine.arrival import BESIDE, nearest_minimum
from gdgui.engine.descent import Cancelled, Chunk, Token
from gdgui.engine.ends import Ends
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.orbit import SAME
from gdgui.engine.outcome import Outcome, diverged_at
from gdgui.engine.setup import Rules
from gdgui.engine.types import Values, size

LONGEST_PERIOD = 64
NUDGE = 1e-4
"""How far a start is moved that stands on a maximum."""

LOOK_BACK = 10
"""So many epochs at the end tell how fast a descent slows down."""

EARLIER, FADES = 0.8, 1.1
"""The factor of the slopes is foretold where, at this share of the epochs, it was the same but for so
much of its logarithm."""

MOST = 1e9
"""More epochs than this are not foretold."""

EPOCHS = 4096
"""Epochs whose curvature is computed at once: some milliseconds."""

PLAIN = 1e-12
"""A step is plain gradient descent's where it is −η·g to within this share."""

Rows = NDArray[np.float64]


class Place(Struct, frozen=True):
    """Where a term of a sentence is seen: at an epoch, at a position, or at both."""

    epoch: int | None = None
    position: tuple[float, ...] | None = None


class Explanation(Message, frozen=True):
    """A sentence with the places of its values, by name.

    `nudge` is a start a little beside this one, where the descent stands still for no better reason
    than that nothing pushes it.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    nudge: tuple[float, ...] | None = None


def explain(rules: Rules, ends: Ends, record: Chunk, outcome: Outcome) -> Explanation:
    """What became of one descent, and why: its rules, its end (n = 1), its record, its outcome.

    Raises Cancelled when the token of `ends` is set.
    """
    path = np.concatenate([record.position, record.next_position[-1:]])
    with np.errstate(all="ignore"):
        match outcome:
            case Outcome.DIVERGED:
                return _diverged(rules.bound, record, ends.token)
            case Outcome.CONVERGED:
                return _converged(ends, path)
            case Outcome.STUCK:
                return _stuck(ends, path)
            case Outcome.SETTLED_ELSEWHERE:
                slope = Message("{x:.3g}", {"x": float(ends.steepness[0])})
                said = Message(
                    "settled at {where}, where the exact slope is {slope}, not zero",
                    {"where": _place(path[-1]), "slope": slope},
                )
                at = _point(path[-1])
                places = {"where": Place(None, at), "slope": Place(len(path) - 1, at)}
                return Explanation(said.source, said.values, places)
            case Outcome.STOPPED:
                return _stopped(record, path)
            case Outcome.OSCILLATING:
                return _cycle(rules.bound, path) or _returning(path, int(ends.orbit[0]))
            case Outcome.CHAOTIC:
                return _wandering(ends, path)
            case Outcome.UNFINISHED:
                return _cycle(rules.bound, path) or _moving(rules.bound, ends, record, path)


def _diverged(bound: Bound, record: Chunk, token: Token | None) -> Explanation:
    epoch = max(diverged_at(bound.objective, record), 0)
    finite = bool(np.isfinite(record.next_position[epoch]).all())
    values: dict[str, object] = {"epoch": epoch}
    places = {"epoch": Place(epoch)}
    cause = _too_steep(bound, record, epoch, token)
    if cause is not None:
        turn, steep = cause
        at = tuple(float(x) for x in record.position[turn])
        values |= {"product": Message("{x:.4g}", {"x": steep}), "turn": turn}
        places |= {"product": Place(turn, at), "turn": Place(turn, at)}
        if finite:
            said = Message(
                "diverged at epoch {epoch}: beyond a million domain widths, because η·f″ = {product} "
                "> 2 at epoch {turn}",
                values,
            )
        else:
            said = Message(
                "diverged at epoch {epoch}: left the range of numbers, because η·f″ = {product} > 2 "
                "at epoch {turn}",
                values,
            )
    elif _falls(record, epoch):
        said = Message(
            "diverged at epoch {epoch}: the function falls without end in that direction", values
        )
    elif finite:
        said = Message("diverged at epoch {epoch}: beyond a million domain widths", values)
    else:
        said = Message("diverged at epoch {epoch}: left the range of numbers", values)
    return Explanation(said.source, said.values, places)


def _too_steep(bound: Bound, record: Chunk, end: int, token: Token | None) -> tuple[int, float] | None:
    """The epoch from which steps grow because η·f″ > 2, and that product there.

    Only plain steps −η·g have this limit: under another rule there is None.
    """
    rows = slice(0, end + 1)
    plain = -record.learning_rate[rows, np.newaxis] * record.gradient[rows]
    moved = record.displacement[rows]
    known = np.isfinite(plain) & np.isfinite(moved)
    if not (np.abs(plain - moved) <= PLAIN * np.abs(moved))[known].all():
        return None
    length = size(moved.T)
    shrinks = np.flatnonzero(~(length[1:] > length[:-1]) & np.isfinite(length[1:]))
    first = int(shrinks[-1]) + 1 if len(shrinks) else 0
    for begin in range(first, end + 1, EPOCHS):
        if token is not None and token.is_set():
            raise Cancelled
        some = slice(begin, min(begin + EPOCHS, end + 1))
        hessians = np.moveaxis(bound.hessian(np.ascontiguousarray(record.position[some].T)), -1, 0)
        strange = np.flatnonzero(~np.isfinite(hessians).all(axis=(1, 2)))
        good = int(strange[0]) if len(strange) else len(hessians)
        steepest = np.linalg.eigvalsh(hessians[:good])[:, -1] * record.learning_rate[some][:good]
        over = np.flatnonzero(steepest > 2)
        if len(over):
            return begin + int(over[0]), float(steepest[over[0]])
        if len(strange):
            break
    return None


def _falls(record: Chunk, end: int) -> bool:
    values = record.value[max(0, end - LOOK_BACK) : end + 1]
    values = values[np.isfinite(values)]
    return len(values) > 1 and bool((np.diff(values) < 0).all())


def _converged(ends: Ends, path: Rows) -> Explanation:
    there = size(ends.bound.gradient(np.ascontiguousarray(path.T))) <= ends.tolerance
    there |= nearest_minimum(ends.bound.objective, path.T)[1] <= SAME
    away = np.flatnonzero(~there)
    epoch = int(away[-1]) + 1 if len(away) else 0
    epoch = min(epoch, len(path) - 1)
    at = _point(path[-1])
    said = Message(
        "converged at epoch {epoch} to the minimum at {where}",
        {"epoch": epoch, "where": _place(path[-1])},
    )
    return Explanation(said.source, said.values, {"epoch": Place(epoch), "where": Place(None, at)})


def _stuck(ends: Ends, path: Rows) -> Explanation:
    where: dict[str, object] = {"where": _place(path[-1])}
    if _is_highest(ends):
        said = Message("stands on a maximum at {where}, where the slope is zero", where)
    else:
        said = Message("stands at {where}: the slope is zero there, and it is no minimum", where)
    nudged = tuple(float(x) + NUDGE for x in path[0])
    return Explanation(said.source, said.values, {"where": Place(None, _point(path[-1]))}, nudged)


def _is_highest(ends: Ends) -> bool:
    """Whether f is lower on every side of the end."""
    bound = ends.bound
    for signs in product((-1.0, 0.0, 1.0), repeat=bound.objective.dimension):
        step = [[s * BESIDE * w] for s, w in zip(signs, bound.objective.widths, strict=True)]
        if any(signs) and not bound.value(ends.positions + np.array(step))[0] < ends.value[0]:
            return False
    return True


def _stopped(record: Chunk, path: Rows) -> Explanation:
    moving = np.flatnonzero(record.learning_rate != 0)
    epoch = int(moving[-1]) + 1 if len(moving) else 0
    said = Message(
        "stopped at {where}: the learning rate is 0 from epoch {epoch} on",
        {"where": _place(path[-1]), "epoch": epoch},
    )
    places = {"where": Place(None, _point(path[-1])), "epoch": Place(epoch)}
    return Explanation(said.source, said.values, places)


def _cycle(bound: Bound, path: Rows) -> Explanation | None:
    """The sentence of a descent that comes back to itself; None where it does not."""
    widths = np.asarray(bound.objective.widths)
    for period in range(2, min(LONGEST_PERIOD, len(path) - 1) + 1):
        tail = path[-2 * period :] if len(path) >= 2 * period else path[-period - 1 :]
        back = np.abs(tail[period:] - tail[:-period]) <= SAME * widths
        if not back.all():
            continue
        if not (np.abs(np.diff(tail, axis=0)) > SAME * widths).any():
            return None
        return _alternating(path) if period == 2 else _returning(path, period)
    return None


def _alternating(path: Rows) -> Explanation:
    last = len(path) - 1
    low, high = sorted((last - 1, last), key=lambda epoch: tuple(path[epoch]))
    said = Message(
        "alternates between {first} and {second}",
        {"first": _place(path[low]), "second": _place(path[high])},
    )
    places = {"first": Place(low, _point(path[low])), "second": Place(high, _point(path[high]))}
    return Explanation(said.source, said.values, places)


def _returning(path: Rows, period: int) -> Explanation:
    said = Message(
        "comes back to {where} every {count} epochs", {"where": _place(path[-1]), "count": period}
    )
    last = len(path) - 1
    before = max(last - period, 0)
    places = {
        "where": Place(last, _point(path[-1])),
        "count": Place(before, _point(path[before])),
    }
    return Explanation(said.source, said.values, places)


def _wandering(ends: Ends, path: Rows) -> Explanation:
    """The sentence of a descent that is chaotic; its ends are those along x, in its later half."""
    half = len(path) // 2
    low, high = (half + int(find(path[half:, 0])) for find in (np.argmin, np.argmax))
    said = Message(
        "wanders between {low} and {high} without rest: neighbours part by a factor of {factor} per "
        "epoch",
        {
            "low": _place(path[low]),
            "high": _place(path[high]),
            "factor": Message("{x:.3g}", {"x": float(np.exp(ends.watched("lyapunov_exponent")[0]))}),
        },
    )
    places = {
        "low": Place(low, _point(path[low])),
        "high": Place(high, _point(path[high])),
        # Neighbours part on the whole way; to look at it, one begins where it begins.
        "factor": Place(0, _point(path[0])),
    }
    return Explanation(said.source, said.values, places)


def _moving(bound: Bound, ends: Ends, record: Chunk, path: Rows) -> Explanation:
    """The sentence of a descent that has not come to an end."""
    length = size(record.displacement.T)
    moved = np.flatnonzero(length > 0)
    last = int(moved[-1]) if len(moved) else len(record) - 1
    values: dict[str, object] = {
        "where": _place(path[-1]),
        "step": Message("{x:.3g}", {"x": float(length[last])}),
    }
    places = {"where": Place(None, _point(path[-1])), "step": Place(last)}
    more = _needed(bound, ends, path)
    if more is not None:
        values["more"] = f"{more:,}".replace(",", " ")
        # The missing epochs would come after the last one.
        places["more"] = Place(len(path) - 1, _point(path[-1]))
        said = Message(
            "at {where} still moving by {step} per epoch; would need about {more} more epochs", values
        )
    elif _slows(length):
        said = Message("at {where} still moving by {step} per epoch, ever more slowly", values)
    else:
        said = Message("at {where} still moving by {step} per epoch, and not slowing down", values)
    return Explanation(said.source, said.values, places)


def _needed(bound: Bound, ends: Ends, path: Rows) -> int | None:
    """About how many epochs are missing, if the slope goes on falling by the same factor."""
    factor = _factor(bound, path[-LOOK_BACK - 1 :])
    before = _factor(bound, path[: int(EARLIER * len(path))][-LOOK_BACK - 1 :])
    if factor is None or before is None:
        return None
    if not 1 / FADES < math.log(before) / math.log(factor) < FADES:
        return None  # It goes by a power of the time, and no factor foretells it.
    missing = math.log(ends.tolerance / float(ends.steepness[0])) / math.log(factor)
    return int(float(f"{max(missing, 1):.2g}")) if missing < MOST else None


def _factor(bound: Bound, path: Rows) -> float | None:
    """By what factor the slope falls in an epoch; None where it does not fall steadily."""
    slopes = size(bound.gradient(np.ascontiguousarray(path.T)))
    if len(slopes) < 3 or not (slopes > 0).all() or not np.isfinite(slopes).all():
        return None
    factors = slopes[1:] / slopes[:-1]
    factor = float(slopes[-1] / slopes[0]) ** (1 / (len(slopes) - 1))
    steady = bool((factors < 1).all()) and float(factors.max() - factors.min()) < 0.2
    return factor if steady and factor < 1 - 1e-9 else None


def _slows(length: Values) -> bool:
    tail = length[-LOOK_BACK:]
    return len(tail) > 1 and bool((np.diff(tail) < 0).all())


def _point(position: Values) -> tuple[float, ...]:
    return tuple(float(x) for x in position)


def _place(position: Values) -> Message:
    """A position in a sentence."""
    if len(position) == 1:
        return Message("{x:.6g}", {"x": float(position[0])})
    return Message("({x:.6g}, {y:.6g})", {"x": float(position[0]), "y": float(position[1])})
