"""Documents made at random, for scripts that have to follow whatever a person can set up."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
from msgspec.structs import replace

from gdgui.document.check import axis_parameters, check, resolve
from gdgui.document.model import (
    RANDOM,
    Axis,
    Choice,
    Continues,
    Descent,
    Document,
    Scheduled,
    Sweep,
)
from gdgui.document.plan import plan
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import Parameter

FORMULAS = {
    "objectives": ["x^2/4 + sin(2x)", "|x| + cos(3x)/4", "exp(-x^2) - 1/(1 + x^2)", "x^4/4 - x^2"],
    "gradients": ["6x - 3", "cos(x)", "2"],
    "schedules": ["0.1/(1 + t)", "0.05*f^2 + 0.001", "0.1*(1 - t/N)", "0.02 + 0.01*|g|*|x|"],
}


def random_document(seed: int) -> Document:
    """A checked document: the same for the same seed."""
    chance = random.Random(seed)
    while True:
        try:
            document = check(_draft(chance))
            with np.errstate(all="ignore"):
                plan(document)
        except InputError:
            continue
        return document


def _draft(chance: random.Random) -> Document:
    objective = _choice(chance, OBJECTIVES, "objectives")
    gradient = _choice(chance, GRADIENTS, "gradients") if chance.random() < 0.4 else Choice(key="exact")
    descents = [_descent(chance) for _ in range(chance.randint(1, 3))]
    for k in range(1, len(descents)):
        if chance.random() < 0.4:
            descents[k] = _branch(chance, descents[k], descents, chance.randrange(k))
    draft = Document(
        objective=objective, gradient=gradient, descents=descents, seed=chance.randint(0, 99)
    )
    if chance.random() < 0.5:
        draft = _with_sweep(chance, check(draft))
    return draft


def _descent(chance: random.Random) -> Descent:
    scheduled = _choice(chance, SCHEDULES, "schedules")
    warmup = chance.choice([0, 0, 0, 7])
    start: Any = chance.choice([None, RANDOM, [round(chance.uniform(-3, 3), 3)]])
    return Descent(
        optimizer=_choice(chance, OPTIMIZERS, "optimizers"),
        schedule=Scheduled(key=scheduled.key, parameters=scheduled.parameters, warmup=warmup),
        start=start,
        epochs=chance.randint(1, 60),
    )


def _branch(chance: random.Random, own: Descent, others: list[Descent], parent: int) -> Descent:
    """A branch, with rules of its own, or with the other's, perhaps at another rate."""
    other = others[parent]
    link = Continues(descent=parent, epoch=chance.randint(0, other.epochs))
    own = replace(own, continues=link, epochs=link.epoch + own.epochs)
    if chance.random() < 0.5:
        own = replace(own, optimizer=other.optimizer)
    if chance.random() < 0.5:
        own = replace(own, schedule=other.schedule)
    if chance.random() < 0.5 and "rate" in own.schedule.parameters:
        rate = {**own.schedule.parameters, "rate": chance.uniform(0.001, 0.2)}
        own = replace(own, schedule=replace(own.schedule, parameters=rate))
    return own


def _choice(chance: random.Random, catalogue: Any, kind: str) -> Choice:
    entry = catalogue[chance.choice(catalogue.keys())]
    return Choice(key=entry.key, parameters=parameters(chance, entry.parameters, kind))


def parameters(chance: random.Random, declared: tuple[Parameter, ...], kind: str) -> dict[str, Any]:
    """Some of the parameters, set to something."""
    chosen: dict[str, Any] = {}
    for parameter in declared:
        if chance.random() < 0.5 and parameter.kind != "text":
            continue
        match parameter.kind:
            case "choice":
                chosen[parameter.key] = chance.choice(parameter.options).key
            case "flag":
                chosen[parameter.key] = chance.random() < 0.5
            case "number":
                chosen[parameter.key] = chance.uniform(parameter.slider_low, parameter.slider_high)
            case "integer":
                low, high = max(1, int(parameter.slider_low)), int(parameter.slider_high)
                chosen[parameter.key] = chance.randint(low, max(low, min(high, 60)))
            case "text":
                chosen[parameter.key] = chance.choice(FORMULAS[kind])
    return chosen


def _with_sweep(chance: random.Random, document: Document) -> Document:
    k = chance.randrange(len(document.descents))
    known = axis_parameters(document, document.descents[k], resolve(document.objective))
    count = chance.choice([1, 2]) if len(known) > 1 else 1
    axes = []
    for path in chance.sample(sorted(known), count):
        parameter = known[path]
        size = chance.randint(2, 7 if count == 2 else 20)
        if parameter.kind == "integer":
            axes.append(
                Axis(path=path, low=max(1, parameter.low), high=40, count=size, spacing="integer")
            )
        else:
            low, high = parameter.slider_low, parameter.slider_high
            spacing: Any = "log" if low > 0 and chance.random() < 0.5 else "linear"
            axes.append(Axis(path=path, low=low, high=high, count=size, spacing=spacing))
    measure = chance.choice(MEASURES.keys())
    return replace(document, sweeps=[Sweep(axes=axes, descent=k, measure=measure)])
