"""The notes' heatmap of rates and epochs, against the nested loops that a lecturer would write.

50 learning rates × 40 numbers of epochs of sin(x)·exp(−x²/20) from 0: nested, that is 510,000 steps one
after the other; as a batch with snapshots it is 500 steps of fifty descents.  The engine is called as
the window and the command line call it, both are measured in turn in one run, and the results are equal
to the last bit.

Not a part of the ordinary tests, which never look at a clock.  Run it with

    python -m pytest tests/benchmarks --benchmark-enable
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture

from gdgui.engine.field import compute
from gdgui.engine.grid import Axis, Grid
from gdgui.engine.setup import Choice, Setup

RATES = np.linspace(1e-10, 0.1, 50)
EPOCHS = np.round(np.linspace(10, 500, 40)).astype(np.int64)

FASTER = 150
"""How many times as fast as the nested loops the engine has to be."""

ROUNDS = 6
"""How often the nested loops are measured; in between, the engine is."""

SWEEPS = 25
"""How many sweeps of the engine are measured in each round."""


# ---- As a lecturer would write it ----


def derivative(x: Any) -> Any:
    e = np.exp(-(x * x) * 0.05)
    return np.cos(x) * e - np.sin(x) * 0.1 * x * e


def nested_loops() -> NDArray[np.float64]:
    final = np.empty((len(RATES), len(EPOCHS)))
    for i, rate in enumerate(RATES):
        for j, epochs in enumerate(EPOCHS):
            x = 0.0
            for _ in range(epochs):
                x = x - derivative(x) * rate
            final[i, j] = x
    return final


# ---- As the program does it ----


def engine() -> NDArray[np.float64]:
    start = Setup(
        objective=Choice("gaussian_sine"),
        gradient=Choice("exact"),
        schedule=Choice("constant"),
        optimizer=Choice("gradient_descent"),
        start=np.zeros((1, 1)),
        epochs=500,
    )
    field = compute(Grid(start, (Axis("schedule.rate", RATES), Axis("epochs", EPOCHS))))
    return field.positions.reshape(len(RATES), len(EPOCHS))


def measured(function: Any) -> tuple[float, NDArray[np.float64]]:
    began = perf_counter()
    result = function()
    return perf_counter() - began, result


@pytest.mark.benchmark(group="rate_epochs")
def test_the_heatmap_of_the_notes_is_150_times_as_fast_as_nested_loops(
    benchmark: BenchmarkFixture,
) -> None:
    engine()
    nested, swept = [], []
    for _ in range(ROUNDS):
        seconds, expected = measured(nested_loops)
        nested.append(seconds)
        for _ in range(SWEEPS):
            seconds, got = measured(engine)
            swept.append(seconds)
            np.testing.assert_array_equal(got, expected)
    # The least of several: what else runs on a machine only ever adds to a measurement.
    factor = min(nested) / min(swept)
    benchmark.extra_info.update(
        nested_ms=round(min(nested) * 1e3, 1),
        engine_ms=round(min(swept) * 1e3, 3),
        factor=round(factor, 1),
    )
    print(  # noqa: T201 - the figures are what it is run for
        f"\nnested loops {min(nested) * 1e3:.0f} ms, engine {min(swept) * 1e3:.2f} ms: "
        f"{factor:.0f} times as fast"
    )
    benchmark(engine)
    assert factor >= FASTER
