"""The catalogue as other programs read it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gdgui.document import lesson
from gdgui.export.listing import CATALOGUES, as_json, entries, table


def refuse(name: str) -> Any:
    raise AssertionError(f"{name} is no JSON")


@pytest.mark.parametrize("kind", [*CATALOGUES, "lessons"])
def test_every_entry_stands_in_strict_json_with_key_and_title_first(kind: str) -> None:
    listed = json.loads(as_json(entries(kind, "en")), parse_constant=refuse)
    keys = lesson.keys() if kind == "lessons" else CATALOGUES[kind].keys()
    assert sorted(entry["key"] for entry in listed) == sorted(keys)
    for entry in listed:
        assert list(entry)[:2] == ["key", "title"]
        assert entry["title"]


@pytest.mark.parametrize("kind", ["objectives", "gradients", "schedules", "optimizers"])
def test_entries_have_formula_help_and_parameters(kind: str) -> None:
    for entry in entries(kind, "en"):
        assert entry["formula"]
        assert entry["help"]
        for parameter in entry["parameters"]:
            assert {"key", "title", "kind", "default", "low", "high"} <= set(parameter)


@pytest.mark.parametrize("kind", CATALOGUES)
def test_all_entries_of_a_kind_tell_the_same_things_and_no_function_is_among_them(kind: str) -> None:
    first, *others = entries(kind, "en")
    assert all(entry.keys() == first.keys() for entry in others)
    loaded = CATALOGUES[kind].load().values()
    assert not any(callable(getattr(entry, name)) for entry in loaded for name in first)


def test_what_follows_from_the_fields_is_told_too() -> None:
    watching = [entry["key"] for entry in entries("measures", "en") if entry["watches"]]
    assert "lyapunov_exponent" in watching
    assert "final_value" not in watching
    assert all(entry["dimension"] in (1, 2) for entry in entries("objectives", "en"))


def test_what_is_not_bounded_is_null() -> None:
    constant = next(e for e in entries("schedules", "en") if e["key"] == "constant")
    rate = next(p for p in constant["parameters"] if p["key"] == "rate")
    assert (rate["low"], rate["high"], rate["default"]) == (0.0, None, 0.01)
    assert constant["fails"]


def test_the_table_has_a_line_for_each_entry() -> None:
    listed = entries("gradients", "en")
    lines = table(listed).splitlines()
    assert [line.split()[0] for line in lines] == [entry["key"] for entry in listed]
    assert all(entry["title"] in line for entry, line in zip(listed, lines, strict=True))
