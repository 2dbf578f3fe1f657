"""Documents of older versions."""

from __future__ import annotations

import json

import pytest

from gdgui.document import file, migration, model
from gdgui.document.model import VERSION


def test_every_older_version_has_a_step() -> None:
    assert sorted(migration.STEPS) == list(range(1, VERSION))


def test_a_document_of_the_present_version_stays_as_it_is() -> None:
    plain = json.loads(file.encode(model.default()))
    assert migration.migrated(plain) is plain


def test_steps_follow_each_other_and_the_file_in_memory_is_not_touched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def renamed(plain: migration.Plain) -> migration.Plain:
        plain["objective"] = {"key": plain.pop("function")}
        return plain

    def begun_at(plain: migration.Plain) -> migration.Plain:
        plain["seed"] = plain["seed"] + 1
        return plain

    monkeypatch.setattr(migration, "STEPS", {VERSION - 2: renamed, VERSION - 1: begun_at})
    old = {"version": VERSION - 2, "function": "parabola", "seed": 6}
    document = file.from_plain(old)
    assert document.version == VERSION
    assert document.objective.key == "parabola"
    assert document.seed == 7
    assert old == {"version": VERSION - 2, "function": "parabola", "seed": 6}


@pytest.mark.parametrize("version", ["1", None, 1.5, True, [1]])
def test_a_version_that_is_no_number_is_left_to_whoever_refuses_it(version: object) -> None:
    plain = {"version": version}
    assert migration.migrated(plain) is plain
