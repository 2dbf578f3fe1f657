"""g = ∇f(x): the exact gradient that the objective brings along."""

from collections.abc import Callable

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.types import Parameters, Positions


def build(bound: Bound, parameters: Parameters) -> Callable[[Positions], Positions]:
    gradient, values = bound.objective.gradient, bound.parameters
    return lambda positions: gradient(positions, values)


ENTRY = Gradient(
    key="exact",
    title=Message("exact"),
    help=Message("The derivative as calculus gives it."),
    build=build,
    formula=r"g = f'(x)",
)
