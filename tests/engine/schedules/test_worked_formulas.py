"""Schedules against their formulas, written out longhand with plain numbers.

The notes' rules and those that PyTorch has too are here as well, where a convention is worth a line.
"""

import math

import numpy as np
import pytest

from gdgui.engine.descent import record
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Setup

EPOCHS = 40


def run(key, parameters=None, objective="parabola", start=-1.5, epochs=EPOCHS, **others):
    return record(
        Setup(
            objective=Choice(objective),
            gradient=Choice("exact"),
            schedule=Choice(key, parameters or {}),
            optimizer=Choice(others.pop("optimizer", "gradient_descent")),
            start=np.array([[start]]),
            epochs=epochs,
            **others,
        )
    )


def f(x):
    return 3 * x * x - 3 * x + 4


def df(x):
    return 6 * x - 3


def wave(x):
    return math.sin(x) * math.exp(-x * x / 20)


def dwave(x):
    return (math.cos(x) - x * math.sin(x) / 10) * math.exp(-x * x / 20)


def rates(key, parameters=None, **others):
    return run(key, parameters, **others).learning_rate


def same(found, wanted):
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-300)


def follow(rule, x, slope=df, epochs=EPOCHS):
    """The rates of a plain descent whose rate in each epoch is rule(t, x)."""
    used = []
    for t in range(epochs):
        used.append(rule(t, x))
        x = x - slope(x) * used[-1]
    return used


# By time ------------------------------------------------------------------------------------------


def test_linear_to_zero_counts_the_next_epoch_and_ends_at_zero():
    same(rates("linear_to_zero"), [0.1 * (1 - (t + 1) / EPOCHS) for t in range(EPOCHS)])
    assert rates("linear_to_zero")[-1] == 0


def test_inverse_time_divides_by_one_plus_the_share_of_the_duration():
    same(rates("inverse_time"), [0.01 / (1 + t / 10) for t in range(EPOCHS)])
    given = {"rate": 0.1, "decay": 2.5, "duration": 7}
    same(rates("inverse_time", given), [0.1 / (1 + 2.5 * t / 7) for t in range(EPOCHS)])


def test_inverse_time_in_stairs_takes_whole_durations():
    given = {"rate": 0.1, "decay": 2.5, "duration": 7, "stairs": True}
    same(rates("inverse_time", given), [0.1 / (1 + 2.5 * (t // 7)) for t in range(EPOCHS)])


def test_inverse_sqrt_begins_with_the_base_rate():
    same(rates("inverse_sqrt", {"rate": 0.1}), [0.1 / math.sqrt(t + 1) for t in range(EPOCHS)])


def test_polynomial_ends_at_the_end_rate_which_pytorch_has_not():
    given = {"rate": 0.1, "end": 0.02, "power": 2.0, "duration": 30}
    wanted = [0.02 + 0.08 * (1 - min(t, 30) / 30) ** 2 for t in range(EPOCHS)]
    same(rates("polynomial", given), wanted)


def test_cosine_lasts_all_epochs_where_no_duration_is_given():
    wanted = [0.05 * (1 + math.cos(math.pi * t / EPOCHS)) for t in range(EPOCHS)]
    same(rates("cosine", {"rate": 0.1}), wanted)


def test_cosine_restarts_begin_at_the_top_after_one_three_and_nine_durations_more():
    given = {"rate": 0.1, "duration": 3, "multiplier": 3, "minimum": 0.01}
    cycles = [(0, 3), (3, 9), (12, 27), (39, 81)]
    wanted = []
    for t in range(EPOCHS):
        begun, length = [cycle for cycle in cycles if cycle[0] <= t][-1]
        wanted.append(0.01 + 0.045 * (1 + math.cos(math.pi * (t - begun) / length)))
    same(rates("cosine_restarts", given), wanted)
    assert [t for t in range(EPOCHS) if wanted[t] == pytest.approx(0.1)] == [0, 3, 12, 39]


def test_one_cycle_whose_climb_has_no_length_begins_at_the_top():
    found = rates("one_cycle", {"rate": 0.1, "rise": 1 / EPOCHS})
    assert found[0] == 0.1
    assert found[-1] == pytest.approx(0.1 / 25 / 1e4)


def test_noam_counts_steps_from_one():
    def longhand(count):
        return 512**-0.5 * min(count**-0.5, count * 10**-1.5)

    same(rates("noam"), [longhand(t + 1) for t in range(EPOCHS)])
    given = {"rate": 0.5, "width": 64, "rise": 4}
    wanted = [0.5 / 8 * min((t + 1) ** -0.5, (t + 1) / 8) for t in range(EPOCHS)]
    same(rates("noam", given), wanted)


def test_warmup_stable_decay_climbs_stays_and_falls_in_shares_of_all_epochs():
    wanted = [0.01 * min(1, (t + 1) / 4, (40 - t) / 8) for t in range(40)]
    same(rates("warmup_stable_decay"), wanted)
    assert wanted[3] == wanted[32] == 0.01
    assert min(wanted) > 0


def test_warmup_stable_decay_leaves_out_a_part_whose_share_is_zero():
    given = {"rate": 0.1, "rise": 0.0, "decay": 0.0}
    same(rates("warmup_stable_decay", given), [0.1] * EPOCHS)


# By derivative ------------------------------------------------------------------------------------


def test_gradient_follows_the_slope_and_stops_at_its_cap():
    same(rates("gradient"), follow(lambda t, x: 0.01 * abs(df(x)), -1.5))
    given = {"rate": 0.01, "cap": 0.03}
    same(rates("gradient", given), follow(lambda t, x: min(0.01 * abs(df(x)), 0.03), -1.5))


def test_normalized_gradient_makes_every_step_as_long_as_the_base_rate():
    given = {"rate": 0.1, "epsilon": 1e-3}
    found = run("normalized_gradient", given)
    same(found.learning_rate, follow(lambda t, x: 0.1 / (abs(df(x)) + 1e-3), -1.5))
    assert np.abs(found.displacement[:10]) == pytest.approx(0.1, rel=1e-3)


def test_normalized_gradient_without_epsilon_has_rate_zero_where_there_is_no_slope():
    assert rates("normalized_gradient", {"epsilon": 0.0}, start=0.5).tolist() == [0.0] * EPOCHS


def test_barzilai_borwein_takes_the_secant_after_the_base_rate():
    def longhand():
        x, used, before = 1.6, [], None
        for _ in range(8):
            g = dwave(x)
            if before is None:
                rate = 0.2
            else:
                moved, changed = x - before[0], g - before[1]
                rate = abs(moved * changed) / (changed * changed)
            used.append(rate)
            before = (x, g)
            x = x - g * rate
        return used

    found = rates("barzilai_borwein", {"rate": 0.2}, objective="gaussian_sine", start=1.6, epochs=8)
    np.testing.assert_allclose(found[:6], longhand()[:6], rtol=1e-6)


def test_barzilai_borwein_keeps_its_last_rate_where_the_slope_does_not_change():
    found = run("barzilai_borwein", {"rate": 0.3}, objective="absolute", start=1.55, epochs=5)
    assert found.learning_rate.tolist() == [0.3] * 5
    arrived = run("barzilai_borwein", {"rate": 0.05}, start=-1.5)
    assert np.isfinite(arrived.learning_rate).all()
    assert arrived.learning_rate[1] == pytest.approx(1 / 6)


def test_hypergradient_adds_the_product_of_two_gradients_in_a_row():
    x, rate, before, wanted = 1.6, 0.05, 0.0, []
    for _ in range(EPOCHS):
        g = dwave(x)
        rate = rate + 0.01 * g * before
        wanted.append(rate)
        before = g
        x = x - g * rate
    given = {"rate": 0.05, "beta": 0.01}
    same(rates("hypergradient", given, objective="gaussian_sine", start=1.6), wanted)
    assert wanted[0] == wanted[1] - 0.01 * dwave(1.6) * dwave(1.6 - 0.05 * dwave(1.6))


def test_hypergradient_may_turn_negative_and_nothing_corrects_it():
    assert not SCHEDULES["hypergradient"].never_negative
    assert rates("hypergradient", {"rate": 0.3, "beta": 1e-2}, epochs=4).min() < 0


# By loss ------------------------------------------------------------------------------------------


def test_loss_is_taken_as_it_stands_and_turns_negative_with_it():
    given = {"rate": 0.1}
    found = rates("loss", given, objective="gaussian_sine", start=-1.0)
    same(found, follow(lambda t, x: 0.1 * wave(x), -1.0, dwave))
    assert (found < 0).all()


def test_loss_scaled_lies_between_the_least_value_and_that_at_the_start():
    wanted = follow(lambda t, x: 0.1 * (f(x) - 3.25) / (f(-1.5) - 3.25), -1.5)
    found = rates("loss", {"rate": 0.1, "scaled": True})
    np.testing.assert_allclose(found, wanted, rtol=1e-9)
    assert found[0] == 0.1


def test_polyak_divides_the_height_above_the_least_value_by_the_squared_slope():
    wanted = follow(lambda t, x: (f(x) - 3.25) / (df(x) * df(x)), -1.5, epochs=12)
    np.testing.assert_allclose(rates("polyak", epochs=12), wanted, rtol=1e-6)
    np.testing.assert_allclose(wanted, 1 / 12, rtol=1e-6)
    lower = follow(lambda t, x: (f(x) - 2.0) / (df(x) * df(x)), -1.5, epochs=5)
    np.testing.assert_allclose(rates("polyak", {"lowest": 2.0}, epochs=5), lower, rtol=1e-9)


def test_polyak_has_rate_zero_where_there_is_no_slope():
    assert rates("polyak", start=0.5).tolist() == [0.0] * EPOCHS


def test_reduce_on_plateau_acts_from_the_epoch_after_the_loss_was_seen():
    # |x| at rate 1 hops between 0.5 and −0.5: no progress after the first epoch.
    given = {"rate": 1.0, "patience": 2, "factor": 0.5, "cooldown": 1}
    found = rates("reduce_on_plateau", given, objective="absolute", start=0.5, epochs=5)
    # Epoch 0 is the best so far; 1, 2 and 3 are no better, and the third is one too many.
    assert found.tolist() == [1.0, 1.0, 1.0, 1.0, 0.5]


def test_reduce_on_plateau_goes_no_lower_than_its_minimum_and_makes_no_tiny_change():
    given = {"rate": 1.0, "patience": 0, "factor": 0.1, "minimum": 0.25}
    found = rates("reduce_on_plateau", given, objective="cubic", start=0.0, epochs=6)
    assert found.tolist() == [1.0, 1.0, 0.25, 0.25, 0.25, 0.25]
    tiny = {"rate": 1e-8, "patience": 0, "factor": 0.5}
    found = rates("reduce_on_plateau", tiny, objective="cubic", start=0.0, epochs=4)
    assert found.tolist() == [1e-8] * 4


def test_reduce_on_plateau_takes_standing_still_below_zero_for_progress_unless_it_is_absolute():
    at_rest = {"objective": "gaussian_sine", "start": -1.428870011214077, "epochs": 6}
    relative = rates("reduce_on_plateau", {"rate": 0.5, "patience": 0}, **at_rest)
    assert relative.tolist() == [0.5] * 6
    given = {"rate": 0.5, "patience": 0, "threshold_mode": "abs"}
    assert rates("reduce_on_plateau", given, **at_rest)[2] == 0.05


# By position --------------------------------------------------------------------------------------


def test_position_follows_the_distance_from_its_reference():
    given = {"rate": 0.05, "reference": 1.0}
    same(rates("position", given), follow(lambda t, x: 0.05 * abs(x - 1.0), -1.5))


# By the step's success ----------------------------------------------------------------------------


def test_bold_driver_grows_while_it_goes_down_and_takes_back_a_step_that_led_up():
    x, rate, positions, wanted = -1.5, 0.3, [], []
    for _ in range(EPOCHS):
        positions.append(x)
        wanted.append(rate)
        new = x - df(x) * rate
        if f(new) - f(x) > 0.04 * abs(f(x)):
            rate = rate * 0.7
        else:
            rate = rate * 1.05 if f(new) < f(x) else rate
            x = new
    found = run("bold_driver", {"rate": 0.3})
    same(found.learning_rate, wanted)
    np.testing.assert_allclose(found.position[:, 0], positions, atol=1e-12)
    refused = np.flatnonzero(found.displacement[:, 0] == 0)
    assert len(refused) > 0
    assert found.learning_rate[refused[0] + 1] == pytest.approx(0.7 * found.learning_rate[refused[0]])


def test_bold_driver_refuses_a_step_out_of_the_numbers():
    found = run("bold_driver", {"rate": 1e300}, objective="quartic", start=1.5, epochs=3)
    assert found.next_position[:, 0].tolist() == [1.5] * 3
    same(found.learning_rate, [1e300, 0.7e300, 0.49e300])


def test_bold_driver_neither_grows_nor_shrinks_where_the_step_is_a_little_worse():
    # From 0.5 to −0.51 on |x|: 2 % worse, and 4 % are allowed.
    found = run("bold_driver", {"rate": 1.01}, objective="absolute", start=0.5, epochs=2)
    assert found.next_position[0, 0] == pytest.approx(-0.51)
    assert found.learning_rate.tolist() == [1.01, 1.01]


def test_armijo_halves_from_the_base_rate_until_the_step_is_good_enough():
    def longhand(t, x):
        rate = 1.0
        while f(x - rate * df(x)) > f(x) - 1e-4 * rate * df(x) ** 2:
            rate *= 0.5
        return rate

    found = rates("armijo", epochs=8)
    same(found, follow(longhand, -1.5, epochs=8))
    assert found[0] == 0.25


def test_armijo_asks_for_the_share_of_the_promised_fall_that_it_is_given():
    def longhand(t, x):
        rate = 0.8
        while wave(x - rate * dwave(x)) > wave(x) - 0.9 * rate * dwave(x) ** 2:
            rate *= 0.3
        return rate

    given = {"rate": 0.8, "slope": 0.9, "shrink": 0.3}
    found = rates("armijo", given, objective="gaussian_sine", start=0.0, epochs=6)
    same(found, follow(longhand, 0.0, dwave, epochs=6))
    assert len(set(found.tolist())) > 1


def test_armijo_gives_up_after_sixty_halvings_with_rate_zero():
    # The believed gradient leads up, and steeply: even 2⁻⁶⁰ of it is a step, and a bad one.
    setup = Setup(
        objective=Choice("parabola"),
        gradient=Choice("scaled", {"factor": -1e6}),
        schedule=Choice("armijo"),
        optimizer=Choice("gradient_descent"),
        start=np.array([[-1.5]]),
        epochs=3,
    )
    found = record(setup)
    assert found.learning_rate.tolist() == [0.0] * 3
    assert found.next_position[:, 0].tolist() == [-1.5] * 3


# Warm-up ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SCHEDULES.keys())
def test_warmup_multiplies_the_first_rate_of_any_schedule_and_leaves_later_ones_of_the_clock(key):
    cold, warm = run(key, epochs=12), run(key, epochs=12, warmup=4)
    assert warm.learning_rate[0] == pytest.approx(cold.learning_rate[0] / 4)
    if SCHEDULES[key].family == SCHEDULES["constant"].family:
        shares = [min(1.0, (t + 1) / 4) for t in range(12)]
        same(warm.learning_rate, cold.learning_rate * shares)
