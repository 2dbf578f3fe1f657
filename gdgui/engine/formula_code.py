"""A checked formula as Python source: numpy's functions, in the formula's order.

The source is made of Python's syntax trees, node by node from the formula's tree, so that nothing a
person typed is ever text that is executed.  x² is x·x, e^u is exp(u), every other power is np.power.
`formula_compile` makes the functions that we call ourselves; both give the same numbers to the last
bit.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

import numpy as np

from gdgui.engine.formula_names import CONSTANTS, FUNCTIONS
from gdgui.engine.formula_program import Program
from gdgui.engine.formula_tree import (
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
)

Writer = Callable[[Node], ast.expr]


def to_python(node: Node) -> str:
    """The formula as a Python expression of numpy's functions; its variables must hold float64.

    >>> from gdgui.engine.expression import parse
    >>> to_python(parse("sin(x)·exp(−x²/20)", ["x"]))
    'np.sin(x) * np.exp(-(x * x) / 20)'
    """
    return ast.unparse(_expression(node))


def worked_line(node: Node, names: Mapping[str, str]) -> str:
    """The formula as `gdgui.engine.worked` has it; `names` says what stands for a variable.

    >>> from gdgui.engine.expression import parse
    >>> worked_line(parse("0.1|g|/(1 + t)", ["g", "t"]), {"g": "size(g)"})
    '0.1 * abs(size(g)) / (1 + t)'
    """
    return ast.unparse(_plain(node, names))


def _plain(node: Node, names: Mapping[str, str]) -> ast.expr:
    match node:
        case Number(value=value):
            return ast.Constant(int(value) if value.is_integer() and value < 2**53 else value)
        case Name(name=name):
            return ast.parse(names.get(name, name), mode="eval").body
        case Negate(operand=operand):
            return ast.UnaryOp(ast.USub(), _plain(operand, names))
        case Call(function=function, arguments=arguments):
            return ast.Call(load(function), [_plain(a, names) for a in arguments], [])
        case Binary(operator=operator, left=left, right=right):
            sign = ast.Pow if operator == "^" else _SIGNS[operator]
            return ast.BinOp(_plain(left, names), sign(), _plain(right, names))


def python_function(program: Program, name: str) -> str:
    """The source of a function `name` that promises what `compile_numpy` does, to the last bit."""
    return ast.unparse(definition(program, name, computation(program, _expression)))


def definition(program: Program, name: str, body: list[ast.stmt]) -> ast.Module:
    """def name(*names): the names that are used as float64 arrays, then `body`."""
    # The text is the same for every formula: only so is it a complete tree for every Python.
    module = ast.parse("def formula(): pass")
    function = module.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.name = name
    function.args.args = [ast.arg(variable) for variable in program.names]
    function.body = [
        *(assign(v, call("asarray", load(v), _numpy("float64"))) for v in used_names(program)),
        *body,
    ]
    return ast.fix_missing_locations(module)


def computation(program: Program, write: Writer) -> list[ast.stmt]:
    """The steps, and the return of every result in the shape of all variables, in a new array."""
    steps = [assign(name, write(node)) for name, node in program.steps]
    results = [write(node) for node in program.results]
    return [*steps, *_return(program, results)]


def reach(program: Program) -> Mapping[str, frozenset[str]]:
    """The variables that each variable and each step depends on, by way of other steps too."""
    known = {name: frozenset((name,)) for name in program.names}
    for name, node in program.steps:
        known[name] = reach_of(node, known)
    return known


def reach_of(node: Node, known: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The variables that `node` depends on."""
    return frozenset().union(*(known[name] for name in variables(node)))


def used_names(program: Program) -> list[str]:
    """The variables that the program depends on, in their order."""
    known = reach(program)
    used = frozenset().union(*(reach_of(node, known) for node in program.results))
    return [name for name in program.names if name in used]


def load(name: str) -> ast.Name:
    """The value of a name."""
    return ast.Name(name, ast.Load())


def call(function: str, *arguments: ast.expr) -> ast.Call:
    """np.function(*arguments)"""
    return ast.Call(_numpy(function), list(arguments), [])


def assign(name: str, value: ast.expr) -> ast.stmt:
    """name = value"""
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _expression(node: Node) -> ast.expr:
    match node:
        case Number():
            return ast.Constant(node.value)
        case Name():
            return _numpy(node.name) if node.name in CONSTANTS else load(node.name)
        case Negate():
            return ast.UnaryOp(ast.USub(), _expression(node.operand))
        case Call():
            return call(FUNCTIONS[node.function].numpy, *_operands(node))
        case Binary() if is_exponential(node):
            return call("exp", _expression(node.right))
        case Binary() if is_square(node):
            base = _expression(node.left)
            # np.square(u) is u·u, to the last bit, and computes u once.
            plain = isinstance(base, ast.Name)
            return ast.BinOp(base, ast.Mult(), base) if plain else call("square", base)
        case Binary(operator="^"):
            return call("power", *_operands(node))
        case Binary():
            left, right = _operands(node)
            return ast.BinOp(left, _SIGNS[node.operator](), right)


def _operands(node: Node) -> list[ast.expr]:
    """The operands.  A whole number beside a variable can do without its point: x / 20.

    Among constants it cannot: np.power(2, -1) of integers is refused by numpy.
    """
    if constant_value(node) is not None:
        return [_expression(child) for child in children(node)]
    return [
        ast.Constant(int(child.value))
        if isinstance(child, Number) and child.value.is_integer() and child.value < 2**53
        else _expression(child)
        for child in children(node)
    ]


_SIGNS: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
}


def _return(program: Program, results: list[ast.expr]) -> list[ast.stmt]:
    shape = ast.Attribute(call("broadcast", *map(load, program.names)), "shape", ast.Load())
    if len(results) > 1:
        sizes = [*map(ast.Constant, program.shape), ast.Starred(shape, ast.Load())]
        places = [np.unravel_index(index, program.shape) for index in range(len(results))]
        return [
            assign("out", call("empty", ast.Tuple(sizes, ast.Load()))),
            *(_store(place, result) for place, result in zip(places, results, strict=True)),
            ast.Return(load("out")),
        ]
    result = results[0]
    if used_names(program) != list(program.names) or not program.names:
        result = call("full", shape, result, _numpy("float64"))
    elif isinstance(result, ast.Name) and result.id in program.names:
        result = call("positive", result)
    if program.shape:
        axes: list[ast.expr] = [ast.Constant(None) for _ in program.shape]
        result = ast.Subscript(result, ast.Tuple(axes, ast.Load()), ast.Load())
    return [ast.Return(result)]


def _numpy(name: str) -> ast.Attribute:
    return ast.Attribute(load("np"), name, ast.Load())


def _store(place: tuple[np.intp, ...], value: ast.expr) -> ast.stmt:
    """out[place] = value"""
    index: list[ast.expr] = [ast.Constant(int(axis)) for axis in place]
    target = ast.Subscript(load("out"), ast.Tuple(index, ast.Load()), ast.Store())
    return ast.Assign([target], value)
