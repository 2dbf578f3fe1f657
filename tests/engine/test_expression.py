"""How formulas are read, refused, typeset and computed."""

from __future__ import annotations

import os
import pickle
import time
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typed_formulas import Typed, Unclear, number, sums

from gdgui.engine.expression import (
    DEEPEST_NESTING,
    LONGEST_FORMULA,
    MOST_OPERATIONS,
    FormulaError,
    latex,
    parse,
    variables,
)
from gdgui.engine.formula_code import python_function, to_python
from gdgui.engine.formula_compile import LARGE, check_finite, compile_numpy, finite_somewhere
from gdgui.engine.formula_program import plan
from gdgui.engine.formula_tree import Binary, Call, Name, Negate, Number

EXAMPLES = 5000 if os.environ.get("CI") else 150
FUZZ = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
"""Two tests run with it: 10,000 inputs where there is time for them."""

PROMPT = 0.5
"""Seconds of the processor, so that nobody else's work counts: what is typed takes milliseconds."""

READINGS = [
    ("3x^2 - 3x + 4", "(3*(x^2)) - (3*x) + 4"),
    ("3*x**2 - 3*x + 4", "3x^2 - 3x + 4"),
    ("sin(x)·exp(−x²/20)", "sin(x)*exp(((-(x^2)))/20)"),
    ("e^(-x)", "e^-x"),
    ("|x|", "abs(x)"),
    ("2(x+1)", "2*(x+1)"),
    ("π", "pi"),
    ("-x^2", "-(x^2)"),
    ("-x**2", "-(x^2)"),
    ("2^3^2", "2^(3^2)"),
    ("2^-1", "2^(-1)"),
    ("2^-x^2", "2^(-(x^2))"),
    ("x²³", "x^23"),
    ("x⁻¹", "x^(-1)"),
    ("x²y", "(x^2)*y"),
    ("1/2x", "(1/2)*x"),
    ("x/2y", "(x/2)*y"),
    ("x - y - 1", "(x - y) - 1"),
    ("x/y/2", "(x/y)/2"),
    ("-2x", "(-2)*x"),
    ("+x", "x"),
    ("x - -y", "x - (-y)"),
    ("xy", "x*y"),
    ("0.48xy", "0.48*x*y"),
    ("x(x+1)", "x*(x+1)"),
    ("(x+1)(x-1)", "(x+1)*(x-1)"),
    ("xsin(x)", "x*sin(x)"),
    ("x sin x cos x", "x*sin(x)*cos(x)"),
    ("sin 3x", "sin(3*x)"),
    ("sin3x", "sin(3*x)"),
    ("cos 2πx", "cos(2*pi*x)"),
    ("sin x^2", "sin(x^2)"),
    ("sin x/2", "(sin(x))/2"),
    ("sin -x", "sin(-x)"),
    ("sin x + 1", "sin(x) + 1"),
    ("sin x·y", "sin(x)*y"),
    ("log cosh x", "log(cosh(x))"),
    ("sin(x)y", "sin(x)*y"),
    ("sin(x)^2", "(sin(x))^2"),
    ("sin²3πx", "(sin(3*pi*x))^2"),
    ("sin^2 x", "(sin(x))^2"),
    ("sin²(x+1)y", "(sin(x+1))^2*y"),
    ("√x", "sqrt(x)"),
    ("√2x", "sqrt(2)*x"),
    ("√x²", "sqrt(x^2)"),
    ("√(x)²", "sqrt(x)^2"),
    ("√(x+1)y", "sqrt(x+1)*y"),
    ("||x|-1|", "abs(abs(x)-1)"),
    ("2|x||y|", "2*abs(x)*abs(y)"),
    ("|x|(x+1)", "abs(x)*(x+1)"),
    ("|sin x|", "abs(sin(x))"),
    ("|(|x|-1)|", "abs(abs(x)-1)"),
    ("ln x", "log(x)"),
    ("arctan(x)", "atan(x)"),
    ("log10x", "log10(x)"),
    ("log2(x)", "log2 x"),
    ("log 2x", "log(2*x)"),
    ("2e", "2*e"),
    ("2e-3", "0.002"),
    (".5", "0.5"),
    ("3.", "3"),
    ("  x\n+\t1\u00a0", "x+1"),
    ("6 × 2 ÷ 3", "6*2/3"),
    ("x – 1", "x - 1"),
    ("max(x, min(1, y))", "max(x,min(1,y))"),
]

REFUSALS = [
    # text, where the mark stands, and a part of the sentence
    ("", 0, "empty"),
    ("   ", 3, "empty"),
    ("x+", 2, "not complete"),
    ("sin", 3, "not complete"),
    ("*x", 0, "missing before “*”"),
    ("x//2", 2, "missing before “/”"),
    ("sin()", 4, "missing before “)”"),
    ("()", 1, "missing before “)”"),
    ("||", 2, "not complete"),
    ("(x", 0, "not closed"),
    ("2*(x+(y)", 2, "not closed"),
    ("|x", 0, "not closed"),
    ("(|x)", 1, "not closed"),
    ("x)", 1, "not opened"),
    ("x 3", 2, "right behind"),
    ("x2", 1, "right behind"),
    ("1.2.3", 3, "right behind"),
    ("3,5", 1, "with a point"),
    ("(1,2)", 2, "with a point"),
    ("sin(3,5)", 0, "one argument"),
    ("max(x)", 0, "two arguments"),
    ("max x", 0, "two arguments"),
    ("min(1,x,y)", 0, "two arguments"),
    ("a", 0, "“a” is not known"),
    ("2 + sine(x)", 4, "“sine” is not known"),
    ("f(x)", 0, "“f” is not known"),
    ("Sin x", 0, "written sin"),
    ("X", 0, "written x"),
    ("PI", 0, "written pi"),
    ("sin 2(x+1)", 5, "write sin("),
    ("sin x(x+1)", 5, "write sin("),
    ("sin x e^x", 6, "write sin("),
    ("sin x^2 y", 8, "write sin("),
    ("sin^-1(x)", 3, "asin, acos and atan"),
    ("sin⁻¹ x", 3, "asin, acos and atan"),
    ("sin^x(x)", 3, "whole power"),
    ("x = 3", 2, "equals sign"),
    ("[x]", 0, "round brackets"),
    ("{x}", 0, "round brackets"),
    ("x.real", 1, "a point"),
    ("x⁻", 1, "whole number"),
    ("x%2", 1, "“%”"),
    ("1_000", 1, "“_”"),
    ("x\u200b", 1, "U+200B ZERO WIDTH SPACE"),
    ("\u202ex", 0, "U+202E RIGHT-TO-LEFT OVERRIDE"),
    ("x\u200f", 1, "U+200F RIGHT-TO-LEFT MARK"),
    ("x\u0301", 1, "U+0301 COMBINING ACUTE ACCENT"),
    ("\ufeffx", 0, "U+FEFF"),
    ("x\x00", 1, "U+0000"),
    ("\ud800", 0, "U+D800"),
    ("ｘ", 0, "FULLWIDTH LATIN SMALL LETTER X"),
    ("２x", 0, "FULLWIDTH DIGIT TWO"),
    ("٣", 0, "ARABIC-INDIC DIGIT THREE"),
    ("х", 0, "CYRILLIC SMALL LETTER HA"),
    ("😀", 0, "U+1F600"),
    ("1e999", 0, "too large"),
    ("x + 1e-999", 4, "too small"),
    ("1/0", 1, "not a finite number"),
    ("x + log(0)", 4, "not a finite number"),
    ("sqrt(-1)x", 0, "not a finite number"),
    ("9**9**9", 1, "not a finite number"),
    ("9^9^9^9^9", 5, "not a finite number"),
    ("1e308*10", 5, "not a finite number"),
    ("x^1e308", 1, "exponent"),
    ("x^-1001", 1, "exponent"),
    ("((x^100)^100)", 3, "exponent"),
    ("(sin(x^40)+1)^40", 6, "exponent"),
]

ESCAPES = [
    "__import__('os').system('echo')",
    "().__class__.__bases__[0].__subclasses__()",
    "x.__class__",
    "sin.__globals__",
    "getattr(x, 'real')",
    "eval('1')",
    "exec('x=1')",
    "open('/etc/passwd')",
    "lambda: x",
    "[x for x in (1,)]",
    "{x: 1}",
    "x if x else 1",
    "x := 1",
    "(yield)",
    "await x",
    "import os",
    "f'{x}'",
    "'x'",
    '"x"',
    "b'x'",
    "`x`",
    "x; x",
    "x\\\n",
    "# x",
    "x # y",
    "x and y",
    "not x",
    "x < y",
    "x == y",
    "x @ y",
    "x & y",
    "~x",
    "x!",
    "$x",
    "x?",
    "0x10",
    "0b1",
    "1j",
    "1_0",
    "...",
    "*x",
    "**x",
    "x,",
    "print(x)",
    "exp.__call__(x)",
    "np.sin(x)",
    "np",
    "out",
    "s1",
    "c1",
    "math.pi",
    "S.One",
    "Symbol('x')",
    "Integer(1)",
    "oo",
    "nan",
    "inf",
    "I",
    "True",
    "None",
    "self",
    "globals()",
    "%s",
    "{0}",
    "\\frac{x}{2}",
    "x\u2028y",
]


def read(text: str) -> Any:
    return parse(text, ("x", "y"))


def read_or_refused(text: str) -> Any:
    try:
        return read(text)
    except FormulaError as error:
        return error


@pytest.mark.parametrize(("typed", "explicit"), READINGS)
def test_a_formula_is_read_as_on_paper_and_as_in_python(typed: str, explicit: str) -> None:
    assert read(typed) == read(explicit)


def test_the_tree_is_made_of_five_kinds_of_nodes_that_can_be_compared_and_hashed() -> None:
    node = read("-x^2 + min(x, 3)")
    square = Negate(Binary("^", Name("x"), Number(2.0)))
    assert node == Binary("+", square, Call("min", (Name("x"), Number(3.0))))
    assert hash(node) == hash(read(" -x**2+min( x,3 )"))
    assert variables(read("x + pi + e + 3y")) == {"x", "y"}


@pytest.mark.parametrize(("typed", "place", "sentence"), REFUSALS)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_a_mark(
    typed: str, place: int, sentence: str
) -> None:
    with pytest.raises(FormulaError) as caught:
        read(typed)
    assert caught.value.position == place
    assert place <= caught.value.end <= len(typed)
    assert sentence in str(caught.value.message)
    assert str(caught.value).encode("utf-8")


@pytest.mark.parametrize("typed", ESCAPES)
def test_no_way_leads_out_of_the_grammar(typed: str) -> None:
    with pytest.raises(FormulaError):
        read(typed)


def test_an_error_keeps_its_mark_when_it_is_placed_in_a_document_or_sent() -> None:
    with pytest.raises(FormulaError) as caught:
        read("x + ü")
    placed = caught.value.at("formula").at("schedule.parameters").at("descents[0]")
    assert isinstance(placed, FormulaError)
    assert (placed.position, placed.end) == (4, 5)
    assert str(placed).startswith("descents[0].schedule.parameters.formula: the character")
    sent = pickle.loads(pickle.dumps(placed))
    assert (sent.position, sent.end, str(sent)) == (4, 5, str(placed))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "(" * 900 + "x" + ")" * 900,
        "|" * 1500,
        "-" * 1500 + "x",
        "sin " * 400 + "x",
        "√" * 1500 + "x",
        "^".join("x" * 500),
        "^-".join("x" * 500),
        "+".join("x" * 900),
        "x" * 1_000_000,
        "x" * 1500,
        "pi" * 900,
        "sin" * 500,
        "1" * 1_000_000,
        "9" * 1900,
        "9**9**9",
        "9^" * 900 + "9",
        "(((9^9)^9)^9)^9",
        "1e" + "9" * 1000,
        "0." + "0" * 1500 + "1",
        " " * 1_000_000,
        "max(" * 400,
        "²" * 1500,
        "\u200b" * 1_000_000,
    ],
    ids=lambda text: f"{text[:8]}… ({len(text)})",
)
def test_nothing_that_is_typed_can_hang(text: str) -> None:
    start = time.process_time()
    with pytest.raises(FormulaError) as caught:
        read(text)
    assert time.process_time() - start < PROMPT
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    "text",
    [
        "+".join("x" * (MOST_OPERATIONS + 1)),
        "/".join("x" * (MOST_OPERATIONS + 1)),
        "-" * MOST_OPERATIONS + "x",
        "(" * (DEEPEST_NESTING - 1) + "x" + ")" * (DEEPEST_NESTING - 1),
        "sin(" * (DEEPEST_NESTING - 1) + "x" + ")" * (DEEPEST_NESTING - 1),
        "sin " * (DEEPEST_NESTING - 1) + "x",
        "^".join("x" * DEEPEST_NESTING),
        "2" + " " * (LONGEST_FORMULA - 1),
    ],
    ids=lambda text: f"{text[:8]}…",
)
def test_a_formula_at_the_limits_can_be_hashed_typeset_computed_and_exported(text: str) -> None:
    node = read(text)
    program = plan(node, ("x", "y"))
    x = np.linspace(0.5, 2.0, 4)
    assert hash(node) == hash(read(text))
    assert latex(node)
    assert to_python(node)
    with np.errstate(all="ignore"):
        assert same(compile_numpy(program)(x, x), executed(program, x, x))


@pytest.mark.parametrize("name", ["sin", "ln", "pi", "e", "np", "out", "x1", "", "ξ", "a b"])
def test_a_variable_is_not_called_like_anything_else(name: str) -> None:
    with pytest.raises(ValueError, match="a variable cannot be called"):
        parse("1", [name])


def test_the_variables_of_a_learning_rate_are_told_apart() -> None:
    rate = parse("0.1/(1 + t/N) + f g x", ("t", "N", "x", "f", "g"))
    assert variables(rate) == {"t", "N", "x", "f", "g"}
    with pytest.raises(FormulaError, match="written N"):
        parse("n", ("t", "N", "x", "f", "g"))


@pytest.mark.parametrize(
    ("typed", "typeset"),
    [
        ("3x^2 - 3x + 4", "3 x^{2} - 3 x + 4"),
        ("1/2x", r"\frac{1}{2} x"),
        ("1/(2x)", r"\frac{1}{2 x}"),
        ("x(x+1)", r"x \cdot \left(x + 1\right)"),
        ("2(x+1)", r"2 \left(x + 1\right)"),
        ("x*3", r"x \cdot 3"),
        ("2*3", r"2 \cdot 3"),
        ("2(1/3)", r"2 \cdot \frac{1}{3}"),
        ("xy", "x y"),
        ("-x^2", "{-}x^{2}"),
        ("(-x)^2", r"\left({-}x\right)^{2}"),
        ("-x²/20", r"{-}\frac{x^{2}}{20}"),
        ("x - (y - 1)", r"x - \left(y - 1\right)"),
        ("x - -y", r"x - \left({-}y\right)"),
        ("--x", r"{-}\left({-}x\right)"),
        ("-(x+y)", r"{-}\left(x + y\right)"),
        ("(x+y)*-x", r"\left(x + y\right) \left({-}x\right)"),
        ("2^3^x", "2^{3^{x}}"),
        ("(2^3)^x", r"\left(2^{3}\right)^{x}"),
        ("(x/y)^2", r"\left(\frac{x}{y}\right)^{2}"),
        ("e^-x", "e^{{-}x}"),
        ("sin 3x", r"\sin\left(3 x\right)"),
        ("sin(x)^2", r"\sin^{2}\left(x\right)"),
        ("sin(x)^-2", r"\left(\sin\left(x\right)\right)^{{-}2}"),
        ("sqrt(x)^2", r"\sqrt{x}^{2}"),
        ("cbrt x", r"\sqrt[3]{x}"),
        ("|x|", r"\left|x\right|"),
        ("floor(x)", r"\left\lfloor x\right\rfloor "),
        ("log(x)", r"\ln\left(x\right)"),
        ("log10 x", r"\log_{10}\left(x\right)"),
        ("arcsin x", r"\arcsin\left(x\right)"),
        ("max(x, 1)", r"\max\left(x, 1\right)"),
        ("x sin x", r"x\,\sin\left(x\right)"),
        ("2πx", r"2 \pi x"),
        ("2e-3x", "0.002 x"),
        ("1e-7x", "10^{-7} x"),
        ("2.5e20", r"2.5 \cdot 10^{20}"),
        ("(2.5e20)^x", r"\left(2.5 \cdot 10^{20}\right)^{x}"),
    ],
)
def test_the_typeset_formula_shows_how_it_was_read(typed: str, typeset: str) -> None:
    assert latex(read(typed)) == typeset


def by_hand(x: Any) -> dict[str, Any]:
    """Formulas, and the same in numpy's functions and the formula's order."""
    return {
        "3x^2 - 3x + 4": 3 * (x * x) - 3 * x + 4,
        "sin(x)·exp(−x²/20)": np.sin(x) * np.exp(-(x * x) / 20),
        "-2·-x": -2 * -x,
        "(-x/3)·y - -y": (-x / 3) * x - -x,
        "x^3 - x⁴": np.power(x, 3) - np.power(x, 4),
        "x*x*x": x * x * x,
        "x^0.5": np.power(x, 0.5),
        "√x": np.sqrt(x),
        "x^-1": np.power(x, -1.0),
        "(x+1)²/(x+1)": (x + 1) * (x + 1) / (x + 1),
        "2^x": np.power(2.0, x),
        "e^x": np.exp(x),
        "e*x": np.e * x,
        "sin(2πx)": np.sin(2 * np.pi * x),
        "0.1x + 0.2x + 1/3": 0.1 * x + 0.2 * x + 1 / 3,
        "cbrt(x) + log2 x": np.cbrt(x) + np.log2(x),
        "max(x, 0) - min(x, 1)": np.maximum(x, 0) - np.minimum(x, 1),
        "|x| + sign x": np.abs(x) + np.sign(x),
        "x·2·3": x * 2 * 3,
        "x - (x - 1e-9)": x - (x - 1e-9),
    }


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("count", [1, 2, 7, LARGE - 1, LARGE + 1])
@pytest.mark.parametrize("typed", sorted(by_hand(np.ones(1))))
def test_a_formula_computes_what_a_plain_loop_would_bit_for_bit(typed: str, count: int) -> None:
    x = np.linspace(-3.0, 3.0, count) + 0.1
    node = read(typed)
    expected = by_hand(x)[typed]
    program = plan(node, ("x", "y"))
    assert same(compile_numpy(program)(x, x), expected)
    assert same(executed(program, x, x), expected)
    assert same(eval(to_python(node), {"np": np, "x": x, "y": x}), expected)


def same(first: Any, second: Any) -> bool:
    """Equal bit for bit, the sign of a zero included; one NaN is as good as another."""
    numbers = ~np.isnan(second)
    return (
        bool(np.array_equal(first, second, equal_nan=True))
        and bool(np.array_equal(np.signbit(first)[numbers], np.signbit(second)[numbers]))
        and first.dtype == np.float64
    )


def executed(program: Any, *arrays: Any) -> Any:
    """What the exported source gives."""
    space: dict[str, Any] = {"np": np}
    exec(python_function(program, "formula"), space)
    return space["formula"](*arrays)


def test_the_source_is_what_a_person_would_write() -> None:
    assert to_python(read("sin(x)exp(-x^2/20)")) == "np.sin(x) * np.exp(-(x * x) / 20)"
    assert to_python(read("x^3 + 2^-1")) == "np.power(x, 3) + np.power(2.0, -1.0)"
    program = plan([read("e^x sin y"), read("e^x cos y")], "xy")
    assert [(name, to_python(node)) for name, node in program.steps] == [("s1", "np.exp(x)")]
    assert [*map(to_python, program.results)] == ["s1 * np.sin(y)", "s1 * np.cos(y)"]


@pytest.mark.parametrize("typed", ["3", "x", "--x", "y", "x + y", "x² + 1", "sin(1)"])
@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3), (LARGE + 3,), (0,)])
def test_the_result_has_the_shape_of_all_variables_and_is_new(
    typed: str, shape: tuple[int, ...]
) -> None:
    x, y = np.full(shape, 2.0), np.full(shape, 3.0)
    result = compile_numpy(read(typed), ("x", "y"))(x, y)
    assert np.shape(result) == shape
    assert np.asarray(result).dtype == np.float64
    assert not np.shares_memory(result, x)
    assert not np.shares_memory(result, y)
    assert np.all(x == 2.0)
    assert np.all(y == 3.0)


@pytest.mark.parametrize("count", [3, LARGE])
def test_arrays_of_different_shapes_are_broadcast(count: int) -> None:
    x, y = np.linspace(1, 2, count)[np.newaxis], np.linspace(1, 2, count)[:, np.newaxis]
    for typed in ("sin(x)·exp(y) + x", "exp(sin(x)) + exp(sin(y))", "3", "x", "y²"):
        result = compile_numpy(read(typed), ("x", "y"))(x, y)
        assert result.shape == (count, count)
        full = np.broadcast_arrays(x, y)
        assert same(result, compile_numpy(read(typed), ("x", "y"))(*map(np.copy, full)))


def test_several_formulas_fill_rows() -> None:
    x, y = np.linspace(0, 1, 4), np.linspace(2, 3, 4)
    rows = compile_numpy([read("x y"), read("1"), read("x")], ("x", "y"))(x, y)
    assert same(rows, np.array([x * y, np.ones(4), x]))
    assert compile_numpy([read("x²")], ("x",))(x).shape == (1, 4)


@pytest.mark.parametrize("count", [5, 2 * LARGE])
def test_what_several_results_share_is_overwritten_only_after_its_last_use(count: int) -> None:
    """x + 1 is a result, a part of others before and after it, and of both sides of a sum."""
    texts = ("sin(x + 1) + (x + 1)", "x + 1", "(x + 1)(x + 2) - (x + 1)", "-(-x)", "(x + 2)^2/(x + 1)")
    x = np.linspace(-0.5, 3.0, count)
    before = x.copy()
    together = compile_numpy([read(text) for text in texts], ("x",))(x)
    assert same(x, before)
    for row, text in zip(together, texts, strict=True):
        assert same(row, executed(plan(read(text), ("x",)), x)), text


def test_whole_numbers_and_python_numbers_are_taken_as_float64() -> None:
    rate = compile_numpy(parse("0.1 t^-1 + 2^t", ("t",)), ("t",))
    assert rate(4) == 0.1 * 0.25 + 16.0
    with np.errstate(divide="ignore"):
        assert rate(0) == np.inf
    assert same(rate(np.array([1, 2])), np.array([0.1 * 1.0 + 2.0, 0.1 * 0.5 + 4.0]))
    assert compile_numpy(parse("0.5", ()), ())() == 0.5


def test_a_formula_that_is_finite_nowhere_on_the_domain_says_so() -> None:
    domain = [(-2.0, -1.0)]
    assert not finite_somewhere(compile_numpy(read("sqrt(x)"), ("x",)), domain)
    assert finite_somewhere(compile_numpy(read("1/(x+1.5)"), ("x",)), domain)
    assert finite_somewhere(compile_numpy(read("log(x+y)"), ("x", "y")), [(-1, 0), (0, 1)])
    with pytest.raises(FormulaError, match=r"finite number anywhere on the domain \[-2, -1\]"):
        check_finite(compile_numpy(read("log x"), ("x",)), domain)


POINTS = (0.7, -1.3)


@pytest.mark.timeout(1500)
@FUZZ
@given(sums())
def test_random_formulas_mean_what_sympy_computes(typed: Typed) -> None:
    text, meaning = typed
    node = read_or_refused(text)
    if isinstance(node, FormulaError):
        # Divided by zero, or raised to something enormous: well formed all the same.
        assert "finite" in node.message.source or "exponent" in node.message.source, text
        return
    with np.errstate(all="ignore"):
        values = compile_numpy(node, ("x",))(np.array(POINTS))
    # SymPy takes longest: one of the two points is enough, and not always the same.
    k = len(text) % 2
    try:
        expected = float(meaning(number(POINTS[k])))
    except Unclear:
        return
    assert values[k] == pytest.approx(expected, rel=1e-6, abs=1e-6), (text, POINTS[k])


PIECES = st.sampled_from(
    [
        *"xyπe()|,.+-*/^√²³⁻0123456789 ",
        "sin",
        "max",
        "log10",
        "**",
        "1e5",
        "_",
        "=",
        "[",
        "'",
        "é",
        "\0",
    ]
)


@pytest.mark.timeout(1500)
@FUZZ
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read_or_refused_in_no_time(text: str) -> None:
    start = time.process_time()
    node = read_or_refused(text)
    if isinstance(node, FormulaError):
        assert 0 <= node.position <= node.end <= len(text)
        assert str(node).encode("utf-8")
    else:
        assert latex(node)
        program = plan(node, ("x", "y"))
        x = np.linspace(-2.0, 2.0, 5)
        with np.errstate(all="ignore"):
            assert same(compile_numpy(program)(x, x[::-1]), executed(program, x, x[::-1]))
    assert time.process_time() - start < PROMPT


def test_the_constants_are_those_of_sympy() -> None:
    assert compile_numpy(parse("π", ()), ())() == float(sympy.pi)
    assert compile_numpy(parse("e", ()), ())() == float(sympy.E)
