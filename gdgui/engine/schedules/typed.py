"""η(t) is a typed formula of t, N, x, f and g.

t counts from 0; N is the number of epochs; x and g are position and gradient in one dimension, and
their sizes |x| and |g| in two; f is the value at x.  What the formula gives is taken as it is, negative
rates too.
"""

import numpy as np

from gdgui.engine.expression import parse
from gdgui.engine.formula_code import worked_line
from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule
from gdgui.engine.step import Step
from gdgui.engine.typed import FormulaParameter, compiled
from gdgui.engine.types import Parameters, Positions, Rate, State, Values, size
from gdgui.engine.worked import Facts, Told, Worked

NAMES = ("t", "N", "x", "f", "g")


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    formula = compiled(parameters["formula"], NAMES)
    return formula.value(
        np.asarray(step.epoch, dtype=np.float64),
        np.asarray(step.epochs, dtype=np.float64),
        single(step.positions),
        step.value() if "f" in formula.used else np.zeros(step.positions.shape[1]),
        single(step.gradient),
    ), state


def single(vectors: Positions) -> Values:
    """The number itself in one dimension, the size in two, (n,)."""
    return vectors[0] if len(vectors) == 1 else size(vectors)


def _told(parameters: Parameters, facts: Facts) -> Told:
    """The formula itself; in two dimensions its x and g are sizes."""
    sizes = {"x": "size(x)", "g": "size(g)"} if facts.rows > 1 else {}
    return Told((f"eta = {worked_line(parse(parameters['formula'], NAMES), sizes)}",))


ENTRY = Schedule(
    key="typed",
    title=Message("Typed formula"),
    help=Message("Your own rule: a formula of epoch t, epochs N, position x, loss f and gradient g."),
    fails=Message(
        "As the formula does: nothing keeps its rate from being negative, or no number at all."
    ),
    rate=rate,
    formula=r"\eta = \eta(t, N, x, f, g)",
    parameters=(
        FormulaParameter(
            key="formula",
            title=Message("Formula"),
            help=Message("A formula of t, N, x, f and g, such as 0.1/(1 + t) or 0.01|g|."),
            kind="text",
            default="0.1/(1 + t)",
            names=NAMES,
            symbol=r"\eta",
        ),
    ),
    family=Message("Typed and drawn"),
    never_negative=False,
    worked=Worked(told=_told),
)
