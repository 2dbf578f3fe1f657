"""The quantities that can be drawn against the epoch."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.document.traces import TRACES
from gdgui.engine.message import Message
from gdgui.ui.language import tr
from gdgui.ui.snapshot import Array, Run, Snapshot
from gdgui.ui.traces.states import States

Values = Callable[[Snapshot, Run, States], Array]


class Quantity(Struct, frozen=True):
    """One quantity: its titles, and its values for a run, shape (k,), from epoch 0 on.

    On a logarithmic axis stands its size, which `log_title` says.  `state` is the place of the field
    that an optimizer remembers, where this is one.
    """

    title: Message
    log_title: Message
    values: Values
    state: int | None = None

    def named(self, log: bool, symbol: str = "") -> str:
        """The title; `symbol` is that of the field, where this is one."""
        title = self.log_title if log else self.title
        return tr(replace(title, values={"symbol": symbol})).strip()


def _column(name: str) -> Values:
    def values(snapshot: Snapshot, run: Run, states: States) -> Array:
        return run.trace(name)

    return values


def _distance(snapshot: Snapshot, run: Run, states: States) -> Array:
    """The distance to the nearest of the known minima: min |x_t − x*|."""
    minima = np.array(snapshot.plan.objective.minima, dtype=np.float64)
    if not minima.size:
        return np.empty(0)
    nearest = np.full(len(run.path), np.inf)
    with np.errstate(all="ignore"):
        for place in minima:
            away = run.path - place
            nearest = np.fmin(nearest, np.sqrt(np.sum(away * away, axis=1)))
    return nearest


def _state(field: int) -> Values:
    def values(snapshot: Snapshot, run: Run, states: States) -> Array:
        return states.values(run, field)

    return values


_VALUES: dict[str, Values] = {
    "position": _column("position"),
    "gradient": _column("gradient"),
    "learning_rate": _column("learning_rate"),
    "value": _column("value"),
    "displacement": _column("displacement"),
    "distance": _distance,
    "state": _state(0),
    "second_state": _state(1),
}

QUANTITIES = {
    name: Quantity(titles.plain, titles.log, _VALUES[name], titles.state)
    for name, titles in TRACES.items()
}
