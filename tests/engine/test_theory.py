"""What theory promises is what descents do: extrema, basins, limits of the learning rate."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.engine import theory
from gdgui.engine.descent import Loop
from gdgui.engine.objectives import OBJECTIVES, Bound
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.setup import Choice, Setup, prepare, resolve_objective

PLAIN, EXACT = Choice("gradient_descent"), Choice("exact")


def setup(
    objective: str = "gaussian_sine",
    *,
    start: float = 0.0,
    rate: float = 0.05,
    optimizer: Choice = PLAIN,
    schedule: str = "constant",
    gradient: Choice = EXACT,
) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=gradient,
        schedule=Choice(schedule, {"rate": rate}),
        optimizer=optimizer,
        start=np.array([[start]]),
        epochs=200,
    )


def distance_after(one: Setup, rate: float, at: float, epochs: int) -> float:
    """How far from `at` a descent is that began a thousandth beside it."""
    rules = prepare(
        Setup(
            one.objective,
            one.gradient,
            Choice("constant", {"rate": rate}),
            one.optimizer,
            np.array([[at + 1e-3]]),
            epochs,
        )
    )
    loop = Loop(rules, np.array([[at + 1e-3]]))
    with np.errstate(all="ignore"):
        loop.run(epochs)
    return float(abs(loop.positions[0, 0] - at))


def bound(key: str) -> Bound:
    return resolve_objective(Choice(key))


ONE_VARIABLE = [
    key
    for key, entry in OBJECTIVES.load().items()
    if entry.dimension == 1 and entry.resolve is None and entry.minima
]


@pytest.mark.parametrize("key", ONE_VARIABLE)
def test_every_minimum_that_an_objective_names_is_found(key: str) -> None:
    found = theory.terrain(bound(key)).minima
    width = OBJECTIVES[key].widths[0]
    for (at,) in OBJECTIVES[key].minima:
        assert np.abs(found - at).min() < 1e-7 * width


def test_a_maximum_stands_between_two_neighbouring_minima() -> None:
    land = theory.terrain(bound("cosine_bowl"))
    for low, high in zip(land.minima[:-1], land.minima[1:], strict=True):
        assert ((land.maxima > low) & (land.maxima < high)).sum() == 1


def test_the_maxima_of_the_gaussian_sine_are_those_of_its_derivative() -> None:
    land = theory.terrain(bound("gaussian_sine"))
    inside = land.maxima[np.abs(land.maxima) < 6]
    np.testing.assert_allclose(inside, [-4.30580141, 1.42887001], atol=1e-7)


def test_ends_belong_to_the_valley_that_they_lie_in() -> None:
    land = theory.terrain(bound("double_well"))
    ends = np.array([-1.0, -0.5, 0.0, 0.97, 1e30, np.nan])
    minimum, arrived = theory.basins(land, OBJECTIVES["double_well"], ends)
    assert minimum.tolist() == [0, 0, -1, 1, -1, -1]
    assert arrived.tolist()[:4] == [True, False, False, True]


def test_the_limits_of_plain_gradient_descent_are_one_and_two_over_the_curvature() -> None:
    known = theory.limits(setup())
    assert known is not None
    assert known.at == pytest.approx(-1.428870, abs=1e-6)
    assert known.curvature == pytest.approx(1.0015, abs=1e-4)
    assert known.one_step == pytest.approx(0.9985, abs=1e-4)
    assert known.stability == pytest.approx(1.9970, abs=1e-4)


def test_the_parabola_is_left_from_a_third_on_and_reached_at_a_sixth_in_one_step() -> None:
    known = theory.limits(setup("parabola", start=-1.0))
    assert known is not None
    assert (known.one_step, known.stability) == (pytest.approx(1 / 6), pytest.approx(1 / 3))
    assert distance_after(setup("parabola"), 1 / 6, 0.5, 1) < 1e-15


def test_the_limits_are_those_of_the_valley_in_which_the_descent_starts() -> None:
    left, right = theory.limits(setup(start=1.4)), theory.limits(setup(start=1.5))
    assert left is not None
    assert right is not None
    assert (left.at, right.at) == (pytest.approx(-1.42887, abs=1e-5), pytest.approx(4.305801, abs=1e-5))


def with_limits() -> list[Choice]:
    """Every optimizer that tells its limit, with each option of its choices."""
    found = []
    for key, entry in OPTIMIZERS.load().items():
        if entry.stability is not None:
            options = [(p.key, option.key) for p in entry.parameters for option in p.options]
            found += [Choice(key, dict([option])) for option in options] or [Choice(key)]
    return found


def test_the_limits_are_those_of_the_papers() -> None:
    half = {"momentum": 0.5}
    known = {key: OPTIMIZERS[key].stability for key in ("gradient_descent", "momentum", "nesterov")}
    assert [told(half) for told in known.values() if told is not None] == [2.0, 3.0, 1.5]


@pytest.mark.parametrize(
    "optimizer", with_limits(), ids=lambda choice: "-".join([choice.key, *choice.parameters.values()])
)
def test_just_below_the_limit_a_minimum_holds_a_descent_and_just_above_it_does_not(
    optimizer: Choice,
) -> None:
    one = setup("parabola", start=0.0, optimizer=optimizer)
    known = theory.limits(one)
    assert known is not None
    assert distance_after(one, known.stability * 0.98, known.at, 2000) < 1e-9
    assert distance_after(one, known.stability * 1.02, known.at, 2000) > 1.0


TYPED = Choice("typed", {"formula": "2x^2 + x"})


@pytest.mark.parametrize("objective", [Choice("parabola"), TYPED], ids=["parabola", "typed"])
@pytest.mark.parametrize("gradient", ["exact", "scaled"])
def test_where_f_is_quadratic_the_gradient_is_linear(objective: Choice, gradient: str) -> None:
    known = theory.limits(replace(setup(), objective=objective, gradient=Choice(gradient)))
    assert known is not None
    assert known.linear


@pytest.mark.parametrize(
    ("key", "start"), [("gaussian_sine", 0.0), ("double_well", 0.5), ("cosine_bowl", 1.0)]
)
def test_elsewhere_a_descent_above_the_limit_neither_rests_nor_diverges(key: str, start: float) -> None:
    one = setup(key, start=start)
    known = theory.limits(one)
    assert known is not None
    assert not known.linear
    assert 0.01 < distance_after(one, known.stability * 1.05, known.at, 2000) < 10.0


def test_a_gradient_that_is_scaled_has_limits_of_its_own() -> None:
    plain = theory.limits(setup("parabola"))
    scaled = theory.limits(setup("parabola", gradient=Choice("scaled", {"factor": 2.0})))
    assert plain is not None
    assert scaled is not None
    assert scaled.stability == pytest.approx(plain.stability / 2, rel=1e-6)


def test_with_the_printed_derivative_the_limits_are_those_of_the_place_where_it_settles() -> None:
    known = theory.limits(setup(gradient=Choice("as_printed")))
    assert known is not None
    assert known.at == pytest.approx(-1.67046, abs=1e-5)


@pytest.mark.parametrize("key", ["absolute", "quartic", "cubic"])
def test_nothing_is_said_where_there_is_no_curvature_at_the_bottom(key: str) -> None:
    assert theory.limits(setup(key, start=1.0)) is None


def test_nothing_is_said_of_rules_for_which_nothing_is_known() -> None:
    assert theory.limits(setup(optimizer=Choice("adam"))) is None
    assert theory.limits(setup(schedule="gradient")) is None


def test_a_cell_of_a_grid_is_one_descent_with_plain_numbers() -> None:
    one = setup()
    cell = Setup(
        one.objective,
        one.gradient,
        Choice("constant", {"rate": np.array([0.05])}),
        one.optimizer,
        one.start,
        np.array([200]),
    )
    plain = theory.alone(cell)
    assert plain.schedule.parameters == {"rate": 0.05}
    assert plain.epochs == 200
    assert theory.limits(cell) == theory.limits(one)
