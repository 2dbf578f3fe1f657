"""The loop of a descent as code: what schedule, optimizer and gradient source do in every epoch."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from gdgui.engine import random
from gdgui.engine.descent import same_beginning
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import Bound
from gdgui.engine.setup import Rules
from gdgui.engine.types import Parameters, Positions, State
from gdgui.export.code import tidy
from gdgui.export.code.body import Body
from gdgui.export.code.operations import elements
from gdgui.export.code.sources import first_line
from gdgui.export.code.values import (
    Bundle,
    CannotWriteError,
    Code,
    Function,
    Items,
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

RESERVED = {
    "x", "x_new", "t", "g", "rate", "step", "accepted", "rows", "halted", "f", "epochs", "stream",
    "trail", "rates", "growth", "growths", "states", "own",
}  # fmt: skip


class Followed(Struct, frozen=True, eq=False):
    """The rules of a descent, and what the script calls those of its numbers that vary.

    `varied` maps an axis path to the name of a one-element array.
    """

    rules: Rules
    varied: Mapping[str, str]

    def parameters(self, part: str, values: Parameters) -> Bundle:
        """The parameters of a part of the rules, as numbers or names."""
        return Bundle({key: self._parameter(f"{part}.{key}", value) for key, value in values.items()})

    def _parameter(self, path: str, value: object) -> Value:
        if path in self.varied:
            return Code(load(self.varied[path]))
        if isinstance(value, np.ndarray) and value.ndim:
            return Code(load(self.varied["epochs"]))  # it is derived from N
        return Known(value, name=path.partition(".")[2])

    def bound(self) -> Bundle:
        """The objective with its parameters."""
        bound = self.rules.bound
        return Bundle(
            {
                "objective": Known(bound.objective),
                "parameters": self.parameters("objective", bound.parameters),
            },
            Bound,
        )

    def believed(self, writer: Writer) -> Value:
        """The gradient that the descent believes, as a function."""
        source = self.rules.gradient_key
        build = Known(GRADIENTS[source.key].build)
        parameters = self.parameters("gradient", source.parameters)
        return writer.call(scratch(writer), build, [self.bound(), parameters], {})


def scratch(writer: Writer) -> Body:
    """A body in which something is evaluated by itself."""
    nothing = ast.Lambda(parse("lambda: 0").args, ast.Constant(0))  # type: ignore[attr-defined]
    return Body(writer, Function(nothing, {}), {}, set(RESERVED), splice=True)


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
    rules = followed.rules
    body = scratch(writer)
    body.taken |= set(followed.varied.values())
    x = Code(load("x"), rows=True)
    rate_parameters = followed.parameters("schedule", rules.schedule_parameters)
    step_parameters = followed.parameters("optimizer", rules.optimizer_parameters)
    if met is not None:
        body.taken |= {*_names(met.rate_state), *_names(met.step_state)}
    rate_state = begin(writer, body, Known(rules.schedule.init), [x, rate_parameters])
    step_state = begin(writer, body, Known(rules.optimizer.init), [x, step_parameters])
    if met is not None and whole is not None:
        old, (new, start) = met.rules, whole
        if old.schedule.key == rules.schedule.key:
            given = (old.schedule_parameters, new.schedule_parameters)
            rate_state = _carried(body, rate_state, met.rate_state, rules.schedule.init, given, start)
        if old.optimizer.key == rules.optimizer.key:
            given = (old.optimizer_parameters, new.optimizer_parameters)
            step_state = _carried(body, step_state, met.step_state, rules.optimizer.init, given, start)
    before, body.out = body.out, []
    carried = [name for state in (rate_state, step_state) for name in _names(state)]

    believed = followed.believed(writer)
    body.out.append(assign("g", writer.show(writer.call(body, believed, [x], {}))))
    step = _step(writer, followed, believed, body)

    body.out.append(tidy.comment(_told(rules.schedule.rate)))
    rate, new_rate_state = _pair(
        writer.call(body, Known(rules.rate), [step, rate_parameters, rate_state], {})
    )
    warm = followed.varied.get("schedule.warmup")
    if warm is not None:
        body.out.append(assign("rate", writer.show(rate)))
        body.out += statements(f"rate = rate * (min(1.0, (t + 1) / {warm}) if {warm} > 0 else 1.0)")
    elif np.any(np.asarray(rules.warmup) > 0):
        body.out.append(assign("rate", writer.show(rate)))
        body.out += statements(f"rate = rate * min(1.0, (t + 1) / {int(np.max(rules.warmup))})")
    elif isinstance(rate, Known) or (rules.schedule.steady and _only_names(rate, followed)):
        before += [body.out.pop(), assign("rate", writer.show(rate))]
    else:
        body.out.append(assign("rate", writer.show(rate)))

    body.out.append(tidy.comment(_told(rules.update)))
    told: list[Value] = [step, Code(load("rate")), step_parameters, step_state]
    moved, new_step_state = _pair(writer.call(body, Known(rules.update), told, {}))
    body.out.append(assign("step", writer.show(moved)))
    body.out += statements("x_new = x - step")
    updates: list[tuple[str, ast.expr]] = []
    if rules.accept is not None:
        arguments: list[Value] = [step, Code(load("x_new"), rows=True), rate_parameters, new_rate_state]
        mask, new_rate_state = _pair(writer.call(body, Known(rules.accept), arguments, {}))
        body.out.append(assign("accepted", writer.show(mask)))
        body.out += statements("x_new = np.where(accepted, x_new, x)")
        body.out += statements("step = np.where(accepted, step, 0.0)")
        updates += changes(writer, step_state, new_step_state, "accepted")
    else:
        updates += changes(writer, step_state, new_step_state)
    updates += changes(writer, rate_state, new_rate_state)
    body.out += statements(noted)
    if remember:
        body.out += statements(note_of(step_state, remember))
    body.out += in_order(updates)
    body.out += statements("x = x_new")
    if beside:
        kept = ", ".join(["x", *carried])
        body.out += statements(f"growth, [{kept}] = {beside}([{kept}])\ngrowths.append(growth)")
    inside = tidy.carried(body.out, [*carried, "rate", "step"])
    inside = tidy.shortened(inside)
    wanted = {*tidy.loaded(inside), *carried, "rate", "step", "x"}
    inside = tidy.without_dead(inside, wanted)
    made = ast.For(ast.Name("t", ast.Store()), parse(f"range({count})"), inside, [], lineno=0)
    return [*before, made], Met(rules, rate_state, step_state)


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


def _names(state: Value) -> list[str]:
    parts = state.fields.values() if isinstance(state, Bundle) else ()
    return [
        p.expression.id for p in parts if isinstance(p, Code) and isinstance(p.expression, ast.Name)
    ]


def begin(writer: Writer, body: Body, init: Known, arguments: list[Value]) -> Value:
    """The state before the first epoch, every part of it a variable of the script."""
    outside, body.out = body.out, []
    state = writer.call(body, init, arguments, {})
    made, body.out = body.out, outside
    if not isinstance(state, Bundle):
        return state if isinstance(state, Items | Known) else Known(())
    values = {tidy.assigned(s): s.value for s in made if isinstance(s, ast.Assign)}
    if len(values) < len(made) or "" in values:
        body.out += made
        values = {}
    parts: dict[str, Value] = {}
    for key, part in state.fields.items():
        shown = tidy.spelled_out(writer.show(part), values)
        name = f"last_{key}" if key in RESERVED | {"gradient", "positions"} else key
        name = body.fresh(name)
        body.out.append(assign(name, shown))
        parts[key] = Code(load(name), getattr(part, "rows", False))
    return Bundle(parts, state.kind)


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
            dropped |= set(_names(Bundle({key: part})))
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


def changes(writer: Writer, old: Value, new: Value, mask: str = "") -> list[tuple[str, ast.expr]]:
    """What has to be assigned, and to which of the state's variables."""
    if not isinstance(old, Bundle) or not isinstance(new, Bundle):
        return []
    found = []
    for key, part in old.fields.items():
        before, after = writer.show(part), writer.show(new.fields[key])
        assert isinstance(before, ast.Name)
        if isinstance(after, ast.Name) and after.id == before.id:
            continue
        if mask:
            after = ast.Call(parse("np.where"), [load(mask), after, before], [])
        found.append((before.id, after))
    return found


def in_order(updates: list[tuple[str, ast.expr]]) -> list[ast.stmt]:
    """The assignments, none of which reads what another has changed already."""
    left, made = list(updates), list[ast.stmt]()
    while left:
        free = next(
            (
                k
                for k, (name, _) in enumerate(left)
                if all(name not in tidy.loaded([v]) for j, (_, v) in enumerate(left) if j != k)
            ),
            None,
        )
        if free is None:
            targets = ast.Tuple([ast.Name(name, ast.Store()) for name, _ in left], ast.Store())
            values = ast.Tuple([value for _, value in left], ast.Load())
            return [*made, ast.Assign([targets], values, lineno=0)]
        name, value = left.pop(free)
        made.append(assign(name, value))
    return made


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
