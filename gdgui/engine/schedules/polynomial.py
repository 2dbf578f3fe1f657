"""η(t) = η_end + (η₀ − η_end)·(1 − min(t, T)/T)^p: PyTorch's PolynomialLR where η_end = 0.

t counts from 0, so the first epoch has η₀, and with T = N the last one has not quite η_end.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import power
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import duration
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    end, length = parameters["end"], parameters["duration"]
    left = 1.0 - np.minimum(step.epoch, length) / length
    return end + (parameters["rate"] - end) * power(left, parameters["power"]), state


ENTRY = Schedule(
    key="polynomial",
    title=Message("Polynomial"),
    help=Message("Falls from the base rate to an end rate as a power of the time that is left."),
    fails=Message("Blind to how the descent is doing, and changed by every change of the duration."),
    rate=rate,
    formula=r"\eta = \eta_{\mathrm{end}} + (\eta_0 - \eta_{\mathrm{end}})"
    r"\left(1 - \frac{\min(t, T)}{T}\right)^p",
    parameters=(
        base_rate(),
        Parameter(
            key="power",
            title=Message("Power"),
            help=Message("The power p: 1 is a straight line, more falls early, less falls late."),
            default=1.0,
            low=0.0,
            slider_low=0.0,
            slider_high=4.0,
            symbol="p",
        ),
        Parameter(
            key="end",
            title=Message("End rate"),
            help=Message("The learning rate from epoch T on, η_end."),
            default=0.0,
            low=0.0,
            slider_low=0.0,
            slider_high=0.1,
            symbol=r"\eta_{\mathrm{end}}",
        ),
        duration(),
    ),
    source="PyTorch PolynomialLR",
    worked=Worked(("eta = end + (rate - end) * (1 - min(t, duration) / duration) ** power",)),
)
