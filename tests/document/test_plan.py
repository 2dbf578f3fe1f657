"""A plan is a pure function of the document, and its keys change exactly when its results do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.document import model
from gdgui.document.check import EPOCHS, WARMUP
from gdgui.document.file import from_plain
from gdgui.document.plan import Plan, plan, values
from gdgui.engine.batch import finals
from gdgui.engine.descent import record
from gdgui.engine.field import compute
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.schedules import base_rate
from gdgui.engine.setup import random_start

RATE = base_rate()

SWEEP: dict[str, Any] = {
    "axes": [
        {"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 4},
        {"path": "epochs", "from": 5, "to": 20, "count": 3},
    ]
}


def planned(
    descent: dict[str, Any] | None = None, sweep: dict[str, Any] | None = None, **others: Any
) -> Plan:
    document = {"version": 1, "objective": {"key": "gaussian_sine"}, "descents": [descent or {}]}
    if sweep is not None:
        document["sweeps"] = [sweep]
    return plan(from_plain(document | others))


# ---- Descents ----

SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"name": "renamed"}),
    ({}, {"start": [0.0]}),
    ({}, {"epochs": 100}),
    ({}, {"schedule": {"key": "constant", "parameters": {"rate": 0.01}}}),
    ({"start": [1]}, {"start": [1.0]}),
    ({"stream": 5}, {"stream": 6}),
    ({"stream": None, "start": "random"}, {"stream": 0, "start": "random"}),
]

OTHER: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"start": [0.5]}),
    ({}, {"start": "random"}),
    ({}, {"epochs": 99}),
    ({}, {"schedule": {"parameters": {"rate": 0.02}}}),
    ({}, {"schedule": {"warmup": 3}}),
    ({}, {"schedule": {"key": "gradient"}}),
    ({}, {"optimizer": {"key": "momentum"}}),
    (
        {"optimizer": {"key": "momentum"}},
        {"optimizer": {"key": "momentum", "parameters": {"form": "classical"}}},
    ),
    ({"start": "random"}, {"start": "random", "stream": 7}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_change_that_changes_no_result_changes_no_key(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = planned(one).descents[0], planned(other).descents[0]
    assert first.key == second.key
    np.testing.assert_array_equal(finals(first.setup).positions, finals(second.setup).positions)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_a_change_that_changes_results_changes_the_key(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = planned(one).descents[0], planned(other).descents[0]
    assert first.key != second.key
    assert np.any(
        record(first.setup).next_position[:10] != record(second.setup).next_position[:10]
    ) or len(record(first.setup)) != len(record(second.setup))


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 2},
        {"tolerance": 1e-3},
        {"gradient": {"key": "as_printed"}},
        {"objective": {"key": "parabola"}},
    ],
)
def test_what_holds_for_all_descents_is_in_every_key(change: dict[str, Any]) -> None:
    first, second = planned({"start": "random"}, SWEEP), planned({"start": "random"}, SWEEP, **change)
    assert first.descents[0].key != second.descents[0].key
    assert first.sweeps[0].key != second.sweeps[0].key


def test_the_view_changes_no_key() -> None:
    first = planned({}, SWEEP)
    second = planned({}, SWEEP, view={"panel": "sweep", "mark_end": True, "traces": []})
    assert first.descents[0].key == second.descents[0].key
    assert first.sweeps[0].key == second.sweeps[0].key


def test_a_descent_that_moves_in_the_list_keeps_its_key() -> None:
    two = [{"start": [1.0], "name": "a"}, {"start": [2.0], "name": "b"}]
    forth, back = planned(descents=two), planned(descents=two[::-1])
    assert [d.key for d in forth.descents] == [d.key for d in back.descents][::-1]
    assert [(d.index, d.name) for d in back.descents] == [(0, "b"), (1, "a")]


def test_planning_twice_gives_the_same() -> None:
    one, other = planned({"start": "random"}, SWEEP), planned({"start": "random"}, SWEEP)
    assert one.descents[0].key == other.descents[0].key
    assert one.sweeps[0].key == other.sweeps[0].key
    np.testing.assert_array_equal(one.descents[0].setup.start, other.descents[0].setup.start)


# ---- Random starts ----


def test_each_descent_draws_its_own_start_and_shares_anothers_when_told() -> None:
    four = [{"start": "random"}] * 3 + [{"start": "random", "stream": 1}]
    starts = [d.setup.start[0, 0] for d in planned(descents=four).descents]
    assert starts[3] == starts[1]
    assert len(set(starts)) == 3
    drawn = random_start(OBJECTIVES["gaussian_sine"], 1, np.arange(3))
    np.testing.assert_array_equal(starts[:3], drawn[0])


def test_another_seed_draws_another_start() -> None:
    starts = {
        planned({"start": "random"}, seed=seed).descents[0].setup.start[0, 0] for seed in range(20)
    }
    assert len(starts) > 15


def test_a_random_start_lies_on_the_objectives_grid() -> None:
    for seed in range(10):
        start = planned({"start": "random"}, seed=seed).descents[0].setup.start[0, 0]
        assert start in np.linspace(-2 * np.pi, 2 * np.pi, 401)


# ---- Sweeps ----

SWEEP_SAME: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"name": "renamed"}),
    ({}, {"epochs": 7}),
    ({}, {"schedule": {"parameters": {"rate": 0.5}}}),
    ({}, {"stream": 4}),
    ({"start": "random"}, {"start": "random", "stream": 9}),
]

SWEEP_OTHER: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {"start": [1.0]}),
    ({}, {"start": "random"}),
    ({}, {"schedule": {"warmup": 5}}),
    ({}, {"schedule": {"key": "gradient"}}),
    ({}, {"optimizer": {"key": "momentum"}}),
]


@pytest.mark.parametrize(("one", "other"), SWEEP_SAME)
def test_what_no_cell_depends_on_is_not_in_the_key_of_a_sweep(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = planned(one, SWEEP).sweeps[0], planned(other, SWEEP).sweeps[0]
    assert first.key == second.key
    np.testing.assert_array_equal(compute(first.grid).positions, compute(second.grid).positions)
    np.testing.assert_array_equal(compute(first.grid).start, compute(second.grid).start)


@pytest.mark.parametrize(("one", "other"), SWEEP_OTHER)
def test_what_cells_depend_on_is_in_the_key_of_a_sweep(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = planned(one, SWEEP).sweeps[0], planned(other, SWEEP).sweeps[0]
    assert first.key != second.key
    assert np.any(compute(first.grid).positions != compute(second.grid).positions)


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("start.x", {"start": [3.0]}),
        ("schedule.rate", {"schedule": {"parameters": {"rate": 3.0}}}),
        ("schedule.warmup", {"schedule": {"warmup": 3}}),
        ("optimizer.momentum", {"optimizer": {"key": "momentum", "parameters": {"momentum": 0.1}}}),
        ("epochs", {"epochs": 3}),
    ],
)
def test_the_descents_own_value_on_an_axis_counts_for_nothing(
    path: str, change: dict[str, Any]
) -> None:
    axis = {"path": path, "from": 1, "to": 5, "count": 3}
    momentum = {"optimizer": {"key": "momentum"}}
    first = planned(momentum, {"axes": [axis]}).sweeps[0]
    second = planned(momentum | change, {"axes": [axis]}).sweeps[0]
    assert first.key == second.key
    np.testing.assert_array_equal(compute(first.grid).positions, compute(second.grid).positions)


def test_the_documents_seed_counts_for_nothing_where_seeds_are_swept() -> None:
    axis = {"path": "seed", "from": 1, "to": 5, "count": 5}
    one, other = (planned({"start": "random"}, {"axes": [axis]}, seed=s).sweeps[0] for s in (1, 2))
    assert one.key == other.key
    np.testing.assert_array_equal(compute(one.grid).start, compute(other.grid).start)


def test_what_is_shown_of_a_sweep_is_not_in_its_key() -> None:
    first = planned({}, SWEEP).sweeps[0]
    second = planned({}, SWEEP | {"measure": "final_value", "colors": [0, 1]}).sweeps[0]
    assert first.key == second.key
    assert (second.measure, second.colors) == ("final_value", (0.0, 1.0))


def test_other_values_on_an_axis_are_another_sweep() -> None:
    keys = {planned({}, SWEEP).sweeps[0].key}
    for change in ({"count": 5}, {"from": 0.02}, {"to": 0.2}, {"spacing": "log"}):
        axes = [SWEEP["axes"][0] | change, SWEEP["axes"][1]]
        keys.add(planned({}, {"axes": axes}).sweeps[0].key)
    keys.add(planned({}, {"axes": SWEEP["axes"][::-1]}).sweeps[0].key)
    keys.add(planned({}, {"axes": SWEEP["axes"][:1]}).sweeps[0].key)
    assert len(keys) == 7


# ---- Replay ----


@pytest.mark.parametrize("start", [[0.3], "random"])
@pytest.mark.parametrize("schedule", ["constant", "linear_to_zero"])
def test_a_replay_ends_exactly_where_its_cell_does(start: Any, schedule: str) -> None:
    descent = {"start": start, "schedule": {"key": schedule}}
    field = compute(planned(descent, SWEEP).sweeps[0].grid)
    keys = set()
    for i in range(4):
        for j in range(3):
            view = {"replay": {"sweep": 0, "cell": [i, j]}}
            replay = planned(descent, SWEEP, view=view).replay
            assert replay is not None
            assert replay.index == -1
            keys.add(replay.key)
            got = record(replay.setup)
            np.testing.assert_array_equal(got.position[0], field.start[:, 3 * i + j])
            np.testing.assert_array_equal(got.next_position[-1], field.positions[:, 3 * i + j])
    assert len(keys) == 12


def test_without_a_replayed_cell_there_is_no_replay() -> None:
    assert planned({}, SWEEP).replay is None


# ---- Values along an axis ----

finite = st.floats(-1e150, 1e150)
counts = st.integers(1, 200)


@given(finite, finite, counts)
def test_linear_spacing_is_numpys(low: float, high: float, count: int) -> None:
    axis = model.Axis("schedule.rate", low, high, count, "linear")
    np.testing.assert_array_equal(values(axis, RATE), np.linspace(low, high, count))


@given(st.floats(1e-150, 1e150), st.floats(1e-150, 1e150), counts)
def test_logarithmic_spacing_is_numpys(low: float, high: float, count: int) -> None:
    axis = model.Axis("schedule.rate", low, high, count, "log")
    np.testing.assert_array_equal(values(axis, RATE), np.geomspace(low, high, count))


@given(st.floats(1, 1e6), st.floats(1, 1e6), counts)
def test_whole_numbers_are_numpys_rounded_with_duplicates_kept(
    low: float, high: float, count: int
) -> None:
    axis = model.Axis("epochs", low, high, count, "integer")
    got = values(axis, EPOCHS)
    assert got.dtype == np.int64
    np.testing.assert_array_equal(got, np.round(np.linspace(low, high, count)))


def test_whole_numbers_on_a_logarithmic_axis_are_rounded() -> None:
    axis = model.Axis("epochs", 1, 1000, 10, "log")
    spaced = values(axis, EPOCHS)
    assert spaced.dtype == np.int64
    assert spaced.tolist() == [1, 2, 5, 10, 22, 46, 100, 215, 464, 1000]


def test_the_notes_epochs() -> None:
    got = values(model.Axis("epochs", 10, 500, 40, "integer"), EPOCHS)
    np.testing.assert_array_equal(got, np.round(np.linspace(10, 500, 40)))
    assert got[:5].tolist() == [10, 23, 35, 48, 60]
    duplicates = values(model.Axis("schedule.warmup", 0, 2, 5, "integer"), WARMUP)
    assert duplicates.tolist() == [0, 0, 1, 2, 2]


def test_a_rounded_rate_is_still_a_float() -> None:
    got = values(model.Axis("schedule.rate", 0, 1e300, 3, "integer"), RATE)
    assert got.dtype == np.float64
    np.testing.assert_array_equal(got, np.round(np.linspace(0, 1e300, 3)))


def test_an_axis_carries_the_parameter_that_names_it() -> None:
    axes = planned({}, SWEEP).sweeps[0].axes
    assert [parameter.key for parameter in axes] == ["rate", "epochs"]


# ---- What does not fit together ----


def test_a_rule_that_needs_a_least_value_says_so_at_its_place() -> None:
    with pytest.raises(InputError, match="no least value") as raised:
        planned(descents=[{}, {"schedule": {"key": "polyak"}}], objective={"key": "cubic"})
    assert raised.value.place == "descents[1].schedule.parameters.lowest"
    given = {"key": "polyak", "parameters": {"lowest": -8.0}}
    assert planned({"schedule": given}, objective={"key": "cubic"}).descents


@pytest.mark.parametrize("objective", OBJECTIVES.keys())
def test_every_objective_can_be_planned_and_run(objective: str) -> None:
    descent = planned({"epochs": 3}, objective={"key": objective}).descents[0]
    assert record(descent.setup).next_position.shape == (3, len(descent.setup.start))


def test_a_typed_list_of_values_is_swept_as_it_stands() -> None:
    listed = {"path": "schedule.rate", "spacing": "list", "values": [0.1, 0.01]}
    rates = planned(sweep={"axes": [listed]})
    np.testing.assert_array_equal(rates.sweeps[0].grid.axes[0].values, [0.1, 0.01])
    epochs = planned(sweep={"axes": [{"path": "epochs", "spacing": "list", "values": [7, 3]}]})
    assert epochs.sweeps[0].grid.axes[0].values.dtype == np.int64
    other = planned(sweep={"axes": [{"path": "epochs", "spacing": "list", "values": [7, 4]}]})
    assert epochs.sweeps[0].key != other.sweeps[0].key
