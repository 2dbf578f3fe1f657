"""Sweeps as code: a function for a cell, and the loops over the axes."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable
from typing import Any

import numpy as np

from gdgui.document.plan import SweepPlan
from gdgui.engine.arrival import has_arrived
from gdgui.engine.grid import START_PATHS, Grid, cells_setup
from gdgui.engine.measures import MEASURES
from gdgui.engine.orbit import orbit_of
from gdgui.engine.setup import Rules, prepare, random_start
from gdgui.engine.types import Positions, size
from gdgui.engine.watch import BESIDE, CLOSEST, watchers
from gdgui.export.code import layout, sweep_figures, tidy
from gdgui.export.code.draft import TAKEN, Draft, indented
from gdgui.export.code.measured import everywhere, measures
from gdgui.export.code.rules import Followed, scratch
from gdgui.export.code.values import Code, Known, Value, load, number, parse
from gdgui.export.code.ways import cell_way


def sweep(draft: Draft, k: int, part: SweepPlan) -> str:
    grid = part.grid
    setup = cells_setup(grid, np.zeros(1, dtype=np.int64))
    rules = prepare(setup)
    varied = {axis.path: _varied(draft, axis.path) for axis in grid.axes}
    followed = Followed(rules, varied)
    chance = rules.optimizer.random
    count = f"{varied['epochs']}.item()" if "epochs" in varied else str(setup.longest)
    kind = _growth(rules, setup.start)
    beside = _beside(draft) if kind == "Shadow" else ""
    noted = layout.NOTED_SHADOW if beside else layout.NOTED_CELL
    whole = setup if setup.past is None else cells_setup(grid, np.arange(grid.size))
    cells = (prepare(whole), whole.start)
    body = cell_way(draft.writer, followed, cells, count, noted, beside)
    growth = {"Tangent": _tangent(draft, followed), "Undefined": layout.UNDEFINED}.get(kind, "")
    ran = [varied[a.path] for a in grid.axes if a.path not in START_PATHS]
    read = set(tidy.loaded([*body, *ast.parse(textwrap.dedent(growth)).body]))
    ran = [name for name in ran if name in read]
    inputs = ["x", *ran, *(["stream"] if chance else [])]
    text = f"def cell_{k}({', '.join(inputs)}):\n"
    text += '    """Where the descent of one cell went; whether its rate became 0; its growth."""\n'
    text += layout.CELL_WITH_SHADOW.format(beside=_width(draft)) if beside else layout.CELL
    text += indented(tidy.text_of(body))
    text += "    trail = np.concatenate(trail, axis=1)\n" + growth
    text += f"    halted = {layout.HALTED_SHADOW if beside else layout.HALTED}\n"
    text += "    return trail, halted, growth\n\n\n"
    text += _cells(draft, k, part, varied, inputs, followed)
    text += measures(draft, k, part, rules, varied)
    return text + sweep_figures.figure(draft, k, part)


def _width(draft: Draft) -> float:
    """How far a shadow is away."""
    return float(BESIDE * max(draft.plan.objective.widths))


def _beside(draft: Draft) -> str:
    """The name of the function that brings a shadow back."""
    text = layout.BESIDE.format(name="beside", beside=_width(draft), closest=CLOSEST)
    made = ast.parse(text).body[0]
    assert isinstance(made, ast.FunctionDef)
    return draft.writer.define("beside", made.args.args, made.body)


def _tangent(draft: Draft, followed: Followed) -> str:
    """The growth of a plain descent, of one variable: log |1 − η·f″|, summed over the epochs."""
    body = scratch(draft.writer)
    method = body.part(followed.bound(), "hessian")
    before = Code(parse("trail[:, :-1]"), rows=True)
    bend = ast.unparse(draft.writer.show(draft.writer.call(body, method, [before], {})))
    return layout.TANGENT.format(curvature=f"{bend}[0, 0]".replace("[np.newaxis][0, 0]", "[0]"))


def _varied(draft: Draft, path: str) -> str:
    name = path.replace(".", "_") if path in START_PATHS else path.rpartition(".")[2]
    if name in TAKEN | draft.writer.inner | set(MEASURES):
        name = f"{name}_now"
    draft.writer.taken.add(name)
    return name


def _cells(
    draft: Draft, k: int, part: SweepPlan, varied: dict[str, str], inputs: list[str], followed: Followed
) -> str:
    grid = part.grid
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
    text += layout.SEEN.format(shape=shape)
    place = ", ".join("ij"[: len(shape)])
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
    text += textwrap.indent(_look(draft, place, f"cell_{k}({', '.join(told)})", followed), indent)
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


def _look(draft: Draft, place: str, cell: str, followed: Followed) -> str:
    """What is seen of the cell at `place`."""
    trail = Code(load("trail"), rows=True)

    def called(made: Callable[..., Any], *arguments: Value) -> str:
        body = scratch(draft.writer)
        shown = draft.writer.show(draft.writer.call(body, Known(made), list(arguments), {}))
        assert not body.out
        return ast.unparse(shown)

    return layout.LOOK.format(
        place=place,
        cell=cell,
        orbit=called(
            orbit_of,
            Code(parse("trail.T[:, :, np.newaxis]")),
            Known(tuple(map(float, draft.plan.objective.widths))),
        ),
        arrived=called(has_arrived, followed.bound(), trail, Known(draft.document.tolerance)),
        far=called(size, Code(parse("trail - trail[:, :1]"), rows=True)),
    )


def _flat(draft: Draft, grid: Grid, varied: dict[str, str]) -> str:
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


def _start(draft: Draft, grid: Grid, varied: dict[str, str], indent: str, cell: str) -> str:
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


def _growth(rules: Rules, start: Positions) -> str:
    """The name of the way in which the Lyapunov exponent is found under these rules."""
    key = "lyapunov_exponent"
    return type(watchers((key,), rules, start, 0.0)[key]).__name__
