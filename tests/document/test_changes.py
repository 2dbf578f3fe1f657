"""Every change makes a document that makes sense, changes what it says, and leaves the rest alone."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from gdgui.document import changes, model
from gdgui.document.check import EPOCHS as N
from gdgui.document.check import MOST_DESCENTS, axis_parameters, check, resolve
from gdgui.document.model import RANDOM, Axis, Choice, Document, Replay, Scheduled, Sweep
from gdgui.document.plan import plan
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES

RATES = Axis(path="schedule.rate", low=0.01, high=0.1, count=5)
EPOCHS = Axis(path="epochs", low=10, high=50, count=3, spacing="integer")


@pytest.fixture
def document() -> Document:
    """Three descents, the second one random, and a sweep of the second and of the third."""
    first = model.default().descents[0]
    return check(
        replace(
            model.default(),
            descents=[first, replace(first, start=RANDOM), replace(first, epochs=30)],
            sweeps=[
                Sweep(descent=1, axes=[RATES, EPOCHS], colors=(-2.0, 2.0)),
                Sweep(descent=2, axes=[EPOCHS]),
            ],
        )
    )


def starts(document: Document) -> list[float]:
    """Where the descents start, those at random where they were drawn."""
    return [float(part.setup.start[0, 0]) for part in plan(check(document)).descents]


def unchanged_but(before: Document, after: Document, *fields: str) -> bool:
    """Whether two documents differ in these fields alone."""
    plain = [msgspec.to_builtins(d) for d in (before, after)]
    return all(plain[0][name] == plain[1][name] for name in plain[0] if name not in fields)


def test_no_change_touches_the_document_that_it_starts_from(document):
    before = msgspec.json.encode(document)
    for change in (
        changes.add_descent,
        lambda d: changes.duplicate_descent(d, 1),
        lambda d: changes.remove_descent(d, 0),
        lambda d: changes.rename_descent(d, 0, "first"),
        lambda d: changes.with_start(d, 0, [2.0]),
        lambda d: changes.with_epochs(d, 0, 7),
        lambda d: changes.with_objective(d, "parabola"),
        lambda d: changes.with_optimizer(d, 0, "adam"),
        lambda d: changes.with_schedule(d, 0, "cosine"),
        lambda d: changes.with_schedule_parameter(d, 0, "rate", 0.3),
        lambda d: changes.with_axis(d, 0, 1, None),
        lambda d: changes.with_colors(d, 0, None),
        lambda d: changes.remove_sweep(d, 0),
        lambda d: changes.with_replay(d, 0, [1, 1]),
    ):
        assert check(change(document)) != document
    assert msgspec.json.encode(document) == before


# The function


@pytest.mark.parametrize("key", sorted(OBJECTIVES))
def test_every_function_can_be_taken_and_starts_where_it_says(document, key):
    document = replace(document, gradient=Choice(key="as_printed"))
    changed = check(changes.with_objective(document, key))
    objective = resolve(changed.objective)
    assert changed.descents[0].start == list(objective.start)
    assert changed.descents[1].start == RANDOM
    printed = GRADIENTS["as_printed"].unavailable(objective) is None
    assert changed.gradient.key == ("as_printed" if printed else "exact")
    assert len(plan(changed).sweeps) == 2


def test_another_function_keeps_what_is_looked_at_but_the_replay(document):
    looked = changes.with_view(document, descent=2, sweep=1, traces=["value"], replay=Replay(0, [1, 1]))
    view = check(changes.with_objective(looked, "parabola")).view
    assert (view.descent, view.sweep, view.traces, view.replay) == (2, 1, ["value"], None)


def test_axes_over_what_another_gradient_does_not_have_are_dropped(document):
    rough = check(changes.with_gradient(document, "forward_difference"))
    paths = axis_parameters(rough, rough.descents[1], resolve(rough.objective))
    axis = changes.default_axis("gradient.h", paths["gradient.h"])
    swept = check(changes.with_axis(check(changes.with_axis(rough, 0, 0, axis)), 1, 0, axis))
    left = check(changes.with_gradient(swept, "exact"))
    assert [[a.path for a in s.axes] for s in left.sweeps] == [["epochs"]]
    assert left.sweeps[0].colors is None


def test_parameters_of_function_and_gradient_are_set_one_by_one(document):
    changed = changes.with_gradient(document, "forward_difference")
    changed = check(changes.with_gradient_parameter(check(changed), "h", 0.5))
    assert changed.gradient.parameters["h"] == 0.5
    assert unchanged_but(document, changed, "gradient")
    assert check(changes.with_seed(document, 9)).seed == 9


# The descents


def test_a_descent_is_added_at_twice_the_rate_and_chosen(document):
    added = check(changes.add_descent(document))
    assert len(added.descents) == 4
    assert added.view.descent == 3
    assert added.descents[3].schedule.parameters["rate"] == 0.1
    assert added.descents[:3] == document.descents


def test_a_rule_without_a_base_rate_is_added_as_it_is(document):
    bare = check(changes.with_schedule(document, 0, "polyak"))
    added = check(changes.add_descent(bare))
    assert added.descents[3].schedule == added.descents[0].schedule


def test_there_are_twelve_descents_at_the_most(document):
    for _ in range(20):
        document = check(changes.add_descent(document))
    assert len(document.descents) == MOST_DESCENTS
    assert changes.duplicate_descent(document, 0) == document


def test_a_duplicate_shares_the_random_start_and_a_new_descent_draws_its_own(document):
    looked = changes.with_view(document, descent=1)
    drawn = starts(looked)
    assert starts(changes.duplicate_descent(looked, 1))[3] == drawn[1]
    assert starts(changes.add_descent(looked))[3] != drawn[1]


def test_the_others_keep_their_random_starts_when_one_is_removed(document):
    every = replace(document, descents=[replace(d, start=RANDOM) for d in document.descents])
    drawn = starts(every)
    for k in range(3):
        assert starts(changes.remove_descent(every, k)) == [x for j, x in enumerate(drawn) if j != k]


def test_a_descent_that_comes_after_a_removal_draws_anew(document):
    every = replace(document, descents=[replace(d, start=RANDOM) for d in document.descents])
    again = changes.add_descent(check(changes.remove_descent(every, 0)))
    assert len(set(starts(again))) == 3


def test_a_removed_descent_takes_its_sweeps_along(document):
    left = check(changes.remove_descent(changes.with_view(document, descent=2, sweep=1), 1))
    assert [s.descent for s in left.sweeps] == [1]
    assert left.sweeps[0].axes == [EPOCHS]
    assert (left.view.descent, left.view.sweep) == (1, 0)


@pytest.mark.parametrize(("chosen", "removed", "then"), [(0, 0, 0), (2, 2, 1), (2, 0, 1), (0, 2, 0)])
def test_the_chosen_descent_stays_chosen_or_its_neighbour_is(document, chosen, removed, then):
    left = changes.remove_descent(changes.with_view(document, descent=chosen), removed)
    assert left.view.descent == then


def test_the_last_descent_cannot_be_removed():
    assert changes.remove_descent(model.default(), 0) == model.default()


def test_names_starts_and_epochs_are_set_one_by_one(document):
    changed = changes.rename_descent(document, 1, "two")
    changed = changes.with_start(changed, 1, [-5.0])
    changed = check(changes.with_epochs(changed, 1, 77))
    assert (changed.descents[1].name, changed.descents[1].start) == ("two", [-5.0])
    assert changed.descents[1].epochs == 77
    assert changed.descents[0] == document.descents[0]
    assert check(changes.with_start(changed, 1, RANDOM)).descents[1].start == RANDOM


@pytest.mark.parametrize("key", sorted(OPTIMIZERS))
def test_every_optimizer_can_be_taken_with_its_own_defaults(document, key):
    changed = check(changes.with_optimizer(document, 0, key))
    declared = {p.key: p.default for p in OPTIMIZERS[key].parameters}
    assert changed.descents[0].optimizer == Choice(key=key, parameters=declared)
    assert changed.descents[0].schedule == document.descents[0].schedule


@pytest.mark.parametrize("key", sorted(SCHEDULES))
def test_every_schedule_can_be_taken_and_keeps_the_rate_and_the_warm_up(document, key):
    warm = changes.with_schedule_parameter(document, 0, "warmup", 5)
    changed = check(
        changes.with_schedule(check(changes.with_schedule_parameter(warm, 0, "rate", 0.07)), 0, key)
    )
    schedule = changed.descents[0].schedule
    assert schedule.key == key
    assert schedule.warmup == 5
    if any(p.key == "rate" for p in SCHEDULES[key].parameters):
        assert schedule.parameters["rate"] == 0.07
    plan(changed)


def test_a_parameter_of_the_rules_is_set_alone(document):
    changed = check(changes.with_optimizer(document, 2, "momentum"))
    changed = check(changes.with_optimizer_parameter(changed, 2, "momentum", 0.5))
    assert changed.descents[2].optimizer.parameters["momentum"] == 0.5
    changed = check(changes.with_schedule_parameter(changed, 2, "rate", 0.2))
    assert changed.descents[2].schedule == Scheduled(key="constant", parameters={"rate": 0.2})
    assert changed.descents[:2] == document.descents[:2]


# The sweeps


def test_a_sweep_of_the_chosen_descent_is_added_over_its_rate(document):
    added = check(changes.add_sweep(changes.with_view(document, descent=2)))
    assert added.sweeps[2].descent == 2
    assert [a.path for a in added.sweeps[2].axes] == ["schedule.rate"]
    assert added.view.sweep == 2
    bare = check(changes.with_schedule(document, 0, "polyak"))
    assert [a.path for a in check(changes.add_sweep(bare)).sweeps[2].axes] == ["start.x"]


@pytest.mark.parametrize("part", ["objective", "gradient", "schedule", "optimizer", ""])
def test_whatever_can_be_swept_has_an_axis_that_makes_sense(part):
    """Every axis that the menu offers is allowed as it comes."""
    documents = [check(model.default())]
    if part == "objective":
        documents = [check(changes.with_objective(documents[0], key)) for key in OBJECTIVES]
    elif part == "gradient":
        keys = [
            k for k in GRADIENTS if GRADIENTS[k].unavailable(resolve(documents[0].objective)) is None
        ]
        documents = [check(changes.with_gradient(documents[0], key)) for key in keys]
    elif part == "schedule":
        documents = [check(changes.with_schedule(documents[0], 0, key)) for key in SCHEDULES]
    elif part == "optimizer":
        documents = [check(changes.with_optimizer(documents[0], 0, key)) for key in OPTIMIZERS]
    tried = 0
    for document in documents:
        sweep = check(changes.add_sweep(document))
        paths = axis_parameters(sweep, sweep.descents[0], resolve(sweep.objective))
        for path, parameter in paths.items():
            if path.startswith(part):
                axis = changes.default_axis(path, parameter)
                made = plan(check(changes.with_axis(sweep, 0, 0, axis))).sweeps[0]
                assert len(np.unique(made.grid.axes[0].values)) == axis.count > 1, path
                tried += 1
    assert tried or part == "objective"  # few functions have parameters


def test_another_axis_drops_colours_and_replay_and_another_range_keeps_them(document):
    looked = changes.with_view(document, replay=Replay(sweep=0, cell=[1, 1]))
    wider = check(changes.with_axis(looked, 0, 0, replace(RATES, high=0.2)))
    assert wider.sweeps[0].colors == (-2.0, 2.0)
    assert wider.view.replay == Replay(sweep=0, cell=[0, 1])
    starting = check(changes.with_axis(looked, 0, 0, Axis(path="start.x", low=-1, high=1, count=4)))
    assert starting.sweeps[0].colors is None
    assert starting.view.replay is None
    one = check(changes.with_axis(looked, 0, 1, None))
    assert one.sweeps[0].axes == [RATES]
    two = check(changes.with_axis(one, 0, 1, EPOCHS))
    assert two.sweeps[0].axes == [RATES, EPOCHS]


def test_what_makes_no_sense_is_refused_by_the_check(document):
    with pytest.raises(InputError, match="both axes"):
        check(changes.with_axis(document, 0, 1, RATES))
    with pytest.raises(InputError, match="above 0"):
        check(changes.with_axis(document, 0, 0, replace(RATES, low=0.0, spacing="log")))
    with pytest.raises(InputError, match="the lower one first"):
        check(changes.with_colors(document, 0, (1.0, 1.0)))


def test_a_sweep_that_is_added_is_seen_where_the_charts_are_named(document):
    few = changes.with_view(document, charts=["landscape", "traces"])
    assert changes.add_sweep(few).view.charts == ["landscape", "traces", "sweep"]
    assert changes.add_sweep(changes.add_sweep(few)).view.charts[2:] == ["sweep"]
    assert changes.add_sweep(document).view.charts == document.view.charts == []


def test_measure_colours_and_descent_of_a_sweep(document):
    assert check(changes.with_measure(document, 0, "outcome")).sweeps[0].colors is None
    assert check(changes.with_colors(document, 1, (0.0, 1.0))).sweeps[1].colors == (0.0, 1.0)
    other = check(changes.with_sweep_descent(document, 0, 2))
    assert other.sweeps[0].descent == 2


def test_axes_over_what_another_rule_does_not_have_are_dropped(document):
    changed = check(changes.with_schedule(document, 1, "polyak"))
    assert [[a.path for a in s.axes] for s in changed.sweeps] == [["epochs"], ["epochs"]]
    bare = check(changes.with_axis(document, 0, 1, None))
    assert len(check(changes.with_schedule(bare, 1, "polyak")).sweeps) == 1


def test_a_removed_sweep_takes_its_replay_along(document):
    looked = changes.with_view(document, sweep=1, replay=Replay(sweep=1, cell=[0]))
    left = check(changes.remove_sweep(looked, 1))
    assert len(left.sweeps) == 1
    assert (left.view.sweep, left.view.replay) == (0, None)


def test_a_replay_begins_and_ends(document):
    assert check(changes.with_replay(document, 0, [4, 2])).view.replay == Replay(sweep=0, cell=[4, 2])
    assert changes.with_replay(document, 0, None).view.replay is None


def test_a_rate_is_suggested_where_the_optimizer_has_one_of_its_own(document):
    adam = check(changes.with_optimizer(document, 0, "adam"))
    assert changes.suggested_rate(adam, 0) == 0.001
    assert (
        changes.suggested_rate(check(changes.with_schedule_parameter(adam, 0, "rate", 0.001)), 0)
        is None
    )


def test_an_axis_over_many_decades_begins_logarithmic() -> None:
    distance = GRADIENTS["forward_difference"].parameters[0]
    axis = changes.default_axis("gradient.h", distance)
    assert (axis.low, axis.high, axis.spacing) == (1e-15, 1.0, "log")
    rate = SCHEDULES["constant"].parameters[0]
    assert changes.default_axis("schedule.rate", rate).spacing == "linear"
    assert changes.default_axis("epochs", N).spacing == "integer"
