"""What every gradient, schedule, optimizer and measure promises, over the whole catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine.batch import finals
from gdgui.engine.descent import Loop, record
from gdgui.engine.field import compute
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Setup, looks_at_epochs, prepare, resolve_objective
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter

PLANES = [key for key, entry in OBJECTIVES.load().items() if entry.dimension == 2]
GROUNDS = ["parabola", "gaussian_sine", "cosine_bowl", *PLANES[:2]]
"""Where rules are tried: enough to see every branch, and few enough to be quick."""

each_schedule = pytest.mark.parametrize("schedule", SCHEDULES.keys())
each_optimizer = pytest.mark.parametrize("optimizer", OPTIMIZERS.keys())
each_sure_optimizer = pytest.mark.parametrize(
    "optimizer", [key for key, entry in OPTIMIZERS.load().items() if not entry.random]
)
each_gradient = pytest.mark.parametrize("gradient", GRADIENTS.keys())
each_ground = pytest.mark.parametrize("objective", GROUNDS)


def make(
    objective: str = "gaussian_sine",
    schedule: str = "constant",
    optimizer: str = "gradient_descent",
    *,
    start: Any = None,
    rule: Mapping[str, Any] | None = None,
    update: Mapping[str, Any] | None = None,
    **others: Any,
) -> Setup:
    """A setup of the defaults; `start` is (dim, n) or one point."""
    chosen = np.array(OBJECTIVES[objective].start if start is None else start, dtype=np.float64)
    positions = chosen if chosen.ndim == 2 else chosen[:, np.newaxis]
    given: dict[str, Any] = {
        "gradient": Choice("exact"),
        "epochs": 40,
        "stream": np.arange(positions.shape[1]),
    }
    return Setup(
        objective=Choice(objective),
        schedule=Choice(schedule, rule or {}),
        optimizer=Choice(optimizer, update or {}),
        start=positions,
        **(given | others),
    )


def starts(objective: str, count: int) -> NDArray[np.float64]:
    entry = OBJECTIVES[objective]
    generator = np.random.default_rng(4)
    return np.array([generator.uniform(low, high, count) for low, high in entry.domain])


def same_bits(got: NDArray[Any], expected: NDArray[Any], why: str = "") -> None:
    assert got.shape == expected.shape
    np.testing.assert_array_equal(got, expected, err_msg=why)


# ---- What entries say of themselves ----


@pytest.mark.parametrize("optimizer", [key for key, rule in OPTIMIZERS.load().items() if rule.plain])
@each_ground
def test_the_step_of_a_plain_optimizer_is_rate_times_gradient(objective: str, optimizer: str) -> None:
    for start in starts(objective, 4).T:
        got = record(make(objective, optimizer=optimizer, start=start, rule={"rate": 0.037}))
        same_bits(got.displacement, -(got.gradient * 0.037))


@pytest.mark.parametrize("gradient", [key for key, source in GRADIENTS.load().items() if source.exact])
@each_ground
def test_a_gradient_that_is_called_exact_is_the_objective_s_own(objective: str, gradient: str) -> None:
    rules = prepare(make(objective, gradient=Choice(gradient)))
    positions = starts(objective, 50)
    same_bits(rules.believed(positions), rules.bound.gradient(positions))


# ---- Schedules ----


@each_ground
@each_schedule
def test_rates_are_finite_and_not_negative_where_that_is_promised(
    objective: str, schedule: str
) -> None:
    for start in starts(objective, 4).T:
        got = record(make(objective, schedule, start=start, epochs=80))
        sound = np.isfinite(got.value) & np.isfinite(got.gradient).all(axis=1)
        # Beyond this a square leaves the range of numbers, and the rule is not to blame.
        sound &= (np.abs(got.value) < 1e100) & (np.abs(got.gradient) < 1e100).all(axis=1)
        assert np.isfinite(got.learning_rate[sound]).all()
        if SCHEDULES[schedule].never_negative:
            assert np.all(got.learning_rate[sound] >= 0)


@each_schedule
def test_a_rule_that_does_not_look_at_the_epoch_gives_the_same_in_any(schedule: str) -> None:
    entry = SCHEDULES[schedule]
    rules = prepare(make(schedule=schedule, start=[[-1.5, 0.7, 3.0]]))
    loop = Loop(rules, np.array([[-1.5, 0.7, 3.0]]))
    loop.run(5)
    state = loop.states()[0]

    def rate_at(epoch: int) -> NDArray[np.float64]:
        step = Step(epoch, loop.positions, rules.believed(loop.positions), rules)
        rate = entry.rate(step, rules.schedule_parameters, state)[0]
        return np.broadcast_to(np.asarray(rate), (3,))

    if not entry.uses_epoch:
        for epoch in (1, 5, 6, 31, 39):
            same_bits(rate_at(epoch), rate_at(5))
    if entry.steady:
        assert not entry.uses_epoch
        same_bits(rate_at(0), np.broadcast_to(np.asarray(loop.rate).ravel(), (3,)))


@pytest.mark.parametrize("schedule", [key for key, rule in SCHEDULES.load().items() if rule.steady])
def test_a_steady_rule_gives_its_rate_everywhere(schedule: str) -> None:
    for objective in GROUNDS:
        for start in starts(objective, 3).T:
            got = record(make(objective, schedule, start=start))
            assert len(np.unique(got.learning_rate)) == 1
            assert got.learning_rate[0] == record(make(objective, schedule)).learning_rate[0]


@each_schedule
def test_a_rule_that_does_not_look_at_N_is_the_beginning_of_a_longer_descent(schedule: str) -> None:
    longer = record(make(schedule=schedule, epochs=90))
    shorter = record(make(schedule=schedule, epochs=40))
    if looks_at_epochs(Choice(schedule)):
        assert np.any(longer.learning_rate[:40] != shorter.learning_rate)
    else:
        same_bits(longer.next_position[:40], shorter.next_position)


@each_schedule
def test_no_schedule_depends_on_chance(schedule: str) -> None:
    first, other = (record(make(schedule=schedule, seed=seed)) for seed in (1, 2))
    same_bits(first.next_position, other.next_position)


@pytest.mark.parametrize(
    "schedule",
    [
        key
        for key, rule in SCHEDULES.load().items()
        if not rule.uses_epochs and any(p.derived == "epochs" for p in rule.parameters)
    ],
)
def test_an_explicit_duration_is_not_taken_from_N(schedule: str) -> None:
    derived = [p for p in SCHEDULES[schedule].parameters if p.derived == "epochs"]
    given = {parameter.key: 12 for parameter in derived}
    assert looks_at_epochs(Choice(schedule))
    assert not looks_at_epochs(Choice(schedule, given))
    longer = record(make(schedule=schedule, rule=given, epochs=90))
    shorter = record(make(schedule=schedule, rule=given, epochs=40))
    same_bits(longer.next_position[:40], shorter.next_position)


@each_schedule
def test_a_needed_least_value_that_nobody_knows_is_asked_for(schedule: str) -> None:
    needed = [p for p in SCHEDULES[schedule].parameters if p.derived == "lowest" and not p.optional]
    unbounded = next(key for key, o in OBJECTIVES.load().items() if o.lowest is None and not o.resolve)
    if not needed:
        prepare(make(unbounded, schedule))
        return
    with pytest.raises(InputError, match="no least value that is known") as raised:
        prepare(make(unbounded, schedule))
    assert raised.value.place == f"schedule.{needed[0].key}"
    prepare(make(unbounded, schedule, rule={p.key: -1.0 for p in needed}))


# ---- Optimizers ----


def suggested(optimizer: str) -> float:
    rate = OPTIMIZERS[optimizer].suggested_rate
    return 0.01 if rate is None else rate


@each_optimizer
def test_every_optimizer_goes_down_a_bowl(optimizer: str) -> None:
    setup = make("parabola", optimizer=optimizer, start=[-1.5], epochs=20_000)
    got = record(replace(setup, schedule=Choice("constant", {"rate": suggested(optimizer)})))
    assert np.isfinite(got.next_position).all()
    # Adagrad's steps shrink like 1/√t: nine tenths of the way are all it comes at its usual rate.
    assert abs(got.next_position[-1, 0] - 0.5) < 0.2
    assert got.value[-1] < got.value[0]


@each_optimizer
def test_every_optimizer_goes_down_in_the_plane(optimizer: str) -> None:
    if not PLANES:
        pytest.skip("there is no function of two variables")
    objective = "bowl" if "bowl" in PLANES else PLANES[0]
    setup = make(objective, optimizer=optimizer, start=[0.7, -0.4], epochs=20_000)
    got = record(replace(setup, schedule=Choice("constant", {"rate": suggested(optimizer)})))
    assert got.value[-1] < got.value[0]


@each_optimizer
def test_chance_is_declared(optimizer: str) -> None:
    first, other = (record(make(optimizer=optimizer, seed=seed)) for seed in (1, 2))
    if OPTIMIZERS[optimizer].random:
        assert np.all(first.next_position != other.next_position)
        same_bits(first.next_position, record(make(optimizer=optimizer, seed=1)).next_position)
    else:
        same_bits(first.next_position, other.next_position)


@each_sure_optimizer
def test_an_update_that_does_not_look_at_the_epoch_gives_the_same_in_any(optimizer: str) -> None:
    entry = OPTIMIZERS[optimizer]
    if entry.uses_epoch:
        pytest.skip("it looks at t")
    rules = prepare(make(optimizer=optimizer, start=[[-1.5, 0.7, 3.0]]))
    loop = Loop(rules, np.array([[-1.5, 0.7, 3.0]]))
    loop.run(5)
    updates = [
        entry.update(
            Step(epoch, loop.positions, rules.believed(loop.positions), rules),
            0.01,
            rules.optimizer_parameters,
            loop.states()[1],
        )[0]
        for epoch in (1, 5, 38)
    ]
    same_bits(updates[0], updates[1])
    same_bits(updates[2], updates[1])


@each_optimizer
def test_a_suggested_rate_is_one_that_can_be_set(optimizer: str) -> None:
    rate = OPTIMIZERS[optimizer].suggested_rate
    assert rate is None or 0 < rate <= 1


# ---- Every schedule with every optimizer ----

ARRIVED = {"parabola": (0.5,), "quartic": (0.0,), "absolute": (0.0,), "log_cosh": (0.0,)}
"""Minima whose gradient is exactly 0: a plain one, one without curvature, a kink, one at 0."""


@each_sure_optimizer
@each_schedule
def test_a_descent_that_has_arrived_stays_there(schedule: str, optimizer: str) -> None:
    for objective, minimum in ARRIVED.items():
        # With weight decay the minimum is another one: only 0 is where both agree.
        if minimum != (0.0,) and any(p.key == "decay" for p in OPTIMIZERS[optimizer].parameters):
            continue
        got = record(make(objective, schedule, optimizer, start=minimum, epochs=25))
        same_bits(got.next_position, np.full((25, 1), minimum), objective)


@each_optimizer
@each_schedule
def test_a_batch_equals_its_single_descents_to_the_last_bit(schedule: str, optimizer: str) -> None:
    count = 5
    begin = starts("gaussian_sine", count)
    epochs = np.array([30, 3, 17, 30, 1])
    warmup = np.array([0, 4, 0, 50, 2])
    seeds = np.array([1, 1, 2, 3, 4])
    rule = {p.key: spread(p, count) for p in SCHEDULES[schedule].parameters if p.sweepable}
    update = {p.key: spread(p, count) for p in OPTIMIZERS[optimizer].parameters if p.sweepable}
    together = finals(
        make(schedule=schedule, optimizer=optimizer, start=begin, rule=rule, update=update,
             epochs=epochs, warmup=warmup, seed=seeds)
    )  # fmt: skip
    for k in range(count):
        alone = record(
            make(schedule=schedule, optimizer=optimizer, start=begin[:, k],
                 rule={key: v[k].item() for key, v in rule.items()},
                 update={key: v[k].item() for key, v in update.items()},
                 epochs=int(epochs[k]), warmup=int(warmup[k]), seed=int(seeds[k]), stream=np.array([k]))
        )  # fmt: skip
        same_bits(together.positions[:, 0, k], alone.next_position[-1], f"descent {k}")


def spread(parameter: Parameter, count: int) -> NDArray[Any]:
    """Values on both sides of the default, with the exponents that numpy computes in another way."""
    middle = parameter.default
    if middle is None:
        middle = 10 if parameter.kind == "integer" else 0.5
    values = np.array([middle, 2.0, 0.5 * middle, 1.7 * middle, 0.5][:count])
    if parameter.kind == "integer":
        whole: NDArray[np.int64] = np.round(values).astype(np.int64)
        return np.array([v if passes(parameter, int(v)) else middle for v in whole])
    return np.array([v if passes(parameter, float(v)) else middle for v in values], dtype=np.float64)


def passes(parameter: Parameter, value: float) -> bool:
    try:
        parameter.check(value)
    except InputError:
        return False
    return True


@each_optimizer
@each_schedule
def test_states_are_arrays_of_the_descents(schedule: str, optimizer: str) -> None:
    """The loop drops and reorders descents by the last axis of every field of a state."""
    for objective in GROUNDS[1:4]:
        begin = starts(objective, 6)
        loop = Loop(prepare(make(objective, schedule, optimizer, start=begin)), begin)
        for epochs in (0, 1, 3):
            with np.errstate(all="ignore"):
                loop.run(epochs)
            for state in loop.states():
                assert isinstance(state, tuple)
                for array in state:
                    assert isinstance(array, np.ndarray)
                    assert array.shape[-1] == 6


@each_optimizer
@each_schedule
def test_descents_go_on_alike_when_others_leave(schedule: str, optimizer: str) -> None:
    begin = starts("gaussian_sine", 6)
    setup = make(schedule=schedule, optimizer=optimizer, start=begin)
    whole, part = Loop(prepare(setup), begin), Loop(prepare(setup), begin)
    chosen = np.array([4, 0, 3])
    with np.errstate(all="ignore"):
        whole.run(9)
        part.run(4)
        part.keep(chosen)
        part.run(9)
    same_bits(part.positions, whole.positions[:, chosen])


# ---- Gradients ----


@each_gradient
def test_a_gradient_is_pure_and_treats_every_column_alike(gradient: str) -> None:
    entry = GRADIENTS[gradient]
    for key in [*GROUNDS, "quartic", "absolute"]:
        bound = resolve_objective(Choice(key))
        reason = entry.unavailable(bound.objective)
        if reason is not None:
            assert str(reason).strip()
            continue
        chosen = [
            {p.key: p.default for p in entry.parameters},
            {p.key: spread(p, 5) if p.sweepable else p.default for p in entry.parameters},
        ]
        points = starts(key, 5)
        points.flags.writeable = False
        for parameters in chosen:
            together = entry.build(bound, parameters)(points)
            assert together.shape == points.shape
            assert together.dtype == np.float64
            assert not np.shares_memory(together, points)
            for k in range(5):
                one = {
                    name: v[k].item() if isinstance(v, np.ndarray) else v
                    for name, v in parameters.items()
                }
                alone = entry.build(bound, one)(np.ascontiguousarray(points[:, k : k + 1]))
                same_bits(alone[:, 0], together[:, k])


@each_gradient
def test_a_gradient_source_that_an_objective_lacks_is_refused_with_a_sentence(gradient: str) -> None:
    for key, objective in OBJECTIVES.load().items():
        reason = GRADIENTS[gradient].unavailable(objective)
        setup = make(key, gradient=Choice(gradient))
        if reason is None:
            prepare(setup)
        else:
            with pytest.raises(InputError) as raised:
                prepare(setup)
            assert raised.value.place == "gradient.key"


# ---- Measures ----


@pytest.mark.parametrize("key", MEASURES.keys())
@each_ground
def test_a_measure_gives_one_number_a_descent(objective: str, key: str) -> None:
    measure = MEASURES[key]
    entry = OBJECTIVES[objective]
    begin = make(objective).start
    grid = Grid(
        make(objective, start=begin, epochs=60),
        (
            Axis("schedule.rate", np.array([0.0, 1e-3, 0.1, 5.0, 1e300])),
            Axis("epochs", np.array([5, 60])),
        ),
    )
    result = measure.compute(compute(grid).ends())
    if measure.kind == "position":
        assert result.shape == (10, entry.dimension)
    else:
        assert result.shape == (10,)
    if measure.kind == "class":
        assert np.issubdtype(result.dtype, np.integer)
        assert np.all((result >= 0) & (result < len(measure.classes)))
    elif measure.kind == "integer":
        assert np.issubdtype(result.dtype, np.integer)
        assert np.all(result >= -1)
    else:
        assert result.dtype == np.float64


# ---- What people read ----


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (catalogue, key)
        for catalogue in (OBJECTIVES, GRADIENTS, SCHEDULES, OPTIMIZERS, MEASURES)
        for key in catalogue
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_entry_and_parameter_has_a_title_and_a_help(kind: Any, key: str) -> None:
    entry = kind[key]
    for thing in (entry, *entry.parameters):
        assert str(thing.title).strip()
        assert str(thing.help).strip()
        assert thing.key.isidentifier()
        assert thing.key == thing.key.lower()
    for parameter in entry.parameters:
        if parameter.sweepable:
            assert parameter.slider_low < parameter.slider_high
            assert not (parameter.log and parameter.slider_low <= 0)
    if hasattr(entry, "fails"):
        assert str(entry.fails).strip()
        assert entry.formula
