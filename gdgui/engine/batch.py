"""Where many descents end: the loop run to its end, or past every number of epochs that is asked for.

What provably cannot change any more is taken out on the way.  Where no rule looks at t and nothing is
random, position and state together decide all that follows: a descent in which both repeat bit for bit
after P epochs will repeat for ever, so it stands after N epochs where it stands now if P divides what
is left.  No position changes by a bit through this; the batch only becomes smaller.
"""

from __future__ import annotations

from collections import deque
from copy import copy

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.engine.descent import Loop, Token
from gdgui.engine.orbit import (
    NONE,
    SAME,
    WINDOW,
    Codes,
    orbit_in_parts,
    orbit_of,
    turns,
)
from gdgui.engine.setup import Rules, Setup, prepare
from gdgui.engine.trail import Trail
from gdgui.engine.types import Flags, Integers, Positions, State

PERIOD = 24
"""A common multiple of the periods in which descents mostly come to rest: 1, 2, 3, 4, 6, 8, 12."""

WORTH = 8
"""Descents are taken out once they are one in so many: a smaller batch has to be copied first."""

HISTORY = 2_000_000
"""Positions that snapshots are looked over at once."""


class Finals(Struct, frozen=True, eq=False):
    """Where n descents stood after each of s numbers of epochs.

    `positions` is (dim, s, n); `halted` (s, n) is true where a descent stood still in the epoch
    before because its learning rate was 0; `orbit` (s, n) tells whether it goes round (see orbit.py).
    """

    positions: NDArray[np.float64]
    halted: Flags
    orbit: Codes

    @classmethod
    def unknown(cls, dimension: int, snapshots: int, count: int) -> Finals:
        """Arrays to be filled."""
        shape = (snapshots, count)
        return cls(
            np.empty((dimension, *shape)),
            np.zeros(shape, dtype=np.bool_),
            np.zeros(shape, dtype=np.int8),
        )


def forgets_the_epoch(rules: Rules) -> bool:
    """Whether position and state alone decide what follows: no rule looks at t, nothing is random."""
    by_time = rules.schedule.uses_epoch or rules.optimizer.uses_epoch
    by_time = by_time or bool(rules.before)  # a branch turns off at its epoch
    return not (by_time or rules.optimizer.random or rules.warms_up)


def finals(setup: Setup, token: Token | None = None, leave: bool = True) -> Finals:
    """Where each of n descents stands after its own number of epochs; s is 1.

    Raises Cancelled when `token` is set.  Without `leave` none is taken out on the way, which
    changes nothing but the time.
    """
    return finals_of(prepare(setup), setup.start, token, leave)


def finals_of(rules: Rules, start: Positions, token: Token | None = None, leave: bool = True) -> Finals:
    """As `finals`, for descents that follow `rules`."""
    count = start.shape[1]
    result = Finals.unknown(len(start), 1, count)
    epochs = np.broadcast_to(np.asarray(rules.epochs), (count,))
    leave = leave and forgets_the_epoch(rules)
    with np.errstate(all="ignore"):
        if (epochs == epochs[0]).all():
            _finals_together(Loop(rules, start), int(epochs[0]), result, token, leave)
        else:
            _finals_apart(Loop(rules, start), epochs, result, token, leave)
    return result


def _finals_together(loop: Loop, until: int, result: Finals, token: Token | None, leave: bool) -> None:
    """All descents have the same number of epochs, `until`."""
    widths = loop.rules.bound.objective.widths
    running = np.arange(loop.positions.shape[1])
    if leave and until >= 3 * PERIOD:
        # At epochs that are a multiple of the period before the end, a descent that repeats stands
        # where it will stand at the end.
        loop.run(until % PERIOD, token)
        while until - loop.epoch >= WINDOW + PERIOD:
            before = loop.positions, loop.states()
            loop.run(loop.epoch + PERIOD, token)
            repeats = repeating(loop, *before)
            if np.count_nonzero(repeats) * WORTH >= len(repeats):
                _store(result, 0, running, loop, repeats)
                result.orbit[0, running[repeats]] = _orbit_of_repeating(loop, repeats)
                rest = np.flatnonzero(~repeats)
                running = running[rest]
                if not len(rest):
                    return
                loop.keep(rest)
    loop.run(max(loop.epoch, until - WINDOW), token)
    trail = Trail(loop.positions, until - loop.epoch)
    loop.run(until, token, trail)
    _store(result, 0, running, loop, np.ones(len(running), dtype=np.bool_))
    result.orbit[0, running] = orbit_in_parts(trail.history, widths)


def _orbit_of_repeating(loop: Loop, repeats: Flags) -> Codes:
    """The codes of the descents that repeat after PERIOD epochs, in their order."""
    index = np.flatnonzero(repeats)
    codes = np.full(len(index), NONE, dtype=np.int8)
    moving = np.flatnonzero(_moved(loop)[index])
    if len(moving):
        part = copy(loop)
        part.keep(index[moving])
        trail = Trail(part.positions, PERIOD)
        part.run(loop.epoch + PERIOD, None, trail)
        codes[moving] = orbit_in_parts(trail.history, loop.rules.bound.objective.widths)
    return codes


def _finals_apart(
    loop: Loop, epochs: Integers, result: Finals, token: Token | None, leave: bool
) -> None:
    """Each descent has a number of epochs of its own."""
    seen = _Seen(loop, result, int(epochs.max()))
    running = np.arange(len(epochs))
    numbers = deque(np.unique(epochs).tolist())
    # Every now and then two epochs are compared with the two before them; an odd number lies between
    # two looks, so that all descents have their turn.
    before: tuple[Positions, tuple[State, State]] | None = None
    look = loop.epoch + PERIOD - 1
    while len(running):
        until = min(numbers[0], look) if leave else numbers[0]
        seen.run(until, running, token)
        left = epochs[running] - until
        finished = left <= 0
        if until == numbers[0]:
            numbers.popleft()
            _store_halted(result, 0, running, loop, left == 0)
            seen.note(0, until, np.flatnonzero(left == 0))
        if leave and until == look:
            if before is None:
                before, look = (loop.positions, loop.states()), until + 2
            else:
                repeats = repeating(loop, *before) & (left > 0) & (left % 2 == 0)
                before, look = None, until + PERIOD - 1
                _store(result, 0, running, loop, repeats)
                result.orbit[0, running[repeats]] = np.where(_moved(loop)[repeats], 2, NONE)
                finished |= repeats
        if np.count_nonzero(finished) * WORTH >= len(finished) or not numbers:
            seen.tell(running)
            rest = np.flatnonzero(~finished)
            running = running[rest]
            if len(rest) and len(rest) < len(finished):
                loop.keep(rest)
                seen.keep(rest)
                if before is not None:
                    before, look = None, until + PERIOD - 1


def snapshots(setup: Setup, epochs: Integers, token: Token | None = None, leave: bool = True) -> Finals:
    """Where n descents stand after each number of `epochs`, of shape (s,).

    One longer descent serves every shorter one.  That is the truth only for rules that do not look
    at N.
    """
    rules = prepare(setup)
    dimension, count = setup.start.shape
    result = Finals.unknown(dimension, len(epochs), count)
    loop = Loop(rules, setup.start)
    running = np.arange(count)
    look = PERIOD if count > 1000 else 4 * PERIOD  # a look at few descents costs as much as an epoch
    leave = leave and forgets_the_epoch(rules)
    seen = _Seen(loop, result, int(epochs.max(initial=0)))
    order = np.argsort(epochs, kind="stable").tolist()
    numbers = epochs.tolist()
    reached = 0
    moving = False
    with np.errstate(all="ignore"):
        for place, k in enumerate(order):
            until = numbers[k]
            while leave and until - reached > look and len(running):
                reached += look
                running = _look(loop, reached, running, seen, order[place:], epochs, token)
            if not len(running):
                break
            reached = until
            seen.note(k, until)
            if moving:
                continue  # it is told from the trail alone, and to stop takes as long as an epoch
            seen.run(until, running, token)
            halted = _halted(loop)
            if halted is not None:
                result.halted[k, running] = halted
            moving = halted is None and rules.schedule.steady and until > rules.begins
        seen.run(reached, running, token)
        seen.tell(running)
    return result


def _look(
    loop: Loop,
    until: int,
    running: Integers,
    seen: _Seen,
    left: list[int],
    epochs: Integers,
    token: Token | None,
) -> Integers:
    """Goes on until `until`, and takes out the descents that repeat after one or two epochs."""
    seen.run(until - 2, running, token)
    before = loop.positions, loop.states()
    seen.run(until - 1, running, token)
    odd_halted = _halted(loop)
    seen.run(until, running, token)
    halted = _halted(loop), odd_halted
    repeats = repeating(loop, *before)
    if np.count_nonzero(repeats) * WORTH < len(repeats):
        return running
    seen.tell(running)
    gone, result = running[repeats], seen.result
    orbit = np.where(_moved(loop)[repeats], 2, NONE)
    for k in left:
        odd = int(epochs[k] - until) % 2
        result.positions[:, k, gone] = (loop.before if odd else loop.positions)[:, repeats]
        still = halted[odd]
        if still is not None:
            result.halted[k, gone] = still[repeats]
        result.orbit[k, gone] = orbit
    rest = np.flatnonzero(~repeats)
    if len(rest):
        loop.keep(rest)
        seen.keep(rest)
    return running[rest]


class _Seen:
    """The epochs that descents go through, and the snapshots that are still to be told from them.

    They are told many at a time: to take forty positions out of one array takes no longer than to
    take one, most descents never turn, and that is seen at one glance.
    """

    def __init__(self, loop: Loop, result: Finals, longest: int) -> None:
        self.result = result
        self._loop = loop
        self._longest = longest
        self._trail = Trail(loop.positions, self._room())
        self._noted: list[tuple[int, int, NDArray[np.intp] | None]] = []

    def _room(self) -> int:
        """How many epochs are looked over at once."""
        loop = self._loop
        return min(self._longest - loop.epoch, max(WINDOW, HISTORY // max(1, loop.positions.size)))

    def run(self, until: int, running: Integers, token: Token | None) -> None:
        """Goes on until `until` epochs are done."""
        loop = self._loop
        while loop.epoch < until:
            if not self._trail.room:
                self.tell(running)
                self._trail = self._trail.last(WINDOW, self._room())
            loop.run(min(until, loop.epoch + self._trail.room), token, self._trail)

    def note(self, k: int, epoch: int, columns: NDArray[np.intp] | None = None) -> None:
        """Snapshot `k` is what the running descents in `columns` (None: all) are after `epoch`."""
        self._noted.append((k, epoch, columns))

    def tell(self, running: Integers) -> None:
        """Tells positions and orbits of all snapshots that are noted and have been reached."""
        history, result = self._trail.history, self.result
        first = self._loop.epoch - (len(history) - 1)
        noted = [one for one in self._noted if one[1] <= self._loop.epoch]
        self._noted = self._noted[len(noted) :]
        if not noted:
            return
        ks = np.array([k for k, _, columns in noted if columns is None], dtype=np.intp)
        if len(ks):
            rows = [epoch - first for _, epoch, columns in noted if columns is None]
            found = history.take(rows, axis=0).swapaxes(0, 1)
            if len(running) == result.positions.shape[2]:  # these are put in place three times as fast
                result.positions[:, ks] = found
            else:
                result.positions[:, ks[:, np.newaxis], running] = found
        for k, epoch, columns in noted:
            if columns is not None:
                result.positions[:, k, running[columns]] = history[epoch - first][:, columns]
        turned = turns(history)
        widths = self._loop.rules.bound.objective.widths
        for k, epoch, columns in noted if turned.any() else ():
            these = np.flatnonzero(turned) if columns is None else columns[turned[columns]]
            if len(these):
                row = epoch - first
                window = history[max(0, row - WINDOW) : row + 1, :, these]
                result.orbit[k, running[these]] = orbit_of(window, widths)

    def keep(self, index: Integers) -> None:
        """Goes on with a part of the descents."""
        self._trail = self._trail.last(WINDOW, self._room(), index)


def _store(result: Finals, k: int, running: Integers, loop: Loop, chosen: Flags) -> None:
    """Puts where the chosen ones of the running descents stand into snapshot `k`."""
    result.positions[:, k, running[chosen]] = loop.positions[:, chosen]
    _store_halted(result, k, running, loop, chosen)


def _store_halted(result: Finals, k: int, running: Integers, loop: Loop, chosen: Flags) -> None:
    """Puts which of the chosen ones stand still into snapshot `k`."""
    halted = _halted(loop)
    if halted is not None:
        result.halted[k, running[chosen]] = halted[chosen]


def _moved(loop: Loop) -> Flags:
    """Where the last epoch led to another point, (n,): more than 10⁻⁹ domain widths away."""
    near = SAME * np.array(loop.rules.bound.objective.widths)[:, np.newaxis]
    return np.asarray((np.abs(loop.positions - loop.before) > near).any(axis=0))


def repeating(loop: Loop, positions: Positions, states: tuple[State, State]) -> Flags:
    """Where position and state are what they were before, to the last bit, (n,)."""
    same = _same_bits(loop.positions, positions)
    for now, then in zip(loop.states(), states, strict=True):
        for new, old in zip(now, then, strict=True):
            if new is not old:
                same &= _same_bits(np.atleast_2d(new), np.atleast_2d(old))
    return same


def _same_bits(first: NDArray[np.generic], second: NDArray[np.generic]) -> Flags:
    """Where all numbers of a descent, which is the last axis, have the same bits: NaN is NaN."""
    if first.dtype == np.float64:
        first = np.ascontiguousarray(first).view(np.int64)
        second = np.ascontiguousarray(second).view(np.int64)
    same: Flags = (first == second).reshape(-1, first.shape[-1]).all(axis=0)
    return same


def _halted(loop: Loop) -> Flags | None:
    """Where a descent stands still because its rate is 0, (n,); None where none does."""
    if np.count_nonzero(loop.rate) == np.size(loop.rate):  # nearly always, and quick to see
        return None
    still: Flags = np.equal(loop.rate, 0) & (loop.decrement == 0).all(axis=0)
    return still.ravel()
