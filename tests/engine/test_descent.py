"""The loop does what a plain Python loop does, to the last bit, one descent or many.

The plain loop below is written out as a student would write it: one descent, numbers instead of
arrays, and the formulas of the lecture notes.  It calls the same numpy functions, since those of
Python's math module round otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine import descent
from gdgui.engine.batch import finals, snapshots
from gdgui.engine.descent import FIELDS, Cancelled, Chunk, Loop, record, stream
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Setup, prepare
from gdgui.engine.trail import Trail

DATA = Path(__file__).parent.parent / "data"

Number = Any


def make(
    objective: str = "gaussian_sine",
    gradient: str = "exact",
    schedule: str = "constant",
    optimizer: str = "gradient_descent",
    *,
    rate: Any = 0.01,
    start: Any = (1.5,),
    epochs: Any = 60,
    rule: Mapping[str, Any] | None = None,
    update: Mapping[str, Any] | None = None,
    **others: Any,
) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice(gradient),
        schedule=Choice(schedule, {"rate": rate, **(rule or {})}),
        optimizer=Choice(optimizer, update or {}),
        start=np.array([start], dtype=np.float64),
        epochs=epochs,
        stream=np.arange(len(start)),
        **others,
    )


# ---- The plain loop ----


def parabola(x: Number) -> Number:
    return 3.0 * (x * x) - 3.0 * x + 4.0


def parabola_slope(x: Number) -> Number:
    return 6.0 * x - 3.0


def gaussian_sine(x: Number) -> Number:
    e = np.exp(-(x * x) * 0.05)
    return np.sin(x) * e


def gaussian_sine_slope(x: Number) -> Number:
    e = np.exp(-(x * x) * 0.05)
    return np.cos(x) * e - np.sin(x) * 0.1 * x * e


def gaussian_sine_as_printed(x: Number) -> Number:
    e = np.exp(-(x * x) * 0.05)
    return np.cos(x) * e - np.sin(x) * 0.1 * e


def cosine_bowl(x: Number) -> Number:
    return np.cos(2 * np.pi * x) + x * x


def cosine_bowl_slope(x: Number) -> Number:
    return 2.0 * x - 2 * np.pi * np.sin(2 * np.pi * x)


FUNCTIONS: dict[tuple[str, str], tuple[Callable[..., Number], Callable[..., Number]]] = {
    ("parabola", "exact"): (parabola, parabola_slope),
    ("gaussian_sine", "exact"): (gaussian_sine, gaussian_sine_slope),
    ("gaussian_sine", "as_printed"): (gaussian_sine, gaussian_sine_as_printed),
    ("cosine_bowl", "exact"): (cosine_bowl, cosine_bowl_slope),
}
"""By objective and gradient source: f, and the slope that the descent believes."""

LOWEST = {"parabola": 3.25, "gaussian_sine": -0.8938752904478421, "cosine_bowl": -0.7620765452599305}

RATES: dict[str, tuple[str, dict[str, Any], Callable[..., Number]]] = {
    "constant": ("constant", {}, lambda rate, t, n, x, f, g, first, lowest: rate),
    "linear_to_zero": (
        "linear_to_zero",
        {},
        lambda rate, t, n, x, f, g, first, lowest: rate * (1 - (t + 1) / n),
    ),
    "step": (
        "step",
        {"block": 7, "gamma": 0.7},
        lambda rate, t, n, x, f, g, first, lowest: rate * np.power(0.7, t // 7),
    ),
    "gradient": ("gradient", {}, lambda rate, t, n, x, f, g, first, lowest: rate * np.abs(g)),
    "gradient, capped": (
        "gradient",
        {"cap": 0.006},
        lambda rate, t, n, x, f, g, first, lowest: min(rate * np.abs(g), 0.006),
    ),
    "loss": ("loss", {}, lambda rate, t, n, x, f, g, first, lowest: rate * f),
    "loss, scaled": (
        "loss",
        {"scaled": True},
        lambda rate, t, n, x, f, g, first, lowest: (
            rate * min(max((f - lowest) / (first - lowest), 0.0), 1.0)
        ),
    ),
    "position": (
        "position",
        {"reference": 0.25},
        lambda rate, t, n, x, f, g, first, lowest: rate * np.abs(x - 0.25),
    ),
}
"""By name: the schedule, its parameters, and η as a formula."""

UPDATES: dict[str, tuple[str, dict[str, Any]]] = {
    "gradient_descent": ("gradient_descent", {}),
    "momentum": ("momentum", {"momentum": 0.8}),
    "momentum, classical": ("momentum", {"momentum": 0.8, "form": "classical"}),
}


def plain(
    functions: tuple[Callable[..., Number], Callable[..., Number]],
    lowest: float,
    schedule: Callable[..., Number],
    optimizer: str,
    *,
    start: float,
    rate: float,
    epochs: int,
    warmup: int = 0,
) -> list[tuple[Number, ...]]:
    """Rows of position, value, gradient, rate and next position, one for each epoch."""
    function, slope = functions
    x, v = start, 0.0
    first = function(x)
    rows = []
    for t in range(epochs):
        before, f, g = x, function(x), slope(x)
        eta = schedule(rate, t, epochs, x, f, g, first, lowest)
        if warmup > 0:
            eta = eta * min(1.0, (t + 1) / warmup)
        if optimizer == "gradient_descent":
            x = x - g * eta
        elif optimizer == "momentum":
            v = 0.8 * v + g
            x = x - v * eta
        else:
            v = 0.8 * v - g * eta
            x = x + v
        rows.append((before, f, g, eta, x))
    return rows


COMBINATIONS = list(product(FUNCTIONS, RATES, UPDATES))


@pytest.mark.parametrize("warmup", [0, 12], ids=["", "warm-up"])
@pytest.mark.parametrize(
    ("functions", "rule", "update"),
    COMBINATIONS,
    ids=[" ".join((*f, r, u)) for f, r, u in COMBINATIONS],
)
def test_the_loop_equals_a_plain_loop_to_the_last_bit(
    functions: tuple[str, str], rule: str, update: str, warmup: int
) -> None:
    schedule, parameters, formula = RATES[rule]
    optimizer, chosen = UPDATES[update]
    setup = make(
        *functions, schedule, optimizer, rule=parameters, update=chosen, start=(-1.3,), warmup=warmup
    )
    expected = np.array(
        plain(
            FUNCTIONS[functions],
            LOWEST[functions[0]],
            formula,
            update,
            start=-1.3,
            rate=0.01,
            epochs=60,
            warmup=warmup,
        )
    )
    got = record(setup)
    np.testing.assert_array_equal(got.position[:, 0], expected[:, 0])
    np.testing.assert_array_equal(got.value, expected[:, 1])
    np.testing.assert_array_equal(got.gradient[:, 0], expected[:, 2])
    np.testing.assert_array_equal(got.learning_rate, expected[:, 3])
    np.testing.assert_array_equal(got.next_position[:, 0], expected[:, 4])


def test_the_plain_formulas_are_those_of_the_catalogue() -> None:
    for (objective, gradient), (function, slope) in FUNCTIONS.items():
        entry = OBJECTIVES[objective]
        assert entry.lowest == LOWEST[objective]
        x = np.linspace(*entry.domain[0], 50)
        np.testing.assert_array_equal(entry.value(x[np.newaxis], {}), [function(v) for v in x])
        computed = slope if gradient == "exact" else gaussian_sine_as_printed
        gradients = entry.gradient if gradient == "exact" else entry.printed.gradient  # type: ignore[union-attr]
        np.testing.assert_array_equal(gradients(x[np.newaxis], {})[0], [computed(v) for v in x])


# ---- The notes' own numbers ----


@pytest.mark.parametrize(
    ("name", "schedule", "rate"),
    [
        ("fixed", "constant", 0.01),
        ("gradient", "gradient", 0.01),
        ("time", "linear_to_zero", 0.1),
    ],
)
def test_the_notes_three_schedules_give_the_golden_numbers(
    name: str, schedule: str, rate: float
) -> None:
    golden = json.loads((DATA / "schedules.json").read_text(encoding="utf-8"))
    rows = np.array(golden["rows"][name])
    got = record(
        make(
            "parabola", schedule=schedule, rate=rate, start=(golden["start"],), epochs=golden["epochs"]
        )
    )
    np.testing.assert_allclose(got.next_position[:, 0], rows[:, 0], rtol=0, atol=1e-9)
    np.testing.assert_allclose(got.gradient[:, 0], rows[:, 1], rtol=0, atol=1e-9)
    np.testing.assert_allclose(got.learning_rate, rows[:, 2], rtol=0, atol=1e-9)


# ---- A batch is its single descents ----

STARTS = np.array([-5.0, -1.5, -1e-3, 0.0, 0.3, 1.6, 4.7, 90.0])


def same_bits(got: NDArray[Any], expected: NDArray[Any]) -> None:
    """Equal to the last bit, the sign of zero and NaN included."""
    got, expected = np.ascontiguousarray(got), np.ascontiguousarray(expected)
    assert got.shape == expected.shape
    assert got.dtype == expected.dtype
    np.testing.assert_array_equal(got.view(np.int64), expected.view(np.int64))


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("rule", RATES)
def test_a_batch_equals_its_single_descents_to_the_last_bit(rule: str, update: str) -> None:
    schedule, parameters, _ = RATES[rule]
    optimizer, chosen = UPDATES[update]
    rates = np.linspace(0.0, 1.5, len(STARTS))
    epochs = np.array([40, 1, 7, 40, 33, 2, 40, 12])
    warmup = np.array([0, 3, 50, 0, 1, 5, 9, 0])
    together = finals(
        make(
            schedule=schedule,
            optimizer=optimizer,
            rule={**parameters, "rate": rates},
            update=chosen,
            start=STARTS,
            epochs=epochs,
            warmup=warmup,
        )
    )
    for k, start in enumerate(STARTS):
        alone = make(
            schedule=schedule,
            optimizer=optimizer,
            rule={**parameters, "rate": float(rates[k])},
            update=chosen,
            start=(start,),
            epochs=int(epochs[k]),
            warmup=int(warmup[k]),
        )
        same_bits(together.positions[:, 0, k], record(alone).next_position[-1])
        same_bits(together.positions[:, :, k : k + 1], finals(alone).positions)
        assert together.halted[0, k] == finals(alone).halted[0, 0]


def test_snapshots_are_the_ends_of_shorter_descents() -> None:
    epochs = np.array([30, 1, 7, 30, 12])
    setup = make(rate=np.linspace(0, 0.5, len(STARTS)), start=STARTS, epochs=30)
    taken = snapshots(setup, epochs)
    assert taken.positions.shape == (1, 5, len(STARTS))
    for k, count in enumerate(epochs):
        shorter = finals(replace(setup, epochs=int(count)))
        same_bits(taken.positions[:, k], shorter.positions[:, 0])
        np.testing.assert_array_equal(taken.halted[k], shorter.halted[0])


def test_a_descent_halts_where_its_rate_is_zero_and_nowhere_else() -> None:
    setup = make(rate=np.array([0.0, 0.1]), start=(1.0, 1.0), epochs=5)
    np.testing.assert_array_equal(finals(setup).halted, [[True, False]])
    np.testing.assert_array_equal(snapshots(setup, np.array([2, 5])).halted, [[True, False]] * 2)
    last_rate_is_zero = make("parabola", schedule="linear_to_zero", rate=0.1, start=(1.0,), epochs=5)
    assert finals(last_rate_is_zero).halted.all()
    rolling = make(
        "parabola", schedule="linear_to_zero", optimizer="momentum", update={"form": "classical"},
        rate=0.1, start=(1.0,), epochs=5,
    )  # fmt: skip
    assert not finals(rolling).halted.any()


def test_a_descent_in_a_batch_is_not_disturbed_by_one_that_diverges() -> None:
    setup = make("parabola", rate=np.array([0.1, 0.9]), start=(1.0, 1.0), epochs=3000)
    ends = finals(setup).positions[0, 0]
    assert ends[0] == pytest.approx(0.5)
    assert not np.isfinite(ends[1])


def test_a_refused_step_leaves_position_and_momentum_as_they_were() -> None:
    """The bold driver over momentum, written out: what is refused has not happened, but in η."""
    x, v, eta = -1.3, 0.0, 0.6
    rows, refused = [], []
    for _ in range(60):
        f, momentum = parabola(x), 0.8 * v + parabola_slope(x)
        candidate = x - momentum * eta
        change = parabola(candidate) - f
        accepted = change <= 0.04 * np.abs(f)
        before, used = x, eta
        eta = eta * (1.05 if change < 0 else 1.0 if accepted else 0.7)
        if accepted:
            x, v = candidate, momentum
        rows.append((before, used, x))
        refused.append(not accepted)
    got = record(
        make(
            "parabola",
            schedule="bold_driver",
            optimizer="momentum",
            rate=0.6,
            start=(-1.3,),
            rule={"grow": 1.05, "shrink": 0.7, "allowance": 0.04},
            update={"momentum": 0.8},
        )
    )
    assert 3 < sum(refused) < 57
    np.testing.assert_array_equal(
        np.column_stack([got.position[:, 0], got.learning_rate, got.next_position[:, 0]]), rows
    )
    np.testing.assert_array_equal(got.displacement[refused], 0.0)


# ---- The record ----


def test_a_row_is_honest_about_before_and_after() -> None:
    got = record(make(optimizer="momentum", rate=0.3, start=(1.5,), epochs=25))
    np.testing.assert_array_equal(got.epoch, np.arange(25))
    assert got.position[0, 0] == 1.5
    same_bits(got.position[1:], got.next_position[:-1])
    np.testing.assert_array_equal(got.next_position, got.position + got.displacement)
    entry = OBJECTIVES["gaussian_sine"]
    same_bits(got.value, entry.value(got.position.T.copy(), {}))
    same_bits(got.gradient.T, entry.gradient(got.position.T.copy(), {}))
    np.testing.assert_array_equal(got.learning_rate, 0.3)


def test_the_record_has_one_row_an_epoch_of_the_promised_shapes_and_is_read_only() -> None:
    got = record(make(epochs=17))
    assert len(got) == 17
    for name in FIELDS:
        array = getattr(got, name)
        expected = (
            (17, 1) if name in ("position", "gradient", "displacement", "next_position") else (17,)
        )
        assert array.shape == expected, name
        assert array.dtype == (np.int64 if name == "epoch" else np.float64), name
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("chunk", [1, 7, 25, 1000])
def test_the_record_is_the_same_whatever_the_chunks(chunk: int) -> None:
    setup = make(schedule="linear_to_zero", optimizer="momentum", start=(1.5,), epochs=25, warmup=4)
    chunks = list(stream(setup, chunk))
    assert [len(c) for c in chunks] == [chunk] * (25 // chunk) + [25 % chunk] * (25 % chunk > 0)
    joined = descent.join(chunks)
    for name in FIELDS:
        same_bits(getattr(joined, name), getattr(record(setup), name))


def test_the_rate_that_is_recorded_is_the_one_that_was_used() -> None:
    got = record(make(schedule="gradient", rate=0.2, start=(1.5,), epochs=30, warmup=10))
    np.testing.assert_array_equal(got.displacement[:, 0], -(got.gradient[:, 0] * got.learning_rate))


def test_divergence_is_a_result_and_no_warning() -> None:
    got = record(make("parabola", rate=1.0, start=(1.0,), epochs=2000))
    assert isinstance(got, Chunk)
    assert not np.isfinite(got.next_position[-1, 0])


class Refusing:
    """A token that is set after a number of epochs."""

    def __init__(self, after: int) -> None:
        self.after = after

    def is_set(self, epochs: int = 0) -> bool:
        self.after -= epochs
        return self.after < 0


@pytest.mark.parametrize("compute", [finals, record, lambda s, t: snapshots(s, np.array([100]), t)])
def test_a_token_is_asked_for_every_epoch(compute: Callable[..., Any]) -> None:
    setup = make(epochs=100)
    compute(setup, Refusing(100))
    with pytest.raises(Cancelled):
        compute(setup, Refusing(99))
    with pytest.raises(Cancelled):
        compute(setup, Refusing(0))


class Listening:
    """A token that is never set and keeps for how many epochs it was asked each time."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    def is_set(self, epochs: int = 0) -> bool:
        self.heard.append(epochs)
        return False


@pytest.mark.parametrize(("count", "most"), [(1, 64), (50, 40), (512, 4), (2048, 1), (5000, 1)])
def test_few_descents_run_for_some_epochs_between_two_questions_and_many_for_one(
    count: int, most: int
) -> None:
    setup = replace(make(epochs=100), start=np.zeros((1, count)))
    token = Listening()
    Loop(prepare(setup), setup.start).run(100, token)
    assert sum(token.heard) == 100
    assert max(token.heard) == most


def test_a_loop_of_no_descents_comes_to_its_end() -> None:
    loop = Loop(prepare(make(epochs=100)), np.zeros((1, 0)))
    loop.run(100, Listening())
    assert loop.epoch == 100


def test_what_was_computed_before_a_cancel_is_delivered() -> None:
    chunks = stream(make(epochs=100), 10, Refusing(35))
    assert len([next(chunks) for _ in range(3)]) == 3
    with pytest.raises(Cancelled):
        next(chunks)


# ---- Inputs ----


@pytest.mark.parametrize("rate", [0.3, np.linspace(0.01, 2.5, 7)], ids=["one rate", "seven rates"])
def test_where_an_epoch_is_a_plain_map_it_gives_what_the_rules_give_when_asked(rate: Any) -> None:
    plain = [key for key in OPTIMIZERS if OPTIMIZERS[key].plain]
    assert "gradient_descent" in plain
    for optimizer in plain:
        setup = make(optimizer=optimizer, rate=rate, start=np.linspace(-3.0, 3.0, 7))
        rules = prepare(setup)
        asked = replace(rules, optimizer=replace(rules.optimizer, plain=False))
        loops = Loop(rules, setup.start), Loop(asked, setup.start)
        trails = [Trail(setup.start, 150) for _ in loops]
        with np.errstate(all="ignore"):
            for loop, trail in zip(loops, trails, strict=True):
                loop.run(3, None, trail)
                loop.run(150, None, trail)
        np.testing.assert_array_equal(trails[0].history, trails[1].history)
        assert loops[0].states() == loops[1].states() == ((), ())
        for name in ("positions", "before", "gradient", "decrement", "rate", "epoch"):
            np.testing.assert_array_equal(getattr(loops[0], name), getattr(loops[1], name))


@pytest.mark.parametrize("schedule", SCHEDULES.keys())
@pytest.mark.parametrize("optimizer", OPTIMIZERS.keys())
def test_inputs_are_untouched(schedule: str, optimizer: str) -> None:
    rates = np.array([0.01, 0.05, 0.1])
    known = {p.key for p in SCHEDULES[schedule].parameters}
    setup = Setup(
        objective=Choice("gaussian_sine"),
        gradient=Choice("exact"),
        schedule=Choice(schedule, {"rate": rates} if "rate" in known else {}),
        optimizer=Choice(optimizer),
        start=np.array([[-1.0, 0.5, 3.0]]),
        epochs=np.array([5, 9, 9]),
        warmup=np.array([0, 3, 20]),
        seed=np.array([1, 2, 3]),
        stream=np.arange(3),
    )
    arrays = [rates, setup.start, setup.epochs, setup.warmup, setup.seed, setup.stream]
    copies = [np.copy(array) for array in arrays]
    for array in arrays:
        np.asarray(array).flags.writeable = False
    finals(setup)
    record(replace(make(schedule="constant"), start=setup.start[:, :1]))
    for array, copy in zip(arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize("gradient", GRADIENTS.keys())
def test_setups_can_be_sent_to_another_process(gradient: str) -> None:
    import pickle

    setup = make(gradient=gradient, start=(1.0, 2.0), rate=np.array([0.1, 0.2]))
    again = pickle.loads(pickle.dumps(setup))
    if GRADIENTS[gradient].unavailable(OBJECTIVES["gaussian_sine"]) is None:
        same_bits(finals(again).positions, finals(setup).positions)
