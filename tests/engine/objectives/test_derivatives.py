"""Values and derivatives of the functions of one variable, against SymPy and central differences."""

import mpmath
import numpy as np
import pytest
import sympy

from gdgui.engine.objectives import OBJECTIVES, Bound

X = sympy.Symbol("x", real=True)
PI = sympy.pi
R = sympy.Rational

FORMULAS = {
    "parabola": 3 * X**2 - 3 * X + 4,
    "gaussian_sine": sympy.sin(X) * sympy.exp(-(X**2) / 20),
    "cosine_bowl": sympy.cos(2 * PI * X) + X**2,
    "double_well": (X**2 - 1) ** 2,
    "tilted_double_well": X**4 - 2 * X**2 + X / 2,
    "flat_inflection": X**4 - 3 * X**3 + 2,
    "rippled_bowl": X**2 / 2 + sympy.sin(3 * X),
    "growing_wave": X * sympy.cos(R(15, 100) * PI * X),
    "gramacy_lee": sympy.sin(10 * PI * X) / (2 * X) + (X - 1) ** 4,
    "forrester": (6 * X - 2) ** 2 * sympy.sin(12 * X - 4),
    "rastrigin_1d": 10 + X**2 - 10 * sympy.cos(2 * PI * X),
    "griewank_1d": 1 + X**2 / 4000 - sympy.cos(X),
    "styblinski_tang_1d": (X**4 - 16 * X**2 + 5 * X) / 2,
    "two_sines": sympy.sin(X) + sympy.sin(R(10, 3) * X),
    "steep_waves": -(R(14, 10) - 3 * X) * sympy.sin(18 * X),
    "gaussian_well": -(X + sympy.sin(X)) * sympy.exp(-(X**2)),
    "x_sine": -X * sympy.sin(X),
    "rational": (X**2 - 5 * X + 6) / (X**2 + 1),
    "log_cosh": sympy.log(sympy.cosh(X)),
    "plateau": sympy.tanh(X) ** 2,
    "quartic": X**4,
    "absolute": sympy.Abs(X),
    "cubic": X**3,
}

DOMAINS = {
    "parabola": (-2, 2),
    "gaussian_sine": (-2 * np.pi, 2 * np.pi),
    "cosine_bowl": (-2, 2),
    "double_well": (-2, 2),
    "tilted_double_well": (-2, 2),
    "flat_inflection": (-1, 4),
    "rippled_bowl": (-4, 4),
    "growing_wave": (-10, 10),
    "gramacy_lee": (0.5, 2.5),
    "forrester": (0, 1),
    "rastrigin_1d": (-5.12, 5.12),
    "griewank_1d": (-20, 20),
    "styblinski_tang_1d": (-5, 5),
    "two_sines": (2.7, 7.5),
    "steep_waves": (0, 1.2),
    "gaussian_well": (-10, 10),
    "x_sine": (0, 10),
    "rational": (-5, 5),
    "log_cosh": (-5, 5),
    "plateau": (-5, 5),
    "quartic": (-2, 2),
    "absolute": (-2, 2),
    "cubic": (-2, 2),
}

every = pytest.mark.parametrize("key", FORMULAS)


def bound(key):
    return Bound(OBJECTIVES[key], {})


def points(key, count=161):
    """Points of the domain, none of them on a kink."""
    low, high = OBJECTIVES[key].domain[0]
    x = np.linspace(low, high, count)
    return x[np.abs(x) > 1e-12] if OBJECTIVES[key].kinks else x


def exact(key, order, x):
    derivative = FORMULAS[key]
    if order:
        derivative = sympy.diff(derivative, X, order).doit()
    function = sympy.lambdify(X, derivative, ["mpmath", {"sign": mpmath.sign}])
    with mpmath.workdps(40):
        return np.array([float(function(mpmath.mpf(float(v)))) for v in x])


@every
def test_domain_is_the_one_of_the_catalogue(key):
    assert OBJECTIVES[key].domain == (pytest.approx(DOMAINS[key], abs=1e-15),)


@every
def test_value_equals_the_formula_worked_out_to_forty_digits(key):
    x = points(key)
    wanted = exact(key, 0, x)
    found = bound(key).value(x[np.newaxis])
    assert found.shape == x.shape
    np.testing.assert_allclose(found, wanted, rtol=1e-13, atol=2e-14 * np.abs(wanted).max())


@every
def test_gradient_equals_the_symbolic_derivative(key):
    x = points(key)
    wanted = exact(key, 1, x)
    found = bound(key).gradient(x[np.newaxis])
    assert found.shape == (1, len(x))
    np.testing.assert_allclose(found[0], wanted, rtol=1e-12, atol=2e-14 * np.abs(wanted).max())


@every
def test_curvature_equals_the_second_symbolic_derivative(key):
    x = points(key)
    wanted = np.zeros_like(x) if key == "absolute" else exact(key, 2, x)
    found = bound(key).hessian(x[np.newaxis])
    assert found.shape == (1, 1, len(x))
    np.testing.assert_allclose(found[0, 0], wanted, rtol=1e-12, atol=2e-14 * np.abs(wanted).max())


@every
def test_gradient_and_curvature_equal_central_differences(key):
    x = points(key, 53)[np.newaxis]
    h = 6e-6 * np.maximum(1.0, np.abs(x))
    if OBJECTIVES[key].kinks:
        x = x[np.abs(x) > 2 * h][np.newaxis]
        h = 6e-6 * np.maximum(1.0, np.abs(x))
    f = bound(key)
    slope = (f.value(x + h) - f.value(x - h)) / (2 * h[0])
    bend = (f.gradient(x + h) - f.gradient(x - h)) / (2 * h)
    slopes, bends = f.gradient(x)[0], f.hessian(x)[0]
    scale, rough = 1 + np.abs(slopes).max(), 1 + np.abs(bends).max()
    assert np.abs(slope - slopes).max() <= 1e-7 * (scale + rough)
    assert np.abs(bend - bends).max() <= 1e-6 * rough * 10
