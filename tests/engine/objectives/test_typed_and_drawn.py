"""Objectives that a person types or draws."""

import numpy as np
import pytest

from gdgui.engine.descent import record
from gdgui.engine.expression import latex, parse
from gdgui.engine.formula_text import FormulaError
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.objectives.typed import DOMAIN, EXAMPLE
from gdgui.engine.setup import Choice, Setup, resolve_objective
from gdgui.engine.types import check_parameters

X = np.linspace(-4.9, 4.9, 99)[np.newaxis]


def typed(formula, domain=None):
    given = {"formula": formula} | ({} if domain is None else {"domain": domain})
    return resolve_objective(Choice("typed", given))


def test_default_formula_is_what_the_unresolved_entry_shows():
    entry, found = OBJECTIVES["typed"], OBJECTIVES["typed"].resolve({})
    assert (entry.formula, entry.derivative) == (found.formula, found.derivative)
    assert (entry.domain, entry.start) == (found.domain, found.start)
    assert entry.formula == latex(parse(EXAMPLE, ["x"]))
    assert entry.domain == (DOMAIN,)
    assert entry.value(X, {}).tolist() == found.value(X, {}).tolist()


def test_typed_function_has_value_and_exact_derivatives():
    found = typed("sin(x) * exp(-x^2/20)")
    e = np.exp(-(X * X) / 20)
    np.testing.assert_allclose(found.value(X), (np.sin(X) * e)[0], atol=1e-15)
    np.testing.assert_allclose(found.gradient(X), (np.cos(X) - X * np.sin(X) / 10) * e, atol=1e-15)
    bend = np.sin(X) * (X * X / 100 - 1.1) - np.cos(X) * X / 5
    np.testing.assert_allclose(found.hessian(X), (bend * e)[np.newaxis], atol=1e-15)


def test_typed_function_knows_its_minima_and_its_least_value_on_its_domain():
    found = typed("sin(x) exp(-x^2/20)", [-2 * np.pi, 2 * np.pi]).objective
    np.testing.assert_allclose(found.minima, [[-1.428870011214077], [4.305801413119223]], atol=1e-14)
    assert found.lowest == pytest.approx(-0.8938752904478421, abs=1e-15)
    assert found.domain == ((-2 * np.pi, 2 * np.pi),)
    half = typed("sin(x) exp(-x^2/20)", [0, 6]).objective
    assert len(half.minima) == 1
    assert half.lowest == pytest.approx(-0.363478, abs=1e-6)


def test_typed_kink_is_declared_and_a_descent_that_has_arrived_there_stays():
    found = typed("|x - 0.3| + x^2")
    assert found.objective.kinks == ((0.3,),)
    assert not found.objective.smooth
    assert found.gradient(np.array([[0.3]])) == 0
    assert typed("x^4").objective.smooth


def test_typed_constant_is_flat_everywhere():
    found = typed("3")
    assert found.value(X).tolist() == [3.0] * X.shape[1]
    assert not found.gradient(X).any()
    assert found.hessian(X).shape == (1, 1, X.shape[1])
    assert found.objective.minima == ()


@pytest.mark.parametrize(
    ("formula", "place"),
    [("", 0), ("x +", 3), ("3y", 1), ("floor(x)", 0), ("__import__('os')", 0), ("ln(-1 - x^2)", 0)],
)
def test_a_formula_that_is_none_is_refused_with_its_place_in_the_text(formula, place):
    with pytest.raises(FormulaError) as raised:
        typed(formula)
    assert raised.value.place == "formula"
    assert raised.value.position == place


@pytest.mark.parametrize(
    "domain", [[1, 1], [2, 1], [1], [1, 2, 3], [], [0, float("inf")], "x", [-1e308, 1e308]]
)
def test_a_domain_that_is_none_is_refused_with_a_sentence(domain):
    with pytest.raises(InputError) as raised:
        check_parameters(OBJECTIVES["typed"].parameters, {"domain": domain})
    assert raised.value.place == "domain"


def test_typed_function_runs_through_the_loop_like_any_other():
    def run(objective, **parameters):
        setup = Setup(
            objective=Choice(objective, parameters),
            gradient=Choice("exact"),
            schedule=Choice("constant", {"rate": 0.05}),
            optimizer=Choice("gradient_descent"),
            start=np.array([[-1.5]]),
            epochs=60,
        )
        return record(setup).next_position

    np.testing.assert_allclose(run("typed", formula="3x² − 3x + 4"), run("parabola"), atol=1e-14)


def test_drawn_curve_has_the_domain_minima_and_least_value_of_its_points():
    points = [[3, 0], [-1, 0], [0, -2], [2, 1]]
    found = resolve_objective(Choice("drawn", {"points": points}))
    objective = found.objective
    assert objective.domain == ((-1.0, 3.0),)
    assert len(objective.minima) == 1
    at = np.array([objective.minima[0]])
    assert abs(found.gradient(at)[0, 0]) < 1e-14
    assert found.hessian(at)[0, 0, 0] > 0
    x = np.linspace(-1, 3, 100_001)[np.newaxis]
    assert objective.lowest == pytest.approx(found.value(x).min(), abs=1e-9)
    assert objective.lowest <= found.value(x).min()


def test_drawn_curve_whose_least_value_is_at_its_end_says_so():
    found = resolve_objective(Choice("drawn", {"points": [[0, 0], [1, 1], [2, 3]]})).objective
    assert found.minima == ()
    assert found.lowest == 0.0


def test_drawn_curve_has_its_minimum_at_a_point_where_it_is_symmetric():
    points = [[-2, 4], [-1, 1], [0, 0], [1, 1], [2, 4]]
    found = resolve_objective(Choice("drawn", {"points": points})).objective
    assert found.minima == ((0.0,),)


def test_drawn_curve_of_many_random_points_names_every_valley_that_a_search_by_value_sees():
    generator = np.random.default_rng(3)
    points = [[float(x), float(y)] for x, y in zip(range(40), generator.normal(size=40), strict=True)]
    found = resolve_objective(Choice("drawn", {"points": points}))
    x = np.linspace(0, 39, 200_001)
    f = found.value(x[np.newaxis])
    seen = x[1:-1][(f[1:-1] < f[:-2]) & (f[1:-1] < f[2:])]
    np.testing.assert_allclose(np.ravel(found.objective.minima), seen, atol=4e-4)
    assert np.abs(found.gradient(np.array(found.objective.minima).T)).max() < 1e-12


def test_unresolved_entries_compute_with_the_parameters_that_they_are_given():
    drawn, points = OBJECTIVES["drawn"], ((0.0, 0.0), (1.0, 2.0))
    assert drawn.value(np.array([[0.5]]), {"points": points}).tolist() == [1.0]
    assert drawn.gradient(np.array([[0.5]]), {"points": points}).tolist() == [[2.0]]
    assert drawn.hessian(np.array([[0.5]]), {"points": points}).tolist() == [[[0.0]]]
    square = {"formula": "x^2"}
    assert OBJECTIVES["typed"].hessian(np.array([[0.5]]), square).tolist() == [[[2.0]]]
