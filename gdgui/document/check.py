"""Whether a document makes sense: every key, path and number, with the place of what does not.

A checked document has every default filled in, its numbers in their canonical types, and its lists
within bounds; whatever stands behind it may rely on that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from msgspec.structs import replace

from gdgui.document.branches import check_links
from gdgui.document.model import (
    NO_COUNT,
    NO_END,
    RANDOM,
    VERSION,
    Axis,
    Choice,
    Descent,
    Document,
    Replay,
    Scheduled,
    Sweep,
    View,
)
from gdgui.engine.catalogue import Catalogue
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.grid import START_PATHS
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import InputError, Message
from gdgui.engine.objectives import OBJECTIVES, Objective
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.types import LONGEST_LIST, Parameter, check_parameters, shorten

MOST_DESCENTS = 12
COLOR = re.compile("|#[0-9a-fA-F]{6}|[1-9]|1[0-2]")
"""The colours that a descent may have: those of the twelve looks by number, or any by #rrggbb."""
MOST_SWEEPS = 12
MOST_EPOCHS = 1_000_000
MOST_CELLS = 4_000_000
MOST_PINS = 6
MOST_STARTS = 1_000_000
LARGEST_SEED = 2**31 - 1
LONGEST_NAME = 200
SMALLEST, LARGEST = 1e-100, 1e100
"""What can stand at an axis is 0 or of a size between: a pixel's area has to be a number, too."""

T = TypeVar("T")

EPOCHS = Parameter(
    key="epochs",
    title=Message("Epochs"),
    help=Message("The number of epochs N, each one step of the descent."),
    kind="integer",
    default=100,
    low=1,
    high=MOST_EPOCHS,
    slider_low=1,
    slider_high=1000,
    log=True,
    symbol="N",
)
SEED = Parameter(
    key="seed",
    title=Message("Seed"),
    help=Message("Everything random follows from this number: the same seed, the same draws."),
    kind="integer",
    default=1,
    low=0,
    high=LARGEST_SEED,
    slider_low=0,
    slider_high=100,
)
REPEATS = Parameter(
    key="repeats",
    title=Message("Repeats"),
    help=Message("How often each cell is run, under random numbers of its own, to see the spread."),
    kind="integer",
    default=1,
    low=1,
    high=1000,
    slider_low=1,
    slider_high=100,
)
WARMUP = Parameter(
    key="warmup",
    title=Message("Warm-up"),
    help=Message("The learning rate grows to its full size over so many epochs; 0: at once."),
    kind="integer",
    default=0,
    low=0,
    high=MOST_EPOCHS,
    slider_low=0,
    slider_high=100,
    symbol="w",
)
TOLERANCE = Parameter(
    key="tolerance",
    title=Message("Tolerance"),
    help=Message("A slope of at most this size counts as zero."),
    default=1e-6,
    low=0.0,
    open_low=True,
    slider_low=1e-12,
    slider_high=1e-2,
    log=True,
)


def start_parameter(objective: Objective, row: int) -> Parameter:
    """The start's coordinate `row`: any finite number, with a slider over the domain."""
    low, high = objective.domain[row]
    title = (Message("Starting guess"), Message("Starting guess y"))[row]
    return Parameter(
        key=("start.x", "start.y")[row],
        title=title,
        help=Message("Where the descent starts; it may lie outside the domain."),
        default=objective.start[row],
        slider_low=low,
        slider_high=high,
        symbol=("x_0", "y_0")[row],
    )


def check(document: Document) -> Document:
    """The document with every default filled in.  Raises InputError where it makes no sense."""
    if document.version > VERSION:
        raise InputError(
            Message(
                "this document is of version {version}, made by a later program; this one reads "
                "up to version {known}",
                {"version": document.version, "known": VERSION},
            ),
            "version",
        )
    if document.version < 1:
        raise _refused(document.version, Message("a whole number from 1"), "version")
    objective_choice = check_choice(document.objective, OBJECTIVES, "objective")
    objective = resolve(objective_choice)
    gradient = check_choice(document.gradient, GRADIENTS, "gradient")
    reason = GRADIENTS[gradient.key].unavailable(objective)
    if reason is not None:
        raise InputError(reason, "gradient.key")
    descents = document.descents
    if not 1 <= len(descents) <= MOST_DESCENTS:
        raise _refused(
            len(descents), Message("1 to {most} descents", {"most": MOST_DESCENTS}), "descents"
        )
    if len(document.sweeps) > MOST_SWEEPS:
        raise _refused(
            len(document.sweeps), Message("up to {most} sweeps", {"most": MOST_SWEEPS}), "sweeps"
        )
    checked = replace(
        document,
        objective=objective_choice,
        gradient=gradient,
        seed=_checked(SEED, document.seed, "seed"),
        tolerance=_checked(TOLERANCE, document.tolerance, "tolerance"),
        descents=[
            _located(f"descents[{k}]", _check_descent, descent, objective)
            for k, descent in enumerate(descents)
        ],
    )
    checked = replace(checked, descents=check_links(checked.descents))
    checked = replace(
        checked,
        sweeps=[
            _located(f"sweeps[{k}]", _check_sweep, sweep, checked, objective)
            for k, sweep in enumerate(document.sweeps)
        ],
    )
    return replace(checked, view=_check_view(document.view, checked))


def resolve(choice: Choice) -> Objective:
    """The objective that `choice` names; a typed one is compiled."""
    objective = OBJECTIVES[choice.key]
    if objective.resolve is None:
        return objective
    try:
        return objective.resolve(check_parameters(objective.parameters, choice.parameters))
    except InputError as error:
        raise error.at("objective.parameters") from None


def check_choice(choice: Choice, catalogue: Catalogue[Any], place: str) -> Choice:
    """A key that exists, and every parameter it has."""
    key, parameters = _entry(choice.key, choice.parameters, catalogue, place)
    return Choice(key=key, parameters=parameters)


def _entry(
    key: str, given: dict[str, Any], catalogue: Catalogue[Any], place: str
) -> tuple[str, dict[str, Any]]:
    try:
        entry = catalogue[key]
    except InputError as error:
        raise error.at(f"{place}.key") from None
    try:
        return key, check_parameters(entry.parameters, given)
    except InputError as error:
        raise error.at(f"{place}.parameters") from None


def _located(place: str, function: Callable[..., T], *arguments: Any) -> T:
    try:
        return function(*arguments)
    except InputError as error:
        raise error.at(place) from None


def _refused(value: object, allowed: Message, place: str) -> InputError:
    return InputError(
        Message(
            "{value} is not allowed; allowed is {allowed}",
            {"value": shorten(value), "allowed": allowed},
        ),
        place,
    )


def _checked(parameter: Parameter, value: Any, place: str) -> Any:
    try:
        return parameter.check(value)
    except InputError as error:
        raise InputError(error.message, place) from None


def _check_descent(descent: Descent, objective: Objective) -> Descent:
    if len(descent.name) > LONGEST_NAME:
        raise _refused(descent.name, Message("up to {most} characters", {"most": LONGEST_NAME}), "name")
    if not COLOR.fullmatch(descent.color):
        looks = Message("a number from 1 to {most}, #rrggbb, or nothing", {"most": MOST_DESCENTS})
        raise _refused(descent.color, looks, "color")
    key, parameters = _entry(descent.schedule.key, descent.schedule.parameters, SCHEDULES, "schedule")
    stream = descent.stream
    if stream is not None:
        stream = _checked(SEED, stream, "stream")
    return replace(
        descent,
        optimizer=check_choice(descent.optimizer, OPTIMIZERS, "optimizer"),
        schedule=Scheduled(
            key=key,
            parameters=parameters,
            warmup=_checked(WARMUP, descent.schedule.warmup, "schedule.warmup"),
        ),
        start=_check_start(descent.start, objective),
        epochs=_checked(EPOCHS, descent.epochs, "epochs"),
        stream=stream,
    )


def _check_start(start: list[float] | str | None, objective: Objective) -> list[float] | str:
    if start is None:
        return list(objective.start)
    if start == RANDOM:
        return RANDOM
    dimension = objective.dimension
    numbers = isinstance(start, list) and all(math.isfinite(x) for x in start)
    if isinstance(start, str) or not numbers or len(start) != dimension:
        one = Message("a list of one finite number, or “random”")
        two = Message("a list of two finite numbers, or “random”")
        raise _refused(start, one if dimension == 1 else two, "start")
    return [float(x) for x in start]


def _check_sweep(sweep: Sweep, document: Document, objective: Objective) -> Sweep:
    if not 0 <= sweep.descent < len(document.descents):
        raise _refused(
            sweep.descent,
            Message("a descent's number from 0 to {last}", {"last": len(document.descents) - 1}),
            "descent",
        )
    if not 1 <= len(sweep.axes) <= 2:
        raise _refused(len(sweep.axes), Message("one or two axes"), "axes")
    if sweep.measure not in MEASURES:
        raise _refused(
            sweep.measure, Message("one of {keys}", {"keys": ", ".join(MEASURES)}), "measure"
        )
    descent = document.descents[sweep.descent]
    axes = [
        _located(f"axes[{k}]", check_axis, axis, document, descent, objective)
        for k, axis in enumerate(sweep.axes)
    ]
    if len({axis.path for axis in axes}) < len(axes):
        raise InputError(Message("both axes change the same thing"), "axes[1].path")
    cells = math.prod(axis.count for axis in axes)
    if cells > MOST_CELLS:
        raise InputError(
            Message(
                "{cells:,} cells are too many; allowed are up to {most:,} in all",
                {"cells": cells, "most": MOST_CELLS},
            ),
            "axes",
        )
    _checked(REPEATS, sweep.repeats, "repeats")
    colors = sweep.colors
    if colors is not None and not (
        math.isfinite(colors[0]) and math.isfinite(colors[1]) and colors[0] < colors[1]
    ):
        raise _refused(list(colors), Message("two finite numbers, the lower one first"), "colors")
    center = sweep.color_center
    if center is not None and not math.isfinite(center):
        raise _refused(center, Message("a finite number"), "color_center")
    return replace(sweep, axes=axes)


def axis_parameters(document: Document, descent: Descent, objective: Objective) -> dict[str, Parameter]:
    """Everything that a sweep of `descent` may change, by its path, in the order of the menu.

    A branch has no start of its own, and every cell of its sweep lasts longer than what is shared.
    """
    paths = {}
    link = descent.continues
    if link is None:
        places = START_PATHS[: objective.dimension]
        paths = {path: start_parameter(objective, row) for row, path in enumerate(places)}

    def add(part: str, parameters: tuple[Parameter, ...]) -> None:
        paths.update({f"{part}.{p.key}": p for p in parameters if p.sweepable})

    add("schedule", SCHEDULES[descent.schedule.key].parameters)
    paths["epochs"] = EPOCHS if link is None else replace(EPOCHS, low=link.epoch + 1)
    add("optimizer", OPTIMIZERS[descent.optimizer.key].parameters)
    add("objective", OBJECTIVES[document.objective.key].parameters)
    add("gradient", GRADIENTS[document.gradient.key].parameters)
    paths["schedule.warmup"] = WARMUP
    paths["seed"] = SEED
    return paths


def check_axis(axis: Axis, document: Document, descent: Descent, objective: Objective) -> Axis:
    """An axis that a sweep of `descent` may have.  Raises InputError where it may not."""
    paths = axis_parameters(document, descent, objective)
    if axis.path in START_PATHS and descent.continues is not None:
        raise InputError(
            Message("a descent that continues another one has no start of its own that could be swept"),
            "path",
        )
    if axis.path not in paths:
        raise _refused(axis.path, Message("one of {keys}", {"keys": ", ".join(paths)}), "path")
    parameter = paths[axis.path]
    if axis.spacing == "list":
        return _check_list(axis, parameter)
    if axis.values:
        raise InputError(Message("values are given, so the spacing has to be “list”"), "spacing")
    left_out = (axis.low is NO_END, axis.high is NO_END, axis.count == NO_COUNT)
    for key, missing in zip(("from", "to", "count"), left_out, strict=True):
        if missing:
            raise InputError(Message("“{key}” is missing", {"key": key}))
    if not 1 <= axis.count <= MOST_CELLS:
        raise _refused(
            axis.count, Message("a whole number from 1 to {most}", {"most": MOST_CELLS}), "count"
        )
    _check_end(parameter, axis.low, "from")
    _check_end(parameter, axis.high, "to")
    _check_drawable([axis.low, axis.high], ("from", "to"))
    if axis.spacing == "log" and not (axis.low > 0 and axis.high > 0):
        raise _refused(
            axis.low if axis.low <= 0 else axis.high,
            Message("a number above 0, since the spacing is logarithmic"),
            "from" if axis.low <= 0 else "to",
        )
    if parameter.kind == "integer" and axis.spacing == "linear":
        axis = replace(axis, spacing="integer")
    return axis


def _check_list(axis: Axis, parameter: Parameter) -> Axis:
    """An axis of typed values, in the order in which they were typed."""
    if not 1 <= len(axis.values) <= LONGEST_LIST:
        raise _refused(
            axis.values, Message("a list of 1 to {most} numbers", {"most": LONGEST_LIST}), "values"
        )
    values = [float(_checked(parameter, value, f"values[{k}]")) for k, value in enumerate(axis.values)]
    _check_drawable(values, [f"values[{k}]" for k in range(len(values))])
    return replace(axis, values=values, low=values[0], high=values[-1], count=len(values))


def _check_drawable(values: Sequence[float], places: Sequence[str]) -> None:
    """Refuses numbers for which no screen has coordinates: too small, too large, or too near."""
    for value, place in zip(values, places, strict=True):
        if value and not SMALLEST <= abs(value) <= LARGEST:
            ends = {"low": SMALLEST, "high": LARGEST}
            raise _refused(value, Message("0, or a number of a size from {low} to {high}", ends), place)
    order = sorted(range(len(values)), key=values.__getitem__)
    for low, high in pairwise(order):
        if 0.0 < values[high] - values[low] < SMALLEST:
            place = places[max(low, high)]
            raise InputError(Message("too near to another value of the axis to be drawn"), place)


def _check_end(parameter: Parameter, value: float, place: str) -> None:
    """An end of an axis.  One of whole numbers need not be whole: the values between are rounded."""
    whole = parameter.kind == "integer" and math.isfinite(value)
    _checked(parameter, round(value) if whole else value, place)


def _check_view(view: View, document: Document) -> View:
    """A view that points nowhere is no mistake worth a refusal: it is brought back into range."""
    replay = view.replay
    if replay is not None and not _exists(replay, document):
        replay = None
    return replace(
        view,
        descent=min(max(view.descent, 0), len(document.descents) - 1),
        sweep=min(max(view.sweep, 0), max(len(document.sweeps) - 1, 0)),
        replay=replay,
        random_starts=min(max(view.random_starts, 1), MOST_STARTS),
        pins=[pin for pin in view.pins if _exists(pin, document)][:MOST_PINS],
    )


def _exists(replay: Replay, document: Document) -> bool:
    if not 0 <= replay.sweep < len(document.sweeps):
        return False
    axes = document.sweeps[replay.sweep].axes
    return len(axes) == len(replay.cell) and all(
        0 <= index < axis.count for index, axis in zip(replay.cell, axes, strict=True)
    )
