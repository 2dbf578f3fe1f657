"""Changes that a person makes: pure functions from a document to the next one.

None of them checks anything: whoever makes the change checks the document that comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from msgspec.structs import replace

from gdgui.document import branches, cells
from gdgui.document.check import MOST_DESCENTS, MOST_EPOCHS, MOST_PINS, axis_parameters, resolve
from gdgui.document.model import (
    RANDOM,
    Axis,
    Choice,
    ColorMap,
    ColorScale,
    Continues,
    Descent,
    Document,
    Replay,
    Scheduled,
    Sweep,
)
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.random import uniform
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import Parameter

Change = Callable[[Document], Document]


def _with_descent(document: Document, k: int, descent: Descent) -> Document:
    descents = list(document.descents)
    descents[k] = descent
    return replace(document, descents=descents)


def _with_sweep(document: Document, k: int, sweep: Sweep) -> Document:
    sweeps = list(document.sweeps)
    sweeps[k] = sweep
    return replace(document, sweeps=sweeps)


def with_view(document: Document, **values: Any) -> Document:
    """The same content, seen otherwise; who ends the replay lets go of the pinned cells, too."""
    if values.get("replay", document) is None:
        values.setdefault("pins", [])
    return replace(document, view=replace(document.view, **values))


def with_trace(document: Document, key: str, shown: bool, order: Sequence[str]) -> Document:
    """One quantity more against the epoch, or one less; they stand in the given order.

    One always stays.
    """
    traces = [k for k in document.view.traces if k != key] + ([key] if shown else [])
    places = {k: place for place, k in enumerate(order)}
    traces.sort(key=lambda k: places.get(k, len(places)))
    return with_view(document, traces=traces) if traces else document


def with_log_trace(document: Document, key: str, logarithmic: bool) -> Document:
    """One quantity on a logarithmic axis, or on a linear one."""
    others = [k for k in document.view.log_traces if k != key]
    return with_view(document, log_traces=sorted([*others, key] if logarithmic else others))


# The function


def with_objective(document: Document, key: str) -> Document:
    """Another function: starts, gradient and what else belonged to the old one begin anew.

    Starts go to the new function's own, since the old ones mean nothing there; a gradient that the
    new function does not have goes back to exact; sweeps keep the axes that still exist.
    """
    choice = Choice(key=key)
    objective = resolve(choice)
    gradient = document.gradient
    if GRADIENTS[gradient.key].unavailable(objective) is not None:
        gradient = Choice(key="exact")
    descents = [
        d if d.start == RANDOM else replace(d, start=list(objective.start)) for d in document.descents
    ]
    changed = replace(document, objective=choice, gradient=gradient, descents=descents)
    return _keep_possible_axes(with_view(changed, replay=None))


def with_objective_parameter(document: Document, key: str, value: Any) -> Document:
    """A parameter of the function."""
    parameters = {**document.objective.parameters, key: value}
    return replace(document, objective=replace(document.objective, parameters=parameters))


def with_gradient(document: Document, key: str) -> Document:
    """Another source of the gradient."""
    return _keep_possible_axes(replace(document, gradient=Choice(key=key)))


def with_gradient_parameter(document: Document, key: str, value: Any) -> Document:
    """A parameter of the gradient's source."""
    parameters = {**document.gradient.parameters, key: value}
    return replace(document, gradient=replace(document.gradient, parameters=parameters))


def with_seed(document: Document, seed: int) -> Document:
    """Another seed: everything random is drawn anew."""
    return replace(document, seed=seed)


def with_next_seed(document: Document) -> Document:
    """A seed that is itself drawn from the present one: what a person does can be repeated."""
    drawn = int(uniform(document.seed, np.array([0]), 0, 99)[0] * 1_000_000)
    return replace(document, seed=drawn)


# The descents


def add_descent(document: Document) -> Document:
    """One more descent, like the chosen one but at twice its learning rate, and chosen."""
    template = document.descents[document.view.descent]
    rate = template.schedule.parameters.get("rate")
    if rate is None:
        rate = _default_rate(template.schedule.key)
    parameters = dict(template.schedule.parameters)
    if rate is not None:
        parameters["rate"] = 2 * rate
    schedule = replace(template.schedule, parameters=parameters)
    return _append(document, replace(template, name="", schedule=schedule, stream=None))


def duplicate_descent(document: Document, k: int) -> Document:
    """The same descent once more, chosen; a random one shares its draws with the original."""
    descent = document.descents[k]
    own = descent.stream if descent.continues is not None else _streams(document)[k]
    return _append(document, replace(descent, stream=own))


def continue_descent(
    document: Document, k: int, epoch: int, factor: float = 1.0, schedule: str = "", optimizer: str = ""
) -> Document:
    """A branch of the descent at place k from an epoch on, chosen: at `factor` times its learning rate,
    with another schedule or with another optimizer, where these are given.

    It has the same number of epochs, or, where none of these is left, as many again.
    """
    parent = document.descents[k]
    epoch = min(max(epoch, 0), parent.epochs, MOST_EPOCHS - 1)
    epochs = parent.epochs if epoch < parent.epochs else min(2 * parent.epochs, MOST_EPOCHS)
    link = Continues(descent=k, epoch=epoch)
    branch = replace(parent, name="", stream=None, epochs=epochs, continues=link)
    changed = _append(document, branch)
    if changed is document:
        return document
    place = len(changed.descents) - 1
    if schedule:
        changed = with_schedule(changed, place, schedule)
    if optimizer:
        changed = with_optimizer(changed, place, optimizer)
    rate = parent.schedule.parameters.get("rate", _default_rate(parent.schedule.key))
    if factor != 1.0 and rate is not None:
        changed = with_schedule_parameter(changed, place, "rate", factor * rate)
    return changed


def with_branching(document: Document, k: int, epoch: int) -> Document:
    """A branch that turns off in another epoch."""
    link = document.descents[k].continues
    if link is None:
        return document
    moved = replace(link, epoch=epoch)
    return _with_descent(document, k, replace(document.descents[k], continues=moved))


def _append(document: Document, descent: Descent) -> Document:
    if len(document.descents) >= MOST_DESCENTS:
        return document
    place, taken = len(document.descents), _streams(document)
    if descent.stream is None and descent.continues is None and place in taken:
        descent = replace(descent, stream=max(taken) + 1)
    # It has the look of its place, whatever that of the descent it was made from.
    descents = [*document.descents, replace(descent, color="", hidden=False)]
    return with_view(replace(document, descents=descents), descent=len(descents) - 1, replay=None)


def _streams(document: Document) -> list[int]:
    """Which of the random draws is each descent's own."""
    return [branches.stream(document.descents, k) for k in range(len(document.descents))]


def _default_rate(schedule: str) -> float | None:
    rates = [p.default for p in SCHEDULES[schedule].parameters if p.key == "rate"]
    return rates[0] if rates else None


def remove_descent(document: Document, k: int) -> Document:
    """Without one of the descents; its sweeps and the descents that continue it go with it, since they
    are nothing without it.  Where none would be left, nothing changes.

    The others keep their random draws, though they move up.
    """
    gone = branches.followers(document.descents, k)
    left = [index for index in range(len(document.descents)) if index not in gone]
    if not left:
        return document
    places = {index: place for place, index in enumerate(left)}
    streams = _streams(document)
    descents = []
    for index in left:
        descent = branches.relinked(document.descents[index], places)
        if places[index] != index and descent.continues is None:
            descent = replace(descent, stream=streams[index])
        descents.append(descent)
    sweeps = [replace(s, descent=places[s.descent]) for s in document.sweeps if s.descent in places]
    chosen = document.view.descent
    if chosen in places:
        chosen = places[chosen]
    else:
        chosen = min(sum(index < chosen for index in left), len(descents) - 1)
    return with_view(replace(document, descents=descents, sweeps=sweeps), descent=chosen, replay=None)


def rename_descent(document: Document, k: int, name: str) -> Document:
    """Another name; an empty one lets the program name the descent by its rule."""
    return _with_descent(document, k, replace(document.descents[k], name=name))


def with_start(document: Document, k: int, start: list[float] | str) -> Document:
    """Another start: coordinates, or "random".  A branch shares that of the descent it comes from."""
    k = branches.root(document.descents, k)
    return _with_descent(document, k, replace(document.descents[k], start=start))


def with_epochs(document: Document, k: int, epochs: int) -> Document:
    """Another number of epochs."""
    return _with_descent(document, k, replace(document.descents[k], epochs=epochs))


def with_optimizer(document: Document, k: int, key: str) -> Document:
    """Another update rule, with its own defaults."""
    descent = replace(document.descents[k], optimizer=Choice(key=key))
    return _keep_possible_axes(_with_descent(document, k, descent))


def with_optimizer_parameter(document: Document, k: int, key: str, value: Any) -> Document:
    """A parameter of the update rule."""
    descent = document.descents[k]
    optimizer = replace(descent.optimizer, parameters={**descent.optimizer.parameters, key: value})
    return _with_descent(document, k, replace(descent, optimizer=optimizer))


def with_schedule(document: Document, k: int, key: str) -> Document:
    """Another schedule.  The base rate that the user set goes over to it, if it has one."""
    descent = document.descents[k]
    kept = {
        name: value
        for name, value in descent.schedule.parameters.items()
        if name == "rate" and any(p.key == name for p in SCHEDULES[key].parameters)
    }
    schedule = Scheduled(key=key, parameters=kept, warmup=descent.schedule.warmup)
    changed = _with_descent(document, k, replace(descent, schedule=schedule))
    return _keep_possible_axes(changed)


def with_schedule_parameter(document: Document, k: int, key: str, value: Any) -> Document:
    """A parameter of the schedule; `warmup` is the warm-up before it."""
    descent = document.descents[k]
    schedule = descent.schedule
    if key == "warmup":
        schedule = replace(schedule, warmup=value)
    else:
        schedule = replace(schedule, parameters={**schedule.parameters, key: value})
    return _with_descent(document, k, replace(descent, schedule=schedule))


# The sweeps


def add_sweep(document: Document) -> Document:
    """A first sweep: the learning rate of the chosen descent, if it has one, else its start, or, of a
    branch, its epochs.  Where the charts on screen are named, its chart is one of them from now on."""
    k, charts = document.view.descent, document.view.charts
    paths = axis_parameters(document, document.descents[k], resolve(document.objective))
    path = next(path for path in ("schedule.rate", "start.x", "epochs") if path in paths)
    sweep = Sweep(descent=k, axes=[default_axis(path, paths[path])])
    sweeps = [*document.sweeps, sweep]
    if charts and "sweep" not in charts:
        charts = [*charts, "sweep"]
    changed = replace(document, sweeps=sweeps)
    return with_view(changed, sweep=len(sweeps) - 1, replay=None, charts=charts)


def remove_sweep(document: Document, k: int) -> Document:
    """Without one of the sweeps."""
    sweeps = [s for index, s in enumerate(document.sweeps) if index != k]
    return with_view(replace(document, sweeps=sweeps), sweep=max(k - 1, 0), replay=None)


WIDE = 1e4
"""How many times its lower end an axis may reach before it is logarithmic by itself."""


USUAL_COUNT = 50
"""How many values an axis has at first."""


def default_axis(path: str, parameter: Parameter) -> Axis:
    """A sensible axis over a parameter: the range of its slider, logarithmic where that has so many
    decades that even steps would pass over nearly all of them."""
    low, high = parameter.slider_low, parameter.slider_high
    if parameter.kind == "integer":
        low, high = max(low, parameter.low), min(high, parameter.high)
        count = int(min(USUAL_COUNT, high - low + 1))
        return Axis(path=path, low=low, high=high, count=count, spacing="integer")
    wide = parameter.log and low > 0 and high / low > WIDE
    return Axis(
        path=path, low=low, high=high, count=USUAL_COUNT, spacing="log" if wide else "linear"
    )


def with_axis(document: Document, k: int, place: int, axis: Axis | None) -> Document:
    """Another axis in the first or second place; None takes the second one away."""
    sweep = document.sweeps[k]
    axes = list(sweep.axes[:place])
    if axis is not None:
        axes.append(axis)
    axes.extend(sweep.axes[place + 1 :])
    colors = sweep.colors if [a.path for a in axes] == [a.path for a in sweep.axes] else None
    return cells.carried(document, _with_sweep(document, k, replace(sweep, axes=axes, colors=colors)))


def with_measure(document: Document, k: int, measure: str) -> Document:
    """Another measure, in colours of its own."""
    sweep = replace(
        document.sweeps[k], measure=measure, colors=None, color_scale="linear", color_center=None
    )
    return _with_sweep(document, k, sweep)


def with_colors(document: Document, k: int, colors: tuple[float, float] | None) -> Document:
    """Another range of colours; None takes it from the values."""
    return _with_sweep(document, k, replace(document.sweeps[k], colors=colors))


def with_repeats(document: Document, k: int, repeats: int) -> Document:
    """How often each cell is run."""
    return _with_sweep(document, k, replace(document.sweeps[k], repeats=repeats))


def with_color_map(
    document: Document, k: int, color_map: ColorMap, center: float | None = None
) -> Document:
    """Another map of colours, and for the diverging one the value at its middle."""
    sweep = replace(document.sweeps[k], color_map=color_map, color_center=center)
    return _with_sweep(document, k, sweep)


def with_color_scale(document: Document, k: int, scale: ColorScale) -> Document:
    """Colours in proportion to the values, or to their logarithms."""
    return _with_sweep(document, k, replace(document.sweeps[k], color_scale=scale))


def with_axes(document: Document, k: int, axes: list[Axis]) -> Document:
    """The same sweep over other ranges, in the same colours."""
    return cells.carried(document, _with_sweep(document, k, replace(document.sweeps[k], axes=axes)))


def with_sweep_descent(document: Document, k: int, descent: int) -> Document:
    """Another descent to be swept, along the axes that are possible for it."""
    changed = with_view(
        _with_sweep(document, k, replace(document.sweeps[k], descent=descent)), replay=None
    )
    kept = _keep_possible_axes(changed)
    # Where no axis is, the check says why not; nobody asked to remove a sweep.
    return kept if len(kept.sweeps) == len(changed.sweeps) else changed


def with_replay(document: Document, sweep: int, cell: list[int] | None) -> Document:
    """Shows the descent behind a cell; None shows the document's own descents alone."""
    return with_view(document, replay=None if cell is None else Replay(sweep=sweep, cell=cell))


def with_pin(document: Document, sweep: int, cell: list[int]) -> Document:
    """Keeps the descent behind a cell on screen, or lets go of it where it is kept; the oldest pin
    makes room where there are many."""
    pin, pins = Replay(sweep=sweep, cell=cell), document.view.pins
    kept = [other for other in pins if other != pin]
    return with_view(document, pins=kept if len(kept) < len(pins) else [*kept[1 - MOST_PINS :], pin])


def _keep_possible_axes(document: Document) -> Document:
    """Drops the axes over parameters that do not exist any more, and sweeps without any axis."""
    objective = resolve(document.objective)
    sweeps = []
    for sweep in document.sweeps:
        paths = axis_parameters(document, document.descents[sweep.descent], objective)
        axes = [axis for axis in sweep.axes if axis.path in paths]
        if axes:
            colors = sweep.colors if len(axes) == len(sweep.axes) else None
            sweeps.append(replace(sweep, axes=axes, colors=colors))
    if len(sweeps) == len(document.sweeps) and all(
        len(a.axes) == len(b.axes) for a, b in zip(sweeps, document.sweeps, strict=True)
    ):
        return replace(document, sweeps=sweeps)
    return with_view(replace(document, sweeps=sweeps), sweep=0, replay=None)


def suggested_rate(document: Document, k: int) -> float | None:
    """The learning rate that suits the optimizer of a descent, where it differs from the one set.

    None, too, where the schedule has no base rate that could be set.
    """
    descent = document.descents[k]
    rate = OPTIMIZERS[descent.optimizer.key].suggested_rate
    present = descent.schedule.parameters.get("rate", _default_rate(descent.schedule.key))
    return None if present in (None, rate) else rate
