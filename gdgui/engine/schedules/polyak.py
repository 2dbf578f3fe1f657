"""η(t) = (f − f*)/|g|²: the step that would reach f* on a straight line (Polyak 1987).

Where g = 0 the rate is 0.  Where f lies below f* the rate is negative, as the formula says.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import dot
from gdgui.engine.schedules import Schedule
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Facts, Told, Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    below = dot(step.gradient, step.gradient)
    none = below == 0
    gap = step.value() - parameters["lowest"]
    return np.where(none, 0.0, gap / np.where(none, 1.0, below)), state


def _told(parameters: Parameters, facts: Facts) -> Told:
    flat = not np.any(facts.values["g"])
    return Told(("eta = 0" if flat else "eta = (f - lowest) / size(g) ** 2",))


ENTRY = Schedule(
    key="polyak",
    title=Message("Polyak"),
    help=Message("Nothing to choose: the rate follows from how far the loss is above its least value."),
    fails=Message(
        "The least value has to be known; in a valley that is not the deepest it never settles."
    ),
    rate=rate,
    formula=r"\eta = \frac{f(x) - f^*}{|g|^2}",
    parameters=(
        Parameter(
            key="lowest",
            title=Message("Lowest loss"),
            help=Message("The least value f*; empty: the objective's own."),
            default=None,
            derived="lowest",
            slider_low=-10.0,
            slider_high=10.0,
            symbol="f^*",
        ),
    ),
    family=Message("By loss"),
    uses_epoch=False,
    never_negative=False,
    source="Polyak 1987",
    worked=Worked(told=_told),
)
