"""η(t) = η_min + (η₀ − η_min)·max(0, 1 − |t/s − 2c + 1|)·a, with the cycle c = ⌊1 + t/(2s)⌋.

The rate climbs for s epochs from η_min to η₀ and falls for as many.  The height a is 1 (triangular),
½^(c−1) (triangular2), or γ^t (exp_range).  Smith, arXiv 1506.01186; PyTorch's CyclicLR, whose γ is 1
unless somebody sets it.  t counts from 0, and the first epoch has η_min.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Option, Parameter, Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    half, lowest = parameters["half_cycle"], parameters["minimum"]
    cycle = step.epoch // (2 * half) + 1
    rise = np.maximum(0.0, 1.0 - np.abs(step.epoch / half - 2 * cycle + 1))
    height = (parameters["rate"] - lowest) * rise
    match parameters["mode"]:
        case "triangular2":
            height = np.ldexp(height, 1 - cycle)
        case "exp_range":
            height = height * np.power(parameters["gamma"], step.epoch, dtype=np.float64)
    return lowest + height, state


def _lines(parameters: Parameters) -> tuple[str, ...]:
    height = {"triangular": "", "triangular2": " / 2 ** (c - 1)", "exp_range": " * gamma**t"}
    rise = "(rate - minimum) * max(0, 1 - abs(t / half_cycle - 2 * c + 1))"
    return (
        "c = floor(1 + t / (2 * half_cycle))",
        f"eta = minimum + {rise}{height[parameters['mode']]}",
    )


def _formula(parameters: Parameters) -> str:
    height = {"triangular": "", "triangular2": r"\, 2^{1-c}", "exp_range": r"\, \gamma^t"}
    return (
        r"\eta = \eta_{\min} + (\eta_0 - \eta_{\min})\, \max\left(0,\, 1 - "
        rf"\left|\frac{{t}}{{s}} - 2c + 1\right|\right){height[parameters['mode']]},\quad "
        r"c = \left\lfloor 1 + \frac{t}{2s} \right\rfloor"
    )


ENTRY = Schedule(
    key="cyclic",
    title=Message("Cyclic"),
    help=Message("Up and down in triangles: it visits small and large rates again and again."),
    fails=Message("The end depends on where in a cycle the last epoch falls."),
    rate=rate,
    formula=_formula({"mode": "triangular"}),
    variant=_formula,
    parameters=(
        Parameter(
            key="minimum",
            title=Message("Lowest rate"),
            help=Message("The learning rate at the bottom, η_min."),
            default=0.001,
            low=0.0,
            slider_low=0.0,
            slider_high=0.1,
            symbol=r"\eta_{\min}",
        ),
        base_rate(),
        Parameter(
            key="half_cycle",
            title=Message("Half cycle"),
            help=Message("How many epochs s the rate climbs, and falls again."),
            kind="integer",
            default=10,
            low=1,
            slider_low=1,
            slider_high=100,
            symbol="s",
        ),
        Parameter(
            key="mode",
            title=Message("Mode"),
            help=Message(
                "Whether the triangles keep their height, halve it, or lose it by γ an epoch."
            ),
            kind="choice",
            default="triangular",
            options=(
                Option("triangular", Message("triangular")),
                Option("triangular2", Message("triangular, halved")),
                Option("exp_range", Message("triangular, fading")),
            ),
        ),
        Parameter(
            key="gamma",
            title=Message("Factor"),
            help=Message("The factor γ an epoch; it counts in the fading mode alone."),
            default=0.99,
            low=0.0,
            high=1.0,
            slider_low=0.9,
            slider_high=1.0,
            symbol=r"\gamma",
        ),
    ),
    source="arXiv 1506.01186",
    worked=Worked(_lines, {"c": "c"}),
)
