"""What a document asks to be computed: a pure function from the document to a frozen plan.

The user interface compares two plans, and submits only the work that changed: every part carries a
`key` of bytes that is the same as long as its results are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.document import branches, model
from gdgui.document.check import axis_parameters, resolve
from gdgui.document.model import RANDOM, Document
from gdgui.engine import setup as engine
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.grid import Axis, Grid, cells_setup
from gdgui.engine.message import InputError
from gdgui.engine.objectives import Bound, Objective
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.setup import Past, Setup, looks_at_epochs
from gdgui.engine.types import Parameter, Positions


class DescentPlan(Struct, frozen=True, eq=False):
    """One descent: what the loop is asked, and what it is called.

    `index` is its place in the document; −1 for the replay of a cell, −2, −3 … for pinned ones.
    """

    key: bytes
    index: int
    name: str
    setup: Setup
    color: str = ""
    hidden: bool = False


class SweepPlan(Struct, frozen=True, eq=False):
    """One sweep: the grid, and the parameters that name its axes.  `measure` is not in the key:
    what is shown of the ends does not change them."""

    key: bytes
    index: int
    measure: str
    colors: tuple[float, float] | None
    grid: Grid
    axes: tuple[Parameter, ...]
    color_map: model.ColorMap = "viridis"
    color_scale: model.ColorScale = "linear"
    color_center: float | None = None


class Plan(Struct, frozen=True, eq=False):
    """All that a document asks for.

    `bound` is the objective with its parameters, `believed` the gradient that descents follow.
    """

    objective: Objective
    bound: Bound
    believed: Callable[[Positions], Positions]
    descents: tuple[DescentPlan, ...]
    replay: DescentPlan | None
    sweeps: tuple[SweepPlan, ...]
    pins: tuple[DescentPlan, ...] = ()


def values(axis: model.Axis, parameter: Parameter) -> NDArray[Any]:
    """The values along an axis: numpy's linspace, geomspace, rounded linspace, or a list.

    They are of the parameter's own type: rounded rates are floats, epochs are whole numbers, and
    rounded also where they are spaced logarithmically.
    """
    whole = parameter.kind == "integer"
    match axis.spacing:
        case "linear":
            return np.linspace(axis.low, axis.high, axis.count)
        case "log":
            spaced = np.geomspace(axis.low, axis.high, axis.count)
            return np.round(spaced).astype(np.int64) if whole else spaced
        case "integer":
            rounded = np.round(np.linspace(axis.low, axis.high, axis.count))
            return rounded.astype(np.int64) if whole else rounded
        case "list":
            return np.array(axis.values, dtype=np.int64 if whole else np.float64)


def plan(document: Document) -> Plan:
    """The plan of a checked document.  Raises InputError where rules do not fit together."""
    objective = resolve(document.objective)
    sweeps = tuple(
        _sweep_plan(document, k, sweep, objective) for k, sweep in enumerate(document.sweeps)
    )
    replay = document.view.replay
    bound = engine.resolve_objective(_choice(document.objective))
    source = GRADIENTS[document.gradient.key]
    return Plan(
        objective=objective,
        bound=bound,
        believed=source.build(bound, document.gradient.parameters),
        descents=tuple(
            DescentPlan(
                key=_key(document, *_way(document, k)),
                index=k,
                name=descent.name,
                setup=_checked_setup(document, k, objective),
                color=descent.color,
                hidden=descent.hidden,
            )
            for k, descent in enumerate(document.descents)
        ),
        replay=None if replay is None else cell_plan(sweeps[replay.sweep], replay.cell),
        sweeps=sweeps,
        pins=tuple(
            cell_plan(sweeps[pin.sweep], pin.cell, -2 - k) for k, pin in enumerate(document.view.pins)
        ),
    )


def _key(document: Document, *parts: object) -> bytes:
    shared = [document.objective, document.gradient, document.seed, document.tolerance]
    return msgspec.json.encode([*shared, *parts])


def _way(document: Document, k: int) -> list[model.Descent]:
    """What the results of a descent depend on: itself, and the descents that it continues, of which
    only a rule that looks at N sees how long they are."""
    way = [_followed(document, k)]
    while (link := document.descents[k].continues) is not None:
        k = link.descent
        other = _followed(document, k)
        seen = looks_at_epochs(_choice(other.schedule))
        way.append(other if seen else replace(other, epochs=0))
    return way


def _followed(document: Document, k: int) -> model.Descent:
    """What of one descent results depend on: not its name or look, its stream only under chance."""
    descent = document.descents[k]
    chance = descent.start == RANDOM or OPTIMIZERS[descent.optimizer.key].random
    stream = branches.stream(document.descents, k) if chance else None
    link = descent.continues
    if link is not None:  # which one it is, stands behind it; its place in the list changes nothing
        link = replace(link, descent=0)
    return replace(descent, name="", color="", hidden=False, stream=stream, continues=link)


def _choice(choice: model.Choice | model.Scheduled) -> engine.Choice:
    return engine.Choice(choice.key, choice.parameters)


def _setup(document: Document, descent: model.Descent, stream: int, objective: Objective) -> Setup:
    if descent.start == RANDOM:
        start = engine.random_start(objective, document.seed, np.array([stream]))
    else:
        start = np.array([[float(x)] for x in descent.start or objective.start])
    return Setup(
        objective=_choice(document.objective),
        gradient=_choice(document.gradient),
        schedule=_choice(descent.schedule),
        optimizer=_choice(descent.optimizer),
        start=start,
        epochs=descent.epochs,
        warmup=descent.schedule.warmup,
        seed=document.seed,
        stream=np.array([stream]),
        tolerance=document.tolerance,
    )


def _way_setup(document: Document, k: int, objective: Objective) -> Setup:
    """What the loop is asked for a descent, and for those that it continues."""
    descent = document.descents[k]
    setup = _setup(document, descent, branches.stream(document.descents, k), objective)
    link = descent.continues
    if link is None:
        return setup
    past = _way_setup(document, link.descent, objective)
    return replace(setup, start=past.start, past=Past(past, link.epoch))


def _checked_setup(document: Document, k: int, objective: Objective) -> Setup:
    setup = _way_setup(document, k, objective)
    try:
        engine.prepare(setup)
    except InputError as error:
        # The engine's own path `schedule.lowest` is `schedule.parameters.lowest` in the document.
        part, _, key = error.place.partition(".")
        place = f"{part}.parameters.{key}" if part == "schedule" else error.place
        raise InputError(error.message, place).at(f"descents[{k}]") from None
    return setup


def _sweep_plan(document: Document, index: int, sweep: model.Sweep, objective: Objective) -> SweepPlan:
    descent = document.descents[sweep.descent]
    known = axis_parameters(document, descent, objective)
    axes = tuple(Axis(a.path, values(a, known[a.path])) for a in sweep.axes)
    grid = Grid(
        base=_way_setup(document, sweep.descent, objective),
        axes=axes,
        # What a branch shares is one descent, from one start.
        random_start=descent.start == RANDOM and descent.continues is None,
        repeats=sweep.repeats,
    )
    kept, ran = document, replace(descent, name="", color="", hidden=False, stream=None)
    before = _way(document, sweep.descent)[1:]
    if descent.continues is not None:
        ran = replace(ran, continues=replace(descent.continues, descent=0))
    for axis in sweep.axes:
        kept, ran = _without(kept, ran, axis.path)
    return SweepPlan(
        key=_key(kept, ran, sweep.axes, sweep.repeats, *before),
        index=index,
        measure=sweep.measure,
        colors=sweep.colors,
        grid=grid,
        axes=tuple(known[axis.path] for axis in sweep.axes),
        color_map=sweep.color_map,
        color_scale=sweep.color_scale,
        color_center=sweep.color_center,
    )


def _without(document: Document, descent: model.Descent, path: str) -> tuple[Document, model.Descent]:
    """Both without the value at `path`: an axis changes it in every cell, so it changes none."""
    part, _, key = path.partition(".")
    if path == "seed":
        return replace(document, seed=0), descent
    if path == "epochs":
        return document, replace(descent, epochs=0)
    if path == "schedule.warmup":
        return document, replace(descent, schedule=replace(descent.schedule, warmup=0))
    if part == "start":
        if isinstance(descent.start, str) or descent.start is None:
            return document, descent
        start = [0.0 if row == "xy".index(key) else x for row, x in enumerate(descent.start)]
        return document, replace(descent, start=start)
    owner: Any = descent if part in ("schedule", "optimizer") else document
    choice = getattr(owner, part)
    changed = replace(owner, **{part: replace(choice, parameters={**choice.parameters, key: None})})
    return (document, changed) if owner is descent else (changed, descent)


def cell_plan(sweep: SweepPlan, cell: Sequence[int], index: int = -1) -> DescentPlan:
    """The very descent behind a cell of a sweep: one index for each axis."""
    flat = int(np.ravel_multi_index(tuple(cell), sweep.grid.shape))
    return DescentPlan(
        key=sweep.key + b"#%d" % flat,
        index=index,
        name="",
        setup=cells_setup(sweep.grid, np.array([flat])),
    )
