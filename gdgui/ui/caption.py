"""The parameters of a document in a few lines, to stand below a picture of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gdgui.document.model import RANDOM, Document
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import Parameter
from gdgui.ui.language import number, tr
from gdgui.ui.naming import descent_name, descent_summary
from gdgui.ui.snapshot import Snapshot

DIGITS = 6
SEPARATOR = ", "


def caption(snapshot: Snapshot) -> str:
    """Function, gradient, each descent, and the sweep that is shown: a line each."""
    document = snapshot.document
    lines = [_function(document)]
    lines += [_descent(document, k) for k in range(len(document.descents))]
    if snapshot.sweep is not None:
        lines.append(_sweep(snapshot))
    return "\n".join(lines)


def _function(document: Document) -> str:
    objective, gradient = OBJECTIVES[document.objective.key], GRADIENTS[document.gradient.key]
    parts = [
        tr("Function: {title}", title=_with(objective, document.objective.parameters)),
        tr("Gradient: {title}", title=_with(gradient, document.gradient.parameters)),
    ]
    if any(descent.start == RANDOM for descent in document.descents) or document.seed != 1:
        parts.append(tr("Seed {seed}", seed=str(document.seed)))
    return SEPARATOR.join(parts)


def _descent(document: Document, k: int) -> str:
    descent = document.descents[k]
    parts = [
        _with(OPTIMIZERS[descent.optimizer.key], descent.optimizer.parameters),
        _with(SCHEDULES[descent.schedule.key], descent.schedule.parameters),
    ]
    if descent.schedule.warmup:
        parts.append(tr("warm-up {epochs}", epochs=descent.schedule.warmup))
    parts.append(" ".join(descent_summary(document, k).split()))
    return f"{descent_name(descent)}: {SEPARATOR.join(parts)}"


def _sweep(snapshot: Snapshot) -> str:
    assert snapshot.sweep is not None
    part = snapshot.sweep.plan
    axes = snapshot.document.sweeps[part.index].axes
    named = [
        tr(
            "{title} {low} to {high} in {count}",
            title=tr(parameter.title),
            low=float(axis.low),
            high=float(axis.high),
            count=axis.count,
        )
        for parameter, axis in zip(part.axes, axes, strict=True)
    ]
    return tr("Sweep: {axes}", axes=SEPARATOR.join(named))


def _with(entry: Any, given: Mapping[str, Any]) -> str:
    """The title of an entry, and in brackets the parameters that can be said in a word."""
    words = list(_values(entry.parameters, given))
    return f"{tr(entry.title)} ({SEPARATOR.join(words)})" if words else tr(entry.title)


def _values(parameters: Iterable[Parameter], given: Mapping[str, Any]) -> Iterable[str]:
    for parameter in parameters:
        value = given.get(parameter.key, parameter.default)
        if value is None or parameter.kind == "points":
            continue
        yield f"{tr(parameter.title)} {_value(parameter, value)}"


def _value(parameter: Parameter, value: Any) -> str:
    match parameter.kind:
        case "choice":
            return next((tr(o.title) for o in parameter.options if o.key == value), str(value))
        case "flag":
            return tr("yes") if value else tr("no")
        case "numbers":
            return "; ".join(number(float(item), DIGITS) for item in value)
        case "text":
            return str(value)
        case _:
            return number(float(value), DIGITS)
