"""η(t) = η_min + ½·(η₀ − η_min)·(1 + cos(πt/T)): Loshchilov and Hutter, arXiv 1608.03983, eq. 5.

PyTorch's CosineAnnealingLR in closed form.  t counts from 0, so the first epoch has η₀, and with T = N
the last one has not quite η_min.  After T epochs the rate rises again, as the formula says and as
PyTorch has it.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import duration, minimum
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    lowest = parameters["minimum"]
    wave = 1.0 + np.cos(np.pi * step.epoch / parameters["duration"])
    return lowest + 0.5 * (parameters["rate"] - lowest) * wave, state


ENTRY = Schedule(
    key="cosine",
    title=Message("Cosine"),
    help=Message("Stays high, falls in the middle, and lands softly: half a wave of the cosine."),
    fails=Message("Blind to how the descent is doing; past its duration the rate rises again."),
    rate=rate,
    formula=r"\eta = \eta_{\min} + \tfrac{1}{2} (\eta_0 - \eta_{\min})"
    r"\left(1 + \cos \frac{\pi t}{T}\right)",
    parameters=(base_rate(), minimum(), duration()),
    source="arXiv 1608.03983",
    worked=Worked(("eta = minimum + 0.5 * (rate - minimum) * (1 + cos(pi * t / duration))",)),
)
