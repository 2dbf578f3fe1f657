"""What is known of gradient descent without running it: basins, and limits of the learning rate.

Near a place at rest x* of the gradient that is believed, g(x*) = 0, gradient descent is the linear map
e ↦ (1 − η·g′(x*))·e of its distance e.  So it is there in one step at η = 1/g′, swings from side to
side between 1/g′ and 2/g′, and beyond 2/g′ x* is unstable; for the exact gradient g′ is f″.  Only where
g is linear, f quadratic, does this hold at any distance, so that a descent diverges there: elsewhere it
may go round x*, or come to another place at rest.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.engine.objectives import Bound, Objective
from gdgui.engine.outcome import has_left
from gdgui.engine.search import Function, valleys
from gdgui.engine.setup import Choice, Rules, Setup, prepare
from gdgui.engine.types import Flags, Integers, Values

PLACES = 20_001
"""How many points are looked at for a change of sign."""

NEAR = 1e-5
"""Half the distance, in units of max(1, |x|), over which a slope is measured where none is given."""

STUCK = 1e-9
"""Nearer to a maximum than this share of the domain's width, a descent has not left it."""

FAR = (1e-3, 1e5)
"""From where to where, in widths of the domain, the slope of g is the same if g is linear."""

SAME_SLOPE = 1e-6
"""Slopes that differ by no more than this share are the same, measured or exact."""

ARRIVED = 0.01
"""Nearer to a minimum than this share of the domain's width, a descent has arrived there."""


# The same descent with plain numbers


def alone(setup: Setup) -> Setup:
    """A setup of one descent (n = 1) whose parameters are numbers, even where it came from a grid."""
    return replace(
        setup,
        objective=_plain(setup.objective),
        gradient=_plain(setup.gradient),
        schedule=_plain(setup.schedule),
        optimizer=_plain(setup.optimizer),
        epochs=_number(setup.epochs),
        warmup=_number(setup.warmup),
        seed=_number(setup.seed),
    )


def _plain(choice: Choice) -> Choice:
    return Choice(choice.key, {key: _number(value) for key, value in choice.parameters.items()})


def _number(value: Any) -> Any:
    return value.ravel()[0].item() if isinstance(value, np.ndarray) else value


# Extrema


class Terrain(Struct, frozen=True, eq=False):
    """The minima of a function of one variable and the maxima that part their basins, ascending."""

    minima: Values
    maxima: Values


def extrema(slope: Function, stretch: tuple[float, float]) -> Terrain:
    """Where `slope`, which works element by element, changes its sign on `stretch`.

    A minimum is where it turns from below 0 to above, a maximum the other way round; two turns between
    neighbours of PLACES points are not seen.
    """
    places = np.linspace(*stretch, PLACES)
    with np.errstate(all="ignore"):
        # Adding 0 makes −0 a 0.
        return Terrain(valleys(slope, places) + 0.0, valleys(lambda x: -slope(x), places) + 0.0)


def surroundings(bound: Bound) -> tuple[float, float]:
    """The domain and as much again on either side: descents leave it, and come to rest there."""
    low, high = bound.objective.domain[0]
    return low - (high - low), high + (high - low)


def terrain(bound: Bound) -> Terrain:
    """The extrema of an objective of one variable, on its domain and as far again on either side."""
    found = extrema(lambda x: bound.gradient(x[np.newaxis])[0], surroundings(bound))
    with np.errstate(all="ignore"):
        real = np.isfinite(bound.value(found.minima[np.newaxis]))
    return Terrain(found.minima[real], found.maxima)


def basins(land: Terrain, objective: Objective, x: Values) -> tuple[Integers, Flags]:
    """In whose valley each end x (n,) lies, and whether it has arrived at the bottom; both (n,).

    The first is an index into the minima of `land`: −1 where the descent diverged, is stuck on a
    maximum, or where its valley has no bottom.
    """
    width = objective.widths[0]
    index = np.full(x.shape, -1, dtype=np.int64)
    nearest = np.full(x.shape, np.inf)
    valley = np.searchsorted(land.maxima, x)
    with np.errstate(all="ignore"):
        ended = ~has_left(objective, x[np.newaxis])
        for at in land.maxima:
            ended &= ~(np.abs(x - at) <= STUCK * width)
    for k, at in enumerate(land.minima):
        with np.errstate(all="ignore"):
            distance = np.abs(x - at)
        here = (valley == np.searchsorted(land.maxima, at)) & (distance < nearest) & ended
        index[here], nearest[here] = k, distance[here]
    return index, nearest <= ARRIVED * width


# Limits of the learning rate


class Limits(Struct, frozen=True):
    """What the learning rate does near the place at rest `at`, where the slope of g is `curvature`.

    At `one_step` a descent is there in one step, and above it swings from side to side; None where
    that is not known.  Beyond `stability` no descent comes to rest there: where g is `linear`, it
    diverges.
    """

    at: float
    curvature: float
    one_step: float | None
    stability: float
    linear: bool = False


def limits(setup: Setup, land: Terrain | None = None) -> Limits | None:
    """The limits of the constant learning rate in the valley where the descent starts.

    `land` are the extrema of its objective, as `terrain` finds them, where they are known already.

    Gradient descent: 1/g′ and 2/g′; other optimizers tell their own limit, as `stability`.  None where
    they do not, where there is no minimum, and where the slope of g there is 0 or jumps.
    """
    rules = prepare(alone(setup))
    if not _has_limits(rules):
        return None
    at = _downhill(_rest(rules, land), float(setup.start[0, 0]))
    return None if at is None else _limits_at(rules, at)


def valley_limits(setup: Setup, land: Terrain | None = None) -> tuple[Limits, ...]:
    """The limits in each valley that has some, from left to right, wherever the descent starts."""
    rules = prepare(alone(setup))
    if not _has_limits(rules):
        return ()
    found = (_limits_at(rules, float(at)) for at in _rest(rules, land).minima)
    return tuple(limit for limit in found if limit is not None)


def _has_limits(rules: Rules) -> bool:
    """Whether there is one learning rate, and a rule of which its limits are known."""
    known = rules.optimizer.stability is not None
    return known and rules.bound.objective.dimension == 1 and rules.schedule.steady


def _rest(rules: Rules, land: Terrain | None) -> Terrain:
    """Where the gradient that is believed is 0; `land` are the extrema of the objective, if known."""
    if land is not None and rules.believes_exact:
        return land
    return extrema(lambda x: rules.believed(x[np.newaxis])[0], surroundings(rules.bound))


def _limits_at(rules: Rules, at: float) -> Limits | None:
    """The limits at a minimum; None where the slope of g is 0 there or jumps."""
    stability = rules.optimizer.stability
    if stability is None or any(abs(at - kink) < NEAR for (kink,) in rules.bound.objective.kinks):
        return None
    with np.errstate(all="ignore"):
        curvature = float(gradient_slope(rules, np.array([at]))[0])
    if not (np.isfinite(curvature) and curvature > 1e-9):
        return None
    one_step = 1.0 / curvature if rules.optimizer.plain else None
    furthest = stability(rules.optimizer_parameters)
    return Limits(at, curvature, one_step, furthest / curvature, _is_linear(rules, at, curvature))


def _is_linear(rules: Rules, at: float, curvature: float) -> bool:
    """Whether g has the same slope wherever it is looked at, from nearby to far outside the domain."""
    away = rules.bound.objective.widths[0] * np.geomspace(*FAR, 40)
    with np.errstate(all="ignore"):
        slopes = gradient_slope(rules, at + np.concatenate([-away, away]))
    return bool((np.abs(slopes - curvature) <= SAME_SLOPE * curvature).all())


def _downhill(land: Terrain, start: float) -> float | None:
    """The minimum in the valley of `start`; the nearest one where there is none in it."""
    if not land.minima.size or not np.isfinite(start):
        return None
    valley = np.searchsorted(land.maxima, start)
    here = land.minima[np.searchsorted(land.maxima, land.minima) == valley]
    among = here if here.size else land.minima
    return float(among[np.argmin(np.abs(among - start))])


def gradient_slope(rules: Rules, x: Values) -> Values:
    """g′ at x, (k,): the exact second derivative for the exact gradient, else a central difference."""
    if rules.believes_exact:
        exact: Values = rules.bound.hessian(x[np.newaxis])[0, 0]
        return exact
    step = NEAR * np.maximum(1.0, np.abs(x))
    above, below = rules.believed((x + step)[np.newaxis]), rules.believed((x - step)[np.newaxis])
    measured: Values = (above[0] - below[0]) / (2 * step)
    return measured
