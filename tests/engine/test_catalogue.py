"""The catalogue finds what lies in a folder, and a file that is wrong is refused by its name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gdgui.engine.catalogue import Catalogue, MalformedEntryError
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import Parameter


@dataclass(frozen=True)
class Rule:
    """The least that an entry has to be."""

    key: str
    parameters: tuple[Parameter, ...] = ()


HEAD = """
from gdgui.engine.message import Message
from gdgui.engine.types import Option, Parameter
from {tests} import Rule

def parameter(key, **others):
    return Parameter(key=key, title=Message(key), help=Message(key), **others)

"""

Build = Callable[..., "Catalogue[Rule]"]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Build]:
    """Makes a catalogue of a new package out of the text of its files."""
    monkeypatch.syspath_prepend(tmp_path)
    # The files import Rule from here, under whatever name pytest has given this module.
    monkeypatch.setitem(sys.modules, "catalogue_rules", sys.modules[__name__])
    made: list[str] = []

    def make(**files: str) -> Catalogue[Rule]:
        package = f"folder_{tmp_path.name.replace('-', '_')}_{len(made)}"
        made.append(package)
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        for name, text in files.items():
            head = HEAD.format(tests="catalogue_rules")
            (folder / f"{name}.py").write_text(head + text, encoding="utf-8")
        return Catalogue(package, Rule)

    yield make
    for name in list(sys.modules):
        if name.partition(".")[0] in made:
            del sys.modules[name]


def test_every_file_is_an_entry_in_alphabetical_order(build: Build) -> None:
    catalogue = build(
        second='ENTRY = Rule("second")', first='ENTRY = Rule("first")', third='ENTRY = Rule("third")'
    )
    assert catalogue.keys() == ("first", "second", "third")
    assert list(catalogue) == ["first", "second", "third"]
    assert {key: entry.key for key, entry in catalogue.load().items()} == {
        key: key for key in ("first", "second", "third")
    }
    assert "first" in catalogue
    assert "fourth" not in catalogue


def test_a_file_whose_name_begins_with_an_underscore_is_none(build: Build) -> None:
    assert build(one='ENTRY = Rule("one")', _shared="")["one"].key == "one"
    assert build(one='ENTRY = Rule("one")', _shared="").keys() == ("one",)


def test_a_file_is_imported_when_its_entry_is_first_asked_for(build: Build) -> None:
    catalogue = build(good='ENTRY = Rule("good")', bad="raise RuntimeError('imported')")
    assert catalogue.keys() == ("bad", "good")
    assert catalogue["good"].key == "good"
    with pytest.raises(MalformedEntryError, match="imported"):
        catalogue["bad"]


def test_an_entry_is_the_same_object_every_time(build: Build) -> None:
    catalogue = build(one='ENTRY = Rule("one")')
    assert catalogue["one"] is catalogue["one"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has no ENTRY of type Rule"),
        ("ENTRY = None", "has no ENTRY of type Rule"),
        ("ENTRY = Rule", "has no ENTRY of type Rule"),
        ('ENTRY = {"key": "wrong"}', "has no ENTRY of type Rule"),
        ('ENTRY = Rule("other")', "calls its ENTRY 'other', and keys equal file names"),
        ('ENTRY = Rule("right")', "calls its ENTRY 'right', which another file is called"),
        (
            'ENTRY = Rule("wrong", (parameter("a", default=1.0), parameter("a", default=2.0)))',
            "declares the parameter 'a' twice",
        ),
        (
            'ENTRY = Rule("wrong", (parameter("a", default=-1.0, low=0.0),))',
            "default of a: -1.0 is not allowed; allowed is a finite number from 0",
        ),
        (
            'ENTRY = Rule("wrong", (parameter("a"),))',
            "default of a: None is not allowed; allowed is a finite number",
        ),
        ("this is no Python", "cannot be imported: SyntaxError"),
        ("import gdgui.engine.no_such_file", "cannot be imported: ModuleNotFoundError"),
    ],
)
def test_a_malformed_file_is_refused_by_name_with_the_reason(
    build: Build, text: str, reason: str
) -> None:
    catalogue = build(right='ENTRY = Rule("right")', wrong=text)
    for ask in (lambda: catalogue["wrong"], catalogue.load):
        with pytest.raises(MalformedEntryError) as raised:
            ask()
        assert ".wrong" in str(raised.value)
        assert reason in str(raised.value)
    assert catalogue["right"].key == "right"


def test_an_unknown_key_is_told_what_there_is(build: Build) -> None:
    catalogue = build(one='ENTRY = Rule("one")', two='ENTRY = Rule("two")')
    with pytest.raises(InputError) as raised:
        catalogue["three"]
    assert str(raised.value) == "there is no “three”; allowed is one of one, two"


@pytest.mark.parametrize("key", ["", "../one", "_shared", "__init__", "one.two", "ONE", "x" * 10_000])
def test_only_the_name_of_a_file_is_a_key(build: Build, key: str) -> None:
    catalogue = build(one='ENTRY = Rule("one")', _shared="")
    with pytest.raises(InputError) as raised:
        catalogue[key]
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    "catalogue", [OBJECTIVES, GRADIENTS, SCHEDULES, OPTIMIZERS, MEASURES], ids=lambda c: c._package
)
def test_every_entry_of_ours_can_be_loaded(catalogue: Catalogue[Rule]) -> None:
    entries = catalogue.load()
    assert list(entries) == sorted(entries)
    assert entries
