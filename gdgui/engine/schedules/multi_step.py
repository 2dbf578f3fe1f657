"""η(t) = η₀·γ^(number of milestones ≤ t): PyTorch's MultiStepLR.

t counts from 0.  A milestone that is named twice counts twice, as in PyTorch.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import factor
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Facts, Told, Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    passed = sum(milestone <= step.epoch for milestone in parameters["milestones"])
    return parameters["rate"] * np.power(parameters["gamma"], passed, dtype=np.float64), state


def _told(parameters: Parameters, facts: Facts) -> Told:
    passed = sum(milestone <= facts["t"] for milestone in parameters["milestones"])
    return Told(("eta = rate * gamma ** passed",), {"passed": float(passed)})


ENTRY = Schedule(
    key="multi_step",
    title=Message("At milestones"),
    help=Message("Multiplied by γ at each of the epochs that you name."),
    fails=Message("The milestones have to be known beforehand, and fit one problem only."),
    rate=rate,
    formula=r"\eta = \eta_0\, \gamma^{\#\{m \leq t\}}",
    parameters=(
        base_rate(),
        Parameter(
            key="milestones",
            title=Message("Milestones"),
            help=Message("The epochs from which the rate is multiplied by γ once more."),
            kind="numbers",
            default=(20.0, 40.0),
            low=0.0,
            symbol="m",
        ),
        factor(0.1),
    ),
    source="PyTorch MultiStepLR",
    worked=Worked(told=_told, symbols={"passed": r"\#\{m \leq t\}"}),
)
