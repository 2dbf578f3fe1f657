"""g = ∇f(x): the exact gradient that the objective brings along."""

from collections.abc import Callable

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound, Shape
from gdgui.engine.types import Parameters, Positions


def build(bound: Bound, parameters: Parameters) -> Callable[[Positions], Positions]:
    gradient, values = bound.objective.gradient, bound.parameters
    return lambda positions: gradient(positions, values)


FEW = 1024
"""With more descents the numbers take longer than the calls, and more arrays crowd the cache."""


def own(bound: Bound, parameters: Parameters, shape: Shape) -> Callable[[Positions], Positions]:
    make = bound.objective.own_gradient
    if make is None or shape[1] > FEW:
        return build(bound, parameters)
    return make(bound.parameters, shape)


ENTRY = Gradient(
    key="exact",
    title=Message("exact"),
    help=Message("The derivative as calculus gives it."),
    build=build,
    own=own,
    exact=True,
    formula=r"g = f'(x)",
)
