"""g is a typed formula of x: what somebody worked out by hand, right or wrong."""

from collections.abc import Callable

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound, Objective
from gdgui.engine.typed import FormulaParameter, compiled
from gdgui.engine.types import Parameters, Positions

NAMES = ("x",)


def build(bound: Bound, parameters: Parameters) -> Callable[[Positions], Positions]:
    return compiled(parameters["formula"], NAMES).value


def unavailable(objective: Objective) -> Message | None:
    if objective.dimension == 1:
        return None
    return Message(
        "{objective} has two variables, and a typed gradient is a formula of one",
        {"objective": objective.title},
    )


ENTRY = Gradient(
    key="typed",
    title=Message("typed"),
    help=Message(
        "Your own derivative: where it is wrong the descent believes it all the same, and the check "
        "shows by how much."
    ),
    build=build,
    unavailable=unavailable,
    formula=r"g = g(x)",
    parameters=(
        FormulaParameter(
            key="formula",
            title=Message("Formula"),
            help=Message("A formula of x, such as 6x - 3."),
            kind="text",
            default="6x - 3",
            names=NAMES,
            symbol="g",
        ),
    ),
)
