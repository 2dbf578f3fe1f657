"""Grow the rate while the loss falls; where it rises too much, refuse the step and shrink the rate.

Vogl et al.: Accelerating the convergence of the back-propagation method, Biological Cybernetics 59
(1988).  With the candidate's loss f_new: where f_new − f > ζ·|f|, or f_new is no number, the point
stays where it is and η ← shrink·η; where f_new < f, η ← grow·η; in between η stays.  The rate of the
first epoch is η₀.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Flags, Parameter, Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Worked


class DriverState(NamedTuple):
    """`rate` (n,): the learning rate of the next step."""

    rate: Values


def init(positions: Positions, parameters: Parameters) -> State:
    return DriverState(np.full(positions.shape[1], parameters["rate"], dtype=np.float64))


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return state.rate, state


def accept(
    step: Step, candidate: Positions, parameters: Parameters, state: State
) -> tuple[Flags, State]:
    value = step.value()
    change = step.value_at(candidate) - value
    # Written so that what is no number is refused.
    accepted = change <= parameters["allowance"] * np.abs(value)
    factor = np.where(change < 0, parameters["grow"], np.where(accepted, 1.0, parameters["shrink"]))
    return accepted, DriverState(state.rate * factor)


ENTRY = Schedule(
    key="bold_driver",
    title=Message("Bold driver"),
    help=Message("Faster while all goes well; after a step that made things worse, back and slower."),
    fails=Message(
        "Needs the loss twice an epoch; it only ever goes down, so it stays in the first valley."
    ),
    rate=rate,
    init=init,
    accept=accept,
    formula=r"\eta_{t=0} = \eta_0,\quad \eta \leftarrow \eta\, a \ \ (f_{\mathrm{new}} < f),\quad"
    r"\eta \leftarrow \eta\, b \ \ (f_{\mathrm{new}} - f > \zeta |f|)",
    parameters=(
        base_rate(),
        Parameter(
            key="grow",
            title=Message("Grow"),
            help=Message("The factor a after a step that made the loss smaller."),
            default=1.05,
            low=1.0,
            slider_low=1.0,
            slider_high=2.0,
            symbol="a",
        ),
        Parameter(
            key="shrink",
            title=Message("Shrink"),
            help=Message("The factor b after a step that was refused."),
            default=0.7,
            low=0.0,
            high=1.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol="b",
        ),
        Parameter(
            key="allowance",
            title=Message("Allowance"),
            help=Message("How much worse, as a share ζ of the loss, a step may make it."),
            default=0.04,
            low=0.0,
            slider_low=0.0,
            slider_high=0.5,
            symbol=r"\zeta",
        ),
    ),
    family=Message("By the step's success"),
    uses_epoch=False,
    source="Vogl et al. 1988",
    worked=Worked(("eta = rate",), {"rate": r"\eta"}),
)
