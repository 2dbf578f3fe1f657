"""Charts and panels that are made when they are asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, TypeVar

from gdgui.ui.intents import Intents

Part = TypeVar("Part")


def later(module: str, name: str) -> Callable[[Intents], Any]:
    """What builds the chart or panel `name` of a module that is not imported before.

    For what is hidden at first: its entry then costs the start no more than its own few lines.
    """

    def build(intents: Intents) -> Any:
        return getattr(importlib.import_module(module), name)(intents)

    return build


class Parts(dict[str, Part]):
    """Charts or panels by their keys; one that is not there yet is made when it is asked for.

    So nobody who starts the program waits for what is hidden.
    """

    def __init__(self, make: Callable[[str], Part]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Part:
        self[key] = self._make(key)
        return self[key]
