"""Random formulas as people type them, each with what it means, computed by SymPy to many digits.

The texts are written here from a grammar of their own, so that the parser is tested against another
reading and not against itself.  Hypothesis only draws a tape of bytes, of which each decides one
thing: that takes a hundredth of the time of a strategy for each.  A meaning is a function of the
variable, a Float of SymPy; it raises Unclear where double precision could not be expected to give the
same number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import sympy
from hypothesis import strategies as st

DIGITS = 30
LARGEST = 1e4

Meaning = Callable[[Any], Any]


class Unclear(Exception):  # noqa: N818
    """Not a real number of ordinary size: an error of rounding could be as large as the result."""


def number(value: float | str) -> Any:
    return sympy.Float(value, DIGITS)


def clear(value: Any) -> Any:
    value = value.evalf(DIGITS)
    # Never `is_zero` and its like: SymPy would think about every number for a millisecond.
    if not value:
        return value
    if not isinstance(value, sympy.Float) or not 1 / LARGEST < abs(value) < LARGEST:
        raise Unclear
    return value


FUNCTIONS: dict[str, Any] = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "asin": sympy.asin,
    "arccos": sympy.acos,
    "arctan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "exp": sympy.exp,
    "ln": sympy.log,
    "log": sympy.log,
    "log2": lambda u: sympy.log(u, 2),
    "log10": lambda u: sympy.log(u, 10),
    "sqrt": sympy.sqrt,
    "√": sympy.sqrt,
    "cbrt": lambda u: sympy.sign(u) * abs(u) ** sympy.Rational(1, 3),
    "abs": abs,
}

OPERATORS: dict[str, Any] = {
    "+": lambda u, v: u + v,
    "-": lambda u, v: u - v,
    "*": lambda u, v: u * v,
    "/": lambda u, v: u / v,
}

SIGNS = {
    "+": ["+", " + "],
    "-": ["-", " - ", "−", " – "],
    "*": ["*", " * ", "·", " × "],
    "/": ["/", " / ", "÷"],
}


def constant(text: str) -> Meaning:
    return lambda x: number(text)


def variable(x: Any) -> Any:
    return x


def applied(function: Any, *operands: Meaning) -> Meaning:
    def meaning(x: Any) -> Any:
        values = [operand(x) for operand in operands]
        if function is OPERATORS["/"] and not values[1]:
            raise Unclear
        return clear(function(*values))

    return meaning


def power(base: Meaning, exponent: Meaning) -> Meaning:
    def meaning(x: Any) -> Any:
        b, e = base(x), exponent(x)
        is_whole = not e - int(e)
        if not b or (b < 0 and not is_whole):
            raise Unclear
        return clear(b ** (int(e) if is_whole else e))

    return meaning


Typed = tuple[str, Meaning]

Item = TypeVar("Item")

DECISIONS = 80
"""As many as a formula takes, and seldom more; from then on the first choice is taken."""


def sums() -> st.SearchStrategy[Typed]:
    """Formulas of x, each with its meaning."""
    return st.binary(min_size=DECISIONS, max_size=DECISIONS).map(lambda tape: Grammar(tape).sum(2))


class Grammar:
    """Writes one formula; what comes first among the choices is what hypothesis shrinks to."""

    def __init__(self, tape: bytes) -> None:
        self.tape = iter(tape)

    def choose(self, choices: Sequence[Item]) -> Item:
        return choices[next(self.tape, 0) % len(choices)]

    def sum(self, depth: int) -> Typed:
        text, meaning = self.product(depth)
        for _ in range(self.choose((0, 1)) if depth else 0):
            sign = self.choose("+-")
            right, value = self.product(depth)
            text += self.choose(SIGNS[sign]) + right
            meaning = applied(OPERATORS[sign], meaning, value)
        return text, meaning

    def product(self, depth: int) -> Typed:
        text, meaning = self.signed(depth)
        for _ in range(self.choose((0, 1)) if depth else 0):
            sign = self.choose(("*", "/", ""))
            if sign:
                right, value = self.signed(depth)
                text += self.choose(SIGNS[sign]) + right
            else:
                right, value = self.factor(depth, implicit=True)
                # Without a space 2e-3 would be a number, and xsin or eπ another name.
                text += " " + right if right[0].isalpha() else right
            meaning = applied(OPERATORS[sign or "*"], meaning, value)
        return text, meaning

    def signed(self, depth: int) -> Typed:
        text, meaning = self.factor(depth)
        match self.choose(("", "", "", "-", "+")):
            case "-":
                return self.choose("-−") + text, applied(lambda u: -u, meaning)
            case "+":
                return "+" + text, meaning
        return text, meaning

    def factor(self, depth: int, implicit: bool = False) -> Typed:
        """A primary, perhaps with an exponent.  After nothing but a space it begins with no digit."""
        text, meaning = self.primary(depth, implicit)
        match self.choose(("", "", "^", "superscript")):
            case "^":
                exponent, value = self.signed(0) if depth else self.number()
                return text + self.choose(("^", "**", " ^ ")) + exponent, power(meaning, value)
            case "superscript":
                digits = str(self.choose((2, 3, 4, 1, 0, -1, -2, -3)))
                raised = digits.translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
                return text + raised, power(meaning, constant(digits))
        return text, meaning

    def number(self) -> Typed:
        text = self.choose(("0", "1", "2", "3", "10", "0.5", ".25", "1.5", "2.", "1e-1", "3E0"))
        return text, constant(text)

    def primary(self, depth: int, implicit: bool) -> Typed:
        kinds = ["x", "x", "constant"] + ["number"] * (not implicit)
        if depth:
            kinds += ["bracket", "call", "run", "extreme"] + ["bars"] * (not implicit)
        match self.choose(kinds):
            case "x":
                return "x", variable
            case "constant":
                name = self.choose(("π", "pi", "e"))
                value = (sympy.E if name == "e" else sympy.pi).evalf(DIGITS)
                return name, lambda x: value
            case "number":
                return self.number()
            case "run":
                return self.run()
            case "bracket":
                text, meaning = self.sum(depth - 1)
                return f"({text})", meaning
            case "bars":
                text, meaning = self.sum(depth - 1)
                return f"|{text}|", applied(abs, meaning)
            case "extreme":
                (text, meaning), (other, value) = self.sum(depth - 1), self.sum(depth - 1)
                name, function = self.choose((("min", sympy.Min), ("max", sympy.Max)))
                return f"{name}({text}, {other})", applied(function, meaning, value)
        return self.call(depth)

    def call(self, depth: int) -> Typed:
        name = self.choose(sorted(FUNCTIONS))
        text, meaning = self.sum(depth - 1)
        result = applied(FUNCTIONS[name], meaning)
        if name != "√" and self.choose((False, True)):
            return f"{name}²({text})", power(result, constant("2"))
        return f"{name}({text})", result

    def run(self) -> Typed:
        """A function with an argument that has no brackets, such as sin 3x; in brackets as a whole."""
        name = self.choose(("sin", "cos", "cosh", "exp"))
        run, factor = self.choose((("x", 1), ("3x", 3), ("-x", -1), ("2 x", 2), (".5x", "0.5")))
        scaled = applied(OPERATORS["*"], constant(str(factor)), variable)
        return f"({name} {run})", applied(FUNCTIONS[name], scaled)
