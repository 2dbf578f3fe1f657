"""What differs between the compared descents, and how to make them equal in it.

A comparison of two rules is fair in what is the same for both: start, number of epochs, base rate,
draws, work.  An equal base rate is no equal start yet, since a rule may multiply it by |g| or f, which
carry units; so the length of the first step is compared too.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdgui.document import branches
from gdgui.document.model import RANDOM, Descent, Document
from gdgui.document.plan import Plan, plan
from gdgui.engine.descent import Loop
from gdgui.engine.message import Message
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.setup import Setup, prepare
from gdgui.engine.types import size

START, EPOCHS, RATE, FIRST_STEP, SEED, WORK = "start", "epochs", "rate", "first_step", "seed", "work"

TITLES = {
    START: Message("start"),
    EPOCHS: Message("epochs"),
    RATE: Message("base rate"),
    FIRST_STEP: Message("first step"),
    SEED: Message("random draws"),
    WORK: Message("gradients per epoch"),
}

EQUALISED = (START, EPOCHS, RATE, FIRST_STEP)
"""What can be made equal."""

ALIKE = 1e-9
"""Lengths of first steps that differ by no more than this share are equal."""

ROUNDS = 40

Value = tuple[float, ...] | None
"""What a descent has in one aspect; None where it has no such thing."""


class Difference(Struct, frozen=True):
    """An aspect in which the compared descents are not all equal.

    `values` maps the places of the descents in the document to what each has.
    """

    aspect: str
    values: dict[int, Value]

    @property
    def title(self) -> Message:
        """The aspect's name."""
        return TITLES[self.aspect]


def compared(document: Document) -> tuple[int, ...]:
    """The places of the descents that are compared: those on screen."""
    chosen = document.view.descent
    return tuple(k for k, d in enumerate(document.descents) if not d.hidden or k == chosen)


def differences(document: Document, planned: Plan) -> tuple[Difference, ...]:
    """Every aspect in which the descents on screen differ."""
    places = compared(document)
    looks: dict[str, Callable[[int], Value]] = {
        START: lambda k: tuple(float(x) for x in planned.descents[k].setup.start[:, 0]),
        EPOCHS: lambda k: (float(document.descents[k].epochs),),
        RATE: lambda k: _rate(document.descents[k]),
        FIRST_STEP: lambda k: (first_step(planned.descents[k].setup),),
        SEED: lambda k: _draws(document, k),
        WORK: lambda k: (float(OPTIMIZERS[document.descents[k].optimizer.key].gradients_per_epoch),),
    }
    found = []
    for aspect, look in looks.items():
        values = {k: look(k) for k in places}
        if not _alike(list(values.values()), aspect):
            found.append(Difference(aspect, values))
    return tuple(found)


def _alike(values: list[Value], aspect: str) -> bool:
    if aspect == SEED:  # Who draws nothing has nothing that could differ.
        values = [value for value in values if value is not None]
    if aspect != FIRST_STEP:
        return len(set(values)) <= 1
    lengths = [value[0] for value in values if value is not None]
    return bool(np.ptp(lengths) <= ALIKE * max(lengths)) if np.isfinite(lengths).all() else False


def _rate(descent: Descent) -> Value:
    rate = descent.schedule.parameters.get("rate")
    return (float(rate),) if isinstance(rate, int | float) else None


def _draws(document: Document, k: int) -> Value:
    """The stream of a descent that looks at chance."""
    descent = document.descents[k]
    if descent.start != RANDOM and not OPTIMIZERS[descent.optimizer.key].random:
        return None
    return (float(branches.stream(document.descents, k)),)


def first_step(setup: Setup) -> float:
    """The length |x₁ − x₀| of a descent's first step."""
    with np.errstate(all="ignore"):
        loop = Loop(prepare(setup), setup.start)
        loop.run(1)
        return float(size(loop.decrement)[0])


def equal(document: Document, aspect: str, k: int) -> Document:
    """All descents on screen with what the descent at place `k` has in an aspect of EQUALISED.

    What a descent does not have it does not get: a rule without a base rate stays as it is.
    """
    model = document.descents[k]
    planned = plan(document) if aspect == FIRST_STEP else None
    descents = list(document.descents)
    for j in compared(document):
        if j == k:
            continue
        one = descents[j]
        match aspect:
            case "start":
                # A branch has the start of the descent that it comes from.
                first = branches.root(descents, j)
                stream = branches.stream(descents, k)
                shared = stream if model.start == RANDOM else descents[first].stream
                descents[first] = replace(descents[first], start=model.start, stream=shared)
            case "epochs":
                descents[j] = replace(one, epochs=model.epochs)
            case "rate":
                rate = _rate(model)
                if rate is not None and _rate(one) is not None:
                    descents[j] = _with_rate(one, rate[0])
            case "first_step":
                assert planned is not None
                if one.continues is not None and one.continues.epoch > 0:
                    continue  # its first step is that of the descent that it continues
                target = first_step(planned.descents[k].setup)
                found = _rate_for(document, planned, j, target)
                descents[j] = one if found is None else _with_rate(one, found)
            case _:
                raise ValueError(f"{aspect!r} cannot be made equal; allowed is one of {EQUALISED}")
    return replace(document, descents=descents)


def _with_rate(descent: Descent, rate: float) -> Descent:
    parameters = {**descent.schedule.parameters, "rate": rate}
    return replace(descent, schedule=replace(descent.schedule, parameters=parameters))


def _rate_for(document: Document, planned: Plan, j: int, target: float) -> float | None:
    """The base rate at which the first step has a length; None where none is found.

    For most rules the step is in proportion to the rate, and the first guess is right.
    """
    known = _rate(document.descents[j])
    if known is None or not np.isfinite(target) or target == 0:
        return None
    setup, rate = planned.descents[j].setup, known[0] or 1.0
    best: tuple[float, float] | None = None
    for _ in range(ROUNDS):
        length = first_step(_at_rate(setup, rate))
        if not np.isfinite(length) or length == 0:
            break
        miss = abs(length / target - 1)
        if best is None or miss < best[0]:
            best = miss, rate
        if miss == 0:
            break
        rate = rate * target / length
    return best[1] if best is not None and best[0] <= ALIKE else None


def _at_rate(setup: Setup, rate: float) -> Setup:
    parameters = {**setup.schedule.parameters, "rate": rate}
    return replace(setup, schedule=replace(setup.schedule, parameters=parameters))
