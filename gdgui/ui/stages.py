"""The parts of one epoch that can be shown one after the other."""

from __future__ import annotations

from enum import IntEnum

from gdgui.engine.message import Message


class Stage(IntEnum):
    """How much of the step that begins at the present epoch is shown.

    WHOLE: epochs are shown as they are, without sub-steps.  Otherwise POINT is where the descent
    stands, then its GRADIENT appears as the tangent, the RATE is read off the schedule's plot, the
    DISPLACEMENT appears as an arrow, and the move is the POINT of the next epoch.
    """

    WHOLE = 0
    POINT = 1
    GRADIENT = 2
    RATE = 3
    DISPLACEMENT = 4


PER_EPOCH = 4
"""Sub-steps in an epoch."""

TITLES = {
    Stage.POINT: Message("position"),
    Stage.GRADIENT: Message("gradient"),
    Stage.RATE: Message("learning rate"),
    Stage.DISPLACEMENT: Message("displacement"),
}
