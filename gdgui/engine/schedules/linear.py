"""η(t) = η₀·(a + (b − a)·min(t, T)/T): a straight line from a·η₀ to b·η₀ over T epochs.

PyTorch's LinearLR, with its defaults; t counts from 0, so the rate b·η₀ is first used in epoch T.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import duration
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    first, last, length = (parameters[key] for key in ("start_factor", "end_factor", "duration"))
    share = np.minimum(step.epoch, length) / length
    return parameters["rate"] * (first + (last - first) * share), state


ENTRY = Schedule(
    key="linear",
    title=Message("Linear"),
    help=Message("In a straight line from one share of the base rate to another, and constant after."),
    fails=Message("Blind to how the descent is doing: it warms up or cools down by the clock."),
    rate=rate,
    formula=r"\eta = \eta_0 \left(a + (b - a)\, \frac{\min(t, T)}{T}\right)",
    parameters=(
        base_rate(),
        Parameter(
            key="start_factor",
            title=Message("First factor"),
            help=Message("The share a of the base rate in the first epoch."),
            default=1.0 / 3.0,
            low=0.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol="a",
        ),
        Parameter(
            key="end_factor",
            title=Message("Last factor"),
            help=Message("The share b of the base rate from epoch T on."),
            default=1.0,
            low=0.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol="b",
        ),
        duration(5),
    ),
    source="PyTorch LinearLR",
    worked=Worked(
        ("eta = rate * (start_factor + (end_factor - start_factor) * (min(t, duration) / duration))",)
    ),
)
