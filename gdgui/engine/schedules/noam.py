"""η(t) = η₀·d^−½·min((t+1)^−½, (t+1)·w^−3/2): Vaswani et al., arXiv 1706.03762, eq. 3.

The paper counts steps from 1, which is t + 1 here.  The rate climbs in a straight line for w epochs,
then falls like 1/√t; d is the width of the model, and here nothing but a factor.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    count = step.epoch + 1.0
    falling = np.power(count, -0.5)
    rising = count * np.power(parameters["rise"], -1.5)
    return parameters["rate"] * np.power(parameters["width"], -0.5) * np.minimum(falling, rising), state


ENTRY = Schedule(
    key="noam",
    title=Message("Noam"),
    help=Message(
        "Climbs in a straight line, then falls like 1/√t: the schedule of the first Transformer."
    ),
    fails=Message("The rate hangs on a width that only a network has: elsewhere it is a mere factor."),
    rate=rate,
    formula=r"\eta = \eta_0\, d^{-1/2} \min\left((t+1)^{-1/2},\ (t+1)\, w^{-3/2}\right)",
    parameters=(
        base_rate(1.0),
        Parameter(
            key="width",
            title=Message("Width"),
            help=Message("The width d of the model: the rate is divided by its root."),
            kind="integer",
            default=512,
            low=1,
            slider_low=1,
            slider_high=4096,
            log=True,
            symbol="d",
        ),
        Parameter(
            key="rise",
            title=Message("Rise"),
            help=Message("How many epochs w the rate climbs."),
            kind="integer",
            default=10,
            low=1,
            slider_low=1,
            slider_high=100,
            symbol="w",
        ),
    ),
    source="arXiv 1706.03762",
    worked=Worked(("eta = rate / sqrt(width) * min(1 / sqrt(t + 1), (t + 1) / rise**1.5)",)),
)
