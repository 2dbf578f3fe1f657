"""THE loop.  Every descent, animation and sweep runs through it.

In epoch t, counted from 0, each descent looks at its gradient g, asks its schedule for the learning
rate η, asks its optimizer for the decrement, and moves: x_{t+1} = x_t − decrement.  The loop
alone counts epochs, freezes descents and takes them out.

A branch goes the way of another descent first.  Where it turns off, position, epoch and what rules
remember go on; `carried_over` says what of the memory stays with rules that are not the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, repeat
from typing import Any, Protocol

import numpy as np
from msgspec import Struct
from numpy import multiply, subtract
from numpy.typing import NDArray

from gdgui.engine.objectives import Bound
from gdgui.engine.setup import Rules, Setup, prepare, take_state
from gdgui.engine.step import Step
from gdgui.engine.trail import Trail
from gdgui.engine.types import Flags, Integers, Positions, Rate, State, Values


class Cancelled(Exception):  # noqa: N818 - it is no error
    """Somebody asked the work to end; what was computed so far is dropped."""


class Token(Protocol):
    """Asked again and again whether the work is to end.

    Who is about to compute some epochs says how many: they can be counted, to show progress.
    """

    def is_set(self, epochs: int = 0) -> bool: ...


UNASKED = 64, 2048
"""A token is asked after at most so many epochs, and after so many epochs of all descents together.

To ask takes as long as a tenth of an epoch of fifty descents.  Under the slowest rule sixty-four epochs
take some 15 ms, and with two thousand descents every epoch is asked for.
"""


class Loop:
    """n descents between two epochs.  `run` takes all of them further.

    Afterwards `before`, `gradient`, `rate` and `decrement` tell what held in the last epoch, and
    `positions` where it led; all but the rate have the shape (dim, n), and a rate that is no single
    number has the shape (1, n).  The caller sets numpy's error state: descents overflow as a matter of
    course, and that is a result and no warning.  `rules` are those that held in the last epoch.
    """

    __slots__ = (
        "_asked",
        "_believed",
        "_later",
        "_optimizer_state",
        "_schedule_state",
        "_warm",
        "before",
        "decrement",
        "epoch",
        "gradient",
        "positions",
        "rate",
        "rules",
    )

    def __init__(self, rules: Rules, start: Positions) -> None:
        # The epochs from which other rules hold, the next of them first.
        whole = (*(leg.rules for leg in rules.before), rules)
        turns = (leg.until for leg in rules.before)
        self._later: tuple[tuple[int, Rules], ...] = tuple(zip(turns, whole[1:], strict=True))
        rules = whole[0]
        self.rules = rules
        self.epoch = 0
        self.positions = self.before = self.gradient = self.decrement = start
        self.rate: Rate = 0.0
        self._schedule_state: State = rules.schedule.init(start, rules.schedule_parameters)
        self._optimizer_state: State = rules.optimizer.init(start, rules.optimizer_parameters)
        self._believed = rules.own_gradient(start.shape)
        self._warm = rules.warms_up
        self._asked = False

    def turn_off(self) -> None:
        """Takes up the rules of the epoch to come, where a branch turns off before it."""
        while self._later and self._later[0][0] <= self.epoch:
            old, (_, new) = self.rules, self._later[0]
            self._schedule_state, self._optimizer_state = carried_over(
                old, new, self.positions, self.states()
            )
            self.rules, self._later = new, self._later[1:]
            self._believed = new.own_gradient(self.positions.shape)
            self._warm = new.warms_up
            self._asked = False

    def run(self, until: int, token: Token | None = None, trail: Trail | None = None) -> None:
        """Goes on until `until` epochs are done; the positions after each are added to `trail`.

        Raises Cancelled when `token` is set; the descents then stand where this leg of the way began.
        """
        while self.epoch < until:
            self.turn_off()
            self._run(min(until, self._later[0][0]) if self._later else until, token, trail)

    def _run(self, until: int, token: Token | None, trail: Trail | None) -> None:
        """As `run`, under the same rules all the way."""
        # An epoch of fifty descents takes five microseconds in numpy, so everything that is the same
        # in all epochs is fetched beforehand, and what was reached is put back at the end.
        rules = self.rules
        believed, ask, accept, update = self._believed, rules.rate, rules.accept, rules.update
        schedule_parameters, schedule_state = rules.schedule_parameters, self._schedule_state
        optimizer_parameters, optimizer_state = rules.optimizer_parameters, self._optimizer_state
        warm = self._warm
        steady = rules.schedule.steady and not warm
        positions = self.positions
        before, gradient, rate, decrement = self.before, self.gradient, self.rate, self.decrement
        asked = steady and self._asked
        # Then an epoch is the map x ↦ x − g(x)·η, and nobody has to be asked for anything.
        mapped = steady and rules.optimizer.plain and accept is None
        most, together = UNASKED
        # Without an array for its result, a ufunc makes one.
        rows: Iterator[Positions | None]
        rows = repeat(None) if trail is None else iter(trail.extend(until - self.epoch))
        stretch = max(1, min(most, together // max(1, positions.shape[1])))

        for first in range(self.epoch, until, stretch):
            end = min(first + stretch, until)
            if token is not None and token.is_set(end - first):
                raise Cancelled
            if mapped and asked:
                for row in islice(rows, end - first):
                    before = positions
                    gradient = believed(before)
                    decrement = multiply(gradient, rate)
                    positions = subtract(before, decrement, row)
                continue
            for epoch, row in zip(range(first, end), rows, strict=False):
                before = positions
                gradient = believed(before)
                step = Step(epoch, before, gradient, rules)
                if not asked:
                    rate, schedule_state = ask(step, schedule_parameters, schedule_state)
                    if warm:
                        rate = rate * warmup_factor(epoch, rules.warmup)
                    if isinstance(rate, np.ndarray) and rate.ndim:
                        # As a row it multiplies a gradient of the same shape; numpy takes three
                        # times as long to stretch (n,) over (1, n).
                        rate = rate[np.newaxis]
                    asked = steady
                decrement, new_state = update(step, rate, optimizer_parameters, optimizer_state)
                if accept is None:
                    positions = subtract(before, decrement, row)
                else:
                    candidate = subtract(before, decrement)
                    mask, schedule_state = accept(step, candidate, schedule_parameters, schedule_state)
                    positions = np.where(mask, candidate, before)
                    if row is not None:
                        row[...] = positions
                    decrement = np.where(mask, decrement, 0.0)
                    new_state = merge(mask, new_state, optimizer_state)
                optimizer_state = new_state

        self._asked = asked
        self.epoch, self.positions = until, positions
        self.before, self.gradient, self.rate, self.decrement = before, gradient, rate, decrement
        self._schedule_state, self._optimizer_state = schedule_state, optimizer_state

    def keep(self, index: NDArray[Any]) -> None:
        """Goes on with a part of the descents, in the order of `index`."""
        self.rules = self.rules.take(index)
        self._later = tuple((epoch, rules.take(index)) for epoch, rules in self._later)
        self.positions = np.ascontiguousarray(self.positions[:, index])
        self._believed = self.rules.own_gradient(self.positions.shape)
        if isinstance(self.rate, np.ndarray) and self.rate.ndim:
            self.rate = self.rate[:, index]
        self._schedule_state = take_state(self._schedule_state, index)
        self._optimizer_state = take_state(self._optimizer_state, index)

    def states(self) -> tuple[State, State]:
        """What schedule and optimizer remember now."""
        return self._schedule_state, self._optimizer_state

    def place(self, positions: Positions, states: tuple[State, ...]) -> None:
        """Goes on from elsewhere: other positions, other memories, in the same epoch."""
        self.positions = positions
        self._schedule_state, self._optimizer_state = states


def carried_over(
    old: Rules, new: Rules, positions: Positions, states: tuple[State, State]
) -> tuple[State, State]:
    """What schedule and optimizer remember where a branch turns off to `new` rules, at `positions`.

    Another rule begins anew.  The same rule goes on with what it remembers, all but what a parameter
    of it sets at the beginning, where this parameter has changed: a bold driver that is given another
    base rate takes it up, and one that is given another growth keeps the rate it has come to.
    """
    schedule, optimizer = states
    begin = new.schedule.init(positions, new.schedule_parameters)
    if new.schedule.key == old.schedule.key:
        begin = _kept(schedule, old.schedule.init(positions, old.schedule_parameters), begin)
    fresh = new.optimizer.init(positions, new.optimizer_parameters)
    if new.optimizer.key == old.optimizer.key:
        fresh = _kept(optimizer, old.optimizer.init(positions, old.optimizer_parameters), fresh)
    return begin, fresh


def _kept(state: State, old: State, new: State) -> State:
    """The state, descent by descent, but for what begins otherwise under the new parameters."""
    if not state:
        return state
    fields = zip(state, new, same_beginning(old, new), strict=True)
    return type(state)(
        *(value if np.all(same) else np.where(same, value, b) for value, b, same in fields)
    )


def same_beginning(one: State, other: State) -> list[Flags]:
    """For each field of two states, where they are the same; one NaN is like another."""
    pairs = zip(one, other, strict=True)
    return [np.asarray((a == b) | ((a != a) & (b != b))) for a, b in pairs]


def warmup_factor(epoch: int, warmup: int | Integers) -> Rate:
    """min(1, (t+1)/w), and 1 where w is 0 (arXiv 1706.02677)."""
    width = np.asarray(warmup)
    factor: Values = np.where(width > 0, np.minimum(1.0, (epoch + 1) / np.maximum(width, 1)), 1.0)
    return factor if factor.ndim else float(factor)


def merge(mask: Flags, new: State, old: State) -> State:
    """The new state where `mask` holds, else the old one, descent by descent."""
    if not new:
        return new
    return type(new)(*(np.where(mask, a, b) for a, b in zip(new, old, strict=True)))


class Chunk(Struct, frozen=True, eq=False):
    """Consecutive epochs of one descent, one row an epoch, honest about before and after.

    `epoch` is (k,); `position`, `gradient`, `displacement` and `next_position` are (k, dim); `value`
    and `learning_rate` are (k,).  Position, value, gradient and rate are those before the update;
    the gradient is the one that the descent believed.  All arrays are read-only.
    """

    epoch: Integers
    position: NDArray[np.float64]
    value: Values
    gradient: NDArray[np.float64]
    learning_rate: Values
    displacement: NDArray[np.float64]
    next_position: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.epoch)


FIELDS = (
    "epoch",
    "position",
    "value",
    "gradient",
    "learning_rate",
    "displacement",
    "next_position",
)


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, read-only: arrays cross threads without a copy."""
    array.flags.writeable = False
    return array


def join(chunks: list[Chunk]) -> Chunk:
    """One chunk out of consecutive ones."""
    if len(chunks) == 1:
        return chunks[0]
    return Chunk(
        *(frozen(np.concatenate([getattr(chunk, name) for chunk in chunks])) for name in FIELDS)
    )


def stream(
    setup: Setup, chunk: int = 256, token: Token | None = None, rules: Rules | None = None
) -> Iterator[Chunk]:
    """The epochs of one descent, `chunk` at a time.  Raises Cancelled when `token` is set.

    `setup` has n = 1: one descent is a batch of one.
    """
    rules = rules or prepare(setup)
    loop = Loop(rules, setup.start)
    total = setup.longest
    for first in range(0, total, chunk):
        with np.errstate(all="ignore"):
            yield _chunk(loop, first, min(chunk, total - first), token)


def _chunk(loop: Loop, first: int, count: int, token: Token | None) -> Chunk:
    shape = (count, len(loop.positions))
    position, gradient, displacement, after = (np.empty(shape) for _ in range(4))
    rate = np.empty(count)
    for row in range(count):
        loop.run(first + row + 1, token)
        position[row] = loop.before[:, 0]
        gradient[row] = loop.gradient[:, 0]
        rate[row] = np.ravel(loop.rate)[0]
        displacement[row] = -loop.decrement[:, 0]
        after[row] = loop.positions[:, 0]
    value = _values(loop.rules.bound, position)
    epoch = np.arange(first, first + count)
    return Chunk(*(frozen(a) for a in (epoch, position, value, gradient, rate, displacement, after)))


def _values(bound: Bound, rows: NDArray[np.float64]) -> Values:
    """f at each row of shape (k, dim), where the bound parameters belong to one descent."""
    one = {
        key: value[0] if isinstance(value, np.ndarray) else value
        for key, value in bound.parameters.items()
    }
    return bound.objective.value(np.ascontiguousarray(rows.T), one)


def record(setup: Setup, token: Token | None = None) -> Chunk:
    """All epochs of one descent."""
    return join(list(stream(setup, max(1, setup.longest), token)))
