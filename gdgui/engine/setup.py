"""What is asked of the loop: descents named by keys and values, and the rules that these name.

A `Setup` holds keys, numbers and arrays, so that it can be pickled and sent to another process; a
`Rules` holds the functions, and is made where they run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine import random
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.message import InputError, Message
from gdgui.engine.objectives import OBJECTIVES, Bound, Objective, Shape
from gdgui.engine.optimizers import OPTIMIZERS, Optimizer, UpdateRule
from gdgui.engine.schedules import SCHEDULES, AcceptRule, RateRule, Schedule
from gdgui.engine.types import (
    Integers,
    Parameter,
    Parameters,
    Positions,
    State,
    check_parameters,
)


class Choice(Struct, frozen=True):
    """An entry by its key, and the values of its parameters (absent: the default)."""

    key: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


class Setup(Struct, frozen=True, eq=False):
    """n descents that follow the same rules, each perhaps with numbers of its own.

    `start` has the shape (dim, n).  `epochs`, `warmup` and `seed` are whole numbers or of shape (n,),
    and so is every numeric parameter.  `stream`, of shape (n,), tells the descents apart for chance.
    With a `past` they are branches: they go the way of other descents first, from the same start.
    """

    objective: Choice
    gradient: Choice
    schedule: Choice
    optimizer: Choice
    start: Positions
    epochs: int | Integers
    warmup: int | Integers = 0
    seed: int | Integers = 1
    stream: Integers = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    tolerance: float = 1e-6
    past: Past | None = None

    @property
    def longest(self) -> int:
        """The largest number of epochs among the descents."""
        return int(np.max(self.epochs))


class Past(Struct, frozen=True, eq=False):
    """What a branch shares with the descent that it continues: the epochs before `epoch`."""

    setup: Setup
    epoch: int


class Leg(Struct, frozen=True, eq=False):
    """A part of the way: what is followed in the epochs before `until`."""

    rules: Rules
    until: int


class Rules(Struct, frozen=True, eq=False):
    """The functions that a setup names, with the values of their parameters.

    `rate`, `accept` and `update` are those of the schedule and the optimizer, at hand for the loop.
    `before` are the legs on which a branch follows the rules of others, in their order.
    """

    bound: Bound
    believed: Callable[[Positions], Positions]
    rate: RateRule
    accept: AcceptRule | None
    update: UpdateRule
    gradient_key: Choice
    schedule: Schedule
    schedule_parameters: Parameters
    optimizer: Optimizer
    optimizer_parameters: Parameters
    warmup: int | Integers
    epochs: int | Integers
    seed: int | Integers
    stream: Integers
    before: tuple[Leg, ...] = ()

    @property
    def begins(self) -> int:
        """The first epoch in which these rules hold."""
        return self.before[-1].until if self.before else 0

    @property
    def warms_up(self) -> bool:
        """Whether a descent begins with smaller rates than its schedule's."""
        warmup = self.warmup  # an array costs twenty times as long to ask as a number
        return bool((warmup > 0).any()) if isinstance(warmup, np.ndarray) else warmup > 0

    @property
    def believes_exact(self) -> bool:
        """Whether the gradient that is believed is the exact one."""
        return GRADIENTS[self.gradient_key.key].exact

    def own_gradient(self, shape: Shape) -> Callable[[Positions], Positions]:
        """What is `believed`, for one loop alone, whose positions have this shape."""
        source = GRADIENTS[self.gradient_key.key]
        if source.own is None:
            return self.believed
        return source.own(self.bound, self.gradient_key.parameters, shape)

    def take(self, index: NDArray[Any]) -> Rules:
        """The rules of a part of the descents, in the order of `index`."""
        bound = Bound(self.bound.objective, take_parameters(self.bound.parameters, index))
        source = Choice(self.gradient_key.key, take_parameters(self.gradient_key.parameters, index))
        return replace(
            self,
            bound=bound,
            believed=GRADIENTS[source.key].build(bound, source.parameters),
            gradient_key=source,
            schedule_parameters=take_parameters(self.schedule_parameters, index),
            optimizer_parameters=take_parameters(self.optimizer_parameters, index),
            warmup=_take(self.warmup, index),
            epochs=_take(self.epochs, index),
            seed=_take(self.seed, index),
            stream=self.stream[index] if len(self.stream) > 1 else self.stream[np.zeros_like(index)],
            before=tuple(Leg(leg.rules.take(index), leg.until) for leg in self.before),
        )


def _take(value: Any, index: NDArray[Any]) -> Any:
    return value[index] if isinstance(value, np.ndarray) else value


def take_parameters(parameters: Parameters, index: NDArray[Any]) -> Parameters:
    """The parameters of a part of the descents: what is an array over descents is indexed."""
    return {key: _take(value, index) for key, value in parameters.items()}


def take_state(state: State, index: NDArray[Any]) -> State:
    """The state of a part of the descents; the last axis of every field is the descent."""
    return type(state)(*(array[..., index] for array in state)) if state else state


def resolve_objective(choice: Choice) -> Bound:
    """The objective that `choice` names with its parameters; a typed one is compiled here."""
    objective = OBJECTIVES[choice.key]
    parameters = complete(objective.parameters, choice.parameters)
    if objective.resolve is not None:
        objective = objective.resolve(parameters)
    return Bound(objective, parameters)


def complete(declared: tuple[Parameter, ...], given: Parameters) -> dict[str, Any]:
    """Every declared parameter with its value; arrays over descents pass as they are."""
    arrays = {key: value for key, value in given.items() if isinstance(value, np.ndarray)}
    plain = {key: value for key, value in given.items() if key not in arrays}
    return check_parameters(declared, plain) | arrays


def complete_derived(
    declared: tuple[Parameter, ...],
    given: Parameters,
    objective: Objective,
    epochs: int | Integers,
) -> dict[str, Any]:
    """As `complete`, with N and the least value put in where a default is derived from them.

    Raises InputError, with the parameter's key as the place, where the objective has no least value
    and the rule needs one.
    """
    values = complete(declared, given)
    for parameter in declared:
        if values[parameter.key] is not None or not parameter.derived:
            continue
        if parameter.derived == "epochs":
            values[parameter.key] = epochs
        elif objective.lowest is not None:
            values[parameter.key] = objective.lowest
        elif not parameter.optional:
            raise InputError(
                Message(
                    "{objective} has no least value that is known, so this number has to be given",
                    {"objective": objective.title},
                ),
                parameter.key,
            )
    return values


def looks_at_epochs(schedule: Choice) -> bool:
    """Whether a schedule, with these parameters, looks at N, the number of epochs."""
    entry = SCHEDULES[schedule.key]
    return entry.uses_epochs or any(
        parameter.looks_at_epochs(schedule.parameters.get(parameter.key, parameter.default))
        for parameter in entry.parameters
    )


def prepare(setup: Setup) -> Rules:
    """The rules that `setup` names.  Raises InputError where they do not fit together."""
    bound = resolve_objective(setup.objective)
    gradient = GRADIENTS[setup.gradient.key]
    reason = gradient.unavailable(bound.objective)
    if reason is not None:
        raise InputError(reason, "gradient.key")
    source = Choice(gradient.key, complete(gradient.parameters, setup.gradient.parameters))
    schedule = SCHEDULES[setup.schedule.key]
    optimizer = OPTIMIZERS[setup.optimizer.key]
    try:
        rate = complete_derived(
            schedule.parameters, setup.schedule.parameters, bound.objective, setup.epochs
        )
    except InputError as error:
        raise error.at("schedule") from None
    return Rules(
        bound=bound,
        believed=gradient.build(bound, source.parameters),
        rate=schedule.rate,
        accept=schedule.accept,
        update=optimizer.update,
        gradient_key=source,
        schedule=schedule,
        schedule_parameters=rate,
        optimizer=optimizer,
        optimizer_parameters=complete(optimizer.parameters, setup.optimizer.parameters),
        warmup=setup.warmup,
        epochs=setup.epochs,
        seed=setup.seed,
        stream=setup.stream,
        before=() if setup.past is None else _legs(prepare(setup.past.setup), setup.past.epoch),
    )


def _legs(rules: Rules, epoch: int) -> tuple[Leg, ...]:
    """The legs of the way that `rules` go before an epoch."""
    whole = (*rules.before, Leg(replace(rules, before=()), epoch))
    first = next(k for k, leg in enumerate(whole) if leg.until >= epoch)
    return (*whole[:first], Leg(whole[first].rules, epoch)) if epoch else ()


def random_start(objective: Objective, seed: int | Integers, stream: Integers) -> Positions:
    """A start for each stream, shape (dim, n), from evenly spaced points of the domain.

    Each coordinate is one of `numpy.linspace(low, high, start_points)` with the same chance.
    """
    rows = [
        random.pick(seed, stream, np.linspace(low, high, objective.start_points), lane)
        for lane, (low, high) in enumerate(objective.domain)
    ]
    return np.array(rows)
