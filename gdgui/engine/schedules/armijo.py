"""The first of η₀, η₀·b, η₀·b² … with f(x − ηg) ≤ f − c·η·|g|² (Armijo 1966).

In every epoch the search begins at η₀ again.  It looks along the gradient, whatever the optimizer does
with the rate.  After 60 times of shrinking it gives up, and the rate is 0.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.numbers import dot
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Facts, Told, Worked

MOST_HALVINGS = 60


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    value = step.value()
    squared = dot(step.gradient, step.gradient)
    tried = np.full(value.shape, parameters["rate"], dtype=np.float64)
    found = np.zeros_like(tried)
    # Where f is no number, no rate will do: such a descent shall not keep the others searching.
    searching = ~np.isnan(value)
    for _ in range(MOST_HALVINGS + 1):
        reached = step.value_at(step.positions - step.gradient * tried)
        enough = searching & (reached <= value - parameters["slope"] * tried * squared)
        found = np.where(enough, tried, found)
        searching &= ~enough
        if not searching.any():
            break
        tried = tried * parameters["shrink"]
    return found, state


def _told(parameters: Parameters, facts: Facts) -> Told:
    """The rate that was found, the value that it leads to along the gradient, and the most allowed."""
    rate, tried, shrunk = facts["eta"], parameters["rate"], 0
    if rate == 0.0:
        return Told(("eta = 0",))
    while tried > rate and shrunk < MOST_HALVINGS:
        tried, shrunk = tried * parameters["shrink"], shrunk + 1
    return Told(
        (
            "eta = rate * shrink ** shrunk" if shrunk else "eta = rate",
            "reached = height(x - eta * g)",
            "allowed = f - slope * eta * size(g) ** 2",
        ),
        {"shrunk": float(shrunk)},
    )


ENTRY = Schedule(
    key="armijo",
    title=Message("Armijo"),
    help=Message("Shrinks a large rate until the step brings the loss down enough: it never climbs."),
    fails=Message("Costs several values of the loss an epoch, and stays in the first valley."),
    rate=rate,
    formula=r"\eta \in \{\eta_0,\ \eta_0 b,\ \eta_0 b^2, \ldots\},\quad "
    r"f(x - \eta g) \leq f(x) - c\, \eta\, |g|^2",
    parameters=(
        base_rate(1.0),
        Parameter(
            key="slope",
            title=Message("Slope"),
            help=Message("The share c of the fall that the slope promises, and a step has to reach."),
            default=1e-4,
            low=0.0,
            high=1.0,
            slider_low=1e-6,
            slider_high=1.0,
            log=True,
            symbol="c",
        ),
        Parameter(
            key="shrink",
            title=Message("Shrink"),
            help=Message("The factor b by which the rate is tried smaller."),
            default=0.5,
            low=0.0,
            high=1.0,
            slider_low=0.1,
            slider_high=0.9,
            symbol="b",
        ),
    ),
    family=Message("By the step's success"),
    uses_epoch=False,
    looks=MOST_HALVINGS + 1,
    source="Armijo 1966",
    worked=Worked(
        told=_told,
        symbols={
            "shrunk": "j",
            "reached": r"f_{\mathrm{reached}}",
            "allowed": r"f_{\mathrm{allowed}}",
        },
    ),
)
