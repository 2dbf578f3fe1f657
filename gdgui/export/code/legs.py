"""A leg of the way of a descent as code: what is done in every epoch while the same rules hold."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct

from gdgui.engine import random
from gdgui.engine.descent import same_beginning
from gdgui.engine.setup import Rules
from gdgui.engine.types import Parameters, Positions, State
from gdgui.export.code import tidy
from gdgui.export.code.body import Body
from gdgui.export.code.operations import elements
from gdgui.export.code.rules import Followed, begin, changes, in_order, names_of, scratch
from gdgui.export.code.sources import first_line
from gdgui.export.code.values import (
    Bundle,
    CannotWriteError,
    Code,
    Known,
    Native,
    Value,
    assign,
    literal,
    load,
    parse,
    statements,
)
from gdgui.export.code.writer import Writer


class Met(Struct, frozen=True, eq=False):
    """What stands at the end of a leg: the rules that held, and the names of what they remember."""

    rules: Rules
    rate_state: Value
    step_state: Value


def note_of(state: Value, fields: Sequence[str]) -> str:
    """Code that adds these fields to `states`; one that has no name is no number."""
    shown = []
    for field in fields:
        part = state.fields[field] if field and isinstance(state, Bundle) else None
        shown.append(f"{ast.unparse(part.expression)}[0, 0]" if isinstance(part, Code) else "np.nan")
    return f"states.append([{', '.join(shown)}])"


def leg_of(
    writer: Writer,
    followed: Followed,
    count: str,
    noted: str,
    beside: str = "",
    met: Met | None = None,
    whole: tuple[Rules, Positions] | None = None,
    remember: Sequence[str] = (),
) -> tuple[list[ast.stmt], Met]:
    """The statements of one leg of the way: from the states before its first epoch to its end.

    They use x, of the shape (dim, 1); `count` is code for the arguments of the loop's range, `noted`
    for what is written down in every epoch, and `remember` as in `way`.  With `beside`, x has a second
    column, a shadow of the first, which that function brings back at the end of every epoch.  `met` is
    what stands at the end of the leg before, and `whole` the rules of this one with the starts, of all
    descents for which the code is meant.
    """
    leg = _Leg(writer, followed)
    leg.begin(met, whole)
    carried = [*leg.carried]
    leg.write_gradient()
    leg.write_rate()
    leg.write_step()
    body = leg.body
    body.out += statements(noted)
    if remember:
        body.out += statements(note_of(leg.step_state, remember))
    body.out += in_order(leg.updates)
    body.out += statements("x = x_new")
    if beside:
        kept = ", ".join(["x", *carried])
        body.out += statements(f"growth, [{kept}] = {beside}([{kept}])\ngrowths.append(growth)")
    inside = tidy.carried(body.out, [*carried, "rate", "step"])
    inside = tidy.shortened(inside)
    wanted = {*tidy.loaded(inside), *carried, "rate", "step", "x"}
    inside = tidy.without_dead(inside, wanted)
    made = ast.For(ast.Name("t", ast.Store()), parse(f"range({count})"), inside, [], lineno=0)
    return [*leg.before, made], Met(followed.rules, leg.rate_state, leg.step_state)


class _Leg:
    """A leg that is being written, in the order of its methods.

    `before` are the statements before the loop, `body.out` those within.  `rate_state` and `step_state`
    are what schedule and optimizer remember before an epoch, and `updates` what becomes of it.
    """

    def __init__(self, writer: Writer, followed: Followed) -> None:
        self.writer, self.followed, self.rules = writer, followed, followed.rules
        self.body = scratch(writer)
        self.body.taken |= set(followed.varied.values())
        self.before: list[ast.stmt] = []
        self.rate_state: Value = Known(())
        self.step_state: Value = Known(())
        self.updates: list[tuple[str, ast.expr]] = []
        self._new_rate_state: Value = Known(())
        self._rate_parameters = followed.parameters("schedule", self.rules.schedule_parameters)
        self._step_parameters = followed.parameters("optimizer", self.rules.optimizer_parameters)
        self._seen = Bundle({})

    @property
    def carried(self) -> list[str]:
        """The names of what is remembered from epoch to epoch."""
        return [*names_of(self.rate_state), *names_of(self.step_state)]

    def begin(self, met: Met | None, whole: tuple[Rules, Positions] | None) -> None:
        """The states before the first epoch: new ones, or what was met and goes on."""
        rules, body = self.rules, self.body
        x = Code(load("x"), rows=True)
        if met is not None:
            body.taken |= {*names_of(met.rate_state), *names_of(met.step_state)}
        rate_init, step_init = rules.schedule.init, rules.optimizer.init
        self.rate_state = begin(self.writer, body, Known(rate_init), [x, self._rate_parameters])
        self.step_state = begin(self.writer, body, Known(step_init), [x, self._step_parameters])
        if met is not None and whole is not None:
            old, (new, start) = met.rules, whole
            if old.schedule.key == rules.schedule.key:
                given = (old.schedule_parameters, new.schedule_parameters)
                self.rate_state = _carried(
                    body, self.rate_state, met.rate_state, rate_init, given, start
                )
            if old.optimizer.key == rules.optimizer.key:
                given = (old.optimizer_parameters, new.optimizer_parameters)
                self.step_state = _carried(
                    body, self.step_state, met.step_state, step_init, given, start
                )
        self.before, body.out = body.out, []

    def write_gradient(self) -> None:
        """The gradient that is believed."""
        believed = self.followed.believed(self.writer)
        found = self.writer.call(self.body, believed, [Code(load("x"), rows=True)], {})
        self._assign("g", found)
        self._seen = _step(self.writer, self.followed, believed, self.body)

    def write_rate(self) -> None:
        """The learning rate; before the loop where it is the same in every epoch."""
        rules, followed, body = self.rules, self.followed, self.body
        body.out.append(tidy.comment(_told(rules.schedule.rate)))
        told: list[Value] = [self._seen, self._rate_parameters, self.rate_state]
        rate, self._new_rate_state = _pair(self.writer.call(body, Known(rules.rate), told, {}))
        warm = followed.varied.get("schedule.warmup")
        if warm is not None:
            self._assign("rate", rate)
            factor = f"(min(1.0, (t + 1) / {warm}) if {warm} > 0 else 1.0)"
            body.out += statements(f"rate = rate * {factor}")
        elif np.any(np.asarray(rules.warmup) > 0):
            self._assign("rate", rate)
            body.out += statements(f"rate = rate * min(1.0, (t + 1) / {int(np.max(rules.warmup))})")
        elif isinstance(rate, Known) or (rules.schedule.steady and _only_names(rate, followed)):
            self.before += [body.out.pop(), assign("rate", self.writer.show(rate))]
        else:
            self._assign("rate", rate)

    def write_step(self) -> None:
        """The step, where it leads, and whether the schedule accepts it."""
        rules, body = self.rules, self.body
        body.out.append(tidy.comment(_told(rules.update)))
        told: list[Value] = [self._seen, Code(load("rate")), self._step_parameters, self.step_state]
        moved, new_step_state = _pair(self.writer.call(body, Known(rules.update), told, {}))
        self._assign("step", moved)
        body.out += statements("x_new = x - step")
        accepted = ""
        if rules.accept is not None:
            accepted = "accepted"
            x_new = Code(load("x_new"), rows=True)
            told = [self._seen, x_new, self._rate_parameters, self._new_rate_state]
            mask, self._new_rate_state = _pair(self.writer.call(body, Known(rules.accept), told, {}))
            self._assign(accepted, mask)
            body.out += statements("x_new = np.where(accepted, x_new, x)")
            body.out += statements("step = np.where(accepted, step, 0.0)")
        self.updates += changes(self.writer, self.step_state, new_step_state, accepted)
        self.updates += changes(self.writer, self.rate_state, self._new_rate_state)

    def _assign(self, name: str, value: Value) -> None:
        self.body.out.append(assign(name, self.writer.show(value)))


def _step(writer: Writer, followed: Followed, believed: Value, body: Body) -> Bundle:
    """What a rule may look at."""
    rules, bound = followed.rules, followed.bound()

    def of_bound(name: str, here: bool) -> Native:
        def call(given: list[Value], _: dict[str, Value]) -> Value:
            step = given[0]
            assert isinstance(step, Bundle)
            place = step.fields["positions"] if here else given[1]
            method = body.part(bound, name)
            return writer.call(body, method, [place], {})

        return Native(call, is_method=True)

    def gradient_at(given: list[Value], _: dict[str, Value]) -> Value:
        return writer.call(body, believed, [given[1]], {})

    def normal(given: list[Value], _: dict[str, Value]) -> Value:
        step = given[0]
        assert isinstance(step, Bundle)
        seed = Code(load(followed.varied["seed"])) if "seed" in followed.varied else Known(rules.seed)
        told = [
            seed,
            Code(load("stream")),
            step.fields["epoch"],
            Known(len(rules.bound.objective.domain)),
        ]
        return writer.call(body, Known(random.normal), told, {})

    epochs: Value = Known(rules.epochs)
    if "epochs" in followed.varied:
        epochs = Code(load(followed.varied["epochs"]))
    return Bundle(
        {
            "epoch": Code(load("t")),
            "epochs": epochs,
            "positions": Code(load("x"), rows=True),
            "gradient": Code(load("g"), rows=True),
            "value": of_bound("value", here=True),
            "value_at": of_bound("value", here=False),
            "curvature": of_bound("hessian", here=True),
            "gradient_at": Native(gradient_at, is_method=True),
            "normal": Native(normal, is_method=True),
        }
    )


def _carried(
    body: Body,
    begun: Value,
    met: Value,
    init: Callable[[Positions, Parameters], State],
    parameters: tuple[Parameters, Parameters],
    start: Positions,
) -> Value:
    """The state with which the same rule goes on, as `gdgui.engine.descent.carried_over` says: what
    was met stays, but for what begins otherwise under the new parameters."""
    if not isinstance(begun, Bundle) or not isinstance(met, Bundle):
        return begun
    old, new = (init(start, p) for p in parameters)
    kept = dict(zip(begun.fields, same_beginning(old, new), strict=True))
    parts: dict[str, Value] = {}
    dropped = set()
    for key, part in begun.fields.items():
        parts[key] = met.fields[key] if np.all(kept[key]) else part
        if np.all(kept[key]):
            dropped |= set(names_of(Bundle({key: part})))
    body.out = [s for s in body.out if tidy.assigned(s) not in dropped]
    for key, former in zip(begun.fields, old, strict=True):
        if np.any(kept[key]) and not np.all(kept[key]):  # it depends on the cell
            begins, was = (ast.unparse(_expression(state.fields[key])) for state in (begun, met))
            value = literal(np.asarray(former)[..., :1])
            assert value is not None
            told = f"np.where({begins} == {ast.unparse(value)}, {was}, {begins})"
            body.out += statements(f"{begins} = {told}")
    return Bundle(parts, begun.kind)


def _expression(value: Value) -> ast.expr:
    assert isinstance(value, Code)
    return value.expression


def _told(rule: object) -> str:
    """What the entry says of itself."""
    return first_line(str(getattr(rule, "__module__", "")))


def _only_names(rate: Value, followed: Followed) -> bool:
    return isinstance(rate, Code) and set(tidy.loaded([rate.expression])) <= set(
        followed.varied.values()
    )


def _pair(value: Value) -> tuple[Value, Value]:
    found = elements(value)
    if found is None or len(found) != 2:
        raise CannotWriteError("a rule that returns from within a loop or a branch")
    return found[0], found[1]
