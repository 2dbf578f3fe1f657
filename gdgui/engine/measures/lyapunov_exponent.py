"""How fast neighbours part, per epoch.

Along a plain descent of one variable, whose rate does not depend on where it stands, the mean of
log |1 − η·f″|.  For every other rule the mean of the log of the factor by which the distance to a
shadow grows in an epoch (Benettin and others, Meccanica 15, 1980; see `gdgui.engine.watch`).
Undefined with noise.
"""

from typing import NamedTuple

import numpy as np

from gdgui.engine.ends import Ends
from gdgui.engine.measures import Measure
from gdgui.engine.message import Message
from gdgui.engine.schedules import no_state
from gdgui.engine.setup import Rules
from gdgui.engine.types import Values
from gdgui.engine.watch import Seen, Watch, Way


class GrowthState(NamedTuple):
    """`total` (n,): the sum of the logs so far."""

    total: Values


def begin(seen: Seen) -> GrowthState:
    return GrowthState(np.zeros(seen.positions.shape[1]))


def mean(state: GrowthState, epochs: int) -> Values:
    return state.total / epochs


def look_at_curvature(seen: Seen, state: GrowthState) -> GrowthState:
    curvature = seen.bound.hessian(seen.before)[0, 0]
    return GrowthState(state.total + np.log(np.abs(1.0 - seen.rate * curvature)))


def along_curvature(way: Way) -> np.float64:
    curvature = way.bound.hessian(way.positions[:, :-1])[0, 0]
    # One after the other, as the epochs are; a sum would pair them.
    total: np.float64 = np.cumsum(np.log(np.abs(1.0 - way.rates * curvature)))[-1]
    return total / way.epochs


def look_at_shadow(seen: Seen, state: GrowthState) -> GrowthState:
    return GrowthState(state.total + seen.growth)


def along_shadow(way: Way) -> np.float64:
    total: np.float64 = np.cumsum(way.growths)[-1]
    return total / way.epochs


CURVATURE = Watch(begin=begin, look=look_at_curvature, told=mean, along=along_curvature)
SHADOW = Watch(begin=begin, look=look_at_shadow, told=mean, shadow=True, along=along_shadow)
UNDEFINED = Watch(
    begin=lambda seen: GrowthState(np.full(seen.positions.shape[1], np.nan)),
    look=lambda seen, state: state,
    told=lambda state, epochs: state.total,
    along=lambda way: np.nan,
)


def watch(rules: Rules) -> Watch:
    """How it is found under these rules, on every leg of the way."""
    legs = (*(leg.rules for leg in rules.before), rules)
    if any(leg.optimizer.random for leg in legs):
        return UNDEFINED
    return CURVATURE if all(map(_is_plain, legs)) else SHADOW


def _is_plain(rules: Rules) -> bool:
    schedule, optimizer = rules.schedule, rules.optimizer
    typed = any(parameter.kind == "text" for parameter in schedule.parameters)
    by_time = schedule.steady or (schedule.uses_epoch and schedule.init is no_state and not typed)
    plain = optimizer.plain and rules.believes_exact
    return plain and by_time and rules.bound.objective.dimension == 1


def compute(ends: Ends) -> Values:
    exponent: Values = ends.watched("lyapunov_exponent")
    return exponent


ENTRY = Measure(
    key="lyapunov_exponent",
    title=Message("Lyapunov exponent"),
    help=Message(
        "How fast neighbours part, per epoch: below 0 they meet, above 0 a tiny difference grows. "
        "Not defined with noise."
    ),
    kind="number",
    compute=compute,
    watch=watch,
)
