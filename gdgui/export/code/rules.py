"""The rules that a script follows: their numbers and names, and the states that they carry on."""

from __future__ import annotations

import ast
from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import Bound
from gdgui.engine.setup import Rules
from gdgui.engine.types import Parameters
from gdgui.export.code import tidy
from gdgui.export.code.body import Body
from gdgui.export.code.values import Bundle, Code, Function, Items, Known, Value, assign, load, parse
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


def names_of(state: Value) -> list[str]:
    """The variables in which a state stands."""
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
