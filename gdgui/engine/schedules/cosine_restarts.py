"""η(t) = η_min + ½·(η₀ − η_min)·(1 + cos(πs/T_i)), s the epochs since the last restart.

The first cycle has T₀ epochs, and each has `multiplier` times as many as the one before:
T_{i+1} = mult·T_i.  Loshchilov and Hutter, arXiv 1608.03983, eq. 5; PyTorch's
CosineAnnealingWarmRestarts.  t counts from 0, and the first epoch of every cycle has η₀.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import duration, minimum
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Facts, Told, Worked


class CycleState(NamedTuple):
    """`begun` (n,): the epoch in which the cycle began; `length` (n,): how many epochs it has."""

    begun: Values
    length: Values


def init(positions: Positions, parameters: Parameters) -> State:
    count = positions.shape[1]
    return CycleState(np.zeros(count), np.full(count, parameters["duration"], dtype=np.float64))


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    over = step.epoch - state.begun >= state.length
    begun = np.where(over, step.epoch, state.begun)
    length = np.where(over, state.length * parameters["multiplier"], state.length)
    lowest = parameters["minimum"]
    wave = 1.0 + np.cos(np.pi * (step.epoch - begun) / length)
    return lowest + 0.5 * (parameters["rate"] - lowest) * wave, CycleState(begun, length)


def _told(parameters: Parameters, facts: Facts) -> Told:
    over = facts["t"] - facts["begun"] >= facts["length"]
    restart = ("begun = t", "length = multiplier * length") if over else ()
    return Told(
        (
            *restart,
            "s = t - begun",
            "eta = minimum + 0.5 * (rate - minimum) * (1 + cos(pi * s / length))",
        )
    )


ENTRY = Schedule(
    key="cosine_restarts",
    title=Message("Cosine with restarts"),
    help=Message("Falls along a cosine and jumps back to the top, to leap out of a poor valley."),
    fails=Message(
        "A restart throws the descent out of good valleys too; an end mid-cycle is restless."
    ),
    rate=rate,
    init=init,
    formula=r"\eta = \eta_{\min} + \tfrac{1}{2} (\eta_0 - \eta_{\min})"
    r"\left(1 + \cos \frac{\pi s}{T_i}\right),\quad T_0 = T,\quad T_{i+1} = m\, T_i",
    parameters=(
        base_rate(),
        duration(10),
        Parameter(
            key="multiplier",
            title=Message("Multiplier"),
            help=Message("How many times as long each cycle is as the one before."),
            kind="integer",
            default=1,
            low=1,
            slider_low=1,
            slider_high=4,
            symbol="m",
        ),
        minimum(),
    ),
    source="arXiv 1608.03983",
    worked=Worked(told=_told, symbols={"begun": r"t_{\mathrm{begun}}", "length": "T", "s": "s"}),
)
