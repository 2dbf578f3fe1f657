"""η(t) = η₀/√(t+1): t counts from 0, so the first epoch has η₀."""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return parameters["rate"] / np.sqrt(step.epoch + 1), state


ENTRY = Schedule(
    key="inverse_sqrt",
    title=Message("Inverse square root"),
    help=Message("Falls like 1/√t: slowly enough to get anywhere, fast enough to settle in the end."),
    fails=Message("Without noise it only slows a descent down; under noise it settles late."),
    rate=rate,
    formula=r"\eta = \frac{\eta_0}{\sqrt{t + 1}}",
    parameters=(base_rate(),),
    source="Online convex programming: Zinkevich 2003",
    worked=Worked(("eta = rate / sqrt(t + 1)",)),
)
