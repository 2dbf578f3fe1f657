"""Between our formulas and SymPy's, node by node and through a whitelist either way.

`sympify` and `parse_expr`, which evaluate text, are never called.  SymPy gets the functions as names
that know their derivative (RULES) and nothing else, and every constant that is no simple fraction as
a letter: so it cannot rewrite a formula into one with another domain, as exp(log(x)) into x, nor work
for ever on exp(10^300·log(9x)).  What is left to it is the chain rule and the arithmetic.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce
from typing import Any

from gdgui.engine.expression import parse
from gdgui.engine.formula_code import to_python
from gdgui.engine.formula_program import Program, share
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.formula_tree import (
    Binary,
    Call,
    Name,
    Negate,
    Node,
    Number,
    check_constants,
    children,
    constant_value,
    is_exponential,
)
from gdgui.engine.message import Message

Expression = Any
"""An expression of SymPy, which has no types."""

MOST_TERMS = 200
"""How many terms or factors may stand in a row in a derivative."""

SIMPLE = 10**15
"""Fractions of whole numbers up to this one are computed with exactly."""

POWER, POWER_OF_E = "power", "power_of_e"

RULES: Mapping[str, tuple[str, ...]] = {
    "sin": ("cos(u)",),
    "cos": ("-sin(u)",),
    "tan": ("1 + tan(u)^2",),
    "asin": ("1/sqrt(1 - u^2)",),
    "acos": ("-1/sqrt(1 - u^2)",),
    "atan": ("1/(1 + u^2)",),
    "sinh": ("cosh(u)",),
    "cosh": ("sinh(u)",),
    "tanh": ("1 - tanh(u)^2",),
    "exp": ("exp(u)",),
    "log": ("1/u",),
    "log2": ("1/(u*log(2))",),
    "log10": ("1/(u*log(10))",),
    "sqrt": ("1/(2*sqrt(u))",),
    "cbrt": ("1/(3*cbrt(u)^2)",),
    "abs": ("sign(u)",),
    "sign": ("0",),
    "floor": (),
    "ceil": (),
    "min": ("(1 - sign(u - v))/2", "(1 + sign(u - v))/2"),
    "max": ("(1 + sign(u - v))/2", "(1 - sign(u - v))/2"),
    POWER: ("v*u^(v - 1)", "u^v*log(u)"),
    POWER_OF_E: ("e^u",),
}
"""The partial derivatives of each function of u (and v).

At a kink they are the mean of both sides: |x|′ is 0 at 0.  floor and ceil have none: they jump, and
their derivative, 0 wherever there is one, would tell a descent nothing.
"""


class Translation:
    """From a formula to SymPy and back.

    Variables are SymPy's symbols of the same name, or what `bound` says they stand for.  A constant
    that is no simple fraction is a symbol too, called by its Python source.
    """

    def __init__(self, formula: Node, bound: Mapping[str, Expression] | None = None) -> None:
        self.formula = formula
        self.bound = bound or {}
        self.constants: dict[str, Node] = {to_python(node): node for node in _LOGARITHMS}
        self.decimals = _has_decimals(formula)

    def symbol(self, name: str) -> Expression:
        import sympy

        return self.bound[name] if name in self.bound else sympy.Symbol(name)

    def to_sympy(self, node: Node) -> Expression:
        if constant_value(node) is not None:
            return self.constant(node)
        match node:
            case Name(name=name):
                return self.symbol(name)
            case Negate(operand=operand):
                return -self.to_sympy(operand)
            case Call(function=function, arguments=arguments):
                return functions()[function](*map(self.to_sympy, arguments))
            case Binary(operator="^"):
                return self.power(node)
            case Binary(operator=operator, left=left, right=right):
                return _ARITHMETIC[operator](self.to_sympy(left), self.to_sympy(right))
        raise AssertionError(node)

    def constant(self, node: Node) -> Expression:
        import sympy

        fraction = _fraction(node)
        if fraction is not None:
            return sympy.Rational(fraction.numerator, fraction.denominator)
        name = to_python(node)
        self.constants[name] = node
        return sympy.Symbol(name)

    def power(self, node: Binary) -> Expression:
        """Only whole powers are powers to SymPy: it would look for roots of 9 in (9x)^(1/2)."""
        if is_exponential(node):
            return functions()[POWER_OF_E](self.to_sympy(node.right))
        base, exponent = self.to_sympy(node.left), self.to_sympy(node.right)
        whole = constant_value(node.right) is not None and exponent.is_Integer
        return base**exponent if whole else functions()[POWER](base, exponent)

    def program(
        self, expressions: Sequence[Expression], names: tuple[str, ...], shape: tuple[int, ...]
    ) -> Program:
        """The expressions, with their common subexpressions as steps."""
        import sympy

        symbols = sympy.numbered_symbols("q")
        replaced, reduced = sympy.cse(list(expressions), symbols=symbols, order="none")
        steps = tuple((symbol.name, self.to_node(part)) for symbol, part in replaced)
        return share(Program(names, tuple(map(self.to_node, reduced)), shape, steps))

    def to_node(self, expression: Expression) -> Node:
        """Raises FormulaError for what has no place in a formula, such as SymPy's infinity."""
        node = self.node(expression)
        try:
            check_constants(node, math.inf)
        except FormulaError:
            raise self.impossible() from None
        return node

    def impossible(self) -> FormulaError:
        return FormulaError(
            Message("the formula cannot be differentiated: its derivative is not a finite number"),
            self.formula.position,
        )

    def node(self, expression: Expression) -> Node:
        if expression.is_Rational:
            return self.number(Fraction(int(expression.p), int(expression.q)))
        if expression.is_Symbol:
            return self.constants.get(expression.name, Name(expression.name))
        if expression.is_Add:
            return self.sum(expression)
        if expression.is_Mul or (expression.is_Pow and expression.exp.is_negative):
            return self.product(expression)
        if expression.is_Pow and expression.exp.is_Integer:
            return _power(self.node(expression.base), int(expression.exp))
        name = expression.func.__name__
        if functions().get(name) is expression.func:
            return _call(name, [self.node(argument) for argument in expression.args])
        raise self.impossible()

    def number(self, value: Fraction) -> Node:
        """A fraction; or a decimal, where one was typed and this one comes to an end."""
        size = abs(value)
        try:
            node: Node = Number(float(size))
        except OverflowError:
            raise self.impossible() from None
        ends = self.decimals and _terminates(size)
        if size.denominator > 1 and max(size.numerator, size.denominator) <= SIMPLE and not ends:
            node = Binary("/", Number(float(size.numerator)), Number(float(size.denominator)))
        return Negate(node) if value < 0 else node

    def sum(self, expression: Expression) -> Node:
        terms = [self.node(term) for term in expression.as_ordered_terms()]
        # A sum opens with a term that has no sign, if there is one.
        first = next((place for place, term in enumerate(terms) if not isinstance(term, Negate)), 0)
        terms.insert(0, terms.pop(first))
        return reduce(_plus, self.short(terms))

    def product(self, expression: Expression) -> Node:
        """p·u·v/(q·w): a coefficient p/q, and below the line what has a negative power."""
        coefficient, rest = expression.as_coeff_Mul()
        if not coefficient.is_Rational:
            raise self.impossible()
        value = Fraction(int(coefficient.p), int(coefficient.q))
        above: list[Node] = []
        below: list[Node] = []
        for factor in rest.as_ordered_factors():
            if factor.is_Pow and factor.exp.is_Integer and factor.exp.is_negative:
                below.append(_power(self.node(factor.base), -int(factor.exp)))
            else:
                above.append(self.node(factor))
        size = self.number(abs(value))
        if isinstance(size, Binary) and size.left == Number(1.0):
            below.insert(0, size.right)
        elif abs(value) != 1 or not above:
            above.insert(0, size)
        node = reduce(_times, self.short(above or [Number(1.0)]))
        if below:
            node = Binary("/", node, reduce(_times, self.short(below)))
        return Negate(node) if value < 0 else node

    def short(self, parts: list[Node]) -> list[Node]:
        if len(parts) > MOST_TERMS:
            raise too_long(self.formula)
        return parts


_LOGARITHMS = (Call("log", (Number(2.0),)), Call("log", (Number(10.0),)))
_ARITHMETIC = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _fraction(node: Node) -> Fraction | None:
    """The exact value of a constant made of simple fractions, as typed: 0.1 is 1/10."""
    match node:
        case Number(value=value):
            result = Fraction(repr(value))
        case Negate(operand=operand):
            part = _fraction(operand)
            return None if part is None else -part
        case Binary(operator=sign, left=left, right=right) if sign != "^":
            first, second = _fraction(left), _fraction(right)
            if first is None or second is None:
                return None
            result = _ARITHMETIC[sign](first, second)
        case _:
            return None
    simple = max(abs(result.numerator), result.denominator) <= SIMPLE
    return result if simple else None


def _has_decimals(node: Node) -> bool:
    if isinstance(node, Number):
        return not node.value.is_integer()
    return any(map(_has_decimals, children(node)))


def _terminates(value: Fraction) -> bool:
    """Whether the decimals of `value` come to an end, and soon."""
    return 10**6 % value.denominator == 0


def _plus(left: Node, right: Node) -> Node:
    if isinstance(right, Negate):
        return Binary("-", left, right.operand)
    return Binary("+", left, right)


def _times(left: Node, right: Node) -> Node:
    return Binary("*", left, right)


def _power(base: Node, exponent: int) -> Node:
    return base if exponent == 1 else Binary("^", base, Number(float(exponent)))


def _call(name: str, arguments: Sequence[Node]) -> Node:
    if name == POWER:
        return Binary("^", arguments[0], arguments[1])
    if name == POWER_OF_E:
        return Binary("^", Name("e"), arguments[0])
    return Call(name, tuple(arguments))


@cache
def functions() -> Mapping[str, Any]:
    """SymPy's classes for RULES: functions that SymPy knows nothing of but their derivatives."""
    import sympy

    def function(name: str, rules: tuple[str, ...]) -> Any:
        trees = [parse(rule, ("u", "v")) for rule in rules]

        def fdiff(self: Any, argindex: int = 1) -> Expression:
            tree = trees[argindex - 1]
            return Translation(tree, dict(zip("uv", self.args, strict=False))).to_sympy(tree)

        return type(name, (sympy.Function,), {"fdiff": fdiff, "nargs": max(1, len(rules))})

    return {name: function(name, rules) for name, rules in RULES.items()}


def too_long(node: Node) -> FormulaError:
    """The refusal of a formula whose derivatives would not end."""
    return FormulaError(
        Message("the formula is too long to be differentiated; allowed is a shorter one"),
        node.position,
    )
