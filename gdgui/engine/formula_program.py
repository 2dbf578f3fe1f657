"""Formulas that are computed together, with what they have in common computed once."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

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
    with_children,
)


class Program(Struct, frozen=True):
    """Formulas of the variables `names`.

    `steps` are named intermediate values, in the order in which they are computed; they and the
    `results` may use the names of earlier steps.  The results fill an array of the shape `shape`,
    row by row, before the shape of the variables: () for a value, (dim,) for a gradient, (dim, dim)
    for a Hessian.
    """

    names: tuple[str, ...]
    results: tuple[Node, ...]
    shape: tuple[int, ...] = ()
    steps: tuple[tuple[str, Node], ...] = ()


def plan(formulas: Node | Sequence[Node], names: Sequence[str]) -> Program:
    """The program for one formula, with the shape (), or for k of them, with the shape (k,)."""
    if isinstance(formulas, Sequence):
        return share(Program(tuple(names), tuple(formulas), (len(formulas),)))
    return share(Program(tuple(names), (formulas,)))


def share(program: Program) -> Program:
    """The same program, in which whatever occurs more than once is a step, and nothing else is.

    No operation changes, so no bit of the results does.  Steps are called s1, s2, …
    """
    sharing = _Sharing()
    for name, node in program.steps:
        sharing.given[name] = sharing.number(node)
    results = [sharing.number(node) for node in program.results]
    for number in results:
        sharing.uses[number] += 1
    written = tuple(sharing.write(number) for number in results)
    return replace(program, results=written, steps=tuple(sharing.steps))


class _Sharing:
    """Value numbering: nodes that compute the same have the same number, their index in `nodes`."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}
        self.numbers: dict[object, int] = {}
        self.nodes: list[Node] = []
        self.operands: list[tuple[int, ...]] = []
        self.uses: list[int] = []
        self.names: dict[int, Name] = {}
        self.steps: list[tuple[str, Node]] = []

    def number(self, node: Node) -> int:
        if isinstance(node, Name) and node.name in self.given:
            return self.given[node.name]
        operands = tuple([self.number(child) for child in children(node)])
        number = self.numbers.setdefault(_key(node, operands), len(self.nodes))
        if number == len(self.nodes):
            self.nodes.append(node)
            self.operands.append(operands)
            self.uses.append(0)
            for operand in operands:
                self.uses[operand] += 1
        return number

    def write(self, number: int) -> Node:
        """The node of this number, or the name of the step that computes it."""
        if number in self.names:
            return self.names[number]
        node = self.nodes[number]
        if isinstance(node, Number | Name) or constant_value(node) is not None:
            return node
        node = with_children(node, [self.write(operand) for operand in self.operands[number]])
        if self.uses[number] == 1:
            return node
        name = Name(f"s{len(self.steps) + 1}")
        self.names[number] = name
        self.steps.append((name.name, node))
        return name


def _key(node: Node, operands: tuple[int, ...]) -> object:
    """What tells whether two nodes compute the same; u + v and v + u do, to the last bit."""
    match node:
        case Number():
            return node.value
        case Name():
            return node.name
        case Negate():
            return "negate", operands
        case Call():
            return node.function, operands
        case Binary() if is_exponential(node):
            return "exp", operands[1:]
        case Binary() if is_square(node):
            return "*", (operands[0], operands[0])
        case Binary():
            commutes = node.operator in "+*"
            return node.operator, tuple(sorted(operands)) if commutes else operands
