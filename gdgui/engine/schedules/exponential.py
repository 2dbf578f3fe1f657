"""η(t) = η₀·γ^t: PyTorch's ExponentialLR; t counts from 0, so the first epoch has η₀."""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import factor
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return parameters["rate"] * np.power(parameters["gamma"], step.epoch, dtype=np.float64), state


ENTRY = Schedule(
    key="exponential",
    title=Message("Exponential"),
    help=Message("Multiplied by γ after every epoch: it halves again and again in the same time."),
    fails=Message(
        "All its steps together are of finite length: a minimum further away is never reached."
    ),
    rate=rate,
    formula=r"\eta = \eta_0\, \gamma^t",
    parameters=(base_rate(), factor(0.95)),
    source="PyTorch ExponentialLR",
    worked=Worked(("eta = rate * gamma**t",)),
)
