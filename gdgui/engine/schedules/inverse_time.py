"""η(t) = η₀/(1 + k·t/T), or with ⌊t/T⌋ in stairs (Robbins and Monro 1951).

t counts from 0, so the first epoch has η₀.  The sum of all rates is infinite and that of their squares
is not, which is what Robbins and Monro ask of a rate under noise.
"""

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.schedules._parameters import duration
from gdgui.engine.step import Step
from gdgui.engine.types import Parameter, Parameters, Rate, State
from gdgui.engine.worked import Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    length = parameters["duration"]
    elapsed = step.epoch // length if parameters["stairs"] else step.epoch / length
    return parameters["rate"] / (1.0 + parameters["decay"] * elapsed), state


def _lines(parameters: Parameters) -> tuple[str, ...]:
    elapsed = "floor(t / duration)" if parameters["stairs"] else "t / duration"
    return (f"eta = rate / (1 + decay * ({elapsed}))",)


def _formula(parameters: Parameters) -> str:
    elapsed = r"\lfloor t/T \rfloor" if parameters["stairs"] else r"\, t/T"
    return rf"\eta = \frac{{\eta_0}}{{1 + k {elapsed}}}"


ENTRY = Schedule(
    key="inverse_time",
    title=Message("Inverse time"),
    help=Message("Falls like 1/t: fast at first, then ever more slowly; it averages noise away."),
    fails=Message("Soon too small to get anywhere, where a descent has a long way to go."),
    rate=rate,
    formula=_formula({"stairs": False}),
    variant=_formula,
    parameters=(
        base_rate(),
        Parameter(
            key="decay",
            title=Message("Decay"),
            help=Message("How much k the divisor grows in T epochs."),
            default=1.0,
            low=0.0,
            slider_low=0.0,
            slider_high=5.0,
            symbol="k",
        ),
        duration(10),
        Parameter(
            key="stairs",
            title=Message("In stairs"),
            help=Message("Keep the rate constant for T epochs at a time."),
            kind="flag",
            default=False,
        ),
    ),
    source="Robbins and Monro 1951",
    worked=Worked(_lines),
)
