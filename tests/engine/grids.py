"""Grids over every kind of path, and the descent of a cell put together by hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine import random
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.objectives import OBJECTIVES
from gdgui.engine.setup import Choice, Setup


def base(
    schedule: str = "constant",
    optimizer: str = "gradient_descent",
    *,
    objective: str = "gaussian_sine",
    gradient: str = "exact",
    start: Any = (0.7,),
    epochs: int = 25,
    rule: dict[str, Any] | None = None,
    update: dict[str, Any] | None = None,
    **others: Any,
) -> Setup:
    return Setup(
        objective=Choice(objective),
        gradient=Choice(gradient),
        schedule=Choice(schedule, rule or {}),
        optimizer=Choice(optimizer, update or {}),
        start=np.array(start, dtype=np.float64)[:, np.newaxis],
        epochs=epochs,
        **others,
    )


RATES = np.linspace(0.0, 0.4, 5)
EPOCHS = np.array([1, 4, 9, 9, 17, 30])
STARTS = np.linspace(-6.0, 6.0, 7)

GRIDS = {
    "start": Grid(base(), (Axis("start.x", STARTS),)),
    "rate": Grid(base(), (Axis("schedule.rate", RATES),)),
    "epochs as snapshots": Grid(base(), (Axis("epochs", EPOCHS),)),
    "epochs downwards": Grid(base(), (Axis("epochs", EPOCHS[::-1].copy()),)),
    "epochs of their own": Grid(base("linear_to_zero"), (Axis("epochs", EPOCHS),)),
    "rate, epochs": Grid(base(), (Axis("schedule.rate", RATES), Axis("epochs", EPOCHS))),
    "epochs, rate": Grid(base(), (Axis("epochs", EPOCHS), Axis("schedule.rate", RATES))),
    "rate, epochs, each its own N": Grid(
        base("linear_to_zero"), (Axis("schedule.rate", RATES), Axis("epochs", EPOCHS))
    ),
    "epochs, start with momentum": Grid(
        base("gradient", "momentum", rule={"cap": 0.05}),
        (Axis("epochs", EPOCHS), Axis("start.x", STARTS)),
    ),
    "start, rate": Grid(base("loss"), (Axis("start.x", STARTS), Axis("schedule.rate", RATES))),
    "scaled loss": Grid(
        base("loss", rule={"scaled": True}),
        (Axis("schedule.rate", RATES), Axis("schedule.lowest", -RATES)),
    ),
    "reference, rate": Grid(
        base("position"), (Axis("schedule.reference", STARTS), Axis("schedule.rate", RATES))
    ),
    "cap": Grid(base("gradient"), (Axis("schedule.cap", RATES),)),
    "gamma, block": Grid(
        base("step", rule={"rate": 0.3}),
        (
            Axis("schedule.gamma", np.linspace(0, 1.2, 6)),
            Axis("schedule.block", np.array([1, 2, 3, 8, 50])),
        ),
    ),
    "momentum, rate": Grid(
        base("constant", "momentum"),
        (Axis("optimizer.momentum", np.linspace(0, 1.1, 4)), Axis("schedule.rate", RATES)),
    ),
    "classical momentum": Grid(
        base("linear_to_zero", "momentum", update={"form": "classical"}),
        (Axis("optimizer.momentum", np.linspace(0, 1.1, 4)), Axis("epochs", EPOCHS)),
    ),
    "warm-up": Grid(base(rule={"rate": 0.3}), (Axis("schedule.warmup", np.array([0, 1, 5, 40])),)),
    "warm-up, epochs": Grid(
        base(rule={"rate": 0.3}),
        (Axis("schedule.warmup", np.array([0, 1, 5, 40])), Axis("epochs", EPOCHS)),
    ),
    "as printed": Grid(
        base(gradient="as_printed"), (Axis("schedule.rate", RATES), Axis("start.x", STARTS))
    ),
    "random starts": Grid(
        base(seed=5), (Axis("schedule.rate", RATES), Axis("epochs", EPOCHS)), random_start=True
    ),
    "random starts, seed": Grid(
        base(), (Axis("seed", np.arange(6)), Axis("schedule.rate", RATES)), random_start=True
    ),
    "random starts, one axis": Grid(base(), (Axis("epochs", EPOCHS),), random_start=True),
    "seed of nothing random": Grid(base(), (Axis("seed", np.arange(3)),)),
    "divergence": Grid(
        base(objective="parabola", epochs=2500), (Axis("schedule.rate", np.linspace(0.1, 2.0, 5)),)
    ),
    "one cell": Grid(base(), (Axis("schedule.rate", np.array([0.1])),)),
}
"""By name: grids over every kind of path."""


def by_hand(grid: Grid, cell: int) -> Setup:
    """The descent of one cell, put together without the sweep's own help: plain numbers alone."""
    place = list(product(*(range(len(axis.values)) for axis in grid.axes)))[cell]
    setup = replace(grid.base, stream=np.array([cell]))
    starts: dict[int, float] = {}
    for axis, index in zip(grid.axes, place, strict=True):
        value = axis.values[index].item()
        part, _, key = axis.path.rpartition(".")
        if part == "start":
            starts["xy".index(key)] = value
        elif axis.path in ("epochs", "seed"):
            setup = replace(setup, **{axis.path: value})
        elif axis.path == "schedule.warmup":
            setup = replace(setup, warmup=value)
        else:
            choice = getattr(setup, part)
            setup = replace(setup, **{part: Choice(choice.key, {**choice.parameters, key: value})})
    start = grid.base.start.copy()
    if grid.random_start:
        objective = OBJECTIVES[grid.base.objective.key]
        for row, (low, high) in enumerate(objective.domain):
            points = np.linspace(low, high, objective.start_points)
            drawn = random.uniform(setup.seed, np.array([cell]), random.START_EPOCH, row)[0]
            start[row, 0] = points[int(drawn * len(points))]
    for row, value in starts.items():
        start[row, 0] = value
    return replace(setup, start=start)


def same_bits(got: NDArray[Any], expected: NDArray[Any]) -> None:
    got, expected = np.ascontiguousarray(got), np.ascontiguousarray(expected)
    assert got.shape == expected.shape
    np.testing.assert_array_equal(got.view(np.int64), expected.view(np.int64))
