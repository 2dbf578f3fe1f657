"""A document as a short program for numpy and matplotlib, in the style that a student would write.

The rules are taken from the source of their own entries (`gdgui.export.code`), so an entry that is
added to the catalogue is covered as it stands.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import numpy as np

from gdgui.document.model import Document
from gdgui.document.plan import DescentPlan, Plan, SweepPlan, plan
from gdgui.engine.arrival import has_arrived
from gdgui.engine.ends import Ends
from gdgui.engine.measures import MEASURES, Measure
from gdgui.engine.optimizers import OPTIMIZERS
from gdgui.engine.orbit import orbit_of
from gdgui.engine.schedules import SCHEDULES
from gdgui.engine.setup import Rules, prepare, random_start
from gdgui.engine.sweep import START_PATHS, Grid, cells_setup
from gdgui.engine.types import Positions, size
from gdgui.engine.watch import BESIDE, CLOSEST, watchers
from gdgui.export import names
from gdgui.export.code import layout, tidy
from gdgui.export.code.rules import Followed, loop, scratch, way
from gdgui.export.code.sources import first_line, function
from gdgui.export.code.values import Bundle, Code, Known, Native, Value, literal, load, number, parse
from gdgui.export.code.writer import Writer

TRACES = {
    "position": "Position",
    "gradient": "Derivative",
    "learning_rate": "Learning rate",
    "value": "Value",
    "displacement": "Displacement",
}

TAKEN = {
    "Path", "COLORS", "table", "folder", "figure", "axes", "landscape", "grid", "descents", "charts",
    "chart", "family", "colors", "shown", "axis_1", "axis_2", "start", "end", "halted", "columns",
    "steepness", "believed_steepness", "final_value", "cells", "f", "x", "t", "g", "rate", "step",
    "orbit", "arrived_at", "farthest", "exponent", "away", "first", "trail", "rates", "growth",
    "stream", "drawn", "x_new", "rows", "i", "j", "position", "heights", "names", "across", "up",
    "places", "cell", "seed", "label", "place", "last", "name", "column", "title", "color",
    "spread", "ends", "again", "mean", "end_", "order",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A part of a script, under a heading."""

    title: str
    code: str


def script(document: Document) -> str:
    """The program that computes what `document` shows, and draws it.

    It writes `descent-K.npz` and `sweep-K.npz` into the folder `reproduced` beside itself.  Raises
    CannotWriteError where a rule is written in a way that does not translate.
    """
    found = list(parts(document, layout.SCRIPT_FOLDER))
    return found[0].code + "".join(f"\n\n# {part.title}\n\n{part.code}" for part in found[1:])


def parts(document: Document, folder: str) -> Iterator[Part]:
    """The program part by part; `folder` is code for where `reproduced` shall lie."""
    with np.errstate(all="ignore"):
        yield from _Script(document, folder).parts()


class _Script:
    """Writes one document."""

    def __init__(self, document: Document, folder: str) -> None:
        self._document = document
        self._folder = folder
        self._plan: Plan = plan(document)
        self._dimension = self._plan.objective.dimension
        self._writer = Writer(self._dimension, set(TAKEN))
        self._formulas = self._name_formulas()

    def parts(self) -> Iterator[Part]:
        """All parts, the header first."""
        objective = self._plan.objective
        descents = [self._descent(k, d) for k, d in enumerate(self._plan.descents, 1)]
        sweeps = [self._sweep(k, s) for k, s in enumerate(self._plan.sweeps, 1)]
        table = self._table()
        draw = self._drawing()
        later = ast.parse("".join([*descents, *sweeps, table, draw])).body
        told = _counted(len(descents), len(sweeps))
        title = f"Gradient descent: {objective.title}"
        yield Part("", layout.HEADER.format(title=title, told=told) + layout.IMPORTS)
        definitions = self._writer.definitions(later)
        yield Part("The function and its derivatives, and what the rules need", _spaced(definitions))
        yield Part("A table of what happened", table + "\n\n" + self._folder_code())
        for part, written in zip(self._plan.descents, descents, strict=True):
            yield Part(self._title(part), written)
        if descents:
            yield Part("The figure of the descents", draw)
        for number_, written in enumerate(sweeps, 1):
            yield Part(f"Sweep {number_}", written)
        yield Part("What was drawn", "plt.show()\n")

    def _folder_code(self) -> str:
        return layout.FOLDER.format(folder=self._folder)

    def _title(self, part: DescentPlan) -> str:
        descent = self._document.descents[part.index]
        schedule = SCHEDULES[descent.schedule.key].title
        rule = OPTIMIZERS[descent.optimizer.key].title
        # What somebody typed stands in a comment, and must not be able to leave it.
        typed = "".join(c if c.isprintable() else " " for c in descent.name)
        name = f" ({typed})" if typed else ""
        link = descent.continues
        told = f", continues descent {link.descent + 1} from epoch {link.epoch}" if link else ""
        return f"Descent {part.index + 1}{name}{told}: {rule}, learning rate: {schedule}"

    # The objective

    def _name_formulas(self) -> dict[str, str]:
        """Names the objective's value `f` where it is a function of its own."""
        objective = self._plan.objective
        rules = self._plan.bound
        parameters = Bundle({k: Known(v, name=k) for k, v in rules.parameters.items()})
        body = scratch(self._writer)
        value = Known(objective.value)
        shown = self._writer.show(
            self._writer.call(body, value, [Code(load("x"), rows=True), parameters], {})
        )
        if isinstance(shown, ast.Call) and isinstance(shown.func, ast.Name):
            old = shown.func.id
            if old in self._writer.functions:
                self._writer.functions = {
                    "f" if name == old else name: node for name, node in self._writer.functions.items()
                }
                self._writer.functions["f"].name = "f"
                self._writer.inner = self._writer.inner - {old} | {"f"}
                return {"value": "f"}
        return {}

    def _value_at(self, place: str) -> str:
        """Code for f at `place`, code for positions (dim, n)."""
        bound = self._plan.bound
        parameters = Bundle({k: Known(v, name=k) for k, v in bound.parameters.items()})
        shown = Code(parse(place), rows=True)
        value = self._writer.call(
            scratch(self._writer), Known(self._plan.objective.value), [shown, parameters], {}
        )
        return ast.unparse(self._writer.show(value))

    def _table(self) -> str:
        one = "[0]" if self._dimension == 1 else ".T"
        return layout.TABLE.format(one=one, value=self._value_at("position"))

    # Descents

    def _descent(self, k: int, part: DescentPlan) -> str:
        rules = prepare(part.setup)
        body = way(self._writer, rules, part.setup.start, layout.NOTED)
        legs = (*(leg.rules for leg in rules.before), rules)
        chance = any(leg.optimizer.random for leg in legs)
        source = first_line(_module(rules.gradient_key.key))
        start = ast.unparse(_array(part.setup.start))
        told = "  # drawn at random" if self._document.descents[part.index].start == "random" else ""
        lines = [
            f"def descent_{k}():",
            f'    """The gradient: {source}"""' if source else "",
            f"    x = {start}{told}",
            f"    stream = np.array([{int(legs[0].stream[0])}])" if chance else "",
            "    rows = []",
        ]
        text = "\n".join(line for line in lines if line) + "\n"
        text += _indented(tidy.text_of(body)) + "    return table(rows)\n\n\n"
        name = names.descent_file(k, "npz")
        text += f"result_{k} = descent_{k}()\n"
        return text + f'np.savez(folder / "{name}", **result_{k})\n'

    def _drawing(self) -> str:
        if not self._plan.descents:
            return ""
        objective = self._plan.objective
        title = str(objective.title)
        labels = names.different(map(self._label, self._plan.descents))
        labels = [label.replace("$", r"\$") for label in labels]  # between two, it would be TeX
        listed = "".join(f"    {label!r}: result_{k},\n" for k, label in enumerate(labels, 1))
        text = f"descents = {{\n{listed}}}\n"
        view = self._document.view
        charts = {key: TRACES[key] for key in view.traces if key in TRACES}
        across = max(1, (len(charts) + 2) // 2)
        (low, high), *more = [(float(a), float(b)) for a, b in objective.domain]
        drawn = layout.CHARTS.format(charts=charts) if charts else "landscape.legend()\n"
        if self._dimension == 1:
            told = {"low": low, "high": high, "title": title, "across": across}
            text += layout.LANDSCAPE.format(height=self._value_at("np.array([grid])"), **told)
            text += layout.TRACES + drawn
            if view.mark_end:
                height = self._value_at("np.array([last])")
                text += layout.END.format(number=view.descent + 1, height=height)
            return text
        (bottom, top) = more[0]
        height = self._value_at("places")
        text += layout.LANDSCAPE_2D.format(
            low=low, high=high, bottom=bottom, top=top, height=height, title=title, across=across
        )
        return text + layout.TRACES_2D + drawn

    def _label(self, part: DescentPlan) -> str:
        title = str(SCHEDULES[part.setup.schedule.key].title)
        rate = part.setup.schedule.parameters.get("rate")
        return part.name or (f"{title} {rate:.6g}" if isinstance(rate, int | float) else title)

    # Sweeps

    def _sweep(self, k: int, part: SweepPlan) -> str:
        grid = part.grid
        setup = cells_setup(grid, np.zeros(1, dtype=np.int64))
        rules = prepare(setup)
        varied = {axis.path: self._varied(axis.path) for axis in grid.axes}
        followed = Followed(rules, varied)
        chance = rules.optimizer.random
        count = f"{varied['epochs']}.item()" if "epochs" in varied else str(setup.longest)
        kind = _growth(rules, setup.start)
        beside = self._beside() if kind == "Shadow" else ""
        noted = layout.NOTED_SHADOW if beside else layout.NOTED_CELL
        body = loop(self._writer, followed, count, noted, beside)
        growth = {"Tangent": self._tangent(followed), "Undefined": layout.UNDEFINED}.get(kind, "")
        ran = [varied[a.path] for a in grid.axes if a.path not in START_PATHS]
        read = set(tidy.loaded([*body, *ast.parse(textwrap.dedent(growth)).body]))
        ran = [name for name in ran if name in read]
        inputs = ["x", *ran, *(["stream"] if chance else [])]
        text = f"def cell_{k}({', '.join(inputs)}):\n"
        text += '    """Where the descent of one cell went; whether its rate became 0; its growth."""\n'
        text += layout.CELL_WITH_SHADOW.format(beside=self._width()) if beside else layout.CELL
        text += _indented(tidy.text_of(body))
        text += "    trail = np.concatenate(trail, axis=1)\n" + growth
        text += f"    halted = {layout.HALTED_SHADOW if beside else layout.HALTED}\n"
        text += "    return trail, halted, growth\n\n\n"
        text += self._cells(k, part, varied, inputs, followed)
        text += self._measures(k, part, rules, varied)
        return text + self._sweep_figure(k, part)

    def _width(self) -> float:
        """How far a shadow is away."""
        return float(BESIDE * max(self._plan.objective.widths))

    def _beside(self) -> str:
        """The name of the function that brings a shadow back."""
        text = layout.BESIDE.format(name="beside", beside=self._width(), closest=CLOSEST)
        made = ast.parse(text).body[0]
        assert isinstance(made, ast.FunctionDef)
        return self._writer.define("beside", made.args.args, made.body)

    def _tangent(self, followed: Followed) -> str:
        """The growth of a plain descent, of one variable: log |1 − η·f″|, summed over the epochs."""
        body = scratch(self._writer)
        method = body.part(followed.bound(), "hessian")
        before = Code(parse("trail[:, :-1]"), rows=True)
        bend = ast.unparse(self._writer.show(self._writer.call(body, method, [before], {})))
        return layout.TANGENT.format(curvature=f"{bend}[0, 0]".replace("[np.newaxis][0, 0]", "[0]"))

    def _varied(self, path: str) -> str:
        name = path.replace(".", "_") if path in START_PATHS else path.rpartition(".")[2]
        if name in TAKEN | self._writer.inner | set(MEASURES):
            name = f"{name}_now"
        self._writer.taken.add(name)
        return name

    def _cells(
        self, k: int, part: SweepPlan, varied: dict[str, str], inputs: list[str], followed: Followed
    ) -> str:
        grid = part.grid
        axes = self._document.sweeps[part.index].axes
        text = ""
        for number_, (axis, values) in enumerate(zip(axes, grid.axes, strict=True), 1):
            maker = "np.geomspace" if axis.spacing == "log" else "np.linspace"
            made = f"{maker}({axis.low!r}, {axis.high!r}, {axis.count})"
            if axis.spacing == "list":
                made = f"np.array({values.values.tolist()!r})"
            if axis.spacing == "integer":
                made = f"np.round({made})"
                if values.values.dtype == np.int64:
                    made += ".astype(np.int64)"
            text += f"axis_{number_} = {made}  # {part.axes[number_ - 1].title}\n"
        shape = grid.shape
        text += self._flat(grid, varied)
        text += f"start = np.empty({(self._dimension, *shape)})\nend = np.empty_like(start)\n"
        text += f"halted = np.empty({shape}, dtype=bool)\n"
        # Repeats that nothing tells apart all end at the same place.
        text += layout.SEEN.format(shape=shape, spread="0.0" if grid.repeats > 1 else "np.nan")
        place = ", ".join("ij"[: len(shape)])
        indent = ""
        for letter, swept, number_ in zip("ij", grid.axes, (1, 2), strict=False):
            text += f"{indent}for {letter}, {varied[swept.path]} in enumerate(axis_{number_}):\n"
            indent += "    "
        cell = "i" if len(shape) == 1 else f"i * {shape[1]} + j"
        text += self._start(grid, varied, indent, cell)
        text += f"{indent}start[:, {place}] = x[:, 0]\n"
        told = ["x", *(f"np.array([{name}])" for name in inputs[1:] if name != "stream")]
        told += [f"np.array([{cell}])"] if "stream" in inputs else []
        own = [name for path, name in varied.items() if path.startswith("objective.")]
        for name in own:
            text += f"{indent}{name} = np.array([{name}])\n"
            told = [part.replace(f"np.array([{name}])", name) for part in told]
        text += textwrap.indent(
            self._look(place, f"cell_{k}({', '.join(told)})", followed), indent
        )
        if grid.repeats == 1 or not grid.chance:
            return text
        again = f"{cell} + again * {grid.size}"
        told = [part.replace(f"np.array([{cell}])", f"np.array([{again}])") for part in told]
        repeats = layout.REPEATS.format(
            repeats=grid.repeats,
            start=self._start(grid, varied, "    ", again) if grid.random_start else "",
            cell=f"cell_{k}({', '.join(told)})",
            place=place,
        )
        return text + textwrap.indent(repeats, indent)

    def _look(self, place: str, cell: str, followed: Followed) -> str:
        """What is seen of the cell at `place`."""
        trail = Code(load("trail"), rows=True)

        def called(made: Callable[..., Any], *arguments: Value) -> str:
            body = scratch(self._writer)
            shown = self._writer.show(self._writer.call(body, Known(made), list(arguments), {}))
            assert not body.out
            return ast.unparse(shown)

        return layout.LOOK.format(
            place=place,
            cell=cell,
            orbit=called(
                orbit_of,
                Code(parse("trail.T[:, :, np.newaxis]")),
                Known(tuple(map(float, self._plan.objective.widths))),
            ),
            arrived=called(has_arrived, followed.bound(), trail, Known(self._document.tolerance)),
            far=called(size, Code(parse("trail - trail[:, :1]"), rows=True)),
        )

    def _flat(self, grid: Grid, varied: dict[str, str]) -> str:
        """Random starts, all of them at once: each cell has its own number as its stream."""
        if not grid.random_start:
            return ""
        seed: Value = Known(grid.base.seed)
        if "seed" in varied:
            seed = Code(self._everywhere(grid, "seed"))
            if grid.repeats > 1:
                each = ast.unparse(self._everywhere(grid, "seed"))
                seed = Code(parse(f"np.tile({each}, {grid.repeats})"))
        drawn = self._writer.call(
            scratch(self._writer),
            Known(random_start),
            [Known(self._plan.objective), seed, Code(parse(f"np.arange({grid.size * grid.repeats})"))],
            {},
        )
        return f"drawn = {ast.unparse(self._writer.show(drawn))}  # a start for each cell\n"

    def _everywhere(self, grid: Grid, path: str) -> ast.expr:
        """The values of an axis, one for each cell."""
        k = [axis.path for axis in grid.axes].index(path)
        if len(grid.axes) == 1:
            return parse("axis_1")
        made = f"np.repeat(axis_1, {grid.shape[1]})" if k == 0 else f"np.tile(axis_2, {grid.shape[0]})"
        return parse(made)

    def _start(self, grid: Grid, varied: dict[str, str], indent: str, cell: str) -> str:
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

    def _measures(self, k: int, part: SweepPlan, rules: Rules, varied: dict[str, str]) -> str:
        grid = part.grid
        own = {p: n for p, n in varied.items() if p.startswith(("objective.", "gradient."))}
        followed = Followed(rules, own)
        text = "\n# What is measured at the ends, all cells at once\n"
        for path, name in own.items():
            text += f"{name} = {ast.unparse(self._everywhere(grid, path))}\n"
        text += f"cells = end.reshape({self._dimension}, -1)\n"
        cells = Code(load("cells"), rows=True)
        bound = followed.bound()
        ends = Bundle(
            {
                "rules": Known(rules),
                "bound": bound,
                "believed": followed.believed(self._writer),
                "tolerance": Known(self._document.tolerance),
                "start": Code(parse(f"start.reshape({self._dimension}, -1)"), rows=True),
                "positions": cells,
                "halted": Code(parse("halted.ravel()")),
                "value": Code(load("final_value")),
                "steepness": Code(load("steepness")),
                "believed_steepness": Code(load("believed_steepness")),
                "orbit": Code(parse("orbit.ravel()")),
                "epochs_to_tolerance": Code(parse("arrived_at.ravel()")),
                "largest_excursion": Code(parse("farthest.ravel()")),
                "lyapunov_exponent": Code(parse("exponent.ravel()")),
                "spread": Code(parse("spread.ravel()")),
                "watched": Native(self._watched, is_method=True),
            },
            Ends,
        )
        for name, key in (
            ("final_value", "value"),
            ("steepness", "steepness"),
            ("believed_steepness", "believed_steepness"),
        ):
            without = Bundle({f: v for f, v in ends.fields.items() if f != key}, Ends)
            body = scratch(self._writer)
            shown = self._writer.show(body.part(without, key))
            text += tidy.text_of(tidy.shortened(body.out)) if body.out else ""
            text += f"{name} = {ast.unparse(shown)}\n"
        columns = [f'"start": {self._shaped("start.reshape({0}, -1).T", grid, True)}']
        for key in MEASURES:
            before, column = self._measure(MEASURES[key], ends, grid)
            text += before
            columns.append(f'"{key}": {column}')
        axes = [f'"axis_{n}": axis_{n}' for n in range(1, len(grid.shape) + 1)]
        inner = "".join(f"    {line},\n" for line in [*axes, *columns])
        text += f"columns = {{\n{inner}}}\n"
        return text + f'np.savez(folder / "{names.sweep_file(k, "npz")}", **columns)\n'

    def _watched(self, given: list[Value], _: dict[str, Value]) -> Value:
        """`Ends.watched`: what was seen of all cells, or of some."""
        ends, key, *index = given
        assert isinstance(ends, Bundle)
        assert isinstance(key, Known)
        seen = ends.fields[key.value]
        if not index:
            return seen
        shown = self._writer.show(seen), self._writer.show(index[0])
        return Code(ast.Subscript(*shown, ast.Load()))

    def _measure(self, measure: Measure, ends: Bundle, grid: Grid) -> tuple[str, str]:
        """Statements, and the column as code."""
        body = scratch(self._writer)
        body.taken |= TAKEN
        if isinstance(measure.compute, FunctionType):
            self._writer.called[id(function(measure.compute).node)] = measure.key
        value = self._writer.call(body, Known(measure.compute), [ends], {})
        text = tidy.text_of(tidy.shortened(body.out)) if body.out else ""
        shown = ast.unparse(self._writer.show(value))
        match measure.kind:
            case "class":
                keys = [option.key for option in measure.classes]
                return text, self._shaped(f"np.array({keys!r})[{shown}]", grid)
            case "integer":
                return text, self._shaped(f"({shown}).astype(np.int64)", grid)
            case "position":
                return text, self._shaped(shown, grid, position=True)
        return text, self._shaped(shown, grid)

    def _shaped(self, code: str, grid: Grid, position: bool = False) -> str:
        code = code.replace("{0}", str(self._dimension))
        shape = (*grid.shape, 2) if position and self._dimension == 2 else grid.shape
        told = ", ".join(map(str, shape))
        return f"{code}.reshape({told})"

    def _sweep_figure(self, k: int, part: SweepPlan) -> str:
        measure = MEASURES[part.measure]
        axes = self._document.sweeps[part.index].axes
        text = f'\nshown = columns["{part.measure}"]\n'
        if measure.kind == "class":
            text = "\n" + layout.TEXTS.format(shown=f'columns["{part.measure}"]')
        if measure.kind == "position" and self._dimension == 2:
            text += "shown = shown[..., 0]\n"
        for axis, which, cells in zip(axes, (1, 2), ("order", ":, order"), strict=False):
            if axis.spacing == "list":
                text += layout.LIST.format(number=which, cells=cells)
        logs = [axis.spacing == "log" for axis in axes]
        scale = ', xscale="log"' if logs[0] else ""
        told = {
            "title": f"{measure.title}: sweep {k}",
            "measure": str(measure.title),
            "first": str(part.axes[0].title),
        }
        if len(axes) == 1:
            text += layout.CURVE.format(**told, scale=scale)
            minima = [place for (place, *_) in self._plan.objective.minima]
            if measure.kind == "position" and self._dimension == 1 and minima:
                text += layout.MINIMA.format(minima=minima)
            return text
        limits = "" if measure.kind == "class" else _colors(part)
        return text + layout.HEATMAP.format(
            **told,
            second=str(part.axes[1].title),
            limits=limits,
            cmap=CMAPS[part.color_map],
            scale=scale + (', yscale="log"' if logs[1] else ""),
            family_scale=scale,
        )


CMAPS = {"viridis": "viridis", "cividis": "cividis", "magma": "magma", "diverging": "coolwarm"}
"""matplotlib's names of the maps of colours."""


def _colors(part: SweepPlan) -> str:
    """The arguments of pcolormesh that spread the colours as the window does."""
    words = f", cmap={CMAPS[part.color_map]!r}"
    low, high = part.colors or (None, None)
    center = part.color_center
    if part.color_scale == "log":
        words += ', norm="log"'
        low = low if low is not None and low > 0 else None
    elif center is not None and part.color_map == "diverging":
        if low is None or high is None:
            return f"{words}, norm=plt.matplotlib.colors.CenteredNorm({center!r})"
        reach = max(abs(low - center), abs(high - center))
        low, high = center - reach, center + reach
    for name, value in (("vmin", low), ("vmax", high)):
        words += "" if value is None else f", {name}={value!r}"
    return words


def _counted(descents: int, sweeps: int) -> str:
    """How much a script computes, as a sentence."""
    parts = [
        f"{count} {word}{'s' if count > 1 else ''}"
        for count, word in ((descents, "descent"), (sweeps, "sweep"))
        if count
    ]
    return f"It computes {' and '.join(parts)}."


def _growth(rules: Rules, start: Positions) -> str:
    """The name of the way in which the Lyapunov exponent is found under these rules."""
    key = "lyapunov_exponent"
    return type(watchers((key,), rules, start, 0.0)[key]).__name__


def _module(gradient: str) -> str:
    return f"gdgui.engine.gradients.{gradient}"


def _array(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> ast.expr:
    made = literal(values)
    assert made is not None
    return made


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in text.splitlines())


def _spaced(nodes: list[ast.stmt]) -> str:
    """Definitions with the blank lines that belong between them."""
    text = ""
    for node in nodes:
        gap = "\n\n" if isinstance(node, ast.FunctionDef) and text else ""
        text += gap + tidy.text_of([node])
    return text or "pass\n"
