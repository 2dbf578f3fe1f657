"""The believed gradient is held against the exact one, and the verdict says by how much they part."""

import numpy as np
import pytest

from gdgui.engine.gradient_check import check_gradient, error_by_parameter
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.setup import Choice, complete, resolve_objective


def checked(source, objective="gaussian_sine", **parameters):
    bound = resolve_objective(Choice(objective))
    gradient = GRADIENTS[source]
    return check_gradient(bound, gradient, complete(gradient.parameters, parameters))


def by_h(source, values, objective="gaussian_sine"):
    gradient = GRADIENTS[source]
    bound = resolve_objective(Choice(objective))
    return error_by_parameter(
        bound, gradient, complete(gradient.parameters, {}), gradient.precision, np.array(values)
    )


def test_the_exact_gradient_agrees_with_itself_to_the_last_bit():
    found = checked("exact")
    assert found.largest == 0.0
    assert "to the last bit" in str(found.verdict)


def test_the_printed_gradient_parts_where_the_lost_x_bites():
    found = checked("as_printed")
    x = found.x
    lost = np.abs(np.sin(x) * 0.1 * np.exp(-(x * x) * 0.05) * (x - 1.0))
    assert found.largest == pytest.approx(lost.max())
    assert found.at == pytest.approx(x[lost.argmax()])
    assert "not the same gradient" in str(found.verdict)
    assert f"{found.at:.4g}" in str(found.verdict)


def test_twice_the_gradient_is_told_as_all_of_the_steepest_slope():
    found = checked("scaled", factor=2.0)
    assert found.largest == pytest.approx(np.abs(found.exact).max())
    assert "100%" in str(found.verdict)


@pytest.mark.parametrize("source", ["single_precision", "central_difference", "forward_difference"])
def test_an_approximation_agrees_closely_and_no_descent_shows_it(source):
    found = checked(source)
    assert 0 < found.largest < 1e-6
    assert "agree" in str(found.verdict)


def test_a_coarse_difference_is_not_the_same_gradient():
    assert "not the same" in str(checked("forward_difference", h=0.5).verdict)


def test_a_typed_gradient_is_right_or_wrong_as_it_was_typed():
    assert checked("typed", "parabola", formula="6x - 3").largest == pytest.approx(0.0, abs=1e-12)
    wrong = checked("typed", "parabola", formula="6x + 3")
    assert wrong.largest == pytest.approx(6.0)


def test_a_gradient_that_is_no_number_somewhere_is_told():
    found = checked("typed", "parabola", formula="log(x)")
    assert "not a finite number" in str(found.verdict)
    assert np.isfinite(found.largest)


def test_a_gradient_that_is_a_number_nowhere_is_told():
    found = checked("typed", "parabola", formula="sqrt(-1 - x^2)")
    assert "not a finite number" in str(found.verdict)
    assert np.isnan(found.largest)


@pytest.mark.parametrize(
    ("source", "order", "trough"), [("forward_difference", 1, 1e-8), ("central_difference", 2, 6e-6)]
)
def test_the_error_of_a_difference_has_a_trough_between_truncation_and_cancellation(
    source, order, trough
):
    coarse = by_h(source, [1e-2, 1e-3])
    assert coarse[0] / coarse[1] == pytest.approx(10.0**order, rel=0.1)
    fine = by_h(source, [1e-13, 1e-11])
    assert fine[0] > 10 * fine[1]
    values = np.geomspace(1e-14, 1e-1, 53)
    best = values[by_h(source, values).argmin()]
    assert trough / 30 < best < trough * 30


def test_the_check_changes_nothing_about_what_it_looks_at():
    assert np.array_equal(checked("exact").exact, checked("as_printed").exact)
