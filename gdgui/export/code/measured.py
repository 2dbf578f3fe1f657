"""What a sweep measures at the ends of its cells, as code: all cells at once."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import partial
from types import FunctionType

from gdgui.document.plan import SweepPlan
from gdgui.engine.ends import Ends
from gdgui.engine.grid import Grid
from gdgui.engine.measures import MEASURES, Measure
from gdgui.engine.setup import Rules
from gdgui.export import names
from gdgui.export.code import tidy
from gdgui.export.code.draft import TAKEN, Draft
from gdgui.export.code.rules import Followed, scratch
from gdgui.export.code.sources import function
from gdgui.export.code.values import Bundle, Code, Known, Native, Value, load, parse


def measures(draft: Draft, k: int, part: SweepPlan, rules: Rules, varied: Mapping[str, str]) -> str:
    grid = part.grid
    own = {p: n for p, n in varied.items() if p.startswith(("objective.", "gradient."))}
    followed = Followed(rules, own)
    text = "\n# What is measured at the ends, all cells at once\n"
    for path, name in own.items():
        text += f"{name} = {ast.unparse(everywhere(draft, grid, path))}\n"
    text += f"cells = end.reshape({draft.dimension}, -1)\n"
    cells = Code(load("cells"), rows=True)
    bound = followed.bound()
    ends = Bundle(
        {
            "rules": Known(rules),
            "bound": bound,
            "believed": followed.believed(draft.writer),
            "tolerance": Known(draft.document.tolerance),
            "start": Code(parse(f"start.reshape({draft.dimension}, -1)"), rows=True),
            "positions": cells,
            "halted": Code(parse("halted.ravel()")),
            "value": Code(load("final_value")),
            "steepness": Code(load("steepness")),
            "believed_steepness": Code(load("believed_steepness")),
            "orbit": Code(parse("orbit.ravel()")),
            "spread": Code(parse("spread.ravel()")),
            "watched": Native(partial(_watched, draft), is_method=True),
        },
        Ends,
    )
    for name, key in (
        ("final_value", "value"),
        ("steepness", "steepness"),
        ("believed_steepness", "believed_steepness"),
    ):
        without = Bundle({f: v for f, v in ends.fields.items() if f != key}, Ends)
        body = scratch(draft.writer)
        shown = draft.writer.show(body.part(without, key))
        text += tidy.text_of(tidy.shortened(body.out)) if body.out else ""
        text += f"{name} = {ast.unparse(shown)}\n"
    columns = [f'"start": {_shaped(draft, "start.reshape({0}, -1).T", grid, True)}']
    for key in MEASURES:
        before, column = _measure(draft, MEASURES[key], ends, grid)
        text += before
        columns.append(f'"{key}": {column}')
    axes = [f'"axis_{n}": axis_{n}' for n in range(1, len(grid.shape) + 1)]
    inner = "".join(f"    {line},\n" for line in [*axes, *columns])
    text += f"columns = {{\n{inner}}}\n"
    return text + f'np.savez(folder / "{names.sweep_file(k, "npz")}", **columns)\n'


def everywhere(draft: Draft, grid: Grid, path: str) -> ast.expr:
    """The values of an axis, one for each cell."""
    k = [axis.path for axis in grid.axes].index(path)
    if len(grid.axes) == 1:
        return parse("axis_1")
    made = f"np.repeat(axis_1, {grid.shape[1]})" if k == 0 else f"np.tile(axis_2, {grid.shape[0]})"
    return parse(made)


def _watched(draft: Draft, given: list[Value], _: dict[str, Value]) -> Value:
    """`Ends.watched`: what was seen of all cells, or of some."""
    _ends, key, *index = given
    assert isinstance(key, Known)
    seen = Code(parse(f"{draft.watched[key.value]}.ravel()"))
    if not index:
        return seen
    shown = draft.writer.show(seen), draft.writer.show(index[0])
    return Code(ast.Subscript(*shown, ast.Load()))


def _measure(draft: Draft, measure: Measure, ends: Bundle, grid: Grid) -> tuple[str, str]:
    """Statements, and the column as code."""
    body = scratch(draft.writer)
    body.taken |= TAKEN
    if isinstance(measure.compute, FunctionType):
        draft.writer.called[id(function(measure.compute).node)] = measure.key
    value = draft.writer.call(body, Known(measure.compute), [ends], {})
    text = tidy.text_of(tidy.shortened(body.out)) if body.out else ""
    shown = ast.unparse(draft.writer.show(value))
    match measure.kind:
        case "class":
            keys = [option.key for option in measure.classes]
            return text, _shaped(draft, f"np.array({keys!r})[{shown}]", grid)
        case "integer":
            return text, _shaped(draft, f"({shown}).astype(np.int64)", grid)
        case "position":
            return text, _shaped(draft, shown, grid, position=True)
    return text, _shaped(draft, shown, grid)


def _shaped(draft: Draft, code: str, grid: Grid, position: bool = False) -> str:
    code = code.replace("{0}", str(draft.dimension))
    shape = (*grid.shape, 2) if position and draft.dimension == 2 else grid.shape
    told = ", ".join(map(str, shape))
    alone = isinstance(parse(code), ast.Name | ast.Call | ast.Attribute | ast.Subscript)
    return f"{code if alone else f'({code})'}.reshape({told})"
