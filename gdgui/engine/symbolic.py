"""Exact derivatives of a typed formula, by SymPy.

SymPy takes half a second to import.  It is imported by the first call, which belongs in a worker; and
nothing is asked of it that could take long: no simplification, and no formula whose derivatives would
be too long by an estimate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, product

from msgspec import Struct

from gdgui.engine.formula_program import Program
from gdgui.engine.formula_sympy import RULES, Translation, too_long
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.formula_tree import (
    Binary,
    Call,
    Name,
    Negate,
    Node,
    children,
    constant_value,
    variables,
)
from gdgui.engine.message import Message

MOST_WORK = 40_000
"""How many nodes the derivatives may have, by an estimate, before they are refused."""


class Derivatives(Struct, frozen=True):
    """First and second derivatives, as formulas and as programs that share subexpressions.

    gradient[i] = ∂f/∂names[i] and hessian[i][j] = ∂²f/∂names[i]∂names[j].  Compiled by
    `compile_numpy`, the programs give arrays of shape (dim, …) and (dim, dim, …).
    """

    names: tuple[str, ...]
    gradient: tuple[Node, ...]
    hessian: tuple[tuple[Node, ...], ...]
    gradient_program: Program
    hessian_program: Program


def differentiate(node: Node, names: Sequence[str]) -> Derivatives:
    """The gradient and the Hessian of the formula `node` with regard to `names`.

    >>> from gdgui.engine.expression import parse
    >>> from gdgui.engine.formula_code import to_python
    >>> to_python(differentiate(parse("3x^2 - 3x + 4", ["x"]), ["x"]).gradient[0])
    '6 * x - 3'

    Raises FormulaError where there are none, or where they would be too long.
    """
    _check(node, names)
    try:
        return _derivatives(node, tuple(names))
    except RecursionError:
        raise too_long(node) from None


def _derivatives(node: Node, names: tuple[str, ...]) -> Derivatives:
    translation = Translation(node)
    expression = translation.to_sympy(node)
    symbols = [translation.symbol(name) for name in names]
    first = [expression.diff(symbol) for symbol in symbols]
    upper = {
        (row, column): first[row].diff(symbols[column])
        for row, column in combinations_with_replacement(range(len(names)), 2)
    }
    square = list(product(range(len(names)), repeat=2))
    second = [upper[min(place), max(place)] for place in square]
    nodes = [translation.to_node(entry) for entry in second]
    return Derivatives(
        names=names,
        gradient=tuple(map(translation.to_node, first)),
        hessian=tuple(
            tuple(nodes[place : place + len(names)]) for place in range(0, len(nodes), len(names))
        ),
        gradient_program=translation.program(first, names, (len(names),)),
        hessian_program=translation.program(second, names, (len(names), len(names))),
    )


def _check(node: Node, names: Sequence[str]) -> None:
    """Refuses beforehand what has no derivative, or one that is too long."""
    jump = next(_jumps(node, frozenset(names)), None)
    if jump is not None:
        raise FormulaError(
            Message("{function} jumps and cannot be differentiated", {"function": jump.function}),
            jump.position,
            jump.position + len(jump.function),
        )
    if sum(_sizes(node)) * len(names) ** 2 > MOST_WORK:
        raise too_long(node)


def _jumps(node: Node, names: frozenset[str]) -> Iterator[Call]:
    if isinstance(node, Call) and not RULES[node.function] and variables(node) & names:
        yield node
    for child in children(node):
        yield from _jumps(child, names)


def _sizes(node: Node) -> tuple[int, int, int]:
    """How many nodes f, f′ and f″ have, if nothing can be simplified."""
    if constant_value(node) is not None:
        return 1, 0, 0
    if isinstance(node, Name):
        return 1, 1, 0
    parts = [_sizes(child) for child in children(node)]
    size = 1 + sum(part[0] for part in parts)
    first = sum(part[1] for part in parts)
    second = sum(part[2] for part in parts)
    if isinstance(node, Negate) or (isinstance(node, Binary) and node.operator in "+-"):
        return size, first + 1, second + 1
    varying = sum(part[1] > 0 for part in parts)
    return size, first + varying * size, second + 2 * varying * (first + size)
