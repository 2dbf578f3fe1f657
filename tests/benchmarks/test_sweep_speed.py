"""How fast sweeps are, as ratios measured in one run, against loops that anybody can read.

    python tests/benchmarks/test_sweep_speed.py

prints a table, with numba, numexpr and JAX beside it where they are installed.  The sides of a ratio
take turns, and the least time of each counts: what else runs on a machine only ever adds to it.

    python -m pytest tests/benchmarks/test_sweep_speed.py --benchmark-enable

holds the ratios to what is promised.  The ordinary tests never look at a clock.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from gdgui.document.model import Axis, Choice, Descent, Document, Sweep
from gdgui.document.plan import SweepPlan, plan
from gdgui.engine import batch, sweep
from gdgui.engine.descent import Cancelled
from gdgui.engine.field import compute
from gdgui.engine.grid import cells_setup
from gdgui.jobs.job import CancelToken
from gdgui.jobs.sweeps import SweepChunk, SweepDone, SweepJob

Array = NDArray[np.float64]

STARTS = Axis("start.x", -2 * math.pi, 2 * math.pi, 1000)
RATES = Axis("schedule.rate", 1e-10, 0.1, 1000)
WIDE_RATES = Axis("schedule.rate", 1e-10, 2.0, 1000)
NOTES_RATES = Axis("schedule.rate", 1e-10, 0.1, 50)
NOTES_EPOCHS = Axis("epochs", 10, 500, 40, "integer")


def planned(*axes: Axis, start: float = 0.0, epochs: int = 500) -> SweepPlan:
    document = Document(
        objective=Choice("gaussian_sine"),
        descents=[Descent(start=[start], epochs=epochs)],
        sweeps=[Sweep(axes=list(axes))],
    )
    return plan(document).sweeps[0]


def least(rounds: int, *sides: Callable[[], object]) -> list[float]:
    """The least seconds of each side, which take turns."""
    best = [math.inf] * len(sides)
    for _ in range(rounds):
        for k, side in enumerate(sides):
            began = perf_counter()
            side()
            best[k] = min(best[k], perf_counter() - began)
    return best


# ---- What is compared ----


def derivative(x: Any) -> Any:
    e = np.exp(-(x * x) * 0.05)
    return np.cos(x) * e - np.sin(x) * 0.1 * x * e


def nested_loops() -> Array:
    """The notes' heatmap as a lecturer would write it."""
    rates = np.linspace(1e-10, 0.1, 50)
    epochs = np.round(np.linspace(10, 500, 40)).astype(int)
    final = np.empty((50, 40))
    for i, rate in enumerate(rates):
        for j, count in enumerate(epochs):
            x = 0.0
            for _ in range(count):
                x = x - derivative(x) * rate
            final[i, j] = x
    return final


NOTES = planned(NOTES_RATES, NOTES_EPOCHS)


def notes_heatmap() -> Array:
    """The same as the window computes it: the position and the outcome of every cell."""
    done = list(SweepJob(NOTES, ("final_position", "outcome")).run(CancelToken()))[-1]
    assert isinstance(done, SweepDone)
    return done.field.positions.reshape(50, 40)


def bare(start: Array, rate: Array, epochs: int) -> Array:
    """Nothing but the ufuncs of the gradient and of the update, with as few arrays as they need."""
    x = start.copy()
    e, wave, slope = np.empty_like(x), np.empty_like(x), np.empty_like(x)
    for _ in range(epochs):
        np.square(x, e)
        np.multiply(e, -0.05, e)
        np.exp(e, e)
        np.sin(x, wave)
        np.multiply(wave, 0.1, wave)
        np.multiply(wave, x, wave)
        np.multiply(wave, e, wave)
        np.cos(x, slope)
        np.multiply(slope, e, slope)
        np.subtract(slope, wave, slope)
        np.multiply(slope, rate, slope)
        np.subtract(x, slope, x)
    return x


# ---- The rows of the table ----


@dataclass(frozen=True)
class Row:
    """A ratio, what it should be, and the two times behind it."""

    what: str
    ratio: float
    wanted: str
    good: bool
    times: str


@cache
def rate_epochs() -> Row:
    expected = nested_loops()
    np.testing.assert_array_equal(notes_heatmap(), expected)

    def swept() -> None:
        for _ in range(40):
            began = perf_counter()
            notes_heatmap()
            swift.append(perf_counter() - began)

    swift: list[float] = []
    nested, _ = least(5, nested_loops, swept)
    ratio = nested / min(swift)
    return Row(
        "rate_epochs, position and outcome: faster than nested loops",
        ratio,
        ">= 200",
        ratio >= 200,
        f"{nested * 1e3:.0f} ms, {min(swift) * 1e3:.2f} ms",
    )


@cache
def first_picture() -> Row:
    def seconds() -> float:
        token, covered = CancelToken(), 0
        part = planned(STARTS, RATES)
        began = perf_counter()
        for piece in SweepJob(part, ("final_position",)).run(token):
            assert isinstance(piece, SweepChunk)
            covered += len(piece.cells) * math.prod(piece.stride)
            if covered >= part.grid.size:
                break
        return perf_counter() - began

    least_seconds = min(seconds() for _ in range(10))
    return Row(
        "1000 x 1000 starts x rates, 500 epochs: first coarse picture, ms",
        least_seconds * 1e3,
        "<= 60",
        least_seconds <= 0.06,
        f"{least_seconds * 1e3:.1f} ms",
    )


@cache
def overhead() -> Row:
    grid = planned(STARTS, RATES).grid
    block = sweep.blocks(grid)[-2]
    setup = cells_setup(grid, block.descents)
    rate = np.asarray(setup.schedule.parameters["rate"])[np.newaxis]
    np.testing.assert_array_equal(sweep.run_block(block).positions, bare(setup.start, rate, 500))
    ours, theirs = least(7, lambda: sweep.run_block(block), lambda: bare(setup.start, rate, 500))
    each = 1e9 / len(block.descents) / 500
    return Row(
        "the same, one block on one core: cost against the bare ufuncs",
        ours / theirs,
        "<= 1.25",
        ours / theirs <= 1.25,
        f"{ours * each:.1f} ns, {theirs * each:.1f} ns per descent and epoch",
    )


@cache
def two_cores() -> Row:
    part = planned(Axis("start.x", -6.0, 6.0, 512), Axis("schedule.rate", 1e-10, 0.1, 512))

    def run(cores: int) -> None:
        with ThreadPoolExecutor(cores) as threads:
            compute(part.grid, threads)

    one, two = least(3, lambda: run(1), lambda: run(2))
    return Row(
        "512 x 512 of it: two threads against one",
        one / two,
        ">= 1.7",
        one / two >= 1.7,
        f"{one:.2f} s, {two:.2f} s",
    )


@cache
def finished_leave() -> Row:
    grid = planned(STARTS, WIDE_RATES, epochs=1000).grid
    block = sweep.blocks(grid)[-2]
    setup = cells_setup(grid, block.descents)
    stay = batch.finals(setup, leave=False)
    np.testing.assert_array_equal(batch.finals(setup).positions, stay.positions)
    with_all, without = least(3, lambda: batch.finals(setup, leave=False), lambda: batch.finals(setup))
    return Row(
        "rates up to 2, 1000 epochs: faster than with finished descents left in",
        with_all / without,
        ">= 3",
        with_all / without >= 3,
        f"{with_all:.2f} s, {without:.2f} s",
    )


@cache
def cancel() -> Row:
    def seconds() -> float:
        token = CancelToken()
        pieces = SweepJob(planned(STARTS, WIDE_RATES, epochs=1000), ("outcome",)).run(token)
        for _ in range(6):
            next(pieces)
        began = perf_counter()
        token.cancel()
        with pytest.raises(Cancelled):
            list(pieces)
        return perf_counter() - began

    longest = max(seconds() for _ in range(5))
    return Row(
        "an obsolete sweep has ended after, ms (the longest of five)",
        longest * 1e3,
        "<= 50",
        longest <= 0.05,
        f"{longest * 1e3:.1f} ms",
    )


ROWS = (rate_epochs, first_picture, overhead, two_cores, finished_leave, cancel)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_sweeps_are_as_fast_as_promised(row: Callable[[], Row], benchmark: Any) -> None:
    found = benchmark.pedantic(row, rounds=1)
    benchmark.extra_info.update(ratio=round(found.ratio, 2), wanted=found.wanted)
    assert found.good, found


# ---- Others ----


def peers() -> Iterator[tuple[str, Callable[[Array, Array], Callable[[], Array]]]]:
    """Other ways to run a batch of descents, by name, where they are installed."""
    if find_spec("numba"):
        yield "numba", _numba
    if find_spec("numexpr"):
        yield "numexpr", _numexpr
    if find_spec("jax"):
        yield "JAX (all cores)", _jax


def _numba(start: Array, rate: Array) -> Callable[[], Array]:
    import numba

    @numba.njit  # type: ignore[untyped-decorator,unused-ignore]
    def run(start: Array, rate: Array, epochs: int) -> Array:
        final = np.empty_like(start)
        for k in range(len(start)):
            x = start[k]
            for _ in range(epochs):
                e = math.exp(-(x * x) * 0.05)
                x = x - (math.cos(x) * e - math.sin(x) * 0.1 * x * e) * rate[k]
            final[k] = x
        return final

    run(start[:1], rate[:1], 1)
    return lambda: run(start, rate, 500)


def _numexpr(start: Array, rate: Array) -> Callable[[], Array]:
    import numexpr

    numexpr.set_num_threads(1)
    formula = "x - (cos(x)*exp(-(x*x)*0.05) - sin(x)*0.1*x*exp(-(x*x)*0.05))*rate"

    def run() -> Array:
        x = start
        for _ in range(500):
            x = numexpr.evaluate(formula, {"x": x, "rate": rate})
        return x

    return run


def _jax(start: Array, rate: Array) -> Callable[[], Array]:
    import jax

    jax.config.update("jax_enable_x64", True)
    np_ = jax.numpy

    def epoch(_: Any, x: Any) -> Any:
        e = np_.exp(-(x * x) * 0.05)
        return x - (np_.cos(x) * e - np_.sin(x) * 0.1 * x * e) * rate

    compiled = jax.jit(lambda x: jax.lax.fori_loop(0, 500, epoch, x))
    compiled(start).block_until_ready()
    return lambda: np.asarray(compiled(start).block_until_ready())


def table() -> str:
    """Everything, one line each."""
    lines = [f"{'':72}{'ratio':>9}  {'wanted':8}"]
    for row in (make() for make in ROWS):
        mark = "" if row.good else "  missed"
        lines.append(f"{row.what:72}{row.ratio:9.2f}  {row.wanted:8} {row.times}{mark}")
    rng = np.random.default_rng(1)
    start, rate = rng.uniform(-6, 6, 16_384), rng.uniform(0, 0.1, 16_384)
    each = 1e9 / len(start) / 500
    reference = least(3, lambda: bare(start, rate, 500))[0]
    lines.append(
        f"\nA batch of 16384 descents, 500 epochs: numpy's bare ufuncs {reference * each:.1f} ns"
    )
    for name, build in peers():
        run = build(start, rate)
        np.testing.assert_allclose(run(), bare(start, rate, 500), atol=1e-6)
        seconds = least(3, run)[0]
        lines.append(f"  {name}: {seconds * each:.1f} ns, {seconds / reference:.2f} times as long")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
