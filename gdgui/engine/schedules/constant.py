"""η(t) = η₀: the same learning rate in every epoch (Cauchy 1847)."""

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return parameters["rate"], state


ENTRY = Schedule(
    key="constant",
    title=Message("Constant"),
    help=Message("The same learning rate in every epoch."),
    fails=Message("Too small and it never arrives; above 2/f″ a minimum no longer holds it."),
    rate=rate,
    formula=r"\eta = \eta_0",
    parameters=(base_rate(),),
    uses_epoch=False,
    steady=True,
    source="Cauchy 1847",
    worked=Worked(("eta = rate",)),
)
