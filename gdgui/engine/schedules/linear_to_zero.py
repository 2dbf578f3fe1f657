"""η(t) = η₀·(1 − (t+1)/N): the notes' rule by time; the rate is zero in the last epoch."""

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return parameters["rate"] * (1.0 - (step.epoch + 1) / step.epochs), state


ENTRY = Schedule(
    key="linear_to_zero",
    title=Message("Linear to zero"),
    help=Message("Falls in a straight line, and is zero in the last epoch."),
    fails=Message("Good and common, but blind to how the descent is doing."),
    rate=rate,
    formula=r"\eta = \eta_0 \left(1 - \frac{t+1}{N}\right)",
    parameters=(base_rate(0.1),),
    uses_epochs=True,
    source="Lecture notes",
    worked=Worked(("eta = rate * (1 - (t + 1) / N)",)),
)
