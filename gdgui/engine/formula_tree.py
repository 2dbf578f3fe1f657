"""The tree of a formula: its five kinds of nodes, and what is read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from gdgui.engine.formula_names import CONSTANTS, FUNCTIONS, UFUNCS
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.message import Message

LARGEST_EXPONENT = 1000.0

Operator = Literal["+", "-", "*", "/", "^"]


# Dataclasses, where all other records are Structs: a Struct cannot leave a field out of its equality.
@dataclass(frozen=True, slots=True)
class Number:
    """A number that is finite and not negative."""

    value: float
    position: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, or a key of CONSTANTS."""

    name: str
    position: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Negate:
    """−operand."""

    operand: Node
    position: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """left operator right."""

    operator: Operator
    left: Node
    right: Node
    position: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function, by its key in FUNCTIONS, of as many arguments as it takes."""

    function: str
    arguments: tuple[Node, ...]
    position: int = field(default=0, compare=False, repr=False)


Node = Number | Name | Negate | Binary | Call
"""A formula.  `position` is the column where the node stands in the text; equality ignores it."""


def children(node: Node) -> tuple[Node, ...]:
    """The operands of `node`, from left to right."""
    match node:
        case Number() | Name():
            return ()
        case Negate():
            return (node.operand,)
        case Binary():
            return (node.left, node.right)
        case Call():
            return node.arguments


def with_children(node: Node, operands: Sequence[Node]) -> Node:
    """`node` with other operands, as many as it has."""
    match node:
        case Number() | Name():
            return node
        case Negate():
            return replace(node, operand=operands[0])
        case Binary():
            return replace(node, left=operands[0], right=operands[1])
        case Call():
            return replace(node, arguments=tuple(operands))


def variables(node: Node) -> frozenset[str]:
    """The names of the variables that occur in `node`."""
    if isinstance(node, Name):
        return frozenset() if node.name in CONSTANTS else frozenset((node.name,))
    return frozenset().union(*map(variables, children(node)))


def constant_value(node: Node) -> float | None:
    """The value of a formula without variables, by numpy's functions; else None.

    It may be infinite or NaN, though not for a formula that `parse` let through.
    """
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return CONSTANTS.get(node.name)
    values = []
    for child in children(node):
        value = constant_value(child)
        if value is None:
            return None
        values.append(value)
    return _apply(node, values)


def is_exponential(node: Node) -> bool:
    """Whether `node` is e^u, which is read as exp(u)."""
    return isinstance(node, Binary) and node.operator == "^" and node.left == Name("e")


def is_square(node: Node) -> bool:
    """Whether `node` is u², which is computed as u·u."""
    match node:
        case Binary(operator="^", right=right) if not is_exponential(node):
            return constant_value(right) == 2.0
    return False


def _apply(node: Node, values: list[float]) -> float:
    """The operation of `node` on numbers, with the same numpy functions as on arrays."""
    with np.errstate(all="ignore"):
        operands = [np.float64(value) for value in values]
        if is_exponential(node):
            return float(np.exp(operands[1]))
        match node:
            case Negate():
                return -values[0]
            case Binary(operator="^") if values[1] == 2.0:
                return float(np.multiply(operands[0], operands[0]))
            case Binary(operator=operator):
                return float(getattr(np, UFUNCS[operator])(*operands))
            case Call(function=function):
                return float(getattr(np, FUNCTIONS[function].numpy)(*operands))
    raise AssertionError(node)


def check_constants(node: Node, room: float) -> float | None:
    """The value of `node` where it is constant.

    `room` is how large an exponent may still be: exponents of exponents multiply.  Raises FormulaError
    for a larger one, and for a constant that is not finite.
    """
    if isinstance(node, Number | Name):
        return constant_value(node)
    values: list[float | None]
    if isinstance(node, Binary) and node.operator == "^":
        exponent = check_constants(node.right, max(room, LARGEST_EXPONENT))
        size = 1.0 if exponent is None else max(1.0, abs(exponent))
        base = check_constants(node.left, room / size)
        if base is None and size > room:
            raise FormulaError(
                Message(
                    "the exponent is too large; allowed is a size of at most {limit}, taken together "
                    "where a power is raised to another power",
                    {"limit": f"{LARGEST_EXPONENT:g}"},
                ),
                node.position,
            )
        values = [base, exponent]
    else:
        values = [check_constants(child, room) for child in children(node)]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    result = _apply(node, known)
    if not np.isfinite(result):
        raise FormulaError(
            Message("this part of the formula is not a finite number"),
            node.position,
        )
    return result
