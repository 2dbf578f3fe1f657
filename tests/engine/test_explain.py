"""Every descent has a sentence that is true of it, and every term in it a place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdgui.engine import explain as explanations
from gdgui.engine.descent import Cancelled, record
from gdgui.engine.explain import NUDGE, Explanation, Place, explain
from gdgui.engine.outcome import Outcome, judge
from gdgui.engine.setup import Choice, Setup, prepare
from gdgui.jobs.descents import record_ends
from gdgui.jobs.job import CancelToken


def plain(
    rate: float,
    start: float = -1.5,
    epochs: int = 50,
    objective: str = "parabola",
    schedule: str = "constant",
    optimizer: str = "gradient_descent",
    gradient: str = "exact",
) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice(gradient),
        schedule=Choice(schedule, {"rate": rate}),
        optimizer=Choice(optimizer),
        start=np.array([[start]]),
        epochs=epochs,
    )


def told(*numbers: Any, **rules_and_function: Any) -> Explanation:
    setup = plain(*numbers, **rules_and_function)
    rules, rows = prepare(setup), record(setup)
    with np.errstate(all="ignore"):
        ends = record_ends(setup, rules, rows)
        return explain(rules, ends, rows, Outcome(int(judge(ends)[0])))


def test_it_names_the_epoch_from_which_it_had_converged() -> None:
    said = told(0.1)
    assert str(said) == "converged at epoch 18 to the minimum at 0.5"
    # |g| = 12·0.4^k: below 1e-6 from k = 18 on.
    assert 12 * 0.4**18 <= 1e-6 < 12 * 0.4**17
    assert said.places["epoch"] == Place(18)


def test_a_divergence_names_the_product_that_is_to_blame() -> None:
    said = told(0.4, epochs=300)
    assert "because η·f″ = 2.4 > 2 at epoch 0" in str(said)
    assert said.places["turn"].epoch == 0
    assert said.places["product"].position == (-1.5,)


@pytest.mark.parametrize(
    ("rate", "start", "epochs", "words"),
    [
        (0.5, 1.0, 60, "diverged at epoch 22: beyond a million domain widths"),
        (0.5, 1.0, 3000, "diverged at epoch 22: beyond a million domain widths"),
        (1e308, 2.0, 5, "diverged at epoch 0: left the range of numbers"),
    ],
)
def test_a_divergence_names_the_epoch_and_where_it_went(
    rate: float, start: float, epochs: int, words: str
) -> None:
    """At rate 1/2 the distance of 1/2 from the minimum doubles: 2^22 > 4·10⁶ after 23 epochs."""
    assert str(told(rate, start, epochs)).startswith(words)


@pytest.mark.parametrize("together", [1, 7, 4096])
def test_the_epoch_that_is_to_blame_is_found_however_many_are_looked_at_together(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Down from the hilltop steps grow by 5 an epoch, long before η·f″ exceeds 2."""
    monkeypatch.setattr(explanations, "EPOCHS", together)
    said = told(1.0, 1e-12, 60, "double_well")
    turn = int(str(said.values["turn"]))
    assert turn > 10
    (at,) = said.places["turn"].position or ()
    assert str(said.values["product"]) == f"{12 * at * at - 4:.4g}"
    assert 12 * at * at - 4 > 2


def test_who_looks_for_the_cause_of_a_divergence_heeds_the_token() -> None:
    setup = plain(1.0, 1e-12, 60, "double_well")
    token = CancelToken()
    with np.errstate(all="ignore"):
        rules, rows = prepare(setup), record(setup)
        ends = record_ends(setup, rules, rows, token)
        token.cancel()
        with pytest.raises(Cancelled):
            explain(rules, ends, rows, Outcome.DIVERGED)


def test_momentum_is_not_judged_by_the_limit_of_plain_descent() -> None:
    said = told(1.0, epochs=500, optimizer="momentum")
    assert str(said).startswith("diverged at epoch")
    assert "η·f″" not in str(said)


def test_a_function_without_a_bottom_is_to_blame_itself() -> None:
    assert "falls without end" in str(told(0.05, -0.5, 500, "cubic"))


@pytest.mark.parametrize("start", [-1.5, 1.25])
def test_an_oscillation_names_both_ends(start: float) -> None:
    said = told(1 / 3, start)
    low, high = sorted((start, 1 - start))
    assert str(said) == f"alternates between {low:.6g} and {high:.6g}"
    assert set(said.places) == {"first", "second"}
    assert said.places["first"].epoch != said.places["second"].epoch


def test_what_is_unfinished_is_foretold_truly() -> None:
    said = told(0.01)
    assert "still moving by 0.00579 per epoch" in str(said)
    more = int(str(said.values["more"]).replace(" ", ""))
    assert "converged" not in str(told(0.01, epochs=50 + int(0.9 * more)))
    assert "converged" in str(told(0.01, epochs=50 + int(1.1 * more)))


def test_what_slows_down_by_a_power_of_time_is_not_foretold() -> None:
    assert str(told(0.01, 1.8, 1000, "quartic")).endswith("ever more slowly")


def test_a_maximum_is_called_one_and_can_be_nudged() -> None:
    said = told(0.01, 0.0, objective="cosine_bowl")
    assert str(said) == "stands on a maximum at 0, where the slope is zero"
    assert said.nudge == (NUDGE,)
    assert "converged" in str(told(0.01, NUDGE, 500, "cosine_bowl"))


def test_an_inflection_is_no_maximum() -> None:
    assert "it is no minimum" in str(told(0.05, 0.0, objective="cubic"))


def test_a_rate_that_ran_out_is_told_with_its_epoch() -> None:
    said = told(0.0)
    assert str(said) == "stopped at -1.5: the learning rate is 0 from epoch 0 on"


def test_a_wrong_derivative_is_told_by_the_slope_that_is_left() -> None:
    said = told(0.05, 1.0, 2000, "gaussian_sine", gradient="as_printed")
    assert str(said) == "settled at -1.67046, where the exact slope is 0.231, not zero"
    assert set(said.places) == {"where", "slope"}


@pytest.mark.parametrize("rate", [0.0, 0.001, 0.01, 0.1, 1 / 6, 0.2, 1 / 3, 0.35, 0.5, 3.0])
@pytest.mark.parametrize("objective", ["parabola", "gaussian_sine", "double_well", "cubic", "quartic"])
def test_every_term_with_a_place_is_in_the_sentence(rate: float, objective: str) -> None:
    said = told(rate, 1.3, 200, objective)
    assert set(said.places) == set(said.values)
    for name, place in said.places.items():
        assert f"{{{name}}}" in said.source
        assert place.epoch is None or 0 <= place.epoch <= 200
        assert place.epoch is not None or place.position is not None


def test_chaos_is_told_with_its_bounds() -> None:
    said = told(0.5, 0.3, 500, "double_well")
    assert str(said).startswith("wanders between -1.")
    assert set(said.places) == {"low", "high", "factor"}
    path = record(plain(0.5, 0.3, 500, "double_well")).position[:, 0]
    factor = np.exp(np.mean(np.log(np.abs(1 - 0.5 * (12 * path * path - 4)))))
    assert str(said.values["factor"]) == f"{factor:.3g}"
    low, high = said.places["low"], said.places["high"]
    assert low.position is not None
    assert high.position is not None
    assert low.position < high.position


def test_a_longer_cycle_is_told_with_its_length() -> None:
    said = told(0.32, 0.3, 2000, "double_well")
    assert str(said).startswith("comes back to")
    assert said.values["count"] in (4, 8)
    assert said.places["count"].epoch == 2000 - int(str(said.values["count"]))
