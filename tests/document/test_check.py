"""A document that makes no sense is refused at its place, in one sentence with what is allowed."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from gdgui.document.check import (
    MOST_CELLS,
    MOST_DESCENTS,
    MOST_EPOCHS,
    MOST_SWEEPS,
    axis_parameters,
    check,
    resolve,
)
from gdgui.document.file import from_plain
from gdgui.document.model import Choice, Descent, Document, Scheduled, default
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES


def plain(**changes: Any) -> dict[str, Any]:
    return {"version": 1, "objective": {"key": "parabola"}} | changes


def descent(**changes: Any) -> dict[str, Any]:
    return plain(descents=[changes])


def schedule(key: str = "constant", **parameters: Any) -> dict[str, Any]:
    return descent(schedule={"key": key, "parameters": parameters})


def axis(**changes: Any) -> dict[str, Any]:
    rate = {"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 3}
    return plain(sweeps=[{"axes": [rate | changes]}])


def sweep(**changes: Any) -> dict[str, Any]:
    rate = {"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 3}
    return plain(sweeps=[{"axes": [rate]} | changes])


WHOLE = "a whole number from 1 to 1,000,000"

BAD: list[tuple[dict[str, Any], str, str]] = [
    # The document itself.
    ({}, "version", "is missing; a document says its version"),
    ({"version": 1}, "", "“objective” is missing"),
    (plain(version=2), "version", "this document is of version 2, made by a later program"),
    (plain(version=0), "version", "0 is not allowed; allowed is a whole number from 1"),
    (plain(version="1"), "version", "a text is not allowed here; allowed is a whole number"),
    (plain(version=True), "version", "true or false is not allowed here; allowed is a whole number"),
    (plain(version=1.5), "version", "a number is not allowed here; allowed is a whole number"),
    (plain(version=None), "version", "null is not allowed here; allowed is a whole number"),
    (plain(sede=1), "sede", "there is no such key; allowed is version, objective, seed"),
    (plain(seed=-1), "seed", "-1 is not allowed; allowed is a whole number from 0 to 2,147,483,647"),
    (plain(seed=2**31), "seed", "2147483648 is not allowed"),
    (plain(seed=10**30), "seed", "is not allowed; allowed is a whole number from 0"),
    (plain(tolerance=0), "tolerance", "0.0 is not allowed; allowed is a finite number above 0"),
    (plain(tolerance=math.nan), "tolerance", "nan is not allowed"),
    (plain(tolerance=math.inf), "tolerance", "inf is not allowed"),
    (plain(tolerance=10**400), "tolerance", "this number is too large"),
    (plain(tolerance="small"), "tolerance", "a text is not allowed here; allowed is a number"),
    # Entries of the catalogue and their parameters.
    (plain(objective="parabola"), "objective", "a text is not allowed here; allowed is an object"),
    (plain(objective={}), "objective", "“key” is missing"),
    (plain(objective={"key": "parabel"}), "objective.key", "there is no “parabel”; allowed is one of"),
    (plain(objective={"key": ""}), "objective.key", "there is no “”; allowed is one of"),
    (
        plain(objective={"key": "parabola", "parameters": {"a": 1}}),
        "objective.parameters.a",
        "there is no such parameter, and none is taken here",
    ),
    (
        plain(objective={"key": "parabola", "parameters": [1]}),
        "objective.parameters",
        "a list is not allowed here; allowed is an object",
    ),
    (plain(objective={"key": "parabola", "x": 1}), "objective.x", "allowed is key, parameters"),
    (plain(gradient={"key": "guessed"}), "gradient.key", "there is no “guessed”"),
    (
        plain(gradient={"key": "as_printed"}),
        "gradient.key",
        "Parabola has no gradient as printed",
    ),
    (schedule("steady"), "descents[0].schedule.key", "there is no “steady”"),
    (
        schedule(speed=1),
        "descents[0].schedule.parameters.speed",
        "there is no such parameter; allowed is rate",
    ),
    (
        schedule(rate=-0.1),
        "descents[0].schedule.parameters.rate",
        "-0.1 is not allowed; allowed is a finite number from 0",
    ),
    (schedule(rate="0.1"), "descents[0].schedule.parameters.rate", "“0.1” is not allowed"),
    (schedule(rate=True), "descents[0].schedule.parameters.rate", "True is not allowed"),
    (schedule(rate=None), "descents[0].schedule.parameters.rate", "None is not allowed"),
    (schedule(rate=[0.1, 0.2]), "descents[0].schedule.parameters.rate", "[0.1, 0.2] is not allowed"),
    (schedule(rate=math.nan), "descents[0].schedule.parameters.rate", "nan is not allowed"),
    (schedule("step", block=1.5), "descents[0].schedule.parameters.block", "allowed is a whole number"),
    (schedule("loss", scaled=1), "descents[0].schedule.parameters.scaled", "allowed is true or false"),
    (
        descent(optimizer={"key": "momentum", "parameters": {"form": "Polyak"}}),
        "descents[0].optimizer.parameters.form",
        "“Polyak” is not allowed; allowed is one of pytorch, classical",
    ),
    (descent(schedule={"warmup": -1}), "descents[0].schedule.warmup", "a whole number from 0"),
    # Descents.
    (plain(descents=[]), "descents", f"0 is not allowed; allowed is 1 to {MOST_DESCENTS} descents"),
    (plain(descents=[{}] * 13), "descents", f"13 is not allowed; allowed is 1 to {MOST_DESCENTS}"),
    (plain(descents={}), "descents", "an object is not allowed here; allowed is a list"),
    (plain(descents=[1]), "descents[0]", "a whole number is not allowed here; allowed is an object"),
    (descent(epochs=0), "descents[0].epochs", f"0 is not allowed; allowed is {WHOLE}"),
    (descent(epochs=MOST_EPOCHS + 1), "descents[0].epochs", f"allowed is {WHOLE}"),
    (descent(epochs=10.5), "descents[0].epochs", "a number is not allowed here"),
    (descent(name="x" * 201), "descents[0].name", "allowed is up to 200 characters"),
    (descent(name=3), "descents[0].name", "a whole number is not allowed here; allowed is a text"),
    (descent(stream=-1), "descents[0].stream", "allowed is a whole number from 0"),
    (descent(start=1.0), "descents[0].start", "allowed is a text, a list or null"),
    (
        descent(start=[]),
        "descents[0].start",
        "[] is not allowed; allowed is a list of one finite number",
    ),
    (descent(start=[1, 2]), "descents[0].start", "[1.0, 2.0] is not allowed"),
    (descent(start="somewhere"), "descents[0].start", "“somewhere” is not allowed"),
    (descent(start=["x"]), "descents[0].start[0]", "a text is not allowed here; allowed is a number"),
    (descent(start=[math.inf]), "descents[0].start", "[inf] is not allowed"),
    (descent(speed=1), "descents[0].speed", "there is no such key; allowed is name, optimizer"),
    # Sweeps.
    (plain(sweeps=[{}] * 13), "sweeps[0]", "“axes” is missing"),
    (
        plain(sweeps=[{"axes": [{"path": "epochs", "from": 1, "to": 9, "count": 2}]}] * 13),
        "sweeps",
        f"13 is not allowed; allowed is up to {MOST_SWEEPS} sweeps",
    ),
    (sweep(axes=[]), "sweeps[0].axes", "0 is not allowed; allowed is one or two axes"),
    (
        sweep(descent=1),
        "sweeps[0].descent",
        "1 is not allowed; allowed is a descent's number from 0 to 0",
    ),
    (sweep(descent=-1), "sweeps[0].descent", "-1 is not allowed"),
    (sweep(measure="beauty"), "sweeps[0].measure", "“beauty” is not allowed; allowed is one of"),
    (sweep(colors=[1, 1]), "sweeps[0].colors", "allowed is two finite numbers, the lower one first"),
    (sweep(colors=[2, 1]), "sweeps[0].colors", "allowed is two finite numbers"),
    (sweep(colors=[0, math.inf]), "sweeps[0].colors", "allowed is two finite numbers"),
    (sweep(colors=[math.nan, 1]), "sweeps[0].colors", "allowed is two finite numbers"),
    (sweep(colors=[1]), "sweeps[0].colors", "a list of 1 is not allowed here; allowed is a list of 2"),
    (sweep(colors="red"), "sweeps[0].colors", "a text is not allowed here; allowed is a list or null"),
    (axis(path="schedule.speed"), "sweeps[0].axes[0].path", "“schedule.speed” is not allowed"),
    (
        axis(path="start.y"),
        "sweeps[0].axes[0].path",
        "“start.y” is not allowed; allowed is one of start.x",
    ),
    (axis(path="tolerance"), "sweeps[0].axes[0].path", "“tolerance” is not allowed"),
    (
        axis(count=0),
        "sweeps[0].axes[0].count",
        f"0 is not allowed; allowed is a whole number from 1 to {MOST_CELLS}",
    ),
    (axis(count=MOST_CELLS + 1), "sweeps[0].axes[0].count", "is not allowed"),
    (axis(count=2.5), "sweeps[0].axes[0].count", "a number is not allowed here"),
    (axis(spacing="cubic"), "sweeps[0].axes[0].spacing", "allowed is one of linear, log, integer"),
    (
        axis(**{"from": -0.1}),
        "sweeps[0].axes[0].from",
        "-0.1 is not allowed; allowed is a finite number from 0",
    ),
    (axis(to=math.nan), "sweeps[0].axes[0].to", "nan is not allowed"),
    (axis(to="much"), "sweeps[0].axes[0].to", "a text is not allowed here; allowed is a number"),
    (
        axis(**{"from": 0, "spacing": "log"}),
        "sweeps[0].axes[0].from",
        "since the spacing is logarithmic",
    ),
    (axis(to=0, spacing="log"), "sweeps[0].axes[0].to", "since the spacing is logarithmic"),
    (
        axis(path="epochs", **{"from": 0, "to": 9}),
        "sweeps[0].axes[0].from",
        f"0 is not allowed; allowed is {WHOLE}",
    ),
    (axis(path="epochs", **{"from": 1, "to": 1e7}), "sweeps[0].axes[0].to", f"allowed is {WHOLE}"),
    (axis(path="epochs", **{"from": 1, "to": math.inf}), "sweeps[0].axes[0].to", "inf is not allowed"),
    (
        axis(path="start.x", **{"from": -1e308, "to": 1e308}),
        "sweeps[0].axes[0].from",
        "of a size from 1e-100 to 1e+100",
    ),
    (
        axis(path="start.x", **{"from": 1e-320, "to": 2.0}),
        "sweeps[0].axes[0].from",
        "of a size from 1e-100 to 1e+100",
    ),
    (
        axis(path="start.x", **{"from": 0.0, "to": 1e-120}),
        "sweeps[0].axes[0].to",
        "of a size from 1e-100 to 1e+100",
    ),
    (
        axis(path="start.x", **{"from": 1e-100, "to": 1.0000001e-100}),
        "sweeps[0].axes[0].to",
        "too near to another value of the axis to be drawn",
    ),
    (
        axis(path="start.x", spacing="list", values=[3e-100, 0.0, 2.9999999e-100, 1.0]),
        "sweeps[0].axes[0].values[2]",
        "too near to another value of the axis to be drawn",
    ),
    (
        plain(sweeps=[{"axes": [{"path": "epochs", "from": 1, "to": 9, "count": 2}] * 2}]),
        "sweeps[0].axes[1].path",
        "both axes change the same thing",
    ),
    (
        plain(
            sweeps=[
                {
                    "axes": [
                        {"path": "epochs", "from": 1, "to": 9, "count": 2001},
                        {"path": "start.x", "from": 1, "to": 9, "count": 2000},
                    ]
                }
            ]
        ),
        "sweeps[0].axes",
        "4,002,000 cells are too many; allowed are up to 4,000,000 in all",
    ),
    (
        plain(sweeps=[{"axes": [{"path": "epochs", "to": 2, "count": 3}]}]),
        "sweeps[0].axes[0]",
        "“from” is missing",
    ),
    # The view.
    (plain(view={"zoom": 2}), "view.zoom", "there is no such key; allowed is descent, sweep"),
    (plain(view={"mark_end": 1}), "view.mark_end", "allowed is true or false"),
    (
        plain(view={"traces": "position"}),
        "view.traces",
        "a text is not allowed here; allowed is a list",
    ),
]


@pytest.mark.parametrize(
    ("document", "place", "sentence"), BAD, ids=[f"{p}: {s}"[:90] for _, p, s in BAD]
)
def test_a_bad_document_is_refused_at_its_place(
    document: dict[str, Any], place: str, sentence: str
) -> None:
    with pytest.raises(InputError) as raised:
        from_plain(document)
    assert raised.value.place == place
    assert sentence in str(raised.value.message)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 1000
    assert "`" not in str(raised.value)


@pytest.mark.parametrize("value", [[], 3, "text", None, True])
def test_what_is_no_object_is_no_document(value: object) -> None:
    with pytest.raises(InputError, match="this is no document: a JSON object is expected"):
        from_plain(value)


def test_a_document_needs_no_more_than_version_and_objective() -> None:
    assert msgspec.to_builtins(from_plain(plain())) == {
        "version": 1,
        "objective": {"key": "parabola", "parameters": {}},
        "seed": 1,
        "tolerance": 1e-6,
        "gradient": {"key": "exact", "parameters": {}},
        "descents": [
            {
                "name": "",
                "optimizer": {"key": "gradient_descent", "parameters": {}},
                "schedule": {"key": "constant", "parameters": {"rate": 0.01}, "warmup": 0},
                "start": [-1.5],
                "epochs": 100,
                "stream": None,
                "color": "",
                "hidden": False,
                "continues": None,
            }
        ],
        "sweeps": [],
        "view": msgspec.to_builtins(default().view),
    }


@pytest.mark.parametrize("key", SCHEDULES.keys())
def test_a_schedule_gets_every_default(key: str) -> None:
    checked = from_plain(descent(schedule={"key": key}))
    got = checked.descents[0].schedule.parameters
    assert got == {p.key: p.default for p in SCHEDULES[key].parameters}


@pytest.mark.parametrize("key", OPTIMIZERS.keys())
def test_an_optimizer_gets_every_default(key: str) -> None:
    got = from_plain(descent(optimizer={"key": key})).descents[0].optimizer.parameters
    assert got == {p.key: p.default for p in OPTIMIZERS[key].parameters}


@pytest.mark.parametrize("key", OBJECTIVES.keys())
def test_an_objective_gets_every_default_and_its_own_start(key: str) -> None:
    checked = from_plain({"version": 1, "objective": {"key": key}})
    objective = resolve(checked.objective)
    assert set(checked.objective.parameters) == {p.key for p in OBJECTIVES[key].parameters}
    assert checked.descents[0].start == list(objective.start)


@pytest.mark.parametrize("gradient", GRADIENTS.keys())
@pytest.mark.parametrize("objective", OBJECTIVES.keys())
def test_a_gradient_source_is_taken_exactly_where_the_objective_has_it(
    objective: str, gradient: str
) -> None:
    document = {"version": 1, "objective": {"key": objective}, "gradient": {"key": gradient}}
    reason = GRADIENTS[gradient].unavailable(
        resolve(check(from_plain({"version": 1, "objective": {"key": objective}})).objective)
    )
    if reason is None:
        assert from_plain(document).gradient.key == gradient
    else:
        with pytest.raises(InputError) as raised:
            from_plain(document)
        assert raised.value.place == "gradient.key"


def test_checking_twice_changes_nothing() -> None:
    once = from_plain(sweep())
    assert check(once) == once


def test_what_is_checked_is_left_as_it_was() -> None:
    document = Document(objective=Choice(key="parabola"), descents=[Descent(schedule=Scheduled())])
    before = msgspec.json.encode(document)
    check(document)
    assert msgspec.json.encode(document) == before


def test_numbers_come_in_their_canonical_types() -> None:
    checked = from_plain(
        descent(
            start=[1],
            schedule={"key": "step", "parameters": {"rate": 1, "block": 5.0}},
        )
    ).descents[0]
    assert (checked.start, type(checked.start[0])) == ([1.0], float)  # type: ignore[index]
    assert type(checked.schedule.parameters["rate"]) is float
    assert type(checked.schedule.parameters["block"]) is int


def test_a_start_may_lie_outside_the_domain_or_be_random() -> None:
    assert from_plain(descent(start=[-1e6])).descents[0].start == [-1e6]
    assert from_plain(descent(start="random")).descents[0].start == "random"


def test_a_rate_may_be_any_finite_number_from_zero() -> None:
    for rate in (0, 5e-324, 1e308):
        assert from_plain(schedule(rate=rate)).descents[0].schedule.parameters == {"rate": rate}


# ---- Axes ----


def test_every_path_of_the_menu_is_an_axis_that_is_taken() -> None:
    document = from_plain(
        {
            "version": 1,
            "objective": {"key": "gaussian_sine"},
            "descents": [{"optimizer": {"key": "momentum"}, "schedule": {"key": "step"}}],
        }
    )
    paths = axis_parameters(document, document.descents[0], resolve(document.objective))
    assert list(paths) == [
        "start.x",
        "schedule.rate",
        "schedule.block",
        "schedule.gamma",
        "epochs",
        "optimizer.momentum",
        "schedule.warmup",
        "seed",
    ]
    builtins = msgspec.to_builtins(document)
    for path in paths:
        checked = from_plain(
            builtins | {"sweeps": [{"axes": [{"path": path, "from": 1, "to": 2, "count": 2}]}]}
        )
        assert checked.sweeps[0].axes[0].path == path


@pytest.mark.parametrize(
    ("spacing", "kept"), [("linear", "integer"), ("integer", "integer"), ("log", "log")]
)
def test_evenly_spaced_whole_numbers_are_rounded(spacing: str, kept: str) -> None:
    rounded = axis(path="epochs", spacing=spacing, **{"from": 10, "to": 50})
    assert from_plain(rounded).sweeps[0].axes[0].spacing == kept


def test_an_axis_may_go_down_stand_still_or_have_one_value() -> None:
    for change in ({"from": 0.1, "to": 0.01}, {"from": 0.1, "to": 0.1}, {"count": 1}):
        assert from_plain(axis(**change)).sweeps[0].axes[0].count >= 1


def test_an_axis_belongs_to_the_descent_that_is_swept() -> None:
    two = [{"schedule": {"key": "constant"}}, {"schedule": {"key": "step"}}]
    block = {"path": "schedule.block", "from": 1, "to": 9, "count": 3}
    assert from_plain(plain(descents=two, sweeps=[{"descent": 1, "axes": [block]}]))
    with pytest.raises(InputError) as raised:
        from_plain(plain(descents=two, sweeps=[{"descent": 0, "axes": [block]}]))
    assert raised.value.place == "sweeps[0].axes[0].path"


def test_the_axes_of_an_objective_in_two_dimensions_have_a_second_start() -> None:
    for key, entry in OBJECTIVES.load().items():
        document = from_plain({"version": 1, "objective": {"key": key}})
        paths = axis_parameters(document, document.descents[0], resolve(document.objective))
        assert ("start.y" in paths) is (entry.dimension == 2), key


@pytest.mark.parametrize("measure", MEASURES.keys())
def test_every_measure_can_be_swept(measure: str) -> None:
    assert from_plain(sweep(measure=measure)).sweeps[0].measure == measure


# ---- The view ----


def test_a_view_that_points_nowhere_is_brought_back_into_range() -> None:
    view = {"descent": 7, "sweep": -3, "replay": {"sweep": 0, "cell": [9]}}
    checked = from_plain(sweep() | {"view": view}).view
    assert (checked.descent, checked.sweep, checked.replay) == (0, 0, None)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [([0], True), ([2], True), ([3], False), ([-1], False), ([0, 0], False), ([], False)],
)
def test_a_replayed_cell_is_one_that_the_sweep_has(cell: list[int], kept: bool) -> None:
    view = {"replay": {"sweep": 0, "cell": cell}}
    assert (from_plain(sweep() | {"view": view}).view.replay is not None) is kept


def test_the_document_of_a_newcomer_makes_sense() -> None:
    assert replace(check(default()), view=default().view).objective.key == "gaussian_sine"


def listed(values: Any, path: str = "schedule.rate", **others: Any) -> dict[str, Any]:
    return plain(sweeps=[{"axes": [{"path": path, "spacing": "list", "values": values, **others}]}])


def test_an_axis_may_be_a_list_as_it_was_typed() -> None:
    axis = from_plain(listed([0.1, 0.01, 0.5])).sweeps[0].axes[0]
    assert (axis.low, axis.high, axis.count) == (0.1, 0.5, 3)
    assert axis.values == [0.1, 0.01, 0.5]
    corrected = from_plain(listed([1, 2], **{"from": 7, "to": 8, "count": 9})).sweeps[0].axes[0]
    assert (corrected.low, corrected.high, corrected.count) == (1.0, 2.0, 2)


@pytest.mark.parametrize(
    ("document", "place", "sentence"),
    [
        (listed([]), "values", "allowed is a list of 1 to 4096 numbers"),
        (listed([0.1] * 4097), "values", "allowed is a list of 1 to 4096 numbers"),
        (listed([0.1, -0.1]), "values[1]", "-0.1 is not allowed"),
        (listed([10, 10.5], "epochs"), "values[1]", "10.5 is not allowed"),
        (
            plain(
                sweeps=[{"axes": [{"path": "epochs", "from": 1, "to": 2, "count": 2, "values": [1.0]}]}]
            ),
            "spacing",
            "values are given, so the spacing has to be “list”",
        ),
        (plain(sweeps=[{"axes": [{"path": "epochs", "from": 1, "to": 2}]}]), "", "“count” is missing"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(
    document: dict[str, Any], place: str, sentence: str
) -> None:
    with pytest.raises(InputError) as raised:
        from_plain(document)
    assert raised.value.place == "sweeps[0].axes[0]" + (f".{place}" if place else "")
    assert sentence in str(raised.value.message)
