"""Up from η₀/divisor to η₀ over the first part of the epochs, then down to nearly nothing.

Smith and Topin, arXiv 1708.07120; PyTorch's OneCycleLR with its two phases.  With a = rise·N − 1 the
rate climbs from η₀/divisor at t = 0 to η₀ at t = a, and falls to η₀/(divisor·final_divisor) at the
last epoch, t = N − 1.  Between two ends u and v it goes by the cosine, v + ½(u − v)(1 + cos πp), or in
a straight line, u + (v − u)p, with p the share of the phase that is over.  a need not be whole.
"""

import numpy as np

from gdgui.engine.message import Message
from gdgui.engine.schedules import Schedule, base_rate
from gdgui.engine.step import Step
from gdgui.engine.types import Option, Parameter, Parameters, Rate, State
from gdgui.engine.worked import Facts, Told, Worked


def rate(step: Step, parameters: Parameters, state: State) -> tuple[Rate, State]:
    highest, last = parameters["rate"], step.epochs - 1
    top = parameters["rise"] * step.epochs - 1.0
    first = highest / parameters["divisor"]
    end = first / parameters["final_divisor"]
    # A phase without length is over at once: with rise·N = 1 the first epoch has η₀ already.
    climbed = np.where(top > 0, step.epoch / np.where(top > 0, top, 1.0), 1.0)
    fallen = np.where(last > top, (step.epoch - top) / np.where(last > top, last - top, 1.0), 1.0)
    climbing = step.epoch <= top
    share = np.where(climbing, climbed, fallen)
    before, after = np.where(climbing, first, highest), np.where(climbing, highest, end)
    if parameters["shape"] == "linear":
        return before + (after - before) * share, state
    return after + 0.5 * (before - after) * (1.0 + np.cos(np.pi * share)), state


def _formula(parameters: Parameters) -> str:
    straight = r"\eta = u + (v - u)\, p"
    cosine = r"\eta = v + \tfrac{1}{2} (u - v)(1 + \cos \pi p)"
    way = straight if parameters["shape"] == "linear" else cosine
    return (
        rf"{way},\quad u = \frac{{\eta_0}}{{d}} \rightarrow v = \eta_0\ \ (t \leq rN - 1),\quad "
        r"u = \eta_0 \rightarrow v = \frac{\eta_0}{d\, e}\ \ (t > rN - 1)"
    )


def _told(parameters: Parameters, facts: Facts) -> Told:
    t, last = facts["t"], facts["N"] - 1.0
    top = parameters["rise"] * facts["N"] - 1.0
    ends = ["start = rate / divisor"]
    if t <= top:
        share = "p = t / (rise * N - 1)" if top > 0 else "p = 1"
        before, after = "start", "rate"
    else:
        ends.append("end = start / final_divisor")
        share = "p = (t - (rise * N - 1)) / (N - 1 - (rise * N - 1))" if last > top else "p = 1"
        before, after = "rate", "end"
    way = (
        f"eta = {before} + ({after} - {before}) * p"
        if parameters["shape"] == "linear"
        else f"eta = {after} + 0.5 * ({before} - {after}) * (1 + cos(pi * p))"
    )
    return Told((*ends, share, way))


ENTRY = Schedule(
    key="one_cycle",
    title=Message("One cycle"),
    help=Message("Up to a large rate and down to nearly nothing: far travel first, then settling."),
    fails=Message("Cut short it has not settled: the number of epochs must be known beforehand."),
    rate=rate,
    formula=_formula({"shape": "cosine"}),
    variant=_formula,
    parameters=(
        base_rate(),
        Parameter(
            key="rise",
            title=Message("Rise"),
            help=Message("The share r of all epochs in which the rate climbs."),
            default=0.3,
            low=0.0,
            high=1.0,
            slider_low=0.0,
            slider_high=1.0,
            symbol="r",
        ),
        Parameter(
            key="divisor",
            title=Message("First divisor"),
            help=Message("The first rate is η₀ divided by this, d."),
            default=25.0,
            low=0.0,
            open_low=True,
            slider_low=1.0,
            slider_high=100.0,
            symbol="d",
        ),
        Parameter(
            key="final_divisor",
            title=Message("Final divisor"),
            help=Message("The last rate is the first one divided by this, e."),
            default=1e4,
            low=0.0,
            open_low=True,
            slider_low=1.0,
            slider_high=1e6,
            log=True,
            symbol="e",
        ),
        Parameter(
            key="shape",
            title=Message("Shape"),
            help=Message("Along a cosine or in straight lines; PyTorch offers both."),
            kind="choice",
            default="cosine",
            options=(
                Option("cosine", Message("cosine")),
                Option("linear", Message("straight")),
            ),
        ),
    ),
    uses_epochs=True,
    source="arXiv 1708.07120",
    worked=Worked(
        told=_told,
        symbols={
            "start": r"\eta_{\mathrm{first}}",
            "end": r"\eta_{\mathrm{last}}",
            "p": "p",
            "rise": "r",
        },
    ),
)
