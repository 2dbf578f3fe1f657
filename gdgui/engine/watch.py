"""Numbers that take a look at every epoch of a descent.

- epochs_to_tolerance: the first epoch from which on the point counts as converged, up to the end.
- largest_excursion: max |x_t − x_0|, t = 0 … N.
- lyapunov_exponent: the mean of log |1 − η·f″| along a plain descent, whose rate does not depend on
  where it stands.  For every other rule a shadow descent runs beside it, 10⁻⁸ domain widths away: the
  mean of the log of the factor by which the distance of the two (of positions and states) grows in an
  epoch, after which the shadow is brought back to that distance (Benettin and others, Meccanica 15,
  1980).  Undefined with noise.

They are computed in one run of the descents, which do not notice that they are watched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gdgui.engine.arrival import has_arrived
from gdgui.engine.descent import Loop, Token
from gdgui.engine.schedules import no_state
from gdgui.engine.setup import Rules
from gdgui.engine.types import Integers, Positions, State, size

BESIDE = 1e-8
"""How many domain widths the shadow is away: half of the digits of a number."""

CLOSEST = 1e-8
"""A distance cannot be seen to shrink by more than this in one epoch: doubles have no more digits."""

Watched = NDArray[Any]
"""What was seen of each descent, (n,)."""


class Watcher(Protocol):
    """Looks at a loop after every epoch; `seen` tells what it has seen until now."""

    def look(self, loop: Loop) -> None: ...
    def seen(self, epochs: int) -> Watched: ...


class Arrival:
    """The first epoch from which on a descent has arrived; −1 where it has not."""

    def __init__(self, rules: Rules, start: Positions, tolerance: float) -> None:
        self._tolerance = tolerance
        arrived = has_arrived(rules.bound, start, tolerance)
        self._first = np.where(arrived, 0, -1).astype(np.int64)

    def look(self, loop: Loop) -> None:
        positions = loop.positions[:, : len(self._first)]
        arrived = has_arrived(loop.rules.bound, positions, self._tolerance)
        self._first = np.where(arrived, np.where(self._first < 0, loop.epoch, self._first), -1)

    def seen(self, epochs: int) -> Watched:
        return self._first.copy()


class Excursion:
    """The largest distance from the start."""

    def __init__(self, rules: Rules, start: Positions, tolerance: float) -> None:
        self._start = start
        self._farthest = np.zeros(start.shape[1])

    def look(self, loop: Loop) -> None:
        distance = size(loop.positions[:, : len(self._farthest)] - self._start)
        np.maximum(self._farthest, distance, out=self._farthest)  # what is no number stays none

    def seen(self, epochs: int) -> Watched:
        return self._farthest.copy()


class Tangent:
    """The sum of log |1 − η·f″|, for plain descents of one variable."""

    def __init__(self, rules: Rules, start: Positions, tolerance: float) -> None:
        self._sum = np.zeros(start.shape[1])

    def look(self, loop: Loop) -> None:
        n = len(self._sum)
        curvature = loop.rules.bound.hessian(loop.before)[0, 0]
        self._sum += np.log(np.abs(1.0 - np.ravel(loop.rate) * curvature))[:n]

    def seen(self, epochs: int) -> Watched:
        return self._sum / epochs


class Shadow:
    """The sum of the logs by which the distance to a shadow grows.

    The loop runs 2n descents, of which the second half are the shadows of the first.
    """

    def __init__(self, rules: Rules, start: Positions, tolerance: float) -> None:
        self._sum = np.zeros(start.shape[1])
        self._beside = BESIDE * max(rules.bound.objective.widths)

    def look(self, loop: Loop) -> None:
        n = len(self._sum)
        states = loop.states()
        apart = [array[..., n:] - array[..., :n] for array in _arrays(loop.positions, states)]
        distance = np.zeros(n)
        for part in apart:
            part[~np.isfinite(part)] = 0.0  # a memory that holds no number yet
            distance += (part * part).reshape(-1, n).sum(axis=0)
        distance = np.sqrt(distance)
        gone = ~np.isfinite(loop.positions).reshape(-1, 2, n).all(axis=(0, 1))
        self._sum += np.log(np.maximum(distance / self._beside, CLOSEST))
        self._sum[gone] = np.nan
        met = distance == 0
        apart[0][0, met] = self._beside  # shadows that have met their descents start anew
        scale = self._beside / np.where(met, self._beside, distance)
        back = iter(apart)

        def beside(array: NDArray[Any]) -> NDArray[Any]:
            own = array[..., :n]
            return np.concatenate([own, own + next(back) * scale], axis=-1)

        loop.place(beside(loop.positions), tuple(_mapped(state, beside) for state in states))

    def seen(self, epochs: int) -> Watched:
        return self._sum / epochs


class Undefined:
    """A number that does not exist here."""

    def __init__(self, rules: Rules, start: Positions, tolerance: float) -> None:
        self._count = start.shape[1]

    def look(self, loop: Loop) -> None:
        pass

    def seen(self, epochs: int) -> Watched:
        return np.full(self._count, np.nan)


def _is_number(array: object) -> bool:
    return isinstance(array, np.ndarray) and array.dtype.kind == "f" and array.ndim > 0


def _arrays(positions: Positions, states: Iterable[State]) -> list[NDArray[Any]]:
    return [positions, *(array for state in states for array in state if _is_number(array))]


def _mapped(state: State, change: Any) -> State:
    if not state:
        return state
    return type(state)(*(change(array) if _is_number(array) else array for array in state))


def _exponent(rules: Rules) -> type[Tangent] | type[Shadow] | type[Undefined]:
    """How the Lyapunov exponent of these rules is found, on every leg of the way."""
    kinds = [_exponent_of_leg(leg.rules) for leg in rules.before]
    kinds.append(_exponent_of_leg(rules))
    return Undefined if Undefined in kinds else Shadow if Shadow in kinds else Tangent


def _exponent_of_leg(rules: Rules) -> type[Tangent] | type[Shadow] | type[Undefined]:
    schedule, optimizer = rules.schedule, rules.optimizer
    if optimizer.random:
        return Undefined
    typed = any(parameter.kind == "text" for parameter in schedule.parameters)
    by_time = schedule.steady or (schedule.uses_epoch and schedule.init is no_state and not typed)
    plain = optimizer.key == "gradient_descent" and rules.gradient_key.key == "exact"
    if plain and by_time and rules.bound.objective.dimension == 1:
        return Tangent
    return Shadow


KEYS = ("epochs_to_tolerance", "largest_excursion", "lyapunov_exponent")
"""What can be watched."""


def watchers(
    keys: Iterable[str], rules: Rules, start: Positions, tolerance: float
) -> dict[str, Watcher]:
    """Somebody for each of `keys`."""
    kinds: dict[str, Any] = {
        "epochs_to_tolerance": Arrival,
        "largest_excursion": Excursion,
        "lyapunov_exponent": _exponent(rules),
    }
    return {key: kinds[key](rules, start, tolerance) for key in keys}


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
    looking = watchers(keys, rules, start, tolerance)
    loop = Loop(rules, start)
    if any(isinstance(watcher, Shadow) for watcher in looking.values()):
        twice = np.tile(np.arange(count), 2)
        beside = start.copy()
        beside[0] += BESIDE * max(rules.bound.objective.widths)
        loop = Loop(rules.take(twice), np.concatenate([start, beside], axis=1))
    for number in numbers:
        with np.errstate(all="ignore"):
            while loop.epoch < number:
                loop.run(loop.epoch + 1, token)
                for watcher in looking.values():
                    watcher.look(loop)
            yield number, {key: watcher.seen(number) for key, watcher in looking.items()}


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
