"""η(t) = η₀·γ^⌊t/s⌋: constant in blocks of s epochs (PyTorch's StepLR)."""

from gdgui.engine.message import Message
from gdgui.engine.numbers import power
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    blocks = step.epoch // parameters["block"]
    return parameters["rate"] * power(parameters["gamma"], blocks), state


ENTRY = Schedule(
    key="step",
    title=Message("By blocks"),
    help=Message("Constant for a block of epochs, then multiplied by γ."),
    fails=Message("Good and common, but blind to how the descent is doing."),
    rate=rate,
    formula=r"\eta = \eta_0\, \gamma^{\lfloor t/s \rfloor}",
    parameters=(
        base_rate(),
        Parameter(
            key="block",
            title=Message("Block"),
            help=Message("The length s of a block, in epochs."),
            kind="integer",
            default=10,
            low=1,
            slider_low=1,
            slider_high=200,
            symbol="s",
        ),
        Parameter(
            key="gamma",
            title=Message("Factor"),
            help=Message("The factor γ from one block to the next."),
            default=0.5,
            low=0.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol=r"\gamma",
        ),
    ),
    source="PyTorch StepLR",
    worked=Worked(("eta = rate * gamma ** floor(t / block)",)),
)
