"""Derivatives of typed formulas: exact, in no time, and as fast as written by hand."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import HealthCheck, given, settings
from typed_formulas import Typed, Unclear, number, sums

from gdgui.engine.expression import FormulaError, latex, parse
from gdgui.engine.formula_code import python_function, to_python
from gdgui.engine.formula_compile import LARGE, compile_numpy
from gdgui.engine.formula_names import FUNCTIONS
from gdgui.engine.formula_sympy import RULES
from gdgui.engine.symbolic import differentiate

FUZZ = settings(
    max_examples=200 if os.environ.get("CI") else 60, suppress_health_check=list(HealthCheck)
)
GENEROUS = 20.0
"""Seconds.  The longest derivatives that are not refused take about two on a slow machine."""

ONE = [
    "3x² − 3x + 4",
    "sin(x)·exp(−x²/20)",
    "cos(2πx) + x²",
    "(x² − 1)²",
    "x⁴ − 2x² + x/2",
    "x⁴ − 3x³ + 2",
    "x²/2 + sin 3x",
    "x·cos(0.15πx)",
    "sin(10πx)/(2x) + (x − 1)⁴",
    "(6x − 2)²·sin(12x − 4)",
    "10 + x² − 10·cos 2πx",
    "1 + x²/4000 − cos x",
    "(x⁴ − 16x² + 5x)/2",
    "sin x + sin(10x/3)",
    "−(1.4 − 3x)·sin 18x",
    "−(x + sin x)·exp(−x²)",
    "−x·sin x",
    "(x² − 5x + 6)/(x² + 1)",
    "log cosh x",
    "tanh² x",
    "|x|",
    "x³",
    "x^x",
    "2^x",
    "x^π",
    "x^0.5 + x^-0.5",
    "cbrt(x) + √x + log2 x + log10 x + ln x",
    "tan(x/3) + asin(x/3) + acos(x/3) + atan x",
    "sinh(x) cosh(x)",
    "max(x, 1)·min(x, 2)² + max(1, x)",
    "sign(x - 1)·x",
    "e^(-x) + e·x",
]

TWO = [
    "x² + 3y²",
    "0.26(x² + y²) − 0.48xy",
    "(1 − x)² + 100(y − x²)²",
    "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²",
    "sin(x + y) + (x − y)² − 1.5x + 2.5y + 1",
    "(y − 5.1x²/(4π²) + 5x/π − 6)² + 10(1 − 1/(8π))cos x + 10",
    "(1+(x+y+1)²(19−14x+3x²−14y+6xy+3y²))·(30+(2x−3y)²(18−32x+12x²+48y−36xy+27y²))",
    "3(1 − x)²e^(−x² − (y + 1)²) − 10(x/5 − x³ − y⁵)e^(−x² − y²) − e^(−(x + 1)² − y²)/3",
    "−20e^(−0.2√((x² + y²)/2)) − e^((cos 2πx + cos 2πy)/2) + e + 20",
    "sin²3πx + (x − 1)²(1 + sin²3πy) + (y − 1)²(1 + sin²2πy)",
    "x^y",
    "x",
    "7",
]


def steps_around(x: Any) -> Any:
    return 6e-6 * np.maximum(1.0, np.abs(x))


@pytest.mark.parametrize("typed", ONE)
def test_derivatives_agree_with_central_differences(typed: str) -> None:
    node = parse(typed, ("x",))
    derivatives = differentiate(node, ("x",))
    value = compile_numpy(node, ("x",))
    gradient = compile_numpy(derivatives.gradient_program)
    hessian = compile_numpy(derivatives.hessian_program)
    x = np.array([0.31, 0.77, 1.3, 1.9])
    h = steps_around(x)
    assert gradient(x).shape == (1, 4)
    assert hessian(x).shape == (1, 1, 4)
    slope = (value(x + h) - value(x - h)) / (2 * h)
    bend = (gradient(x + h) - gradient(x - h)) / (2 * h)
    assert gradient(x)[0] == pytest.approx(slope, rel=1e-6, abs=1e-6)
    assert hessian(x)[0] == pytest.approx(bend, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("typed", TWO)
def test_gradients_and_hessians_in_two_dimensions(typed: str) -> None:
    node = parse(typed, ("x", "y"))
    derivatives = differentiate(node, ("x", "y"))
    value = compile_numpy(node, ("x", "y"))
    gradient = compile_numpy(derivatives.gradient_program)
    hessian = compile_numpy(derivatives.hessian_program)
    x, y = np.array([0.31, 1.2, 0.6]), np.array([0.5, 0.7, -0.4])
    h = 6e-6
    slopes = [
        (value(x + h, y) - value(x - h, y)) / (2 * h),
        (value(x, y + h) - value(x, y - h)) / (2 * h),
    ]
    bends = [
        (gradient(x + h, y) - gradient(x - h, y)) / (2 * h),
        (gradient(x, y + h) - gradient(x, y - h)) / (2 * h),
    ]
    assert gradient(x, y).shape == (2, 3)
    assert hessian(x, y).shape == (2, 2, 3)
    assert gradient(x, y) == pytest.approx(np.array(slopes), rel=1e-5, abs=1e-5)
    assert hessian(x, y) == pytest.approx(np.array(bends), rel=1e-5, abs=1e-5)
    assert np.array_equal(hessian(x, y)[0, 1], hessian(x, y)[1, 0])


@pytest.mark.timeout(1500)
@FUZZ
@given(sums())
def test_random_formulas_have_the_derivatives_that_sympy_computes(typed: Typed) -> None:
    """Against differences of SymPy's values to 30 digits, which leave no doubt in 8 of them."""
    text, meaning = typed
    start = time.perf_counter()
    try:
        node = parse(text, ("x",))
        derivatives = differentiate(node, ("x",))
    except FormulaError:
        return
    finally:
        assert time.perf_counter() - start < GENEROUS, text
    step = sympy.Float("1e-10", 30)
    with np.errstate(all="ignore"):
        for point in (0.7, -1.3):
            gradient = compile_numpy(derivatives.gradient_program)(np.array([point]))
            try:
                around = [meaning(number(point) + sign * step) for sign in (1, -1)]
                expected = float((around[0] - around[1]) / (2 * step))
            except Unclear:
                continue
            # Where numbers are lost on the way, as in x^(x-x), rounding may decide.
            if abs(expected) < 1e6 and np.isfinite(gradient).all():
                assert gradient[0, 0] == pytest.approx(expected, rel=1e-5, abs=1e-5), text


@pytest.mark.parametrize(
    ("typed", "typeset"),
    [
        ("3x^2 - 3x + 4", "6 x - 3"),
        ("x^4/3", r"\frac{4}{3} x^{3}"),
        ("0.26(x^2 + x)", "0.52 x + 0.26"),
        ("x^2/20", r"\frac{x}{10}"),
        ("e^-x", "{-}e^{{-}x}"),
        ("exp(-x)", r"{-}\exp\left({-}x\right)"),
        ("cos 2πx", r"{-}2 \pi\,\sin\left(2 \pi x\right)"),
        ("|x|", r"\operatorname{sign}\left(x\right)"),
        ("1/x", r"{-}\frac{1}{x^{2}}"),
        ("√x", r"\frac{1}{2\,\sqrt{x}}"),
        ("7", "0"),
    ],
)
def test_a_derivative_is_typeset_as_a_person_would_write_it(typed: str, typeset: str) -> None:
    assert latex(differentiate(parse(typed, ("x",)), ("x",)).gradient[0]) == typeset


def test_second_derivatives_are_derivatives_of_the_first() -> None:
    made = differentiate(parse("sin(x) y + x^5", ("x", "y")), ("x", "y"))
    assert to_python(made.gradient[1]) == "np.sin(x)"
    across, _ = made.hessian
    assert to_python(across[0]) == "20 * np.power(x, 3) - y * np.sin(x)"
    assert to_python(across[1]) == "np.cos(x)"


def test_common_subexpressions_are_computed_once() -> None:
    derivatives = differentiate(parse("sin(x)·exp(−x²/20)", ("x",)), ("x",))
    program = derivatives.gradient_program
    assert [(name, to_python(node)) for name, node in program.steps] == [
        ("s1", "np.exp(-(x * x / 20))")
    ]
    assert [*map(to_python, program.results)] == ["s1 * np.cos(x) - s1 * x * np.sin(x) / 10"]
    source = python_function(derivatives.hessian_program, "hessian")
    for function in ("np.exp", "np.sin", "np.cos"):
        assert source.count(function) == 1


@pytest.mark.parametrize("count", [1, 5, LARGE + 1])
@pytest.mark.parametrize("typed", [*ONE, *TWO])
def test_exported_derivatives_equal_ours_bit_for_bit(typed: str, count: int) -> None:
    derivatives = differentiate(parse(typed, ("x", "y")), ("x", "y"))
    x, y = np.linspace(0.3, 1.9, count), np.linspace(-0.5, 0.7, count)
    with np.errstate(all="ignore"):
        for program in (derivatives.gradient_program, derivatives.hessian_program):
            space: dict[str, Any] = {"np": np}
            exec(python_function(program, "exported"), space)
            ours, exported = compile_numpy(program)(x, y), space["exported"](x, y)
            assert np.array_equal(ours, exported, equal_nan=True)


@pytest.mark.parametrize(
    ("typed", "place", "sentence"),
    [
        ("x + floor(x)", 4, "floor jumps"),
        ("2·ceil(x/2)", 2, "ceil jumps"),
        ("x/0", 1, "cannot be differentiated"),
        ("(-2)^x", 4, "cannot be differentiated"),
        ("0^x", 1, "cannot be differentiated"),
        ("(9e14x)^1000", 7, "cannot be differentiated"),
        ("*".join(f"sin({k}x)" for k in range(1, 40)), 0, "too long"),
        ("sin(" * 48 + "x" + ")" * 48, 0, "too long"),
        ("^".join("x" * 49), 1, "too long"),
    ],
)
def test_what_cannot_be_differentiated_says_so(typed: str, place: int, sentence: str) -> None:
    node = parse(typed, ("x",))
    with pytest.raises(FormulaError) as caught:
        differentiate(node, ("x",))
    assert sentence in str(caught.value)
    if sentence != "too long":
        assert caught.value.position == place


def test_what_jumps_elsewhere_does_not_matter() -> None:
    node = parse("x² floor(y) + ceil(2.5)", ("x", "y"))
    assert to_python(differentiate(node, ("x",)).gradient[0]) == "2 * x * np.floor(y)"


@pytest.mark.parametrize(
    "typed",
    [
        "exp(1e300*log(9x))",
        "exp(999999999*log(9x))",
        "(999999999999999x)^999·(999999999999998x)^999·(999999999999997x)^999",
        "((9x)^30)^30",
        "9^(x^1000)",
        "(9^x)^1000",
        "(9x)^(1/999)",
        "(999999999999989x)^(1/999999999999989)",
        "exp(exp(exp(exp(exp(exp(x))))))",
        "+".join(f"sin({k}x)^{k}" for k in range(1, 40)),
        "*".join(f"(x-{k})" for k in range(1, 15)),
        "/".join(f"(x^{k}+1)" for k in range(1, 9)),
        "x/" * 100 + "x",
        "^".join("x" * 12),
        "log(" * 25 + "x" + ")" * 25,
        "max(" * 15 + "x" + ", 1)" * 15,
    ],
    ids=lambda text: text[:20],
)
def test_no_formula_keeps_sympy_busy_for_long(typed: str) -> None:
    start = time.perf_counter()
    with suppress(FormulaError):
        compile_numpy(differentiate(parse(typed, ("x",)), ("x",)).hessian_program)
    assert time.perf_counter() - start < GENEROUS


def test_every_function_has_a_rule_for_each_argument_or_jumps() -> None:
    for name, function in FUNCTIONS.items():
        assert len(RULES[name]) == (0 if name in ("floor", "ceil") else function.arity)


def test_sympy_is_imported_by_the_first_derivative_and_not_before() -> None:
    program = (
        "import sys\n"
        "from gdgui.engine import symbolic, expression\n"
        "node = expression.parse('x^2', ['x'])\n"
        "assert expression.latex(node) and 'sympy' not in sys.modules\n"
        "symbolic.differentiate(node, ['x'])\n"
        "assert 'sympy' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
