"""η(t) = s(t/N): a curve that was drawn with the mouse, over the share t/N of the epochs.

The curve is a monotone cubic between its points, so it is never higher nor lower than they are, and
never negative; before the first point and after the last it is level.  t counts from 0, so the share is
0 in the first epoch and (N − 1)/N in the last.
"""

from gdgui.engine.drawn import CurveParameter, careful_curve
from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Rate, State


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return careful_curve(parameters["points"]).held(step.epoch / step.epochs), state


ENTRY = Schedule(
    key="drawn",
    title=Message("Drawn curve"),
    help=Message("Your own schedule, drawn with the mouse over the whole of the descent."),
    fails=Message("As every rule by time it is blind to how the descent is doing."),
    rate=rate,
    formula=r"\eta = s(t/N)",
    parameters=(
        CurveParameter(
            key="points",
            title=Message("Curve"),
            help=Message("The points that the curve goes through: the share t/N, and the rate there."),
            kind="points",
            default=((0.0, 0.02), (0.1, 0.1), (0.5, 0.06), (1.0, 0.0)),
            lowest=0.0,
            curve=careful_curve,
        ),
    ),
    family=Message("Typed and drawn"),
    uses_epochs=True,
    source="Fritsch and Butland 1984",
)
