"""η(t) = η₀·min(1, (t+1)/(rise·N), (N−t)/(decay·N)): up, flat, down, as shares of N.

Hu et al., arXiv 2404.06395 (MiniCPM), section 4, whose decay may have any shape; this one is a straight
line.  t counts from 0: the rate is above 0 in the first epoch and in the last, and a share of 0 leaves
its part out.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    # Where a descent has fewer epochs than its neighbours in a batch, it is already out when t = N.
    climbing = _share(step.epoch + 1, parameters["rise"] * step.epochs)
    falling = _share(np.maximum(step.epochs - step.epoch, 0), parameters["decay"] * step.epochs)
    return parameters["rate"] * np.minimum(np.minimum(1.0, climbing), falling), state


def _share(epochs: Rate, length: Rate) -> Rate:
    result: Rate = np.where(length > 0, epochs / np.where(length > 0, length, 1.0), 1.0)
    return result


ENTRY = Schedule(
    key="warmup_stable_decay",
    title=Message("Warm-up, stable, decay"),
    help=Message(
        "Climbs, stays, and falls: most of the way at the full rate, and a landing at the end."
    ),
    fails=Message("Until the fall begins nothing settles: the end of the flat part says little."),
    rate=rate,
    formula=r"\eta = \eta_0 \min\left(1,\ \frac{t+1}{r N},\ \frac{N-t}{d N}\right)",
    parameters=(
        base_rate(),
        Parameter(
            key="rise",
            title=Message("Rise"),
            help=Message("The share r of all epochs in which the rate climbs."),
            default=0.1,
            low=0.0,
            high=1.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol="r",
        ),
        Parameter(
            key="decay",
            title=Message("Fall"),
            help=Message("The share d of all epochs in which the rate falls."),
            default=0.2,
            low=0.0,
            high=1.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol="d",
        ),
    ),
    uses_epochs=True,
    source="arXiv 2404.06395",
    worked=Worked(("eta = rate * min(1, (t + 1) / (rise * N), (N - t) / (decay * N))",)),
)
