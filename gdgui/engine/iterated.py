"""Gradient descent as an iterated map x ↦ x − η·g(x): cobweb, orbit diagram, Lyapunov exponent.

Where the rules look at nothing but x, a descent is a map that is applied again and again, and may do
all that such maps do: come to rest, go round with a period, or be chaotic.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine.descent import Loop, Token
from gdgui.engine.message import Message
from gdgui.engine.objectives import Bound
from gdgui.engine.outcome import has_left
from gdgui.engine.schedules import SCHEDULES, no_state
from gdgui.engine.setup import Choice, Rules, Setup, looks_at_epochs, prepare
from gdgui.engine.theory import NEAR, alone, gradient_slope, limits, surroundings
from gdgui.engine.types import Values


def _own(setup: Setup) -> Setup:
    """The setup of one descent under its own rules alone: these are what a branch has a map of."""
    return replace(alone(setup), past=None)


def no_map(setup: Setup) -> Message | None:
    """Why the next position does not follow from the present one alone; None where it does."""
    rules = prepare(_own(setup))
    if rules.bound.objective.dimension != 1:
        return Message("This chart is for functions of one variable.")
    optimizer, schedule = rules.optimizer, rules.schedule
    if optimizer.random:
        return Message("Chance has a part in every step, so there is no map that could be drawn.")
    if optimizer.init is not no_state or optimizer.uses_epoch:
        return Message(
            "{optimizer} remembers the epochs before, so its next position does not follow from the "
            "present one alone. Choose gradient descent to see its map.",
            {"optimizer": optimizer.title},
        )
    steady = not (schedule.uses_epoch or looks_at_epochs(setup.schedule))
    steady = (steady and schedule.init is no_state and schedule.accept is None) or schedule.steady
    if not steady or np.any(np.asarray(setup.warmup) > 0):
        return Message(
            "The learning rate changes from epoch to epoch here, so the map changes too. Choose the "
            "constant schedule without warm-up to see it."
        )
    return None


def no_rate(setup: Setup) -> Message | None:
    """Why there is no orbit diagram over the learning rate: the schedule has none; else None."""
    schedule = SCHEDULES[setup.schedule.key]
    if any(parameter.key == "rate" for parameter in schedule.parameters):
        return None
    return Message(
        "{schedule} has no learning rate that could be varied.", {"schedule": schedule.title}
    )


def mapped(setup: Setup, x: Values) -> Values:
    """x ↦ x − η·f′(x), or whatever the rules of `setup` make of it: one epoch from each x, (k,)."""
    loop = Loop(prepare(_own(setup)), x[np.newaxis].copy())
    with np.errstate(all="ignore"):
        loop.run(1)
    result: Values = loop.positions[0]
    return result


def cobweb(path: Values) -> NDArray[np.float64]:
    """The corners of the cobweb of x_0 … x_k, shape (2, 2k + 1): up to the map, over to the diagonal.

    (x_0, x_0), (x_0, x_1), (x_1, x_1), (x_1, x_2) …
    """
    doubled = np.repeat(path, 2)
    return np.array([doubled[:-1], np.concatenate([doubled[:1], doubled[2:]])])


class Orbit(Struct, frozen=True, eq=False):
    """Where descents at each of n learning rates go round in the long run.

    `rates` (n,); `window` the lowest and the highest position that is counted; `density` (rows, n),
    from 0 to 1, how much of its time the descent at each rate spends in each row of the window, the
    lowest first; `lyapunov` (n,) the exponent, NaN where the descent leaves all bounds.
    """

    rates: Values
    window: tuple[float, float]
    density: NDArray[np.float64]
    lyapunov: Values


TRANSIENT = 600
"""Epochs after which a descent has settled, whatever it settles to."""


def orbit(
    setup: Setup,
    rates: Values,
    window: tuple[float, float] | None = None,
    *,
    recorded: int = 400,
    rows: int = 480,
    token: Token | None = None,
) -> Orbit:
    """The orbit diagram: `recorded` positions at each of `rates`, after TRANSIENT epochs.

    All rates are one batch of the descent in `setup`, whose schedule has a parameter `rate`.  Without
    a window, the positions within a domain's width of the domain make one.  Raises Cancelled when
    `token` is set.
    """
    single = _own(setup)
    many = _at_rates(single, rates)
    loop = Loop(prepare(many), many.start)
    positions = np.empty((recorded, len(rates)))
    with np.errstate(all="ignore"):
        loop.run(TRANSIENT, token)
        for row in range(recorded):
            positions[row] = loop.positions[0]
            loop.run(TRANSIENT + row + 1, token)
        exponents = lyapunov(many, positions)
        exponents[has_left(loop.rules.bound.objective, positions[-1:])] = np.nan
    low, high = window or _window(loop.rules.bound, positions)
    step = (high - low) / rows
    with np.errstate(all="ignore"):
        at = (positions - low) / step
        seen = (at >= 0) & (at < rows)
    column = np.broadcast_to(np.arange(len(rates)), at.shape)[seen]
    flat = at[seen].astype(np.int64) * len(rates) + column
    counts = np.bincount(flat, minlength=rows * len(rates)).reshape(rows, len(rates))
    return Orbit(rates, (low, high), counts / recorded, exponents)


def _at_rates(single: Setup, rates: Values) -> Setup:
    schedule = Choice(single.schedule.key, {**single.schedule.parameters, "rate": rates})
    count = len(rates)
    return replace(
        single,
        schedule=schedule,
        start=np.repeat(single.start, count, axis=1),
        stream=np.zeros(count, dtype=np.int64),
    )


def lyapunov(setup: Setup, positions: NDArray[np.float64]) -> Values:
    """The mean of log|m′(x)| over each column of `positions`, (epochs, n); NaN for lost descents.

    m is the map of `setup`, which has n descents.  For gradient descent at a constant rate
    m′ = 1 − η·g′(x); for other maps it is measured by a central difference.
    """
    rules = prepare(setup)
    total: Values = np.zeros(positions.shape[1])
    with np.errstate(all="ignore"):
        for x in positions:
            total += np.log(np.abs(_map_slope(setup, rules, x)))
        mean: Values = total / len(positions)
        mean[~np.isfinite(positions).all(axis=0)] = np.nan
    return mean


def _map_slope(setup: Setup, rules: Rules, x: Values) -> Values:
    if rules.optimizer.plain and rules.schedule.steady:
        slope: Values = 1.0 - rules.schedule_parameters["rate"] * gradient_slope(rules, x)
        return slope
    step = NEAR * np.maximum(1.0, np.abs(x))
    above, below = (Loop(rules, (x + side * step)[np.newaxis]) for side in (1.0, -1.0))
    above.run(1)
    below.run(1)
    measured: Values = (above.positions[0] - below.positions[0]) / (2 * step)
    return measured


def _window(bound: Bound, positions: NDArray[np.float64]) -> tuple[float, float]:
    low, high = surroundings(bound)
    near = positions[(positions >= low) & (positions <= high)]
    if near.size == 0:
        return bound.objective.domain[0]
    least, most = float(near.min()), float(near.max())
    room = max((most - least) * 0.04, (high - low) * 0.005)
    return least - room, most + room


SHARES = 512
"""How many rates are tried to find where nothing is bounded any more."""


def usual_rates(setup: Setup, token: Token | None = None) -> tuple[float, float]:
    """The learning rates that show the whole of an orbit diagram.

    From 0 to a little beyond the largest rate, up to 8/f″ (1 where that is not known), at which a
    descent stays within a few widths of the domain.
    """
    known = limits(setup)
    most = 4.0 * known.stability if known is not None else 1.0
    single = _own(setup)
    rates = np.linspace(0.0, most, SHARES)
    many = _at_rates(single, rates)
    loop = Loop(prepare(many), many.start)
    low, high = surroundings(loop.rules.bound)
    with np.errstate(all="ignore"):
        loop.run(300, token)
        x = loop.positions[0]
        bounded = np.flatnonzero((x > 2 * low - high) & (x < 2 * high - low))
    last = float(rates[bounded[-1]]) if bounded.size else most
    return 0.0, min(most, last * 1.06) or most
