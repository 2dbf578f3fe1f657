"""x ← x − η·sign g, coordinate by coordinate (Bernstein et al., arXiv 1802.04434); sign 0 is 0."""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    return np.sign(step.gradient) * rate, state


ENTRY = Optimizer(
    key="sign",
    title=Message("Sign descent"),
    help=Message("Only the direction of the slope counts: every step is exactly η long."),
    fails=Message("At a fixed rate it hops to and fro over the minimum for ever."),
    update=update,
    formula=r"x \leftarrow x - \eta\, \mathrm{sign}(g)",
    family=Message("By sign"),
    source="arXiv 1802.04434",
    worked=Worked(("x = x - eta * sign(g)",)),
)
