r"""A rule as lines of arithmetic: printed in symbols, printed with an epoch's numbers, and computed.

A rule declares what it computes as assignments in Python's notation:

    Worked(("velocity = momentum * velocity + g", "x = x - eta * velocity"), {"velocity": "v"})

Known are x, g (the gradient), f (the value), h (the curvature, in one dimension), eta (the learning
rate), t (the epoch from 0), k (the number of this update from 1, which is t + 1 where no step was
refused), N (the epochs), xi (the noise of this epoch, for a rule that is random), the rule's parameters
by their keys, and the fields of its state.  An assignment to x or to a field of the state is the value
after the epoch, and so is that name in the lines below it; any other name is a value on the way.  An
optimizer's lines end with x, a schedule's assign eta.

Where a rule goes one way or another, it tells its lines in view of what held in the epoch:

    Worked(told=lambda parameters, facts: Told(("eta = rate * gamma ** passed",), {"passed": 2.0}))

The lines only show what the rule does.  Whoever shows them compares with what the loop computed.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from gdgui.engine.formula_names import FUNCTIONS
from gdgui.engine.types import Parameters

Quantity = NDArray[np.float64]
"""A number, of shape (), or one for each coordinate, (dim,)."""

Lines = tuple[str, ...]


class Facts(Struct, frozen=True):
    """What held in an epoch: all that is known by name, and what schedule and optimizer came to.

    For a schedule, `values["eta"]` is the rate that it gave, before a warm-up.
    """

    values: Mapping[str, Quantity]

    def __getitem__(self, name: str) -> float:
        """The number of that name; of a vector, its first coordinate."""
        return float(np.ravel(self.values[name])[0])

    @property
    def rows(self) -> int:
        """How many coordinates a position has."""
        return int(self.values["x"].size)


class Told(Struct, frozen=True):
    """The lines of one epoch, and numbers in them that no line computes."""

    lines: Lines
    given: Mapping[str, float] = field(default_factory=dict)


MINUS = "−"
FULL = 17
"""So many significant digits, and a number reads back the same."""

ADD, MULTIPLY, POWER, ATOM = 1, 2, 3, 4
"""How tightly the parts of a printed expression hold together."""


class Worked(Struct, frozen=True):
    """The lines of a rule, or what gives them for its parameters; LaTeX symbols of the names.

    `told` takes their place where they depend on what held in the epoch.
    """

    lines: Lines | Callable[[Parameters], Lines] = ()
    symbols: Mapping[str, str] = field(default_factory=dict)
    told: Callable[[Parameters, Facts], Told] | None = None

    def told_for(self, parameters: Parameters, facts: Facts) -> Told:
        """The lines under these parameters, in an epoch with these facts."""
        if self.told is not None:
            return self.told(parameters, facts)
        return Told(self.lines(parameters) if callable(self.lines) else self.lines)


@lru_cache(maxsize=256)
def parse(line: str) -> tuple[str, ast.expr]:
    """The name that a line assigns, and the expression.  Raises ValueError for anything else."""
    (statement,) = ast.parse(line).body
    if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
        raise ValueError(f"{line!r} is no assignment")
    return statement.targets[0].id, statement.value


def names_in(node: ast.expr) -> frozenset[str]:
    """The names of the quantities in an expression."""
    called = {id(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)}
    return frozenset(n.id for n in ast.walk(node) if isinstance(n, ast.Name) and id(n) not in called)


Functions = Mapping[str, Callable[[Quantity], Quantity]]
"""`slope`, the believed gradient at a position of shape (dim,), and `height`, the value there."""

CONSTANTS = {"pi": float(np.pi), "e": float(np.e)}


def compute(node: ast.expr, values: Mapping[str, Quantity], functions: Functions) -> Quantity:
    """What an expression gives."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return np.asarray(number, dtype=np.float64)
        case ast.Name(id=name) if name in CONSTANTS and name not in values:
            return np.asarray(CONSTANTS[name])
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return np.asarray(-compute(operand, values, functions))
        case ast.BinOp(left=left, op=operator, right=right):
            a, b = compute(left, values, functions), compute(right, values, functions)
            return np.asarray(_ARITHMETIC[type(operator)](a, b))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            found = [compute(argument, values, functions) for argument in arguments]
            return np.asarray((functions.get(name) or _FUNCTIONS[name])(*found))
    raise ValueError(f"{ast.unparse(node)!r} cannot be computed")


def _size(vector: Quantity) -> Quantity:
    return np.asarray(
        np.abs(np.ravel(vector)[0]) if vector.size == 1 else np.sqrt(_dot(vector, vector))
    )


def _dot(one: Quantity, other: Quantity) -> Quantity:
    return np.asarray(np.sum(one * other))


_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(np, function.numpy) for name, function in FUNCTIONS.items()},
    "min": lambda *values: reduce(np.minimum, values),
    "max": lambda *values: reduce(np.maximum, values),
    "size": _size,
    "dot": _dot,
}


# Printing


def written(value: float, digits: int) -> str:
    """A number as a calculator takes it: `digits` significant ones, whole numbers as they are."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if value == int(value) and abs(value) < 1e9:
        return str(int(value))
    text = repr(float(value)) if digits >= FULL else f"{value:.{digits}g}"
    mantissa, mark, exponent = text.partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(exponent)}" if mark else mantissa.removesuffix(".0")


def rounded(values: Quantity, digits: int) -> Quantity:
    """The numbers as somebody reads them who sees `digits` of them."""
    return np.asarray(np.vectorize(lambda v: float(written(float(v), digits)), otypes=[float])(values))


def number_latex(value: float, digits: int) -> str:
    """A number to stand in a formula: its minus is a sign, not an operator with space around it."""
    text = written(value, digits)
    if "inf" in text:
        text = text.replace("inf", r"\infty")
    elif text == "NaN":
        return r"\mathrm{NaN}"
    mantissa, mark, exponent = text.partition("e")
    power = rf" \cdot 10^{{{exponent}}}" if mark else ""
    sign = "{-}" if mantissa.startswith("-") else ""
    return sign + mantissa.removeprefix("-") + power


def number_text(value: float, digits: int) -> str:
    """The same as text, with a real minus."""
    return written(value, digits).replace("inf", "∞").replace("-", MINUS)


_COMMANDS = {"sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "min", "max"}
"""The functions that LaTeX has by their names."""

_EDGES = {"floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}

Shown = tuple[str, int, bool]
"""A printed part, how tightly it holds together, and whether it begins with a minus."""


class Printer(Struct, frozen=True):
    """Prints expressions: in LaTeX or as text, with what `show` gives for a name and a row.

    `rows` is how many coordinates there are, and `numbers` says that numbers stand for the names, so
    that a product needs its dot.
    """

    show: Callable[[str, int], Shown]
    latex: bool
    numbers: bool
    rows: int = 1

    def print(self, node: ast.expr, row: int) -> str:
        """The expression for one coordinate."""
        return self._at_start(self._part(node, row))

    def _at_start(self, part: Shown) -> str:
        return part[0]

    def _bracket(self, text: str) -> str:
        return rf"\left({text}\right)" if self.latex and r"\frac" in text else f"({text})"

    def _hold(self, part: Shown, least: int, start: bool = False) -> str:
        """The part, in brackets where it would fall apart or its minus would meet an operator."""
        text, strength, negative = part
        loose = strength < least or (negative and not start)
        return self._bracket(text) if loose else text

    def _part(self, node: ast.expr, row: int) -> Shown:
        match node:
            case ast.Constant(value=int() | float() as number):
                return f"{number:g}", ATOM, number < 0
            case ast.Name(id="pi"):
                return (r"\pi" if self.latex else "π"), ATOM, False
            case ast.Name(id="e"):
                return "e", ATOM, False
            case ast.Name(id=name):
                return self.show(name, row)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self._hold(self._part(operand, row), MULTIPLY)
                return ("-" if self.latex else MINUS) + inner, ADD, True
            case ast.BinOp(left=left, op=operator, right=right):
                return self._binary(left, operator, right, row)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, arguments, row)
        raise ValueError(f"{ast.unparse(node)!r} cannot be printed")

    def _binary(self, left: ast.expr, operator: ast.operator, right: ast.expr, row: int) -> Shown:
        a, b = self._part(left, row), self._part(right, row)
        minus = "-" if self.latex else MINUS
        match operator:
            case ast.Add():
                return f"{self._hold(a, ADD, True)} + {self._hold(b, ADD)}", ADD, a[2]
            case ast.Sub():
                return f"{self._hold(a, ADD, True)} {minus} {self._hold(b, MULTIPLY)}", ADD, a[2]
            case ast.Mult():
                first, second = self._hold(a, MULTIPLY, True), self._hold(b, MULTIPLY)
                dot = "·" if not self.latex else r" \cdot " if self.numbers else r"\, "
                return first + dot + second, MULTIPLY, a[2] and not first.startswith(("(", r"\left("))
            case ast.Div() if self.latex:
                return rf"\frac{{{a[0]}}}{{{b[0]}}}", MULTIPLY, False
            case ast.Div():
                first, second = self._hold(a, MULTIPLY, True), self._hold(b, POWER)
                return f"{first}/{second}", MULTIPLY, a[2] and not first.startswith("(")
            case ast.Pow():
                base = self._hold(a, ATOM)
                if self.latex:
                    return f"{base}^{{{b[0]}}}", POWER, False
                if b[0] == "2":
                    return f"{base}²", POWER, False
                return f"{base}^{self._hold(b, ATOM)}", POWER, False
        raise ValueError(f"{operator!r} cannot be printed")

    def _call(self, name: str, arguments: list[ast.expr], row: int) -> Shown:
        inner = [self._at_start(self._part(argument, row)) for argument in arguments]
        if name == "dot":
            return self._dot(arguments)
        if name == "size" and self.rows > 1:
            parts = [self._hold(self._part(arguments[0], r), ATOM) for r in range(self.rows)]
            two = "^2" if self.latex else "²"
            return self._root(" + ".join(part + two for part in parts)), ATOM, False
        match name:
            case "sqrt":
                return self._root(inner[0]), ATOM, False
            case "abs" | "size":
                return f"|{inner[0]}|", ATOM, False
            case "floor" | "ceil":
                left, right = ("l" + name, "r" + name) if self.latex else _EDGES[name]
                signs = (rf"\{left} ", rf" \{right}") if self.latex else (left, right)
                return signs[0] + inner[0] + signs[1], ATOM, False
            case "slope" | "height":
                word = "f" if name == "height" else "f'"
                if self.rows > 1:
                    inner = [self._at_start(self._part(arguments[0], r)) for r in range(self.rows)]
                    word = "f" if name == "height" else r"\nabla f" if self.latex else "∇f"
            case "log":
                word = r"\ln" if self.latex else "ln"
            case _ if self.latex:
                word = f"\\{name}" if name in _COMMANDS else rf"\mathrm{{{name}}}"
            case _:
                word = name
        return word + self._bracket(", ".join(inner)), ATOM, False

    def _dot(self, arguments: list[ast.expr]) -> Shown:
        """A product of two vectors, coordinate by coordinate."""
        one, other = arguments
        parts = [self._binary(one, ast.Mult(), other, row) for row in range(self.rows)]
        if self.rows == 1:
            return parts[0]
        return " + ".join(part[0] for part in parts), ADD, parts[0][2]

    def _root(self, text: str) -> str:
        return rf"\sqrt{{{text}}}" if self.latex else f"√({text})"
