"""Takes a look at every epoch of descents, for the measures that need it.

What is seen is a small pure function of each measure (see `Watch`), in the measure's own file.  All of
them are computed in one run of the descents, which do not notice that they are watched.

Beside a descent there may run a shadow of it, 10⁻⁸ domain widths away: after every epoch it is brought
back to that distance, and the log of the factor by which the distance of the two (of positions and
states) had grown is there to be seen (Benettin and others, Meccanica 15, 1980).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gdgui.engine.descent import Loop, Token
from gdgui.engine.measures import MEASURES
from gdgui.engine.objectives import Bound
from gdgui.engine.setup import Rules
from gdgui.engine.types import Integers, Positions, State, Values

BESIDE = 1e-8
"""How many domain widths the shadow is away: half of the digits of a number."""

CLOSEST = 1e-8
"""A distance cannot be seen to shrink by more than this in one epoch: doubles have no more digits."""

Watched = NDArray[Any]
"""What was seen of each descent, (n,)."""


class Seen(Struct, frozen=True, eq=False):
    """What there is to be seen of n descents after an epoch.

    `epoch` counts the epochs that are over: 0 at the start.  `before` and `positions`, (dim, n), are
    where the descents stood before the epoch and where they stand now; at the start they are the same.
    `rate`, (n,) or (1,), is the learning rate of the epoch, and `growth`, (n,), the log of the factor
    by which the distance to the shadow grew in it; NaN from the epoch on in which one of the two got
    lost.
    """

    bound: Bound
    tolerance: float
    epoch: int
    before: Positions
    positions: Positions
    rate: Values
    growth: Values


class Way(Struct, frozen=True, eq=False):
    """The whole way of one descent: what there is to be seen of it, of all epochs at once.

    `positions` is (dim, epochs + 1), `rates` and `growths` are (epochs,).
    """

    bound: Bound
    tolerance: float
    positions: Positions
    rates: Values
    growths: Values

    @property
    def epochs(self) -> int:
        """How many there are."""
        count: int = self.positions.shape[1] - 1
        return count


class Watch(Struct, frozen=True, kw_only=True):
    """How a measure looks at every epoch: pure functions, and a state that is a NamedTuple of arrays.

    begin(seen) -> state, before the first epoch; look(seen, state) -> state, after every epoch;
    told(state, epochs) -> what has been seen until now, (n,).

    `shadow`: a shadow runs beside each descent.  `along` gives the same number, to the last bit, from
    the whole way of one descent: exported scripts, where every epoch takes long, use it if it is there.
    """

    begin: Callable[[Seen], State]
    look: Callable[[Seen, State], State]
    told: Callable[[State, int], Watched]
    shadow: bool = False
    along: Callable[[Way], Any] | None = None


def watch_of(key: str, rules: Rules) -> Watch:
    """How the measure `key` watches descents that follow `rules`.

    Raises ValueError where it does not watch.
    """
    watch = MEASURES[key].watch
    if watch is None:
        raise ValueError(f"the measure {key} does not watch descents")
    return watch(rules)


def watch_at(
    rules: Rules,
    start: Positions,
    numbers: Iterable[int],
    keys: Iterable[str],
    tolerance: float,
    token: Token | None = None,
) -> Iterator[tuple[int, Mapping[str, Watched]]]:
    """What has been seen after each of `numbers` of epochs, which ascend.

    Raises Cancelled when `token` is set.
    """
    count = start.shape[1]
    watches = {key: watch_of(key, rules) for key in keys}
    shadow = any(watch.shadow for watch in watches.values())
    loop = _with_shadows(rules, start) if shadow else Loop(rules, start)
    unknown = np.full(count, np.nan)
    begun = Seen(rules.bound, tolerance, 0, start, start, unknown, unknown)
    with np.errstate(all="ignore"):
        states = {key: watch.begin(begun) for key, watch in watches.items()}
    for number in numbers:
        with np.errstate(all="ignore"):
            while loop.epoch < number:
                loop.run(loop.epoch + 1, token)
                before, positions = loop.before[:, :count], loop.positions[:, :count]
                rate = np.ravel(loop.rate)[:count]
                growth = _growth(loop, count) if shadow else unknown
                seen = Seen(rules.bound, tolerance, loop.epoch, before, positions, rate, growth)
                for key, watch in watches.items():
                    states[key] = watch.look(seen, states[key])
            told = {key: watch.told(states[key], number) for key, watch in watches.items()}
        yield number, told


def watch_own(
    rules: Rules,
    start: Positions,
    keys: Iterable[str],
    tolerance: float,
    token: Token | None = None,
) -> dict[str, Watched]:
    """What is seen of each descent over its own number of epochs, (n,)."""
    keys = tuple(keys)
    epochs: Integers = np.broadcast_to(np.asarray(rules.epochs), start.shape[1:])
    result: dict[str, Watched] = {}
    for number, seen in watch_at(rules, start, np.unique(epochs).tolist(), keys, tolerance, token):
        done = epochs == number
        for key, values in seen.items():
            result.setdefault(key, np.empty_like(values))[done] = values[done]
    return result


# Shadows


def _width(rules: Rules) -> float:
    """How far a shadow is away."""
    return BESIDE * max(rules.bound.objective.widths)


def _with_shadows(rules: Rules, start: Positions) -> Loop:
    """A loop of 2n descents, of which the second half are the shadows of the first."""
    beside = start.copy()
    beside[0] += _width(rules)
    twice = np.tile(np.arange(start.shape[1]), 2)
    return Loop(rules.take(twice), np.concatenate([start, beside], axis=1))


def _growth(loop: Loop, n: int) -> Values:
    """The log by which each of n shadows moved away in the last epoch; they are brought back."""
    width = _width(loop.rules)
    states = loop.states()
    apart = [array[..., n:] - array[..., :n] for array in _arrays(loop.positions, states)]
    distance = np.zeros(n)
    for part in apart:
        part[~np.isfinite(part)] = 0.0  # a memory that holds no number yet
        distance += (part * part).reshape(-1, n).sum(axis=0)
    distance = np.sqrt(distance)
    gone = ~np.isfinite(loop.positions).reshape(-1, 2, n).all(axis=(0, 1))
    growth: Values = np.log(np.maximum(distance / width, CLOSEST))
    growth[gone] = np.nan
    met = distance == 0
    apart[0][0, met] = width  # shadows that have met their descents start anew
    scale = width / np.where(met, width, distance)
    back = iter(apart)

    def beside(array: NDArray[Any]) -> NDArray[Any]:
        own = array[..., :n]
        return np.concatenate([own, own + next(back) * scale], axis=-1)

    loop.place(beside(loop.positions), tuple(_mapped(state, beside) for state in states))
    return growth


def _is_number(array: object) -> bool:
    return isinstance(array, np.ndarray) and array.dtype.kind == "f" and array.ndim > 0


def _arrays(positions: Positions, states: Iterable[State]) -> list[NDArray[Any]]:
    return [positions, *(array for state in states for array in state if _is_number(array))]


def _mapped(state: State, change: Any) -> State:
    if not state:
        return state
    return type(state)(*(change(array) if _is_number(array) else array for array in state))
