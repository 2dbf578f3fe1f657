"""Sweeps as code: a function for a cell, and the loops over the axes."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from gdgui.document.plan import SweepPlan
from gdgui.engine.grid import START_PATHS, Grid, cells_setup
from gdgui.engine.measures import MEASURES
from gdgui.engine.orbit import orbit_of
from gdgui.engine.setup import prepare, random_start
from gdgui.engine.watch import BESIDE, CLOSEST
from gdgui.export.code import layout, sweep_figures, tidy, watched
from gdgui.export.code.draft import TAKEN, Draft, indented
from gdgui.export.code.measured import everywhere, measures
from gdgui.export.code.rules import Followed, scratch
from gdgui.export.code.values import Code, Known, Value, number, parse
from gdgui.export.code.ways import cell_way


class Cell(Struct, frozen=True):
    """The function of a cell: its inputs, what it tells of the way, and code that looks at that."""

    inputs: list[str]
    told: list[str]
    looks: str


def sweep(draft: Draft, k: int, part: SweepPlan) -> str:
    """The function of a cell, the loops that fill the grid, what is measured there, and a figure."""
    grid = part.grid
    rules = prepare(cells_setup(grid, np.zeros(1, dtype=np.int64)))
    followed = Followed(rules, {axis.path: _varied(draft, axis.path) for axis in grid.axes})
    text, cell = _cell(draft, k, grid, followed)
    text += _cells(draft, k, part, cell, followed)
    text += measures(draft, k, part, rules, followed.varied)
    return text + sweep_figures.figure(draft, k, part)


def _cell(draft: Draft, k: int, grid: Grid, followed: Followed) -> tuple[str, Cell]:
    varied = followed.varied
    setup = cells_setup(grid, np.zeros(1, dtype=np.int64))
    count = f"{varied['epochs']}.item()" if "epochs" in varied else str(setup.longest)
    looks = watched.look(draft, followed, _place(grid))
    read = set(tidy.loaded([ast.parse(looks)]))
    told = [name for name in (watched.RATES, watched.GROWTHS) if name in read]
    beside = _beside(draft) if watched.GROWTHS in told else ""
    noted = layout.NOTED_SHADOW if beside else layout.NOTED_CELL
    noted += layout.NOTED_RATE if watched.RATES in told else ""
    whole = setup if setup.past is None else cells_setup(grid, np.arange(grid.size))
    body = cell_way(draft.writer, followed, (prepare(whole), whole.start), count, noted, beside)
    read = set(tidy.loaded(body))
    ran = [varied[axis.path] for axis in grid.axes if axis.path not in START_PATHS]
    chance = ["stream"] if followed.rules.optimizer.random else []
    inputs = ["x", *(name for name in ran if name in read), *chance]
    text = f"def cell_{k}({', '.join(inputs)}):\n"
    text += '    """The way of the descent of one cell, and whether its rate became 0."""\n'
    text += layout.SHADOW.format(beside=_width(draft)) if beside else ""
    first = "[x[:, :1]]" if beside else "[x]"
    text += f"    {', '.join(['trail', *told])} = {', '.join([first, *('[]' for _ in told)])}\n"
    text += indented(tidy.text_of(body))
    text += "    trail = np.concatenate(trail, axis=1)\n"
    text += layout.RATES if watched.RATES in told else ""
    text += layout.GROWTHS if beside else ""
    text += f"    halted = {layout.HALTED_SHADOW if beside else layout.HALTED}\n"
    text += f"    return {', '.join(['trail', 'halted', *told])}\n\n\n"
    return text, Cell(inputs, told, looks)


def _width(draft: Draft) -> float:
    """How far a shadow is away."""
    return float(BESIDE * max(draft.plan.objective.widths))


def _beside(draft: Draft) -> str:
    """The name of the function that brings a shadow back."""
    text = layout.BESIDE.format(name="beside", beside=_width(draft), closest=CLOSEST)
    made = ast.parse(text).body[0]
    assert isinstance(made, ast.FunctionDef)
    return draft.writer.define("beside", made.args.args, made.body)


def _varied(draft: Draft, path: str) -> str:
    name = path.replace(".", "_") if path in START_PATHS else path.rpartition(".")[2]
    if name in TAKEN | draft.writer.inner | set(MEASURES):
        name = f"{name}_now"
    draft.writer.taken.add(name)
    return name


def _place(grid: Grid) -> str:
    """Where a cell stands in the arrays."""
    return ", ".join("ij"[: len(grid.shape)])


def _cells(draft: Draft, k: int, part: SweepPlan, function: Cell, followed: Followed) -> str:
    """The loops over the axes: in each cell its function is called, and what it tells written down."""
    grid, varied, inputs = part.grid, followed.varied, function.inputs
    axes = draft.document.sweeps[part.index].axes
    text = ""
    for number_, (axis, values) in enumerate(zip(axes, grid.axes, strict=True), 1):
        maker = "np.geomspace" if axis.spacing == "log" else "np.linspace"
        made = f"{maker}({axis.low!r}, {axis.high!r}, {axis.count})"
        if axis.spacing == "list":
            made = f"np.array({values.values.tolist()!r})"
        whole = values.values.dtype == np.int64
        if axis.spacing == "integer" or (whole and axis.spacing == "log"):
            made = f"np.round({made})" + (".astype(np.int64)" if whole else "")
        text += f"axis_{number_} = {made}  # {part.axes[number_ - 1].title}\n"
    shape = grid.shape
    text += _flat(draft, grid, varied)
    text += f"start = np.empty({(draft.dimension, *shape)})\nend = np.empty_like(start)\n"
    text += f"halted = np.empty({shape}, dtype=bool)\n"
    rooms = watched.arrays(draft, followed.rules, grid.base.start, shape)
    text += layout.SEEN.format(shape=shape, watched=rooms)
    place = _place(grid)
    indent = ""
    for letter, swept, number_ in zip("ij", grid.axes, (1, 2), strict=False):
        text += f"{indent}for {letter}, {varied[swept.path]} in enumerate(axis_{number_}):\n"
        indent += "    "
    cell = "i" if len(shape) == 1 else f"i * {shape[1]} + j"
    text += _start(draft, grid, varied, indent, cell)
    text += f"{indent}start[:, {place}] = x[:, 0]\n"
    told = ["x", *(f"np.array([{name}])" for name in inputs[1:] if name != "stream")]
    told += [f"np.array([{cell}])"] if "stream" in inputs else []
    own = [name for path, name in varied.items() if path.startswith("objective.")]
    for name in own:
        text += f"{indent}{name} = np.array([{name}])\n"
        told = [part.replace(f"np.array([{name}])", name) for part in told]
    text += textwrap.indent(_look(draft, grid, function, f"cell_{k}({', '.join(told)})"), indent)
    if grid.repeats == 1:
        return text
    if not grid.chance:
        return text + layout.ALIKE
    again = f"{cell} + again * {grid.size}"
    told = [part.replace(f"np.array([{cell}])", f"np.array([{again}])") for part in told]
    repeats = layout.REPEATS.format(
        repeats=grid.repeats,
        start=_start(draft, grid, varied, "    ", again) if grid.random_start else "",
        cell=f"cell_{k}({', '.join(told)})",
        place=place,
    )
    return text + textwrap.indent(repeats, indent)


def _look(draft: Draft, grid: Grid, function: Cell, call: str) -> str:
    """What is seen of a cell, whose function is called so."""
    widths = Known(tuple(map(float, draft.plan.objective.widths)))
    trail = Code(parse("trail.T[:, :, np.newaxis]"))
    orbit = draft.writer.call(scratch(draft.writer), Known(orbit_of), [trail, widths], {})
    return layout.LOOK.format(
        place=_place(grid),
        more="".join(f", {name}" for name in function.told),
        cell=call,
        orbit=ast.unparse(draft.writer.show(orbit)),
        watched=function.looks,
    )


def _flat(draft: Draft, grid: Grid, varied: Mapping[str, str]) -> str:
    """Random starts, all of them at once: each cell has its own number as its stream."""
    if not grid.random_start:
        return ""
    seed: Value = Known(grid.base.seed)
    if "seed" in varied:
        seed = Code(everywhere(draft, grid, "seed"))
        if grid.repeats > 1:
            each = ast.unparse(everywhere(draft, grid, "seed"))
            seed = Code(parse(f"np.tile({each}, {grid.repeats})"))
    drawn = draft.writer.call(
        scratch(draft.writer),
        Known(random_start),
        [Known(draft.plan.objective), seed, Code(parse(f"np.arange({grid.size * grid.repeats})"))],
        {},
    )
    return f"drawn = {ast.unparse(draft.writer.show(drawn))}  # a start for each cell\n"


def _start(draft: Draft, grid: Grid, varied: Mapping[str, str], indent: str, cell: str) -> str:
    if grid.random_start:
        text = f"{indent}x = drawn[:, [{cell}]]\n"
        for row, path in enumerate(START_PATHS):
            if path in varied:
                text += f"{indent}x[{row}] = {varied[path]}\n"
        return text
    rows = []
    for row, at in enumerate(grid.base.start[:, 0]):
        shown = varied.get(START_PATHS[row]) or ast.unparse(number(float(at)))
        rows.append(f"[{shown}]")
    return f"{indent}x = np.array([{', '.join(rows)}])\n"
