"""A cell of a sweep is the descent behind it, to the last bit, however the grid was cut and run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from grids import EPOCHS, GRIDS, base, by_hand, same_bits
from msgspec.structs import replace
from numpy.typing import NDArray

from gdgui.engine import sweep
from gdgui.engine.descent import Cancelled, record
from gdgui.engine.field import Field, compute
from gdgui.engine.gradients import GRADIENTS
from gdgui.engine.grid import FEWEST, Axis, Grid, cells_setup, snapshot_cells
from gdgui.engine.measures import MEASURES
from gdgui.engine.message import Message
from gdgui.engine.objectives import OBJECTIVES, curve
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Choice
from gdgui.engine.sweep import blocks, run, run_block
from gdgui.engine.types import Parameter

DATA = Path(__file__).parent.parent / "data"


def same_field(got: Field, expected: Field) -> None:
    assert got.known.all()
    same_bits(got.positions, expected.positions)
    same_bits(got.start, expected.start)
    np.testing.assert_array_equal(got.halted, expected.halted)


@pytest.fixture(scope="module", params=GRIDS)
def case(request: pytest.FixtureRequest) -> tuple[Grid, Field]:
    grid = GRIDS[request.param]
    return grid, compute(grid)


def test_every_cell_is_the_descent_behind_it_to_the_last_bit(case: tuple[Grid, Field]) -> None:
    grid, field = case
    assert field.known.all()
    for cell in range(grid.size):
        setup = by_hand(grid, cell)
        same_bits(field.start[:, cell], setup.start[:, 0])
        same_bits(field.positions[:, cell], record(setup).next_position[-1])


def test_a_replayed_cell_ends_exactly_at_the_cells_value(case: tuple[Grid, Field]) -> None:
    grid, field = case
    for cell in range(grid.size):
        replayed = record(cells_setup(grid, np.array([cell])))
        same_bits(replayed.position[0], field.start[:, cell])
        same_bits(replayed.next_position[-1], field.positions[:, cell])


@pytest.mark.parametrize("size", [1, 2, 7])
def test_the_size_of_the_blocks_changes_nothing(case: tuple[Grid, Field], size: int) -> None:
    same_field(compute(case[0], size=size), case[1])


def test_the_order_in_which_blocks_are_done_changes_nothing(case: tuple[Grid, Field]) -> None:
    tasks = blocks(case[0], 3)
    field = Field(case[0])
    for k in np.random.default_rng(1).permutation(len(tasks)):
        field.add(run_block(tasks[k]))
    same_field(field, case[1])


def test_the_number_of_threads_changes_nothing(case: tuple[Grid, Field]) -> None:
    for count in (1, 2, 3):
        with ThreadPoolExecutor(count) as threads:
            same_field(compute(case[0], threads, size=2), case[1])


def test_blocks_serve_every_cell_once(case: tuple[Grid, Field]) -> None:
    grid = case[0]
    for size in (1, 4, 1000):
        served = np.concatenate([run_block(block).cells for block in blocks(grid, size)])
        np.testing.assert_array_equal(np.sort(served), np.arange(grid.size))


def test_inputs_are_untouched(case: tuple[Grid, Field]) -> None:
    grid = case[0]
    arrays = [grid.base.start, *(axis.values for axis in grid.axes)]
    before = [array.copy() for array in arrays]
    compute(grid)
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_other_processes_give_the_same_bits() -> None:
    """They are started afresh, as on Windows and macOS, so a block has to be picklable."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        for name in ("rate, epochs", "random starts", "gamma, block"):
            same_field(compute(GRIDS[name], processes, size=2), compute(GRIDS[name]))


# ---- The nested loops of the notes ----


def slope(x: Any) -> Any:
    e = np.exp(-(x * x) * 0.05)
    return np.cos(x) * e - np.sin(x) * 0.1 * x * e


def test_a_heatmap_equals_the_nested_plain_loops_of_the_notes() -> None:
    rates = np.linspace(1e-10, 0.1, 6)
    numbers = np.round(np.linspace(10, 120, 5)).astype(np.int64)
    expected = np.empty((6, 5))
    for i, rate in enumerate(rates):
        for j, count in enumerate(numbers):
            x = 0.0
            for _ in range(count):
                x = x - slope(x) * rate
            expected[i, j] = x
    grid = Grid(base(start=(0.0,)), (Axis("schedule.rate", rates), Axis("epochs", numbers)))
    same_bits(compute(grid).positions.reshape(6, 5), expected)


@pytest.mark.parametrize(("file", "gradient"), [("exact", "exact"), ("as-printed", "as_printed")])
class TestGolden:
    """The lecture notes' sweeps, from files computed elsewhere: equal to 1e-9."""

    def test_start_sweep(self, file: str, gradient: str) -> None:
        golden = self.read("start-sweep", file)
        setup = base(gradient=gradient, rule={"rate": golden["rate"]}, epochs=golden["epochs"])
        self.compare(golden, Grid(setup, (Axis("start.x", np.array(golden["starts"])),)))

    def test_rate_sweep(self, file: str, gradient: str) -> None:
        golden = self.read("rate-sweep", file)
        setup = base(gradient=gradient, start=(golden["start"],), epochs=golden["epochs"])
        self.compare(golden, Grid(setup, (Axis("schedule.rate", np.array(golden["rates"])),)))

    def test_rate_epochs(self, file: str, gradient: str) -> None:
        golden = self.read("rate-epochs", file)
        axes = (
            Axis("schedule.rate", np.array(golden["rates"])),
            Axis("epochs", np.array(golden["epochs"])),
        )
        self.compare(golden, Grid(base(gradient=gradient, start=(golden["start"],)), axes))

    @staticmethod
    def read(name: str, file: str) -> dict[str, Any]:
        golden: dict[str, Any] = json.loads((DATA / f"{name}.{file}.json").read_text(encoding="utf-8"))
        return golden

    @staticmethod
    def compare(golden: dict[str, Any], grid: Grid) -> None:
        expected = np.array(golden["final_position"])
        assert expected.shape == grid.shape
        got = compute(grid).positions.reshape(grid.shape)
        np.testing.assert_allclose(got, expected, rtol=0, atol=1e-9)


def test_each_cell_draws_its_own_start() -> None:
    starts = compute(GRIDS["random starts"]).start[0]
    assert len(np.unique(starts)) > 20


# ---- Two dimensions ----

PLANES = [key for key, entry in OBJECTIVES.load().items() if entry.dimension == 2][:3]


@pytest.mark.parametrize("objective", PLANES)
@pytest.mark.parametrize("drawn", [False, True], ids=["", "random starts"])
def test_cells_in_two_dimensions_are_the_descents_behind_them(objective: str, drawn: bool) -> None:
    start = OBJECTIVES[objective].start
    for axes in (
        (Axis("start.x", np.linspace(-1, 1, 4)), Axis("start.y", np.linspace(-1, 1, 3))),
        (Axis("start.y", np.linspace(-1, 1, 4)), Axis("epochs", EPOCHS)),
        (Axis("schedule.rate", np.linspace(0, 1e-3, 4)), Axis("epochs", EPOCHS)),
    ):
        for optimizer in ("gradient_descent", "momentum"):
            setup = base("gradient", optimizer, objective=objective, start=start)
            grid = Grid(setup, axes, random_start=drawn)
            field = compute(grid, size=5)
            for cell in range(grid.size):
                same_bits(field.start[:, cell], by_hand(grid, cell).start[:, 0])
                same_bits(field.positions[:, cell], record(by_hand(grid, cell)).next_position[-1])


# ---- Ending early ----


class Refusing:
    """A token that is set after a number of epochs."""

    def __init__(self, after: int) -> None:
        self.after = after

    def is_set(self, epochs: int = 0) -> bool:
        self.after -= epochs
        return self.after < 0


def test_a_cancelled_sweep_keeps_the_blocks_that_are_done() -> None:
    grid = GRIDS["start, rate"]
    field = Field(grid)

    def fill(ends: Iterator[sweep.BlockEnds]) -> None:
        for block in ends:
            field.add(block)

    with pytest.raises(Cancelled):
        fill(run(grid, token=Refusing(60), size=10))
    np.testing.assert_array_equal(np.flatnonzero(field.known), np.arange(20))
    same_bits(field.positions[:, :20], compute(grid).positions[:, :20])


class Recording(Executor):
    """Runs the first blocks that it is given at once, and never begins the others."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if len(self.futures) < self.first:
            future.set_result(fn(*args, **kwargs))
        self.futures.append(future)
        return future


def test_blocks_that_have_not_begun_are_dropped_when_nobody_wants_them() -> None:
    executor = Recording(first=2)
    results = run(GRIDS["start, rate"], executor, size=5)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert [future.cancelled() for future in executor.futures] == [False] * 2 + [True] * 5


# ---- From coarse to fine ----


@pytest.mark.parametrize(
    "grid",
    [
        Grid(base(), (Axis("start.x", np.zeros(150)), Axis("schedule.rate", np.zeros(131)))),
        Grid(base(), (Axis("start.x", np.zeros(9000)),)),
        Grid(base(), (Axis("epochs", np.arange(7)), Axis("start.x", np.zeros(5000)))),
        Grid(base(), (Axis("start.x", np.zeros(5000)), Axis("epochs", np.arange(7)))),
        Grid(base(), (Axis("start.x", np.zeros(1)), Axis("schedule.rate", np.zeros(9000)))),
    ],
    ids=["plane", "line", "snapshots first", "snapshots last", "thin"],
)
def test_the_whole_picture_comes_at_once_and_sharpens(grid: Grid) -> None:
    tasks = blocks(grid, 1000)
    assert sweep.block_count(grid, 1000) == len(tasks)
    descents = np.concatenate([task.descents for task in tasks])
    np.testing.assert_array_equal(np.sort(descents), np.arange(grid.descents))
    coarse = [max(task.stride) for task in tasks]
    assert coarse == sorted(coarse, reverse=True)
    assert coarse[0] > 1
    first = [task for task in tasks if task.stride == tasks[0].stride]
    assert sum(len(task.descents) for task in first) <= FEWEST
    for level in sorted(set(coarse)):
        known = np.zeros(grid.size, dtype=np.bool_)
        for task in tasks:
            if max(task.stride) < level:
                continue
            shared = grid.shares_descents
            cells = snapshot_cells(grid, task.descents) if shared else task.descents
            known[np.ravel(cells)] = True
        stride = next(task.stride for task in tasks if max(task.stride) == level)
        lattice = known.reshape(grid.shape)[tuple(slice(None, None, step) for step in stride)]
        assert lattice.all()


def test_a_block_that_is_only_watched_runs_no_ends() -> None:
    grid = GRIDS["rate, epochs"]
    block = blocks(grid, watch=("largest_excursion",), ends=False)[0]
    found = run_block(block)
    assert found.positions.shape == (1, 0)
    assert len(found.watched["largest_excursion"]) == grid.size


# ---- Any parameter ----

PARTS = {"schedule": SCHEDULES, "optimizer": OPTIMIZERS, "gradient": GRADIENTS}

SWEEPABLE = [
    (part, key, parameter)
    for part, catalogue in PARTS.items()
    for key, entry in catalogue.load().items()
    for parameter in entry.parameters
    if parameter.sweepable
]


def some_values(parameter: Parameter) -> NDArray[Any]:
    """Three values of a parameter, evenly from its slider."""
    spaced = np.linspace(parameter.slider_low, parameter.slider_high, 3)
    if parameter.kind == "number":
        return spaced
    return np.maximum(np.round(spaced), parameter.low).astype(np.int64)


@pytest.mark.parametrize(
    ("part", "key", "parameter"), SWEEPABLE, ids=[f"{p}-{k}-{q.key}" for p, k, q in SWEEPABLE]
)
def test_every_parameter_of_the_catalogue_can_be_an_axis(
    part: str, key: str, parameter: Parameter
) -> None:
    plain = base(rule={"rate": 0.2}, epochs=12)
    setup = replace(plain, **{part: Choice(key)})
    path = f"{part}.{parameter.key}"
    grid = Grid(setup, (Axis(path, some_values(parameter)), Axis("start.x", np.array([0.7, -2.0]))))
    field = compute(grid)
    for cell in range(grid.size):
        same_bits(field.positions[:, cell], record(by_hand(grid, cell)).next_position[-1])


def steep(x: NDArray[Any], parameters: dict[str, Any]) -> NDArray[Any]:
    result: NDArray[Any] = parameters["kappa"] * x * x
    return result


KAPPA = Parameter(key="kappa", title=Message("Steepness"), help=Message("For tests."), default=2.0)

BOWL = curve(
    key="kappa_bowl",
    title=Message("Bowl"),
    help=Message("For tests."),
    value=steep,
    slope=lambda x, parameters: 2.0 * parameters["kappa"] * x,
    curvature=lambda x, parameters: 2.0 * parameters["kappa"] + 0.0 * x,
    domain=(-2.0, 2.0),
    minima=(0.0,),
    lowest=0.0,
    start=1.0,
    formula="\\kappa x^2",
    derivative="2 \\kappa x",
    parameters=(KAPPA,),
)


def test_a_parameter_of_the_function_can_be_an_axis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OBJECTIVES._loaded, "kappa_bowl", BOWL)
    kappas, n = np.array([0.5, 1.0, 4.0, 11.0]), 30
    setup = base(objective="kappa_bowl", start=[1.0], rule={"rate": 0.1}, epochs=n)
    grid = Grid(setup, (Axis("objective.kappa", kappas), Axis("epochs", np.array([5, n]))))
    field = compute(grid)
    for cell in range(grid.size):
        same_bits(field.positions[:, cell], record(by_hand(grid, cell)).next_position[-1])
    ends = field.ends()
    measured = {
        key: entry.compute(ends).reshape(4, 2, -1)[:, 1, 0] for key, entry in MEASURES.load().items()
    }
    x = (1.0 - 0.1 * 2.0 * kappas) ** n
    assert measured["final_position"] == pytest.approx(x, rel=1e-12)
    assert measured["final_value"] == pytest.approx(kappas * x * x, rel=1e-12)
    assert measured["final_gradient"] == pytest.approx(np.abs(2.0 * kappas * x), rel=1e-12)
    assert measured["lyapunov_exponent"] == pytest.approx(np.log(np.abs(1.0 - 0.2 * kappas)))
    classes = [MEASURES["outcome"].classes[k].key for k in measured["outcome"]]
    assert classes == ["unfinished", "unfinished", "converged", "unfinished"]
