"""η(t) = η₀·f, or scaled: η₀·clip((f − f_lo)/(f₀ − f_lo), 0, 1), f₀ the value at the start.

The notes' rule by loss.  As it stands the rate is negative wherever f < 0, and the point climbs; that
is what the rule says, and nothing here corrects it.  Scaled, a start at the lowest value has rate 0.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Worked


class LossState(NamedTuple):
    """`first` (n,): the value at the start; unknown before the first epoch."""

    first: Values


def init(positions: Positions, parameters: Parameters) -> State:
    return LossState(np.full(positions.shape[1], np.nan)) if parameters["scaled"] else ()


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    value = step.value()
    if not parameters["scaled"]:
        return parameters["rate"] * value, state
    first = value if step.epoch == 0 else state.first
    lowest = parameters["lowest"]
    span = first - lowest
    share = np.where(span == 0, 0.0, (value - lowest) / span)
    return parameters["rate"] * np.clip(share, 0.0, 1.0), LossState(first)


def _lines(parameters: Parameters) -> tuple[str, ...]:
    if parameters["scaled"]:
        return ("eta = rate * min(max((f - lowest) / (first - lowest), 0), 1)",)
    return ("eta = rate * f",)


def _formula(parameters: Parameters) -> str:
    if parameters["scaled"]:
        share = r"\frac{f(x) - f_{lo}}{f(x_0) - f_{lo}}"
        return rf"\eta = \eta_0 \min\left(\max\left({share},\ 0\right),\ 1\right)"
    return r"\eta = \eta_0\, f(x)"


ENTRY = Schedule(
    key="loss",
    title=Message("By loss"),
    help=Message("Large while the loss is large, small as it falls."),
    fails=Message(
        "Works only while the loss lies in [0, 1], though it can be scaled; where f < 0 the rate "
        "turns negative and the point climbs."
    ),
    rate=rate,
    init=init,
    formula=_formula({"scaled": False}),
    variant=_formula,
    parameters=(
        base_rate(),
        Parameter(
            key="scaled",
            title=Message("Scaled"),
            help=Message("Scale the loss to [0, 1] between its lowest value and that at the start."),
            kind="flag",
            default=False,
        ),
        Parameter(
            key="lowest",
            title=Message("Lowest loss"),
            help=Message("The least value f_lo, for the scaled form; empty: the objective's own."),
            default=None,
            derived="lowest",
            optional=True,
            slider_low=-10.0,
            slider_high=10.0,
            symbol=r"f_{lo}",
        ),
    ),
    family=Message("By loss"),
    uses_epoch=False,
    never_negative=False,
    source="Lecture notes",
    worked=Worked(_lines, {"first": "f_0"}),
)
