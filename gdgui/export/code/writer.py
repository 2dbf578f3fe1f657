"""Writes functions of the engine as functions of a script.

Each is read from its own source and evaluated with what is known when the script is written: the
parameters become numbers, branches that are not taken disappear, states become plain variables, and
what remains is the arithmetic, operation for operation.  So an entry is written in one place only.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from types import FunctionType, MethodType
from typing import Any

import numpy as np

from gdgui.engine.formula_code import python_function
from gdgui.engine.numbers import power
from gdgui.engine.setup import take_parameters
from gdgui.export.code import tidy
from gdgui.export.code.body import Body, Nested
from gdgui.export.code.sources import function, unwrapped
from gdgui.export.code.values import (
    Bundle,
    CannotWriteError,
    Code,
    Function,
    Items,
    Known,
    Native,
    Value,
    literal,
    load,
    parse,
)

FOLDED: tuple[Any, ...] = (
    zip, range, enumerate, len, min, max, abs, float, int, sum, any, all, isinstance, tuple, list, bool
)  # fmt: skip
"""Python's own functions that are done with where all is known."""


class Writer:
    """The functions and constants of one script.  `dimension` is that of the positions."""

    def __init__(self, dimension: int, taken: set[str]) -> None:
        self.dimension = dimension
        self.taken = taken | set(dir(builtins)) | {"np", "plt"}
        self.inner = set(dir(builtins)) | {"np", "plt"}
        self.functions: dict[str, ast.FunctionDef] = {}
        self.constants: dict[str, ast.expr] = {}
        self.called: dict[int, str] = {}
        self._defined: set[int] = set()

    # What values look like

    def show(self, value: Value) -> ast.expr:
        """`value` as an expression of the script."""
        match value:
            case Code():
                return value.expression
            case Items():
                made = ast.List if value.is_list else ast.Tuple
                return made([self.show(item) for item in value.items], ast.Load())
            case Known():
                return self._show_known(value)
        raise CannotWriteError(f"a {type(value).__name__} is no value of a script")

    def _show_known(self, known: Known) -> ast.expr:
        value = known.value
        if known.shown is not None:
            return known.shown
        if value is np:
            return load("np")
        spelled = literal(value)
        if spelled is not None:
            large = isinstance(value, np.ndarray) and value.size > 2
            if large or isinstance(value, np.unsignedinteger):
                return self._constant(known.name or "numbers", spelled)
            return spelled
        name = getattr(value, "__name__", "")
        if getattr(np, name, None) is value:
            return parse(f"np.{name}")
        if getattr(builtins, name, None) is value:
            return load(name)
        raise CannotWriteError(f"{value!r} cannot be spelled in a script")

    def _constant(self, name: str, spelled: ast.expr) -> ast.expr:
        text = ast.dump(spelled)
        for known, other in self.constants.items():
            if ast.dump(other) == text:
                return load(known)
        unique = self.unique(name.strip("_").upper())
        self.constants[unique] = spelled
        return load(unique)

    def unique(self, name: str) -> str:
        """A name of the script that nothing else has."""
        found = fresh(name, self.taken)
        self.taken.add(found)
        self.inner.add(found)
        return found

    def local(self, name: str, taken: set[str]) -> str:
        """A name within a function: no function or constant of the script has it, nor ever will."""
        found = fresh(name, taken | self.inner)
        taken.add(found)
        self.taken.add(found)
        return found

    # Calls

    def call(self, body: Body, callee: Value, arguments: list[Value], named: dict[str, Value]) -> Value:
        """What a call gives; statements that it needs are added to `body`."""
        match callee:
            case Native():
                return callee.call(arguments, named)
            case Function():
                return self._call_function(body, callee, arguments, named)
            case Known():
                return self._call_known(body, callee, arguments, named)
            case _:
                return self._plain_call(callee, arguments, named)

    def _call_known(
        self, body: Body, callee: Known, arguments: list[Value], named: dict[str, Value]
    ) -> Value:
        value = callee.value
        if value is take_parameters:
            return _taken(self, arguments)
        if value is power and is_known(arguments[1]) and not is_known(arguments[0]):
            return Code(ast.Call(parse("np.power"), [self.show(a) for a in arguments], []))
        if value is len and isinstance(arguments[0], Code) and arguments[0].rows:
            return Known(self.dimension)
        if value is len and isinstance(arguments[0], Items):
            return Known(len(arguments[0].items))
        if value in (tuple, list) and arguments and isinstance(arguments[0], Items):
            return Items(arguments[0].items, value is list)
        known = all(is_known(a) for a in [*arguments, *named.values()])
        ours = getattr(value, "__module__", "") or ""
        foldable = any(value is name for name in FOLDED) or ours in ("itertools", "math")
        if known and (foldable or (ours.startswith("gdgui") and not isinstance(value, type))):
            result = value(*map(plain, arguments), **{k: plain(v) for k, v in named.items()})
            return Known(tuple(result) if hasattr(result, "__next__") or value is zip else result)
        if known and value is enumerate:
            return Known(tuple(enumerate(*map(plain, arguments))))
        if isinstance(value, MethodType) and isinstance(value.__func__, FunctionType):
            method = function(value.__func__)
            bound = Function(method.node, method.names, method.scope, (Known(value.__self__),))
            return self._call_function(body, bound, arguments, named)
        if isinstance(value, type) and ours.startswith("gdgui"):
            return _made(value, arguments, named)
        inner = unwrapped(value) if not isinstance(value, type) else value
        if isinstance(inner, FunctionType) and "program" in inner.__dict__:
            return self._call_formula(inner, arguments)
        if isinstance(inner, FunctionType) and inner.__module__.startswith("gdgui"):
            return self._call_function(body, function(inner), arguments, named)
        return self._plain_call(callee, arguments, named)

    def _plain_call(self, callee: Value, arguments: list[Value], named: dict[str, Value]) -> Code:
        shown = [self.show(argument) for argument in arguments]
        keywords = [ast.keyword(name, self.show(value)) for name, value in named.items()]
        target = self.show(callee)
        name = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
        if name == "square" and len(shown) == 1 and isinstance(shown[0], ast.Name):
            return Code(ast.BinOp(shown[0], ast.Mult(), shown[0]))
        if name == "zip":
            keywords = [k for k in keywords if k.arg != "strict"]
        rows = bool(arguments) and name.endswith("_like") and getattr(arguments[0], "rows", False)
        return Code(ast.Call(target, shown, keywords), rows)

    def _call_formula(self, made: FunctionType, arguments: list[Value]) -> Code:
        """A typed formula: the function that its own program spells."""
        program = made.__dict__["program"]
        source = ast.parse(python_function(program, "formula")).body[0]
        assert isinstance(source, ast.FunctionDef)
        name = self.define("formula", source.args.args, source.body)
        return Code(ast.Call(load(name), [self.show(a) for a in arguments], []))

    def _call_function(
        self, body: Body, callee: Function, arguments: list[Value], named: dict[str, Value]
    ) -> Value:
        bound = self._bind(body, callee, [*callee.first, *arguments], named)
        if _is_formula(callee) or id(callee.node) in self._defined:
            return self._call_defined(callee, bound)
        trial = Body(self, callee, bound, set(body.taken), splice=True)
        try:
            result: Value | None = trial.run()
        except Nested:
            result = None
        if result is not None:
            result, trial.out = _collapsed(self, result, trial.out)
            simple = not trial.out and not self._repeats(result, bound)
            if simple or _has_parts(result) or _is_rule(callee):
                body.out.extend(trial.out)
                body.taken |= trial.taken
                return result
        if result is None or trial.out:
            self._defined.add(id(callee.node))  # it will never be a mere expression
        return self._call_defined(callee, bound)

    def _bind(
        self, body: Body, callee: Function, arguments: list[Value], named: dict[str, Value]
    ) -> dict[str, Value]:
        given = callee.node.args
        names = [a.arg for a in [*given.posonlyargs, *given.args]]
        bound = dict(zip(names, arguments, strict=False)) | named
        outside = Body(self, callee, {}, set(), splice=True)
        for name, default in zip(reversed(names), reversed(given.defaults), strict=False):
            bound.setdefault(name, outside.value(default))
        for argument, standard in zip(given.kwonlyargs, given.kw_defaults, strict=True):
            if standard is not None:
                bound.setdefault(argument.arg, outside.value(standard))
        for argument in given.args:
            value = bound.get(argument.arg)
            if isinstance(value, Code) and is_positions(argument):
                bound[argument.arg] = Code(value.expression, rows=True)
        return bound

    def _repeats(self, result: Value, bound: Mapping[str, Value]) -> bool:
        """Whether an argument that is more than a name would be computed more than once."""
        if not isinstance(result, Code):
            return False
        text = ast.dump(self.show(result))
        complex_ones = [v.expression for v in leaves(bound.values()) if not is_simple(v.expression)]
        return any(text.count(ast.dump(expression)) > 1 for expression in complex_ones)

    def _call_defined(self, callee: Function, bound: dict[str, Value]) -> Code:
        """Defines a function of the script, and calls it."""
        originals: dict[str, ast.expr] = {}
        taken: set[str] = set()

        def inner(name: str, value: Value) -> Value:
            match value:
                case Code():
                    unique = self.local(name, taken)
                    originals[unique] = value.expression
                    return Code(load(unique), value.rows)
                case Items():
                    return Items(
                        tuple(inner(f"{name}{k}", v) for k, v in enumerate(value.items)), value.is_list
                    )
                case Bundle():
                    return Bundle({k: inner(k, v) for k, v in value.fields.items()}, value.kind)
                case Function():
                    scope = {k: inner(k, v) for k, v in value.scope.items()}
                    return Function(value.node, value.names, scope, value.first)
            return value

        env = {name: inner(name, value) for name, value in bound.items()}
        scope = {name: inner(name, value) for name, value in callee.scope.items() if name not in env}
        moved = Function(callee.node, callee.names, scope, callee.first)
        inside = Body(self, moved, env, taken, splice=False)
        inside.own |= set(originals)
        inside.run()
        made = tidy.shortened(inside.out)
        used = set(tidy.loaded(made))
        parameters = [name for name in originals if name in used]
        title = callee.node.name.strip("_") if isinstance(callee.node, ast.FunctionDef) else "function"
        title = self.called.get(id(callee.node), title)
        text = ast.get_docstring(callee.node) if isinstance(callee.node, ast.FunctionDef) else None
        name = self.define(title, [ast.arg(p) for p in parameters], made, text)
        return Code(ast.Call(load(name), [originals[p] for p in parameters], []))

    def define(
        self, title: str, parameters: list[ast.arg], made: list[ast.stmt], text: str | None = None
    ) -> str:
        """The name of a function of the script; one that is there already is not written again."""
        first = " ".join((text or "").split("\n\n")[0].split())
        body = [tidy.copied(statement) for statement in made]
        if first:
            body.insert(0, ast.Expr(ast.Constant(first)))
        arguments = ast.arguments([], parameters, None, [], [], None, [])
        node = ast.parse("def name(): pass").body[0]
        assert isinstance(node, ast.FunctionDef)
        node.args, node.body = arguments, body
        for name, other in self.functions.items():
            same = ast.dump(other.args) == ast.dump(arguments)
            if same and [ast.dump(s) for s in other.body] == [ast.dump(s) for s in body]:
                return name
        node.name = self.unique(title)
        self.functions[node.name] = ast.fix_missing_locations(node)
        return node.name

    def definitions(self, used_by: list[ast.stmt]) -> list[ast.stmt]:
        """The constants and functions that `used_by` needs, in an order in which they can stand."""
        needed = set(tidy.loaded(used_by))
        kept: list[ast.stmt] = []
        for name, node in reversed(self.functions.items()):
            if name in needed:
                needed |= set(tidy.loaded([node]))
                kept.insert(0, node)
        constants = [
            ast.Assign([ast.Name(name, ast.Store())], value, lineno=0)
            for name, value in self.constants.items()
            if name in needed
        ]
        return [*constants, *kept]


def fresh(name: str, taken: set[str]) -> str:
    """`name`, or with a number where it is taken."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def is_positions(argument: ast.arg) -> bool:
    """Whether an argument is declared to be positions, (dim, n)."""
    return isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Positions"


def is_simple(node: ast.expr) -> bool:
    """Whether an expression may well stand more than once."""
    match node:
        case ast.Name() | ast.Constant():
            return True
        case ast.UnaryOp():
            return is_simple(node.operand)
        case ast.Attribute():
            return is_simple(node.value)
    return False


def is_known(value: Value) -> bool:
    """Whether all of a value is known when the script is written."""
    match value:
        case Known():
            return True
        case Items():
            return all(map(is_known, value.items))
        case Bundle():
            return all(map(is_known, value.fields.values()))
    return False


def plain(value: Value) -> Any:
    """The value itself, where all of it is known."""
    match value:
        case Known():
            return value.value
        case Items():
            made = [plain(item) for item in value.items]
            return made if value.is_list else tuple(made)
        case Bundle():
            inner = {name: plain(item) for name, item in value.fields.items()}
            return inner if value.kind is None else value.kind(**inner)
    raise CannotWriteError("this is not known before the script runs")


def leaves(values: Any) -> list[Code]:
    """All that the script computes in some values."""
    found: list[Code] = []
    for value in values:
        match value:
            case Code():
                found.append(value)
            case Items():
                found += leaves(value.items)
            case Bundle():
                found += leaves(value.fields.values())
    return found


def _collapsed(writer: Writer, result: Value, out: list[ast.stmt]) -> tuple[Value, list[ast.stmt]]:
    """A value that needs no statements after all, where these form a chain that leads to it."""
    if not out or not isinstance(result, Code):
        return result, out
    short = tidy.shortened([*out, ast.Return(result.expression)])
    if len(short) == 1 and isinstance(short[0], ast.Return) and short[0].value is not None:
        return Code(short[0].value, result.rows), []
    return result, out


def _has_parts(value: Value) -> bool:
    """Whether a value has to be taken apart where it is made."""
    match value:
        case Bundle() | Function() | Native():
            return True
        case Items():
            return True
    return False


def _is_rule(callee: Function) -> bool:
    """Whether a function looks at a step: then it stands in the loop itself, where it is read best."""
    names = [argument.arg for argument in callee.node.args.args]
    return bool(names) and names[0] == "step"


def _is_formula(callee: Function) -> bool:
    """Whether it is one of the formulas of an objective: these are functions of the script too."""
    place = str(callee.names.get("__name__", "")).startswith("gdgui.engine.objectives.")
    node = callee.node
    return place and isinstance(node, ast.FunctionDef) and not node.name.startswith("_")


def _taken(writer: Writer, arguments: list[Value]) -> Value:
    """take_parameters: whatever is an array over descents is indexed."""
    given, index = arguments
    if isinstance(given, Known):
        return given
    assert isinstance(given, Bundle)
    return Bundle(
        {
            name: Code(ast.Subscript(value.expression, writer.show(index), ast.Load()))
            if isinstance(value, Code)
            else value
            for name, value in given.fields.items()
        }
    )


def _made(kind: Any, arguments: list[Value], named: dict[str, Value]) -> Bundle:
    """An object of one of our classes, by its fields."""
    names = getattr(kind, "_fields", getattr(kind, "__struct_fields__", None))
    if names is None:
        raise CannotWriteError(f"{kind.__name__} cannot be made in a script")
    return Bundle(dict(zip(names, arguments, strict=False)) | named, kind)
