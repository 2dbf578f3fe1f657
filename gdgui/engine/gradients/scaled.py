"""g = c·∇f(x): the exact gradient times a factor, as one gets by a slip in the derivative.

With gradient descent the factor works like another learning rate, c·η; below 0 the point climbs.
"""

from collections.abc import Callable

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.types import Parameter, Parameters, Positions


def build(bound: Bound, parameters: Parameters) -> Callable[[Positions], Positions]:
    factor = parameters["factor"]
    return lambda positions: bound.gradient(positions) * factor


ENTRY = Gradient(
    key="scaled",
    title=Message("scaled"),
    help=Message(
        "The exact gradient times a factor: it goes to the same places at another rate, and with a "
        "wrong sign it climbs."
    ),
    build=build,
    formula=r"g = c\, f'(x)",
    parameters=(
        Parameter(
            key="factor",
            title=Message("Factor"),
            help=Message("What the exact gradient is multiplied by, c; below 0 the descent climbs."),
            default=2.0,
            slider_low=-2.0,
            slider_high=2.0,
            symbol="c",
        ),
    ),
)
