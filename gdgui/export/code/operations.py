"""Expressions, with what is known put in."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

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
    parse,
)

if TYPE_CHECKING:
    from gdgui.export.code.body import Body
    from gdgui.export.code.writer import Writer

BINARY: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}

COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}


def elements(value: Value) -> tuple[Value, ...] | None:
    """The items of a value, where it is known how many there are."""
    match value:
        case Items():
            return value.items
        case Bundle() if value.kind is not None:
            return tuple(value.fields.values())
        case Known() if isinstance(value.value, tuple | list | range):
            return tuple(Known(item) for item in value.value)
    return None


class Operations:
    """Evaluates expressions; the names come from `name`."""

    env: dict[str, Value]
    taken: set[str]
    out: list[ast.stmt]
    function: Function

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def name(self, name: str) -> Value:
        """What a name stands for."""
        raise NotImplementedError

    def fresh(self, name: str) -> str:
        """A new name of the function that is written."""
        raise NotImplementedError

    @property
    def _body(self) -> Body:
        return self  # type: ignore[return-value]

    def value(self, node: ast.expr) -> Value:
        """What an expression gives."""
        match node:
            case ast.Constant():
                return Known(node.value)
            case ast.Name():
                return self.name(node.id)
            case ast.Attribute():
                return self._attribute(self.value(node.value), node.attr)
            case ast.Call():
                return self._call(node)
            case ast.BinOp():
                return self.binary(node.op, self.value(node.left), self.value(node.right))
            case ast.UnaryOp():
                return self._unary(node)
            case ast.Compare():
                return self._compare(node)
            case ast.BoolOp():
                return self._bool(node)
            case ast.IfExp():
                return self._choice(node)
            case ast.Subscript():
                return self._subscript(node)
            case ast.Tuple() | ast.List():
                return Items(tuple(self._spread(node.elts)), isinstance(node, ast.List))
            case ast.ListComp() | ast.GeneratorExp():
                return self._comprehension(node)
            case ast.Lambda():
                return Function(node, self.function.names, {**self.function.scope, **self.env})
        raise CannotWriteError(f"a {type(node).__name__} expression")

    def _spread(self, nodes: list[ast.expr]) -> list[Value]:
        found: list[Value] = []
        for node in nodes:
            if not isinstance(node, ast.Starred):
                found.append(self.value(node))
                continue
            inner = self.value(node.value)
            items = elements(inner)
            if items is None:
                found.append(Code(ast.Starred(self.writer.show(inner), ast.Load())))
            else:
                found += items
        return found

    def _attribute(self, base: Value, name: str) -> Value:
        match base:
            case Bundle():
                return self.part(base, name)
            case Known():
                found = getattr(base.value, name)
                is_numpy = getattr(base.value, "__name__", "") == "numpy"
                return Known(found, parse(f"np.{name}") if is_numpy else None, name)
            case Items() if name == "append":
                raise CannotWriteError("a list that grows")
        return Code(ast.Attribute(self.writer.show(base), name, ast.Load()))

    def part(self, base: Bundle, name: str) -> Value:
        """A field of a bundle, or what its class has under this name."""
        from gdgui.export.code.sources import function

        if name in base.fields:
            part = base.fields[name]
            if isinstance(part, Native) and part.is_method:
                method_of = part.call
                return Native(lambda given, named: method_of([base, *given], named))
            return part
        found = getattr(base.kind, name, None)
        getter = getattr(found, "fget", None) or getattr(found, "func", None)
        if getter is not None:
            return self.writer.call(self._body, function(getter), [base], {})
        if found is None:
            raise CannotWriteError(f"there is no {name}")
        method = function(found)
        return Function(method.node, method.names, method.scope, (base,))

    def _call(self, node: ast.Call) -> Value:
        callee = self.value(node.func)
        arguments = self._spread(node.args)
        named = {k.arg: self.value(k.value) for k in node.keywords if k.arg is not None}
        return self.writer.call(self._body, callee, arguments, named)

    def binary(self, sign: ast.operator, left: Value, right: Value) -> Value:
        """left sign right."""
        if isinstance(left, Known) and isinstance(right, Known) and type(sign) in BINARY:
            result = BINARY[type(sign)](left.value, right.value)
            numbers = all(isinstance(v.value, int | float) for v in (left, right))
            if not numbers:
                return Known(result)
            shown = ast.BinOp(self.writer.show(left), sign, self.writer.show(right))
            return Known(result, shown)
        if isinstance(left, Items) and isinstance(right, Items) and isinstance(sign, ast.Add):
            return Items(left.items + right.items, left.is_list)
        rows = any(isinstance(v, Code) and v.rows for v in (left, right))
        return Code(ast.BinOp(self.writer.show(left), sign, self.writer.show(right)), rows)

    def _unary(self, node: ast.UnaryOp) -> Value:
        inner = self.value(node.operand)
        if isinstance(inner, Known):
            if isinstance(node.op, ast.Not):
                return Known(not inner.value)
            if isinstance(node.op, ast.USub) and literal(-inner.value) is not None:
                return Known(-inner.value)
        return Code(ast.UnaryOp(node.op, self.writer.show(inner)), getattr(inner, "rows", False))

    def _compare(self, node: ast.Compare) -> Value:
        from gdgui.export.code.writer import is_known, plain

        parts = [self.value(part) for part in [node.left, *node.comparators]]
        if all(is_known(part) for part in parts) and len(parts) == 2:
            return Known(bool(COMPARED[type(node.ops[0])](plain(parts[0]), plain(parts[1]))))
        if isinstance(node.ops[0], ast.Is | ast.IsNot):
            # What the script computes is never None.
            return Known(isinstance(node.ops[0], ast.IsNot))
        shown = [self.writer.show(part) for part in parts]
        return Code(ast.Compare(shown[0], node.ops, shown[1:]))

    def _bool(self, node: ast.BoolOp) -> Value:
        ends = isinstance(node.op, ast.Or)
        left: list[Value] = []
        for part in node.values:
            value = self.value(part)
            if not isinstance(value, Known):
                left.append(value)
            elif bool(value.value) == ends:
                left.append(value)
                break
            elif part is node.values[-1] and not left:
                return value
        if not left:
            return Known(not ends)
        if len(left) == 1:
            return left[0]
        return Code(ast.BoolOp(node.op, [self.writer.show(part) for part in left]))

    def _choice(self, node: ast.IfExp) -> Value:
        test = self.value(node.test)
        if isinstance(test, Known):
            return self.value(node.body if test.value else node.orelse)
        parts = [self.writer.show(v) for v in (test, self.value(node.body), self.value(node.orelse))]
        return Code(ast.IfExp(*parts))

    def _subscript(self, node: ast.Subscript) -> Value:
        from gdgui.export.code.writer import is_known, plain

        base = self.value(node.value)
        if isinstance(base, Bundle) and base.kind is None:
            return base.fields[plain(self.value(node.slice))]
        items = elements(base)
        if isinstance(base, Items | Bundle) and items is not None and self._is_place(node.slice):
            found = items[self._place_in(node.slice)]
            return Items(found) if isinstance(found, tuple) else found
        if isinstance(base, Known):
            if isinstance(node.slice, ast.Slice):
                return Known(base.value[self._place_in(node.slice)])
            if not any(isinstance(part, ast.Slice) for part in ast.walk(node.slice)):
                index = self.value(node.slice)
                if is_known(index):
                    return Known(base.value[plain(index)])
        if isinstance(base, Code) and base.rows and self.writer.dimension == 1:
            match node.slice:
                case ast.Slice(lower=ast.Constant(value=1), upper=None):
                    return Known(())
        shown, index_shown = self.writer.show(base), self.index(node.slice)
        match shown, index_shown:
            case (
                ast.Subscript(slice=ast.Attribute(attr="newaxis")),
                ast.Tuple(elts=[ast.Constant(value=0), ast.Constant() as rest]),
            ):
                return Code(ast.Subscript(shown.value, rest, ast.Load()))
            case ast.Call(args=[ast.List(elts=[only])]), ast.Constant(value=0):
                if ast.unparse(shown.func) == "np.array":
                    return Code(only)
        return Code(ast.Subscript(shown, index_shown, ast.Load()))

    def _is_place(self, node: ast.expr) -> bool:
        """Whether it is known which item is meant."""
        return isinstance(node, ast.Slice) or not isinstance(self.value(node), Code)

    def _place_in(self, node: ast.expr) -> Any:
        from gdgui.export.code.writer import plain

        if isinstance(node, ast.Slice):
            parts = (node.lower, node.upper, node.step)
            return slice(*(None if p is None else plain(self.value(p)) for p in parts))
        return plain(self.value(node))

    def index(self, node: ast.expr) -> ast.expr:
        """What stands in square brackets."""
        match node:
            case ast.Slice():
                parts = (node.lower, node.upper, node.step)
                return ast.Slice(
                    *(None if p is None else self.writer.show(self.value(p)) for p in parts)
                )
            case ast.Tuple():
                return ast.Tuple([self.index(part) for part in node.elts], ast.Load())
        return self.writer.show(self.value(node))

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> Value:
        if len(node.generators) != 1:
            raise CannotWriteError("a comprehension of two loops")
        part = node.generators[0]
        iterable = self.value(part.iter)
        found = elements(iterable)
        keys = found is not None and all(isinstance(getattr(i, "value", 0), str) for i in found)
        few = found is not None and (len(found) < 2 or keys or isinstance(iterable, Bundle))
        kept = dict(self.env)
        try:
            if found is not None and few and not part.ifs:
                return Items(tuple(self._element(node, item) for item in found), True)
            target = self._target(part.target)
            element = self.writer.show(self.value(node.elt))
            ifs = [self.writer.show(self.value(test)) for test in part.ifs]
            loop = ast.comprehension(target, self.writer.show(iterable), ifs, 0)
            return Code(type(node)(element, [loop]))
        finally:
            self.env = kept

    def _element(self, node: ast.ListComp | ast.GeneratorExp, item: Value) -> Value:
        self._bind_target(node.generators[0].target, item)
        return self.value(node.elt)

    def _bind_target(self, target: ast.expr, item: Value) -> None:
        if isinstance(target, ast.Name):
            self.env[target.id] = item
            return
        inner = elements(item)
        if not isinstance(target, ast.Tuple) or inner is None:
            raise CannotWriteError("a comprehension over what is not known")
        for part, value in zip(target.elts, inner, strict=True):
            self._bind_target(part, value)

    def _target(self, target: ast.expr) -> ast.expr:
        if isinstance(target, ast.Name):
            unique = self.fresh(target.id)
            self.env[target.id] = Code(ast.Name(unique, ast.Load()))
            return ast.Name(unique, ast.Store())
        if isinstance(target, ast.Tuple):
            return ast.Tuple([self._target(part) for part in target.elts], ast.Store())
        raise CannotWriteError("a comprehension over what is not known")
