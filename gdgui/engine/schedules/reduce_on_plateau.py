"""η ← max(η·factor, η_min) after more than `patience` epochs without progress.

PyTorch's ReduceLROnPlateau, to which the loss of each epoch is told after its step: f(x_t), taken
before the update, acts on the rate from epoch t + 1 on.  An epoch makes progress where f is below
best·(1 − threshold), or below best − threshold where the threshold is absolute; after a reduction
`cooldown` epochs do not count.  A change of at most `epsilon` is not made, as in PyTorch.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import minimum
from gdgui.engine.step import Step
from gdgui.engine.types import Option, Parameter, Parameters, Positions, Rate, State, Values
from gdgui.engine.worked import Worked


class PlateauState(NamedTuple):
    """All (n,): the rate, the best loss so far, epochs without progress, epochs left to cool down."""

    rate: Values
    best: Values
    waited: Values
    cooling: Values


def init(positions: Positions, parameters: Parameters) -> State:
    count = positions.shape[1]
    first = np.full(count, parameters["rate"], dtype=np.float64)
    return PlateauState(first, np.full(count, np.inf), np.zeros(count), np.zeros(count))


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    value, threshold = step.value(), parameters["threshold"]
    absolute = parameters["threshold_mode"] == "abs"
    better = value < (state.best - threshold if absolute else state.best * (1.0 - threshold))
    cools = state.cooling > 0
    waited = np.where(better | cools, 0.0, state.waited + 1.0)
    reduce = waited > parameters["patience"]
    lower = np.maximum(state.rate * parameters["factor"], parameters["minimum"])
    changes = reduce & (state.rate - lower > parameters["epsilon"])
    after = PlateauState(
        rate=np.where(changes, lower, state.rate),
        best=np.where(better, value, state.best),
        waited=np.where(reduce, 0.0, waited),
        cooling=np.where(reduce, parameters["cooldown"], np.where(cools, state.cooling - 1.0, 0.0)),
    )
    return state.rate, after


def _formula(parameters: Parameters) -> str:
    absolute = parameters["threshold_mode"] == "abs"
    bar = r"f_{\min} - \theta" if absolute else r"(1 - \theta)\, f_{\min}"
    return (
        r"\eta_{t=0} = \eta_0,\quad \eta \leftarrow \max(\eta\, \gamma,\ \eta_{\min})\ \ "
        rf"(f_{{t-p}}, \ldots, f_t \geq {bar})"
    )


ENTRY = Schedule(
    key="reduce_on_plateau",
    title=Message("Reduce on plateau"),
    help=Message("Lowers the rate when the loss has not got better for some epochs."),
    fails=Message(
        "Takes a long slow slope for a plateau; with a relative threshold and a loss below 0, standing "
        "still counts as progress."
    ),
    rate=rate,
    init=init,
    formula=_formula({"threshold_mode": "rel"}),
    variant=_formula,
    parameters=(
        base_rate(),
        Parameter(
            key="factor",
            title=Message("Factor"),
            help=Message("The factor γ that the learning rate is multiplied by."),
            default=0.1,
            low=0.0,
            high=1.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol=r"\gamma",
        ),
        Parameter(
            key="patience",
            title=Message("Patience"),
            help=Message("How many epochs p without progress are put up with."),
            kind="integer",
            default=10,
            low=0,
            slider_low=0,
            slider_high=50,
            symbol="p",
        ),
        Parameter(
            key="threshold",
            title=Message("Threshold"),
            help=Message("How much better, by θ, than the best loss so far counts as progress."),
            default=1e-4,
            low=0.0,
            slider_low=1e-8,
            slider_high=0.1,
            log=True,
            symbol=r"\theta",
        ),
        Parameter(
            key="threshold_mode",
            title=Message("Threshold counts"),
            help=Message("As a share of the best loss, or as a difference from it."),
            kind="choice",
            default="rel",
            options=(
                Option("rel", Message("relative")),
                Option("abs", Message("absolute")),
            ),
        ),
        Parameter(
            key="cooldown",
            title=Message("Cooldown"),
            help=Message("How many epochs after a reduction do not count."),
            kind="integer",
            default=0,
            low=0,
            slider_low=0,
            slider_high=50,
        ),
        minimum(),
        Parameter(
            key="epsilon",
            title=Message("Smallest change"),
            help=Message("The rate is left as it is where it would change by no more than this."),
            default=1e-8,
            low=0.0,
            slider_low=1e-12,
            slider_high=1e-2,
            log=True,
        ),
    ),
    family=Message("By loss"),
    uses_epoch=False,
    source="PyTorch ReduceLROnPlateau",
    worked=Worked(
        ("eta = rate",), {"rate": r"\eta", "best": r"f_{\min}", "waited": r"\mathrm{waited}"}
    ),
)
