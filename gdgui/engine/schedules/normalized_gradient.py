"""η(t) = η₀/(|g| + ε): every step of plain gradient descent is about η₀ long, however steep it is.

Where |g| + ε is zero the rate is 0.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State, size
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    below = size(step.gradient) + parameters["epsilon"]
    none = below == 0
    return np.where(none, 0.0, parameters["rate"] / np.where(none, 1.0, below)), state


ENTRY = Schedule(
    key="normalized_gradient",
    title=Message("Normalized gradient"),
    help=Message(
        "Steps of the same length everywhere: neither slow in flat places nor wild in steep ones."
    ),
    fails=Message("Its steps do not shrink at the minimum: it hops about it, η₀ to either side."),
    rate=rate,
    formula=r"\eta = \frac{\eta_0}{|g| + \varepsilon}",
    parameters=(
        base_rate(),
        Parameter(
            key="epsilon",
            title=Message("Epsilon"),
            help=Message("A small number ε that keeps the divisor from being zero."),
            default=1e-8,
            low=0.0,
            slider_low=1e-12,
            slider_high=1.0,
            log=True,
            symbol=r"\varepsilon",
        ),
    ),
    family=Message("By derivative"),
    uses_epoch=False,
    source="Shor 1985",
    worked=Worked(("eta = rate / (size(g) + epsilon)",)),
)
