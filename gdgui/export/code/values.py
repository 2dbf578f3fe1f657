"""What a name or an expression stands for while code is written."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from msgspec import Struct, field


class CannotWriteError(Exception):
    """A function of the engine is written in a way that cannot be turned into a script."""


class Known(Struct, frozen=True, eq=False):
    """What is known when the script is written; `shown` is how the script says it, if not plainly."""

    value: Any
    shown: ast.expr | None = None
    name: str = ""


class Code(Struct, frozen=True, eq=False):
    """What the script computes.  `rows`: the first axis of the array is the coordinate."""

    expression: ast.expr
    rows: bool = False


class Items(Struct, frozen=True, eq=False):
    """A tuple or a list, item by item."""

    items: tuple[Value, ...]
    is_list: bool = False


class Bundle(Struct, frozen=True, eq=False):
    """Named values: a dictionary of parameters, a state, a step.  `kind` gives its methods."""

    fields: Mapping[str, Value]
    kind: type | None = None


class Function(Struct, frozen=True, eq=False):
    """A function with its source; `scope` is what its free names stand for."""

    node: ast.FunctionDef | ast.Lambda
    names: Mapping[str, Any]
    scope: Mapping[str, Value] = field(default_factory=dict)
    first: tuple[Value, ...] = ()


class Native(Struct, frozen=True, eq=False):
    """A function that is written in a way of its own.

    As a method it is given the bundle that it is a part of.
    """

    call: Callable[[list[Value], dict[str, Value]], Value]
    is_method: bool = False


Value = Known | Code | Items | Bundle | Function | Native


def load(name: str) -> ast.Name:
    """The value of a name."""
    return ast.Name(name, ast.Load())


def store(name: str) -> ast.Name:
    """A name that is given a value."""
    return ast.Name(name, ast.Store())


def assign(name: str, value: ast.expr) -> ast.stmt:
    """name = value"""
    return ast.Assign([store(name)], value, lineno=0)


def parse(text: str) -> ast.expr:
    """The expression that `text` spells."""
    return ast.parse(text, mode="eval").body


def statements(text: str) -> list[ast.stmt]:
    """The statements that `text` spells."""
    return ast.parse(text).body


def literal(value: Any) -> ast.expr | None:
    """How Python spells a number, a text or a tuple of these; None where it does not."""
    match value:
        case bool() | None | str():
            return ast.Constant(value)
        case int():
            return ast.Constant(int(value))
        case np.bool_():
            return ast.Constant(bool(value))
        case float():
            return number(float(value))
        case np.unsignedinteger():
            return parse(f"np.{type(value).__name__}({int(value)})")
        case np.integer():
            return ast.Constant(int(value))
        case np.ndarray() if value.ndim == 0:
            return literal(value[()])
        case np.ndarray():
            return parse("np.array(0)") if value.dtype == object else _array(value)
        case range():
            return parse(repr(value))
        case tuple() | list():
            items = [literal(item) for item in value]
            parts = [item for item in items if item is not None]
            if len(parts) < len(items):
                return None
            made = ast.Tuple if isinstance(value, tuple) else ast.List
            return made(parts, ast.Load())
    return None


def number(value: float) -> ast.expr:
    """A float that reads back as the very same number."""
    if np.isnan(value):
        return parse("np.nan")
    if np.isinf(value):
        return parse("np.inf" if value > 0 else "-np.inf")
    return parse(repr(value))


def _array(value: Any) -> ast.expr:
    inner = literal(value.tolist())
    assert inner is not None
    return ast.Call(parse("np.array"), [inner], [])
