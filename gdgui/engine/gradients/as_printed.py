"""The gradient as the lecture notes printed it, where they printed another than the true one."""

from collections.abc import Callable

from gdgui.engine.gradients import Gradient
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound, Objective
from gdgui.engine.types import Parameters, Positions

FORMULA = r"g \neq f'(x)"


def build(bound: Bound, parameters: Parameters) -> Callable[[Positions], Positions]:
    printed = bound.objective.printed
    assert printed is not None
    gradient = printed.gradient
    return lambda positions: gradient(positions, bound.parameters)


def unavailable(objective: Objective) -> Message | None:
    if objective.printed is not None:
        return None
    return Message(
        "{objective} has no gradient as printed: the notes printed the right one, or none",
        {"objective": objective.title},
    )


def variant(objective: Objective) -> str:
    printed = objective.printed
    return FORMULA if printed is None else f"g(x) = {printed.formula}"


def note(objective: Objective) -> Message | None:
    return None if objective.printed is None else objective.printed.note


ENTRY = Gradient(
    key="as_printed",
    title=Message("as printed"),
    help=Message("The derivative as the lecture notes printed it, mistake and all."),
    build=build,
    unavailable=unavailable,
    formula=FORMULA,
    variant=variant,
    note=note,
    source="Lecture notes",
)
