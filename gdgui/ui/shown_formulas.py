"""The formulas of what a document has chosen, as the docks show them: LaTeX with the present values."""

from __future__ import annotations

from functools import lru_cache

from gdgui.document.model import Choice, Scheduled
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import InputError, Message
from gdgui.engine.objectives import Objective
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import complete_derived
from gdgui.engine.types import Parameter
from gdgui.ui.plain_math import plain_text
from gdgui.ui.put_in import with_values

SHORT = 36
"""A formula and its values with at most so many characters stand in one line."""

LONG = 60
"""A formula that reads longer than so many characters stands in a dock once, with its values."""

SYMBOLS = Message(
    "t is the epoch, counted from 0, N the number of epochs, k the update, counted from 1; x is the "
    "position, g the gradient there, and η the learning rate."
)
"""What the letters mean that no field has in its name."""


def believed(gradient: Choice, objective: Objective) -> str:
    """The gradient that descents believe; empty where it is the exact one, whose formula is f′."""
    entry = GRADIENTS[gradient.key]
    if entry.exact:
        return ""
    typed = _typed(entry.parameters, gradient)
    if typed:
        return f"g(x) = {typed}"
    return with_values(entry.formula_for(objective), entry.parameters, gradient.parameters)


def rule(schedule: Scheduled) -> str:
    """The rule of a schedule with its symbols."""
    entry = SCHEDULES[schedule.key]
    typed = _typed(entry.parameters, schedule)
    if typed:
        return rf"\eta = {typed}"
    defaults = {parameter.key: parameter.default for parameter in entry.parameters}
    return entry.formula_for({**defaults, **schedule.parameters})


def rule_with_values(schedule: Scheduled, objective: Objective, epochs: int) -> str:
    """The rule with its values, N, and the warm-up; empty where that says nothing new."""
    entry = SCHEDULES[schedule.key]
    try:
        values = complete_derived(entry.parameters, schedule.parameters, objective, epochs)
    except InputError:
        return ""
    shown = with_values(rule(schedule), entry.parameters, values, N=float(epochs))
    if schedule.warmup:
        shown += (
            rf",\quad \eta \leftarrow \eta\, \min\left(1,\ \frac{{t+1}}{{{schedule.warmup}}}\right)"
        )
    return "" if shown == rule(schedule) else shown


def chained(formula: str, values: str) -> str:
    r"""Both in one line, where they are short equations of the same thing; else empty.

    >>> chained(r"\eta = \eta_0", r"\eta = {0.05}")
    '\\eta = \\eta_0 = {0.05}'
    """
    left, equals, right = values.partition(" = ")
    same = bool(equals) and formula.startswith(f"{left} = ") and r"\quad" not in formula + right
    return f"{formula} = {right}" if same and len(formula) + len(right) <= SHORT else ""


def is_long(formula: str) -> bool:
    """Whether a formula takes more than a line or two of a dock."""
    return len(plain_text(formula)) > LONG


def update(optimizer: Choice) -> str:
    """The update of an optimizer with its values."""
    entry = OPTIMIZERS[optimizer.key]
    defaults = {parameter.key: parameter.default for parameter in entry.parameters}
    values = {**defaults, **optimizer.parameters}
    return with_values(entry.formula_for(values), entry.parameters, values)


def _typed(parameters: tuple[Parameter, ...], choice: Choice | Scheduled) -> str:
    """The typed formula of a choice as it was read; empty where it has none."""
    for parameter in parameters:
        # What has names is a FormulaParameter, whose module the first picture does not need.
        if names := getattr(parameter, "names", ()):
            return _latex(str(choice.parameters.get(parameter.key, parameter.default)), names)
    return ""


@lru_cache(maxsize=64)
def _latex(text: str, names: tuple[str, ...]) -> str:
    from gdgui.engine.expression import latex, parse  # the first picture has no typed formula

    return latex(parse(text, names))
