"""x ← x − g·η: gradient descent itself (Cauchy 1847), in the notes' order of operations."""

from numpy import multiply

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.step import Step
from gdgui.engine.types import Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    return multiply(step.gradient, rate), state


def stability(parameters: Parameters) -> float:
    """η·g′ = 2: beyond it the error e ↦ (1 − η·g′)·e of a step grows."""
    return 2.0


ENTRY = Optimizer(
    key="gradient_descent",
    title=Message("Gradient descent"),
    help=Message("A step against the gradient, as long as gradient and learning rate make it."),
    fails=Message("Slow in flat places, restless in steep ones; stops in the first valley."),
    update=update,
    formula=r"x \leftarrow x - \eta\, g",
    plain=True,
    stability=stability,
    source="Cauchy 1847",
    worked=Worked(("x = x - eta * g",)),
)
