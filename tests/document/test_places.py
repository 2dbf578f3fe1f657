"""Names and numbers that a file may not hold: where they stand and what is allowed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gdgui.document.file import decode
from gdgui.document.places import field_names
from gdgui.engine.message import InputError


@pytest.mark.parametrize(
    ("place", "some"),
    [
        ("", {"version", "objective", "descents", "view"}),
        ("objective", {"key", "parameters"}),
        ("descents[3]", {"start", "epochs"}),
        ("descents[0].schedule", {"warmup"}),
        ("sweeps[0].axes[1]", {"from", "to", "count"}),
        ("view.replay", {"sweep", "cell"}),
    ],
)
def test_the_names_at_a_place_are_those_of_the_file(place: str, some: set[str]) -> None:
    assert some <= set(field_names(place))


@pytest.mark.parametrize("place", ["seed", "nowhere", "objective.parameters", "descents[0].start[0]"])
def test_where_no_object_stands_there_are_no_names(place: str) -> None:
    assert field_names(place) == ()


def refused(plain: dict[str, Any]) -> InputError:
    text = json.dumps({"version": 1, "objective": {"key": "parabola"}} | plain).encode()
    with pytest.raises(InputError) as caught:
        decode(text)
    return caught.value


def test_an_unknown_key_is_named_with_what_is_allowed_beside_it() -> None:
    error = refused({"descents": [{"epoch": 3}]})
    assert error.place == "descents[0].epoch"
    assert "epochs" in str(error.message)
    assert refused({"foo": 1}).place == "foo"


@pytest.mark.parametrize(
    ("plain", "place"),
    [
        ({"descents": [{"schedule": {"parameters": {"rate": float("nan")}}}]}, "parameters.rate"),
        ({"descents": [{"start": [float("nan")]}]}, "descents[0].start"),
        ({"descents": [{"epochs": float("nan")}]}, "descents[0].epochs"),
        ({"tolerance": float("inf")}, "tolerance"),
        ({"seed": 10**400}, "seed"),
    ],
)
def test_a_number_that_json_does_not_know_is_refused_where_it_stands(
    plain: dict[str, Any], place: str
) -> None:
    assert refused(plain).place.endswith(place)


@pytest.mark.parametrize("end", [float("nan"), float("inf"), 1e300, -3])
def test_an_axis_of_whole_numbers_does_not_end_in_what_is_none(end: float) -> None:
    axis = {"path": "epochs", "from": 1, "to": end, "count": 3, "spacing": "integer"}
    assert refused({"sweeps": [{"axes": [axis]}]}).place == "sweeps[0].axes[0].to"
