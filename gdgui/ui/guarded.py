"""Painting that fails harms nobody.

An exception that leaves the painting of an item in a scene goes through Qt's own code, which knows
nothing of it, and the process may crash.  It ends here instead: it is reported as any other that nobody
caught, and what else is on the screen is painted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtGui import QPainter

Item = TypeVar("Item")
Rest = ParamSpec("Rest")


def guarded(
    paint: Callable[Concatenate[Item, QPainter, Rest], None],
) -> Callable[Concatenate[Item, QPainter, Rest], None]:
    """The `paint` of a graphics item, from which no exception escapes."""

    @wraps(paint)
    def guard(item: Item, painter: QPainter, /, *rest: Rest.args, **named: Rest.kwargs) -> None:
        painter.save()
        with reported():
            paint(item, painter, *rest, **named)
        painter.restore()

    return guard


@contextmanager
def reported() -> Iterator[None]:
    """An exception inside is reported, and what comes after goes on."""
    try:
        yield
    except Exception:
        sys.excepthook(*sys.exc_info())
