"""A checked formula as a function of numpy arrays, as fast as one that is written by hand.

The function is compiled from syntax trees, as in `formula_code`, and computes the same to the last
bit.  What is constant is computed once; signs move to where they cost nothing, (−u)/20 → u/(−20);
and the results in between are put in the place of what is no longer needed, where arrays are large.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import CodeType, FunctionType

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.formula_code import (
    computation,
    definition,
    load,
    reach,
    reach_of,
    used_names,
)
from gdgui.engine.formula_names import FUNCTIONS, UFUNCS
from gdgui.engine.formula_program import Program, plan
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.formula_tree import (
    Binary,
    Call,
    Name,
    Negate,
    Node,
    children,
    constant_value,
    is_exponential,
    is_square,
    with_children,
)
from gdgui.engine.message import Message

Array = NDArray[np.float64]

SAMPLES = 4000
"""How many points of a domain are tried before a formula counts as nowhere finite."""

LARGE = 1024
"""Arrays of this many elements are overwritten where they are no longer needed.

New memory costs twice as long as the numbers in it from some 16,000 elements on; but a ufunc that
writes into one of its operands takes twice as long where that has a single element.
"""


def compile_numpy(
    formula: Node | Sequence[Node] | Program, names: Sequence[str] = ()
) -> Callable[..., Array]:
    """A function of arrays, one for each of `names` (of a program: for each of its own).

    The arrays may have any shapes that broadcast to one, S; the result is a new float64 array of the
    shape S, and of the program's shape before it.  That holds for constants too: "3" of an x of shape
    (n,) is n threes.  Numpy's warnings about what is not finite are left to the caller's `errstate`.

    >>> from gdgui.engine.expression import parse
    >>> compile_numpy(parse("3x^2", ["x"]), ["x"])(np.array([1.0, 2.0]))
    array([ 3., 12.])
    """
    program = formula if isinstance(formula, Program) else plan(formula, names)
    writer = _Writer(program)
    body = computation(program, writer.in_place)
    sizes = [_is_small(name) for name in used_names(program)]
    if sizes:
        small = ast.BoolOp(ast.Or(), sizes) if len(sizes) > 1 else sizes[0]
        body = [ast.If(small, computation(program, writer.plain), []), *body]
    code = compile(definition(program, "formula", body), "<formula>", "exec").co_consts[0]
    assert isinstance(code, CodeType)
    made = FunctionType(code, {"np": np, "__builtins__": {}, **writer.known})
    made.__dict__["program"] = program  # for those who want to spell it: the exported scripts
    return made


def finite_somewhere(function: Callable[..., Array], domain: Sequence[tuple[float, float]]) -> bool:
    """Whether `function`, of one array for each axis of `domain`, is finite at some point of it.

    About `SAMPLES` evenly spaced points are tried, the corners among them.
    """
    count = math.ceil(SAMPLES ** (1 / len(domain)))
    axes = np.meshgrid(*(np.linspace(low, high, count) for low, high in domain))
    with np.errstate(all="ignore"):
        return bool(np.isfinite(function(*(axis.ravel() for axis in axes))).any())


def check_finite(function: Callable[..., Array], domain: Sequence[tuple[float, float]]) -> None:
    """Raises FormulaError where `function` is nowhere finite on `domain`."""
    if not finite_somewhere(function, domain):
        ranges = " × ".join(f"[{low:g}, {high:g}]" for low, high in domain)
        raise FormulaError(
            Message(
                "the formula is not a finite number anywhere on the domain {domain}",
                {"domain": ranges},
            ),
            0,
        )


class _Writer:
    """Writes formulas as calls of ufuncs, each of them and each constant by a name of its own.

    A constant is an array without axes: numpy multiplies a small array by one of these in 60 % of the
    time that a Python float takes; and a ufunc by its own name saves a tenth against an operator.
    """

    def __init__(self, program: Program) -> None:
        self.known: dict[str, object] = {}
        self.constants: dict[str, str] = {}
        self.reach = reach(program)
        self.results = 0
        self.calls = 0
        steps = {name: _move_signs(node) for name, node in program.steps}
        results = [_move_signs(node) for node in program.results]
        # What may be overwritten: new arrays, and none that is a result itself.
        self.steps = {name for name, node in steps.items() if any(_calls(node))}
        self.steps -= {node.name for node in results if isinstance(node, Name)}
        self.last_use: dict[str, int] = {}
        for k, operands in enumerate(
            call for node in (*steps.values(), *results) for call in _calls(node)
        ):
            self.last_use |= {operand.name: k for operand in operands if isinstance(operand, Name)}

    def plain(self, node: Node) -> ast.expr:
        return self.expression(_move_signs(node), in_place=False)

    def in_place(self, node: Node) -> ast.expr:
        return self.expression(_move_signs(node), in_place=True)

    def expression(self, node: Node, in_place: bool) -> ast.expr:
        value = constant_value(node)
        if value is not None:
            return self.constant(value)
        if isinstance(node, Name):
            return load(node.name)
        ufunc, operands = _ufunc(node)
        written = [self.expression(operand, in_place) for operand in operands]
        # By keyword: numpy warns of a third operand of maximum and minimum.
        out = self.place(node, operands, written) if in_place else []
        self.calls += in_place
        self.known[f"np_{ufunc}"] = getattr(np, ufunc)
        return ast.Call(load(f"np_{ufunc}"), written, out)

    def constant(self, value: float) -> ast.Name:
        name = self.constants.setdefault(value.hex(), f"c{len(self.constants) + 1}")
        self.known[name] = np.array(value)
        return load(name)

    def place(self, node: Node, operands: Sequence[Node], written: list[ast.expr]) -> list[ast.keyword]:
        """Where the result of `node` goes: to an operand that nobody else needs, of the same shape.

        That is a step which is used for the last time, or what is computed for this call alone and
        gets a name on the way: f((r1 := g(x)), y, out=r1).
        """
        shape = reach_of(node, self.reach)
        for index, operand in enumerate(operands):
            if reach_of(operand, self.reach) != shape:
                continue
            if isinstance(operand, Name):
                if operand.name in self.steps and self.last_use[operand.name] == self.calls:
                    return [ast.keyword("out", load(operand.name))]
            elif isinstance(written[index], ast.Call):
                self.results += 1
                name = f"r{self.results}"
                written[index] = ast.NamedExpr(ast.Name(name, ast.Store()), written[index])
                return [ast.keyword("out", load(name))]
        return []


def _calls(node: Node) -> Iterator[Sequence[Node]]:
    """The operands of every ufunc that computes `node`, in the order in which they are called."""
    if isinstance(node, Name) or constant_value(node) is not None:
        return
    _, operands = _ufunc(node)
    for operand in operands:
        yield from _calls(operand)
    yield operands


def _ufunc(node: Node) -> tuple[str, Sequence[Node]]:
    """The function of numpy that computes `node`, and of what."""
    match node:
        case Call():
            return FUNCTIONS[node.function].numpy, node.arguments
        case Binary() if is_exponential(node):
            return "exp", (node.right,)
        case Binary() if is_square(node) or (node.operator == "*" and node.left == node.right):
            return "square", (node.left,)
        case Binary():
            return UFUNCS[node.operator], (node.left, node.right)
        case _:
            return "negative", children(node)


def _is_small(name: str) -> ast.expr:
    """name.size < LARGE"""
    size = ast.Attribute(load(name), "size", ast.Load())
    return ast.Compare(size, [ast.Lt()], [ast.Constant(LARGE)])


def _move_signs(node: Node) -> Node:
    """The same formula with fewer signs: rounding is symmetric, so this changes no bit."""
    operands = [_move_signs(child) for child in children(node)]
    node = with_children(node, operands)
    match node:
        case Negate(operand=operand):
            return _negated(operand)
        case Binary(operator="*" | "/", left=left, right=right):
            bare = replace(node, left=_without_sign(left), right=_without_sign(right))
            odd = isinstance(left, Negate) != isinstance(right, Negate)
            return _negated(bare) if odd else bare
        case Binary(operator="+", left=left, right=Negate(operand=right)):
            return replace(node, operator="-", left=left, right=right)
        case Binary(operator="-", left=left, right=Negate(operand=right)):
            return replace(node, operator="+", left=left, right=right)
        case Binary(operator="+", left=Negate(operand=left), right=right):
            return replace(node, operator="-", left=right, right=left)
    return node


def _negated(node: Node) -> Node:
    """−node, with the sign in a constant factor where there is one."""
    match node:
        case Negate(operand=operand):
            return operand
        case Binary(operator="*" | "/", left=left) if constant_value(left) is not None:
            return replace(node, left=Negate(left))
        case Binary(operator="*" | "/", right=right) if constant_value(right) is not None:
            return replace(node, right=Negate(right))
    return Negate(node)


def _without_sign(node: Node) -> Node:
    return node.operand if isinstance(node, Negate) else node
