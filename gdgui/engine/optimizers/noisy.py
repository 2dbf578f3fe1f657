"""x ← x − η·(g + σξ), with ξ standard normal: the gradient as one sees it through noise.

Robbins and Monro: A stochastic approximation method, Annals of Mathematical Statistics 22 (1951).  The
noise is a pure function of seed, descent and epoch, so a noisy descent can be repeated.
"""

from gdgui.engine.message import Message
from gdgui.engine.optimizers import Optimizer
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Positions, Rate, State
from gdgui.engine.worked import Worked


def update(step: Step, rate: Rate, parameters: Parameters, state: State) -> tuple[Positions, State]:
    return (step.gradient + parameters["sigma"] * step.normal()) * rate, state


ENTRY = Optimizer(
    key="noisy",
    title=Message("Noisy gradient descent"),
    help=Message("Gradient descent that sees its gradient through noise, as with batches of data."),
    fails=Message("Never comes to rest at a fixed rate; the noise may also shake it out of a valley."),
    update=update,
    formula=r"x \leftarrow x - \eta\, (g + \sigma \xi)",
    parameters=(
        Parameter(
            key="sigma",
            title=Message("Noise"),
            help=Message("The standard deviation σ of the noise in the gradient."),
            default=0.1,
            low=0.0,
            slider_low=0.0,
            slider_high=5.0,
            symbol=r"\sigma",
        ),
    ),
    random=True,
    source="Robbins and Monro 1951",
    worked=Worked(("x = x - eta * (g + sigma * xi)",)),
)
