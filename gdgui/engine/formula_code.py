"""A checked formula as numpy code: compiled for our own use, or written out for a script.

Both are made of Python's syntax trees, node by node from the formula's tree, so that nothing a person
typed is ever text that is executed, and an exported script gives the same numbers to the last bit.
The operations are those of the formula, in its order: x² is x·x, e^u is exp(u), every other power is
np.power.  The compiled code differs in two ways only, and neither changes a bit: what is constant is
computed once, and signs move to where they cost nothing, (−u)/20 → u/(−20).
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import CodeType, FunctionType

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.formula_program import Program, plan
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.formula_tree import (
    CONSTANTS,
    FUNCTIONS,
    Binary,
    Call,
    Name,
    Negate,
    Node,
    Number,
    children,
    constant_value,
    is_exponential,
    is_square,
    variables,
    with_children,
)
from gdgui.engine.message import Message

Array = NDArray[np.float64]

SAMPLES = 4000
"""How many points of a domain are tried before a formula counts as nowhere finite."""


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
    writer, direct = _Compiled(), _Direct()
    module = ast.fix_missing_locations(direct.visit(_module(program, "formula", writer)))
    code = compile(module, "<formula>", "exec").co_consts[0]
    assert isinstance(code, CodeType)
    return FunctionType(code, {"__builtins__": {}, **writer.constants, **direct.functions})


def to_python(node: Node) -> str:
    """The formula as a Python expression of numpy's functions; its variables must hold float64.

    >>> from gdgui.engine.expression import parse
    >>> to_python(parse("sin(x)·exp(−x²/20)", ["x"]))
    'np.sin(x) * np.exp(-(x * x) / 20)'
    """
    return ast.unparse(_Written().expression(node))


def python_lines(program: Program) -> tuple[list[str], list[str]]:
    """The program as assignments, one a line, and as an expression for each result."""
    steps = [f"{name} = {to_python(node)}" for name, node in program.steps]
    return steps, [to_python(result) for result in program.results]


def python_function(program: Program, name: str) -> str:
    """The source of a function `name` that promises what `compile_numpy` does, to the last bit."""
    return ast.unparse(_module(program, name, _Written()))


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


class _Written:
    """Python's syntax tree for a formula, as a person would write it."""

    def statement(self, node: Node) -> ast.expr:
        return self.expression(node)

    def expression(self, node: Node) -> ast.expr:
        match node:
            case Number():
                return ast.Constant(node.value)
            case Name():
                return _numpy(node.name) if node.name in CONSTANTS else _name(node.name)
            case Negate():
                return ast.UnaryOp(ast.USub(), self.expression(node.operand))
            case Call():
                return _call(FUNCTIONS[node.function].numpy, *self.operands(node))
            case Binary() if is_exponential(node):
                return _call("exp", self.expression(node.right))
            case Binary() if is_square(node):
                base = self.expression(node.left)
                # np.square(u) is u·u, to the last bit, and computes u once.
                plain = isinstance(base, ast.Name)
                return ast.BinOp(base, ast.Mult(), base) if plain else _call("square", base)
            case Binary(operator="^"):
                return _call("power", *self.operands(node))
            case Binary():
                left, right = self.operands(node)
                return ast.BinOp(left, _SIGNS[node.operator](), right)

    def operands(self, node: Node) -> list[ast.expr]:
        """The operands.  A whole number beside a variable can do without its point: x / 20.

        Among constants it cannot: np.power(2, -1) of integers is refused by numpy.
        """
        if constant_value(node) is not None:
            return [self.expression(child) for child in children(node)]
        return [
            ast.Constant(int(child.value))
            if isinstance(child, Number) and child.value.is_integer() and child.value < 2**53
            else self.expression(child)
            for child in children(node)
        ]


class _Compiled(_Written):
    """The same with constants computed beforehand and signs moved to where they cost nothing.

    A constant becomes an array without axes: numpy multiplies a small array by one of these in 60 %
    of the time that a Python float takes.
    """

    def __init__(self) -> None:
        self.constants: dict[str, Array] = {}
        self.known: dict[str, str] = {}

    def statement(self, node: Node) -> ast.expr:
        return self.expression(_move_signs(node))

    def expression(self, node: Node) -> ast.expr:
        value = constant_value(node)
        if value is None:
            return super().expression(node)
        name = self.known.setdefault(value.hex(), f"c{len(self.known) + 1}")
        self.constants[name] = np.array(value)
        return _name(name)

    def operands(self, node: Node) -> list[ast.expr]:
        return [self.expression(child) for child in children(node)]


class _Direct(ast.NodeTransformer):
    """Operators become calls of numpy's functions, each by a name of its own.

    That is the same computation, and saves a tenth of the time on small arrays.
    """

    def __init__(self) -> None:
        self.functions: dict[str, object] = {}

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "np":
            return self.function(node.attr)
        self.generic_visit(node)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(node.op, ast.Mult) and ast.dump(left) == ast.dump(right):
            return ast.Call(self.function("square"), [left], [])
        return ast.Call(self.function(_UFUNCS[type(node.op)]), [left, right], [])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        return ast.Call(self.function("negative"), [self.visit(node.operand)], [])

    def function(self, name: str) -> ast.Name:
        self.functions[f"np_{name}"] = getattr(np, name)
        return _name(f"np_{name}")


_UFUNCS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
}


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


_SIGNS: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
}


def _module(program: Program, name: str, writer: _Written) -> ast.Module:
    """def name(*names): the names as float64, then the steps, then the results."""
    steps = [_assign(step, writer.statement(node)) for step, node in program.steps]
    results = [writer.statement(node) for node in program.results]
    reach = _reach(program)
    used = frozenset().union(*reach)
    # The text is the same for every formula: only so is it a complete tree for every Python.
    module = ast.parse("def formula(): pass")
    definition = module.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.name = name
    definition.args.args = [ast.arg(variable) for variable in program.names]
    definition.body = [
        *(
            _assign(v, _call("asarray", _name(v), _numpy("float64")))
            for v in program.names
            if v in used
        ),
        *steps,
        *_return(program, results, reach),
    ]
    return ast.fix_missing_locations(module)


def _reach(program: Program) -> list[frozenset[str]]:
    """The variables that each result depends on, by way of the steps too."""
    known = {name: frozenset((name,)) for name in program.names}

    def reach(node: Node) -> frozenset[str]:
        return frozenset().union(*(known[name] for name in variables(node)))

    for name, node in program.steps:
        known[name] = reach(node)
    return [reach(node) for node in program.results]


def _return(program: Program, results: list[ast.expr], reach: list[frozenset[str]]) -> list[ast.stmt]:
    """Every result in the shape of all variables together, and in an array of its own."""
    shape = ast.Attribute(_call("broadcast", *map(_name, program.names)), "shape", ast.Load())
    if len(results) > 1:
        sizes = [*map(ast.Constant, program.shape), ast.Starred(shape, ast.Load())]
        places = [np.unravel_index(index, program.shape) for index in range(len(results))]
        return [
            _assign("out", _call("empty", ast.Tuple(sizes, ast.Load()))),
            *(_store(place, result) for place, result in zip(places, results, strict=True)),
            ast.Return(_name("out")),
        ]
    result = results[0]
    if reach[0] != frozenset(program.names) or not program.names:
        result = _call("full", shape, result, _numpy("float64"))
    elif isinstance(result, ast.Name) and result.id in program.names:
        result = _call("positive", result)
    if program.shape:
        axes: list[ast.expr] = [ast.Constant(None) for _ in program.shape]
        result = ast.Subscript(result, ast.Tuple(axes, ast.Load()), ast.Load())
    return [ast.Return(result)]


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _numpy(name: str) -> ast.Attribute:
    return ast.Attribute(_name("np"), name, ast.Load())


def _call(function: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(_numpy(function), list(arguments), [])


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _store(place: tuple[np.intp, ...], value: ast.expr) -> ast.stmt:
    """out[place] = value"""
    index: list[ast.expr] = [ast.Constant(int(axis)) for axis in place]
    target = ast.Subscript(_name("out"), ast.Tuple(index, ast.Load()), ast.Store())
    return ast.Assign([target], value)
