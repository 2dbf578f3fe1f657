"""η(t) = s(t/N): a curve that was drawn with the mouse, over the share t/N of the epochs.

The curve is a monotone cubic between its points, so it is never higher nor lower than they are, and
never negative; before the first point and after the last it is level.  t counts from 0, so the share is
0 in the first epoch and (N − 1)/N in the last.
"""

import numpy as np

from gdgui.engine.drawn import CurveParameter, careful_curve
from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Rate, State
from gdgui.engine.worked import Facts, Told, Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    return careful_curve(parameters["points"]).held(step.epoch / step.epochs), state


def _told(parameters: Parameters, facts: Facts) -> Told:
    """The piece of the curve on which the share lies: a cubic, or level outside of the points."""
    curve = careful_curve(parameters["points"])
    piece = int(np.searchsorted(curve.knots, facts["t"] / facts["N"], side="right"))
    a, b, c, d = (float(v) for v in curve.coefficients[:, piece])
    if b == c == d == 0.0:
        return Told(("eta = a",), {"a": a})
    return Told(
        ("p = t / N", "s = p - o", "eta = a + s * (b + s * (c + s * d))"),
        {"a": a, "b": b, "c": c, "d": d, "o": float(curve.origins[piece])},
    )


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
    worked=Worked(told=_told, symbols={name: name for name in "abcdops"}),
)
