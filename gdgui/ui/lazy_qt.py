"""Keeps pyqtgraph from touching every class of Qt when it is imported.

pyqtgraph.Qt copies all names of QtCore, QtGui and QtWidgets into modules of its own.  PySide6 makes a
class when it is first asked for, so the copying makes all two thousand: a third of the time until the
window of an otherwise empty program is seen.  Here its three modules are put in place before it comes,
and pass every name on to PySide6 when somebody wants it.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import ExitStack
from types import ModuleType

NAMES = ("QtCore", "QtGui", "QtWidgets")


class Passing(ModuleType):
    """A module that has what `source` has, and what is set on it."""

    def __init__(self, name: str, source: ModuleType) -> None:
        super().__init__(name, source.__doc__)
        self._source = source

    def __getattr__(self, name: str) -> object:
        value = getattr(self._source, name)
        setattr(self, name, value)  # the next time it is found without us
        return value

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *dir(self._source)})


def import_pyqtgraph() -> None:
    """Imports pyqtgraph; harmless where it is there already."""
    if "pyqtgraph" in sys.modules:
        return
    sources = [importlib.import_module(f"PySide6.{name}") for name in NAMES]
    with ExitStack() as afterwards:
        for name, source in zip(NAMES, sources, strict=True):
            sys.modules[f"pyqtgraph.Qt.{name}"] = Passing(f"pyqtgraph.Qt.{name}", source)
            afterwards.callback(vars(source).update, {"__dir__": source.__dir__})
            vars(source)["__dir__"] = list  # it copies what it is told of, and is told of nothing
        importlib.import_module("pyqtgraph")
