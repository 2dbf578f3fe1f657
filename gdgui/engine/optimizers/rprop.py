"""x ← x − Δ·sign g, with a step Δ of its own for each coordinate that only the signs of g change.

Riedmiller and Braun: A direct adaptive method for faster backpropagation learning, ICNN 1993; PyTorch's
Rprop, which does not take a step back.  Δ starts at the learning rate of the first epoch, and later
rates count for nothing.  Where g has the sign it had before, Δ ← grow·Δ; where it has the other,
Δ ← shrink·Δ, the coordinate rests for an epoch, and g counts as 0.  Δ is kept between two bounds, from
the first epoch on.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Positions, Rate, State
from gdgui.engine.worked import Facts, Told, Worked


class RpropState(NamedTuple):
    """`length` (dim, n): the steps Δ, no numbers at first; `gradient` (dim, n): the last one."""

    length: Positions
    gradient: Positions


def init(positions: Positions, parameters: Parameters) -> State:
    return RpropState(np.full_like(positions, np.nan), np.zeros_like(positions))


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    agreement = np.sign(step.gradient * state.gradient)
    turned = agreement < 0
    factor = np.where(agreement > 0, parameters["grow"], np.where(turned, parameters["shrink"], 1.0))
    length = np.where(np.isnan(state.length), rate, state.length) * factor
    length = np.minimum(np.maximum(length, parameters["smallest"]), parameters["largest"])
    gradient = np.where(turned, 0.0, step.gradient)
    return np.sign(gradient) * length, RpropState(length, gradient)


def _told(parameters: Parameters, facts: Facts) -> Told:
    """The lines of one coordinate; two coordinates need not go the same way."""
    if facts.rows > 1:
        return Told(())
    agreement = facts["g"] * facts["gradient"]
    if np.isnan(facts["length"]):
        tried = "eta"
    else:
        tried = "grow * length" if agreement > 0 else "shrink * length" if agreement < 0 else "length"
    return Told(
        (
            "agreement = g * gradient",
            f"length = min(max({tried}, smallest), largest)",
            "gradient = 0" if agreement < 0 else "gradient = g",
            "x = x - length * sign(gradient)",
        )
    )


ENTRY = Optimizer(
    key="rprop",
    title=Message("Rprop"),
    help=Message(
        "Faster while the slope keeps its sign, slower when it turns; its size does not count."
    ),
    fails=Message("Made for exact gradients: noise turns the signs, and the steps shrink to nothing."),
    update=update,
    init=init,
    formula=r"\Delta \leftarrow \Delta\, a\ \ (g\, g_{\mathrm{old}} > 0),\quad "
    r"\Delta \leftarrow \Delta\, b,\ g \leftarrow 0\ \ (g\, g_{\mathrm{old}} < 0),\quad "
    r"\Delta_{\min} \leq \Delta \leq \Delta_{\max},\quad x \leftarrow x - \Delta\, \mathrm{sign}(g)",
    parameters=(
        Parameter(
            key="grow",
            title=Message("Grow"),
            help=Message("The factor a on the step while the slope keeps its sign."),
            default=1.2,
            low=1.0,
            slider_low=1.0,
            slider_high=2.0,
            symbol="a",
        ),
        Parameter(
            key="shrink",
            title=Message("Shrink"),
            help=Message("The factor b on the step where the slope turns."),
            default=0.5,
            low=0.0,
            high=1.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol="b",
        ),
        Parameter(
            key="smallest",
            title=Message("Smallest step"),
            help=Message("No step is shorter than this."),
            default=1e-6,
            low=0.0,
            slider_low=1e-12,
            slider_high=1e-2,
            log=True,
            symbol=r"\Delta_{\min}",
        ),
        Parameter(
            key="largest",
            title=Message("Largest step"),
            help=Message("No step is longer than this."),
            default=50.0,
            low=0.0,
            slider_low=1e-2,
            slider_high=100.0,
            log=True,
            symbol=r"\Delta_{\max}",
        ),
    ),
    family=Message("By sign"),
    suggested_rate=0.01,
    source="Riedmiller and Braun 1993",
    worked=Worked(
        told=_told,
        symbols={
            "agreement": "a",
            "length": r"\Delta",
            "gradient": r"\tilde{g}",
            "grow": r"\gamma_{+}",
            "shrink": r"\gamma_{-}",
            "smallest": r"\Delta_{\min}",
            "largest": r"\Delta_{\max}",
        },
    ),
)
