"""Changes by path: into what `show` prints, and to the first descent by a sweep's own paths."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from gdgui.document.edit import edit, parse, set_path
from gdgui.document.file import from_plain
from gdgui.document.model import Document
from gdgui.engine.message import InputError


@pytest.fixture
def document() -> Document:
    axis = {"path": "schedule.rate", "from": 0.01, "to": 0.1, "count": 5}
    return from_plain(
        {
            "version": 1,
            "objective": {"key": "gaussian_sine"},
            "descents": [{"start": [1.0]}, {"start": "random"}],
            "sweeps": [{"axes": [axis], "colors": [-1, 1]}],
        }
    )


def value(document: Document, path: str) -> Any:
    found = msgspec.to_builtins(document)
    for name in path.split("."):
        found = found[int(name)] if isinstance(found, list) else found[name]
    return found


@pytest.mark.parametrize(
    ("assignment", "path", "expected"),
    [
        ("descents.1.epochs=7", "descents.1.epochs", 7),
        ("descents.0.start=[2]", "descents.0.start", [2.0]),
        ("descents.0.start=2", "descents.0.start", [2.0]),
        ("descents.0.start.0=2", "descents.0.start", [2.0]),
        ("descents.0.start=random", "descents.0.start", "random"),
        ("descents.1.start=-1.5", "descents.1.start", [-1.5]),
        ("descents.0.schedule.parameters.rate=0.5", "descents.0.schedule.parameters.rate", 0.5),
        ("descents.0.name=my own", "descents.0.name", "my own"),
        ("sweeps.0.axes.0.from=0.02", "sweeps.0.axes.0.from", 0.02),
        ("sweeps.0.colors=[-1.5, 1]", "sweeps.0.colors", (-1.5, 1.0)),
        ("sweeps.0.colors.1=3", "sweeps.0.colors", (-1.0, 3.0)),
        ("tolerance=1e-9", "tolerance", 1e-9),
        ("objective.key=cosine_bowl", "objective.key", "cosine_bowl"),
        ("gradient.key=as_printed", "gradient.key", "as_printed"),
        ("start.x=3", "descents.0.start", [3.0]),
        ("start=3", "descents.0.start", [3.0]),
        ("epochs=12", "descents.0.epochs", 12),
        ("seed=5", "seed", 5),
        ("schedule.rate=0.25", "descents.0.schedule.parameters.rate", 0.25),
        ("schedule.warmup=4", "descents.0.schedule.warmup", 4),
        ("schedule.key=linear_to_zero", "descents.0.schedule.key", "linear_to_zero"),
        ("optimizer.key=momentum", "descents.0.optimizer.key", "momentum"),
    ],
)
def test_a_path_leads_to_its_value(
    document: Document, assignment: str, path: str, expected: object
) -> None:
    assert value(edit(document, [assignment]), path) == expected


def test_only_what_was_named_changes(document: Document) -> None:
    changed = edit(document, ["schedule.rate=0.25"])
    assert edit(changed, ["schedule.rate=0.01"]) == document


def test_nothing_is_changed_in_place(document: Document) -> None:
    plain = msgspec.to_builtins(document)
    before = msgspec.json.encode(plain)
    set_path(plain, "descents.0.schedule.parameters.rate", 9)
    assert msgspec.json.encode(plain) == before


def test_assignments_follow_one_another_and_are_checked_together(document: Document) -> None:
    changed = edit(
        document,
        ["optimizer.key=momentum", "optimizer.momentum=0.5", "schedule.key=step", "schedule.block=3"],
    )
    first = changed.descents[0]
    assert first.optimizer.parameters["momentum"] == 0.5
    assert first.schedule.parameters["block"] == 3


def test_another_schedule_keeps_the_rate_and_takes_its_own_defaults_otherwise(
    document: Document,
) -> None:
    changed = edit(document, ["schedule.rate=0.3", "schedule.key=step"])
    assert changed.descents[0].schedule.parameters["rate"] == 0.3
    assert edit(changed, ["schedule.key=constant"]).descents[0].schedule.parameters == {"rate": 0.3}


@pytest.mark.parametrize(
    ("assignment", "allowed"),
    [
        ("nonsense=1", "schedule.rate"),
        ("descents.2.epochs=1", "0, 1"),
        ("descents.-1.epochs=1", "0, 1"),
        ("descents.0.epoch=1", "epochs"),
        ("descents.0.epochs.more=1", "nothing is inside"),
        ("descents.0.schedule.parameters.rat=1", "rate"),
        ("schedule.rat=1", "rate"),
        ("optimizer.momentum=1", "nothing is inside"),
        ("objective.kappa=1", "nothing is inside"),
        ("start.y=1", "0"),
        ("descents.1.start.0=1", "as a whole"),
        ("sweeps.0.axes.1.count=3", "0"),
        ("view.replay.sweep=0", "nothing is inside"),
        ("schedule.rate.x=0", "parameters"),
    ],
)
def test_an_unknown_path_is_named_with_what_is_allowed(
    document: Document, assignment: str, allowed: str
) -> None:
    with pytest.raises(InputError) as caught:
        edit(document, [assignment])
    assert caught.value.place == assignment.partition("=")[0]
    assert allowed in str(caught.value.message)


@pytest.mark.parametrize(
    ("assignment", "place"),
    [
        ("epochs=0", "descents[0].epochs"),
        ("epochs=1000000000", "descents[0].epochs"),
        ("epochs=-5", "descents[0].epochs"),
        ("schedule.rate=NaN", "descents[0].schedule.parameters.rate"),
        ("schedule.rate=fast", "descents[0].schedule.parameters.rate"),
        ("schedule.rate=-1", "descents[0].schedule.parameters.rate"),
        ("start=Infinity", "descents[0].start"),
        ("start=[1, 2]", "descents[0].start"),
        ("sweeps.0.axes.0.count=0", "sweeps[0].axes[0].count"),
        ("optimizer.key=none", "descents[0].optimizer.key"),
        ("seed=1e400", "seed"),
        ("objective={}", "objective"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_at_its_place(
    document: Document, assignment: str, place: str
) -> None:
    with pytest.raises(InputError) as caught:
        edit(document, [assignment])
    assert caught.value.place == place


@pytest.mark.parametrize("assignment", ["epochs", "", "=3"])
def test_what_is_no_assignment_is_refused(assignment: str) -> None:
    with pytest.raises(InputError, match="PATH=VALUE"):
        parse(assignment)


def test_a_value_is_json_or_else_text() -> None:
    assert parse("a=[1, 2]") == ("a", [1, 2])
    assert parse("a=true") == ("a", True)
    assert parse('a="7"') == ("a", "7")
    assert parse("a=x=y") == ("a", "x=y")
    assert parse("a=") == ("a", "")
