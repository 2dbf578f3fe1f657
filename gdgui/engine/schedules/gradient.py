"""η(t) = η₀·|g|, optionally at most `cap`: the notes' rule by derivative."""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State, size
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    scaled = parameters["rate"] * size(step.gradient)
    cap = parameters["cap"]
    return scaled if cap is None else np.minimum(scaled, cap), state


def _lines(parameters: Parameters) -> tuple[str, ...]:
    if parameters["cap"] is None:
        return ("eta = rate * size(g)",)
    return ("eta = min(rate * size(g), cap)",)


def _formula(parameters: Parameters) -> str:
    if parameters["cap"] is None:
        return r"\eta = \eta_0\, |g|"
    return r"\eta = \min\left(\eta_0\, |g|,\ \eta_{\max}\right)"


ENTRY = Schedule(
    key="gradient",
    title=Message("By derivative"),
    help=Message("Large where the function is steep, small where it is flat."),
    fails=Message("Adapts, but needs more parameters and the right scale: |g| carries a unit."),
    rate=rate,
    formula=_formula({"cap": None}),
    variant=_formula,
    parameters=(
        base_rate(),
        Parameter(
            key="cap",
            title=Message("At most"),
            help=Message("The rate never exceeds this; leave it empty for no limit."),
            default=None,
            optional=True,
            low=0.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol=r"\eta_{\max}",
        ),
    ),
    family=Message("By derivative"),
    uses_epoch=False,
    source="Lecture notes",
    worked=Worked(_lines, {"cap": r"\eta_{\max}"}),
)
