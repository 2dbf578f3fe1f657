"""Basins, limits of the learning rate, and orbit diagrams, off the GUI thread.  No Qt."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.engine import batch, iterated, theory
from gdgui.engine.descent import frozen
from gdgui.engine.iterated import Orbit
from gdgui.engine.message import Message
from gdgui.engine.setup import Setup, resolve_objective
from gdgui.engine.theory import Limits, Terrain
from gdgui.engine.types import Flags, Integers, Values
from gdgui.jobs.job import CancelToken

STARTS = (75, 600)
"""How many starts a strip of basins has: at first, so that it follows a dragged slider, and then."""

COLUMNS = 720
"""How many learning rates an orbit diagram has."""

RECORDED, RECORDED_NEARBY = 400, 1200
"""Positions at each rate: more where a window leaves most of them outside."""


class Known(Struct, frozen=True, eq=False):
    """What is known without a descent: the extrema, and the limits for the descent and the sweep.

    `valleys` are the limits for the sweep in each valley, where a start may lie in any of them.
    """

    key: str
    land: Terrain
    limits: Limits | None
    sweep_limits: Limits | None
    valleys: tuple[Limits, ...] = ()


class Basins(Struct, frozen=True, eq=False):
    """Where each of n starts ends: `minimum` (n,) indexes `land.minima`, −1 for none of them.

    `arrived` (n,) is true where the end is at that minimum, and not only in its valley.
    """

    key: str
    land: Terrain
    starts: Values
    ends: Values
    minimum: Integers
    arrived: Flags


class OrbitDone(Struct, frozen=True, eq=False):
    """An orbit diagram with the limits at its minimum, or the reason why there is none."""

    key: str
    orbit: Orbit | None
    limits: Limits | None
    reason: Message | None


class TheoryJob(Struct, frozen=True, eq=False):
    """Yields the Basins of `setup` for few starts, what is Known, and the Basins for all starts.

    `limited` and `sweep` are the descents (n = 1) whose limits are wanted.  The basins change with
    neither, nor with the start, so they are left out where `basins` says so.  The extrema are looked
    for only where `land` does not tell them.
    """

    key: str
    setup: Setup
    limited: Setup
    sweep: Setup | None = None
    basins: bool = True
    basins_key: str = ""
    land: Terrain | None = None

    def run(self, token: CancelToken) -> Iterator[Known | Basins]:
        """Raises Cancelled when `token` is set."""
        chosen = theory.alone(self.setup).objective
        bound = resolve_objective(chosen)
        land = self.land or theory.terrain(bound)
        few, all_of_them = (np.linspace(*bound.objective.domain[0], count) for count in STARTS)
        if self.basins:
            yield find_basins(self.basins_key, self.setup, land, few, token)

        def its(setup: Setup) -> Terrain:
            # A replayed cell of a sweep may be a descent on another function of the family.
            own = theory.alone(setup).objective
            return land if own == chosen else theory.terrain(resolve_objective(own))

        known = Known(self.key, land, theory.limits(self.limited, its(self.limited)), None)
        if self.sweep is not None:
            there = its(self.sweep)
            limits, valleys = theory.limits(self.sweep, there), theory.valley_limits(self.sweep, there)
            known = replace(known, sweep_limits=limits, valleys=valleys)
        yield known
        if self.basins:
            yield find_basins(self.basins_key, self.setup, land, all_of_them, token)


def find_basins(
    key: str, setup: Setup, land: Terrain, starts: Values, token: CancelToken | None = None
) -> Basins:
    """Runs the descent of `setup` from each of `starts`, as one batch.

    All have the same noise, if any: the one of the descent itself.
    """
    one = theory.alone(setup)
    stream = np.repeat(one.stream, len(starts))
    many = replace(one, start=starts[np.newaxis].copy(), stream=stream)
    ends = batch.finals(many, token).positions[0, 0].copy()
    minimum, arrived = theory.basins(land, resolve_objective(one.objective).objective, ends)
    parts = (starts, ends, minimum, arrived)
    return Basins(key, land, *(frozen(part) for part in parts))


Stretch = tuple[float, float]


class OrbitWindow(Struct, frozen=True):
    """What an orbit diagram is asked to show; None: all that there is to be seen."""

    rates: Stretch | None = None
    positions: Stretch | None = None


class OrbitJob(Struct, frozen=True, eq=False):
    """Yields the orbit diagram of a descent (n = 1), or why there is none, as an OrbitDone."""

    key: str
    setup: Setup
    window: OrbitWindow

    def run(self, token: CancelToken) -> Iterator[OrbitDone]:
        """Raises Cancelled when `token` is set."""
        reason = iterated.no_map(self.setup) or iterated.no_rate(self.setup)
        if reason is not None:
            yield OrbitDone(self.key, None, None, reason)
            return
        near = self.window.positions is not None
        low, high = self.window.rates or iterated.usual_rates(self.setup, token)
        found = iterated.orbit(
            self.setup,
            np.linspace(max(low, 0.0), high, COLUMNS),
            self.window.positions,
            recorded=RECORDED_NEARBY if near else RECORDED,
            token=token,
        )
        for array in (found.rates, found.density, found.lyapunov):
            frozen(array)
        yield OrbitDone(self.key, found, theory.limits(self.setup), None)
