"""The quantities that can be drawn against the epoch, by the names that they have in a document."""

from __future__ import annotations

from typing import NamedTuple

from gdgui.engine.message import Message


class Titles(NamedTuple):
    """What a quantity is called; on a logarithmic axis stands its size, which `log` says."""

    plain: Message
    log: Message
    state: int | None = None
    """Which field of an optimizer's state this is, where it is one; its symbol is put in."""


TRACES = {
    "position": Titles(Message("Position"), Message("Size of the position")),
    "gradient": Titles(Message("Derivative"), Message("Size of the derivative")),
    "learning_rate": Titles(Message("Learning rate"), Message("Learning rate")),
    "value": Titles(Message("Value"), Message("Size of the value")),
    "displacement": Titles(Message("Displacement"), Message("Size of the displacement")),
    "distance": Titles(Message("Distance to the minimum"), Message("Distance to the minimum")),
    "state": Titles(Message("Optimizer state {symbol}"), Message("Size of the state {symbol}"), 0),
    "second_state": Titles(
        Message("Second state {symbol}"), Message("Size of the second state {symbol}"), 1
    ),
}
