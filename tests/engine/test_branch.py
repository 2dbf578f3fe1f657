"""A branch goes the way of another descent up to an epoch, and on from there under rules of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.engine.batch import finals
from gdgui.engine.descent import FIELDS, Chunk, Loop, record
from gdgui.engine.field import compute
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.grid import Axis, Grid, cells_setup
from gdgui.engine.grid import with_value as with_values
from gdgui.engine.measures import MEASURES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.retrace import Retrace
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice, Past, Setup, prepare
from gdgui.engine.watch import watch_of, watch_own

EPOCHS, TURN = 40, 17

KEYS = tuple(key for key in MEASURES if MEASURES[key].watches)


def setup(schedule: Any = "constant", optimizer: Any = "gradient_descent", **others: Any) -> Setup:
    given: dict[str, Any] = {
        "objective": Choice("gaussian_sine"),
        "gradient": Choice("exact"),
        "start": np.array([[-3.0]]),
        "epochs": EPOCHS,
        "stream": np.array([5]),
    }
    rules = {
        part: choice if isinstance(choice, Choice) else Choice(choice)
        for part, choice in (("schedule", schedule), ("optimizer", optimizer))
    }
    return Setup(**(given | rules | others))


def branch(parent: Setup, epoch: int = TURN, **changed: Any) -> Setup:
    return replace(parent, past=Past(parent, epoch), **changed)


def with_value(one: Setup, path: str, value: Any) -> Setup:
    """A descent with a number of its own at `path`."""
    if path in ("epochs", "seed", "schedule.warmup"):
        whole = {"epochs": "epochs", "seed": "seed", "schedule.warmup": "warmup"}[path]
        changed = replace(one, **{whole: int(value)})
        if path == "seed":
            assert one.past is not None
            past = replace(one.past, setup=replace(one.past.setup, seed=int(value)))
            changed = replace(changed, past=past)
        return changed
    return with_values(one, path, np.array([value]))


def same(one: Chunk, other: Chunk) -> None:
    for name in FIELDS:
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name


@pytest.mark.parametrize("schedule", SCHEDULES.keys())
@pytest.mark.parametrize("optimizer", OPTIMIZERS.keys())
def test_a_branch_in_which_nothing_is_changed_is_an_uninterrupted_run(
    schedule: str, optimizer: str
) -> None:
    parent = setup(schedule, optimizer, warmup=25)
    whole = record(parent)
    same(record(branch(parent)), whole)
    same(record(branch(branch(parent), 30)), whole)
    ends = finals(branch(parent)).positions[:, 0, 0]
    assert ends.tobytes() == whole.next_position[-1].tobytes()


@pytest.mark.parametrize("schedule", SCHEDULES.keys())
def test_what_is_shared_is_the_other_descent_and_t_goes_on(schedule: str) -> None:
    parent = setup()
    one = record(branch(parent, schedule=Choice(schedule), epochs=60))
    assert one.epoch.tolist() == list(range(60))
    assert one.next_position[:TURN].tobytes() == record(parent).next_position[:TURN].tobytes()
    # The rules of the branch begin anew at its place, and look at the epoch that they are in.
    rules = prepare(setup(schedule, epochs=60))
    loop = Loop(rules, one.position[TURN][:, np.newaxis])
    loop.epoch = TURN
    with np.errstate(all="ignore"):
        loop.run(TURN + 1)
    assert float(np.ravel(loop.rate)[0]) == one.learning_rate[TURN]
    assert loop.positions[:, 0].tobytes() == one.next_position[TURN].tobytes()


def test_the_same_rule_keeps_what_it_remembers_and_another_begins_anew() -> None:
    parent = setup("constant", "momentum")
    faster = record(branch(parent, schedule=Choice("constant", {"rate": 0.02})))
    loop = Loop(prepare(parent), parent.start)
    loop.run(TURN)
    velocity = loop.states()[1].velocity[0, 0]  # type: ignore[attr-defined]
    share = parent.optimizer.parameters.get("momentum", 0.9)
    gradient = faster.gradient[TURN, 0]
    assert faster.displacement[TURN, 0] == -(0.02 * (share * velocity + gradient)) or np.isclose(
        faster.displacement[TURN, 0], -(share * velocity + 0.02 * gradient), rtol=1e-12
    )
    plain = record(branch(parent, optimizer=Choice("gradient_descent")))
    assert plain.displacement[TURN, 0] == -plain.learning_rate[TURN] * plain.gradient[TURN, 0]


def test_a_rate_that_a_rule_remembers_gives_way_to_the_one_that_is_set() -> None:
    parent = setup(Choice("bold_driver", {"rate": 0.01}))
    grown = record(parent).learning_rate[TURN]
    set_anew = record(branch(parent, schedule=Choice("bold_driver", {"rate": 0.3})))
    assert set_anew.learning_rate[TURN] == 0.3
    shrinks = record(branch(parent, schedule=Choice("bold_driver", {"rate": 0.01, "shrink": 0.5})))
    assert shrinks.learning_rate[TURN] == grown != 0.01


def test_a_branch_of_a_branch_turns_off_where_it_says() -> None:
    parent = setup()
    first = branch(parent, 10, schedule=Choice("constant", {"rate": 0.2}))
    rate = {"schedule": Choice("constant", {"rate": 0.5})}
    late, early = record(branch(first, 20, **rate)), record(branch(first, 4, **rate))
    base = record(parent).learning_rate[0]
    assert late.learning_rate.tolist() == [base] * 10 + [0.2] * 10 + [0.5] * 20
    assert early.learning_rate.tolist() == [base] * 4 + [0.5] * 36
    assert record(branch(first, 0, **rate)).learning_rate.tolist() == [0.5] * 40


def test_noise_goes_on_under_the_same_stream() -> None:
    parent = setup(optimizer="noisy")
    other = record(branch(parent, stream=np.array([9])))
    whole = record(parent)
    assert other.next_position[:TURN].tobytes() == whole.next_position[:TURN].tobytes()
    assert (other.next_position[TURN:] != whole.next_position[TURN:]).all()


def test_many_branches_in_a_batch_are_each_as_if_alone() -> None:
    rates = np.array([0.01, 0.3, 2.5])
    parent = setup("bold_driver", "momentum", start=np.full((1, 3), -3.0), stream=np.arange(3))
    ends = finals(branch(parent, schedule=Choice("bold_driver", {"rate": rates}))).positions[0, 0]
    for k, rate in enumerate(rates):
        one = setup("bold_driver", "momentum", stream=np.array([k]))
        alone = record(branch(one, schedule=Choice("bold_driver", {"rate": float(rate)})))
        assert ends[k] == alone.next_position[-1, 0]


def test_what_is_watched_of_an_unchanged_branch_is_that_of_the_whole() -> None:
    for optimizer in ("gradient_descent", "momentum"):
        parent = setup(Choice("constant", {"rate": 1.3}), optimizer)
        seen = [watch_own(prepare(one), one.start, KEYS, 1e-6) for one in (parent, branch(parent))]
        assert {key: values.tolist() for key, values in seen[0].items()} == {
            key: values.tolist() for key, values in seen[1].items()
        }


def test_one_leg_that_needs_a_shadow_makes_it_a_shadow_for_the_whole_way() -> None:
    parent = setup(optimizer="momentum")
    rules = prepare(branch(parent, optimizer=Choice("gradient_descent")))
    assert watch_of("lyapunov_exponent", rules).shadow


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_the_step_taken_apart_follows_the_rules_of_its_epoch(optimizer: str) -> None:
    parent = setup(optimizer=optimizer)
    one = branch(parent, optimizer=Choice("momentum"))
    way, whole = Retrace(one), record(one)
    for epoch, rule in ((TURN - 1, optimizer), (TURN, "momentum"), (3, optimizer), (30, "momentum")):
        moment = way.moment(
            epoch, whole.position[epoch], float(whole.learning_rate[epoch]), lambda: False
        )
        assert moment is not None
        assert moment.rules.optimizer.key == rule
        assert moment.next_position.tobytes() == whole.next_position[epoch].tobytes()
        assert type(moment.states[1]) is type(moment.after[1])


def test_setups_of_branches_can_be_sent_to_another_process() -> None:
    import pickle

    one = branch(branch(setup()), 30)
    same(record(pickle.loads(pickle.dumps(one))), record(one))
    assert set(Past.__struct_fields__) == {"setup", "epoch"}


def swept_values(path: str) -> np.ndarray:
    whole = {"epochs": [20, 33, 41], "schedule.warmup": [0, 22, 50], "seed": [1, 2, 3]}
    return np.array(whole[path]) if path in whole else np.array([0.02, 0.05, 0.3])


@pytest.mark.parametrize("schedule", SCHEDULES.keys())
@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam", "momentum"])
def test_every_cell_of_a_branch_is_the_branch_with_its_values(schedule: str, optimizer: str) -> None:
    takes_rate = any(p.key == "rate" for p in SCHEDULES[schedule].parameters)
    paths = ["epochs", "schedule.warmup", *(["schedule.rate"] if takes_rate else [])]
    parent = setup(schedule, optimizer, warmup=25)
    base = branch(branch(parent, 9), TURN, optimizer=Choice(optimizer))
    for path in paths:
        values = swept_values(path)
        for second in paths if path == paths[-1] else []:
            if second == path:
                continue
            axes = (Axis(path, values), Axis(second, swept_values(second)))
            field = compute(Grid(base, axes))
            for row, one in enumerate(values):
                for column, other in enumerate(swept_values(second)):
                    cell = with_value(with_value(base, path, one), second, other)
                    end = record(cell).next_position[-1]
                    found = field.positions.reshape(3, 3)[row, column]
                    assert found.tobytes() == end.tobytes(), (path, second)
        field = compute(Grid(base, (Axis(path, values),)))
        for k, value in enumerate(values):
            end = record(with_value(base, path, value)).next_position[-1]
            assert field.positions[:, k].tobytes() == end.tobytes(), path


def test_chance_in_the_shared_past_is_the_same_in_every_cell() -> None:
    parent = setup(optimizer="noisy")
    base = branch(parent, optimizer=Choice("gradient_descent"))
    values = np.array([0.01, 0.02, 0.2])
    field = compute(Grid(base, (Axis("schedule.rate", values),)))
    for k, value in enumerate(values):
        end = record(with_value(base, "schedule.rate", value)).next_position[-1]
        assert field.positions[:, k].tobytes() == end.tobytes()


def test_what_holds_for_all_descents_holds_in_the_past_of_a_cell_too() -> None:
    parent = setup("constant", "noisy", gradient=Choice("scaled"))
    base = branch(parent, schedule=Choice("constant", {"rate": 0.2}))
    factor = next(p.key for p in GRADIENTS["scaled"].parameters)
    for path, values in ((f"gradient.{factor}", np.array([0.5, 1.5])), ("seed", np.array([3, 4]))):
        if path == "seed":
            base = replace(base, optimizer=Choice("gradient_descent"))
        field = compute(Grid(base, (Axis(path, values),)))
        for k, value in enumerate(values):
            one = with_value(base, path, value)
            one = replace(one, stream=np.array([k]))
            end = record(one).next_position[-1]
            assert field.positions[:, k].tobytes() == end.tobytes(), path


@pytest.mark.parametrize("key", KEYS)
def test_cells_of_a_branch_are_watched_as_the_branch_is(key: str) -> None:
    base = branch(setup("constant", "momentum"), optimizer=Choice("gradient_descent"))
    values = np.array([0.02, 0.3, 0.9])
    grid = Grid(base, (Axis("schedule.rate", values),))
    cells = cells_setup(grid, np.arange(3))
    seen = watch_own(prepare(cells), cells.start, (key,), 1e-6)[key]
    for k, value in enumerate(values):
        one = with_value(base, "schedule.rate", value)
        assert seen[k] == watch_own(prepare(one), one.start, (key,), 1e-6)[key][0]
