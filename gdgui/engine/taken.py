"""The step of one epoch taken apart: each rule in symbols, with its numbers, and what comes out."""

from __future__ import annotations

import numpy as np
from msgspec import Struct, field

from gdgui.engine.message import Message
from gdgui.engine.retrace import Moment
from gdgui.engine.types import Parameter, Parameters, State
from gdgui.engine.worked import (
    CONSTANTS,
    FULL,
    Facts,
    Functions,
    Quantity,
    Worked,
    compute,
    names_in,
    number_latex,
    number_text,
    parse,
)
from gdgui.engine.worked_lines import COORDINATES, Line, LineWriter

DIGITS = 5
"""Significant digits of what is shown at display precision."""

AGREE = 1e-9
"""A line is shown where its result is, relative to its size, so near to what the loop computed."""

_UNWARMED = r"\tilde{\eta}"


class Taken(Struct, frozen=True):
    """A step taken apart: where it leads first, then the learning rate, then what they are made of."""

    epoch: int
    step: tuple[Line, ...]
    rate: tuple[Line, ...]
    state: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in this order."""
        return (*self.step, *self.rate, *self.state)


def take_apart(moment: Moment, full: bool = False) -> Taken:
    """The step of a moment; `full` prints every digit that the numbers have."""
    with np.errstate(all="ignore"):
        return _Workshop(moment, FULL if full else DIGITS).taken()


class _Part(Struct):
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
        self.functions = self._callable()
        self.writer = LineWriter(moment.epoch, self.rows, digits, self.functions)
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
        return [f"{self.writer.symbol('x', row, True, {})} =" for row in range(self.rows)]

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
            found = compute(node, values, self.functions)
            wanted = after.get(name, final.get(name)) if name != part.target else actual
            if wanted is not None and not _same(found, np.asarray(wanted)):
                return None
            result = np.asarray(found if wanted is None else wanted)
            lines += self.writer.lines(part.symbols, part.fields, name, node, values, assigned, result)
            values[name] = result
            assigned.add(name)
        if part.target not in assigned:
            return None
        part.assigned = assigned
        return tuple(lines)

    def _plain_step(self) -> tuple[Line, ...]:
        """x_{t+1} = x_t − Δ, for a rule that declares no lines."""
        moment = self.moment
        values = {"x": moment.position, "decrement": moment.position - moment.next_position}
        node = parse("x = x - decrement")[1]
        symbols = {"decrement": r"\Delta"}
        return tuple(self.writer.lines(symbols, (), "x", node, values, set(), moment.next_position))

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
        symbols = {"width": "w", "unwarmed": _UNWARMED}
        values = dict(self.common) | {
            "unwarmed": np.asarray(self.moment.rate / factor),
            "width": np.asarray(float(width)),
        }
        node = parse("eta = unwarmed * min(1, (t + 1) / width)")[1]
        rate = np.asarray(self.moment.rate)
        lines = self.writer.lines(symbols, (), "eta", node, values, set(), rate)
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

    # Functions

    def _callable(self) -> Functions:
        """What a rule may call: the gradient that is believed, and f itself."""
        rules = self.moment.rules

        def column(position: Quantity) -> Quantity:
            return np.reshape(position, (self.rows, 1))

        return {
            "slope": lambda position: rules.believed(column(position))[:, 0],
            "height": lambda position: np.asarray(rules.bound.value(column(position))[0]),
        }


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
