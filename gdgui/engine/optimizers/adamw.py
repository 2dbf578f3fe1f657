"""Adam, and a pull towards 0 beside it: x ← x − η·λ·x − η·m̂/(√ŝ + ε).

Loshchilov and Hutter, arXiv 1711.05101, algorithm 2; PyTorch's AdamW.  The pull goes with the learning
rate; the paper's λ is the product η·λ here, as long as η is constant.  With λ > 0 the place of rest is
no minimum of f but lies between it and 0.
"""

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer, adam
from gdgui.engine.optimizers._adam import (
    MEAN,
    MEAN_HAT,
    SQUARE,
    SQUARE_HAT,
    adam_parameters,
    equations,
    no_moments,
)
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


def init(positions: Positions, parameters: Parameters) -> State:
    return no_moments(positions)


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    direction, moments = adam.update(step, rate, parameters, state)
    return step.positions * (parameters["decay"] * rate) + direction, moments


def _lines(parameters: Parameters) -> tuple[str, ...]:
    averages = ("mean = beta1 * mean + (1 - beta1) * g", "square = beta2 * square + (1 - beta2) * g**2")
    pull = "x = x - eta * decay * x"
    if not parameters["correction"]:
        return (*averages, f"{pull} - eta * (mean / (sqrt(square) + epsilon))")
    return (
        *averages,
        "mhat = mean / (1 - beta1**k)",
        "shat = square / (1 - beta2**k)",
        f"{pull} - eta * (mhat / (sqrt(shat) + epsilon))",
    )


def _formula(parameters: Parameters) -> str:
    pull = r"x \leftarrow x - \eta \lambda x - \eta\, "
    if not parameters["correction"]:
        return equations(MEAN, SQUARE, pull + r"\frac{m}{\sqrt{s} + \varepsilon}")
    step = pull + r"\frac{\hat{m}}{\sqrt{\hat{s}} + \varepsilon}"
    return equations(MEAN, SQUARE, MEAN_HAT, SQUARE_HAT, step)


ENTRY = Optimizer(
    key="adamw",
    title=Message("AdamW"),
    help=Message("Adam with weight decay beside it: the point is pulled towards 0 all the time."),
    fails=Message(
        "It does not rest at the minimum but nearer to 0, since it minimises something else than f."
    ),
    update=update,
    init=init,
    formula=_formula({"correction": True}),
    variant=_formula,
    parameters=(
        *adam_parameters(),
        Parameter(
            key="decay",
            title=Message("Weight decay"),
            help=Message("How strongly λ the point is pulled towards 0."),
            default=0.01,
            low=0.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol=r"\lambda",
        ),
    ),
    family=Message("Adaptive"),
    suggested_rate=0.001,
    source="arXiv 1711.05101",
    worked=Worked(_lines, {"mean": "m", "square": "s", "mhat": r"\hat{m}", "shat": r"\hat{s}"}),
)
