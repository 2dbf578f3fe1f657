r"""The step of one epoch taken apart: each rule in symbols, with its numbers, and what comes out.

What is printed can be checked with a pocket calculator: from the numbers as they are printed the
printed result follows, to its last digit.  Where a result needs more digits of its numbers than
usual, they get more.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from gdgui.engine.descent import Chunk, Loop
from gdgui.engine.message import Message
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Rules, Setup, prepare
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, State
from gdgui.engine.worked import (
    ATOM,
    CONSTANTS,
    FULL,
    MULTIPLY,
    Facts,
    Functions,
    Printer,
    Quantity,
    Shown,
    Worked,
    compute,
    names_in,
    number_latex,
    number_text,
    parse,
    rounded,
    written,
)

DIGITS = 5
"""Significant digits of what is shown at display precision."""

AGREE = 1e-9
"""A line is shown where its result is, relative to its size, so near to what the loop computed."""

PIECE = 256
"""Epochs between two looks at the clock while the way to an epoch is gone again."""

MARK = 4096
"""Epochs between two places from which the way can be gone on."""

COORDINATES = ("x", "y")


@dataclass(frozen=True)
class Line:
    """One line: the rule in symbols (LaTeX), then its numbers as LaTeX and as text; these may be empty.

    `sentence` stands where a line is said and not computed.
    """

    symbols: str
    numbers_latex: str = ""
    numbers_text: str = ""
    sentence: Message | None = None
    joint: str = " = "

    @property
    def latex(self) -> str:
        """All of it."""
        return self.joint.join(part for part in (self.symbols, self.numbers_latex) if part)


@dataclass(frozen=True)
class Taken:
    """A step taken apart: where it leads first, then the learning rate, then what they are made of."""

    epoch: int
    step: tuple[Line, ...]
    rate: tuple[Line, ...]
    state: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in this order."""
        return (*self.step, *self.rate, *self.state)


@dataclass(frozen=True, eq=False)
class Moment:
    """One epoch of one descent (n = 1): what held before, and what came after.

    `states` are (schedule, optimizer) before it, `after` the same after it; positions, gradient and
    noise are (dim,).  `update` is the number of this update, from 1: steps that a schedule refused do
    not count.
    """

    epoch: int
    update: int
    noise: Quantity | None
    rules: Rules
    position: Quantity
    gradient: Quantity
    rate: float
    next_position: Quantity
    states: tuple[State, State]
    after: tuple[State, State]


class Retrace:
    """Goes the way of a descent again to any of its epochs, a piece at a time.

    A record keeps no states of rules: they are found by running the loop once more.  Rules without a
    state are at once where they are wanted.
    """

    def __init__(self, setup: Setup) -> None:
        self._rules = prepare(setup)
        self._loop = Loop(self._rules, setup.start)
        self._marks = {0: copy.copy(self._loop)}
        self.stateless = not any(self._loop.states()) and not self._rules.before

    def moment(
        self,
        epoch: int,
        position: Quantity,
        rate: float,
        hurry: Callable[[], bool],
        update: int | None = None,
    ) -> Moment | None:
        """The epoch that begins at `position` with learning rate `rate`; None where `hurry` ended it.

        `update` is its number among the updates, where that is not epoch + 1.  Asked again, it goes on
        from where it was.
        """
        with np.errstate(all="ignore"):
            if self.stateless:
                self._loop = Loop(self._rules, np.array(position, dtype=np.float64)[:, np.newaxis])
                self._loop.epoch, self._loop.rate = epoch, rate
            elif not self._reach(epoch, hurry):
                return None
            self._loop.turn_off()
            before = self._loop.states()
            self._loop.run(epoch + 1)
        loop = self._loop
        noise = None
        if loop.rules.optimizer.random:
            noise = Step(epoch, loop.before, loop.gradient, loop.rules).normal()[:, 0]
        return Moment(
            epoch=epoch,
            update=epoch + 1 if update is None else update,
            noise=noise,
            rules=loop.rules,
            position=loop.before[:, 0],
            gradient=loop.gradient[:, 0],
            rate=float(np.ravel(loop.rate)[0]),
            next_position=loop.positions[:, 0],
            states=before,
            after=loop.states(),
        )

    def _reach(self, epoch: int, hurry: Callable[[], bool]) -> bool:
        behind = self._loop.epoch > epoch
        best = max(mark for mark in self._marks if mark <= epoch)
        if behind or best > self._loop.epoch:
            self._loop = copy.copy(self._marks[best])
        while self._loop.epoch < epoch:
            if hurry():
                return False
            target = min(epoch, self._loop.epoch + PIECE, (self._loop.epoch // MARK + 1) * MARK)
            self._loop.run(target)
            if target % MARK == 0 and target not in self._marks:
                self._marks[target] = copy.copy(self._loop)
        return True


def update_number(record: Chunk, row: int, setup: Setup) -> int:
    """The number of the update in a row of a record: only under a schedule that may refuse a step is
    it not the row's own."""
    if SCHEDULES[setup.schedule.key].accept is None:
        return row + 1
    return 1 + int(np.count_nonzero(np.any(record.displacement[:row] != 0, axis=1)))


def take_apart(moment: Moment, full: bool = False) -> Taken:
    """The step of a moment; `full` prints every digit that the numbers have."""
    with np.errstate(all="ignore"):
        return _Workshop(moment, FULL if full else DIGITS).taken()


@dataclass
class _Part:
    """One of the two rules of a step: its declaration, parameters and state."""

    worked: Worked | None
    formula: str
    declared: tuple[Parameter, ...]
    parameters: Parameters
    before: State
    after: State
    target: str
    symbols: dict[str, str] = field(default_factory=dict)
    assigned: set[str] = field(default_factory=set)

    @property
    def fields(self) -> tuple[str, ...]:
        return getattr(self.before, "_fields", ())


class _Workshop:
    """What the lines of one step share."""

    def __init__(self, moment: Moment, digits: int) -> None:
        self.moment = moment
        self.digits = digits
        rules = moment.rules
        self.rows = len(moment.position)
        column = moment.position[:, np.newaxis]
        self.common: dict[str, Quantity] = {
            "x": moment.position,
            "g": moment.gradient,
            "eta": np.asarray(moment.rate),
            "t": np.asarray(float(moment.epoch)),
            "k": np.asarray(float(moment.update)),
            "N": np.asarray(float(np.max(rules.epochs))),
            "f": np.asarray(rules.bound.value(column)[0]),
        }
        if moment.noise is not None:
            self.common["xi"] = moment.noise
        if self.rows == 1:
            self.common["h"] = np.asarray(rules.bound.hessian(column)[0, 0, 0])

    def taken(self) -> Taken:
        moment, rules = self.moment, self.moment.rules
        schedule, optimizer = rules.schedule, rules.optimizer
        rate = _Part(
            schedule.worked,
            schedule.formula_for(rules.schedule_parameters),
            schedule.parameters,
            rules.schedule_parameters,
            moment.states[0],
            moment.after[0],
            "eta",
        )
        step = _Part(
            optimizer.worked,
            optimizer.formula_for(rules.optimizer_parameters),
            optimizer.parameters,
            rules.optimizer_parameters,
            moment.states[1],
            moment.after[1],
            "x",
        )
        warm, unwarmed = self._warmup()
        scheduled = self._work(rate, np.asarray(unwarmed)) or (
            *self._formula(rate),
            *self._plain_rate(unwarmed),
        )
        refused = bool((moment.next_position == moment.position).all() and rules.accept is not None)
        worked = None if refused else self._work(step, moment.next_position)
        if worked is None:
            said = (Line("", sentence=Message("The schedule refused this step: the point stays.")),)
            worked = self._plain_step() + (said if refused else self._formula(step))
        last = [line for line in worked if line.symbols.startswith(tuple(self._targets()))]
        way = [line for line in worked if line not in last]
        return Taken(
            moment.epoch,
            tuple(last),
            (*scheduled, *warm),
            (*way, *self._remembered(step), *self._remembered(rate)),
        )

    def _targets(self) -> list[str]:
        return [f"{self._symbol('x', row, True, {})} =" for row in range(self.rows)]

    # Lines

    def _work(self, part: _Part, actual: Quantity) -> tuple[Line, ...] | None:
        """The lines that a rule declares; None where it declares none, or they do not give `actual`."""
        if part.worked is None:
            return None
        part.symbols = {p.key: p.symbol or rf"\mathrm{{{p.key}}}" for p in part.declared}
        part.symbols.update(part.worked.symbols)
        if part.target == "eta" and int(np.max(self.moment.rules.warmup)) > 0:
            part.symbols["eta"] = _UNWARMED
        values = dict(self.common)
        values.update(_numbers(part.parameters))
        values.update(_fields(part.before))
        after, final = _fields(part.after), {"x": self.moment.next_position}
        assigned: set[str] = set()
        lines: list[Line] = []
        facts = Facts(values | {"eta": actual if part.target == "eta" else self.common["eta"]})
        told = part.worked.told_for(part.parameters, facts)
        values.update({name: np.asarray(value) for name, value in told.given.items()})
        for source in told.lines:
            name, node = parse(source)
            missing = names_in(node) - set(values) - set(CONSTANTS)
            if missing:
                return None
            found = compute(node, values, self._functions)
            wanted = after.get(name, final.get(name)) if name != part.target else actual
            if wanted is not None and not _same(found, np.asarray(wanted)):
                return None
            result = np.asarray(found if wanted is None else wanted)
            lines += self._lines(part, name, node, values, assigned, result)
            values[name] = result
            assigned.add(name)
        if part.target not in assigned:
            return None
        part.assigned = assigned
        return tuple(lines)

    def _lines(
        self,
        part: _Part,
        name: str,
        node: Any,
        values: Mapping[str, Quantity],
        assigned: set[str],
        result: Quantity,
    ) -> list[Line]:
        """One line for each coordinate, or one in all where the result is a single number."""
        made = []
        evolving = {"x", *part.fields}
        for row in range(result.size):
            at = float(np.ravel(result)[row])
            inputs, shown = self._digits(node, values, row, at)

            symbol = partial(self._show_symbol, part.symbols, values, assigned, evolving)
            number, words = (partial(_show_number, values, inputs, latex) for latex in (True, False))
            is_vector = result.ndim > 0
            target = self._symbol(name, row if is_vector else None, True, part.symbols, evolving)
            rule = Printer(symbol, True, False, self.rows).print(node, row)
            latex = Printer(number, True, True, self.rows).print(node, row)
            text = Printer(words, False, True, self.rows).print(node, row)
            ends = number_latex(at, shown), number_text(at, shown)
            made.append(
                Line(
                    f"{target} = {rule}",
                    ends[0] if latex == ends[0] else f"{latex} = {ends[0]}",
                    ends[1] if text == ends[1] else f"{text} = {ends[1]}",
                )
            )
        return made

    def _digits(
        self, node: Any, values: Mapping[str, Quantity], row: int, result: float
    ) -> tuple[int, int]:
        """Digits of what goes in and of the result, so that the one follows from the other."""
        if self.digits >= FULL:
            return FULL, FULL
        for shown in range(self.digits, 1, -1):
            for inputs in range(self.digits, FULL + 1):
                read = {key: rounded(value, inputs) for key, value in values.items()}
                found = float(np.ravel(compute(node, read, self._functions))[row])
                if written(found, shown) == written(result, shown):
                    return inputs, shown
        return FULL, self.digits

    def _plain_step(self) -> tuple[Line, ...]:
        """x_{t+1} = x_t − Δ, for a rule that declares no lines."""
        moment = self.moment
        part = _Part(None, "", (), {}, (), (), "x", {"decrement": r"\Delta"})
        values = {"x": moment.position, "decrement": moment.position - moment.next_position}
        node = parse("x = x - decrement")[1]
        return tuple(self._lines(part, "x", node, values, set(), moment.next_position))

    def _plain_rate(self, rate: float) -> tuple[Line, ...]:
        warm = int(np.max(self.moment.rules.warmup)) > 0
        symbol = _UNWARMED if warm else r"\eta"
        return (Line(symbol, number_latex(rate, self.digits), number_text(rate, self.digits)),)

    def _formula(self, part: _Part) -> tuple[Line, ...]:
        return (Line(part.formula),) if part.formula else ()

    def _warmup(self) -> tuple[tuple[Line, ...], float]:
        """The line of a warm-up, and the rate before it."""
        width = int(np.max(self.moment.rules.warmup))
        if width <= 0:
            return (), self.moment.rate
        factor = min(1.0, (self.moment.epoch + 1) / width)
        part = _Part(None, "", (), {}, (), (), "eta", {"width": "w", "unwarmed": _UNWARMED})
        values = dict(self.common) | {
            "unwarmed": np.asarray(self.moment.rate / factor),
            "width": np.asarray(float(width)),
        }
        node = parse("eta = unwarmed * min(1, (t + 1) / width)")[1]
        lines = self._lines(part, "eta", node, values, set(), np.asarray(self.moment.rate))
        return tuple(lines), self.moment.rate / factor

    def _remembered(self, part: _Part) -> tuple[Line, ...]:
        """What a rule remembers, before and after, where no line has said it."""
        symbols = part.worked.symbols if part.worked is not None else {}
        before, after = _fields(part.before), _fields(part.after)
        lines = []
        for name, old in before.items():
            if name in part.assigned or (part.worked is not None and name not in symbols):
                continue
            called = symbols.get(name, rf"\mathrm{{{name.replace('_', ' ')}}}")
            for row in range(old.size):
                coordinate = rf"_{{{COORDINATES[row]}}}" if old.ndim and self.rows > 1 else ""
                ends = [float(np.ravel(v)[row]) for v in (old, after[name])]
                latex = r" \rightarrow ".join(number_latex(v, self.digits) for v in ends)
                text = " → ".join(number_text(v, self.digits) for v in ends)
                lines.append(Line(called + coordinate, latex, text, joint=r":\ "))
        return tuple(lines)

    # Symbols

    def _show_symbol(
        self,
        symbols: Mapping[str, str],
        values: Mapping[str, Quantity],
        assigned: set[str],
        evolving: set[str],
        name: str,
        row: int,
    ) -> Shown:
        where = row if values[name].ndim else None
        return self._symbol(name, where, name in assigned, symbols, evolving), ATOM, False

    def _symbol(
        self,
        name: str,
        row: int | None,
        after: bool,
        symbols: Mapping[str, str],
        evolving: set[str] | None = None,
    ) -> str:
        """The symbol of a quantity: of a coordinate, before or after the epoch.

        A symbol that has an index of its own gets no other.
        """
        t = self.moment.epoch
        below = []
        if name == "x":
            symbol = COORDINATES[row or 0]
        else:
            symbol = symbols.get(name) or _SYMBOLS.get(name, rf"\mathrm{{{name}}}")
            if row is not None and self.rows > 1:
                below.append(COORDINATES[row])
        if name in (evolving if evolving is not None else {"x"}) and "_" not in symbol:
            below.append(str(t + 1 if after else t))
        if not below:
            return symbol
        return rf"{symbol}_{{{','.join(below)}}}"

    @property
    def _functions(self) -> Functions:
        rules = self.moment.rules

        def column(position: Quantity) -> Quantity:
            return np.reshape(position, (self.rows, 1))

        return {
            "slope": lambda position: rules.believed(column(position))[:, 0],
            "height": lambda position: np.asarray(rules.bound.value(column(position))[0]),
        }


_UNWARMED = r"\tilde{\eta}"
_SYMBOLS = {
    "eta": r"\eta",
    "g": "g",
    "f": "f(x)",
    "h": "f''(x)",
    "t": "t",
    "k": "k",
    "N": "N",
    "xi": r"\xi",
}


def _show_number(
    values: Mapping[str, Quantity], digits: int, latex: bool, name: str, row: int
) -> Shown:
    value = float(values[name][row] if values[name].ndim else values[name])
    text = (number_latex if latex else number_text)(value, digits)
    return text, MULTIPLY if "e" in written(value, digits) else ATOM, value < 0


def _numbers(parameters: Parameters) -> dict[str, Quantity]:
    """The parameters that are numbers."""
    return {
        key: np.asarray(float(value))
        for key, value in parameters.items()
        if isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    }


def _fields(state: State) -> dict[str, Quantity]:
    """The fields of a state, each (dim,), or () where it is one number for the descent."""
    if not state:
        return {}
    return {
        name: np.asarray(array[:, 0] if np.ndim(array) == 2 else np.ravel(array)[0], dtype=np.float64)
        for name, array in zip(state._fields, state, strict=True)
    }


def _same(found: Quantity, wanted: Quantity) -> bool:
    if found.shape != wanted.shape:
        if found.size != wanted.size:
            return False
        found = found.reshape(wanted.shape)
    return bool(np.allclose(found, wanted, rtol=AGREE, atol=1e-13, equal_nan=True))
