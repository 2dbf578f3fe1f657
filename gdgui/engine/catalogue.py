"""Finds the entries of a folder and checks them.

An entry is a file of its own with an `ENTRY` in it.  Nothing lists the files: to add an entry is to
add its file.  A file is imported when its entry is first asked for, so that a program which shows
one objective does not pay for forty.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Generic, Protocol, TypeVar

from gdgui.engine.message import InputError, Message
from gdgui.engine.types import Parameter, shorten


class Entry(Protocol):
    """What the catalogue itself needs to know of an entry."""

    @property
    def key(self) -> str: ...
    @property
    def parameters(self) -> tuple[Parameter, ...]: ...


E = TypeVar("E", bound=Entry)


class MalformedEntryError(Exception):
    """A file of the catalogue is wrong; the message names it.  A mistake of ours, not the user's."""


class Catalogue(Generic[E]):
    """The entries of one folder, by key.  A key is the name of its file."""

    def __init__(self, package: str, kind: type[E]) -> None:
        self._package = package
        self._kind = kind
        self._loaded: dict[str, E] = {}

    def keys(self) -> tuple[str, ...]:
        """Every key, in alphabetical order, without importing an entry."""
        return _files(self._package)

    def __contains__(self, key: object) -> bool:
        return key in self.keys()

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __getitem__(self, key: str) -> E:
        """The entry called `key`.  Raises InputError where there is none, with what there is."""
        if key not in self._loaded:
            if key not in self.keys():
                raise InputError(
                    Message(
                        "there is no {key}; allowed is one of {keys}",
                        {"key": shorten(key), "keys": ", ".join(self.keys())},
                    )
                )
            self._loaded[key] = check_entry(_import(f"{self._package}.{key}"), key, self._kind)
        return self._loaded[key]

    def load(self) -> Mapping[str, E]:
        """All entries, imported and checked, by key."""
        return {key: self[key] for key in self.keys()}


@cache
def _files(package: str) -> tuple[str, ...]:
    module = importlib.import_module(package)
    names = (info.name for info in pkgutil.iter_modules(module.__path__) if not info.ispkg)
    return tuple(sorted(name for name in names if not name.startswith("_")))


def _import(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise MalformedEntryError(f"{name} cannot be imported: {error!r}") from error


def check_entry(module: ModuleType, key: str, kind: type[E]) -> E:
    """The ENTRY of `module`.  Raises MalformedEntryError that names the file and what is wrong."""
    where = f"{module.__name__} ({module.__file__})"
    entry = getattr(module, "ENTRY", None)
    if not isinstance(entry, kind):
        raise MalformedEntryError(f"{where} has no ENTRY of type {kind.__name__}")
    if entry.key != key:
        taken = key_is_taken(module, entry.key)
        reason = "which another file is called" if taken else "and keys equal file names"
        raise MalformedEntryError(f"{where} calls its ENTRY {entry.key!r}, {reason}")
    keys = [parameter.key for parameter in entry.parameters]
    for name in keys:
        if keys.count(name) > 1:
            raise MalformedEntryError(f"{where} declares the parameter {name!r} twice")
    for parameter in entry.parameters:
        try:
            parameter.check(parameter.default)
        except InputError as error:
            raise MalformedEntryError(f"{where}, default of {error}") from error
    return entry


def key_is_taken(module: ModuleType, key: str) -> bool:
    """Whether another file of the folder already has this key."""
    return key in _files(module.__name__.rpartition(".")[0])
