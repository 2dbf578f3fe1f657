"""Random formulas as people type them, each with what it means, computed by SymPy to many digits.

The texts are written here from a grammar of their own, so that the parser is tested against another
reading and not against itself.  A meaning is a function of the variable, a Float of SymPy; it raises
Unclear where double precision could not be expected to give the same number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
    if not value.is_Float and not value.is_zero:
        raise Unclear
    if not value.is_zero and not 1 / LARGEST < abs(value) < LARGEST:
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
        if function is OPERATORS["/"] and values[1].is_zero:
            raise Unclear
        return clear(function(*values))

    return meaning


def power(base: Meaning, exponent: Meaning) -> Meaning:
    def meaning(x: Any) -> Any:
        b, e = base(x), exponent(x)
        is_whole = (e - int(e)).is_zero
        if b.is_zero or (b < 0 and not is_whole):
            raise Unclear
        return clear(b ** (int(e) if is_whole else e))

    return meaning


Typed = tuple[str, Meaning]


@st.composite
def sums(draw: st.DrawFn, depth: int = 2) -> Typed:
    """A formula of x, and its meaning."""
    text, meaning = draw(products(depth))
    for _ in range(draw(st.integers(0, min(depth, 1)))):
        sign = draw(st.sampled_from("+-"))
        right, value = draw(products(depth))
        text += draw(st.sampled_from(SIGNS[sign])) + right
        meaning = applied(OPERATORS[sign], meaning, value)
    return text, meaning


@st.composite
def products(draw: st.DrawFn, depth: int) -> Typed:
    text, meaning = draw(signed(depth))
    for _ in range(draw(st.integers(0, min(depth, 1)))):
        sign = draw(st.sampled_from(["*", "/", ""]))
        if sign:
            right, value = draw(signed(depth))
            text += draw(st.sampled_from(SIGNS[sign])) + right
        else:
            right, value = draw(factors(depth, implicit=True))
            # Without a space 2e-3 would be a number, and xsin or eπ another name.
            text += " " + right if right[0].isalpha() else right
        meaning = applied(OPERATORS[sign or "*"], meaning, value)
    return text, meaning


@st.composite
def signed(draw: st.DrawFn, depth: int) -> Typed:
    text, meaning = draw(factors(depth))
    match draw(st.sampled_from(["", "", "", "-", "+"])):
        case "-":
            return draw(st.sampled_from("-−")) + text, applied(lambda u: -u, meaning)
        case "+":
            return "+" + text, meaning
    return text, meaning


@st.composite
def factors(draw: st.DrawFn, depth: int, implicit: bool = False) -> Typed:
    """A primary, perhaps with an exponent.  After nothing but a space it begins with no digit."""
    text, meaning = draw(primaries(depth, implicit))
    match draw(st.sampled_from(["", "", "^", "superscript"])):
        case "^":
            exponent, value = draw(signed(0)) if depth else draw(numbers())
            sign = draw(st.sampled_from(["^", "**", " ^ "]))
            return text + sign + exponent, power(meaning, value)
        case "superscript":
            digits = str(draw(st.integers(-3, 4)))
            raised = digits.translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
            return text + raised, power(meaning, constant(digits))
    return text, meaning


@st.composite
def numbers(draw: st.DrawFn) -> Typed:
    text = draw(st.sampled_from(["0", "1", "2", "3", "10", "0.5", ".25", "1.5", "2.", "1e-1", "3E0"]))
    return text, constant(text)


@st.composite
def primaries(draw: st.DrawFn, depth: int, implicit: bool) -> Typed:
    kinds = ["x", "x", "constant"] + ["number"] * (not implicit)
    if depth:
        kinds += ["bracket", "call", "run", "extreme"] + ["bars"] * (not implicit)
    kind = draw(st.sampled_from(kinds))
    if kind == "x":
        return "x", variable
    if kind == "constant":
        name = draw(st.sampled_from(["π", "pi", "e"]))
        value = sympy.E if name == "e" else sympy.pi
        return name, lambda x: value.evalf(DIGITS)
    if kind == "number":
        return draw(numbers())
    if kind == "run":
        return draw(runs())
    text, meaning = draw(sums(depth - 1))
    if kind == "bracket":
        return f"({text})", meaning
    if kind == "bars":
        return f"|{text}|", applied(abs, meaning)
    if kind == "extreme":
        other, value = draw(sums(depth - 1))
        name, function = draw(st.sampled_from([("min", sympy.Min), ("max", sympy.Max)]))
        return f"{name}({text}, {other})", applied(function, meaning, value)
    name = draw(st.sampled_from(sorted(FUNCTIONS)))
    call = applied(FUNCTIONS[name], meaning)
    if name != "√" and draw(st.booleans()):
        return f"{name}²({text})", power(call, constant("2"))
    return f"{name}({text})", call


@st.composite
def runs(draw: st.DrawFn) -> Typed:
    """A function with an argument that has no brackets, such as sin 3x; in brackets as a whole."""
    name = draw(st.sampled_from(["sin", "cos", "cosh", "exp"]))
    run, factor = draw(st.sampled_from([("x", 1), ("3x", 3), ("-x", -1), ("2 x", 2), (".5x", "0.5")]))
    scaled = applied(OPERATORS["*"], constant(str(factor)), variable)
    return f"({name} {run})", applied(FUNCTIONS[name], scaled)
