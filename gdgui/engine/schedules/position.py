"""η(t) = η₀·|x − x_ref|: the notes' rule by position."""

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State, size
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return parameters["rate"] * size(step.positions - parameters["reference"]), state


ENTRY = Schedule(
    key="position",
    title=Message("By position"),
    help=Message("Large far from a reference point, zero at it."),
    fails=Message(
        "Adapts to the problem, but assumes too much: the descent stalls at the reference, and the "
        "same function moved sideways behaves differently."
    ),
    rate=rate,
    formula=r"\eta = \eta_0\, |x - x_{\mathrm{ref}}|",
    parameters=(
        base_rate(),
        Parameter(
            key="reference",
            title=Message("Reference"),
            help=Message("The point x_ref where the rate is zero."),
            default=0.0,
            slider_low=-5.0,
            slider_high=5.0,
            symbol=r"x_{\mathrm{ref}}",
        ),
    ),
    family=Message("By position"),
    uses_epoch=False,
    source="Lecture notes",
    worked=Worked(("eta = rate * size(x - reference)",)),
)
