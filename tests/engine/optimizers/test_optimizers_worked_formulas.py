"""Optimizers against their formulas, written out longhand with plain numbers."""

import math

import numpy as np
import pytest

from gdgui.engine import random
from gdgui.engine.descent import record
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.setup import Choice, Setup

EPOCHS = 40
RATE = 0.05
START = 1.6


def run(key, parameters=None, objective="gaussian_sine", start=START, **others):
    schedule = others.pop("schedule", Choice("constant", {"rate": others.pop("rate", RATE)}))
    return record(
        Setup(
            objective=Choice(objective),
            gradient=Choice("exact"),
            schedule=schedule,
            optimizer=Choice(key, parameters or {}),
            start=np.array([[start]]),
            epochs=others.pop("epochs", EPOCHS),
            **others,
        )
    )


def slope(x):
    return (math.cos(x) - x * math.sin(x) / 10) * math.exp(-x * x / 20)


def bend(x):
    return (math.sin(x) * (x * x / 100 - 1.1) - math.cos(x) * x / 5) * math.exp(-x * x / 20)


def sign(number):
    return (number > 0) - (number < 0)


def same(found, wanted):
    np.testing.assert_allclose(found.next_position[:, 0], wanted, rtol=0, atol=1e-12)


def test_gradient_descent_subtracts_gradient_times_rate():
    x, wanted = START, []
    for _ in range(EPOCHS):
        x = x - slope(x) * RATE
        wanted.append(x)
    same(run("gradient_descent"), wanted)


def test_noisy_adds_noise_of_its_seed_stream_and_epoch_to_the_gradient():
    x, wanted = START, []
    for t in range(EPOCHS):
        xi = random.normal(7, np.array([3]), t, 1)[0, 0]
        x = x - RATE * (slope(x) + 0.4 * xi)
        wanted.append(x)
    same(run("noisy", {"sigma": 0.4}, seed=7, stream=np.array([3])), wanted)
    assert OPTIMIZERS["noisy"].random


def test_noisy_without_noise_is_gradient_descent_to_the_last_bit():
    quiet, plain = run("noisy", {"sigma": 0.0}), run("gradient_descent")
    assert quiet.next_position.tolist() == plain.next_position.tolist()


@pytest.mark.parametrize("form", ["pytorch", "classical"])
def test_momentum_forms_part_once_the_rate_varies(form):
    x, v, wanted = START, 0.0, []
    for t in range(EPOCHS):
        rate = 0.1 * 0.9**t
        if form == "pytorch":
            v = 0.9 * v + slope(x)
            x = x - rate * v
        else:
            v = 0.9 * v - rate * slope(x)
            x = x + v
        wanted.append(x)
    fading = Choice("exponential", {"rate": 0.1, "gamma": 0.9})
    same(run("momentum", {"form": form}, schedule=fading), wanted)


def test_nesterov_in_its_classical_form_takes_the_gradient_ahead():
    x, v, wanted = START, 0.0, []
    for _ in range(EPOCHS):
        v = 0.9 * v - RATE * slope(x + 0.9 * v)
        x = x + v
        wanted.append(x)
    same(run("nesterov", {"form": "classical"}), wanted)


def test_both_forms_of_nesterov_are_the_same_descent_seen_at_x_and_at_the_point_ahead():
    ahead = run("nesterov").next_position[:, 0]
    classical = run("nesterov", {"form": "classical"})
    velocity = classical.displacement[:, 0]
    np.testing.assert_allclose(classical.next_position[:, 0] + 0.9 * velocity, ahead, atol=1e-12)


def test_rmsprop_without_epsilon_is_that_of_the_lecture():
    x, s, wanted = START, 0.0, []
    for _ in range(EPOCHS):
        s = 0.9 * s + 0.1 * slope(x) ** 2
        x = x - RATE * slope(x) / math.sqrt(s)
        wanted.append(x)
    same(run("rmsprop", {"alpha": 0.9, "epsilon": 0.0}), wanted)


def test_adam_without_correction_divides_the_averages_as_they_are():
    x, m, s, wanted = START, 0.0, 0.0, []
    for _ in range(EPOCHS):
        m = 0.9 * m + 0.1 * slope(x)
        s = 0.999 * s + 0.001 * slope(x) ** 2
        x = x - RATE * m / (math.sqrt(s) + 1e-8)
        wanted.append(x)
    same(run("adam", {"correction": False}), wanted)


def test_adam_counts_the_updates_that_were_made_and_not_the_epochs():
    """After a refused step it goes on as if that epoch had not been."""
    refusing = Choice("bold_driver", {"rate": 3.0, "shrink": 0.1, "allowance": 0.0, "grow": 1.0})
    found = run("adam", schedule=refusing, objective="absolute", start=0.5, epochs=6)
    moves = [d for d in found.displacement[:, 0] if d != 0]
    still = [d for d in found.displacement[:, 0] if d == 0]
    assert still
    assert moves[0] == pytest.approx(-0.3)
    assert moves[0] != -3.0


def test_amsgrad_of_the_paper_corrects_nothing():
    x, m, s, largest, wanted = START, 0.0, 0.0, 0.0, []
    for _ in range(EPOCHS):
        m = 0.9 * m + 0.1 * slope(x)
        s = 0.8 * s + 0.2 * slope(x) ** 2
        largest = max(largest, s)
        x = x - RATE * m / math.sqrt(largest)
        wanted.append(x)
    same(run("amsgrad", {"beta2": 0.8, "correction": False, "epsilon": 0.0}), wanted)


def test_adamax_of_the_paper_has_no_epsilon():
    x, m, u, wanted = START, 0.0, 0.0, []
    for k in range(1, EPOCHS + 1):
        m = 0.9 * m + 0.1 * slope(x)
        u = max(0.8 * u, abs(slope(x)))
        x = x - RATE / (1 - 0.9**k) * m / u
        wanted.append(x)
    same(run("adamax", {"beta2": 0.8, "epsilon": 0.0}), wanted)


@pytest.mark.parametrize("correction", [True, False])
def test_nadam_of_the_paper_averages_with_its_own_momentum(correction):
    def momentum(k):
        return 0.9 * (1 - 0.5 * 0.96 ** (0.02 * k))

    x, m, s, product, wanted = START, 0.0, 0.0, 1.0, []
    for k in range(1, EPOCHS + 1):
        g, mu, then = slope(x), momentum(k), momentum(k + 1)
        product = product * mu
        m = mu * m + (1 - mu) * g
        s = 0.99 * s + 0.01 * g * g
        if correction:
            ahead = then * m / (1 - product * then) + (1 - mu) * g / (1 - product)
            x = x - RATE * ahead / (math.sqrt(0.99 * s / (1 - 0.99**k)) + 1e-8)
        else:
            x = x - RATE * (then * m + (1 - mu) * g) / (math.sqrt(0.99 * s) + 1e-8)
        wanted.append(x)
    given = {"beta2": 0.99, "momentum_decay": 0.02, "form": "paper", "correction": correction}
    same(run("nadam", given), wanted)


@pytest.mark.parametrize(("form", "trusted"), [("pytorch", 5), ("paper", 4)])
@pytest.mark.parametrize("correction", [True, False])
def test_radam_trusts_its_average_from_a_length_of_five_or_in_the_paper_of_four(
    form, trusted, correction
):
    x, m, s, wanted, lengths = START, 0.0, 0.0, [], []
    longest = 2 / (1 - 0.98) - 1
    for k in range(1, EPOCHS + 1):
        g = slope(x)
        m = 0.9 * m + 0.1 * g
        s = 0.98 * s + 0.02 * g * g
        mean = m / (1 - 0.9**k) if correction else m
        square = math.sqrt(s / (1 - 0.98**k) if correction else s)
        rho = longest - 2 * k * 0.98**k / (1 - 0.98**k)
        lengths.append(rho)
        if rho > trusted:
            r = (rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho)
            x = x - RATE * math.sqrt(r) * mean / square
        else:
            x = x - RATE * mean
        wanted.append(x)
    given = {"beta2": 0.98, "epsilon": 0.0, "form": form, "correction": correction}
    same(run("radam", given), wanted)
    assert any(4 < rho < 5 for rho in lengths)


def test_radam_with_a_short_memory_never_trusts_it():
    found = run("radam", {"beta1": 0.0, "beta2": 0.5}, epochs=20)
    plain = run("gradient_descent", epochs=20)
    np.testing.assert_allclose(found.next_position, plain.next_position, atol=1e-12)


def test_adabelief_divides_by_the_surprise_with_epsilon_in_both_places():
    x, m, s, wanted = START, 0.0, 0.0, []
    for k in range(1, EPOCHS + 1):
        g = slope(x)
        m = 0.9 * m + 0.1 * g
        s = 0.99 * s + 0.01 * (g - m) ** 2 + 1e-4
        hat = math.sqrt(s / (1 - 0.99**k))
        x = x - RATE * m / (1 - 0.9**k) / (hat + 1e-4)
        wanted.append(x)
    same(run("adabelief", {"beta2": 0.99, "epsilon": 1e-4}), wanted)


def test_adamw_is_adam_and_a_pull_towards_zero_that_goes_with_the_rate():
    x, m, s, wanted = START, 0.0, 0.0, []
    for k in range(1, EPOCHS + 1):
        m = 0.9 * m + 0.1 * slope(x)
        s = 0.999 * s + 0.001 * slope(x) ** 2
        step = m / (1 - 0.9**k) / (math.sqrt(s / (1 - 0.999**k)) + 1e-8)
        x = x - RATE * 0.3 * x - RATE * step
        wanted.append(x)
    same(run("adamw", {"decay": 0.3}), wanted)


def test_adamw_without_decay_is_adam_to_the_last_bit():
    assert run("adamw", {"decay": 0.0}).next_position.tolist() == run("adam").next_position.tolist()


def test_lion_takes_the_sign_of_its_mixed_momentum_and_then_updates_it():
    x, m, wanted = START, 0.0, []
    for _ in range(EPOCHS):
        g = slope(x)
        x = x - 0.3 * sign(0.6 * m + 0.4 * g)
        m = 0.8 * m + 0.2 * g
        wanted.append(x)
    same(run("lion", {"beta1": 0.6, "beta2": 0.8}, rate=0.3), wanted)


def test_sign_steps_are_as_long_as_the_rate():
    x, wanted = START, []
    for _ in range(EPOCHS):
        x = x - 0.3 * sign(slope(x))
        wanted.append(x)
    same(run("sign", rate=0.3), wanted)


def test_rprop_looks_at_the_rate_of_the_first_epoch_alone():
    x, step, before, wanted = START, 0.1, 0.0, []
    for _ in range(EPOCHS):
        g = slope(x)
        if g * before > 0:
            step = min(step * 1.2, 50)
        elif g * before < 0:
            step = max(step * 0.5, 1e-6)
            g = 0.0
        x = x - step * sign(g)
        before = g
        wanted.append(x)
    fading = Choice("exponential", {"rate": 0.1, "gamma": 0.5})
    same(run("rprop", schedule=fading), wanted)


def test_newton_divides_by_the_curvature_and_climbs_where_it_is_negative():
    x, wanted = START, []
    for _ in range(12):
        x = x - slope(x) / bend(x)
        wanted.append(x)
    found = run("newton", rate=1.0, epochs=12)
    same(found, wanted)
    assert bend(START) < 0
    assert found.value[-1] > found.value[0]


def test_newton_arrives_at_the_bottom_of_a_parabola_in_one_step():
    found = run("newton", objective="parabola", start=-1.5, rate=1.0, epochs=3)
    assert found.next_position[:, 0].tolist() == [0.5] * 3


def test_newton_stays_where_slope_and_curvature_vanish():
    found = run("newton", objective="quartic", start=0.0, rate=1.0, epochs=3)
    assert found.next_position[:, 0].tolist() == [0.0] * 3


def test_suggested_rates_are_those_of_pytorch_or_of_the_paper():
    suggested = {key: OPTIMIZERS[key].suggested_rate for key in OPTIMIZERS}
    known = {
        "gradient_descent": None,
        "noisy": None,
        "momentum": None,
        "nesterov": None,
        "adagrad": 0.01,
        "rmsprop": 0.01,
        "adadelta": 1.0,
        "adam": 0.001,
        "amsgrad": 0.001,
        "adamax": 0.002,
        "nadam": 0.002,
        "radam": 0.001,
        "adabelief": 0.001,
        "adamw": 0.001,
        "lion": 1e-4,
        "sign": None,
        "rprop": 0.01,
        "newton": 1.0,
    }
    assert known.items() <= suggested.items()
