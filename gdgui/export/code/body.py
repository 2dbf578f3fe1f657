"""The body of a function, statement by statement, with what is known put in."""

from __future__ import annotations

import ast
import builtins
import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from gdgui.export.code import operations, tidy
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
    load,
    store,
)

if TYPE_CHECKING:
    from gdgui.export.code.writer import Writer

UFUNCS: Mapping[str, type[ast.operator]] = {
    "add": ast.Add,
    "subtract": ast.Sub,
    "multiply": ast.Mult,
    "divide": ast.Div,
}


class Nested(Exception):  # noqa: N818 - it is no error
    """A function returns from within a branch or a loop, so it cannot stand where it is called."""


class Body(operations.Operations):
    """Evaluates a body with the values `env` of its names.

    With `splice`, its statements are to stand where it is called, and `run` gives its value; without,
    they are those of a function, and its returns are statements too.
    """

    def __init__(
        self, writer: Writer, made: Function, env: Mapping[str, Value], taken: set[str], splice: bool
    ) -> None:
        super().__init__(writer)
        self.function = made
        self.env: dict[str, Value] = dict(env)
        self.taken = taken
        self.out: list[ast.stmt] = []
        self._splice = splice
        self._deep = 0
        self.own: set[str] = set()
        self._result: Value = Known(None)

    def run(self) -> Value:
        """Evaluates the whole body."""
        node = self.function.node
        if isinstance(node, ast.Lambda):
            self._return(self.value(node.body))
        else:
            self._block(node.body)
        return self._result

    def name(self, name: str) -> Value:
        """What a name stands for."""
        for place in (self.env, self.function.scope):
            if name in place:
                return place[name]
        names: Mapping[str, Any] = self.function.names
        if name in names:
            return Known(names[name], name=name)
        if hasattr(builtins, name):
            return Known(getattr(builtins, name), name=name)
        raise CannotWriteError(f"{name} is not known")

    # Statements

    def _block(self, body: list[ast.stmt]) -> bool:
        """Whether it ends by a return."""
        return any(self._statement(statement) for statement in body)

    def _statement(self, node: ast.stmt) -> bool:
        match node:
            case ast.Return():
                return self._return(self.value(node.value) if node.value else Known(None))
            case ast.Assign(targets=[target]):
                self._assign(target, self.value(node.value))
            case ast.AnnAssign(value=ast.expr()):
                assert node.value is not None
                self._assign(node.target, self.value(node.value))
            case ast.AnnAssign() | ast.Assert() | ast.Pass():
                pass
            case ast.AugAssign():
                self._augment(node)
            case ast.If():
                return self._if(node)
            case ast.For():
                return self._for(node)
            case ast.While():
                self._while(node)
            case ast.With():
                return self._block(node.body)  # numpy's warnings are off in the whole script
            case ast.Match():
                return self._match(node)
            case ast.Expr():
                self._expression(node.value)
            case ast.FunctionDef():
                scope = {**self.function.scope, **self.env}
                self.env[node.name] = Function(node, self.function.names, scope)
            case ast.Break() | ast.Continue():
                self.out.append(node)
            case ast.ImportFrom():
                module = importlib.import_module(node.module or "")
                for alias in node.names:
                    known = Known(getattr(module, alias.name), name=alias.name)
                    self.env[alias.asname or alias.name] = known
            case _:
                raise CannotWriteError(f"a {type(node).__name__} statement")
        return False

    def _return(self, value: Value) -> bool:
        if self._splice:
            if self._deep:
                raise Nested
            self._result = value
        else:
            self.out.append(ast.Return(self.writer.show(value)))
        return True

    def _if(self, node: ast.If) -> bool:
        test = self.value(node.test)
        if isinstance(test, Known):
            return self._block(node.body if test.value else node.orelse)
        self._settle([*node.body, *node.orelse])
        parts = []
        ended = []
        for branch in (node.body, node.orelse):
            outside, self.out = self.out, []
            self._deep += 1
            ended.append(self._block(branch))
            self._deep -= 1
            parts.append(self.out)
            self.out = outside
        self.out.append(ast.If(self.writer.show(test), parts[0] or [ast.Pass()], parts[1]))
        return all(ended)

    def _for(self, node: ast.For) -> bool:
        iterable = self.value(node.iter)
        found = operations.elements(iterable)
        leaves = any(isinstance(n, ast.Break | ast.Continue) for b in node.body for n in ast.walk(b))
        if found is not None and len(found) < 2 and not leaves:
            for item in found:
                self._assign(node.target, item)
                if self._block(node.body):
                    return True
            return False
        self._settle(node.body)
        self._deep += 1
        target = self._fresh_target(node.target)
        outside, self.out = self.out, []
        self._block(node.body)
        made, self.out = self.out, outside
        self._deep -= 1
        self.out.append(ast.For(target, self.writer.show(iterable), made or [ast.Pass()], [], lineno=0))
        return False

    def _while(self, node: ast.While) -> None:
        self._settle(node.body)
        self._deep += 1
        test = self.writer.show(self.value(node.test))
        outside, self.out = self.out, []
        self._block(node.body)
        made, self.out = self.out, outside
        self._deep -= 1
        self.out.append(ast.While(test, made, []))

    def _match(self, node: ast.Match) -> bool:
        subject = self.value(node.subject)
        if not isinstance(subject, Known):
            raise CannotWriteError("a match of what is not known")
        for case in node.cases:
            match case.pattern:
                case ast.MatchValue(value=ast.Constant(value=expected)) if expected == subject.value:
                    return self._block(case.body)
                case ast.MatchAs(pattern=None, name=None):
                    return self._block(case.body)
        return False

    def _expression(self, node: ast.expr) -> None:
        if isinstance(node, ast.Constant):
            return
        if isinstance(node, ast.Call) and not node.keywords:
            callee = self.value(node.func)
            ufunc = callee.value if isinstance(callee, Known) else None
            writes = isinstance(ufunc, np.ufunc) and len(node.args) == ufunc.nin + 1
            if isinstance(callee, Known) and writes:
                place = self.value(node.args[-1])
                if isinstance(place, Code) and isinstance(place.expression, ast.Name):
                    operands = [self.value(argument) for argument in node.args[:-1]]
                    self.out.append(assign(place.expression.id, self._operation(callee, operands)))
                    return
        self.out.append(ast.Expr(self.writer.show(self.value(node))))

    def _operation(self, callee: Known, operands: list[Value]) -> ast.expr:
        sign = UFUNCS.get(callee.value.__name__)
        if sign is None or len(operands) != 2:
            return self.writer.show(self.writer.call(self, callee, operands, {}))
        left, right = map(self.writer.show, operands)
        return ast.BinOp(left, sign(), right)

    # Names that get a value

    def _assign(self, target: ast.expr, value: Value) -> None:
        match target:
            case ast.Name():
                self._assign_name(target.id, value)
            case ast.Tuple() | ast.List():
                self._assign_tuple(target, value)
            case ast.Subscript():
                place = self.writer.show(self.value(target.value))
                index = self.index(target.slice)
                made = ast.Subscript(place, index, ast.Store())
                self.out.append(ast.Assign([made], self.writer.show(value), lineno=0))
            case _:
                raise CannotWriteError(f"an assignment to a {type(target).__name__}")

    def _assign_name(self, name: str, value: Value) -> None:
        if not self._deep:
            match value:
                case Known() | Function() | Native():
                    self.env[name] = value
                    return
                case Bundle():
                    self.env[name] = self.named(value)
                    return
                case Items() if not value.is_list and len(value.items) > 3 and _is_plain(value):
                    pass
                case Items() if value.items or not value.is_list:
                    self.env[name] = value
                    return
                case Code(expression=ast.Name()):
                    self.env[name] = value
                    return
        elif isinstance(value, Function | Native | Bundle):
            self.env[name] = value
            return
        shown = self.writer.show(value)
        unique = self._place(name)
        self.out.append(assign(unique, shown))
        self.env[name] = Code(load(unique), getattr(value, "rows", False))

    def named(self, value: Bundle) -> Bundle:
        """The same with a name for every part that has to be computed."""
        parts: dict[str, Value] = {}
        for name, part in value.fields.items():
            if isinstance(part, Code) and not isinstance(part.expression, ast.Name | ast.Constant):
                unique = self.fresh(name)
                self.out.append(assign(unique, part.expression))
                part = Code(load(unique), part.rows)
            parts[name] = part
        return Bundle(parts, value.kind)

    def _place(self, name: str) -> str:
        """Where a new value of `name` goes: over the old one, if nothing else knows that."""
        place = _name_of(self.env.get(name))
        if place in self.own and (self._deep or not self._is_shared(name, place)):
            return place
        unique = self.fresh(name)
        self.own.add(unique)
        return unique

    def _is_shared(self, name: str, place: str) -> bool:
        from gdgui.export.code.writer import leaves

        others = leaves(value for key, value in self.env.items() if key != name)
        return place in tidy.loaded(code.expression for code in others)

    def fresh(self, name: str) -> str:
        """A new name of the function that is written."""
        return self.writer.local(name.strip("_") or "item", self.taken)

    def _assign_tuple(self, target: ast.Tuple | ast.List, value: Value) -> None:
        found = operations.elements(value)
        if found is not None and len(found) == len(target.elts):
            for part, item in zip(target.elts, found, strict=True):
                self._assign(part, item)
            return
        shown = self.writer.show(value)
        self.out.append(ast.Assign([self._fresh_target(target)], shown, lineno=0))

    def _fresh_target(self, target: ast.expr) -> ast.expr:
        """The target with new names, which from now on are code."""
        match target:
            case ast.Name():
                unique = self.fresh(target.id)
                self.own.add(unique)
                self.env[target.id] = Code(load(unique))
                return store(unique)
            case ast.Tuple():
                return ast.Tuple([self._fresh_target(part) for part in target.elts], ast.Store())
        raise CannotWriteError(f"a loop over a {type(target).__name__}")

    def _augment(self, node: ast.AugAssign) -> None:
        change = self.value(node.value)
        if isinstance(node.target, ast.Subscript):
            place = self.writer.show(self.value(node.target.value))
            made = ast.Subscript(place, self.index(node.target.slice), ast.Store())
            self.out.append(ast.AugAssign(made, node.op, self.writer.show(change)))
            return
        assert isinstance(node.target, ast.Name)
        old = self.name(node.target.id)
        name = _name_of(old)
        if name in self.own:
            self.out.append(ast.AugAssign(store(name), node.op, self.writer.show(change)))
            return
        self._assign_name(node.target.id, self.binary(node.op, old, change))

    def _settle(self, body: list[ast.stmt]) -> None:
        """Gives names of their own to what a branch or a loop is going to change."""
        changed = tidy.stored(body)
        for name in sorted(changed & set(self.env)):
            value = self.env[name]
            if isinstance(value, Function | Native | Bundle):
                continue
            if _name_of(value) in self.own:
                continue
            unique = self.fresh(name)
            self.own.add(unique)
            self.out.append(assign(unique, self.writer.show(value)))
            self.env[name] = Code(load(unique), getattr(value, "rows", False))


def _name_of(value: Value | None) -> str:
    """The variable that a value stands in; empty where it stands in none."""
    named = isinstance(value, Code) and isinstance(value.expression, ast.Name)
    return value.expression.id if named else ""  # type: ignore[union-attr]


def _is_plain(value: Items) -> bool:
    """Whether the items can stand in a tuple of the script."""
    return all(isinstance(item, Code | Known) for item in value.items)
