"""Gradient sources against their formulas, and the places where they part from the exact gradient."""

import numpy as np
import pytest

from gdgui.engine.descent import record
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import OBJECTIVES, Bound, Objective
from gdgui.engine.setup import Choice, Setup
from gdgui.engine.types import check_parameters

X = np.linspace(-3.0, 3.0, 61)[np.newaxis]
WAVE = Bound(OBJECTIVES["gaussian_sine"], {})


def built(key, bound=WAVE, **parameters):
    return GRADIENTS[key].build(bound, parameters)


def f(x):
    return np.sin(x) * np.exp(-(x * x) / 20)


def test_forward_difference_is_the_slope_of_the_chord_to_the_right():
    found = built("forward_difference", h=0.1)(X)
    np.testing.assert_allclose(found, (f(X + 0.1) - f(X)) / 0.1, rtol=0, atol=1e-14)


def test_central_difference_is_the_slope_of_the_chord_about_x():
    found = built("central_difference", h=0.1)(X)
    np.testing.assert_allclose(found, (f(X + 0.1) - f(X - 0.1)) / 0.2, rtol=0, atol=1e-14)


def test_central_differences_are_closer_than_forward_ones_at_their_defaults():
    exact = WAVE.gradient(X)
    forward = np.abs(built("forward_difference", h=1e-8)(X) - exact).max()
    central = np.abs(built("central_difference", h=6e-6)(X) - exact).max()
    assert central < 1e-10 < forward < 1e-7
    assert GRADIENTS["forward_difference"].parameters[0].default == 1e-8
    assert GRADIENTS["central_difference"].parameters[0].default == 6e-6


def test_too_short_a_chord_drowns_in_rounding():
    assert not built("forward_difference", h=1e-17)(X[:, 30:31] + 2.0).any()


def test_distance_may_be_an_array_over_descents_to_the_last_bit():
    h = np.geomspace(1e-9, 0.5, X.shape[1])
    for key in ("forward_difference", "central_difference"):
        together = built(key, h=h)(X)
        alone = [built(key, h=h[k])(X[:, k : k + 1])[0, 0] for k in range(len(h))]
        assert together[0].tolist() == alone


def test_differences_take_one_coordinate_after_the_other():
    bowl = Objective(
        key="bowl",
        title=OBJECTIVES["parabola"].title,
        help=OBJECTIVES["parabola"].help,
        domain=((-1.0, 1.0), (-1.0, 1.0)),
        value=lambda p, _: p[0] * p[0] + 3.0 * p[1] * p[1],
        gradient=lambda p, _: np.array([2.0 * p[0], 6.0 * p[1]]),
        hessian=lambda p, _: np.zeros((2, 2, p.shape[1])),
        formula="",
        derivative="",
        start=(1.0, 1.0),
    )
    places = np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -3.0]])
    exact = bowl.gradient(places, {})
    bound = Bound(bowl, {})
    forward = built("forward_difference", bound, h=1e-3)(places)
    np.testing.assert_allclose(forward, exact + np.array([[1e-3], [3e-3]]), atol=1e-10)
    central = built("central_difference", bound, h=1e-3)(places)
    np.testing.assert_allclose(central, exact, atol=1e-10)


@pytest.mark.parametrize("factor", [2.0, 0.5, -1.0])
def test_scaled_is_the_exact_gradient_times_its_factor(factor):
    assert built("scaled", factor=factor)(X).tolist() == (WAVE.gradient(X) * factor).tolist()


def test_single_precision_rounds_the_position_before_and_the_gradient_after():
    rounded = X.astype(np.float32).astype(np.float64)
    wanted = WAVE.gradient(rounded).astype(np.float32).astype(np.float64)
    found = built("single_precision")(X)
    assert found.dtype == np.float64
    assert found.tolist() == wanted.tolist()
    error = np.abs(found - WAVE.gradient(X))
    assert 0 < error.max() < 1e-6


@pytest.mark.parametrize("key", ["forward_difference", "central_difference", "scaled"])
def test_sources_leave_the_positions_as_they_are(key):
    kept = X.copy()
    kept.flags.writeable = False
    parameters = {p.key: p.default for p in GRADIENTS[key].parameters}
    built(key, **parameters)(kept)
    assert kept.tolist() == X.tolist()


def test_descent_believes_the_source_that_was_chosen():
    def ends(gradient, **parameters):
        return record(
            Setup(
                objective=Choice("parabola"),
                gradient=Choice(gradient, parameters),
                schedule=Choice("constant", {"rate": 0.05}),
                optimizer=Choice("gradient_descent"),
                start=np.array([[-1.5]]),
                epochs=400,
            )
        ).next_position[-1, 0]

    assert ends("exact") == pytest.approx(0.5, abs=1e-14)
    # The chord from x to x + h is level where x + h/2 is the minimum.
    assert ends("forward_difference", h=0.2) == pytest.approx(0.4, abs=1e-12)
    assert ends("central_difference", h=0.2) == pytest.approx(0.5, abs=1e-12)
    assert ends("scaled", factor=-1.0) < -1e40
    assert ends("single_precision") == pytest.approx(0.5, abs=1e-7)


def test_typed_gradient_is_the_formula_and_nothing_else():
    found = built("typed", formula="cos(x) exp(-x^2/20)")(X)
    np.testing.assert_allclose(found, np.cos(X) * np.exp(-(X * X) / 20), atol=1e-15)
    assert built("typed", formula="3")(X).tolist() == [[3.0] * X.shape[1]]


def test_typed_gradient_that_is_none_is_refused_with_its_place_in_the_text():
    with pytest.raises(FormulaError) as raised:
        check_parameters(GRADIENTS["typed"].parameters, {"formula": "6x - "})
    assert (raised.value.place, raised.value.position) == ("formula", 5)


def test_typed_gradient_is_for_functions_of_one_variable():
    assert GRADIENTS["typed"].unavailable(OBJECTIVES["parabola"]) is None
    planes = [entry for entry in OBJECTIVES.load().values() if entry.dimension == 2]
    assert all("two variables" in str(GRADIENTS["typed"].unavailable(entry)) for entry in planes)
