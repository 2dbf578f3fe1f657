"""x ← x − η·f′/f″, in two dimensions x ← x − η·H⁻¹g: Newton's method for f′ = 0 (η = 1).

The curvature is the objective's own, the gradient the one that is believed.  Where g = 0 the point
stays.  Nothing keeps the curvature above 0: where it is below, the step leads up, and where it is 0,
away.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import quotient
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Facts, Told, Worked


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    g, h = step.gradient, step.curvature()
    if len(g) == 1:
        return quotient(g, h[0]) * rate, state
    # Cramer's rule, element by element: numpy's solver would not give a batch its single bits.
    determinant = h[0, 0] * h[1, 1] - h[0, 1] * h[1, 0]
    above = np.array([h[1, 1] * g[0] - h[0, 1] * g[1], h[0, 0] * g[1] - h[1, 0] * g[0]])
    return quotient(above, determinant) * rate, state


def _told(parameters: Parameters, facts: Facts) -> Told:
    """In one dimension; on flat ground there is no step, whatever the curvature is."""
    return Told(("x = x - eta * (g / h)" if facts["g"] else "x = x - eta * g",))


ENTRY = Optimizer(
    key="newton",
    title=Message("Newton's method"),
    help=Message("Divides the slope by the curvature: on a parabola it arrives in a single step."),
    fails=Message(
        "Where f″ ≤ 0 it climbs to a maximum or leaps away: all that it looks for is f′ = 0."
    ),
    update=update,
    formula=r"x \leftarrow x - \eta\, \frac{f'(x)}{f''(x)}",
    family=Message("Second order"),
    suggested_rate=1.0,
    second_order=True,
    source="Newton 1669; Raphson 1690",
    worked=Worked(told=_told),
)
